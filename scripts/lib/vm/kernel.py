# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Debian's kernels for cloud machines, and what builds modules for them."""
import re
import shutil

from .debian import Release
from .report import Failure, say

RELEASE_OF = {"6.12": "bookworm", "7.2": "trixie"}

# What their headers do not depend on, as every machine that builds has it.
_BUILD_TOOLS = [
    "make",
    "binutils",
    "pahole",
    "dash",
    "bash",
    "coreutils",
    "sed",
    "grep",
    "findutils",
    "mawk",
]


def _images(names, version):
    """The packages that hold the image, its modules and their lists; of later kernels these are three."""
    split = [f"linux-{part}-{version}" for part in ("binary", "modules", "base")]
    for packages in (split, [f"linux-image-{version}"]):
        if names.issuperset(packages):
            return packages
    return None


def _newest(release, series):
    """The version of which Debian has the image and the headers."""
    names = set(release.names("linux-"))
    pattern = re.compile(rf"linux-headers-({re.escape(series)}\.\d\S*-cloud-amd64)")
    versions = [m[1] for m in map(pattern.fullmatch, names) if m and _images(names, m[1])]
    if not versions:
        raise Failure(f"Debian {release.codename} has no cloud kernel {series} with headers")
    version = max(versions, key=lambda v: [int(n) for n in re.findall(r"\d+", v)])
    return version, _images(names, version)


class Kernel:
    """`version`, `vmlinuz`, `modules` (a tree with lib/modules), `build` (one to chroot into)."""

    memory = 256  # MB that it comes up with

    def __init__(self, cache, series):
        self.series = series
        folder = cache.keep(f"kernel-{series}", [series], self._make, space=1500 << 20)
        self.modules, self.build = folder / "modules", folder / "build"
        self.version = (folder / "version").read_text()
        self.vmlinuz = folder / "vmlinuz"

    def _make(self, folder):
        with Release(RELEASE_OF[self.series], folder) as release:
            version, images = _newest(release, self.series)
            say(
                f"fetching kernel {version} of Debian {release.codename}, and what builds modules for it"
            )
            image, modules, build = (folder / n for n in ("image", "modules", "build"))
            release.unpack_alone(images, image)
            release.unpack([f"linux-headers-{version}", *_BUILD_TOOLS], build)
        (build / "usr/bin/awk").symlink_to("mawk")  # an alternative: made by no unpacking
        _one(image, "vmlinuz*").rename(folder / "vmlinuz")
        (modules / "usr/lib/modules").mkdir(parents=True)
        (modules / "lib").symlink_to("usr/lib")
        _one(image, f"modules/{version}").rename(modules / "usr/lib/modules" / version)
        shutil.rmtree(image)
        (folder / "version").write_text(version)


def _one(tree, pattern):
    return next(tree.rglob(pattern))
