# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""benchmarks/queues: executor queues beside what the kernel offers, and written by hand.

All programs run in turn, round after round. A time is the median over the rounds, a ratio
the median of the rounds' ratios: what slows the machine down slows both sides of a round.
They are loaded several times: where the kernel puts a program matters, too.
"""

import collections
import json
import os
import re
import shutil
import statistics
import subprocess
import sys

OPERATIONS = 4096  # measured.h
_TAIL_CALLS = 33   # as many as the kernel lets follow one another
_BATCH = 32        # batch.bpf.cpp
_QUEUED = 1000
_DEPTH = 4096      # ring.h
_DEEP, _MANY = 131072, (10, 1000, 100000)
_LIVE_BYTES, _OVERHEAD = 20, 16  # of a frame of fifo; beyond them

# Times that are compared: name, ours, what with, goal (None: for the record).
_RATIOS = (
    ("tail call, index from memory", "fifo", "tail_call_variable", 4.0),
    ("tail call, index constant", "fifo", "tail_call", 4.0),
    ("obj_new, list push, pop, drop", "fifo", "object_list", 0.25),
    ("map queue push, pop", "fifo", "queue_map", None),
    ("hand-written", "fifo", "fifo twin", 1.0),
    ("prio: obj_new in rbtree", "prio", "object_tree", 0.5),
    ("prio: hand-written", "prio", "prio twin", 1.0),
    ("batch of 32: one at a time", "batch", "one", 0.5),
    ("direct: plain call", "direct", "call", 1.1),
    ("arena instead of .bss", "arena twin", "fifo twin", None),
)


class Queues:
    def __init__(self, root, build, out):
        self.folder, self.out = os.path.join(root, "benchmarks", "queues"), out
        self.bench = os.path.join(build, "bin", "flexnet-bench")
        self.headers = os.path.join(root, "flexnet-runtime", "include")
        self.compilers = {"ours": [os.path.join(build, "bin", "clang"), "-fflexnet-coro"],
                          "twin": [shutil.which("clang-22")]}

    def compile(self, name, side, depth=_DEPTH, variant=None):
        libc = "/usr/include/" + subprocess.check_output(
            ["dpkg-architecture", "-qDEB_HOST_MULTIARCH"], text=True).strip()
        source = os.path.join(self.folder, name + (".bpf.cpp" if side == "ours" else ".bpf.c"))
        result = os.path.join(self.out, f"{variant or name}.{side}.{depth}.o")
        subprocess.run([*self.compilers[side], *([f"-D{variant}"] if variant else []), "-target", "bpf",
                        "-mcpu=v3", "-O2", "-g", "-c", f"-DDEPTH={depth}", "-isystem", libc,
                        "-I", self.headers, source, "-o", result], check=True)
        return result

    def rows(self, quick):
        sources = {
            "references": ("references", "twin"), "fifo": ("fifo", "ours"), "fifo twin": ("fifo", "twin"),
            "prio": ("prio", "ours"), "prio twin": ("prio", "twin"), "deep": ("fifo", "ours", _DEEP),
            "batch": ("batch", "ours"), "direct": ("direct", "ours"),
            "arena twin": ("fifo", "twin", _DEPTH, "ARENA"),
        }
        objects, counts = {}, {}
        for name, source in sources.items():
            try:
                path = self.compile(*source)
                counts[name] = json.loads(subprocess.check_output([self.bench, "programs", path]))
                objects[name] = path
            except subprocess.CalledProcessError:  # it has said why; the others can be measured
                print(f"bench: queues: {name} is not measured", file=sys.stderr)
        times = self.times(cases(objects), *((2, 15) if quick else (8, 25)))
        for label, ours, reference, goal in _RATIOS:
            yield row(f"ns / {label}", times.get(ours), times.get(reference), goal)
        for many in _MANY[1:]:
            yield row(f"ns of {many:,} queued / {_MANY[0]}", times.get(f"{many} queued"),
                      times.get(f"{_MANY[0]} queued"), 1.1)
        for name in ("fifo", "prio"):
            if name in counts:
                yield from compared(name, counts[name], counts[name + " twin"])
        if "fifo" in objects:
            beyond = self.stride(objects["fifo"]) - _LIVE_BYTES
            yield row("bytes beyond the live ones", [beyond], [_OVERHEAD], 1.0)

    def times(self, cases, loads, rounds):
        """Nanoseconds in each round of each load, net of what runs the operation."""
        plan, times = json.dumps(list(cases)).encode(), collections.defaultdict(list)
        for _ in range(loads):
            measured = json.loads(subprocess.check_output(
                [self.bench, "turns", "--rounds", str(rounds)], input=plan))
            for name, values in measured.items():
                times[name] += values
        for name in times.keys() - {"empty", "empty_executor", "no_tail_call", "one", "batch"}:
            idle = times["no_tail_call" if name.startswith("tail_call") else
                         "empty_executor" if re.search("fifo|prio|twin|queued$", name) else "empty"]
            times[name] = [time - less for time, less in zip(times[name], idle)]
        return times

    def stride(self, path):
        """Bytes of a cell: what one more makes the set's memory larger by."""
        sizes = [self._size(one, "work") for one in (path, self.compile("fifo", "ours", 2 * _DEPTH))]
        return (sizes[1] - sizes[0]) // (4 * _DEPTH)

    @staticmethod
    def _size(path, symbol):
        for line in subprocess.check_output(["llvm-nm-22", "-S", path], text=True).splitlines():
            fields = line.split()
            if fields[-1] == symbol and len(fields) == 4:
                return int(fields[1], 16)
        raise OSError(f"{path}: no memory of {symbol}")


