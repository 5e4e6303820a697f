# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""port_table.py PORT_PRIORITY OBJECT: UDP to a port that the table gives to queue 0."""

import os
import signal
import socket
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "..", "scripts", "lib"))

from link import Link  # noqa: E402
from payload import send_udp  # noqa: E402

with Link() as link:
    process = link.near.start(sys.argv[1], sys.argv[2], "--dev", "near", "--port", "7002=0",
                              stdout=subprocess.PIPE, text=True)
    while process.poll() is None and "prog/xdp" not in link.near.run("ip", "link", "show", "near"):
        time.sleep(0.01)
    # Only this flow: every packet it counts for another queue would be a wrong one.
    exact = process.poll() is None and send_udp(link, socket.AF_INET, 1000, port=7002)
    process.send_signal(signal.SIGINT)
    output, _ = process.communicate(timeout=30)
print("payload", "exact" if exact else "lost")
print(output, end="")
