# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Debian packages beside those of the machine: apt resolves them and checks their signatures,
with a state of its own, and they are unpacked into folders, not installed."""
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from .report import Failure

_KEYRING = "/usr/share/keyrings/debian-archive-keyring.gpg"
_NOT_NEEDED = ["doc", "man", "locale", "info", "lintian", "bug", "perl"]


def _run(command, what, **options):
    """Its standard output."""
    try:
        return subprocess.run(
            command, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            **{"stdin": subprocess.DEVNULL, **options},
        ).stdout  # fmt: skip
    except FileNotFoundError:
        raise Failure(f"there is no {command[0]}: Debian's packages need apt and dpkg") from None
    except subprocess.CalledProcessError as error:
        lines = [l for l in error.stderr.splitlines() if l.startswith("E:")] or [error.stderr]
        raise Failure(f"{what}: {lines[0].removeprefix('E:').strip()}") from None


class Release:
    """A release of Debian with its security updates and backports; amd64. It works in `folder`, and
    leaves nothing there."""

    def __init__(self, codename, folder):
        self.codename = codename
        self._place = str(folder)
        self._folder = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _apt(self, program, *arguments, what, **options):
        if not self._folder:
            self._update()
        environment = {**os.environ, "APT_CONFIG": f"{self._folder}/apt.conf", "LC_ALL": "C"}
        return _run([program, "-q", *arguments], what, env=environment, **options)

    def _update(self):
        if not os.path.exists(_KEYRING):
            raise Failure(f"there is no {_KEYRING}: apt-get install debian-archive-keyring")
        self._folder = folder = tempfile.mkdtemp(dir=self._place)
        for name in ("none", "lists/partial", "cache/archives/partial"):
            os.makedirs(f"{folder}/{name}")
        Path(folder, "status").touch()
        Path(folder, "sources.list").write_text(
            "".join(
                f"deb [signed-by={_KEYRING}] http://deb.debian.org/{archive} main\n"
                for archive in (
                    f"debian {self.codename}",
                    f"debian {self.codename}-backports",
                    f"debian-security {self.codename}-security",
                )
            )
        )
        # Of the machine's configuration only how it reaches the network: its hooks are not ours.
        network = _run(["apt-config", "dump", "Acquire"], "apt-config")
        Path(folder, "apt.conf").write_text(
            network
            + f"""
            Dir "{folder}";
            Dir::Etc "{folder}/none";
            Dir::Etc::parts "{folder}/none";
            Dir::Etc::sourcelist "{folder}/sources.list";
            Dir::Etc::sourceparts "{folder}/none";
            Dir::Etc::preferencesparts "{folder}/none";
            Dir::State "{folder}";
            Dir::State::status "{folder}/status";
            Dir::Cache "{folder}/cache";
            Dir::Log "{folder}";
            APT::Architecture "amd64";
            APT::Architectures {{ "amd64"; }};
            APT::Install-Recommends "false";
            APT::Get::Assume-Yes "true";
            APT::Sandbox::User "root";
            APT::Update::Error-Mode "any";
            Acquire::Languages "none";
            Acquire::Retries "3";
            """
        )
        self._apt("apt-get", "update", what="Debian's list of packages cannot be fetched")

    def names(self, prefix):
        return self._apt("apt-cache", "pkgnames", prefix, what="apt-cache").split()

    def unpack(self, packages, root, prefer_backports=False):
        """With all they depend on, as a tree that programs can run in."""
        target = ["-t", f"{self.codename}-backports"] if prefer_backports else []
        with tempfile.TemporaryDirectory(dir=self._place) as debs:
            os.mkdir(f"{debs}/partial")
            archives = ["-o", f"Dir::Cache::archives={debs}"]
            what = f"Debian's {', '.join(packages)} cannot be fetched"
            self._apt(
                "apt-get", "install", "--download-only", *archives, *target, *packages, what=what
            )
            for name in ("bin", "sbin", "lib", "lib64"):
                (root / "usr" / name).mkdir(parents=True, exist_ok=True)
                (root / name).symlink_to(f"usr/{name}")
            _unpack(debs, root)

    def unpack_alone(self, packages, root):
        with tempfile.TemporaryDirectory(dir=self._place) as debs:
            what = f"Debian's {', '.join(packages)} cannot be fetched"
            self._apt("apt-get", "download", *packages, what=what, cwd=debs)
            _unpack(debs, root)


def _unpack(debs, root):
    root.mkdir(exist_ok=True)
    for deb in sorted(Path(debs).glob("*.deb")):
        # dpkg-deb --extract would put folders where /bin and /lib are links, as packages of
        # Debian 12 have it.
        tar = ["tar", "-x", "-C", str(root), "--no-same-owner", "--keep-directory-symlink"]
        tar += [f"--exclude=./usr/share/{name}" for name in _NOT_NEEDED]
        with subprocess.Popen(
            ["dpkg-deb", "--fsys-tarfile", str(deb)], stdout=subprocess.PIPE
        ) as content:
            _run(tar, f"{deb.name} cannot be unpacked", stdin=content.stdout)
        if content.returncode:
            raise Failure(f"{deb.name} cannot be unpacked")
