# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The verifier's work as the compiler predicts it, beside what the running kernel counts.

Every example, benchmark and test of the kernel that compiles by itself and is taken, at each
level of optimisation. A ratio is predicted / counted; the goal is half to twice, for 95 of 100.
"""

import glob
import json
import os
import subprocess

_SOURCES = ("examples/*/*.bpf.cpp", "benchmarks/*/ours.bpf.cpp", "benchmarks/queues/*.bpf.cpp",
            "test/Kernel/Pipelines/*.cpp", "test/Kernel/Queues/*.cpp")
_LEVELS = ("-O1", "-O2", "-O3", "-Os")
_FACTOR, _PART = 2.0, 0.95


class VerifierWork:
    def __init__(self, root, build, out):
        self.root, self.out = root, out
        self.clang, self.flexnet = (os.path.join(build, "bin", name) for name in ("clang", "flexnet"))

    def rows(self, quick):
        ratios = []
        for level in _LEVELS[1:2] if quick else _LEVELS:
            for pattern in _SOURCES:
                for source in sorted(glob.glob(os.path.join(self.root, pattern))):
                    for one in self._programs(source, level):
                        ratios.append(one["ratio"])
                        yield one
        near = sum(1 / _FACTOR <= ratio <= _FACTOR for ratio in ratios)
        part = near / len(ratios) if ratios else 0
        yield {"benchmark": "verifier-work", "metric": f"within {_FACTOR:.0f} times: programs, of all",
               "ours": near, "twin": len(ratios), "ratio": round(part, 3), "goal": _PART,
               "met": part >= _PART}

    def _programs(self, source, level):
        predicted, counted = self._predict(source, level), {}
        if predicted:
            counted = self._count()
        for program, work in predicted.items():
            if not counted.get(program):  # refused, or loaded only for workers of the kernel
                continue
            ratio = work / counted[program]
            name = os.path.relpath(source, self.root)
            yield {"benchmark": "verifier-work", "metric": f"{name} {level} {program}",
                   "ours": work, "twin": counted[program], "ratio": round(ratio, 3),
                   "goal": _FACTOR, "met": 1 / _FACTOR <= ratio <= _FACTOR}

    @property
    def _object(self):
        return os.path.join(self.out, "work.o")

    def _predict(self, source, level):
        """Work by program; empty if it does not compile without what its test gives it."""
        headers = os.path.join(os.path.dirname(source), "Inputs")
        command = [self.clang, "-target", "bpf", "-fflexnet-coro", level, "-w", "-I", headers,
                   "-fflexnet-report=json", "-c", source, "-o", self._object]
        if subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode:
            return {}
        with open(os.path.join(self.out, "work.flexnet.json"), encoding="utf-8") as report:
            return {one["name"]: one["verifier_work"] for one in json.load(report)["programs"]}

    def _count(self):
        command = [self.flexnet, "check", "--json", self._object]
        result = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
        try:
            value = json.loads(result.stdout)
        except ValueError:
            return {}
        return {one["name"]: one["processed"] for one in value.get("programs", [])}
