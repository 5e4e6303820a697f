# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""held-rows.py TABLE OUT: programs from HeldSections.def. In OUT.refused.cpp each row that begins
something holds it across a co_await, in the line that ends in `// refused`; in OUT.accepted.cpp
each is ended before; in OUT.ended.cpp it is by each row that ends something."""
import re
import sys
from collections import defaultdict

text = re.sub(r"//.*", "", open(sys.argv[1]).read())
text = text[text.index("HELD_CLASS(SpinLock") :]
begins, ends, declared = defaultdict(list), defaultdict(list), {}
for kind, argument in re.findall(r"HELD_(BEGIN|END)\(((?:[^()]|\([^()]*\))*)\)", text):
    fields = [field.strip() for field in argument.split(", ")]
    (begins if kind == "BEGIN" else ends)[fields[0]].append(fields[1:])


def call(function, *arguments):
    """All functions take five pointers: what the kernel's take does not matter here."""
    passed = list(arguments) + ["nullptr"] * (5 - len(arguments))
    helper = re.match(r"Helper\((\d+)\)", function)
    if helper:
        return f"((any *){helper[1]})({', '.join(passed)})"
    name = re.match(r'Kfunc\("(.*)"\)', function)[1].replace("*", "kind")
    declared[name] = f'extern "C" void *{name}(void *, void *, void *, void *, void *) SEC(".ksyms");'
    return f"{name}({', '.join(passed)})"


def begin(row):
    function, what, when = row
    if what == "Argument":
        return f"char object[64]; {call(function, 'object')};"
    if what == "LastArgument":
        return f"char object[64]; {call(function, 'a', 'a', 'a', 'a', 'object')};"
    stop = {"Always": "", "NotNull": "if (!r) return 0;", "Zero": "if (r) return 0;"}[when]
    return f"void *r = {call(function, 'a')}; {stop}"


def end(row, what):
    function, argument = row
    named = {"Section": "a", "Result": "r"}.get(what, "object")
    done = call(function, *["a"] * int(argument), named)
    if what == "Result" and function in [row[0] for rows in begins.values() for row in rows]:
        other = next(f for f, _ in ends["FromMap"] if "ct_release" in f)
        return f"if (void *s = {done}) {call(other, 's')};"
    return done + ";"


def program(number, *lines):
    head = f'SEC("xdp") int p{number}(struct xdp_md *ctx) {{ void *a = &anything;'
    return "\n  ".join([head, *lines, "return XDP_DROP;"]) + "\n}\n"


AWAIT = "co_await queue_insert(ctx, 1);"
refused, accepted, ended = [], [], []
for kind, rows in begins.items():
    for row in rows:
        last = end(ends[kind][0], row[1])
        refused.append(program(len(refused), begin(row), AWAIT + " // refused", last))
        accepted.append(program(len(accepted), begin(row), last, AWAIT))
    for other in ends[kind]:
        ended.append(program(len(ended), begin(rows[0]), end(other, rows[0][1]), AWAIT))
for kind, programs in ("refused", refused), ("accepted", accepted), ("ended", ended):
    with open(f"{sys.argv[2]}.{kind}.cpp", "w") as out:
        out.write("#include <flexnet/flexnet.h>\nchar LICENSE[] SEC(\"license\") = \"GPL\";\n")
        out.write("using any = void *(void *, void *, void *, void *, void *);\nu64 anything;\n")
        out.write("\n".join([*declared.values(), *programs]))
print(len(refused), "refused")
