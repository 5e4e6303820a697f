# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""packets.py FLEXNET FOLDER RECORDED...: `flexnet explain` says of each FOLDER/misuse/NAME.o, by the log
RECORDED/NAME.log, what FOLDER/misuse.txt says."""
import pathlib
import subprocess
import sys

flexnet, folder, *recorded = map(pathlib.Path, sys.argv[1:])
wrong = 0
for line in (folder / "misuse.txt").read_text().splitlines():
    name, message = line.split(" ", 1)
    for logs in recorded:
        command = [flexnet, "explain", folder / f"misuse/{name}.o", logs / f"{name}.log"]
        said = subprocess.run(command, capture_output=True, text=True)
        text = said.stdout + said.stderr
        first = text.partition("\n")[0]
        if f": error: {message}" not in first or "not of this object" in text:
            print(f"{logs.name}: {name}: not '{message}', but:\n{text}")
            wrong += 1
sys.exit(bool(wrong))
