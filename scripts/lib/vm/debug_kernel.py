# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Linux 6.12 of Debian 12's sources, built with what finds faults: KASAN, lockdep, PROVE_RCU and
kmemleak (debug.config). It is built once; on two CPUs that takes a quarter of an hour, and 2 GB on disk."""
import os
import re
import shutil
from pathlib import Path

from . import chroot
from .debian import Release
from .report import Failure, say

_CONFIG = Path(__file__).with_name("debug.config")
_SOURCE = "linux-source-6.12"
_TOOLS = ["gcc", "make", "binutils", "flex", "bison", "bc", "libelf-dev", "libssl-dev", "pahole",
          "kmod", "xz-utils", "gzip", "tar", "patch", "python3", "perl-base", "dash", "bash", "coreutils",
          "sed", "grep", "findutils", "diffutils", "gawk"]  # fmt: skip

_BUILD = """
cd /usr/src
tar xf %(source)s.tar.xz
rm %(source)s.tar.xz
mv %(source)s linux
cd linux
export KBUILD_BUILD_USER=flexnet KBUILD_BUILD_HOST=flexnet
make defconfig
scripts/kconfig/merge_config.sh -m .config /src/debug.config
make olddefconfig
wrong=$(grep CONFIG_ /src/debug.config | while read -r line; do
  name=${line#"# "}
  case $line in
    "#"*) ! grep -q "^${name%%%% *}=" .config ;;
    *) grep -qxF "$line" .config ;;
  esac || printf ' %%s,' "$line"
done)
[ -z "$wrong" ] || { echo "error: it cannot be configured with$wrong as debug.config says"; exit 1; }
make -j%(jobs)s LOCALVERSION=-flexnet-debug bzImage modules
release=$(make -s kernelrelease LOCALVERSION=-flexnet-debug)
make modules_install INSTALL_MOD_PATH=/src/modules
cp arch/x86/boot/bzImage /src/vmlinuz
printf %%s "$release" >/src/version
ln -s linux "/usr/src/linux-headers-$release"
strip --strip-debug vmlinux
# A module needs the scripts, headers and vmlinux's types.
find . -name '*.o' ! -path './scripts/*' ! -path './tools/*' -delete
rm -f vmlinux.o .tmp_vmlinux* arch/x86/boot/compressed/vmlinux*
"""


class DebugKernel:
    """As kernel.Kernel."""

    slowness = 8  # beside a stock kernel
    memory = 3072  # MB; shadows and records of what was allocated

    def __init__(self, cache):
        self.series = "debug"
        inputs = [_CONFIG.read_text()]
        folder = cache.keep("kernel-debug", inputs, self._make, space=10 << 30)
        self.modules, self.build = folder / "modules", folder / "build"
        self.version = (folder / "version").read_text()
        self.vmlinuz = folder / "vmlinuz"

    def _make(self, folder):
        build = folder / "build"
        with Release("bookworm", folder) as release:
            say("fetching the sources of Debian's kernel 6.12, and what builds them")
            release.unpack([*_TOOLS, _SOURCE], build)
        (build / "usr/bin/awk").symlink_to("gawk")
        (folder / "modules/usr/lib").mkdir(parents=True)
        (folder / "modules/lib").symlink_to("usr/lib")
        shutil.copy(_CONFIG, folder)
        say("building the kernel with KASAN, lockdep and kmemleak: a quarter of an hour and more")
        script = _BUILD % {"source": _SOURCE, "jobs": os.cpu_count()}
        built = chroot.run(build, folder, "bash", "-euc", script)
        if built.returncode:
            log = folder.parent.parent / "kernel-debug.log"
            log.write_text(built.stdout)
            why = re.search(r"error:.*", built.stdout)
            why = why[0] if why else f"status {built.returncode}"
            raise Failure(f"the kernel does not build: {why}; all of it: {log}")
