"""How many connections one listening socket of the sandbox takes."""

from __future__ import annotations

import asyncio
import socket
import ssl
from contextlib import ExitStack

import pytest

from client.sandbox.connection_server import ConnectionServer


def test_as_many_as_there_is_room_for_are_taken_whenever_they_come() -> None:
    """Each comes while the one before it is being taken, and so is seen at once with its end."""
    most = 8
    answers: list[bytes] = []

    class Greeting(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.WriteTransport)
            transport.write(b"welcome")

    async def main() -> None:
        with ExitStack() as links:
            listener = socket.create_server(("127.0.0.1", 0))
            opened: list[socket.socket] = []

            def open_another() -> None:
                link = links.enter_context(socket.socket())
                link.settimeout(60)
                link.connect(listener.getsockname())
                opened.append(link)

            def take() -> Greeting:
                if len(opened) <= most:
                    open_another()
                return Greeting()

            server = ConnectionServer(listener, take, most, refusal=b"refused")
            server.start()
            open_another()
            for number in range(most + 1):
                answers.append(await asyncio.to_thread(opened[number].recv, 100))
            await server.stop_accepting()
            await server.abort_all()

    asyncio.run(main())
    assert answers == [b"welcome"] * most + [b"refused"]


def test_who_shakes_hands_slowly_has_the_room_of_one(server_tls: ssl.SSLContext) -> None:
    most = 4

    async def main() -> None:
        with ExitStack() as links:
            listener = socket.create_server(("127.0.0.1", 0))
            server = ConnectionServer(
                listener, asyncio.Protocol, most, server_tls, refusal=b"refused"
            )
            server.start()
            silent = []
            for _ in range(most + 1):
                link = links.enter_context(socket.create_connection(listener.getsockname()))
                link.settimeout(60)
                silent.append(link)
            assert await asyncio.to_thread(silent[-1].recv, 100) == b"refused"
            for link in silent[:-1]:  # these wait for a first word
                link.setblocking(False)
                with pytest.raises(BlockingIOError):
                    link.recv(100)
            await server.stop_accepting()
            await server.abort_all()

    asyncio.run(main())
