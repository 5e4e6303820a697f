# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""benchmarks/kernel_runtime: instructions of a guest for each packet, of Listing 1 with the kernel runtime and
of what it is compared with, in one boot. The guest's clock counts instructions."""

import collections
import io
import os
import re
import shutil
import statistics
import subprocess
import sys
from pathlib import Path

from vm import guests, module
from vm.cache import Cache
from vm.kernel import Kernel
from vm.report import Failure

_NS = 2             # of the guest's clock for one instruction
_LIMIT = 400        # instructions for a suspension and its resumption
_TOGETHER = (64, 1)  # packets that come at once: as many as a driver's poll takes; one
# What Listing 1 is compared with: case of in-guest.sh, name, goal (None: for the record).
_CASES = (
    ("plain", "the plain stack", None),
    ("pass", "XDP_PASS", None),
    ("rps", "RPS", None),
    ("threaded", "threaded NAPI", None),
    ("cpumap", "cpumap", None),
    ("by_hand", "a module by hand", 1.0),
)


class GuestCost:
    def __init__(self, root, build, out, kernel):
        self.root, self.build, self.out, self.kernel = Path(root), Path(build).resolve(), Path(out), kernel

    def rows(self, quick):
        instructions = self.measure(*((2000, 3) if quick else (20000, 5)))
        for together in _TOGETHER:
            cost = {case: statistics.median(values)
                    for (case, number), values in instructions.items() if number == together}
            yield from self.compare(cost, together)

    def compare(self, cost, together):
        ours, goals = cost["listing1"], together == _TOGETHER[0]
        name = f"vm/{self.kernel}/{together}"
        yield self.row(name, "sender and driver alone", cost["drop"], None, None)
        for case, label, goal in _CASES:
            yield self.row(name, f"a packet: {label}", ours, cost[case], goal if goals else None)
        beyond = {case: cost[case] - cost["pass"] for case in ("listing1", "by_hand")}
        yield self.row(name, "beyond XDP_PASS: allowed", beyond["listing1"], _LIMIT,
                       1.0 if goals else None)
        yield self.row(name, "beyond XDP_PASS: by hand", beyond["listing1"], beyond["by_hand"],
                       1.0 if goals else None)

    @staticmethod
    def row(name, metric, ours, twin, goal):
        ratio = ours / twin if twin else None
        return {"benchmark": name, "metric": metric, "ours": ours, "twin": twin,
                "ratio": ratio and round(ratio, 3), "goal": goal,
                "met": None if goal is None else ratio <= goal}

    def measure(self, packets, runs):
        """Instructions for a packet in each run, of (case, packets that come together)."""
        files = {file.name: file for file in self.files()}
        output, errors = io.BytesIO(), io.BytesIO()
        script = f"#!/bin/sh\nexec sh ./in-guest.sh {packets} {runs} {' '.join(map(str, _TOGETHER))}\n"
        machine = guests.Machine(self.kernel, icount=True)
        guest = guests.start(self.build, machine, f"bench-{os.getpid()}")
        try:
            status = guest.run(files, script, output, errors)
        finally:
            guest.end()
        if status:
            sys.stderr.buffer.write(errors.getvalue())
            raise Failure(f"what is measured in the guest failed with status {status}")
        measured = collections.defaultdict(list)
        for line in output.getvalue().decode().splitlines():
            match line.split():
                case ["clock", ns]:
                    self.check_clock(float(ns))
                case [name, together, ns]:
                    measured[name, int(together)].append(int(ns) / _NS / packets)
        return measured

    @staticmethod
    def check_clock(ns):
        """Else something else ran in the guest at the same time."""
        if abs(ns / _NS - 1) > 0.05:
            raise Failure(f"the guest's clock counts {ns} ns for an instruction, not {_NS}: run it again")

    def files(self):
        """What the guest gets."""
        here, tests = self.root / "benchmarks" / "kernel_runtime", self.root / "test" / "VM"
        libbpf = re.search("^FLEXNET_LIBBPF_INCLUDE:INTERNAL=(.*)",
                           (self.build / "CMakeCache.txt").read_text(), re.M)[1]
        libc = "/usr/include/" + subprocess.check_output(
            ["dpkg-architecture", "-qDEB_HOST_MULTIARCH"], text=True).strip()
        subprocess.run([tests / "build-object", self.build, self.out,
                        self.root / "examples" / "round_robin" / "round_robin.bpf.cpp"], check=True)
        subprocess.run([shutil.which("clang-22"), "-target", "bpf", "-mcpu=v3", "-O2", "-g", "-I", libbpf,
                        "-I", libc, "-c", here / "references.bpf.c", "-o", self.out / "references.o"],
                       check=True)
        cache = Cache(self.build / "vm")
        with cache.locked():
            source = self.out / "source"
            shutil.copytree(here / "by_hand", source / "kernel")
            module.make(Kernel(cache, self.kernel), source, cache.folder / "by_hand.log")
        programs = [self.build / "bin" / name for name in ("attach-pipeline", "flexnet-bench-guest")]
        return [*programs, self.out / "pipeline.o", self.out / "references.o",
                source / "kernel" / "by_hand.ko", here / "in-guest.sh",
                *(tests / "Inputs" / name for name in ("lib.sh", "pipeline.sh"))]
