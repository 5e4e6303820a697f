# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""per_flow_order.py FLEXNET OBJECT WORKERS: many flows through an executor with several
workers; within a flow the order of arrival is that of sending."""

import socket
import struct
import sys

from load import Link, Run, Sender, check, receiver

FLOWS, EACH = 32, 400

flexnet, path, workers = sys.argv[1:]
with Link() as link, Run(link.near, "near", flexnet, path, "--workers", workers) as run:
    end = receiver(link.near)
    with Sender(link.far, link.near.ipv4, FLOWS, EACH, 0.002) as sender:
        last, arrived, disordered = {}, 0, 0
        while arrived < FLOWS * EACH:
            try:
                payload, source = end.recvfrom(64)
            except socket.timeout:
                break
            number = struct.unpack("!Q", payload[:8])[0]
            check("a payload has changed", payload == payload[:8] * 8)
            disordered += number <= last.get(source, -1)
            last[source] = number
            arrived += 1
        sender.wait()
    (suspended, resumed, lost, waiting), refused = run.stop()
print("flows", len(last))
print("disordered", disordered)
print("arrived", "all" if arrived == FLOWS * EACH - refused.get("queue_full", 0) else arrived)
print("waiting", waiting, "lost", lost)
