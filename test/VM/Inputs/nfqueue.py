# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""nfqueue.py QUEUE [FIFO]: accepts what netfilter queues to user space, once FIFO has a line. Prints
"ready", then a line for each packet. By netlink: no package of Debian has it for Python 3."""
import socket
import struct
import sys

NETLINK_NETFILTER, QUEUE_SUBSYSTEM = 12, 3
PACKET, VERDICT, CONFIG = 0, 1, 2
REQUEST, ACKNOWLEDGE = 1, 4
ACCEPT = 1


def attribute(kind, data):
    return struct.pack("=HH", 4 + len(data), kind) + data.ljust(-(-len(data) // 4) * 4, b"\0")


def send(link, queue, message, flags, *attributes):
    body = struct.pack("=BB", socket.AF_UNSPEC, 0) + struct.pack(">H", queue)
    body += b"".join(attributes)
    link.send(struct.pack("=IHHII", 16 + len(body), QUEUE_SUBSYSTEM << 8 | message, flags, 0, 0) + body)


def acknowledged(link):
    error = struct.unpack_from("=i", link.recv(4096), 16)[0]
    if error:
        sys.exit(f"netfilter refuses: error {-error}")


def messages(data):
    while len(data) >= 16:
        length, kind = struct.unpack_from("=IH", data)
        yield kind, data[16:length]
        data = data[-(-length // 4) * 4 :]


def attributes(data):
    while len(data) >= 4:
        length, kind = struct.unpack_from("=HH", data)
        yield kind & 0x3FFF, data[4:length]
        data = data[-(-length // 4) * 4 :]


queue = int(sys.argv[1])
fifo = open(sys.argv[2]) if len(sys.argv) > 2 else None
link = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
link.bind((0, 0))
link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
send(link, queue, CONFIG, REQUEST | ACKNOWLEDGE, attribute(1, struct.pack(">BBH", 1, 0, 0)))  # bind
acknowledged(link)
send(link, queue, CONFIG, REQUEST | ACKNOWLEDGE, attribute(2, struct.pack(">IB", 0, 1)))  # no payload
acknowledged(link)
print("ready", flush=True)
if fifo:
    fifo.readline()
while True:
    for kind, body in messages(link.recv(1 << 16)):
        if kind != QUEUE_SUBSYSTEM << 8 | PACKET:
            continue
        number = dict(attributes(body[4:]))[1][:4]
        send(link, queue, VERDICT, REQUEST, attribute(2, struct.pack(">I", ACCEPT) + number))
        print("accepted", flush=True)
