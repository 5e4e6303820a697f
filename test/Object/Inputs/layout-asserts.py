# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""layout-asserts.py BTF HEADER: C++ that compiles if the header's structs have the sizes and
offsets that bpftool reads from BTF."""
import json
import re
import subprocess
import sys

btf, header = sys.argv[1:]
keywords = set(re.findall(r"^FLEXNET_CXX_KEYWORD\((\w+)\)", sys.stdin.read(), re.M))
output = subprocess.run(["bpftool", "btf", "dump", "-j", "file", btf], check=True, capture_output=True)
types = json.loads(output.stdout)["types"]


def spelled(name):
    return name + "_" if name.rstrip("_") in keywords else name


print(f'#include "{header}"')
count = {}
for kind in types:
    name = kind["name"]
    tag = kind["kind"].lower()
    if tag not in ("struct", "union", "enum", "enum64") or name == "(anon)":
        continue
    if "enum" in tag and not kind.get("vlen"):
        continue
    tag = tag.replace("64", "")
    # Those of one name are numbered in their order.
    count[name] = count.get(name, 0) + 1
    cxx = f"{tag} {spelled(name)}" + (f"___{count[name]}" if count[name] > 1 else "")
    print(f"static_assert(sizeof({cxx}) == {kind['size']});")
    for member in kind.get("members", []):
        if member["name"] != "(anon)" and not member.get("bitfield_size"):
            field = spelled(member["name"])
            print(f"static_assert(__builtin_offsetof({cxx}, {field}) * 8 == {member['bits_offset']});")
