# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""scripts/vm: runs a command in a Debian kernel of its own, with FlexNet's module, in QEMU."""
import argparse
import contextlib
import os
import shlex
import shutil
import signal
import sys
import termios
from pathlib import Path

from . import guests
from .cache import Cache
from .report import Failure, say

_KERNELS = (*guests.KERNELS, guests.DEBUG)


def _options():
    parser = argparse.ArgumentParser(prog="scripts/vm", description=__doc__)
    parser.add_argument("--build", default="build", help=argparse.SUPPRESS)
    parser.add_argument("--kernel", default=guests.KERNELS[0], metavar="|".join(_KERNELS))
    parser.add_argument("--no-module", action="store_true", help="do not load the module")
    parser.add_argument("--copy", action="append", default=[], metavar="FILE",
                        help="into the folder where the command runs")  # fmt: skip
    parser.add_argument("--mem", type=int, default=1024, metavar="MB", help="default: 1024")
    parser.add_argument("--icount", action="store_true",
                        help="the guest's clock counts instructions, 2 ns each")  # fmt: skip
    parser.add_argument("--timeout", type=float, metavar="SECONDS", help="of the command")
    parser.add_argument("--update", action="store_true",
                        help="fetch Debian's newest of everything; else what is there stays")  # fmt: skip
    parser.add_argument("--shell", action="store_true", help="a shell on this terminal")
    parser.add_argument("command", nargs="*", metavar="-- COMMAND", help="in the guest")
    options = parser.parse_args()
    if options.kernel not in _KERNELS:
        *first, last = _KERNELS
        raise Failure(
            f"no kernel {options.kernel} here: --kernel takes {', '.join(first)} or {last}"
        )
    if options.shell == bool(options.command):
        parser.error("give either a command behind `--`, or --shell")
    if options.shell and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure("--shell needs a terminal; give a command behind `--` instead")
    if options.mem < 256:
        raise Failure("--mem takes at least 256 (MB): the kernel does not come up with less")
    for file in options.copy:
        if not os.access(file, os.R_OK):
            raise Failure(f"{file} cannot be read")
    return options


def _script(options):
    if not options.shell:
        return "#!/bin/sh\nexec " + shlex.join(options.command) + "\n"
    size = shutil.get_terminal_size()
    return (
        f"#!/bin/sh\nexec </dev/hvc0 >/dev/hvc0 2>&1\nstty rows {size.lines} cols {size.columns}\n"
        "exec setsid -c bash\n"
    )


@contextlib.contextmanager
def _terminal_as_it_was(used):
    if not used:
        yield
        return
    settings = termios.tcgetattr(sys.stdin)
    try:
        yield
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSANOW, settings)


def _terminated(*_):
    raise KeyboardInterrupt


def main():
    signal.signal(signal.SIGTERM, _terminated)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # the keeper ends the guest
    try:
        options = _options()
        if options.update:
            cache = Cache(Path(options.build) / "vm")
            with cache.locked():
                for name in ("qemu", "tools", f"kernel-{options.kernel}"):
                    cache.forget(name)
        machine = guests.Machine(options.kernel, options.mem, options.icount, not options.no_module)
        with _terminal_as_it_was(options.shell):
            guest = guests.start(
                options.build, machine, f"vm-{os.getpid()}", terminal=options.shell
            )
            try:
                files = {os.path.basename(file): file for file in options.copy}
                out, err = sys.stdout.buffer, sys.stderr.buffer
                status = guest.run(files, _script(options), out, err, options.timeout)
            finally:
                guest.end()
        if status is None:
            say(f"{options.command[0]} did not end within {options.timeout:g} seconds")
            return 124
        return status
    except Failure as failure:
        say(str(failure))
        return 125
    except KeyboardInterrupt:
        return 130


sys.exit(main())
