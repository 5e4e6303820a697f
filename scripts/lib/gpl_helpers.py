# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Which helpers the running kernel gives only to programs under a licence compatible with the GPL:
one program is tried for each helper and kind of program. No header says it.

gpl_helpers.py TABLE           writes llvm/include/llvm/FlexNet/GplHelpers.def
gpl_helpers.py --check TABLE   compares; fails if this kernel refuses one that is not in it
"""
import ctypes
import os
import platform
import re
import struct
import subprocess
import sys

BPF_SYSCALL = {"x86_64": 321}.get(platform.machine(), 280)
PROG_LOAD = 5
TRACING, RAW_TP, ITER = 26, 23, 28
HEADER = """\
// Part of FlexNet, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The helpers that the kernel gives only to programs under a licence compatible with the GPL:
// HELPER(number, name). Written by scripts/gpl-helpers from what a kernel refuses.

#ifndef HELPER
#error "define HELPER(NUMBER, NAME)"
#endif

"""
ROW = re.compile(r"^HELPER\((\d+), (\w+)\)", re.M)

libc = ctypes.CDLL(None, use_errno=True)
log = ctypes.create_string_buffer(4096)


def helpers():
    """Their names by number, of the kernel's headers."""
    with open("/usr/include/linux/bpf.h") as f:
        text = f.read()
    names = re.findall(r"^\s*FN\((\w+)(?:, \d+)?[^)]*\)", text, re.M)
    return dict(list(enumerate(names))[1:])


def kinds():
    """(type, attach type, BTF id it attaches to)"""
    for kind in range(1, 33):
        yield kind, 0, 0
    dump = subprocess.run(
        ["bpftool", "btf", "dump", "file", "/sys/kernel/btf/vmlinux", "format", "raw"],
        capture_output=True, text=True,
    ).stdout
    for attach, what in (RAW_TP, "TYPEDEF 'btf_trace_sched_switch'"), (ITER, "FUNC 'bpf_iter_task'"):
        if found := re.search(r"^\[(\d+)\] " + what, dump, re.M):
            yield TRACING, attach, int(found[1])


def refused(helper, kind, attach, target):
    """Whether a program of this kind is refused for its licence."""
    code = struct.pack("<BBhi", 0x85, 0, 0, helper) + struct.pack("<BBhi", 0xB7, 0, 0, 0)
    code = ctypes.create_string_buffer(code + struct.pack("<BBhi", 0x95, 0, 0, 0))
    licence = ctypes.create_string_buffer(b"Proprietary")
    log[0] = b"\0"
    attributes = struct.pack(
        "<IIQQIIQII16sIIIIQIIQIII",
        kind, 3, ctypes.addressof(code), ctypes.addressof(licence),
        1, len(log), ctypes.addressof(log), 0, 0, b"gpl_helpers", 0, attach,
        0, 0, 0, 0, 0, 0, 0, target, 0,
    )  # fmt: skip
    program = libc.syscall(BPF_SYSCALL, PROG_LOAD, ctypes.create_string_buffer(attributes), len(attributes))
    if program >= 0:
        os.close(program)
    return b"GPL-restricted" in log.value


def main():
    check = sys.argv[1] == "--check"
    path = sys.argv[-1]
    with open(path) as f:
        known = {int(number): name for number, name in ROW.findall(f.read())}
    tried = list(kinds())
    found = {n: name for n, name in helpers().items() if any(refused(n, *kind) for kind in tried)}
    if check:
        missing = sorted(set(found.items()) - set(known.items()))
        print(f"{len(found)} helpers are for GPL programs here, and not in the table: {missing}")
        return bool(missing or not found)
    with open(path, "w") as f:
        rows = "".join(f"HELPER({n}, {name})\n" for n, name in sorted((known | found).items()))
        f.write(HEADER + rows + "\n#undef HELPER\n")


sys.exit(main())
