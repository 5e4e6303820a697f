# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""`flexnet run` on the receiving end of a Link."""

import json
import signal
import subprocess
import time


class Attached:
    """`with Attached(...) as attached:`; attached.stop() detaches and gives the counters."""

    def __init__(self, link, flexnet, path, *options):
        self._device = link.near
        self._process = link.near.start(
            flexnet, "run", path, "--dev", link.near.device, "--json", *options,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        while self._process.poll() is None and not self._is_attached():
            time.sleep(0.01)
        if self._process.poll() is not None:
            raise OSError(self._process.stderr.read().strip() or "flexnet run ended early")

    def _is_attached(self):
        shown = json.loads(self._device.run("ip", "-j", "link", "show", self._device.device))
        return "xdp" in shown[0]

    @property
    def pid(self):
        return self._process.pid

    def stop(self):
        self._process.send_signal(signal.SIGINT)
        out, error = self._process.communicate(timeout=30)
        if self._process.returncode:
            raise OSError(error.strip())
        return json.loads(out)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self._process.poll() is None:
            self._process.kill()
        self._process.communicate()
