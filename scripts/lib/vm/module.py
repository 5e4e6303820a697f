# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The kernel module, built for a kernel with the compiler and headers of its Debian release."""
import re
import shutil
from pathlib import Path

from . import chroot
from .report import Failure, say

_RUNTIME = Path(__file__).parents[3] / "flexnet-runtime"


def sources():
    """The module's files and the headers of include/ that these need."""
    kernel = _RUNTIME / "kernel"
    found = [kernel / "Kbuild", kernel / "Makefile", *sorted(kernel.glob("*.[ch]"))]
    found = [f for f in found if not f.name.endswith(".mod.c")]  # of a build in place
    for file in found:
        if file.suffix in (".c", ".h"):
            headers = re.findall(r"#include <(flexnet/.*)>", file.read_text())
            found += [
                h for n in headers if (h := _RUNTIME / "include" / n) not in found and h.exists()
            ]
    return found


def build(kernel, folder, log):
    """Makes folder/flexnet.ko."""
    say(f"building the module for {kernel.version}")
    source = folder / "source"
    for file in sources():
        copy = source / file.relative_to(_RUNTIME)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    make(kernel, source, log)
    (source / "kernel/flexnet.ko").rename(folder / "flexnet.ko")
    shutil.rmtree(source)


def make(kernel, source, log):
    """Builds what is in source/kernel, where it is."""
    headers = f"/usr/src/linux-headers-{kernel.version}"
    command = ["make", "-C", "/src/kernel", f"KERNEL={kernel.version}", f"HEADERS={headers}"]
    made = chroot.run(kernel.build, source, *command, "KCFLAGS=-Werror")
    if made.returncode:
        log.write_text(made.stdout)
        why = re.search(r".*(error:|BTF:|failed:).*", made.stdout)
        why = why[0] if why else f"status {made.returncode}"
        raise Failure(f"the module does not build for {kernel.version}: {why}; all of it: {log}")
