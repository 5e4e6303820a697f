# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""datagrams.py WHAT...: what UDP does with datagrams of all kinds, between the network namespaces a and b; fails
if it is anything else."""
import ctypes
import os
import socket
import struct
import sys
import time

B4, B6, GROUP = "10.77.0.2", "fd77::2", "239.7.7.7"
SECONDS = 5 * int(os.environ.get("SLOWNESS", 1))
_libc = ctypes.CDLL(None, use_errno=True)


def in_host(name, kind=socket.SOCK_DGRAM, protocol=0, family=socket.AF_INET):
    """A socket of that network namespace."""
    with open(f"/run/netns/{name}") as namespace:
        if _libc.setns(namespace.fileno(), 0):
            raise OSError(ctypes.get_errno(), "setns")
    s = socket.socket(family, kind, protocol)
    s.settimeout(SECONDS)
    return s


def family(address):
    return socket.AF_INET6 if ":" in address else socket.AF_INET


def receiver(port, address=B4, group=False):
    s = in_host("b", family=family(address))
    if group:
        s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    s.bind((address, port))
    return s


def count(name):
    """Of b's UDP."""
    in_host("b").close()
    with open("/proc/thread-self/net/snmp") as file:
        names, values = (line.split() for line in file if line.startswith("Udp:"))
    return int(values[names.index(name)])


def want(got, wanted, what):
    if got != wanted:
        sys.exit(f"{what}: {got}, not {wanted}")


def counts_one(name, send):
    before, end = count(name), time.monotonic() + SECONDS
    send()
    while count(name) == before and time.monotonic() < end:
        time.sleep(0.1)
    want(count(name), before + 1, name)


def sizes():
    """None, one, many, and of fragments."""
    for address in B4, B6:
        to = receiver(7777, address)
        sender = in_host("a", family=to.family)
        for size in 0, 1, 1400, 20000:
            sender.sendto(b"d" * size, (address, 7777))
            want(to.recv(65536), b"d" * size, f"{size} bytes to {address}")


def many():
    to, sender = receiver(7777), in_host("a")
    for n in range(200):
        sender.sendto(bytes([n]) * 1400, (B4, 7777))
        want(to.recv(2000), bytes([n]) * 1400, f"datagram {n}")


def segmented():
    """20 in one buffer, cut by the sender's device, if it can, or the receiver's UDP."""
    for address in B4, B6:
        to = receiver(7777, address)
        sender = in_host("a", family=to.family)
        sender.setsockopt(socket.IPPROTO_UDP, 103, 1000)  # UDP_SEGMENT
        sender.sendto(b"".join(bytes([n]) * 1000 for n in range(20)), (address, 7777))
        for n in range(20):
            want(to.recv(65536), bytes([n]) * 1000, f"segment {n} to {address}")


def connected():
    """To sockets that early demultiplexing finds, and to one beside them that it does not."""
    sender, other = in_host("a"), in_host("a")
    sender.bind(("10.77.0.1", 6001))
    pair = [receiver(7777, group=True) for _ in range(2)]
    pair[0].connect(("10.77.0.1", 6001))
    for s, to in (sender, pair[0]), (other, pair[1]):
        s.sendto(b"dear", (B4, 7777))
        want(to.recv(100), b"dear", "a datagram")


def group():
    """To a group of sockets, by its hash."""
    to = [receiver(7777, group=True) for _ in range(2)]
    for _ in range(100):
        in_host("a").sendto(b"d", (B4, 7777))
    got = []
    for s in to:
        s.settimeout(SECONDS / 5)
        n = 0
        try:
            while s.recv(10):
                n += 1
        except TimeoutError:
            got.append(n)
    want(sum(got), 100, f"of {got}")
    want(min(got) > 10, True, f"{got} are shared")


def refused():
    """To a port that nobody listens at, or that a rule rejects: the sender is told."""
    for address in B4, B6:
        sender = in_host("a", family=family(address))
        sender.connect((address, 7779))
        sender.send(b"d")
        try:
            sender.recv(1)
        except ConnectionRefusedError:
            continue
        sys.exit(f"nobody says that {address} refuses")


def redirected():
    """To a port that a rule makes another; the answer comes from the first."""
    for address in B4, B6:
        to, sender = receiver(7777, address), in_host("a", family=family(address))
        sender.connect((address, 7780))
        sender.send(b"d")
        data, back = to.recvfrom(100)
        to.sendto(data, back)
        want(sender.recv(100), b"d", "an answer")


def send_raw(checksum, padding=b""):
    payload = b"dear"
    udp = struct.pack("!HHHH", 6001, 7777, 8 + len(payload), checksum)
    sender = in_host("a", socket.SOCK_RAW, socket.IPPROTO_UDP)
    sender.sendto(udp + payload + padding, (B4, 0))


def checksums():
    """Wrong; none; right, with bytes behind its end."""
    to = receiver(7777)
    counts_one("InCsumErrors", lambda: send_raw(0x1234))
    send_raw(0)
    want(to.recv(100), b"dear", "a datagram without a checksum")
    send_raw(0, b"padding")
    want(to.recv(100), b"dear", "a datagram with something behind it")


def multicast():
    to = in_host("b")
    to.bind((GROUP, 7777))
    member = socket.inet_aton(GROUP) + socket.inet_aton(B4)
    to.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, member)
    sender = in_host("a")
    sender.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("10.77.0.1"))
    sender.sendto(b"dear", (GROUP, 7777))
    want(to.recv(100), b"dear", "a datagram to a group")


def waiting(read):
    """100 that wait. Told to go on, this reads them, or ends."""
    to, sender = receiver(7778), in_host("a")
    for n in range(100):
        sender.sendto(b"d%d" % n, (B4, 7778))
    sys.stdin.readline()
    if read:
        for n in range(100):
            want(to.recv(100), b"d%d" % n, "the next")


tests = sizes, many, segmented, connected, group, refused, redirected, checksums, multicast
for what in sys.argv[1:]:
    if what in ("read", "closed"):
        waiting(what == "read")
    else:
        {f.__name__: f for f in tests}[what]()
