"""One web socket, from open to close: bytes in, messages out."""

from __future__ import annotations

import struct
from typing import Any

from websocket import ABNF, WebSocketProtocolException

from ..clock import monotonic
from ..exceptions import (
    ApiException,
    StreamException,
    StreamProtocolException,
    parse_retry_after,
)
from . import upgrade
from .connector import Connector
from .events import Skipped
from .frames import CONTROL, FrameReader, Starved
from .policy import LinkLost
from .settings import Settings
from .socket_transport import SocketTransport, too_late
from .waker import Waker

_LINGER = 0.5  # seconds that a close waits for the peer
_BODY_TIME = 1.0  # seconds for the body of a refusal


class Connection:
    """A web socket over a transport. Every method may raise ``LinkLost``, except the closing ones.

    Args:
        transport: it belongs to the connection from now on.
        settings: the key is kept out of what the peer's words become.
    """

    def __init__(self, transport: SocketTransport, settings: Settings) -> None:
        self.transport = transport
        self._key = settings.key
        self._max_message = settings.max_message_bytes
        self._reader = FrameReader(transport.buffer, self._max_message)
        self._kind: int | None = None  # opcode of the message whose fragments are coming in
        self._parts = bytearray()  # these fragments; += is linear, and a part costs no object
        self._pong: bytes | None = None  # owed for the latest ping

    @classmethod
    def open(cls, settings: Settings, deadline: float, waker: Waker) -> Connection:
        """Connect and upgrade before ``deadline``; ``waker.stop`` makes it raise ``Stopped``."""
        sock = Connector(settings, deadline, waker).result()
        try:
            transport = SocketTransport(sock, settings.configuration.socket_url, waker)
        except BaseException:
            sock.close()
            raise
        try:
            connection = cls(transport, settings)
            connection._upgrade(settings, deadline)
        except BaseException:
            transport.drop()
            raise
        return connection

    def _upgrade(self, settings: Settings, deadline: float) -> None:
        transport, url = self.transport, settings.configuration.socket_url
        nonce = upgrade.new_nonce()
        # Straight into the buffer: no local of ours, and no argument, ever holds the key.
        transport.out += upgrade.request(url, self._key, settings.addresses, nonce)
        answer = bytearray()
        while (end := upgrade.end_of_head(answer)) < 0:
            if len(answer) > upgrade.MAX_HEAD:
                text = f"{transport.name}: the answer to the upgrade request has no end"
                raise LinkLost(StreamProtocolException(text))
            chunk = transport.receive(deadline)
            if chunk is None:
                raise too_late(settings, "to a web-socket upgrade")
            if not chunk:
                raise transport.gone("closed the connection before it had answered the upgrade")
            answer += chunk
        rest = answer[end + 4 :]
        accepted = answer.startswith(b"HTTP/1.1 101")
        if accepted:
            del answer[end + 4 :]
        else:  # a refusal; what it says is worth a moment
            deadline = min(deadline, monotonic() + _BODY_TIME)
            while not upgrade.body_is_whole(bytes(answer)) and (
                chunk := transport.receive(deadline)
            ):
                answer += chunk
        refused = upgrade.refusal(bytes(answer), nonce, self._key)
        if refused is None and not accepted:
            refused = StreamProtocolException(f"{transport.name} answered in another HTTP version")
        if refused is not None:
            headers = refused.headers if isinstance(refused, ApiException) else {}
            raise LinkLost(refused, retry_after=parse_retry_after(headers.get("Retry-After")))
        buffer = transport.buffer
        buffer.data[: len(rest)] = rest  # a part of the last chunk, so there is room for it
        buffer.start, buffer.end = 0, len(rest)

    # -- frames

    def ping(self) -> None:
        self._send(ABNF.OPCODE_PING, b"")

    def pong(self, payload: bytes = b"") -> None:
        """Answer a ping, or (without payload) show that we live."""
        if (
            self.transport.out
        ):  # the peer takes nothing now; then only its latest ping need be answered
            self._pong = payload
        else:
            self._send(ABNF.OPCODE_PONG, payload)

    def wait(self, seconds: float, *, reading: bool) -> None:
        """See ``SocketTransport.wait``."""
        self.transport.wait(seconds, reading=reading)
        self._send_owed()

    def next_message(self) -> tuple[str | Skipped, int] | None:
        """Return the next message and its length in bytes; None when more must be read first."""
        reader = self._reader
        while True:
            if self._kind is None and (text := reader.whole_text()) is not None:
                return self._message(ABNF.OPCODE_TEXT, text)
            broken = ""
            try:
                frame: Any = reader.recv_frame()  # the library types the payload as str, too
            except Starved:
                return None
            except WebSocketProtocolException:
                broken = reader.broken or "a frame that the protocol does not allow"
            if broken:
                raise self._violation(1002, broken)
            kind, payload = frame.opcode, frame.data
            if kind & CONTROL:
                self._control(kind, payload)
                continue
            if (kind == ABNF.OPCODE_CONT) is not (self._kind is not None):
                raise self._violation(1002, "fragments of messages out of order")
            if frame.fin and self._kind is None:
                return self._message(kind, payload)
            if self._kind is None:
                self._kind = kind
            if reader.too_large:
                self._parts.clear()
            else:
                self._parts += payload
                reader.allowance = self._max_message - len(self._parts)
            if frame.fin:
                kind, self._kind = self._kind, None
                payload, self._parts = self._parts, bytearray()
                return self._message(kind, payload)

    def _message(
        self, kind: int | None, payload: bytes | bytearray | memoryview
    ) -> tuple[str | Skipped, int]:
        size, too_large = len(payload), self._reader.too_large
        self._reader.next_message()
        if too_large:
            return Skipped(f"over the limit of {self._max_message} bytes", size), size
        if kind == ABNF.OPCODE_BINARY:
            return Skipped("a binary message", size), size
        try:
            return str(payload, "utf-8"), size
        except UnicodeDecodeError:
            pass
        raise self._violation(1007, "a text that is not UTF-8")

    def _control(self, kind: int, payload: bytes) -> None:
        if kind == ABNF.OPCODE_PING:
            self.pong(payload)
        elif kind == ABNF.OPCODE_CLOSE:
            code = struct.unpack("!H", payload[:2])[0] if payload else None
            try:
                reason = self._key.scrub(payload[2:].decode())
            except UnicodeDecodeError:
                reason = None
            if reason is None:
                raise self._violation(1007, "a reason for closing that is not UTF-8")
            self._send(ABNF.OPCODE_CLOSE, payload[:2])
            text = f"{self.transport.name} closed the stream" + (f": {reason}" if reason else "")
            raise LinkLost(StreamException(text, code))

    def _send(self, kind: int, payload: bytes) -> None:
        self.transport.out += ABNF.create_frame(payload, kind).format()
        self.transport.flush()
        self._send_owed()

    def _send_owed(self) -> None:
        if self._pong is not None and not self.transport.out:
            payload, self._pong = self._pong, None
            self._send(ABNF.OPCODE_PONG, payload)

    # -- the end

    def close(self, code: int = 1000) -> None:
        """Say goodbye, wait a moment for the peer to end the connection, and end it. Never raises.

        What still comes in is dropped: were it left unread, the system would reset the
        connection, and the goodbye might never arrive.
        """
        try:
            self._send(ABNF.OPCODE_CLOSE, struct.pack("!H", code))
            deadline = monotonic() + _LINGER
            while (left := deadline - monotonic()) > 0:
                self.wait(left, reading=True)
                if self.transport.read() == 0:
                    break
        except LinkLost:
            pass
        self.transport.drop()

    def _violation(self, code: int, what: str) -> LinkLost:
        self.close(code)
        return LinkLost(StreamProtocolException(f"{self.transport.name} sent {what}", code))
