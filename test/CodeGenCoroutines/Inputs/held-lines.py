# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""held-lines.py SOURCE MESSAGES: the lines with errors are those that end in `// refused`, and
each error is followed by a note that says where it began, one line before or in the same one."""
import re
import sys

source, messages = (open(name).read() for name in sys.argv[1:3])
wanted = {n for n, line in enumerate(source.splitlines(), 1) if line.endswith("// refused")}
found = {}
for line, kind, text in re.findall(r":(\d+):\d+: (error|note): (.*)", messages):
    if kind == "error":
        last = int(line)
        found.setdefault(last, [])
    else:
        found[last].append(int(line))
for line in sorted(wanted ^ found.keys()):
    print("line", line, "is not refused" if line in wanted else "is refused")
for line, notes in found.items():
    if line - 1 not in notes:
        print("line", line, "has no note where it began")
sys.exit(wanted != found.keys() or any(n - 1 not in notes for n, notes in found.items()))
