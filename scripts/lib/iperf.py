# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""TCP throughput of a Link, by iperf3."""

import json
import subprocess
import time

_PORT = 5201


def throughput(link, seconds, from_port=0):
    """Bits per second of one stream from far to near, as the receiver counts them.

    A `from_port` fixes the flow, and with it the CPU that the flow is steered to.
    """
    flow = ["--cport", from_port] if from_port else []
    server = link.near.start("iperf3", "--server", "--one-off", stdout=subprocess.DEVNULL)
    try:
        while not link.near.is_listening(_PORT):
            if server.poll() is not None:
                raise OSError("iperf3 --server did not start")
            time.sleep(0.01)
        report = link.far.run("iperf3", "--client", link.near.ipv4, "--json", "--time", seconds,
                              *flow)
    finally:
        server.kill()
        server.wait()
    return json.loads(report)["end"]["sum_received"]["bits_per_second"]
