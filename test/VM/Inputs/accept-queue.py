# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""accept-queue.py NUMBER: accepts what netfilter queues there; prints "ready", then a line for each."""
import socket
import struct
import sys

QUEUE, NEW, VERDICT, CONFIG = 3 << 8, 0, 1, 2  # NFNL_SUBSYS_QUEUE, NFQNL_MSG_*
NETFILTER, REQUEST, ACK, PACKET = 12, 1, 4, 1  # NETLINK_NETFILTER, NLM_F_*, NFQA_PACKET_HDR


def attribute(kind, data):
    size = 4 + len(data)
    return struct.pack("=HH", size, kind) + data + bytes(-size % 4)


def send(s, kind, flags, number, attributes):
    body = struct.pack("=BBH", 0, 0, socket.htons(number)) + attributes
    s.send(struct.pack("=IHHII", 16 + len(body), QUEUE | kind, REQUEST | flags, 0, 0) + body)


def identity(message):
    """Of the packet in a message."""
    at = 20
    while at + 4 <= len(message):
        size, kind = struct.unpack_from("=HH", message, at)
        if kind & 0x7FFF == PACKET:
            return message[at + 4 : at + 8]
        at += (size + 3) & ~3
    sys.exit("a message without a packet")


number = int(sys.argv[1])
s = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETFILTER)
s.bind((0, 0))
send(s, CONFIG, ACK, number, attribute(1, struct.pack("!BBH", 1, 0, 0)))  # bind
send(s, CONFIG, ACK, number, attribute(2, struct.pack("!IB", 64, 1)))  # copy headers
for _ in range(2):
    if struct.unpack_from("=i", s.recv(4096), 16)[0]:
        sys.exit("netfilter has no such queue")
print("ready", flush=True)
while True:
    message = s.recv(65536)
    if struct.unpack_from("=H", message, 4)[0] == QUEUE | NEW:
        send(s, VERDICT, 0, number, attribute(2, struct.pack("!I", 1) + identity(message)))
        print("accepted", flush=True)