def row(metric, ours, twin, goal):
    if not ours or not twin:
        return {"benchmark": "queues", "metric": metric, "ours": None, "twin": None, "ratio": None,
                "goal": goal, "met": None if goal is None else False}
    ratio = statistics.median(a / b for a, b in zip(ours, twin))
    return {"benchmark": "queues", "metric": metric, "ours": statistics.median(ours),
            "twin": statistics.median(twin), "ratio": round(ratio, 3), "goal": goal,
            "met": None if goal is None else ratio <= goal}


def compared(name, ours, twin):
    """Programs that both have: ours has others that the runtime needs."""
    common = ours.keys() & twin.keys()
    for metric in ("insns", "verifier_insns", "jited_bytes"):
        yield row(f"{name}: {metric}", [sum(ours[program][metric] for program in common)],
                  [sum(twin[program][metric] for program in common)], 1.0)


def cases(objects):
    """Of the objects that there are."""
    start = {"always": _QUEUED}

    def case(name, path, program, operations=OPERATIONS, **more):
        return {"name": name, "object": path, "program": program, "operations": operations, **more}

    def all_cases():
        yield from (case(name, "references", name)
                    for name in ("empty", "empty_executor", "call", "queue_map"))
        yield from (case(name, "references", name, first={name + "_start": _QUEUED})
                    for name in ("object_list", "object_tree"))
        yield from (case(name, "references", name, _TAIL_CALLS, times=200)
                    for name in ("no_tail_call", "tail_call", "tail_call_variable"))
        yield from (case(name, name, "cycle", first=start)
                    for name in ("fifo", "fifo twin", "prio", "prio twin"))
        yield case("arena twin", "arena twin", "cycle", first={"allocate": 1, **start})
        yield case("one", "batch", "one", 1, first=start)
        yield case("batch", "batch", "batch", _BATCH, first=start)
        yield case("direct", "direct", "direct")
        yield from (case(f"{many} queued", "deep", "cycle", first={"always": many}) for many in _MANY)

    for one in all_cases():
        if one["object"] in objects:
            yield one | {"object": objects[one["object"]]}
