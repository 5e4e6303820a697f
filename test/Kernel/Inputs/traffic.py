# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""traffic.py FLEXNET OBJECT [option...]: real traffic through an object, over veth.

Prints one property a line, for FileCheck. What must hold for every object is checked
here: exit 1 if it does not.
"""

import argparse
import os
import socket
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "..", "..", "scripts", "lib"))

from attached import Attached  # noqa: E402
from link import Link  # noqa: E402
from payload import send_tcp, send_udp  # noqa: E402

_FAMILIES = {"ipv4": socket.AF_INET, "ipv6": socket.AF_INET6}
_SEND = {
    "tcp": lambda link, family: send_tcp(link, family, 4 << 20),
    "udp": lambda link, family: send_udp(link, family, 1000),
}


def check(what, holds):
    if not holds:
        sys.exit(f"traffic.py: {what}")


def unsuspended(stats):
    """Packets that were not suspended, by reason, over all points."""
    reasons = {}
    for point in stats["points"]:
        for reason, count in point["unsuspended"].items():
            reasons[reason] = reasons.get(reason, 0) + count["packets"]
    return reasons


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("flexnet")
    parser.add_argument("object")
    parser.add_argument("--ip", choices=_FAMILIES, default="ipv4")
    parser.add_argument("--send", choices=_SEND, default="tcp")
    parser.add_argument("--gro", choices=("on", "off"), default="on")
    parser.add_argument("--mode", choices=("native", "generic"), default="native")
    parser.add_argument("--cpus", help="that serve queues; default: all")
    parser.add_argument("--workers", help="that run executors; default: 1")
    options = parser.parse_args()

    run_options = ["--mode", options.mode]
    if options.cpus:
        run_options += ["--cpus", options.cpus]
    if options.workers:
        run_options += ["--workers", options.workers]
    with Link(gro=options.gro == "on") as link:
        with Attached(link, options.flexnet, options.object, *run_options) as attached:
            sent, skbs = link.far.sent_packets(), link.near.received_skbs()
            exact = _SEND[options.send](link, _FAMILIES[options.ip])
            # Within the time of both reads others may have come: never fewer skbs than seen.
            skbs, sent = link.near.received_skbs() - skbs, link.far.sent_packets() - sent
            stats = attached.stop()

    check("the payload did not arrive as it was sent", exact)
    check(f"packets were not counted: {stats.get('uncounted')}", "uncounted" not in stats)
    check(f"suspended {stats['suspended']} is not resumed {stats['resumed']} plus dropped "
          f"{stats['dropped']}", stats["suspended"] == stats["resumed"] + stats["dropped"])
    check("packets are left in a queue", stats["in_queue"] == 0)
    print("mode", stats["mode"])
    print("merged", "yes" if skbs * 2 < sent else "no")
    # Each packet is suspended at most once at each point, so at most this often.
    print("suspensions for each packet", round(stats["suspended"] / sent, 1))
    print("unsuspended", *(reason for reason, count in unsuspended(stats).items() if count))


main()
