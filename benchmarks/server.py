"""Sends prepared bytes, in a process of its own: ``python -m benchmarks.server``.

It prints its port, and ends when its standard input does. What a web socket gets, the path says:

    /incoming/KIND/SIZE/COUNT/PIECE/GAP

so many mails of so many bytes, ``ascii`` or with an ``emoji``, in fragments of so many bytes (0:
whole), so many milliseconds apart (0: as fast as they are taken). The id of a mail that comes
after a gap is the moment of its sending in nanoseconds, by the clock that all processes share;
others are numbered. HTTP requests get a list of mails, which is empty under ``/empty``, or a small
object.
"""

from __future__ import annotations

import base64
import hashlib
import random
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.mails import Batch, listening, messages
from benchmarks.measuring import program

_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
LISTED = 1000  # mails in a list
EMPTY = "/empty"  # how the path of a request begins that gets none


@contextmanager
def running() -> Iterator[int]:
    """Run a server; give its port."""
    with program("benchmarks.server") as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())


def path(size: int, count: int, *, kind: str = "ascii", piece: int = 0, gap: float = 0) -> str:
    """Return the path of a web socket that gets this."""
    return f"/incoming/{kind}/{size}/{count}/{piece}/{gap:g}"


def main() -> None:
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    answers = [_answer(b'{"count":17}'), _answer(messages(LISTED)), _answer(b"[]")]
    threading.Thread(target=_accept, args=(listener, answers), daemon=True).start()
    print(listener.getsockname()[1], flush=True)
    sys.stdin.read()


def _accept(listener: socket.socket, answers: list[bytes]) -> None:
    while True:
        sock, _ = listener.accept()
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        threading.Thread(target=_serve, args=(sock, answers), daemon=True).start()


def _serve(sock: socket.socket, answers: list[bytes]) -> None:
    try:
        with sock:
            while head := _head(sock):
                target, _, query = head.split(b" ", 2)[1].decode().partition("?")
                if b"sec-websocket-key:" in head.lower():
                    addresses = query.rpartition("addresses=")[2].split(",")
                    sock.sendall(_acceptance(head) + listening(addresses))
                    _send_mails(sock, *target.split("/")[2:])
                    return _answer_frames(sock)
                sock.sendall(answers[target.endswith("/messages") << target.startswith(EMPTY)])
    except ConnectionError:
        pass  # the client has gone


def _head(sock: socket.socket) -> bytes:
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        chunk = sock.recv(65536)
        if not chunk:
            return b""
        head += chunk
    return head


def _acceptance(head: bytes) -> bytes:
    at = head.lower().index(b"sec-websocket-key:")
    nonce = head[at:].split(b"\r\n", 1)[0].partition(b":")[2].strip()
    return (
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        b"Sec-WebSocket-Accept: " + base64.b64encode(hashlib.sha1(nonce + _MAGIC).digest())
    ) + b"\r\n\r\n"


def _answer(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


def _send_mails(
    sock: socket.socket, kind: str, size: str, count: str, piece: str, gap: str
) -> None:
    left, pause = int(count), float(gap) / 1000
    if not left:
        return
    batch = Batch(int(size), 1 if pause else left, kind == "emoji", int(piece))
    number = 0
    while number < left:
        if pause:
            time.sleep(pause * random.uniform(0.5, 1.5))  # in step with nothing
            data = batch.numbered(time.monotonic_ns(), 1)
            number += 1
        else:
            many = min(batch.count, left - number)
            data = batch.numbered(number, many)
            number += many
        sock.sendall(data)


def _answer_frames(sock: socket.socket) -> None:
    """Answer pings and the end, until the client goes. Its frames are short, and masked."""
    reader = sock.makefile("rb")
    while len(start := reader.read(2)) == 2:
        mask, data = reader.read(4), reader.read(start[1] & 0x7F)
        payload = bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
        opcode = start[0] & 0x0F
        if opcode in (8, 9):
            sock.sendall(struct.pack("!BB", 0x88 if opcode == 8 else 0x8A, len(payload)) + payload)
        if opcode == 8:
            return


if __name__ == "__main__":
    main()
