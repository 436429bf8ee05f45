"""A non-blocking socket: waits, reads ahead into one buffer, writes what the peer takes."""

from __future__ import annotations

import selectors
import socket
import ssl
import time

from ..clock import monotonic
from ..exceptions import (
    TransportConnectionException,
    TransportException,
    TransportTimeoutException,
)
from ..transport import transport_exception, url_name
from .policy import LinkLost
from .settings import Settings
from .waker import LONGEST, Waker

READ_AHEAD = 1024 * 1024
_FIRST_SIZE = 256 * 1024  # a stream on which little comes at a time keeps to this
_WOULD_BLOCK = (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError)


class Stopped(Exception):
    """The stream was closed while its link was being made. Internal."""


class ReadBuffer:
    """What was read ahead, for whoever takes it apart.

    Attributes:
        data: what is read into; its bytes from ``start`` to ``end`` were not taken yet.
    """

    __slots__ = ("data", "end", "start")

    def __init__(self) -> None:
        self.data = memoryview(bytearray(_FIRST_SIZE))
        self.start = self.end = 0


class SocketTransport:
    """One thread alone uses it. Nothing blocks but ``wait`` and ``receive``.

    Args:
        sock: a connected socket; it belongs to the transport from now on.
        url: where it leads, without a query.
        waker: what ends the waits.

    Attributes:
        buffer: what was read ahead.
        out: what is to be written.
        bytes_read: how much was read, ever.
        last_read: when something was read last, on the monotonic clock.
        last_byte: the same in seconds since the epoch; 0 if nothing was read.
    """

    def __init__(self, sock: socket.socket, url: str, waker: Waker) -> None:
        self._sock = sock
        self._sock.settimeout(0.0)
        self._url = url
        self._waker = waker
        self.buffer = ReadBuffer()
        self.out = bytearray()
        self.bytes_read = 0
        self.last_read = monotonic()
        self.last_byte = 0.0
        self._more = False  # there is more to read than the selector can know of
        self._write_error: TransportException | None = None
        self._events = 0
        self._selector = selectors.DefaultSelector()
        self._selector.register(waker, selectors.EVENT_READ)

    @property
    def name(self) -> str:
        """Scheme, host and port."""
        return url_name(self._url)

    def wait(self, seconds: float, *, reading: bool) -> None:
        """Wait until there is something to read (if asked for) or room to write what is due.

        Also ends when the time is over, or when somebody calls the waker.
        """
        if reading and (self._more or self._write_error):
            seconds = 0.0
        events = selectors.EVENT_READ * reading | selectors.EVENT_WRITE * bool(self.out)
        if events != self._events:
            if not self._events:
                self._selector.register(self._sock, events)
            elif not events:
                self._selector.unregister(self._sock)
            else:
                self._selector.modify(self._sock, events)
            self._events = events
        for ready, _ in self._selector.select(min(max(seconds, 0.0), LONGEST)):
            if ready.fileobj is self._waker:
                self._waker.drain()
        self.flush()

    def fill(self) -> None:
        """Read ahead, if there is something to read.

        To be called only when all that was read before was taken.
        """
        if self.read() == 0:
            raise self.gone("ended the connection without a closing handshake")

    def read(self) -> int | None:
        """Return how many bytes were read, 0 at the end of the connection, None for none now.

        To be called only when all that was read before was taken.
        """
        error: TransportException | None
        buffer = self.buffer
        if buffer.end == len(buffer.data) < READ_AHEAD:  # the last read has filled it
            buffer.data = memoryview(bytearray(READ_AHEAD))
        try:
            count = self._sock.recv_into(buffer.data)
        except _WOULD_BLOCK:
            self._more = False
            error = self._write_error
            if error is None:
                return None
        except OSError as problem:
            error = transport_exception(problem, self._url)
        else:
            buffer.start, buffer.end = 0, count
            self.bytes_read += count
            self.last_read = monotonic()
            self.last_byte = time.time()
            # The selector knows what the kernel holds, not what the TLS layer has decrypted.
            # A layer that cannot be asked (TLS inside TLS) is read until it would block.
            pending = getattr(self._sock, "pending", None)
            if pending is not None:
                self._more = count == len(buffer.data) or pending() > 0
            else:
                self._more = count == len(buffer.data) or type(self._sock) is not socket.socket
            return count
        raise LinkLost(error)

    def flush(self) -> None:
        """Write what is due, as far as the peer takes it."""
        try:
            while self.out and self._write_error is None:
                del self.out[: self._sock.send(self.out)]
        except _WOULD_BLOCK:
            pass
        except OSError as problem:
            # Not raised yet: mail that the peer sent before it went may still be unread.
            self._write_error = transport_exception(problem, self._url)
        if self._write_error is not None:
            self.out.clear()

    def receive(self, deadline: float) -> bytes | None:
        """Wait for some bytes; none are the end of the connection, None means it is too late.

        Raises:
            Stopped: ``waker.stop`` was called.
            LinkLost: the connection broke.
        """
        while True:
            left = deadline - monotonic()
            if left <= 0:
                return None
            self.wait(left, reading=True)
            if self._waker.stopping:
                raise Stopped
            if self.read() is not None:
                buffer = self.buffer
                chunk = bytes(buffer.data[: buffer.end])
                buffer.start = buffer.end = 0
                return chunk

    def drop(self) -> None:
        """End the connection at once. More than once is fine."""
        self._selector.close()
        self._sock.close()

    def gone(self, what: str) -> LinkLost:
        return LinkLost(TransportConnectionException(f"{self.name} {what}"))


def too_late(settings: Settings, what: str) -> LinkLost:
    name = url_name(settings.configuration.socket_url)
    limit = f"within {settings.open_timeout:g} s (open_timeout)"
    return LinkLost(TransportTimeoutException(f"{name}: no answer {what} {limit}"))
