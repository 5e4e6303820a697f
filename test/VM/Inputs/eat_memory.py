# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""eat_memory.py MB: takes all memory but so much, again and again as some becomes free; says "full" the
first time. It is what the kernel kills when there is none left."""
import sys
import time

LEAVE = int(sys.argv[1]) << 20
PIECE = 1 << 20


def available():
    with open("/proc/meminfo") as file:
        return next(int(l.split()[1]) << 10 for l in file if l.startswith("MemAvailable"))


with open("/proc/self/oom_score_adj", "w") as file:
    file.write("1000")
kept = []
said = False
while True:
    while available() > LEAVE:
        kept.append(b"\1" * PIECE)
    if not said:
        print("full", flush=True)
        said = True
    time.sleep(0.05)
