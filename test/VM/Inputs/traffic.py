# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""traffic.py tcp|udp send|receive ADDRESS: $BYTES from one to the other; the receiver fails if a byte is
not what was sent. Datagrams that are not confirmed in time are sent again. The receiver listens on
$LISTEN_DEVICE, if that is set."""
import os
import socket
import sys
import time

PORT, PART, BATCH = 7777, 1250, 40
SIZE = int(os.environ["BYTES"])  # some PARTs


def content(number):
    """Part `number`, different from all others."""
    return number.to_bytes(4, "big") + bytes([number % 251]) * (PART - 4)


def sockets(kind, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    s = socket.socket(family, socket.SOCK_STREAM if kind == "tcp" else socket.SOCK_DGRAM)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return s


def connect(s, address):
    for _ in range(100):
        try:
            return s.connect((address, PORT))
        except ConnectionRefusedError:
            time.sleep(0.1)
    sys.exit("nobody listens")


def listen_at(s, address):
    if "LISTEN_DEVICE" in os.environ:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_BINDTODEVICE, os.environ["LISTEN_DEVICE"].encode())
    s.bind((address, PORT))


def send_tcp(s, address):
    connect(s, address)
    for number in range(SIZE // PART):
        s.sendall(content(number))
    s.shutdown(socket.SHUT_WR)
    if s.recv(1) != b"y":
        sys.exit("the receiver has something else")


def receive_tcp(s, address):
    listen_at(s, address)
    s.listen()
    c, _ = s.accept()
    with c.makefile("rb") as stream:
        for number in range(SIZE // PART):
            if stream.read(PART) != content(number):
                sys.exit(f"part {number} is wrong")
        if stream.read(1):
            sys.exit("too much")
    c.sendall(b"y")


def send_udp(s, address):
    s.connect((address, PORT))
    s.settimeout(0.5)
    for first in range(0, SIZE // PART, BATCH):
        left = set(range(first, min(first + BATCH, SIZE // PART)))
        tries = 0
        while left:
            for number in left:
                try:
                    s.send(content(number))
                except ConnectionRefusedError:
                    pass
            try:
                while left:
                    left.discard(int.from_bytes(s.recv(4), "big"))
            except (TimeoutError, ConnectionRefusedError):
                tries += 1
                if tries == 40:
                    sys.exit(f"{len(left)} datagrams from {first} on do not arrive")
    try:
        for _ in range(3):
            s.send(b"end")
    except ConnectionRefusedError:
        pass  # it has ended at the first


def receive_udp(s, address):
    listen_at(s, address)
    seen = set()
    while True:
        data, sender = s.recvfrom(2000)
        if data == b"end":
            break
        number = int.from_bytes(data[:4], "big")
        if data != content(number):
            sys.exit(f"datagram {number} is wrong")
        seen.add(number)
        s.sendto(data[:4], sender)
    if len(seen) != SIZE // PART:
        sys.exit(f"{len(seen)} datagrams")


kind, side, address = sys.argv[1:]
globals()[f"{side}_{kind}"](sockets(kind, address), address)
