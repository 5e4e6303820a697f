# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles the examples of the pages of diagnostics, and compares pages with messages:
diagnostic-pages.py PAGES FOLDER CLANG PART/PARTS [--load=FLEXNET] TABLE...

A block ```cpp whose first line is `// refused` must have the diagnostics that its comments
say, `// error: TEXT`, `// warning: TEXT` or `// note: TEXT`, at their lines, and no other
errors and warnings; one that begins with `// accepted` must have none. Options follow in
parentheses: `// refused (-fflexnet-coro)`. It is compiled for BPF, with -g and without.
With --load the running kernel takes each accepted example that is a whole program.
A block ```sh with `# refused` is a command in a folder with an x.cpp, an x.c and a.cpp.

Each error and warning of the tables has a slug and the page SLUG.md, whose examples make clang
say [flexnet-SLUG] or [-Wflexnet-SLUG].
"""
import os
import re
import shlex
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

EXPECTED = re.compile(r"(?://|#) (error|warning|note): (.*?)(?= // (?:error|warning|note): |$)")
FOUND = re.compile(r"(?:[^:]+:(\d+):\d+: |clang: )?(fatal error|error|warning|note): (.*)")
BLOCK = re.compile(r"^```(cpp|sh)\n(?://|#) (refused|accepted)(?: \(([^\n]*)\))?\n(.*?)^```$", re.M | re.S)
ROW = re.compile(r'^MESSAGE\((\w+),\s*(\w+),\s*"([^"]*)",', re.M)
PROGRAM = re.compile(r'SEC\("(?!\.maps"|\.ksyms"|license")')
SOURCE = "int f(int x) { return x; }\n"

# Pages without an example that is refused, and why.
NO_REFUSED = {
    "internal-error": "none is known",
    "backend-cannot": "for what the backend may lack that nobody has met",
    "program-too-long": "32767 instructions: test/Driver/program-too-long.cpp",
    "pure-virtual-call": "clang knows the call, and calls the function that overrides",
    "too-many-suspension-points": "thousands of points",
}


def messages(tables):
    """Yields (id, level, slug)."""
    for path in tables:
        with open(path) as f:
            yield from ROW.findall(f.read())


def run(clang, language, options, source, folder):
    """Returns (exit status, diagnostics [(line, level, text)])."""
    os.makedirs(folder, exist_ok=True)
    if language == "sh":
        for name in ("x.cpp", "x.c", "a.cpp"):
            with open(os.path.join(folder, name), "w") as f:
                f.write(SOURCE)
        command = shlex.split(re.sub(r"\s# .*", "", source.strip()))
        assert command[0] in ("clang", "clang++"), f"{command[0]} is not clang"
        command[0] = clang
    else:
        with open(os.path.join(folder, "x.bpf.cpp"), "w") as f:
            f.write(source)
        command = [clang, "-target", "bpf", *options, "-c", "x.bpf.cpp", "-o", "x.bpf.o"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=folder)
    if "PLEASE submit" in result.stderr:
        result.returncode = -1
    found = []
    for line in result.stderr.split("\n"):
        if match := FOUND.match(line):
            number, level, text = match.groups()
            if not (level == "error" and text.startswith("linker command failed")):
                found.append((1 if language == "sh" else int(number or 0), level, text))
    return result.returncode, found


def expected_in(source):
    for number, line in enumerate(source.split("\n"), 1):
        for match in EXPECTED.finditer(line):
            yield number, *match.groups()


def differences(source, kind, status, found):
    missing = list(expected_in(source))
    surprising = []
    for diagnostic in found:
        number, level, text = diagnostic
        hits = [e for e in missing if e[:2] == (number, level) and text.startswith(e[2])]
        missing = [e for e in missing if e not in hits]
        if not hits and level != "note":
            surprising.append(diagnostic)
    wrong = [f"line {n}: no {level} '{text}'" for n, level, text in missing]
    wrong += [f"not expected: {d}" for d in surprising]
    if status not in (0, 1):
        wrong.append(f"exit status {status}")
    if kind == "accepted" and status:
        wrong.append("not compiled")
    return wrong


def refused_by_kernel(flexnet, folder):
    """What `flexnet check` says, or nothing."""
    command = [flexnet, "check", "x.bpf.o"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120, cwd=folder)
    return result.stderr if result.returncode else ""


def check_page(page, slug, folder, clang, flexnet):
    """Returns what is wrong, as lines."""
    with open(os.path.join(page)) as f:
        blocks = BLOCK.findall(f.read())
    kinds = {kind for _, kind, _, _ in blocks}
    wanted = {"accepted"} if slug in NO_REFUSED else {"accepted", "refused"}
    failures = [f"no example that is {kind}" for kind in wanted - kinds]
    said = []
    for index, (language, kind, given, source) in enumerate(blocks):
        options = shlex.split(given)
        source = f"// {kind}\n{source}" if language == "cpp" else source
        variants = [options] if language == "sh" or {"-fflexnet-coro", "-g", "-g0"} & set(options) else [options, options + ["-g"]]
        for variant in variants:
            place = os.path.join(folder, f"{slug}.{index}.{len(variant)}")
            status, found = run(clang, language, variant, source, place)
            failures += [f"{kind} {' '.join(variant)}: {d}" for d in differences(source, kind, status, found)]
            said += [text for _, _, text in found]
            kernel = "-fflexnet-runtime=kernel" in variant  # needs the module
            loads = kind == "accepted" and not kernel and PROGRAM.search(source) and {"-fflexnet-coro", "-g"} & set(variant)
            if flexnet and loads and (why := refused_by_kernel(flexnet, place)):
                failures.append(f"not loaded: {why}")
    if slug not in NO_REFUSED and not any(f"flexnet-{slug}]" in text for text in said):
        failures.append(f"nothing says [flexnet-{slug}]")
    return [f"{slug}: {failure}" for failure in failures]


def main(pages, folder, clang, part, *tables):
    flexnet = None
    if tables[0].startswith("--load="):
        flexnet, tables = tables[0].removeprefix("--load="), tables[1:]
    rows = list(messages(tables))
    slugs = {slug for _, _, slug in rows if slug}
    have = {name[: -len(".md")] for name in os.listdir(pages) if name.endswith(".md")} - {"README"}
    failures = [f"{slug}: no page {slug}.md" for slug in sorted(slugs - have)]
    failures += [f"{slug}.md: no such message" for slug in sorted(have - slugs)]
    failures += [f"{name}: a {level} without slug" for name, level, slug in rows if (level == "Note") != (not slug)]
    with open(os.path.join(pages, "README.md")) as f:
        index = f.read()
    failures += [f"README.md: no link to {slug}.md" for slug in sorted(have) if f"({slug}.md)" not in index]
    number, parts = map(int, part.split("/"))
    names = sorted(have & slugs)[number - 1 :: parts]
    with ThreadPoolExecutor(2) as pool:
        checks = pool.map(
            lambda slug: check_page(os.path.join(pages, slug + ".md"), slug, folder, clang, flexnet), names
        )
        for wrong in checks:
            failures += wrong
    print("\n".join(failures) or f"{len(names)} pages are as they say")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
