# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""reload.py FLEXNET OBJECT: the pipeline is ended and started again while TCP flows through it;
every byte arrives, and nothing waits at an end."""

import socket
import sys
import threading

from load import Link, Run

from payload import send_tcp  # noqa: E402

flexnet, path = sys.argv[1:]
exact = []
with Link() as link:
    transfer = threading.Thread(
        target=lambda: exact.append(send_tcp(link, socket.AF_INET, 256 << 20)))
    transfer.start()
    reloads, suspended_each = 0, []
    while transfer.is_alive() and reloads < 20:
        with Run(link.near, "near", flexnet, path, "--workers", "2") as run:
            transfer.join(0.3)
            (suspended, resumed, lost, waiting), refused = run.stop()
        if waiting or lost:
            sys.exit(f"waiting {waiting}, lost {lost}")
        suspended_each.append(suspended)
        reloads += 1
    transfer.join()
print("reloads under traffic", "some" if sum(s > 100 for s in suspended_each) >= 2 else suspended_each)
print("payload", "exact" if exact == [True] else "damaged")
