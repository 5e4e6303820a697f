# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""boot.py BUILD stopped|never: boots a guest whose machine stands still meanwhile for longer than a
boot may take, or whose CPUs never start."""
import os
import subprocess
import sys
import time

from vm import guests, session
from vm.qemu import Qemu
from vm.report import Failure

build, how = sys.argv[1:]
name = f"vm-{os.getpid()}"


class Stopped(session.Session):
    def wait_until_ready(self, seconds):
        while not self._cpu_seconds():
            time.sleep(0.05)
        # Both this process and QEMU, as if nothing ran here.
        both = f"{os.getpid()} {self._said('pid').strip()}"
        subprocess.Popen(["sh", "-c", f"kill -STOP {both}; sleep {2 * seconds + 2}; kill -CONT {both}"])
        super().wait_until_ready(seconds)


class Never(Qemu):
    def command(self, *arguments):
        return [*super().command(*arguments), "-S"]


if how == "stopped":
    session.Session, guests._BOOT_SECONDS = Stopped, 12
else:
    guests.Qemu, guests._BOOT_SECONDS = Never, 1
try:
    guests.start(build, guests.Machine(), name).end()
    print("up")
except Failure as failure:
    print(failure)
