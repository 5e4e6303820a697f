# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tests that run in guests: each is a POSIX shell script, run in each kernel as VM/<kernel>/<folder>.

Which kernels these are, `--param guests=6.12,7.2` says; `debug` is one, too.

RUN lines come first, on this machine; what they leave in %t is in the script's folder, with
Inputs/*.sh and *.py. Status 77 is UNSUPPORTED, with the last line as the reason. A folder's scripts run one
after the other in one boot; after one that fails the next has a guest of its own.
"""
import copy
import io
import os
import pathlib

import lit.formats
import lit.Test
import lit.TestRunner
from vm import guests
from vm.report import Failure
from vm.session import Session

_INPUTS = pathlib.Path(__file__).parent / "Inputs"
_UNSUPPORTED = 77
_STOPPED = 5  # seconds: connections and watchdogs of a guest see that its machine stood still


class _GuestTest(lit.Test.Test):
    _count = 0

    def __init__(self, suite, path, config, kernel):
        self.source = suite.getSourcePath(path)
        self.kernel, self.group = kernel, path[-2]
        # Tests may ask by `UNSUPPORTED: guest-6.12`.
        config = copy.copy(config)
        config.available_features = config.available_features | {f"guest-{kernel}"}
        config.substitutions = [*config.substitutions, (r"%kernel\b", kernel)]
        super().__init__(suite, (path[0], kernel, *path[1:]), config, self.source)
        self.requires = [f"vm-{kernel}"]
        # In the order in which they are found, behind all that needs both CPUs for itself: groups stay
        # together, and each kernel's guest has work while the other's is busy.
        _GuestTest._count += 1
        self.previous_failure, self.previous_elapsed = False, -float(_GuestTest._count)

    def getSourcePath(self):
        return self.source


def parallelism_group(test=None, kernel=None):
    """One guest of each kernel at a time: it takes a CPU."""
    return "vm-" + (kernel or getattr(test, "kernel", guests.KERNELS[0]))


class GuestTests(lit.formats.FileBasedTest):
    def __init__(self, run, kernels):
        self.kernels = kernels
        self.run, self.user = run, os.getpid()  # lit itself, as long as which the guests live

    def getTestsForPath(self, suite, path, lit_config, config):
        if path[-1].endswith(".test"):
            for kernel in self.kernels:
                if kernel in getattr(config, "guests", self.kernels):
                    yield _GuestTest(suite, path, config, kernel)

    def execute(self, test, lit_config):
        prepared = lit.TestRunner.executeShTest(
            test, lit_config, False, preamble_commands=["rm -rf %t", "mkdir -p %t"]
        )
        if prepared.code is not lit.Test.PASS or lit_config.noExecute:
            return prepared
        folder = pathlib.Path(lit.TestRunner.getTempPaths(test)[1] + ".tmp")  # %t
        files = {p.name: p for p in (*_INPUTS.glob("*.sh"), *_INPUTS.glob("*.py"), *folder.iterdir())}
        files["test"] = test.source
        result, stopped = self._run(test, files)
        if result.code is lit.Test.FAIL and stopped > _STOPPED:
            result, _ = self._run(test, files)
            result.output = f"again, as this machine stood still for {stopped:.0f} s:\n{result.output}"
        return result

    def _run(self, test, files):
        """The result, and for how many seconds this machine stood still meanwhile."""
        output = io.BytesIO()
        guest = None
        try:
            guest = self._guest(test)
            slowness = guests.slowness(test.kernel)
            seconds = 300 * slowness
            script = f"#!/bin/sh\nexport SLOWNESS={slowness}\nexec sh ./checked.sh\n"
            status = guest.run(files, script, output, output, seconds)
            why = f"no end within {seconds} seconds" if status is None else f"status {status}"
        except Failure as failure:
            status, why = None, str(failure)
        stopped = guest.stopped if guest else 0
        log = output.getvalue().decode(errors="replace")
        if status == 0:
            return lit.Test.Result(lit.Test.PASS, log), stopped
        if status == _UNSUPPORTED:
            return lit.Test.Result(lit.Test.UNSUPPORTED, log.strip().splitlines()[-1]), stopped
        if guest:
            guest.end()
        log += f"\nin a guest with kernel {test.kernel}: {why}"
        return lit.Test.Result(lit.Test.FAIL, log), stopped

    def _guest(self, test):
        """That of the test's kernel and group, which any process of this run may have begun."""
        runs = pathlib.Path(test.config.build_dir, "vm", "runs")
        name = f"{self.run}-{test.kernel}-{test.group}"
        for other in runs.glob(f"{self.run}-{test.kernel}-*"):
            session = Session(other)
            if other.name == name and session.alive():
                return session
            session.end()
        machine = guests.Machine(test.kernel, module=getattr(test.config, "guest_module", True))
        return guests.start(test.config.build_dir, machine, name, self.user)
