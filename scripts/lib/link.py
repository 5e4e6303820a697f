# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Two network namespaces joined by veth. What `far` sends arrives at `near`.

The namespaces have no names: each lives as long as a process that holds it, which the
kernel kills when this one ends. So nothing is left behind, however this process ends.
"""

import contextlib
import ctypes
import os
import signal
import socket
import subprocess
import time

_libc = ctypes.CDLL(None, use_errno=True)
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1


def _die_with_parent():
    _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _stay_out_of_ctrl_c():
    """For children that are told to stop by us, not by the terminal."""
    os.setpgid(0, 0)
    _die_with_parent()


def _enter(fd):
    if _libc.setns(fd, _CLONE_NEWNET):
        error = ctypes.get_errno()
        raise OSError(error, f"cannot enter a network namespace: {os.strerror(error)}")


class Namespace:
    def __init__(self, device, ipv4, ipv6):
        self.device, self.ipv4, self.ipv6 = device, ipv4, ipv6
        self._holder = subprocess.Popen(
            ["unshare", "--net", "sleep", "infinity"],
            preexec_fn=_stay_out_of_ctrl_c,
            stderr=subprocess.PIPE,
        )
        self.path = f"/proc/{self._holder.pid}/ns/net"
        own = os.stat("/proc/self/ns/net").st_ino
        while self._holder.poll() is None and os.stat(self.path).st_ino == own:
            time.sleep(0.001)
        if self._holder.poll() is not None:
            raise OSError("cannot make a network namespace: "
                          + self._holder.stderr.read().decode().strip())

    def close(self):
        self._holder.kill()
        self._holder.wait()
        self._holder.stderr.close()

    @property
    def pid(self):
        return self._holder.pid

    def command(self, *args):
        return ["nsenter", f"--net={self.path}", *map(str, args)]

    def run(self, *args):
        """Output of a command run inside; an error carries what it printed."""
        done = subprocess.run(self.command(*args), capture_output=True, text=True)
        if done.returncode:
            raise OSError(f"{' '.join(map(str, args))}: {(done.stderr or done.stdout).strip()}")
        return done.stdout

    def start(self, *args, **options):
        return subprocess.Popen(self.command(*args), preexec_fn=_stay_out_of_ctrl_c, **options)

    def socket(self, family, kind):
        """A socket belongs to the namespace it was made in, whoever uses it."""
        with contextlib.ExitStack() as stack:
            own = os.open("/proc/thread-self/ns/net", os.O_RDONLY)
            stack.callback(os.close, own)
            there = os.open(self.path, os.O_RDONLY)
            stack.callback(os.close, there)
            _enter(there)
            stack.callback(_enter, own)
            return socket.socket(family, kind)

    def address(self, family):
        return self.ipv4 if family == socket.AF_INET else self.ipv6

    def _proc(self, name):
        with open(f"/proc/{self.pid}/net/{name}", encoding="ascii") as lines:
            return [line.replace(":", " ").split() for line in lines]

    def sent_packets(self):
        """By the device of this end."""
        return next(int(line[10]) for line in self._proc("dev") if line[0] == self.device)

    def is_listening(self, port):
        """On TCP, over IPv4 or IPv6."""
        end, listen = f"{port:04X}", "0A"
        rows = (row for name in ("tcp", "tcp6") for row in self._proc(name)[1:])
        return any(row[2] == end and row[5] == listen for row in rows)

    def is_bound(self, port):
        """On UDP, over IPv4."""
        end = f"{port:04X}"
        return any(row[2] == end for row in self._proc("udp")[1:])

    def received_skbs(self):
        """Packets the IP layers were given: after GRO, fewer than arrived."""
        names, values = [line for line in self._proc("snmp") if line[0] == "Ip"]
        ipv6 = [line[1] for line in self._proc("snmp6") if line[0] == "Ip6InReceives"]
        return int(values[names.index("InReceives")]) + int(ipv6[0])


class Link:
    """`with Link() as link:`; link.near receives, link.far sends."""

    def __init__(self, gro=True, mtu=1500):
        self._stack = contextlib.ExitStack()
        with self._stack:
            self.near = self._namespace("near", "10.77.0.1", "fd77::1")
            self.far = self._namespace("far", "10.77.0.2", "fd77::2")
            self.near.run("ip", "link", "add", "near", "mtu", mtu, "type", "veth",
                          "peer", "name", "far", "mtu", mtu, "netns", self.far.pid)
            for end in (self.near, self.far):
                end.run("ip", "link", "set", "lo", "up")
                end.run("ip", "address", "add", f"{end.ipv4}/24", "dev", end.device)
                end.run("ip", "address", "add", f"{end.ipv6}/64", "dev", end.device, "nodad")
                end.run("ip", "link", "set", end.device, "up")
            # Native XDP on veth loses the note that a checksum is still to be filled in.
            self.far.run("ethtool", "-K", "far", "tx", "off")
            self.near.run("ethtool", "-K", "near", "gro", "on" if gro else "off")
            self._stack = self._stack.pop_all()

    def _namespace(self, *args):
        namespace = Namespace(*args)
        self._stack.callback(namespace.close)
        return namespace

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stack.close()
