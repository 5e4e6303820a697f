# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The kernel module, built for a kernel with the compiler and headers of its Debian release."""
import os
import re
import shutil
import subprocess
from pathlib import Path

from .report import Failure, say

_RUNTIME = Path(__file__).parents[3] / "flexnet-runtime"

# In a mount namespace, so that nothing stays mounted. As another user than root, in a user namespace, too.
_ENTER = """
mount --rbind /dev "$1/dev" && mount --rbind /proc "$1/proc" && mount --bind "$2" "$1/src" &&
exec chroot "$1" make -C /src/kernel KERNEL="$3" HEADERS="/usr/src/linux-headers-$3" KCFLAGS=-Werror
"""


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
    for name in ("dev", "proc", "src"):
        (kernel.build / name).mkdir(exist_ok=True)
    namespace = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
    made = subprocess.run(
        [*namespace, "sh", "-ec", _ENTER, "sh", kernel.build, source, kernel.version],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    if made.returncode:
        log.write_text(made.stdout)
        why = re.search(r".*(error:|BTF:|failed:).*", made.stdout)
        why = why[0] if why else f"status {made.returncode}"
        raise Failure(f"the module does not build for {kernel.version}: {why}; all of it: {log}")
