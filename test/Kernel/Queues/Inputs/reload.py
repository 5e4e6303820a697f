# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""reload.py FLEXNET OBJECT: the pipeline is ended and started again while TCP flows; every byte
arrives, and nothing waits at an end."""

import socket
import sys
import threading

from load import Link, Run, check

from payload import send_tcp  # noqa: E402

flexnet, path = sys.argv[1:]
ended, exact, under_traffic = threading.Event(), [], 0


def transfer():
    while not ended.is_set():
        exact.append(send_tcp(link, socket.AF_INET, 16 << 20, port=7001 + len(exact)))


with Link() as link:
    sending = threading.Thread(target=transfer, daemon=True)
    sending.start()
    for _ in range(4):
        with Run(link.near, "near", flexnet, path, "--workers", "2") as run:
            sending.join(0.5)
            (suspended, resumed, lost, waiting), refused = run.stop()
        check(f"waiting {waiting}, lost {lost}", waiting == lost == 0)
        under_traffic += suspended > 100
    ended.set()
    sending.join()
print("reloads under traffic", under_traffic)
print("payload", "exact" if exact and all(exact) else "damaged")
