# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""python3 scripts/lib/libbpf.py --build FOLDER: for machines with an older one, fetches libbpf from
Debian's backports, as a static library, and prints the folder with its include/ and lib/."""
import argparse
import platform
import sys
from pathlib import Path

from vm.cache import Cache
from vm.debian import Release
from vm.report import Failure


def fetch(cache):
    codename = platform.freedesktop_os_release().get("VERSION_CODENAME", "bookworm")

    def make(folder):
        with Release(codename, folder) as release:
            release.unpack_alone([f"libbpf-dev/{codename}-backports"], folder / "root")

    return cache.keep("libbpf", [codename], make, space=10 << 20) / "root/usr"


def main():
    parser = argparse.ArgumentParser(prog="libbpf.py", description=__doc__)
    parser.add_argument("--build", required=True)
    try:
        cache = Cache(Path(parser.parse_args().build).resolve() / "debian")
        with cache.locked():
            print(fetch(cache))
    except Failure as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


sys.exit(main())
