# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""python3 -m dkms_package FOLDER: makes flexnet-dkms_VERSION_all.deb in FOLDER, and prints its name."""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from vm import module

_REPOSITORY = Path(__file__).parents[2]
_RUNTIME = _REPOSITORY / "flexnet-runtime"

_CONTROL = """\
Package: flexnet-dkms
Version: {version}
Architecture: all
Maintainer: FlexNet
Section: kernel
Priority: optional
Depends: dkms (>= 3), pahole (>= 1.24)
Description: FlexNet's kernel module, as source that DKMS builds
 Packets wait without being copied, between protocol layers too, and executors
 of the BPF programs that own them are kernel threads.
"""

_POSTINST = """\
#!/bin/sh
set -e
[ "$1" != configure ] || /usr/lib/dkms/common.postinst flexnet {version} "" "" "$2"
"""

_PRERM = """\
#!/bin/sh
set -e
case $1 in
remove | upgrade | deconfigure)
  [ -z "$(dkms status -m flexnet -v {version})" ] || dkms remove -m flexnet -v {version} --all
  ;;
esac
"""

_COPYRIGHT = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: FlexNet

Files: *
Copyright: the FlexNet authors
License: Apache-2.0 WITH LLVM-exception or GPL-2.0-only
"""


def _version():
    """Of DKMS and of CMake, which have to agree."""
    conf, cmake = _RUNTIME / "kernel/dkms.conf", _REPOSITORY / "CMakeLists.txt"
    version = re.search(r'PACKAGE_VERSION="(\S+)"', conf.read_text())[1]
    other = re.search(r"project\(FlexNet VERSION (\S+)", cmake.read_text())[1]
    if version != other:
        sys.exit(f"package: the version is {version} in {conf}, and {other} in {cmake}")
    return version


def _put(path, text, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(mode)


def make(folder):
    version = _version()
    package = Path(folder, f"flexnet-dkms_{version}_all.deb")
    with tempfile.TemporaryDirectory() as tree:
        tree = Path(tree)
        tree.chmod(0o755)
        source = tree / f"usr/src/flexnet-{version}"
        for file in [*module.sources(), _RUNTIME / "kernel/dkms.conf"]:
            inside = file.relative_to(_RUNTIME)
            to = source / (inside.name if inside.parts[0] == "kernel" else inside)
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, to)
            to.chmod(0o644)
        _put(tree / "usr/share/doc/flexnet-dkms/copyright", _COPYRIGHT)
        for name, text, mode in (("control", _CONTROL, 0o644), ("postinst", _POSTINST, 0o755),
                                 ("prerm", _PRERM, 0o755)):  # fmt: skip
            _put(tree / "DEBIAN" / name, text.format(version=version), mode)
        command = ["dpkg-deb", "--root-owner-group", "--build", tree, package]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return package


if __name__ == "__main__":
    print(make(sys.argv[1]))
