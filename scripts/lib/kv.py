# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The servers of examples/kv_server and examples/kv_server_socket, and their client."""

import os
import re
import signal
import subprocess
import time


class Server:
    """`with Server(link, build, "kv_server", object) as server:` at link.near."""

    def __init__(self, link, build, name, path, *options):
        self._link = link
        self._client = os.path.join(build, "bin", "kv_client")
        self.process = link.near.start(os.path.join(build, "bin", name), path, "--dev",
                                       link.near.device, *options, stdout=subprocess.PIPE,
                                       stderr=subprocess.STDOUT, text=True)
        while self.process.poll() is None and not self._is_attached():
            time.sleep(0.01)

    def _is_attached(self):
        return "prog/xdp" in self._link.near.run("ip", "-d", "link", "show", "dev",
                                                 self._link.near.device)

    def ask(self, ipv6=False, **options):
        """Requests per second, p50 and p99 in microseconds. Every answer was right."""
        address = self._link.near.ipv6 if ipv6 else self._link.near.ipv4
        arguments = [f"--{name}={value}" for name, value in options.items()]
        printed = self._link.far.run(self._client, address, *arguments)
        return [float(number) for number in
                re.search(r"(\d+) requests/s, p50 ([\d.]+) us, p99 ([\d.]+) us", printed).groups()]

    def stop(self):
        """What it prints at its end."""
        self.process.send_signal(signal.SIGTERM)
        printed, _ = self.process.communicate(timeout=10)
        return printed

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.communicate()
