# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Merges what the processes of the tests counted, and reports lines by folder."""
import argparse
import glob
import os
import subprocess
import sys
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDERS = ["llvm/", "clang/", "flexnet-runtime/"]


def cached(build, name):
    with open(os.path.join(build, "CMakeCache.txt")) as cache:
        for line in cache:
            if line.startswith(name + ":"):
                return line.split("=", 1)[1].strip()
    sys.exit(f"{build} does not know {name}")


def binaries(build):
    """ELF files with coverage mappings."""
    for path in glob.glob(f"{build}/bin/*") + glob.glob(f"{build}/lib/*.so"):
        if os.path.islink(path):
            continue
        with open(path, "rb") as file:
            if b"__llvm_covmap" in file.read():
                yield path


def lines_of(llvm, data, source_root, binary):
    """(file, line, count) for each line with code."""
    output = subprocess.run(
        [f"{llvm}/llvm-cov", "export", "-format=lcov", "-skip-expansions", "-skip-functions",
         f"-instr-profile={data}", binary], capture_output=True, text=True).stdout
    result, path = [], None
    for line in output.splitlines():
        kind, _, value = line.partition(":")
        if kind == "SF":
            path = os.path.relpath(value, source_root)
        elif kind == "DA" and path.startswith(tuple(FOLDERS)):
            number, count = value.split(",")[:2]
            result.append((path, int(number), int(count)))
    return result


def ranges(numbers):
    """[3, 4, 5, 9] as "3-5, 9"."""
    result = []
    for n in sorted(numbers):
        if result and result[-1][1] == n - 1:
            result[-1][1] = n
        else:
            result.append([n, n])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in result)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    build = parser.parse_args().build
    llvm = os.path.dirname(cached(build, "CLANG_22"))
    data = os.path.join(build, "tests.profdata")
    profiles = glob.glob(f"{build}/profiles/*.profraw")
    subprocess.run([f"{llvm}/llvm-profdata", "merge", "-failure-mode=all", "-o", data] + profiles,
                   check=True)

    counts = defaultdict(lambda: defaultdict(int))
    source_root = cached(build, "CMAKE_HOME_DIRECTORY")
    with ThreadPoolExecutor(2) as pool:
        for lines in pool.map(lambda b: lines_of(llvm, data, source_root, b), binaries(build)):
            for path, number, count in lines:
                counts[path][number] = max(counts[path][number], count)

    uncovered = os.path.join(build, "uncovered.txt")
    with open(uncovered, "w") as file:
        for path in sorted(counts):
            missed = [n for n, count in counts[path].items() if not count]
            if missed:
                print(f"{path}: {len(missed)} of {len(counts[path])}: {ranges(missed)}", file=file)
    folders = sorted({os.path.dirname(path) for path in counts})
    rows = [(f, [p for p in counts if os.path.dirname(p) == f]) for f in folders]
    rows += [(f, [p for p in counts if p.startswith(f)]) for f in FOLDERS] + [("all", list(counts))]
    for name, paths in rows:
        lines = [count for path in paths for count in counts[path].values()]
        covered = sum(count > 0 for count in lines)
        print(f"{name:40} {covered:6} of {len(lines):6} lines  {100 * covered / len(lines):5.1f} %")
    print(f"not covered: {os.path.relpath(uncovered, ROOT)}")


main()
