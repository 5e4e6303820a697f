# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From a build and a kernel's name to a running guest."""
import functools
import os
import platform
from dataclasses import dataclass
from pathlib import Path

from . import images, session
from .cache import Cache
from .debug_kernel import DebugKernel
from .kernel import RELEASE_OF, Kernel
from .qemu import Qemu
from .report import Failure, say

KERNELS = tuple(RELEASE_OF)  # Debian's
DEBUG = "debug"

_BOOT_SECONDS = 120


def kernel_of(name):
    """What makes it from a cache."""
    return DebugKernel if name == DEBUG else functools.partial(Kernel, series=name)


def slowness(name):
    """Of the guest, beside one of Debian's kernels."""
    return DebugKernel.slowness if name == DEBUG else 1


@dataclass
class Machine:
    kernel: str = KERNELS[0]
    memory: int = 1024
    icount: bool = False
    module: bool = True


def prepare(cache, build, kernel):
    """Makes all that a guest is booted from, under the lock: QEMU, and what it reads."""
    if platform.machine() != "x86_64":
        raise Failure(f"the guests are x86-64, and this machine is {platform.machine()}")
    tools = images.tools(cache)
    booted = kernel_of(kernel)(cache)
    disks = [tools / "tools.img", images.modules(cache, booted), images.work(cache, build, tools)]
    return Qemu(cache), booted, disks


def start(build, machine, name, user=None, terminal=False):
    """A guest that is up, for as long as the process `user` (this one) lives."""
    build = Path(build).resolve()
    cache = Cache(build / "vm")
    folder = cache.folder / "runs" / name
    with cache.locked():
        qemu, kernel, disks = prepare(cache, build, machine.kernel)
        session.sweep(folder.parent)
        root = images.disk_signature("tools")[::-1].hex()
        append = f"root=PARTUUID={root}-01 rootfstype=ext4 ro rootwait init=/vm/init"
        # By MWAIT, as the kernel would have it, QEMU's CPUs are not idle but spin.
        append += " console=ttyS0 panic=-1 nokaslr quiet idle=halt"
        # The kernel panics if no tick of the timer comes in time, as on a machine that is busy elsewhere.
        append += " no_timer_check"
        if not machine.module:
            append += " flexnet_module=no"
        memory = max(machine.memory, kernel.memory)
        command = qemu.command(kernel.vmlinuz, disks, append, memory, machine.icount)
        for again in (False, True):
            running = session.start(folder, command, user or os.getpid(), terminal)
            try:
                # It has opened its disks then: another run may replace them.
                running.wait_until_ready(_BOOT_SECONDS * slowness(machine.kernel))
                return running
            except BaseException as error:
                running.end()
                if again or not isinstance(error, session.NotBooted):
                    raise
                say(str(error))
                say("another is begun")
