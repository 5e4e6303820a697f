# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""BPF programs in C by other people, compiled as C++: how many load, after which changes?

    c_as_cxx.py --build DIR --sources DIR [FILE...]   a line per file
    c_as_cxx.py --build DIR --sources DIR --page      and the page

A file counts if stock clang 22 compiles it as C and the kernel loads at least one of its
programs. As C++ it *loads* if every program loads that loads as C. It is tried unchanged,
then with one kind of change after the other, each made where the compiler reports an error.
"""

import argparse
import concurrent.futures
import glob
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
PAGE = os.path.join(ROOT, "clang", "docs", "CAsCXX.md")
ROUNDS = 12  # of compiling and changing; one error can hide another
TIMEOUT = 120


@dataclass
class Error:
    file: str
    line: int
    column: int
    ranges: list  # of (line, column, line, column), from clang
    message: str


@dataclass
class Result:
    name: str
    c: str = ""  # why it does not count, or ""
    programs: int = 0  # that load as C
    changes: dict = field(default_factory=dict)  # kind -> how often
    cxx: str = ""  # why it does not load as C++, or ""


ERROR = re.compile(r"^(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+):(?P<ranges>[^ ]*) "
                   r"(?:fatal )?error: (?P<message>.*)$", re.M)
RANGE = re.compile(r"\{(\d+):(\d+)-(\d+):(\d+)\}")


def errors_of(text):
    """With what follows an error of a call, which says what is wrong with it."""
    errors, end = [], 0
    for m in ERROR.finditer(text):
        if errors and errors[-1].message.startswith("no matching function"):
            errors[-1].message += text[end:m.start()]
        end = m.end()
        errors.append(Error(m["file"], int(m["line"]), int(m["column"]),
                            [tuple(map(int, r)) for r in RANGE.findall(m["ranges"])], m["message"]))
    if errors and errors[-1].message.startswith("no matching function"):
        errors[-1].message += text[end:]
    return errors


class Source:
    """The lines of a file that is changed."""

    def __init__(self, path):
        self.path = path
        with open(path) as file:
            self.lines = file.read().split("\n")

    def insert(self, line, column, text):
        old = self.lines[line - 1]
        self.lines[line - 1] = old[:column - 1] + text + old[column - 1:]

    def replace(self, line, pattern, text):
        new = re.sub(pattern, text, self.lines[line - 1], count=1)
        changed = new != self.lines[line - 1]
        self.lines[line - 1] = new
        return changed

    def write(self):
        with open(self.path, "w") as file:
            file.write("\n".join(self.lines))


def written_type(message, pattern):
    """The type that an error names as the wanted one, as the source writes it."""
    found = re.search(pattern, message)
    return found and found[1]


def cast(source, error):
    """`T *p = v` of a `void *`, `enum e x = 1`: the conversion is written."""
    wanted = written_type(error.message,
                          r"(?:cannot initialize (?:a variable|a parameter|return object|a member "
                          r"subobject|an array element) of type|assigning to) '([^']*)'")
    if not wanted or not error.ranges:
        return False
    line, column = error.ranges[-1][:2]
    source.insert(line, column, f"({wanted.replace('const ', '', 1) if '*' not in wanted else wanted})")
    return True


def argument_at(line, number):
    """Where an argument of the call begins that begins the text; or None."""
    depth = 0
    for at, character in enumerate(line):
        depth += (character in "([{") - (character in ")]}")
        if depth == 1 and character in "(,":
            number -= 1
            if not number:
                return at + 1 + (len(line[at + 1:]) - len(line[at + 1:].lstrip()))
        if depth == 0 and character == ")":
            return None
    return None


def cast_argument(source, error):
    """`f(p)` of a `void *`."""
    found = re.search(r"cannot convert argument of incomplete type '[^']*' to '([^']*)' for (\d+)",
                      error.message) or \
        re.search(r"no known conversion from '[^']*' to '([^']*)' (?:\(aka '[^']*'\) )?for (\d+)",
                  error.message)
    if not found:
        return False
    rest = source.lines[error.line - 1][error.column - 1:]
    at = argument_at(rest, int(found[2]))
    if at is None:
        return False
    source.insert(error.line, error.column + at, f"({found[1]})")
    return True


def initialise_constant(source, error):
    """`const volatile int x;` at namespace scope is 0 in C and an error in C++."""
    if "default initialization of an object of const type" not in error.message:
        return False
    return source.replace(error.line, r"(\w(?:\[[^\]]*\])*)\s*(;|SEC\()", r"\1 = {}\2")


def rename_struct(source, error):
    """A struct and a typedef of vmlinux.h have one name: two name spaces in C, one in C++."""
    found = re.search(r"(?:definition of type|typedef) '(\w+)' (?:conflicts with typedef|cannot be "
                      r"referenced)", error.message)
    if not found:
        return False
    return source.replace(error.line, rf"\b(struct|union|enum) {found[1]}\b", rf"\1 {found[1]}_")


def byte_arithmetic(source, error):
    """`p + n` of a `void *`."""
    if "arithmetic on a pointer to void" not in error.message or not error.ranges:
        return False
    line, column = error.ranges[0][:2]
    source.insert(line, column, "(char *)")
    return True


def narrow(source, error):
    """A number that need not fit, in a list of initial values."""
    found = re.search(r"cannot be narrowed from type '[^']*' (?:\(aka '[^']*'\) )?to '([^']*)'",
                      error.message)
    if not found or not error.ranges:
        return False
    (first_line, first, last_line, last) = error.ranges[0]
    source.insert(last_line, last, ")")
    source.insert(first_line, first, f"({found[1]})(")
    return True


def hoist(source, error):
    """A `goto` over an initial value: the value is assigned instead."""
    found = re.match(r"\s*(?:const )?(.*?\W)(\w+) = (.*;)$", source.lines[error.line - 1])
    if "jump bypasses variable initialization" not in error.message or not found:
        return False
    source.lines[error.line - 1] = f"\t{found[1]}{found[2]}; {found[2]} = {found[3]}"
    return True


KEYWORDS = "class|delete|export|friend|mutable|namespace|new|operator|private|protected|public|" \
           "template|this|throw|try|catch|typename|using|virtual|explicit|and|or|not|xor"


def rename_keyword(source, error):
    """A name that is a keyword of C++."""
    return source.replace(error.line, rf"\b({KEYWORDS})\b(?!_)", r"\1_")


# Tried in this order at each error; the sentence is the page's.
CHANGES = [
    (cast, "a conversion is written: `(T *)` of a `void *`, `(enum e)` of a number"),
    (cast_argument, "the same for an argument"),
    (initialise_constant, "a constant gets the initial value that C gives it: `= {}`"),
    (rename_struct, "a struct is renamed that shares its name with a typedef of the kernel"),
    (byte_arithmetic, "`(char *)` in arithmetic on a `void *`"),
    (narrow, "a narrowing conversion in a list is written"),
    (hoist, "the variable that a `goto` jumps over is assigned, not initialised"),
    (rename_keyword, "a name that is a keyword of C++ gets a `_`"),
]


class Tools:
    def __init__(self, build, sources, out):
        self.sources, self.out = sources, out
        self.load_each = os.path.join(build, "bin", "load-each")
        headers = os.path.join(out, "vmlinux")
        os.makedirs(headers)
        flexnet = os.path.join(build, "bin", "flexnet")
        with open(os.path.join(headers, "vmlinux.h"), "w") as file:
            subprocess.run([flexnet, "gen", "vmlinux"], stdout=file, check=True)
        common = ["-target", "bpf", "-g", "-O2", "-w", "-ferror-limit=0", "-mcpu=v3",
                  "-D__TARGET_ARCH_x86", "-fno-crash-diagnostics",
                  "-fdiagnostics-print-source-range-info", "-fno-caret-diagnostics"]
        machine = f"/usr/include/{platform.machine()}-linux-gnu"
        self.c = [shutil.which("clang-22"), *common, "-isystem", machine]
        self.cxx = [os.path.join(build, "bin", "clang++"), *common, "-I", headers, "-x", "c++"]

    def compile(self, command, directory, name, suffix):
        """The object or None, and what the compiler says."""
        target = os.path.join(self.out, name + suffix)
        try:
            run = subprocess.run([*command, "-I", directory, "-I", self.sources, "-c",
                                  os.path.join(directory, name), "-o", target],
                                 capture_output=True, text=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return None, "the compiler hangs"
        return (None if run.returncode else target), run.stderr

    def load(self, target):
        """Program -> "ok" or why it does not load."""
        run = subprocess.run([self.load_each, target], capture_output=True, text=True, check=True)
        return dict(line.split("\t")[1:3] for line in run.stdout.splitlines())


def baseline(tools, name):
    """The programs that load as C, or why the file does not count."""
    target, text = tools.compile(tools.c, tools.sources, name, ".c.o")
    if not target:
        errors = errors_of(text)
        return [], f"does not compile as C: {errors[0].message if errors else text}"
    loads = [program for program, what in tools.load(target).items() if what == "ok"]
    return loads, "" if loads else "no program of it loads as C"


def apply_changes(errors, directory, tools, counts):
    """Changes copies of the files that have errors; whether any was changed."""
    changed = False
    sources, lines = {}, set()
    # From the end, so that places stay right; one change a line a round.
    for error in sorted(errors, key=lambda e: (e.file, -e.line, -e.column)):
        base = os.path.basename(error.file)
        path = os.path.join(directory, base)
        if not os.path.exists(path):
            if os.path.dirname(os.path.abspath(error.file)) != os.path.abspath(tools.sources):
                continue  # a header that is not theirs
            shutil.copy(error.file, path)
        if (base, error.line) in lines:
            continue
        source = sources.setdefault(path, Source(path))
        for change, _ in CHANGES:
            if change(source, error):
                counts[change.__name__] = counts.get(change.__name__, 0) + 1
                lines.add((base, error.line))
                changed = True
                break
    for source in sources.values():
        source.write()
    return changed


def jumped_over(text):
    """Clang notes, after the error at the `goto`, which variable is jumped over."""
    notes = re.finditer(r"^([^:\n]+):(\d+):(\d+):[^ ]* note: (jump bypasses variable "
                        r"initialization)", text, re.M)
    return [Error(m[1], int(m[2]), int(m[3]), [], m[4]) for m in notes]


def attempt(tools, name):
    result = Result(name)
    wanted, result.c = baseline(tools, name)
    result.programs = len(wanted)
    if result.c:
        return result
    directory = os.path.join(tools.out, name + ".d")
    os.makedirs(directory)
    shutil.copy(os.path.join(tools.sources, name), directory)
    for _ in range(ROUNDS):
        target, text = tools.compile(tools.cxx, directory, name, ".cxx.o")
        if target:
            break
        errors = errors_of(text)
        result.cxx = errors[0].message.split("\n")[0] if errors else text.strip().split("\n")[0]
        if not apply_changes(errors + jumped_over(text), directory, tools, result.changes):
            return result
    if target:
        loads = tools.load(target)
        failed = [f"{p}: {loads.get(p, 'is not in the object')}" for p in wanted
                  if loads.get(p) != "ok"]
        result.cxx = failed[0] if failed else ""
    return result


def table(results):
    counting = [r for r in results if not r.c]
    unchanged = [r for r in counting if not r.cxx and not r.changes]
    changed = [r for r in counting if not r.cxx and r.changes]
    failed = [r for r in counting if r.cxx]
    lines = [
        "| | files |", "|---|---|",
        f"| of libbpf-tools | {len(results)} |",
        f"| at least one program loads as C | {len(counting)} |",
        f"| **as C++, unchanged: the same programs load** | **{len(unchanged)}** |",
        f"| as C++, after mechanical changes: the same programs load | {len(changed)} |",
        f"| as C++, neither | {len(failed)} |",
        "",
        "| mechanical change | files | places |", "|---|---|---|",
    ]
    for change, sentence in CHANGES:
        users = [r for r in changed if change.__name__ in r.changes]
        if users:
            lines.append(f"| {sentence} | {len(users)} "
                         f"| {sum(r.changes[change.__name__] for r in users)} |")
    if failed:
        lines += ["", "| neither | why |", "|---|---|"]
        lines += [f"| `{r.name}` | {r.cxx.replace('|', chr(92) + '|')} |" for r in failed]
    not_counting = [r for r in results if r.c]
    if not_counting:
        lines += ["", "| does not count | why |", "|---|---|"]
        lines += [f"| `{r.name}` | {r.c.replace('|', chr(92) + '|')} |" for r in not_counting]
    return lines


def page_text(results, package):
    programs = sum(r.programs for r in results if not r.c and not r.cxx)
    return "\n".join([
        "# C programs compiled as C++",
        "",
        "Written by `scripts/c-as-cxx`; do not edit.",
        "",
        f"The BPF programs of libbpf-tools ({package}), which are C, compiled with",
        "`clang++ -target bpf -x c++`, libbpf's headers as FlexNet makes them for C++, and",
        "`flexnet gen vmlinux` as their `vmlinux.h`. Programs are loaded one at a time, as the",
        "tools do that choose among them. A program that does not load as C does not count",
        "either way: functions this kernel lacks, kinds of program it does not permit.",
        f"Linux {platform.release().split('-')[0]}; {programs} programs load as C and as C++.",
        "", *table(results), "",
    ])


def describe(result):
    if result.c:
        return f"{result.name}\t-\t{result.c}"
    changes = ", ".join(f"{n} {kind}" for kind, n in result.changes.items()) or "unchanged"
    return f"{result.name}\t{'FAIL' if result.cxx else 'ok'}\t{changes}\t{result.cxx}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--sources", required=True, help="*.bpf.c and what they include")
    parser.add_argument("--page", action="store_true")
    parser.add_argument("--package", default="source package bpfcc of Debian")
    parser.add_argument("files", nargs="*", help="names in the folder of the sources")
    args = parser.parse_args()
    sources = os.path.abspath(args.sources)
    names = args.files or sorted(os.path.basename(f) for f in glob.glob(f"{sources}/*.bpf.c"))
    with tempfile.TemporaryDirectory() as out:
        tools = Tools(os.path.abspath(args.build), sources, out)
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = []
            for result in pool.map(lambda name: attempt(tools, name), names):
                print(describe(result), flush=True)
                results.append(result)
    if args.page:
        with open(PAGE, "w") as file:
            file.write(page_text(results, args.package))
    sys.exit(any(r.cxx for r in results) if args.files else 0)


if __name__ == "__main__":
    main()
