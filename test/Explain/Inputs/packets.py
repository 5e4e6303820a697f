# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""packets.py FLEXNET FOLDER RECORDED...: `flexnet explain` says of each FOLDER/misuse/NAME.o, by the log
RECORDED/NAME.log, what FOLDER/misuse.txt says; each kernel's RECORDED has all of them."""
import pathlib
import subprocess
import sys

flexnet, folder, *recorded = map(pathlib.Path, sys.argv[1:])
messages = dict(line.split(" ", 1) for line in (folder / "misuse.txt").read_text().splitlines())
wrong = 0
for log in (logs / f"{name}.log" for logs in recorded for name in messages):
    command = [flexnet, "explain", folder / f"misuse/{log.stem}.o", log]
    said = subprocess.run(command, capture_output=True, text=True)
    text = said.stdout + said.stderr
    message = messages[log.stem]
    if f": error: {message}" not in text.partition("\n")[0] or "not of this object" in text:
        print(f"{log}: not '{message}', but:\n{text}")
        wrong += 1
sys.exit(bool(wrong))
