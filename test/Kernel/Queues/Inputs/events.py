# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""events.py EVENT TIMES COMMAND...: makes the event happen so often while the command, `flexnet
run`, is attached; prints its report. EVENT is the number of a system call, or `exec`."""

import ctypes
import signal
import subprocess
import sys

event, times, *command = sys.argv[1:]
run = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
for line in run.stderr:
    if "attached" in line:
        break
else:
    sys.exit("the command ended early")
libc = ctypes.CDLL(None)
for _ in range(int(times)):
    if event == "exec":
        subprocess.run(["true"], check=True)
    else:
        libc.syscall(int(event))
run.send_signal(signal.SIGINT)
sys.stderr.write(run.stderr.read())
sys.exit(run.wait())
