# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the user reads: one line each, on the standard error."""
import sys


class Failure(Exception):
    """Ends the command: what is wrong and what to do."""


def say(text):
    print(f"vm: {text}", file=sys.stderr, flush=True)
