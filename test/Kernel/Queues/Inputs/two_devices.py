# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""two_devices.py FLEXNET FIRST SECOND: a pipeline on each of two devices at once; each counts
its own packets, and both arrive."""

import sys

from load import Link, Run, Sender, receiver

COUNT = 500

flexnet, first, second = sys.argv[1:]
with Link() as link:
    link.near.run("ip", "link", "add", "near2", "type", "veth", "peer", "name", "far2",
                  "netns", link.far.pid)
    for end, device, address in ((link.near, "near2", "10.78.0.1"),
                                 (link.far, "far2", "10.78.0.2")):
        end.run("ip", "address", "add", f"{address}/24", "dev", device)
        end.run("ip", "link", "set", device, "up")
    link.far.run("ethtool", "-K", "far2", "tx", "off")
    with Run(link.near, "near", flexnet, first) as one, \
            Run(link.near, "near2", flexnet, second) as two:
        end = receiver(link.near)
        end2 = link.near.socket(end.family, end.type)
        end2.bind(("10.78.0.1", 9001))
        end2.settimeout(10)
        with Sender(link.far, link.near.ipv4, 1, COUNT, 0.0005) as sender, \
                Sender(link.far, "10.78.0.1", 1, COUNT, 0.0005, port=9001) as sender2:
            for _ in range(COUNT):
                end.recv(64)
                end2.recv(64)
            sender.wait()
            sender2.wait()
        for run in one, two:
            (suspended, resumed, lost, waiting), refused = run.stop()
            # Beside the datagrams, what the kernel says to a neighbour.
            print("suspended about", COUNT if COUNT <= suspended < COUNT + 50 else suspended,
                  "waiting", waiting, "lost", lost)
