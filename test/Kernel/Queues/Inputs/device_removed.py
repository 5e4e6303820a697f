# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""device_removed.py FLEXNET OBJECT: the device is removed while packets flow and wait."""

import sys
import time

from load import Link, Run, Sender

flexnet, path = sys.argv[1:]
with Link() as link, Run(link.near, "near", flexnet, path, "--workers", "2") as run:
    with Sender(link.far, link.near.ipv4):
        time.sleep(0.5)
        link.near.run("ip", "link", "del", "near")
        time.sleep(0.5)
    (suspended, resumed, lost, waiting), refused = run.stop()
print("suspended some", "yes" if suspended > 100 else suspended)
print("waiting", waiting)
