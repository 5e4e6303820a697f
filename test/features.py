# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What tests may need of the machine (`REQUIRES: kernel-bpf`), and how it is found out."""
import ctypes
import functools
import os
import platform
import shutil
import struct
import subprocess
import urllib.request
from dataclasses import dataclass
from typing import Callable, Optional


@dataclass
class Feature:
    name: str
    tier: str
    reason_missing: Callable[[object], Optional[str]]  # None: it is there


def program(name):
    def reason(config):
        if shutil.which(name, path=config.environment["PATH"]) is None:
            return f"there is no {name}: install it with scripts/install-deps"
        return None

    return reason


def kernel_bpf(config):
    """Loads `return XDP_PASS` as an XDP program."""
    numbers = {"x86_64": 321, "aarch64": 280, "riscv64": 280}
    number = numbers.get(platform.machine())
    if number is None:
        return f"the number of bpf(2) on {platform.machine()} is not known here"
    instructions = ctypes.create_string_buffer(struct.pack("<QQ", 0x2000000B7, 0x95), 16)
    license = ctypes.create_string_buffer(b"GPL")
    BPF_PROG_LOAD, BPF_PROG_TYPE_XDP = 5, 6
    attr = struct.pack(
        "<IIQQ", BPF_PROG_TYPE_XDP, 2, ctypes.addressof(instructions), ctypes.addressof(license)
    )
    buffer = ctypes.create_string_buffer(attr.ljust(128, b"\0"), 128)
    libc = ctypes.CDLL(None, use_errno=True)
    fd = libc.syscall(number, BPF_PROG_LOAD, buffer, len(buffer))
    if fd < 0:
        return f"the kernel does not load BPF programs: {os.strerror(ctypes.get_errno())}"
    os.close(fd)
    return None


def kernel_btf(config):
    if not os.path.exists("/sys/kernel/btf/vmlinux"):
        return "the kernel has no BTF (CONFIG_DEBUG_INFO_BTF): /sys/kernel/btf/vmlinux is missing"
    return None


def kernel_function(name, what):
    """By the kernel's BTF, which names every function that is compiled in."""

    def reason(config):
        missing = kernel_btf(config)
        if missing:
            return missing
        with open("/sys/kernel/btf/vmlinux", "rb") as file:
            if b"\0" + name.encode() + b"\0" not in file.read():
                return f"the kernel has no {what} ({name})"
        return None

    return reason


def network_namespaces(config):
    run = subprocess.run(["unshare", "--net", "true"], capture_output=True, text=True)
    if run.returncode:
        return "network namespaces cannot be made: " + run.stderr.strip()
    return program("ip")(config)


def strace(config):
    missing = program("strace")(config)
    if missing:
        return missing
    run = subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, text=True)
    return "strace may not trace here: " + run.stderr.strip() if run.returncode else None


def cpu_offline(config):
    if not os.access("/sys/devices/system/cpu/cpu1/online", os.W_OK):
        return "CPU 1 cannot be taken offline: it does not exist, the kernel has no hotplug, or no permission"
    return None


@functools.cache
def debian():
    if shutil.which("apt-get") is None:
        return "there is no apt-get to fetch Debian's packages with"
    try:
        urllib.request.urlopen("http://deb.debian.org/debian/dists/", timeout=10).close()
    except urllib.error.HTTPError:
        return None  # it answers
    except OSError as error:
        return f"deb.debian.org cannot be reached: {error}"
    return None


def debian_sources(config):
    """Debian's sources, fetched once: see Driver/Inputs/fetch-bpf-sources."""
    if os.path.exists(os.path.join(config.build_dir, "test", "bpf-sources", "complete")):
        return None
    return debian()


def guest(kernel, gigabytes=2):
    """A virtual machine: what is missing is fetched once, see scripts/vm."""

    def reason(config):
        if platform.machine() != "x86_64":
            return f"the guests are x86-64, and this machine is {platform.machine()}"
        for name in ("mke2fs", "depmod", "unshare", "setpriv"):
            missing = program(name)(config)
            if missing:
                return missing
        vm = os.path.join(config.build_dir, "vm")
        if all(os.path.isdir(os.path.join(vm, p)) for p in ("qemu", "tools", f"kernel-{kernel}")):
            return None
        if shutil.disk_usage(config.build_dir).free < gigabytes << 30:
            return f"{vm} needs {gigabytes} GB"
        return debian()

    return reason


FEATURES = [
    Feature("ccache", "compile", program("ccache")),
    Feature("bpftool", "compile", program("bpftool")),
    Feature("kernel-btf", "compile", kernel_btf),
    Feature("debsrc", "compile", debian_sources),
    Feature("kernel-bpf", "kernel", kernel_bpf),
    Feature("bpf-wq", "kernel", kernel_function("bpf_wq_init", "work items of BPF programs")),
    Feature("tcx", "kernel", kernel_function("tcx_link_attach", "links for TC")),
    Feature("netns", "kernel", network_namespaces),
    Feature("ethtool", "kernel", program("ethtool")),
    Feature("iperf3", "kernel", program("iperf3")),
    Feature("strace", "kernel", strace),
    Feature("cpu-offline", "kernel", cpu_offline),
    Feature("vm-6.12", "vm", guest("6.12")),
    Feature("vm-7.2", "vm", guest("7.2")),
]

_TIERS = ["compile", "kernel", "vm"]


def for_tier(tier):
    """Those a run of the tier can need; all for ''. Each can need what those before it do."""
    allowed = _TIERS[: _TIERS.index(tier) + 1] if tier else _TIERS
    return [f for f in FEATURES if f.tier in allowed]
