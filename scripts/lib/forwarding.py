# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""benchmarks/forwarding: packets that wait and then go up the stack, by an executor and by hand.

Both sides have one thread. An application that only receives shares its CPU, one that answers
has the asking one's, for the thread polls a while after each packet. The sides take turns, and
a ratio is the median of the turns' ratios.
"""

import collections
import contextlib
import json
import os
import shutil
import statistics
import subprocess
import time

from attached import Attached
from iperf import throughput
from link import Link

_FORWARDER_CPU, _SENDER_CPU = 0, 1
_PACE = 50_000  # packets a second: fewer than any side can forward
_REAL_TIME = ("chrt", "--fifo", 1)
_PORT = 7010  # of udp.c
_FROM_PORT = 49152

# metric: goal (None: for the record), whether more is better
_METRICS = {
    "flood: packets/s": (1.05, True),
    "flood: % lost": (None, False),
    "flood: forwarder's ns/packet": (1.05, False),
    "flood: all ns/packet": (1.05, False),
    "paced: forwarder's ns/packet": (1.05, False),
    "paced: % lost": (None, False),
    "TCP bits/s": (1.05, True),
    "answer p50 ns": (1.05, False),
    "answer p99 ns": (1.05, False),
    "answer p50 ns, polling": (1.05, False),
    "answer p99 ns, polling": (1.05, False),
}


class Twin:
    """The forwarder written by hand, and the TAP it writes to."""

    def __init__(self, link, program, path, *options):
        near = link.near
        near.run("ip", "tuntap", "add", "tap", "mode", "tap")
        address = json.loads(near.run("ip", "-j", "link", "show", near.device))[0]["address"]
        near.run("ip", "link", "set", "tap", "address", address, "up")
        # Packets to near's address come by a device that has none.
        for name in ("all", "tap"):
            near.run("sysctl", "-qw", f"net.ipv4.conf.{name}.rp_filter=0")
        near.run("sysctl", "-qw", "net.ipv6.conf.tap.disable_ipv6=1")
        self._process = near.start(program, path, near.device, "tap", _FORWARDER_CPU,
                                   *options, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        if not self._process.stdout.readline():
            self._process.communicate()
            raise OSError(f"{path} could not be attached")

    @property
    def pid(self):
        return self._process.pid

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.communicate()


class Forwarding:
    def __init__(self, root, build, out):
        self.folder, self.out = os.path.join(root, "benchmarks", "forwarding"), out
        programs = os.path.join(build, "bin")
        self.clang, self.flexnet = (os.path.join(programs, name) for name in ("clang", "flexnet"))
        self.twin, self.udp = (os.path.join(programs, name)
                               for name in ("flexnet-bench-twin", "flexnet-bench-udp"))
        self.objects = {side: os.path.join(out, f"forwarding.{side}.o")
                        for side in ("ours", "twin")}

    def compile(self):
        common = ["-target", "bpf", "-mcpu=v3", "-O2", "-g", "-c"]
        libc = "/usr/include/" + subprocess.check_output(
            ["dpkg-architecture", "-qDEB_HOST_MULTIARCH"], text=True).strip()
        subprocess.run([self.clang, "-fflexnet-coro", *common, "-o", self.objects["ours"],
                        os.path.join(self.folder, "ours.bpf.cpp")], check=True)
        subprocess.run([shutil.which("clang-22"), *common, "-I", libc, "-o", self.objects["twin"],
                        os.path.join(self.folder, "twin.bpf.c")], check=True)

    def rows(self, quick):
        if not {_FORWARDER_CPU, _SENDER_CPU} <= os.sched_getaffinity(0):
            raise OSError("forwarding needs two CPUs: one forwards, the other sends")
        self.compile()
        measured = {side: collections.defaultdict(list) for side in self.objects}
        for turn in range(3 if quick else 9):
            for side in sorted(self.objects, reverse=turn % 2 == 1):
                values = self.measure(side, 1 if quick else 3, _FROM_PORT + turn)
                for metric, value in values.items():
                    measured[side][metric].append(value)
        for metric, (goal, more_is_better) in _METRICS.items():
            yield row(metric, measured["ours"][metric], measured["twin"][metric], goal,
                      more_is_better)

    def measure(self, side, seconds, from_port):
        with Link() as link, self.attach(side, link) as forwarder:
            result = {"TCP bits/s": throughput(link, seconds, from_port)}
            for name, rate in (("flood", 0), ("paced", _PACE)):
                sent, received, spent = self.send(link, forwarder, seconds, rate)
                arrived = received["received"]
                everyone = spent + sent["cpu_ns"] + received["cpu_ns"]
                result |= {f"{name}: packets/s": arrived / received["ns"] * 1e9,
                           f"{name}: % lost": 100 * (1 - arrived / sent["sent"]),
                           f"{name}: forwarder's ns/packet": spent / arrived,
                           f"{name}: all ns/packet": everyone / arrived}
            result |= self.ask(link, forwarder, 5000 * seconds)
        with Link() as link, self.attach(side, link, polling=True) as forwarder:
            answers = self.ask(link, forwarder, 5000 * seconds)
            return result | {f"{metric}, polling": value for metric, value in answers.items()}

    def attach(self, side, link, polling=False):
        if side == "twin":
            return Twin(link, self.twin, self.objects["twin"], *["poll"] * polling)
        return Attached(link, self.flexnet, self.objects["ours"], "--workers", "1",
                        "--worker-cpus", str(_FORWARDER_CPU), "--interval", "3600",
                        *["--busy-poll"] * polling)

    @contextlib.contextmanager
    def serve(self, link, cpu, *command):
        """The application."""
        process = link.near.start(*on(cpu, *command, link.near.ipv4), stdout=subprocess.PIPE)
        try:
            while process.poll() is None and not link.near.is_bound(_PORT):
                time.sleep(0.001)
            yield process
        finally:
            process.kill()
            process.communicate()

    def send(self, link, forwarder, seconds, rate=0):
        """What was sent, what was received, and the nanoseconds that the forwarder ran."""
        with self.serve(link, _FORWARDER_CPU, self.udp, "receive") as receiver:
            before = ran(forwarder.pid)
            sent = json.loads(link.far.run(*on(_SENDER_CPU, self.udp, "send", link.near.ipv4,
                                               1000 * seconds, rate)))
            received = json.loads(receiver.communicate(timeout=30)[0])
        if not received["received"]:
            raise OSError("nothing was received")
        return sent, received, ran(forwarder.pid) - before

    def ask(self, link, forwarder, times):
        # What else runs here gives way, at once: else its turns are what is measured.
        for thread in os.listdir(f"/proc/{forwarder.pid}/task"):
            os.sched_setscheduler(int(thread), os.SCHED_FIFO, os.sched_param(1))
        with self.serve(link, _SENDER_CPU, *_REAL_TIME, self.udp, "echo"):
            answers = json.loads(link.far.run(
                *on(_SENDER_CPU, *_REAL_TIME, self.udp, "ask", link.near.ipv4, times)))
        return {"answer p50 ns": answers["p50_ns"], "answer p99 ns": answers["p99_ns"]}


def on(cpu, *command):
    return ["taskset", "--cpu-list", cpu, *command]


def ran(pid):
    """Nanoseconds that the threads of a process have been running."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/schedstat", encoding="ascii") as text:
            total += int(text.read().split()[0])
    return total


def row(metric, ours, twin, goal, more_is_better):
    ratios = [b / a if more_is_better else a / b for a, b in zip(ours, twin) if a and b]
    ratio = statistics.median(ratios) if ratios else None
    return {"benchmark": "forwarding", "metric": metric, "ours": statistics.median(ours),
            "twin": statistics.median(twin), "ratio": ratio and round(ratio, 3), "goal": goal,
            "met": None if goal is None else ratio is not None and ratio <= goal}
