# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sends bytes over a Link and says whether exactly these arrived."""

import hashlib
import socket
import struct
import threading

_TIMEOUT = 10
_WINDOW = 32  # datagrams on the way: fewer than any buffer or queue holds


class _Receiver(threading.Thread):
    """Runs `receive` beside the sender; result() passes on its value or its exception."""

    def __init__(self, receive):
        super().__init__(daemon=True)
        self._receive, self._value, self._error = receive, None, None
        self.start()

    def run(self):
        try:
            self._value = self._receive()
        except Exception as error:  # handed to the thread that asks for the result
            self._error = error

    def result(self):
        self.join()
        if self._error:
            raise self._error
        return self._value


def send_tcp(link, family, size, port=7001):
    """True if `size` random bytes from far to near arrived as they were sent."""
    with link.near.socket(family, socket.SOCK_STREAM) as server, \
            link.far.socket(family, socket.SOCK_STREAM) as client:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind((link.near.address(family), port))
        server.listen()
        server.settimeout(_TIMEOUT)

        def receive():
            connection, _ = server.accept()
            digest, count = hashlib.sha256(), 0
            with connection:
                connection.settimeout(_TIMEOUT)
                while chunk := connection.recv(1 << 18):
                    digest.update(chunk)
                    count += len(chunk)
            return count, digest.digest()

        receiver = _Receiver(receive)
        client.settimeout(_TIMEOUT)
        client.connect((link.near.address(family), port))
        data = hashlib.shake_128(str(port).encode()).digest(size)
        client.sendall(data)
        client.shutdown(socket.SHUT_WR)
        return receiver.result() == (size, hashlib.sha256(data).digest())


def _datagram(number, size):
    """A sequence number and bytes that follow from it."""
    return struct.pack("!I", number) + hashlib.shake_128(number.to_bytes(4, "big")).digest(size - 4)


def send_udp(link, family, count, port=7002, size=1200):
    """True if each of `count` datagrams from far to near arrived once, unchanged.

    The receiver answers each, so that no more than _WINDOW are on the way: what is lost
    is lost by what is tested, not by a full socket buffer.
    """
    with link.near.socket(family, socket.SOCK_DGRAM) as server, \
            link.far.socket(family, socket.SOCK_DGRAM) as client:
        server.bind((link.near.address(family), port))
        server.settimeout(_TIMEOUT)
        client.settimeout(_TIMEOUT)
        client.connect((link.near.address(family), port))

        def receive():
            seen = set()
            while len(seen) < count:
                data, sender = server.recvfrom(1 << 16)
                number = struct.unpack("!I", data[:4])[0]
                if number in seen or data != _datagram(number, size):
                    return False
                seen.add(number)
                server.sendto(data[:4], sender)
            return seen == set(range(count))

        receiver = _Receiver(receive)
        answered = 0
        for number in range(count):
            client.send(_datagram(number, size))
            if number - answered >= _WINDOW:
                client.recv(4)
                answered += 1
        return receiver.result()
