# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""overload.py FLEXNET OBJECT [run's options]: more packets than the executor takes, read all the
while. Every packet is suspended on the set `one`, or refused for a reason; every suspended one
is resumed, lost for a reason, or waits."""

import sys
import time

from load import Link, Run, Sender, check

flexnet, path, *options = sys.argv[1:]
with Link() as link, Run(link.near, "near", flexnet, path, *options) as run:
    before = link.far.sent_packets()
    with Sender(link.far, link.near.ipv4), Sender(link.far, link.near.ipv6):
        time.sleep(2)
    time.sleep(0.2)
    sent = link.far.sent_packets() - before
    readings = run.readings
    (suspended, resumed, lost, waiting), refused = run.stop()
check(f"read only {readings} times", readings >= 10)
print("overloaded", "yes" if refused.get("queue_full", 0) > 100 else refused)
print("resumed some", "yes" if resumed > 20 else resumed)
# Neighbours may ask for addresses between the two counts.
difference = abs(sent - run.sets["one"] - run.unsuspended[0])
print("accounted for", "all" if difference <= 8 else (sent, run.sets, run.unsuspended))
print("waiting", waiting)
