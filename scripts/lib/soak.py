# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The last part of scripts/soak: traffic through executor queues for a long time, and what it
leaves in memory."""

import argparse
import contextlib
import os
import re
import socket
import statistics
import subprocess
import sys
import time

from attached import Attached
from link import Link
from payload import send_tcp, send_udp

_OVERLOAD = 5  # seconds of each round
# What memory may grow by, from the first rounds to the last.
_PROCESS_KB = 512
_KERNEL_KB = 8 << 10

# Overload: datagrams that nobody answers, from 16 flows, as fast as one CPU can send.
_FLOOD = """
import socket, sys, time
sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in range(16)]
until = time.monotonic() + float(sys.argv[2])
while time.monotonic() < until:
    for s in sockets:
        try:
            s.sendto(bytes(64), (sys.argv[1], 9000))
        except OSError:
            pass
"""


def process_kb(pid):
    """Resident memory of `flexnet run`; nsenter has become it."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1))


def maps_kb(pid):
    """Kernel memory of the maps that the process holds."""
    total = 0
    for fd in os.listdir(f"/proc/{pid}/fdinfo"):
        with contextlib.suppress(OSError), \
                open(f"/proc/{pid}/fdinfo/{fd}", encoding="ascii") as info:
            text = info.read()
            if found := re.search(r"^map_type:.*^memlock:\s+(\d+)", text, re.M | re.S):
                total += int(found.group(1)) >> 10
    return total


def kernel_kb():
    """What the kernel has allocated and cannot give back: slabs, vmalloc, BPF's per-CPU data."""
    wanted = ("SUnreclaim", "VmallocUsed", "Percpu")
    with open("/proc/meminfo", encoding="ascii") as info:
        return sum(int(line.split()[1]) for line in info if line.startswith(wanted))


def flood(link, seconds):
    subprocess.run(link.far.command(sys.executable, "-c", _FLOOD, link.near.ipv4, seconds),
                   check=True)


def check_balance(stats):
    parts = stats["resumed"] + stats["dropped"] + stats["in_queue"]
    if stats["suspended"] != parts or stats["in_queue"]:
        raise OSError(f"suspended {stats['suspended']} = resumed {stats['resumed']} + dropped "
                      f"{stats['dropped']} + in queues {stats['in_queue']} does not hold")


class Samples:
    """Memory at the end of each round."""

    def __init__(self):
        self.rows = []

    def take(self, pid):
        self.rows.append((process_kb(pid), maps_kb(pid), kernel_kb()))

    def grown(self):
        """By how much the medians of the first and the last rounds differ, by kind."""
        part = max(1, len(self.rows) // 4)
        first, last = self.rows[:part], self.rows[-part:]
        return [statistics.median(row[kind] for row in last)
                - statistics.median(row[kind] for row in first) for kind in range(3)]


def one_round(link, attached, samples):
    exact = True
    for family in (socket.AF_INET, socket.AF_INET6):
        exact &= send_tcp(link, family, 16 << 20)
        exact &= send_udp(link, family, 2000)
    flood(link, _OVERLOAD)
    time.sleep(1)  # what waits goes on
    if not exact:
        raise OSError("the payload did not arrive as it was sent")
    samples.take(attached.pid)


def soak(flexnet, path, minutes):
    """Four runs of the same length, one after the other; the figures of all of them."""
    samples, suspended, refused = Samples(), 0, 0
    for _ in range(4):
        with Link() as link, Attached(link, flexnet, path, "--workers", "4") as attached:
            until = time.monotonic() + minutes * 15
            one_round(link, attached, Samples())  # fills caches
            while True:
                one_round(link, attached, samples)
                if time.monotonic() > until:
                    break
            stats = attached.stop()
        check_balance(stats)
        suspended += stats["suspended"]
        refused += stats["unsuspended"]
        print(f"{suspended} suspended, {refused} refused, resident {samples.rows[-1][0]} KiB, "
              f"maps {samples.rows[-1][1]} KiB, kernel {samples.rows[-1][2]} KiB", flush=True)
    return samples


def main():
    parser = argparse.ArgumentParser(prog="scripts/soak", description=__doc__)
    parser.add_argument("--build", required=True)
    parser.add_argument("--minutes", type=float, required=True)
    options = parser.parse_args()
    try:
        samples = soak(os.path.join(options.build, "bin", "flexnet"),
                       os.path.join(options.build, "examples", "round_robin.bpf.o"),
                       options.minutes)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"soak: {error}", file=sys.stderr)
        return 1
    process, maps, kernel = samples.grown()
    print(f"grown by: process {process:.0f} KiB, maps {maps:.0f} KiB, kernel {kernel:.0f} KiB, "
          f"over {len(samples.rows)} rounds")
    if process > _PROCESS_KB or maps > 0 or kernel > _KERNEL_KB:
        print("soak: memory grows", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
