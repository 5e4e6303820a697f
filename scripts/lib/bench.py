# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Each of benchmarks/ as FlexNet compiles it beside its twin, split by hand in C.

Every ratio is a cost: ours / twin, for throughput twin / ours. Below 1, ours is better.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

from iperf import throughput
from link import Link

# What is counted is the same in every run; what is timed has noise.
_COUNTS = ("insns_ramp", "insns_resumed", "insns", "jited_bytes", "verifier_insns", "frame_bytes")
_GOALS = dict.fromkeys(_COUNTS, 1.00) | {
    "ns_per_packet": 1.05,
    "tcp_throughput_bps": 1.05,
    "compile_ms": 1.15,
}
_FIRST_PORT = 49152


class Benchmark:
    """A folder of benchmarks/ and its two objects."""

    def __init__(self, root, build, name, out):
        folder = os.path.join(root, "benchmarks", name)
        common = ["-target", "bpf", "-mcpu=v3", "-O2", "-g", "-c"]
        libc = "/usr/include/" + subprocess.check_output(
            ["dpkg-architecture", "-qDEB_HOST_MULTIARCH"], text=True).strip()
        self.name, self.bench = name, os.path.join(build, "bin", "flexnet-bench")
        self.objects = {side: os.path.join(out, f"{name}.{side}.o") for side in ("ours", "twin")}
        self.commands = {
            "ours": [os.path.join(build, "bin", "clang"), *common, "-fflexnet-coro",
                     os.path.join(folder, "ours.bpf.cpp"), "-o", self.objects["ours"]],
            "twin": [shutil.which("clang-22"), *common, "-I", libc,
                     "-I", os.path.join(root, "flexnet-runtime", "include"),
                     os.path.join(folder, "twin.bpf.c"), "-o", self.objects["twin"]],
        }

    def compile(self, rounds):
        """Median milliseconds of each, taking turns."""
        times = {side: [] for side in self.commands}
        for _ in range(rounds):
            for side, command in self.commands.items():
                start = time.perf_counter()
                subprocess.run(command, check=True)
                times[side].append((time.perf_counter() - start) * 1000)
        return {side: statistics.median(values) for side, values in times.items()}

    def measure(self, loads):
        return json.loads(subprocess.check_output(
            [self.bench, "measure", self.objects["ours"], self.objects["twin"],
             "--loads", str(loads)]))

    def throughput(self, rounds):
        """Median bits per second of each, taking turns, with the same flows for both."""
        rates = {side: [] for side in self.objects}
        for turn in range(rounds):
            for side in sorted(self.objects, reverse=turn % 2 == 1):
                rates[side].append(self._throughput(self.objects[side], _FIRST_PORT + turn))
        return {side: statistics.median(values) for side, values in rates.items()}

    def _throughput(self, path, from_port):
        with Link() as link:
            process = link.near.start(self.bench, "attach", path, link.near.device,
                                      stdin=subprocess.PIPE, stdout=subprocess.PIPE)
            try:
                if not process.stdout.readline():
                    raise OSError(f"{path} could not be attached")
                return throughput(link, 1, from_port)
            finally:
                process.communicate()


def row(benchmark, metric, ours, twin):
    cost = (twin, ours) if metric == "tcp_throughput_bps" else (ours, twin)
    ratio = cost[0] / cost[1] if cost[1] else float(cost[0] == 0) or float("inf")
    return {"benchmark": benchmark, "metric": metric, "ours": ours, "twin": twin,
            "ratio": round(ratio, 3), "goal": _GOALS[metric], "met": ratio <= _GOALS[metric]}


def rows(benchmark, quick):
    compiled = benchmark.compile(7 if quick else 15)
    measured = benchmark.measure(6 if quick else 40)
    for metric in (*_COUNTS, "ns_per_packet"):
        yield row(benchmark.name, metric, measured["ours"][metric], measured["twin"][metric])
    rates = benchmark.throughput(2 if quick else 6)
    yield row(benchmark.name, "tcp_throughput_bps", rates["ours"], rates["twin"])
    yield row(benchmark.name, "compile_ms", compiled["ours"], compiled["twin"])


def show(value):
    return f"{value:,.0f}" if value >= 1000 or value == int(value) else f"{value:.1f}"


def main():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    names = sorted(entry.name for entry in os.scandir(os.path.join(root, "benchmarks"))
                   if os.path.exists(os.path.join(entry.path, "twin.bpf.c")))
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="report as an array of rows")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, more noise")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(names)}")
    options = parser.parse_args()
    if unknown := set(options.names) - set(names):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}")

    table = []
    try:
        with tempfile.TemporaryDirectory() as out:
            for name in options.names or names:
                benchmark = Benchmark(root, options.build, name, out)
                for one in rows(benchmark, options.quick):
                    table.append(one)
                    if not options.json:
                        print(f"{one['benchmark']:14} {one['metric']:20}{show(one['ours']):>16}"
                              f"{show(one['twin']):>16}{one['ratio']:>8.3f}  goal {one['goal']:.2f}"
                              f"  {'met' if one['met'] else 'MISSED'}", flush=True)
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(table, indent=1))
    return 0


sys.exit(main())
