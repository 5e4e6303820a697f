#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes C++ of libbpf's headers for BPF code: generate-bpf-headers.py IN OUT TYPED

IN is the folder of the installed bpf_*.h and usdt.bpf.h, OUT the one that is found before
it. What changes, and why:

  bpf_helper_defs.h  written anew: a number does not convert to a function pointer in C++.
                     A helper that TYPED (typed_helpers.hpp) mentions as helper::NAME is
                     defined for it alone, as it has a typed form there. Of the comments
                     the first sentence is kept.
  the others         macros that rely on conversions C++ does not have
"""
import re
import sys
from pathlib import Path

DEFINITION = re.compile(
    r"(?:/\*(?P<comment>(?:(?!\*/).)*)\*/\s*)?"
    r"(?P<attribute>__bpf_fastcall\s+)?"
    r"static (?P<result>[^=;()/]+?)\(\*\s*(?:const\s+)?(?P<name>\w+)\)"
    r"(?P<parameters>\([^;]*?\)) = \(void \*\)\s*(?P<number>\d+);",
    re.S,
)


def brief(comment, name):
    """The first sentence of bpf-helpers(7) about a helper, on one line."""
    text = re.sub(r"^\s*\* ?", "", comment or "", flags=re.M).replace("\\ ", "").strip()
    text = re.sub(rf"^{name}\s*", "", text)
    sentence = re.split(r"(?<=\w\w[.:])\s|\n\s*\n|^Returns", text, maxsplit=1, flags=re.M)[0]
    return " ".join(re.sub(r"\*+([^*]+)\*+", r"\1", sentence).split())


def define(match, typed):
    name, number = match["name"], match["number"]
    result, parameters = match["result"].strip(), " ".join(match["parameters"].split())
    attribute = "__bpf_fastcall " if match["attribute"] else ""
    text = f"{attribute}static {result} (*const {name}){parameters} = (decltype({name})){number};\n"
    if name in typed:
        return f"namespace flexnet::helper {{\n{text}}}\n"
    sentence = brief(match["comment"], name)
    return (f"/// {sentence}\n" if sentence else "") + text


def helper_definitions(text, typed):
    text = DEFINITION.sub(lambda match: define(match, typed), text)
    undefined = typed - set(re.findall(r"\(\*const (\w+)\)", text))
    left = re.findall(r"static .*\(void \*\)\s*\d+;", text)
    if undefined or left:
        sys.exit(f"bpf_helper_defs.h: not understood: {', '.join([*sorted(undefined), *left])}")
    text = re.sub(r"\n{3,}", "\n\n", text)
    return "#pragma once\n" + text + "\n#include <flexnet/detail/typed_helpers.hpp>\n"


# A macro of C, and what it is in C++.
MACROS = {
    # Integers and pointers into an array of integers.
    r"(#define ___bpf_fill\d+\(.*?\) arr\[p\] = )x": r"\1(unsigned long long)(x)",
    # Arguments of probes: registers that become the parameters' types.
    r"(?<=\()void \*(?=\)(?:ctx\[\d+\]|PT_REGS_\w+\(\w+\)|_x\b))": "::flexnet::any_value",
    # Arguments of BPF_PROG2 by size: __builtin_choose_expr() is C only.
    r"#define ___bpf_treg_cnt\(t\)(?:.*\\\n)+.*": "#define ___bpf_treg_cnt(t) ((sizeof(t) + 7) / 8)",
    r"#define ___bpf_union_arg\(t, x, n\)(?:.*\\\n)+.*": (
        "#define ___bpf_union_arg(t, x, n) ::flexnet::any_value::read<t>(ctx + (n))"
    ),
    r"#define NULL \(\(void \*\)0\)": "#define NULL __null",
    r"\b_Bool\b": "bool",
    # Weak variables need a linkage, and so a type with a name.
    r"struct \{([^{}]*)\} (\w+) SEC\(\"\.maps\"\) __weak": r'struct \2 {\1} \2 SEC(".maps") __weak',
    # libstdc++ has types of this name: `__type(x)`, with one argument, is not ours.
    r"#define __type\(name, val\) typeof\(val\) \*name": (
        "#define __flexnet_type(name) __type(name)\n"
        "#define __flexnet_type2(name, val) typeof(val) *name\n"
        "#define __type(name, ...) "
        "__flexnet_type##__VA_OPT__(2)(name __VA_OPT__(, ) __VA_ARGS__)"
    ),
    # The variable that a constant member is read into.
    r"(#define ___type\(\.\.\.\)\s+)(typeof.*)": r"\1__remove_cv(\2)",
    # Arithmetic on void *; a pointer to another type than the map's values.
    r"\((const )?void \*\)(ctx|val|dst|src|s) \+": r"(\1char *)\2 +",
    r"void \*__mptr = \(void \*\)": "char *__mptr = (char *)",
    r"int \*spec_id_ptr": "__u32 *spec_id_ptr",
}


def macros(text):
    for pattern, replacement in MACROS.items():
        text = re.sub(pattern, replacement, text)
    return text


def main(installed, destination, typed_header):
    typed = set(re.findall(r"helper::(bpf_\w+)", Path(typed_header).read_text()))
    destination = Path(destination)
    destination.mkdir(parents=True, exist_ok=True)
    for header in sorted([*Path(installed).glob("bpf_*.h"), *Path(installed).glob("usdt.bpf.h")]):
        text = header.read_text()
        is_definitions = header.name == "bpf_helper_defs.h"
        text = helper_definitions(text, typed) if is_definitions else macros(text)
        (destination / header.name).write_text(text)


if __name__ == "__main__":
    main(*sys.argv[1:])
