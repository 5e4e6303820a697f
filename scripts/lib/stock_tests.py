# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs LLVM's tests of coroutines with the distribution's tools and with ours; compares."""
import argparse
import json
import os
import shutil
import subprocess
import sys
from collections import Counter

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
INPUTS = os.path.join(ROOT, "test", "Stock", "Inputs")


def cached(build, name):
    with open(os.path.join(build, "CMakeCache.txt")) as cache:
        for line in cache:
            if line.startswith(name + ":"):
                return line.split("=", 1)[1].strip()
    sys.exit(f"{build} does not know {name}: run scripts/build")


def run(build, tests, tools):
    """Result of each test by name: PASS, FAIL, UNSUPPORTED, XFAIL, ..."""
    results = os.path.join(tests, tools + ".json")
    lit = cached(build, "LIT_EXECUTABLE")
    llvm = os.path.dirname(cached(build, "CLANG_22"))
    command = [lit, "-q", "--no-progress-bar", "--order=lexical", "--output", results]
    for name, value in ("build", build), ("llvm", llvm), ("tests", tests), ("tools", tools):
        command += ["--param", f"{name}={value}"]
    log = os.path.join(tests, tools + ".log")
    with open(log, "w") as output:
        subprocess.run(command + [os.path.join(tests, "src")], stdout=output, stderr=output)
    with open(results) as file:
        return {t["name"].split(" :: ", 1)[1]: t["code"] for t in json.load(file)["tests"]}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    build = os.path.abspath(parser.parse_args().build)
    tests = os.path.join(build, "test", "llvm-tests")
    subprocess.run([os.path.join(INPUTS, "fetch-llvm-tests"), tests], check=True)
    shutil.copy(os.path.join(INPUTS, "lit.cfg.py"), os.path.join(tests, "src"))
    stock, ours = run(build, tests, "stock"), run(build, tests, "ours")
    different = [name for name in sorted(stock.keys() | ours.keys())
                 if stock.get(name) != ours.get(name)]
    for name in different:
        print(f"{name}: {stock.get(name)} with clang 22, {ours.get(name)} with ours")
    counts = ", ".join(f"{n} {code}" for code, n in sorted(Counter(stock.values()).items()))
    print(f"{len(stock)} tests ({counts}), {len(different)} differ")
    sys.exit(bool(different) or "PASS" not in stock.values())


main()
