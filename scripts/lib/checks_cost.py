# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the checks of the source cost: compile time with them and without.

Every example and benchmark that compiles by itself, one after the other, with and without in
turns, in processor time, which other processes disturb less than the clock on the wall.
"""

import glob
import os
import resource
import statistics
import subprocess

_SOURCES = ("examples/*/*.bpf.cpp", "benchmarks/*/ours.bpf.cpp", "benchmarks/queues/*.bpf.cpp",
            "test/Kernel/Pipelines/*.cpp")
_GOAL = 1.03
_WITHOUT = ["-mllvm", "-flexnet-checks=false"]


def _processor_ms(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    status = subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return status, 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


class ChecksCost:
    def __init__(self, root, build, out):
        self.root, self.clang, self.object = root, os.path.join(build, "bin", "clang"), os.path.join(out, "x.o")

    def _command(self, source):
        headers = os.path.join(os.path.dirname(source), "Inputs")
        return [self.clang, "-target", "bpf", "-fflexnet-coro", "-w", "-I", headers, "-c", source,
                "-o", self.object]

    def rows(self, quick):
        sources = [source for pattern in _SOURCES
                   for source in sorted(glob.glob(os.path.join(self.root, pattern)))]
        commands = [command for command in map(self._command, sources) if _processor_ms(command)[0] == 0]
        turns = []
        for turn in range(5 if quick else 15):
            total = {}
            for command in commands:
                sides = {"with": [], "without": _WITHOUT}
                for side in sorted(sides, reverse=bool(turn % 2)):
                    total[side] = total.get(side, 0) + _processor_ms(command + sides[side])[1]
            turns.append(total)
        ratios = sorted(total["with"] / total["without"] for total in turns)
        ours, twin = (statistics.median(total[side] for total in turns) for side in ("with", "without"))
        ratio = statistics.median(ratios)
        quarter = len(ratios) // 4
        yield {"benchmark": "checks", "metric": f"compile_ms, {len(commands)} files, half of the "
               f"ratios {ratios[quarter]:.3f} to {ratios[-1 - quarter]:.3f}",
               "ours": ours, "twin": twin, "ratio": round(ratio, 4), "goal": _GOAL, "met": ratio <= _GOAL}
