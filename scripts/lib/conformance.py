# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The conformance corpus: every construct of test/Conformance compiled, loaded and run.

    conformance.py --build DIR --page           what each gives; writes the page
    conformance.py --build DIR FILE...          what these give
    conformance.py --build DIR --check FILE...  do they give what the page says? (the tests)
    conformance.py --build DIR --check          does the page list all, and nothing else?
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
from dataclasses import dataclass

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
CORPUS = os.path.join(ROOT, "test", "Conformance")
PAGE = os.path.join(ROOT, "clang", "docs", "CXXConformance.md")
LEVELS = ("-O1", "-O2", "-Os")
TIMEOUT = 60  # seconds; each compiles in a tenth of one


@dataclass
class Outcome:
    what: str  # "ok", "compiler crash", "BTF refused", ...: a cell of the table
    reason: str = ""


def include_folders(compiler):
    """Where the host's C++ compiler finds the standard library."""
    search = subprocess.run([compiler, "-E", "-v", "-x", "c++", os.devnull],
                            capture_output=True, text=True, check=True).stderr
    listed = search.partition("#include <...> search starts here:\n")[2]
    folders = listed.partition("End of search list.")[0].split()
    return [folder for folder in folders if "/clang/" not in folder]


class Compilers:
    """The three ways a construct is compiled."""

    def __init__(self, build, out):
        self.out = out
        self.runner = os.path.join(build, "bin", "conformance-runner")
        inputs = ["-I", os.path.join(CORPUS, "Inputs")]
        stock = shutil.which("clang++-22")
        # Stock clang is given all that is not the compiler: C++ headers, and libbpf's
        # with the casts that C++ needs.
        std = [flag for folder in include_folders(stock) for flag in ("-isystem", folder)]
        include = os.path.join(build, "lib", "flexnet", "include")
        bpf = ["-isystem", include, "-isystem", os.path.join(include, "libc")]
        self.ours = [os.path.join(build, "bin", "clang++"), "-target", "bpf", "-g",
                     "-Wno-everything", "-Werror=flexnet", *inputs]
        self.stock = [stock, "-target", "bpf", "-std=gnu++20", "-g", "-w", *inputs, *bpf, *std]
        self.host = [stock, "-std=gnu++20", "-O1", "-w", "-shared", "-fPIC",
                     "-I", os.path.join(CORPUS, "Inputs", "host"), *inputs]

    def compile(self, command, source, suffix):
        """The object, and what was wrong if there is none."""
        target = os.path.join(self.out, name_of(source).replace("/", ".") + suffix)
        try:
            run = subprocess.run([*command, *options_of(source), "-fno-crash-diagnostics", source, "-o", target],
                                 capture_output=True, text=True, timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            return None, Outcome("compiler hangs")
        if run.returncode == 0:
            return target, None
        error = next((line for line in run.stderr.splitlines() if "error:" in line), "")
        if "PLEASE submit a bug report" in run.stderr or run.returncode < 0:
            return None, Outcome("compiler crash", error)
        return None, Outcome("compiler error", error.partition("error: ")[2])

    def run(self, source, *commands):
        """An outcome for each command's object."""
        host, wrong = self.compile(self.host, source, ".so")
        if wrong:
            sys.exit(f"{source} does not compile for the host: {wrong.reason}")
        outcomes, objects = [], []
        for number, command in enumerate(commands):
            target, wrong = self.compile([*command, "-c"], source, f".{number}.o")
            outcomes.append(wrong)
            if not wrong:
                objects.append(target)
        if objects:
            run = subprocess.run([self.runner, host, *objects], capture_output=True, text=True)
            if run.returncode:
                sys.exit(f"{source}: {run.stderr.strip() or 'the runner crashed'}")
            results = iter(run.stdout.splitlines())
            outcomes = [o or Outcome(*next(results).split("\t", 1)) for o in outcomes]
        return outcomes

    def run_ours(self, source):
        return dict(zip(LEVELS, self.run(source, *([*self.ours, level] for level in LEVELS))))

    def run_all(self, source):
        commands = [[*self.stock, "-O2"], *([*self.ours, level] for level in LEVELS)]
        stock, *ours = self.run(source, *commands)
        return stock, dict(zip(LEVELS, ours))


def name_of(source):
    """classes/constructor of .../test/Conformance/classes/constructor.cpp."""
    return os.path.relpath(os.path.abspath(source), CORPUS).removesuffix(".cpp")


def sources():
    return sorted(glob.glob(os.path.join(CORPUS, "[a-z]*", "*.cpp")))


def options_of(source):
    """`// OPTIONS: ...` of a file: for all compilers."""
    with open(source) as file:
        found = re.search(r"^// OPTIONS: (.*)$", file.read(), re.M)
    return found[1].split() if found else []


def sentence_of(source):
    """The first line of a construct's file says what it is."""
    with open(source) as file:
        return file.readline().removeprefix("// ").strip().removesuffix(".")


def options_of(source):
    """What its line `// OPTIONS:` adds to every compilation."""
    with open(source) as file:
        return " ".join(re.findall(r"^// OPTIONS:(.*)", file.read(), re.M)).split()


def cell_of_ours(outcomes):
    """ok, or what each level gives."""
    if all(o.what == "ok" for o in outcomes.values()):
        return "ok"
    if len({o.what for o in outcomes.values()}) == 1:
        return f"**{outcomes[LEVELS[0]].what}**"
    return "; ".join(f"{level}: {o.what if o.what == 'ok' else f'**{o.what}**'}"
                     for level, o in outcomes.items())


def cells_on_page():
    """Construct -> our cell, as the committed page has it."""
    with open(PAGE) as file:
        rows = re.findall(r"^\| \[(\S+)\]\(\S+\) \| .* \| (.*?) \|$", file.read(), re.M)
    return dict(rows)


def check_list():
    """Prints constructs without a row and rows without a construct; their number."""
    differences = set(map(name_of, sources())) ^ set(cells_on_page())
    for name in sorted(differences):
        print(f"{name} is only in one of page and corpus: scripts/conformance writes the page anew")
    return len(differences)


def check(compilers, files):
    """Prints what differs from the page, with the reason; the number of differences."""
    page = cells_on_page()
    differences = 0
    for source in files:
        outcomes = compilers.run_ours(source)
        name, cell = name_of(source), cell_of_ours(outcomes)
        if cell == page.get(name):
            continue
        differences += 1
        print(f"{name} gives {cell}, but the page says {page.get(name, 'nothing')}")
        show(outcomes)
    if differences:
        print("scripts/conformance writes the page anew")
    return differences


def show(outcomes):
    for label, o in outcomes.items():
        print(f"  {label:8} {o.what}{': ' + o.reason if o.reason else ''}")


def count(outcomes):
    """`12 ok, 3 compiler crash`, most frequent first."""
    numbers = {}
    for what in outcomes:
        numbers[what] = numbers.get(what, 0) + 1
    ordered = sorted(numbers.items(), key=lambda item: (item[0] != "ok", -item[1], item[0]))
    return ", ".join(f"{number} {what}" for what, number in ordered)


def version_of(command):
    output = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return re.search(r"\d+(\.\d+)+", output).group()


def page_text(compilers, results):
    """The page; results: source -> (stock outcome, our outcomes)."""
    groups = {}
    for source in results:
        groups.setdefault(name_of(source).partition("/")[0], []).append(source)
    stock_total = count(stock.what for stock, _ in results.values())
    whole = (outcomes.values() for _, outcomes in results.values())
    ours_total = count(next(iter(names)) if len(names) == 1 else "not the same at every level"
                       for names in ({o.what for o in ours} for ours in whole))
    lines = [
        "# C++ constructs in BPF",
        "",
        "Written by `scripts/conformance`; do not edit. The tests compare it with what the",
        "compiler does today.",
        "",
        "Each construct is a file of [test/Conformance](../../test/Conformance). It is compiled,",
        "loaded into the running kernel with its BTF, run on 16 pairs of numbers, and what it",
        "returns is compared with what the same code returns on the host. *Stock* is",
        f"clang {version_of(compilers.stock[:1] + ['--version'])} with `-std=gnu++20 -g -O2`, and"
        " with headers that C++ can compile;",
        f"*FlexNet* is `-O1`, `-O2` and `-Os`. Linux {platform.release().split('-')[0]}.",
        "",
        "| outcome | meaning |",
        "|---|---|",
        "| ok | the result is the host's, for all numbers; for FlexNet, at all three levels |",
        "| compiler crash, compiler error | there is no object |",
        "| BTF refused | the kernel or libbpf refuses the object's BTF; libbpf drops all of it |",
        "| refused by libbpf, by the verifier | it does not load |",
        "| wrong result | it differs from the host's |",
        "",
        f"{len(results)} constructs.",
        "",
        f"- Stock: {stock_total}.",
        f"- FlexNet: {ours_total}.",
    ]
    for group, members in groups.items():
        lines += ["", f"## {group}", "", "| construct | | stock | FlexNet |", "|---|---|---|---|"]
        for source in members:
            stock, ours = results[source]
            name = name_of(source)
            sentence = sentence_of(source).replace("|", "\\|")
            lines.append(f"| [{name}](../../test/Conformance/{name}.cpp) | {sentence} "
                         f"| {stock.what} | {cell_of_ours(ours)} |")
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--page", action="store_true")
    parser.add_argument("files", nargs="*")
    args = parser.parse_args()
    files = args.files or sources()
    if args.check and not args.files:
        sys.exit(min(check_list(), 1))

    with tempfile.TemporaryDirectory() as out:
        compilers = Compilers(os.path.abspath(args.build), out)
        if args.check:
            sys.exit(min(check(compilers, files), 1))

        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            results = {}
            for source, outcomes in zip(files, pool.map(compilers.run_all, files)):
                stock, ours = results[source] = outcomes
                print(name_of(source))
                show({"stock": stock, **ours})
                sys.stdout.flush()
        if args.page:
            os.makedirs(os.path.dirname(PAGE), exist_ok=True)
            with open(PAGE, "w") as file:
                file.write(page_text(compilers, results))


if __name__ == "__main__":
    main()
