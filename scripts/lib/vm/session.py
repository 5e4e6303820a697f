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

_READY = "flexnet-vm: "


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
        self._control = None

    def alive(self):
        return _held(self.folder)

    def _said(self, where):
        with contextlib.suppress(FileNotFoundError):
            return (self.folder / where).read_text(errors="replace").replace("\r", "")
        return ""

    def _last_words(self):
        said = self._said("console") + self._said("qemu")
        return "\n".join(said.strip().splitlines()[-60:])

    def wait_until_ready(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            # Whole lines: it may be writing one.
            words = [l for l in self._said("console").splitlines(True) if l.startswith(_READY)]
            if words == [_READY + "ready\n"]:
                return
            if words and words[0].endswith("\n"):
                raise Failure(words[0].removeprefix(_READY).strip())
            if not self.alive():
                raise Failure(f"the guest ended before it was up:\n{self._last_words()}")
            time.sleep(0.05)
        raise Failure(f"the guest was not up after {seconds} seconds:\n{self._last_words()}")

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
        binary files. Its status; None if the time was over; Failure if the guest ended."""
        archive = io.BytesIO()
        with tarfile.open(fileobj=archive, mode="w") as tar:
            for name, path in files.items():
                tar.add(path, name)
            entry = tarfile.TarInfo(".run")
            entry.mode, entry.size = 0o755, len(script.encode())
            tar.addfile(entry, io.BytesIO(script.encode()))
        end = time.monotonic() + seconds if seconds else None
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
                if end and time.monotonic() > end:
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
