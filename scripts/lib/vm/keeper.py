# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""keeper.py PID FOLDER COMMAND...: runs a command in FOLDER, for as long as process PID lives; then
removes FOLDER. If it is killed itself, so is the command."""
import os
import select
import shutil
import subprocess
import sys

user, folder, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
events = select.poll()
try:
    user_ends = os.pidfd_open(user)
except ProcessLookupError:
    shutil.rmtree(folder, ignore_errors=True)
    sys.exit()
events.register(user_ends, select.POLLIN)
# The lock in FOLDER is inherited: see session.py.
child = subprocess.Popen(["setpriv", "--pdeathsig", "KILL", *command], cwd=folder, close_fds=False)
events.register(os.pidfd_open(child.pid), select.POLLIN)
ended = [fd for fd, _ in events.poll()]
child.kill()
child.wait()
if user_ends not in ended and child.returncode:
    print(f"QEMU ended with status {child.returncode}", file=sys.stderr)
if user_ends in ended:  # else it wants to read what the command left, and removes it then
    shutil.rmtree(folder, ignore_errors=True)
