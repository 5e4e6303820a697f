# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""For tests under load: `flexnet run` whose figures are read while it runs, and senders.

What must hold at every instant is checked whenever a figure is read: suspended = resumed +
lost + waiting.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../../../scripts/lib"))

from link import Link  # noqa: E402,F401

_FIGURES = re.compile(r"suspended (\d+)  resumed (\d+)  waiting (\d+)  lost (\d+)")
_END = re.compile(r"^suspended (\d+) = resumed (\d+) \+ lost (\d+).* \+ waiting (\d+)$", re.M)
_REASON = re.compile(r"\b([a-z_]+) (\d+) \((?:dropped|went on unsuspended|passed)")
_ROW = re.compile(r"^(\w+) +\d+ +(\d+) +\d+ +\d+ +\d+ ", re.M)  # set, queue, suspended, ...
_SO_RCVBUFFORCE = 33

# argv: address, port, flows, datagrams of each (0: without end), seconds between two rounds.
_SENDER = """
import itertools, socket, struct, sys, time
address, port, flows, count, pause = sys.argv[1:]
family = socket.AF_INET6 if ":" in address else socket.AF_INET
sockets = [socket.socket(family, socket.SOCK_DGRAM) for _ in range(int(flows))]
for s in sockets:
    s.connect((address, int(port)))
print(flush=True)
for number in range(int(count)) if int(count) else itertools.count():
    for s in sockets:
        try:
            s.send(struct.pack("!Q", number) * 8)
        except OSError:
            pass
    if float(pause):
        time.sleep(float(pause))
"""


def check(what, holds):
    if not holds:
        sys.exit(what)


class Run:
    """`with Run(namespace, device, flexnet, object, ...) as run:`"""

    def __init__(self, namespace, device, flexnet, path, *options):
        self._process = namespace.start(flexnet, "run", path, "--dev", device, "--interval", 0.05,
                                        *options, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                        text=True)
        self.suspended, self.readings, self.messages = 0, 0, []
        self.sets, self.unsuspended = {}, []
        for line in self._process.stderr:
            if " is on " in line:
                break
            self.messages.append(line)
        else:
            sys.exit(f"flexnet run ended early: {self.messages}")
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._unbalanced = None
        self._reader.start()

    def _read(self):
        for line in self._process.stderr:
            figures = _FIGURES.search(line)
            if not figures:
                self.messages.append(line)
                continue
            suspended, resumed, waiting, lost = map(int, figures.groups())
            self.readings += 1
            if suspended < self.suspended or suspended != resumed + waiting + lost:
                self._unbalanced = line
            self.suspended = suspended

    @property
    def pid(self):
        return self._process.pid

    def kill(self):
        self._process.kill()
        self._process.communicate()

    def stop(self):
        """(suspended, resumed, lost, waiting), {reason: packets not suspended}

        Then `sets` says how many were suspended on each set, `unsuspended` how many were not
        at each point.
        """
        self._process.send_signal(signal.SIGINT)
        self._reader.join()
        out = self._process.stdout.read()
        status = self._process.wait()
        check(f"flexnet run ended with {status}: {self.messages}", status == 0)
        check(f"figures do not add up: {self._unbalanced}", self._unbalanced is None)
        end = _END.search(out)
        check("no figures at the end:\n" + out, end)
        suspended, resumed, lost, waiting = figures = tuple(map(int, end.groups()))
        check(f"figures do not add up: {end.group()}", suspended == resumed + lost + waiting)
        refused = {}
        for line in out.splitlines():
            if ": not suspended:" in line:
                self.unsuspended.append(0)
                for reason, packets in _REASON.findall(line):
                    refused[reason] = refused.get(reason, 0) + int(packets)
                    self.unsuspended[-1] += int(packets)
        for name, packets in _ROW.findall(out):
            self.sets[name] = self.sets.get(name, 0) + int(packets)
        return figures, refused

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()


class Sender:
    """Numbered datagrams of several flows; `with` ends it."""

    def __init__(self, namespace, address, flows=8, count=0, pause=0.0, port=9000):
        self._process = namespace.start(sys.executable, "-c", _SENDER, address, port, flows, count,
                                        pause, stdout=subprocess.PIPE)
        check("the sender does not start", self._process.stdout.readline())

    def wait(self):
        check("the sender failed", self._process.wait() == 0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        self._process.stdout.close()


def receiver(namespace, family=socket.AF_INET, port=9000):
    """A socket with room for all that a test sends."""
    end = namespace.socket(family, socket.SOCK_DGRAM)
    end.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, 1 << 27)
    end.bind((namespace.address(family), port))
    end.settimeout(2)
    return end
