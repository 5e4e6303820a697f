# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Every line of a list (kernels, rule, message) is given to `flexnet explain` alone."""
import json
import subprocess
import sys

flexnet, path = sys.argv[1:]
wrong = 0
with open(path) as lines:
    for line in lines:
        kernels, rule, message = line.rstrip("\n").split("\t")
        log = f"0: (85) call bpf_x#1\n{message}\nprocessed 1 insns\n"
        run = subprocess.run(
            [flexnet, "explain", "--json", path, "-"], input=log, capture_output=True, text=True
        )
        found = json.loads(run.stdout).get("rule") if run.returncode == 0 else run.stderr
        if found != rule:
            wrong += 1
            print(f"{kernels}: {message}: {found}, not {rule}")
sys.exit(bool(wrong))
