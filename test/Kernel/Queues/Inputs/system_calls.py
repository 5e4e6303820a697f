# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""system_calls.py NUMBER TIMES COMMAND...: makes that system call so often while the command,
`flexnet run`, is attached; prints its report."""

import ctypes
import signal
import subprocess
import sys

number, times, *command = sys.argv[1:]
run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
for line in run.stderr:
    if "attached" in line:
        break
else:
    sys.exit("the command ended early")
libc = ctypes.CDLL(None)
for _ in range(int(times)):
    libc.syscall(int(number))
run.send_signal(signal.SIGINT)
sys.stderr.write(run.stderr.read())
sys.exit(run.wait())
