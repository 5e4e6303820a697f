# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""QEMU 10 of Debian 12's backports, with its own libraries: Debian 12's own QEMU corrupts guests."""
from .debian import Release
from .report import say


class Qemu:
    def __init__(self, cache):
        self._root = cache.keep("qemu", [], self._make, space=600 << 20)

    def _make(self, folder):
        say("fetching QEMU from Debian's backports")
        with Release("bookworm", folder) as release:
            release.unpack(
                ["qemu-system-x86", "seabios", "ipxe-qemu"], folder, prefer_backports=True
            )

    def command(self, vmlinuz, disks, append, memory, icount):
        """A guest without network; who runs it adds ports to the bus `ports`."""
        root = self._root
        libraries = f"{root}/usr/lib/x86_64-linux-gnu"
        command = [f"{root}/usr/lib64/ld-linux-x86-64.so.2", "--library-path", libraries,
                   f"{root}/usr/bin/qemu-system-x86_64"]  # fmt: skip
        for data in ("qemu", "seabios"):
            command += ["-L", f"{root}/usr/share/{data}"]
        command += ["-L", f"{root}/usr/lib/ipxe/qemu", "-M", "q35", "-cpu", "Nehalem"]
        # The CPUs take turns in one thread: in threads of their own, on a busy machine, a few boots of
        # a hundred crashed, once seen where the kernel had just patched code; nor was it faster.
        command += ["-accel", "tcg,thread=single"]
        if icount:
            command += ["-icount", "shift=1,sleep=off"]
        command += ["-smp", "2", "-m", str(memory), "-nodefaults", "-no-user-config", "-display", "none",
                    "-monitor", "none", "-no-reboot", "-kernel", str(vmlinuz), "-append", append,
                    "-device", "virtio-serial-pci,id=ports"]  # fmt: skip
        # NVMe and ext4 are built into Debian's cloud kernels, so that no initramfs is needed.
        for i, disk in enumerate(disks):
            command += ["-drive", f"if=none,id=d{i},file={disk},format=raw,readonly=on",
                        "-device", f"nvme,serial={i},drive=d{i}"]  # fmt: skip
        return command
