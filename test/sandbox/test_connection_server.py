"""How many connections one listening socket of the sandbox takes."""

from __future__ import annotations

import asyncio
import socket
from contextlib import ExitStack

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
