# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""cpu_offline.py FLEXNET OBJECT: the CPU of a worker goes offline and comes back while packets
flow; the worker goes on elsewhere."""

import sys
import time

from load import Link, Run, Sender, check


def set_online(value):
    with open("/sys/devices/system/cpu/cpu1/online", "w", encoding="ascii") as file:
        file.write(value)


flexnet, path = sys.argv[1:]
with Link() as link:
    with Run(link.near, "near", flexnet, path, "--workers", "2", "--worker-cpus", "1") as run, \
            Sender(link.far, link.near.ipv4, pause=0.001):
        time.sleep(0.3)
        try:
            set_online("0")
            time.sleep(0.3)
            before = run.suspended
            time.sleep(0.5)
            check("no packet was suspended while the CPU was offline", run.suspended > before)
        finally:
            set_online("1")
        time.sleep(0.3)
        (suspended, resumed, lost, waiting), refused = run.stop()
print("resumed some", "yes" if resumed > 100 else resumed)
print("lost", lost, "waiting", waiting)
