#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes a table of the kernel's helpers from libbpf's bpf_helper_defs.h, a row each:
   [number] = { arguments, returns a pointer, bit mask of arguments that it writes to }"""
import re
import sys

source, destination = sys.argv[1:]
declaration = re.compile(
    r"^static ([^(]*)\(\*\s*(?:const )?bpf_(\w+)\)\((.*)\) = \(void \*\) (\d+);", re.M)
with open(source, encoding="utf-8") as file:
    text = file.read()
with open(destination, "w", encoding="utf-8") as file:
    for result, name, parameters, number in declaration.findall(text):
        arguments = [] if parameters.strip() == "void" else parameters.split(",")
        written = 0
        for index, argument in enumerate(arguments[:5], 1):
            if "*" in argument and "const" not in argument:
                written |= 1 << index
        returns_pointer = int("*" in result)
        file.write(f"[{number}] = {{ {min(len(arguments), 5)}, {returns_pointer}, "
                   f"{written:#x} }}, /* {name} */\n")
