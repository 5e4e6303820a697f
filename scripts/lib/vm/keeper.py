# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""keeper.py PID FOLDER COMMAND...: runs a command in FOLDER for as long as process PID lives, and
removes FOLDER. If it is killed itself, so is the command."""
import os
import select
import shutil
import subprocess
import sys


def main():
    user, folder, command = int(sys.argv[1]), sys.argv[2], sys.argv[3:]
    events = select.poll()
    try:
        events.register(os.pidfd_open(user), select.POLLIN)
    except ProcessLookupError:
        return  # it has ended already
    # The lock in FOLDER is inherited: see session.py.
    child = subprocess.Popen(
        ["setpriv", "--pdeathsig", "KILL", *command], cwd=folder, close_fds=False
    )
    events.register(os.pidfd_open(child.pid), select.POLLIN)
    events.poll()
    child.kill()
    child.wait()


try:
    main()
finally:
    shutil.rmtree(sys.argv[2], ignore_errors=True)
