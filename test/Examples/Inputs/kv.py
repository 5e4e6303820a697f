# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""kv.py BUILD SERVER OBJECT [--kill] [option of the server...]: real requests to a key-value
server, each answer checked; then it is stopped, or killed, and nothing may be left of it.
"""

import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "..", "scripts", "lib"))

from kv import Server  # noqa: E402
from link import Link  # noqa: E402


def is_loaded(program):
    return subprocess.run(["bpftool", "prog", "show", "id", program],
                          capture_output=True).returncode == 0


def program_of(link):
    words = link.near.run("ip", "-d", "link", "show", "dev", link.near.device).split()
    return words[words.index("id") + 1]


def main():
    build, name, path, *options = sys.argv[1:]
    kill = "--kill" in options
    if kill:
        options.remove("--kill")
    with Link() as link:
        with Server(link, build, name, path, *options) as server:
            for ipv6 in False, True:
                for window in 1, 48:
                    server.ask(ipv6, requests=2000, window=window)
            print("8000 right answers")
            program = program_of(link)
            if kill:
                server.process.kill()
                server.process.wait()
            else:
                print(server.stop().strip())
        # The kernel frees what is unused after a grace period.
        deadline = time.monotonic() + 10
        while is_loaded(program) and time.monotonic() < deadline:
            time.sleep(0.05)
        device = link.near.run("ip", "-d", "link", "show", "dev", link.near.device)
        print("left in the kernel" if is_loaded(program) or "xdp" in device else "nothing left")
        with Server(link, build, name, path, *options) as server:
            server.ask(requests=1000)
        print("another one starts")


if __name__ == "__main__":
    main()
