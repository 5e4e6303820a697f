#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""predicted-work.py CLANG FLEXNET SCRATCH [-OPTION...] SOURCE...: the verifier's work, predicted and counted."""
import json
import subprocess
import sys

clang, flexnet, scratch, *rest = sys.argv[1:]
options = [word for word in rest if word.startswith("-")]
sources = [word for word in rest if not word.startswith("-")]
programs = 0
for source in sources:
    subprocess.run([clang, "-target", "bpf", "-fflexnet-coro", "-fflexnet-report=json:" + scratch + ".json",
                    *options, "-c", source, "-o", scratch + ".o"], check=True)
    with open(scratch + ".json", encoding="utf-8") as report:
        predicted = {one["name"]: one["verifier_work"] for one in json.load(report)["programs"]}
    counted = json.loads(subprocess.check_output([flexnet, "check", "--json", scratch + ".o"]))
    for one in counted["programs"]:
        ratio = predicted[one["name"]] / one["processed"]
        assert 0.5 <= ratio <= 2, f"{source}: {one['name']}: {predicted[one['name']]} for {one['processed']}"
        programs += 1
print(programs, "programs within a factor of 2")
