# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The last part of scripts/demo: real traffic through rx_steer, and a report."""

import argparse
import json
import signal
import socket
import sys
import threading

from attached import Attached
from iperf import throughput
from link import Link
from payload import send_tcp, send_udp

_TCP_BYTES = 32 << 20
_DATAGRAMS = 4000
_SECONDS = 3


class Progress:
    """A line on standard error that says what runs and how many packets it has sent."""

    def __init__(self, link):
        self._link, self._what, self._stopped = link, "", threading.Event()
        self._thread = threading.Thread(target=self._show, daemon=True)

    def step(self, what):
        self._what = what

    def _show(self):
        terminal, before, shown = sys.stderr.isatty(), self._link.far.sent_packets(), None
        while not self._stopped.wait(0.25):
            now = self._link.far.sent_packets()
            if terminal:
                print(f"\r\033[K{self._what}: {now} packets, {(now - before) * 4}/s",
                      end="", file=sys.stderr, flush=True)
            elif self._what != shown:
                print(f"{self._what}: {now} packets so far", file=sys.stderr, flush=True)
            before, shown = now, self._what
        if terminal:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stopped.set()
        self._thread.join()


def send_payload(link, progress):
    """True if everything arrived byte-exact."""
    exact = True
    for version, family in (("IPv4", socket.AF_INET), ("IPv6", socket.AF_INET6)):
        progress.step(f"TCP over {version}, checking every byte")
        exact &= send_tcp(link, family, _TCP_BYTES)
        progress.step(f"UDP over {version}, checking every byte")
        exact &= send_udp(link, family, _DATAGRAMS)
    return exact


def run(flexnet, program):
    with Link() as link, Progress(link) as progress:
        progress.step("TCP by iperf3 without FlexNet")
        baseline = throughput(link, _SECONDS)
        with Attached(link, flexnet, program) as attached:
            before = link.far.sent_packets()
            exact = send_payload(link, progress)
            progress.step("TCP by iperf3 through FlexNet")
            bandwidth = throughput(link, _SECONDS)
            sent = link.far.sent_packets() - before
            stats = attached.stop()
    return report(stats, sent, exact, bandwidth, baseline)


def report(stats, sent, exact, bandwidth, baseline):
    if "uncounted" in stats:
        raise OSError(f"packets were not counted: {stats['uncounted']}")
    refused = {}  # not suspended, by reason
    refused_dropped = 0
    for point in stats["points"]:
        for reason, count in point["unsuspended"].items():
            refused[reason] = refused.get(reason, 0) + count["packets"]
            refused_dropped += count["packets"] if count["dropped"] else 0
    losses = stats["dropped_by"]
    return {
        "sent": sent,
        "delivered": stats["verdicts"]["pass"] - losses["skb_alloc"]
        + stats["unsuspended"] - refused_dropped,
        "suspended": stats["suspended"],
        "resumed": stats["resumed"],
        "dropped": stats["dropped"],
        "payload_ok": exact,
        "queues": [{key: queue[key] for key in ("queue", "suspended", "resumed", "dropped")}
                   for queue in stats["queues"]],
        "sojourn_ns": {key: stats["sojourn_ns"][key] for key in ("p50", "p99")},
        "throughput_bps": round(bandwidth),
        "baseline_bps": round(baseline),
        "dropped_by": losses,
        "unsuspended_by": refused,
        "cpus": stats["cpus"],
    }


def is_good(result):
    return (result["payload_ok"] and result["suspended"] > 0
            and result["suspended"] == result["resumed"] + result["dropped"])


def table(result):
    def counts(names):
        return ", ".join(f"{name} {count}" for name, count in names.items() if count) or "nowhere"

    yield f"{'':12}{'suspended':>12}{'resumed':>12}{'dropped':>12}"
    for queue in result["queues"]:
        yield (f"queue {queue['queue']:<6}{queue['suspended']:>12}{queue['resumed']:>12}"
               f"{queue['dropped']:>12}")
    for cpu in result["cpus"]:
        yield f"CPU {cpu['cpu']:<8}{cpu['suspended']:>12}{cpu['resumed']:>12}"
    yield (f"{'all':12}{result['suspended']:>12}{result['resumed']:>12}{result['dropped']:>12}")
    yield ""
    yield f"sent         {result['sent']} packets, delivered {result['delivered']}"
    yield f"dropped      {counts(result['dropped_by'])}"
    yield f"unsuspended  {counts(result['unsuspended_by'])}"
    yield f"payload      {'every byte as sent' if result['payload_ok'] else 'DAMAGED OR LOST'}"
    sojourn = result["sojourn_ns"]
    yield f"sojourn      p50 {sojourn['p50'] / 1000:.1f} us, p99 {sojourn['p99'] / 1000:.1f} us"
    with_it, without = result["throughput_bps"], result["baseline_bps"]
    yield (f"throughput   {with_it / 1e9:.2f} Gbit/s; the same link without FlexNet "
           f"{without / 1e9:.2f} Gbit/s ({with_it / without:.2f})")


def main():
    parser = argparse.ArgumentParser(prog="scripts/demo", description=__doc__)
    parser.add_argument("--json", action="store_true", help="report as one JSON object")
    parser.add_argument("--flexnet", required=True, help=argparse.SUPPRESS)
    parser.add_argument("--program", required=True, help=argparse.SUPPRESS)
    options = parser.parse_args()
    for ends in (signal.SIGINT, signal.SIGTERM):  # the way out cleans up
        signal.signal(ends, signal.default_int_handler)
    try:
        result = run(options.flexnet, options.program)
    except KeyboardInterrupt:
        print("demo: interrupted", file=sys.stderr)
        return 130
    except OSError as error:
        print(f"demo: {error}", file=sys.stderr)
        return 1
    if options.json:
        print(json.dumps(result))
    else:
        print("\n".join(table(result)))
    if not is_good(result):
        print("demo: not everything arrived, or a packet is unaccounted for", file=sys.stderr)
        return 1
    return 0


sys.exit(main())
