# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Random coroutines, on the host and in the kernel: the same in all that can be observed.

    differential.py --build DIR [--programs N] [--seed S] [--levels O1,O2,Os] [--jobs J] [--keep DIR]
    differential.py --build DIR --case FILE     one program, such as those of test/Differential/cases

The programs are written by flexnet-differential-generator, some in each object, and taken through
their steps by flexnet-differential-runner. What fails is reduced: nodes of the program's tree are
left out as long as it fails in the same way.
"""

import argparse
import concurrent.futures
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TESTS = os.path.join(ROOT, "test", "Differential")
INPUTS = os.path.join(TESTS, "Inputs")
PROGRAMS = 16  # of one object: what the generator writes without --count
TIMEOUT = 300  # seconds, for one object
HOST = ["-std=gnu++20", "-O0", "-fPIC", "-w"]

KINDS = {"mismatch": "mismatches", "refused": "refused by the verifier",
         "error": "compile errors", "host": "failures on the host"}


@dataclass
class Failure:
    kind: str  # of KINDS
    level: str
    what: str
    program: str = ""  # p17, if it is known

    def like(self, other):
        """Whether it is the same failure of a smaller program."""
        def words(what):
            return re.sub(r"\W+", " ", re.sub(r"0x[0-9a-f]+|'[^']*'|\d+", "", what)).split()[:8]
        if self.kind != other.kind:
            return False
        return self.kind in ("mismatch", "host") or words(self.what) == words(other.what)


def run(command, **options):
    return subprocess.run(command, capture_output=True, text=True, errors="replace",
                          timeout=TIMEOUT, **options)


class Tools:
    def __init__(self, build, out, wrong=None):
        self.bin = os.path.join(os.path.abspath(build), "bin")
        self.out = out
        self.host = [shutil.which("clang++-22") or "clang++", *HOST, "-I", INPUTS]
        if wrong:
            self.host.append(f"-DDIFFERENTIAL_WRONG_{wrong.upper()}")
        header = os.path.join(out, "program.pch")
        made = run([*self.host, "-x", "c++-header", os.path.join(INPUTS, "program.h"), "-o", header])
        if made.returncode:
            sys.exit("the header of the programs does not compile for the host:\n" + made.stderr)
        self.host += ["-include-pch", header]

    def generate(self, *arguments):
        tool = os.path.join(self.bin, "flexnet-differential-generator")
        made = run([tool, *map(str, arguments)])
        if made.returncode:
            sys.exit(made.stderr.strip() or f"{tool} failed")
        return made.stdout

    def failures(self, name, text, levels):
        """What is wrong with a source at each level, and how many programs ran."""
        base = os.path.join(self.out, name)
        with open(base + ".cpp", "w") as file:
            file.write(text)
        try:
            return self.failures_of(base, levels)
        except subprocess.TimeoutExpired as error:
            return [Failure("error", "", f"{os.path.basename(error.cmd[0])} does not end")]
        finally:
            for suffix in [".cpp", ".so", *(f".{level}.o" for level in levels)]:
                if os.path.exists(base + suffix):
                    os.unlink(base + suffix)

    def failures_of(self, base, levels):
        host = run([*self.host, "-shared", base + ".cpp", "-o", base + ".so"])
        if host.returncode:
            return [Failure("host", "", first_error(host.stderr))]
        found, objects = [], {}
        for level in levels:
            target = f"{base}.{level}.o"
            made = run([os.path.join(self.bin, "clang"), "-target", "bpf", "-fflexnet-coro", f"-{level}",
                        "-w", "-fno-crash-diagnostics", "-I", INPUTS, "-c", base + ".cpp", "-o", target])
            if made.returncode:
                found.append(Failure("error", level, first_error(made.stderr)))
            else:
                objects[target] = level
        if not objects:
            return found
        ran = run([os.path.join(self.bin, "flexnet-differential-runner"), base + ".so", *objects])
        if ran.returncode not in (0, 1):
            return [*found, Failure("host", "", ran.stderr.strip() or f"the runner ended with {ran.returncode}")]
        for line in ran.stdout.splitlines():
            target, kind, what = line.split(" ", 2)
            if kind == "refused":
                found.append(Failure("refused", objects[target], what))
            elif kind == "mismatch":
                program, _, what = what.partition(" ")
                found.append(Failure("mismatch", objects[target], what, program))
        return found


def first_error(text):
    for line in text.splitlines():
        if "error:" in line:
            return line.partition("error: ")[2]
    return (text.strip().splitlines() or ["no message"])[0]


@dataclass
class Case:
    """Some programs of one object, without some of their nodes."""
    seed: int
    first: int
    only: tuple
    dropped: frozenset = frozenset()

    def arguments(self):
        drop = ["--drop", ",".join(sorted(self.dropped))] if self.dropped else []
        return ["--seed", self.seed, "--first", self.first, "--count", PROGRAMS,
                "--only", ",".join(map(str, self.only)), *drop]


class Reducer:
    """Makes a failing case small."""

    def __init__(self, tools, failure, name):
        self.tools, self.failure, self.name = tools, failure, name
        self.levels = [failure.level] if failure.level else ["O2"]

    def fails(self, text):
        return any(f.like(self.failure) for f in self.tools.failures(self.name, text, self.levels))

    def text(self, case):
        return self.tools.generate(*case.arguments())

    def alone(self, seed, first):
        """The one program that fails alone, or all of them."""
        numbers = range(first, first + PROGRAMS)
        guess = [n for n in numbers if f"p{n}" == self.failure.program]
        for number in [*guess, *(n for n in numbers if n not in guess)]:
            case = Case(seed, first, (number,))
            if self.fails(self.text(case)):
                return case
        return Case(seed, first, tuple(numbers))

    def reduce(self, case):
        listed = self.tools.generate(*case.arguments(), "--nodes").splitlines()
        nodes = [f"{program}:{node}" for program, node, _ in map(str.split, listed)]
        text, size = self.text(case), max(len(nodes) // 2, 1)
        while True:
            changed = False
            for start in range(0, len(nodes), size):
                those = frozenset(nodes[start:start + size])
                smaller = Case(case.seed, case.first, case.only, case.dropped | those)
                if those <= case.dropped or (shorter := self.text(smaller)) == text:
                    continue
                if self.fails(shorter):
                    case, text, changed = smaller, shorter, True
            if size == 1 and not changed:
                return text
            size = max(size // 2, 1)


def as_test(text, failure, seed, program):
    """A program as a file of test/Differential/cases."""
    what = failure.what.replace("\n", " ")
    return (f"// SPDX-License-Identifier: (Apache-2.0 WITH LLVM-exception) OR GPL-2.0-only\n"
            f"// Seed {seed}, {program}. Was at -{failure.level}: {failure.kind}: {what}\n"
            f"// REQUIRES: kernel-bpf\n// RUN: %same %s\n{text}")


@dataclass
class Totals:
    programs: int = 0
    failures: list = field(default_factory=list)


def check_object(tools, seed, first, levels):
    text = tools.generate("--seed", seed, "--first", first, "--count", PROGRAMS)
    return tools.failures(f"object{first}", text, levels)


def examine(tools, args, first, failures):
    """Reduces the first failure of each kind of one object, and keeps it."""
    for failure in {f.kind: f for f in reversed(failures)}.values():
        reducer = Reducer(tools, failure, f"reduced{first}")
        case = reducer.alone(args.seed, first)
        text = reducer.reduce(case)
        program = f"program {case.only[0]}" if len(case.only) == 1 else f"programs {first} and on"
        path = os.path.join(args.keep, f"seed{args.seed}-program{case.only[0]}-{failure.kind}.cpp")
        with open(path, "w") as file:
            file.write(as_test(text, failure, args.seed, program))
        print(f"{program}, -{failure.level}: {failure.kind}: {failure.what}\n  {path}", flush=True)


def check_many(tools, args):
    begin, totals, reduced = time.monotonic(), Totals(), 0
    starts = range(args.first, args.first + args.programs, PROGRAMS)
    with concurrent.futures.ThreadPoolExecutor(args.jobs) as pool:
        work = {pool.submit(check_object, tools, args.seed, first, args.levels): first for first in starts}
        for done in concurrent.futures.as_completed(work):
            failures = done.result()
            totals.programs += PROGRAMS
            totals.failures += failures
            if failures and reduced < args.reduce:
                reduced += 1
                examine(tools, args, work[done], failures)
            elif failures:
                first = work[done]
                for f in failures:
                    print(f"programs {first} and on {f.program}, -{f.level}: {f.kind}: {f.what}", flush=True)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    counts = {kind: sum(f.kind == kind for f in totals.failures) for kind in KINDS}
    print(f"seed {args.seed}: {totals.programs} programs at {', '.join('-' + l for l in args.levels)}: "
          + ", ".join(f"{counts[kind]} {title}" for kind, title in KINDS.items())
          + f"; {time.monotonic() - begin:.0f} s, {used.ru_utime + used.ru_stime:.0f} s of CPU")
    return len(totals.failures)


def check_case(tools, path, levels):
    with open(path) as file:
        failures = tools.failures("case", file.read(), levels)
    for f in failures:
        print(f"{path}, -{f.level}: {f.kind}: {f.program} {f.what}")
    return len(failures)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--programs", type=int, default=320)
    parser.add_argument("--first", type=int, default=0, help="number of the first program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--levels", type=lambda text: text.split(","), default=["O1", "O2", "Os"])
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--keep", help="where reduced cases go", default=os.path.join(TESTS, "cases"))
    parser.add_argument("--reduce", type=int, default=4, help="how many failing objects are reduced")
    parser.add_argument("--break", dest="wrong", choices=["order", "arithmetic"],
                        help="the host does something else: must be found")
    parser.add_argument("--case", help="only this program")
    args = parser.parse_args()
    args.first -= args.first % PROGRAMS
    os.makedirs(args.keep, exist_ok=True)
    with tempfile.TemporaryDirectory() as out:
        tools = Tools(args.build, out, args.wrong)
        wrong = check_case(tools, args.case, args.levels) if args.case else check_many(tools, args)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
