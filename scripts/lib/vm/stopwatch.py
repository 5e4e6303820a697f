# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long a guest had: this machine may be a guest, too, and stand still for minutes."""
import time

_LONGEST = 1  # second between two looks that is not the machine's


class Stopwatch:
    """`seconds` of a machine that ran; `stopped` of one that did not."""

    def __init__(self):
        self.seconds = self.stopped = 0
        self._last = time.monotonic()

    def look(self):
        """To be called several times a second; `seconds`."""
        now = time.monotonic()
        passed, self._last = now - self._last, now
        self.seconds += min(passed, _LONGEST)
        self.stopped += max(passed - _LONGEST, 0)
        return self.seconds
