# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""A running guest. It lives as long as the process it is for, however that ends; any process of the
same user can use it, one at a time, by its folder."""
import contextlib
import fcntl
import io
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tarfile
import time
from pathlib import Path

from .report import Failure
from .stopwatch import Stopwatch

_SAYS = "flexnet-vm: "  # begins what the guest's first process and agent write


class NotBooted(Failure):
    """Of QEMU or the kernel: nothing of FlexNet had begun."""


def _held(folder):
    """Whether the keeper and QEMU of this folder, who inherited the lock, live."""
    try:
        with open(folder / "lock") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except BlockingIOError:
        return True
    return False


def sweep(runs):
    """Removes what guests left whose keeper was killed."""
    for folder in runs.iterdir() if runs.exists() else ():
        if not _held(folder):
            shutil.rmtree(folder, ignore_errors=True)


def start(folder, command, user, terminal=False):
    """Starts QEMU by `command`, for as long as the process `user` lives."""
    folder.mkdir(parents=True)
    ports = {"control": "socket,server=on,wait=off", "output": "file", "errors": "file"}
    command = [*command, "-serial", "file:console"]
    for number, (name, kind) in enumerate(ports.items(), 1):
        command += ["-chardev", f"{kind},id={name},path={name}"]
        command += ["-device", f"virtserialport,bus=ports.0,nr={number},chardev={name}"]
    if terminal:
        command += ["-chardev", "stdio,id=terminal,signal=off"]
        command += ["-device", "virtconsole,bus=ports.0,nr=4,chardev=terminal"]
    command += ["-pidfile", "pid"]
    keeper = [sys.executable, "-B", Path(__file__).with_name("keeper.py"), str(user), folder]
    stream = None if terminal else subprocess.DEVNULL
    with open(folder / "lock", "w") as lock, open(folder / "qemu", "w") as errors:
        fcntl.flock(lock, fcntl.LOCK_EX)
        keeping = subprocess.Popen(
            [*keeper, *command],
            pass_fds=[lock.fileno()],
            stdin=stream,
            stdout=stream,
            stderr=errors,
            start_new_session=not terminal,  # Ctrl-C is for `user`, who ends this
        )
    (folder / "keeper").write_text(str(keeping.pid))
    return Session(folder)


class Session:
    """A guest that start() began, here or elsewhere."""

    def __init__(self, folder):
        self.folder = folder
        self.stopped = 0

    def alive(self):
        return _held(self.folder)

    def _said(self, where):
        with contextlib.suppress(FileNotFoundError):
            return (self.folder / where).read_text(errors="replace").replace("\r", "")
        return ""

    def _last_words(self):
        said = self._said("console") + self._said("qemu")
        return "\n".join(said.strip().splitlines()[-60:])

    def _cpu_seconds(self):
        """That QEMU ran."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError, ValueError):
            stat = Path("/proc", self._said("pid").strip() or "0", "stat").read_text()
            user, system = stat.rpartition(")")[2].split()[11:13]
            return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
        return 0

    def wait_until_ready(self, seconds):
        """Of QEMU's on a CPU, or twice as many: on a machine that is busy it gets less."""
        watch = Stopwatch()
        why = None
        while not why:
            if not self.alive():  # what it said last is still to be read
                why = "the guest ended before it was up"
            # Whole lines: it may be writing one.
            lines = self._said("console").splitlines(True)
            said = [l[len(_SAYS) : -1] for l in lines if l.startswith(_SAYS) and l.endswith("\n")]
            if said[1:] == ["ready"]:
                return
            if said[1:]:
                raise Failure(said[1])
            cpu = self._cpu_seconds()
            if watch.look() > 2 * seconds or cpu > seconds:
                why = f"the guest was not up after {watch.seconds:.0f} seconds, {cpu:.0f} on a CPU"
            time.sleep(0.05)
        if _SAYS in self._said("console"):
            raise Failure(f"{why}:\n{self._last_words()}")
        raise NotBooted(f"{why}, its first process not begun:\n{self._last_words()}")

    def _connect(self):
        # Paths of sockets are short; the folder's may not be.
        folder = os.open(self.folder, os.O_PATH)
        try:
            control = socket.socket(socket.AF_UNIX)
            control.connect(f"/proc/self/fd/{folder}/control")
        finally:
            os.close(folder)
        return control

    def run(self, files, script, output, errors, seconds=None):
        """Runs `script` beside copies of `files` (name: path), writes what it prints to two
        binary files. Its status; None if the time was over; Failure if the guest ended.
        `stopped` says afterwards for how many seconds this machine stood still meanwhile."""
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            for name, path in files.items():
                tar.add(path, name)
            entry = tarfile.TarInfo(".run")
            entry.mode, entry.size = 0o755, len(script.encode())
            tar.addfile(entry, io.BytesIO(script.encode()))
        watch = Stopwatch()
        with contextlib.ExitStack() as stack:
            control = stack.enter_context(self._connect())
            copies = []
            for name, to in (("output", output), ("errors", errors)):
                file = stack.enter_context(open(self.folder / name, "rb"))
                file.seek(0, os.SEEK_END)
                copies.append((file, to))
            control.sendall(b"%d\n" % archive.tell() + archive.getvalue())
            status = b""
            while not status.endswith(b"\n"):
                watch.look()
                self.stopped = watch.stopped
                if seconds and watch.seconds > seconds:
                    return None
                readable, _, _ = select.select([control], [], [], 0.05)
                if readable:
                    received = control.recv(64)
                    status += received
                for file, to in copies:
                    shutil.copyfileobj(file, to)
                    to.flush()
                if readable and not received:
                    raise Failure(f"the guest ended while it ran this:\n{self._last_words()}")
            for file, to in copies:
                shutil.copyfileobj(file, to)
                to.flush()
        return int(status)

    def end(self):
        """Lets the guest end itself if it still listens."""
        with contextlib.suppress(OSError):
            keeper = int((self.folder / "keeper").read_text())
            with self._connect() as control:
                control.sendall(b"0\n")
                end = time.monotonic() + 3
                while self.alive() and time.monotonic() < end:
                    time.sleep(0.02)
            if self.alive():
                os.kill(keeper, signal.SIGKILL)
        shutil.rmtree(self.folder, ignore_errors=True)
