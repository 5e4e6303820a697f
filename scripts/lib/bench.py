# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Each of benchmarks/ as FlexNet compiles it beside its twin, written by hand in C.

Folders are coroutines and their twins; cxx/ has pairs of one program in C++ and in C;
checks is compile time with the checks of the source and without.
queues/ is executor queues beside what the kernel offers; forwarding/, executor queues
that carry packets. verifier-work is what the compiler predicts beside what the kernel counts.
vm is what a suspended packet costs with the kernel runtime, in a guest.

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

from checks_cost import ChecksCost
from forwarding import Forwarding
from guest_cost import GuestCost
from iperf import throughput
from link import Link
from queues import Queues
from verifier_work import VerifierWork
from vm.guests import KERNELS
from vm.report import Failure

# What is counted is the same in every run; what is timed has noise.
_COUNTS = ("insns_ramp", "insns_resumed", "insns", "jited_bytes", "verifier_insns", "frame_bytes")
_GOALS = dict.fromkeys(_COUNTS, 1.00) | {
    "ns_per_packet": 1.05,
    "tcp_throughput_bps": 1.05,
    "compile_ms": 1.15,
}
_FIRST_PORT = 49152


class Pair:
    """The same in C++, compiled with FlexNet's clang, and in C, with the distribution's."""

    def __init__(self, root, build, name, out, sources, options=()):
        common = ["-target", "bpf", "-mcpu=v3", "-O2", "-g", "-c"]
        libc = "/usr/include/" + subprocess.check_output(
            ["dpkg-architecture", "-qDEB_HOST_MULTIARCH"], text=True).strip()
        self.name, self.bench = name, os.path.join(build, "bin", "flexnet-bench")
        self.objects = {side: os.path.join(out, f"{os.path.basename(name)}.{side}.o")
                        for side in ("ours", "twin")}
        self.commands = {
            "ours": [os.path.join(build, "bin", "clang"), *common, *options,
                     sources["ours"], "-o", self.objects["ours"]],
            "twin": [shutil.which("clang-22"), *common, "-I", libc,
                     "-I", os.path.join(root, "flexnet-runtime", "include"),
                     sources["twin"], "-o", self.objects["twin"]],
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

    def rows(self, quick):
        compiled = self.compile(7 if quick else 15)
        counted = json.loads(subprocess.check_output(
            [self.bench, "count", self.objects["ours"], self.objects["twin"]]))
        for metric in ("insns", "jited_bytes", "verifier_insns"):
            yield row(self.name, metric, counted["ours"][metric], counted["twin"][metric])
        yield row(self.name, "compile_ms", compiled["ours"], compiled["twin"])


class Benchmark(Pair):
    """A folder of benchmarks/: programs that suspend packets."""

    def __init__(self, root, build, name, out):
        folder = os.path.join(root, "benchmarks", name)
        super().__init__(root, build, name, out,
                         {"ours": os.path.join(folder, "ours.bpf.cpp"),
                          "twin": os.path.join(folder, "twin.bpf.c")}, ["-fflexnet-coro"])

    def rows(self, quick):
        compiled = self.compile(7 if quick else 15)
        measured = self.measure(6 if quick else 40)
        for metric in (*_COUNTS, "ns_per_packet"):
            yield row(self.name, metric, measured["ours"][metric], measured["twin"][metric])
        rates = self.throughput(2 if quick else 6)
        yield row(self.name, "tcp_throughput_bps", rates["ours"], rates["twin"])
        yield row(self.name, "compile_ms", compiled["ours"], compiled["twin"])

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


def find(root, kernel):
    """What there is: name to how it is made of (root, build, out)."""
    found = {}
    folder = os.path.join(root, "benchmarks")
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.name == "queues":
            found[entry.name] = lambda out, build: Queues(root, build, out)
        elif entry.name == "forwarding":
            found[entry.name] = lambda out, build: Forwarding(root, build, out)
        elif os.path.exists(os.path.join(entry.path, "twin.bpf.c")):
            found[entry.name] = lambda out, build, name=entry.name: Benchmark(root, build, name, out)
    for entry in sorted(os.scandir(os.path.join(folder, "cxx")), key=lambda e: e.name):
        if entry.name.endswith(".bpf.cpp"):
            name = "cxx/" + entry.name.removesuffix(".bpf.cpp")
            sources = {"ours": entry.path, "twin": entry.path.removesuffix("pp")}
            found[name] = lambda out, build, name=name, sources=sources: Pair(
                root, build, name, out, sources)
    found["checks"] = lambda out, build: ChecksCost(root, build, out)
    found["verifier-work"] = lambda out, build: VerifierWork(root, build, out)
    found["vm"] = lambda out, build: GuestCost(root, build, out, kernel)
    return found


def select(found, wanted):
    """The names wanted, `cxx` for all of cxx/; all but the long ones if none. None if there is one unknown."""
    names = []
    for name in wanted or (one for one in found if one not in ("verifier-work", "vm")):
        group = [one for one in found if one == name or one.startswith(name + "/")]
        if not group:
            return None
        names += group
    return names


def show(value):
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 1000 or value == int(value) else f"{value:.1f}"


def show_ratio(value):
    return "-" if value is None else f"{value:.3f}"


def verdict(one):
    if one["goal"] is None:
        return "for the record"
    return f"goal {one['goal']:.2f}  {'met' if one['met'] else 'MISSED'}"


def main():
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--json", action="store_true", help="report as an array of rows")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions, more noise")
    parser.add_argument("--build", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--tier", choices=["vm"], help="the same as the name vm")
    parser.add_argument("--kernel", default=KERNELS[0], choices=KERNELS, help="the guest's, of vm")
    parser.add_argument("names", nargs="*", metavar="NAME",
                        help=f"of {', '.join(find(root, None))}; cxx: all of cxx/")
    options = parser.parse_args()
    found = find(root, options.kernel)
    names = select(found, options.names + [options.tier] * bool(options.tier))
    if names is None:
        parser.error(f"no such benchmark: {' '.join(options.names)}")

    table = []
    try:
        with tempfile.TemporaryDirectory() as out:
            for name in names:
                for one in found[name](out, options.build).rows(options.quick):
                    table.append(one)
                    if not options.json:
                        print(f"{one['benchmark']:22} {one['metric']:34}{show(one['ours']):>16}"
                              f"{show(one['twin']):>16}{show_ratio(one['ratio']):>8}  {verdict(one)}", flush=True)
    except (OSError, subprocess.CalledProcessError, Failure) as error:
        print(f"bench: {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(table, indent=1))
    return 0


sys.exit(main())
