# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The three read-only disks of a guest: Debian's tools; the kernel's modules with ours; what this
build made. The guest lays them over each other."""
import os
import platform
import re
import shutil
import struct
import subprocess
import tempfile
import zlib
from pathlib import Path

from . import module
from .cache import digest
from .debian import Release
from .report import Failure, say

_HERE = Path(__file__).parent
_SBIN = {**os.environ, "PATH": os.environ["PATH"] + ":/usr/sbin:/sbin"}

_TOOLS = [
    "dash", "bash", "busybox-static", "kmod", "python3",
    "iproute2", "iputils-ping", "ethtool", "nftables", "conntrack", "tcpdump", "iperf3", "bpftool",
]  # fmt: skip
_PROGRAMS = ["flexnet", "port_priority", "kv_server", "kv_server_socket", "kv_client"]


def disk_signature(name):
    """The four bytes that PARTUUID= begins with."""
    return zlib.crc32(name.encode()).to_bytes(4, "little")


def _disk(tree, image):
    """Writes `tree` as a disk with one partition: of several NVMe disks the guest's kernel may find
    any first, and only partitions have names that it knows. The name and label is the file's."""
    entries = [tree, *tree.rglob("*")]
    size = sum(-(-e.lstat().st_size // 4096) + 1 for e in entries) * 4096 * 11 // 10 + (4 << 20)
    start = 1 << 20
    mbr = bytearray(512)
    mbr[440:444] = disk_signature(image.stem)
    struct.pack_into("<4xB3xII", mbr, 446, 0x83, start // 512, size // 512)
    mbr[510:] = b"\x55\xaa"
    with open(image, "wb") as file:
        file.write(mbr)
        file.truncate(start + size)
    options = ["-q", "-F", "-t", "ext4", "-O", "^has_journal", "-m", "0", "-L", image.stem]
    options += ["-N", str(len(entries) + 1000), "-E", f"root_owner=0:0,offset={start}", "-d", tree]
    try:
        command = ["mke2fs", *options, image, f"{size >> 10}k"]
        subprocess.run(command, check=True, capture_output=True, text=True, env=_SBIN)
    except FileNotFoundError:
        raise Failure("there is no mke2fs: apt-get install e2fsprogs") from None
    except subprocess.CalledProcessError as error:
        raise Failure(f"the disk of the guest cannot be written: {error.stderr.strip()}") from None


def _codename():
    """Of the machine: the guest's C library has to know what was built here."""
    return platform.freedesktop_os_release().get("VERSION_CODENAME", "bookworm")


def tools(cache):
    """A folder with tools.img and the names of the libraries in it."""

    def make(folder):
        codename = _codename()
        say(f"fetching the guest's tools from Debian {codename}")
        root = folder / "root"
        with Release(codename, folder) as release:
            release.unpack(_TOOLS, root)
        # Not as the shell: that would take its own `ip` and `modprobe` for Debian's.
        busybox = root / "usr/bin/busybox"
        applets = subprocess.run([busybox, "--list"], capture_output=True, text=True).stdout.split()
        for applet in applets:
            if not any(os.path.lexists(root / "usr" / d / applet) for d in ("bin", "sbin")):
                (root / "usr/bin" / applet).symlink_to("busybox")
        places = "dev proc sys tmp run root etc mnt/modules mnt/work mnt/over mnt/all"
        for name in places.split():
            (root / name).mkdir(parents=True, exist_ok=True)
        (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\n")
        (root / "etc/group").write_text("root:x:0:\n")
        shutil.copytree(_HERE / "guest", root / "vm")
        names = {p.name for p in (root / "usr/lib").rglob("*.so*")}
        (folder / "libraries").write_text("\n".join(sorted(names)))
        _disk(root, folder / "tools.img")
        shutil.rmtree(root)

    return cache.keep("tools", [_codename(), digest([_HERE / "guest"])], make, space=600 << 20)


def modules(cache, kernel):
    """The disk of the kernel's modules and ours."""

    def make(folder):
        tree = folder / "tree"
        shutil.copytree(kernel.modules, tree, symlinks=True, copy_function=os.link)
        module.build(kernel, folder, cache.folder / f"module-{kernel.series}.log")
        updates = tree / "usr/lib/modules" / kernel.version / "updates"
        updates.mkdir()
        (folder / "flexnet.ko").rename(updates / "flexnet.ko")
        try:
            subprocess.run(["depmod", "-b", tree, kernel.version], check=True, env=_SBIN)
        except FileNotFoundError:
            raise Failure("there is no depmod: apt-get install kmod") from None
        _disk(tree, folder / "modules.img")
        shutil.rmtree(tree)

    inputs = [kernel.version, digest(module.sources())]
    return cache.keep(f"modules-{kernel.series}", inputs, make, space=300 << 20) / "modules.img"


def _libraries(program):
    listing = subprocess.run(["ldd", program], capture_output=True, text=True).stdout
    return re.findall(r"=> (/\S+)", listing)


def work(cache, build, tools_folder):
    """The disk of what this build made: /flexnet."""
    programs = [p for p in (build / "bin" / n for n in _PROGRAMS) if p.exists()]
    objects = sorted((build / "examples").glob("*.bpf.o"))
    known = set((tools_folder / "libraries").read_text().split())
    libraries = {Path(l) for p in programs for l in _libraries(p) if Path(l).name not in known}

    def make(folder):
        with tempfile.TemporaryDirectory(dir=folder) as tree:
            for place, files in (("flexnet/bin", programs), ("flexnet/examples", objects),
                                 ("usr/lib/x86_64-linux-gnu", libraries)):  # fmt: skip
                (Path(tree) / place).mkdir(parents=True)
                for file in files:
                    shutil.copy(file, Path(tree) / place)
            _disk(Path(tree), folder / "work.img")

    inputs = [digest([f]) for f in (*programs, *objects, *sorted(libraries))]
    return (
        cache.keep("work", [inputs, sorted(map(str, libraries))], make, space=100 << 20)
        / "work.img"
    )
