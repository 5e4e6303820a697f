# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""From a build and a kernel's name to a running guest."""
import contextlib
import platform
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import images, session
from .cache import Cache
from .kernel import RELEASE_OF, Kernel
from .qemu import Qemu
from .report import Failure

KERNELS = tuple(RELEASE_OF)


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
    booted = Kernel(cache, kernel)
    disks = [tools / "tools.img", images.modules(cache, booted), images.work(cache, build, tools)]
    return Qemu(cache), booted, disks


@contextlib.contextmanager
def guest(build, machine, name, terminal=False):
    """A guest that is up; it ends with the block."""
    build = Path(build).resolve()
    cache = Cache(build / "vm")
    folder = cache.folder / "runs" / name
    with cache.locked():
        qemu, kernel, disks = prepare(cache, build, machine.kernel)
        session.sweep(folder.parent)
        root = f"root=PARTUUID={images.disk_signature('tools')[::-1].hex()}-01 rootfstype=ext4 ro rootwait"
        append = f"{root} init=/vm/init console=ttyS0 panic=-1 nokaslr quiet"
        if not machine.module:
            append += " flexnet_module=no"
        command = qemu.command(kernel.vmlinuz, disks, append, machine.memory, machine.icount)
        process = session.start(folder, command, terminal)
        running = session.Session(folder)
    try:
        running.wait_until_ready()
        yield running
        running.stop()
    finally:
        process.kill()
        process.wait()
        shutil.rmtree(folder, ignore_errors=True)
