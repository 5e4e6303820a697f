# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Commands in a tree of Debian packages, with their compiler instead of the machine's."""
import os
import subprocess

# In a mount namespace, so that nothing stays mounted.
_ENTER = """
mount --rbind /dev "$1/dev" && mount --rbind /proc "$1/proc" && mount --bind "$2" "$1/src"
root=$1; shift 2
exec chroot "$root" "$@"
"""


def run(root, source, *command):
    """Runs `command` where `source` is /src. What it said on both streams is its `stdout`."""
    for name in ("dev", "proc", "src"):
        (root / name).mkdir(exist_ok=True)
    # As another user than root, in a user namespace, too.
    namespace = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--map-root-user"])
    return subprocess.run(
        [*namespace, "sh", "-ec", _ENTER, "sh", root, source, *command],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
