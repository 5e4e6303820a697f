# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Debian packages that only some tests need."""
from .debian import Release
from .report import say


def tree(cache, codename, packages, space):
    """A folder with them and all they depend on."""

    def make(folder):
        say(f"fetching {', '.join(packages)} of Debian {codename}")
        with Release(codename, folder) as release:
            release.unpack(packages, folder / "root")

    return cache.keep(f"{packages[0]}-{codename}", packages, make, space) / "root"
