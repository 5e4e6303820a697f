# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""compare_objects.py OURS STOCK MINIMUM-MAXIMUM OUT_DIR FILE... -- OPTION...

Compiles the files, the first MAXIMUM of them, with both compilers and the same options.
Fails unless both succeed or fail alike, the objects are byte-identical, and at least
MINIMUM of them were made.
"""
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def compile_with(clang, file, options, directory):
    os.makedirs(directory, exist_ok=True)
    run = subprocess.run(
        [clang, *options, "-c", file, "-o", "out.o"], cwd=directory, capture_output=True
    )
    if run.returncode:
        return None
    with open(os.path.join(directory, "out.o"), "rb") as f:
        return f.read()


def compare(ours, stock, file, options, out):
    """None if both refuse the file, else whether the objects are the same."""
    # One folder for both: debug info has its name.
    directory = os.path.join(out, os.path.basename(file))
    expected = compile_with(stock, file, options, directory)
    actual = compile_with(ours, file, options, directory)
    return None if expected is None and actual is None else expected == actual


def main():
    split = sys.argv.index("--")
    ours, stock, bounds, out, *files = sys.argv[1:split]
    minimum, maximum = map(int, bounds.split("-"))
    files = sorted(files)[:maximum]
    options = sys.argv[split + 1 :]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda f: compare(ours, stock, f, options, out), files))
    different = [f for f, same in zip(files, results) if same is False]
    compared = sum(same is not None for same in results)
    print(f"{compared} objects compared, {len(different)} different, of {len(files)} files")
    for file in different:
        print(f"different: {file}")
    if different or compared < minimum:
        sys.exit(f"expected at least {minimum} objects, all the same")


main()
