# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A log of level 2 of a million instructions: a recorded loop, walked through again and again, with
branches that begin in the middle. Then `flexnet explain` of it: its words, and
the processor time it took."""
import resource
import subprocess
import sys

flexnet, program, recorded, limit = sys.argv[1:]
with open(recorded) as file:
    lines = file.read().splitlines()
end = next(i for i, line in enumerate(lines) if line.startswith("BPF program is too large"))
body = lines[:end]
turns = 1_000_000 // sum(": (" in line for line in body)
branch = "\nfrom 18 to 19: R0=1 R1=2 R6=scalar(smin=0,smax=umax=65535,var_off=(0x0; 0xffff)) R10=fp0"
text = "\n".join((body + [branch]) * turns + lines[end:]) + "\n"
run = subprocess.run(
    [flexnet, "explain", program, "-"], input=text, capture_output=True, text=True, check=True
)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
took = used.ru_utime + used.ru_stime
print(run.stdout)
print(f"{len(text) >> 20} MB in {took:.2f} s of processor time", file=sys.stderr)
sys.exit(took > float(limit))
