"""Takes connections from one listening socket, and can end every one of them.

`asyncio.Server` does most of this, but before Python 3.13 it cannot end its clients, and never
one that is still shaking hands. A sandbox that is stopped has to leave nothing behind, whatever
its clients are doing.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress

_TLS_HANDSHAKE_SECONDS = 10.0
_TLS_SHUTDOWN_SECONDS = 1.0
_RETRY_SECONDS = 0.05
_LOOP_TURNS = 5


def abort(transport: asyncio.WriteTransport) -> None:
    """End a connection at once. One that has ended already is fine."""
    # Early releases of Python 3.11 stumble over TLS that has lost its connection.
    with suppress(AttributeError):
        transport.abort()


class ConnectionServer:
    """One listening socket, the protocol behind it, and its connections.

    Args:
        listener: Bound and listening. It belongs to this server from now on.
        factory: Makes the protocol for a connection.
        max_connections: How many there may be at a time; what is more is closed at once.
        refusal: What those hear before.
        context: TLS for every connection; default ``None``, plain.

    All methods belong to the loop's thread.
    """

    def __init__(
        self,
        listener: socket.socket,
        factory: Callable[[], asyncio.Protocol],
        max_connections: int,
        context: ssl.SSLContext | None = None,
        refusal: bytes = b"",
    ) -> None:
        listener.setblocking(False)
        self._listener = listener
        self._factory = factory
        self._max_connections = max_connections
        self._context = context
        self._refusal = refusal
        self._accepting: asyncio.Task[None] | None = None
        self._handshaking: dict[asyncio.Task[None], socket.socket] = {}
        # Held until the socket is closed: a transport that neither reads nor writes, such as one
        # that saw the end of its input, is held by nobody else, and would never be closed.
        self._transports: dict[socket.socket, asyncio.WriteTransport] = {}

    def start(self) -> None:
        """Begin to take connections."""
        self._accepting = asyncio.create_task(self._accept())

    async def stop_accepting(self) -> None:
        """Take no more connections, and end those that have not finished their handshake."""
        if self._accepting is not None:
            self._accepting.cancel()
            await asyncio.gather(self._accepting, return_exceptions=True)
        self._listener.close()
        await asyncio.sleep(0)  # the last to be accepted begins, and so owns its socket
        if self._handshaking:
            # Not cancelled: one that has just succeeded would lose its transport. A socket that
            # is shut ends a handshake at once, and `abort_all` ends the others.
            for sock in self._handshaking.values():
                with suppress(OSError):
                    sock.shutdown(socket.SHUT_RDWR)
            await asyncio.wait(list(self._handshaking), timeout=_TLS_SHUTDOWN_SECONDS)

    async def abort_all(self) -> None:
        """End every connection at once, without regard for what it still had to say."""
        self._forget_closed()
        for transport in self._transports.values():
            abort(transport)
        # Aborted transports tell their protocols and close their sockets a little later.
        for _ in range(_LOOP_TURNS):
            await asyncio.sleep(0)
        self._forget_closed()

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                sock, _ = await loop.sock_accept(self._listener)
            except OSError:
                # The peer has gone already, or this process is out of descriptors.
                await asyncio.sleep(_RETRY_SECONDS)
                continue
            self._forget_closed()
            # It is in both until its task has ended: with TLS, as long as the handshake takes.
            if len({*self._transports, *self._handshaking.values()}) >= self._max_connections:
                with suppress(OSError):
                    sock.send(self._refusal)  # it is new, so its buffer is empty
                sock.close()
                continue
            task = asyncio.create_task(self._establish(sock))
            self._handshaking[task] = sock
            task.add_done_callback(self._handshaking.pop)

    async def _establish(self, sock: socket.socket) -> None:
        loop = asyncio.get_running_loop()
        protocol = self._factory()
        # Asyncio does this only where the socket knows its protocol. Without it each mail takes
        # 40 ms, because an answer in several writes waits for an acknowledgement.
        with suppress(OSError):
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        # A peer that leaves, or does not trust us, is its own affair (an SSLError is an OSError).
        with suppress(OSError):
            if self._context is None:
                plain, _ = await loop.connect_accepted_socket(lambda: protocol, sock)
                self._transports[sock] = plain
                return
            # In two steps, to have hold of the transport below TLS: that of TLS can no longer be
            # aborted once it was closed twice, and may then stay for ever.
            below, _ = await loop.connect_accepted_socket(_Paused, sock)
            self._transports[sock] = below
            early = _EarlyData()
            above = await loop.start_tls(
                below,
                early,
                self._context,
                server_side=True,
                ssl_handshake_timeout=_TLS_HANDSHAKE_SECONDS,
                ssl_shutdown_timeout=_TLS_SHUTDOWN_SECONDS,
            )
            if above is not None:
                early.hand_over(above, protocol)

    def _forget_closed(self) -> None:
        self._transports = {
            s: transport for s, transport in self._transports.items() if s.fileno() >= 0
        }


class _Paused(asyncio.Protocol):
    """Leaves what the peer sends unread, for TLS to read."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.ReadTransport)
        transport.pause_reading()


class _EarlyData(asyncio.Protocol):
    """Keeps what comes right after the handshake, until the real protocol is in place."""

    def __init__(self) -> None:
        self._data: list[bytes] = []
        self._lost: list[Exception | None] = []

    def data_received(self, data: bytes) -> None:
        self._data.append(data)

    def connection_lost(self, error: Exception | None) -> None:
        self._lost.append(error)

    def hand_over(self, transport: asyncio.Transport, protocol: asyncio.Protocol) -> None:
        if self._lost:
            return
        transport.set_protocol(protocol)
        protocol.connection_made(transport)
        for data in self._data:
            protocol.data_received(data)
