"""A loopback server that does what a script says, byte by byte: raw TCP or TLS, no library.

    def script(peer):
        peer.accept()
        peer.listening("a@x.example")
        peer.text({"_id": "1", "to": []})
        peer.close(1000)

    with ScriptedServer(script) as server:
        ...  # server.url

Each connection runs the next script, each after the last one the last again. What a script
raises is raised at the end of the block, unless the client has just gone (``Gone``).
"""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from typing import Any

TEXT, BINARY, CLOSE, PING, PONG, CONTINUATION = 1, 2, 8, 9, 10, 0
PATIENCE = 10.0  # seconds that a script waits for the client before the test fails


class Gone(Exception):
    """The client has ended the connection."""


class Peer:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket, number: int) -> None:
        self.sock = sock
        self.number = number  # of the connection, from 0
        self._file = sock.makefile("rb")

    # -- HTTP

    def request(self) -> bytes:
        """Read the head of the request."""
        head = b""
        while not head.endswith(b"\r\n\r\n"):
            head += self._exactly(1)
        return head

    def accept(self, also: bytes = b"") -> bytes:
        """Read the request and accept the upgrade; ``also`` is sent in the same segment."""
        head = self.request()
        self.send(self.acceptance(head) + also)
        return head

    @staticmethod
    def acceptance(head: bytes) -> bytes:
        nonce = head.partition(b"Sec-WebSocket-Key: ")[2].partition(b"\r\n")[0]
        magic = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        accept = base64.b64encode(hashlib.sha1(nonce + magic).digest())
        return (
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: " + accept + b"\r\n\r\n"
        )

    def refuse(self, status: str, body: bytes = b"", *headers: str) -> None:
        """Read the request and answer it like ``"401 Unauthorized"``."""
        self.request()
        lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
        self.send("\r\n".join(lines).encode() + body)

    def start_tls(self, context: ssl.SSLContext) -> None:
        """Take the client's TLS handshake, and go on inside it."""
        self._file.close()
        self.sock = context.wrap_socket(self.sock, server_side=True)
        self._file = self.sock.makefile("rb")

    # -- frames

    def listening(self, *addresses: str, domains: tuple[str, ...] = ()) -> None:
        self.text(listening_frame(*addresses, domains=domains))

    def text(self, message: Any) -> None:
        self.send(frame(TEXT, message))

    def send(self, data: bytes, chop: int = 0) -> None:
        """Send it, in segments of so many bytes if that is given."""
        try:
            if not chop:
                self.sock.sendall(data)
            for at in range(0, len(data) if chop else 0, chop or 1):
                self.sock.sendall(data[at : at + chop])
        except OSError as error:
            raise Gone from error

    def read_frame(self) -> tuple[int, bytes]:
        """Return opcode and payload of the client's next frame."""
        first, second = self._exactly(2)
        assert first & 0x80, "the client has no reason to send fragments"
        assert second & 0x80, "a client must mask"
        size = second & 0x7F
        if size == 126:
            (size,) = struct.unpack("!H", self._exactly(2))
        mask = self._exactly(4)
        data = self._exactly(size)
        return first & 0x0F, bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))

    def expect(self, opcode: int) -> bytes:
        """Read frames up to the first with this opcode; return its payload."""
        while True:
            kind, payload = self.read_frame()
            if kind == opcode:
                return payload

    # -- ends

    def close(self, code: int | None = 1000, reason: str = "") -> None:
        """Close as the protocol has it, and wait for the client's answer."""
        payload = b"" if code is None else struct.pack("!H", code) + reason.encode()
        self.send(frame(CLOSE, payload))
        self.expect(CLOSE)

    def hold(self) -> None:
        """Keep the connection, answering nothing but a closing frame, until the client goes."""
        self.send(frame(CLOSE, self.expect(CLOSE)))

    def wait_gone(self) -> None:
        """Read and forget until the client ends the connection."""
        try:
            while self._exactly(1):
                pass
        except Gone:
            pass

    def reset(self) -> None:
        """Break the connection with a RST."""
        self._file.close()
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()

    def shut(self) -> None:
        self._file.close()
        self.sock.close()

    def _exactly(self, count: int) -> bytes:
        try:
            data = self._file.read(count)
        except TimeoutError:
            raise AssertionError("the client said nothing") from None
        except OSError as error:
            raise Gone from error
        if len(data) < count:
            raise Gone
        return data


Script = Callable[[Peer], object]


class ScriptedServer:
    """Serves one script per connection, each on a thread, until the block ends.

    What it holds does not grow with the connections that have ended.
    """

    def __init__(
        self,
        *scripts: Script,
        tls: ssl.SSLContext | None = None,
        port: int = 0,
        receive_buffer: int | None = None,
    ) -> None:
        self._scripts = scripts
        self._tls = tls
        self._listener = socket.create_server(("127.0.0.1", port))
        if receive_buffer is not None:  # of the accepted sockets; set later it would break TCP
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.port: int = self._listener.getsockname()[1]
        scheme = "ws" if tls is None else "wss"
        self.url = f"{scheme}://localhost:{self.port}/incoming-messages"
        self.connections = 0
        self.problems: list[BaseException] = []
        self._peers: set[Peer] = set()
        self._threads: set[threading.Thread] = set()
        self._acceptor = threading.Thread(target=self._accept, name="scripted-accept")

    def __enter__(self) -> ScriptedServer:
        self._acceptor.start()
        return self

    def stop_listening(self) -> None:
        """Refuse further connections; those at hand go on."""
        if self._listener.fileno() >= 0:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._acceptor.join()
            self._listener.close()

    def __exit__(self, *_: object) -> None:
        self.stop_listening()
        for thread in list(self._threads):
            thread.join(PATIENCE)
        for peer in list(self._peers):
            peer.shut()
        if self.problems:
            raise self.problems[0]

    def _accept(self) -> None:
        while True:
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            number, self.connections = self.connections, self.connections + 1
            thread = threading.Thread(
                target=self._serve, args=(sock, number), name=f"scripted-{number}"
            )
            self._threads.add(thread)
            thread.start()

    def _serve(self, sock: socket.socket, number: int) -> None:
        sock.settimeout(PATIENCE)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        peer = None
        try:
            if self._tls is not None:
                sock = self._tls.wrap_socket(sock, server_side=True)
            peer = Peer(sock, number)
            self._peers.add(peer)
            self._scripts[min(number, len(self._scripts) - 1)](peer)
        except (Gone, ConnectionError, ssl.SSLError):
            pass
        except BaseException as problem:
            self.problems.append(problem)
        finally:
            sock.close()
            if peer is not None:
                peer.shut()
                self._peers.discard(peer)
            self._threads.discard(threading.current_thread())


def frame(
    opcode: int, payload: object, *, fin: bool = True, reserved: int = 0, mask: bytes = b""
) -> bytes:
    """Return a frame as a server sends it; an object becomes JSON."""
    data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
    size = len(data)
    first = fin << 7 | reserved << 4 | opcode
    bit = 0x80 if mask else 0
    if mask:
        data = bytes(byte ^ mask[i % 4] for i, byte in enumerate(data))
    if size < 126:
        return bytes((first, bit | size)) + mask + data
    if size < 1 << 16:
        return struct.pack("!BBH", first, bit | 126, size) + mask + data
    return struct.pack("!BBQ", first, bit | 127, size) + mask + data


def listening_frame(*addresses: str, domains: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "status": 200,
        "msg": "Listening",
        "addresses": list(addresses),
        "domains": list(domains),
    }
