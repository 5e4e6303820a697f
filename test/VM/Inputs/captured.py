# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""captured.py DEVICE: leaves copies of what the device receives and sends in a socket's queue; prints "ready".
After a line of standard input, of each packet of IPv4 and IPv6: in or out, its link layer's sender, protocol
and what comes first in that."""
import socket
import sys

ALL, OUTGOING, RCVBUFFORCE = 3, 4, 33
NAMES = {1: "icmp", 6: "tcp", 17: "udp", 44: "fragment", 58: "icmp6"}

with socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ALL)) as s:
    s.setsockopt(socket.SOL_SOCKET, RCVBUFFORCE, 16 << 20)
    s.bind((sys.argv[1], ALL))
    print("ready", flush=True)
    sys.stdin.readline()
    s.setblocking(False)
    while True:
        try:
            data, (_, protocol, kind, *_) = s.recvfrom(70000)
        except BlockingIOError:
            break
        if protocol not in (0x0800, 0x86DD):
            continue
        number, first = (data[23], data[34]) if protocol == 0x0800 else (data[20], data[54])
        print("out" if kind == OUTGOING else "in", data[6:12].hex(":"), NAMES.get(number, number), first)
