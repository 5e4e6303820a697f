# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""user_queue.py BUILD OBJECT ACTION [--requests N] [--take N] [--packets N] [--queues N]:
datagrams to an application at a co_yield (runner.c); prints its counters and what came up the
stack.
"""

import argparse
import contextlib
import os
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "..", "..", "scripts",
                                "lib"))

from link import Link  # noqa: E402

FLOWS = 16
PORT = 11311  # KV_PORT
SO_NO_CHECK = 11  # the application changes the payload and not the checksum


def resolve(link):
    """While an address is not known, only some packets wait for it."""
    with link.far.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.connect((link.near.ipv4, PORT + 1))
        sender.send(b"nobody listens")
        try:
            sender.recv(1)
        except ConnectionRefusedError:
            pass


def exchange(link, runner, requests):
    with contextlib.ExitStack() as stack:
        receiver, *senders = [stack.enter_context(end.socket(socket.AF_INET, socket.SOCK_DGRAM))
                              for end in [link.near] + [link.far] * FLOWS]
        receiver.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4 << 20)
        receiver.bind((link.near.ipv4, PORT))
        for sender in senders:
            sender.setsockopt(socket.SOL_SOCKET, SO_NO_CHECK, 1)
        for i in range(requests):
            senders[i % FLOWS].sendto(f"request {i} {'x' * (i % 500)}".encode(), (link.near.ipv4, PORT))
        printed, _ = runner.communicate("go\n", timeout=30)
        receiver.settimeout(0.2)
        up = []
        try:
            while True:
                up.append(receiver.recv(2048).decode())
        except TimeoutError:
            return printed, up


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("object")
    parser.add_argument("action")
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--take", type=int, help="default: all")
    parser.add_argument("--packets", type=int, default=0)
    parser.add_argument("--queues", type=int, default=1, help="of the device")
    options = parser.parse_args()
    take = options.requests if options.take is None else options.take

    with Link() as link:
        for end in link.near, link.far:
            end.run("ethtool", "-L", end.device, "rx", options.queues, "tx", options.queues)
        resolve(link)
        runner = link.near.start(
            os.path.join(options.build, "bin", "user-queue-runner"), options.object,
            link.near.device, options.action, take, options.packets, stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        first = runner.stdout.readline()
        if first != "ready\n":
            sys.exit(first + runner.communicate()[0])
        printed, up = exchange(link, runner, options.requests)
    print(printed.strip())
    sent = [f"request {i} {'x' * (i % 500)}" for i in range(options.requests)]
    print(f"up the stack: {sum(text in sent for text in up)} as sent, "
          f"{sum(text.lower() in sent and text.isupper() for text in up)} in capitals, "
          f"{len(up)} in all")
    sys.exit(runner.returncode)


if __name__ == "__main__":
    main()
