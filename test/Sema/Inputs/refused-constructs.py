# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles the examples of a page: refused-constructs.py PAGE FOLDER CLANG...

A ```cpp block that begins with `// refused` must have the diagnostics that its comments
say, `// error: TEXT` or `// warning: TEXT`, at their lines and no others; one that begins
with `// accepted` must have none. Both with -g and without.
"""
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

HEADERS = ["array", "optional", "linux/bpf.h", "bpf/bpf_helpers.h"]
PRELUDE = [argument for header in HEADERS for argument in ("-include", header)]
EXPECTED = re.compile(r"// (error|warning): (.*)")
FOUND = re.compile(r"(?:[^:]+:(\d+):\d+: )?(fatal error|error|warning): (.*)")


def examples(page):
    """Yields (title, is_refused, source)."""
    title = ""
    parts = re.split(r"^(## [^\n]*|```cpp\n.*?^```)$", page, flags=re.M | re.S)
    for part in parts:
        if part.startswith("## "):
            title = part[3:]
        elif part.startswith("```cpp\n"):
            source = part[len("```cpp\n") : -len("```")]
            kind = source.split("\n", 1)[0]
            assert kind in ("// refused", "// accepted"), f"{title}: begins with {kind}"
            yield title, kind == "// refused", source


def check(clang, source, path, option):
    """Returns what is wrong."""
    with open(path, "w") as f:
        f.write(source)
    command = clang + PRELUDE + option + ["-c", path, "-o", path + ".o"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=120)
    missing = [
        (number, *match.groups())
        for number, line in enumerate(source.split("\n"), 1)
        if (match := EXPECTED.search(line))
    ]
    surprising = []
    for line in run.stderr.split("\n"):
        match = FOUND.match(line)
        if not match:
            continue
        number, level, text = match.groups()
        hits = [
            e for e in missing if str(e[0]) == number and e[1] == level and text.startswith(e[2])
        ]
        missing = [e for e in missing if e not in hits]
        if not hits:
            surprising.append(line)
    wrong = [f"line {n}: no {level} '{text}'" for n, level, text in missing]
    wrong += [f"not expected: {line}" for line in surprising]
    if "PLEASE submit" in run.stderr or run.returncode not in (0, 1):
        wrong.append(f"crash: exit status {run.returncode}")
    return wrong


def main(page, folder, *clang):
    with open(page) as f:
        all_examples = list(examples(f.read()))
    titles = {}
    for title, is_refused, _ in all_examples:
        titles.setdefault(title, []).append(is_refused)
    failures = [
        f"{title}: needs one refused and one accepted example"
        for title, kinds in titles.items()
        if kinds != [True, False]
    ]
    os.makedirs(folder, exist_ok=True)

    def run(job):
        index, title, is_refused, source, option = job
        path = os.path.join(folder, f"{index}{''.join(option)}.bpf.cpp")
        kind = "refused" if is_refused else "accepted"
        return [
            f"{title} ({kind}{' -g' if option else ''}): {wrong}"
            for wrong in check(list(clang), source, path, option)
        ]

    jobs = [(i, *example, option) for i, example in enumerate(all_examples) for option in ([], ["-g"])]
    with ThreadPoolExecutor(2) as pool:
        for wrong in pool.map(run, jobs):
            failures += wrong
    print("\n".join(failures) or f"{len(all_examples)} examples as the page says")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
