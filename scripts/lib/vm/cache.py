# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What is made once and kept under build/vm, until what it is made of changes."""
import contextlib
import fcntl
import hashlib
import os
import shutil
import sys
import tempfile
from pathlib import Path

from .report import Failure, say


def digest(paths):
    """Of files and folders: names and contents."""
    sum = hashlib.sha256()
    for top in map(Path, paths):
        files = sorted(p for p in top.rglob("*") if p.is_file()) if top.is_dir() else [top]
        for file in files:
            sum.update(f"{file.relative_to(top)}\0{file.stat().st_mode:o}\0".encode())
            sum.update(hashlib.sha256(file.read_bytes()).digest())
    return sum.hexdigest()


class Cache:
    def __init__(self, folder):
        self.folder = Path(folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Failure(f"{folder} cannot be made: {error.strerror}") from None
        if not os.access(self.folder, os.W_OK):
            raise Failure(f"{folder} is of another user: remove it, or run this with sudo")

    @contextlib.contextmanager
    def locked(self):
        """Others that make, or are about to open what is made here, wait."""
        with open(self.folder / "lock", "w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                say(f"waiting for another run that uses {self.folder}")
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def keep(self, name, inputs, make, space=0):
        """The folder that `make(folder)` fills. `inputs`: all it depends on beside its own
        source file. `space`: bytes it may take."""
        source = Path(sys.modules[make.__module__].__file__).read_bytes()
        key = hashlib.sha256(repr((inputs, source)).encode()).hexdigest()[:16]
        all_of_name = self.folder / name
        made = all_of_name / key
        if made.exists():
            return made
        all_of_name.mkdir(exist_ok=True)
        for old in all_of_name.iterdir():
            shutil.rmtree(old)
        free = shutil.disk_usage(self.folder).free
        if free < space:
            raise Failure(
                f"{self.folder} needs {space >> 20} MB for {name}, and {free >> 20} MB are free"
            )
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=all_of_name))
        try:
            unfinished.chmod(0o755)
            make(unfinished)
            unfinished.rename(made)
        except BaseException:
            shutil.rmtree(unfinished, ignore_errors=True)
            raise
        return made

    def forget(self, name):
        shutil.rmtree(self.folder / name, ignore_errors=True)
