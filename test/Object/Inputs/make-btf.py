# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""make-btf.py OUT: BTF that no compiler writes by itself: OUT.base and, on top of it, OUT.module;
OUT.short, OUT.within and OUT.circle are damaged."""
import struct
import sys

INT, STRUCT, CONST = 1, 4, 10
out = sys.argv[1]


class Btf:
    def __init__(self, first_string=0):
        self.first_string, self.strings, self.types = first_string, b"" if first_string else b"\0", b""

    def string(self, text):
        at = self.first_string + len(self.strings)
        self.strings += text.encode() + b"\0"
        return at

    def add(self, kind, name, size_or_type, vlen=0, rest=b""):
        offset = self.string(name) if name else 0
        self.types += struct.pack("<III", offset, kind << 24 | vlen, size_or_type) + rest

    def struct(self, name, size, *members):
        rest = b"".join(struct.pack("<III", self.string(m), t, 8 * at) for m, t, at in members)
        self.add(STRUCT, name, size, len(members), rest)

    def write(self, path, size=None):
        header = struct.pack("<HBBIIIII", 0xEB9F, 1, 0, 24, 0, len(self.types), len(self.types),
                             len(self.strings))
        with open(path, "wb") as file:
            file.write((header + self.types + self.strings)[:size])


base = Btf()
base.add(INT, "int", 4, 0, struct.pack("<I", 1 << 24 | 32))
base.struct("kernel", 8, ("a", 1, 0), ("b", 1, 4))
base.write(out + ".base")
base.write(out + ".short", 40)

module = Btf(len(base.strings))
module.struct("module_own", 16, ("kernel", 2, 0), ("c", 1, 8))
module.write(out + ".module")

within = Btf()
within.struct("a", 8, ("b", 2, 0))
within.struct("b", 8, ("a", 1, 0))
within.write(out + ".within")

circle = Btf()
circle.add(CONST, "", 2)
circle.add(CONST, "", 1)
circle.write(out + ".circle")
