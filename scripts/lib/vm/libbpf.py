# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""python3 -m vm.libbpf --build FOLDER: prints where a libbpf is that knows struct_ops of modules
(1.4 or newer), as CPPFLAGS and a library: the machine's, or Debian's backport beside it."""
import argparse
import platform
import subprocess
import sys
from pathlib import Path

from .cache import Cache
from .debian import Release
from .report import Failure, say

_NEEDED = "1.4"


def _machine_has_it():
    command = ["pkg-config", f"--atleast-version={_NEEDED}", "libbpf"]
    return subprocess.run(command, stdin=subprocess.DEVNULL).returncode == 0


def flags(cache):
    if _machine_has_it():
        return ["-lbpf"]
    codename = platform.freedesktop_os_release().get("VERSION_CODENAME", "bookworm")

    def make(folder):
        say(f"fetching libbpf {_NEEDED} or newer from backports of Debian {codename}")
        with Release(codename, folder) as release:
            release.unpack_alone([f"libbpf-dev/{codename}-backports"], folder / "root")

    usr = cache.keep("libbpf", [codename], make, space=10 << 20) / "root/usr"
    return [f"-I{usr}/include", str(next(usr.rglob("libbpf.a")))]


def main():
    parser = argparse.ArgumentParser(prog="vm.libbpf", description=__doc__)
    parser.add_argument("--build", required=True)
    cache = Cache(Path(parser.parse_args().build).resolve() / "vm")
    try:
        with cache.locked():
            print(*flags(cache))
    except Failure as failure:
        say(str(failure))
        return 125
    return 0


if __name__ == "__main__":
    sys.exit(main())
