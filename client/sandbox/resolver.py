"""Names to addresses, without holding up the end of the sandbox."""

from __future__ import annotations

import asyncio
import socket
import threading
from contextlib import suppress

from aiohttp.abc import AbstractResolver, ResolveResult


class DaemonResolver(AbstractResolver):
    """Asks the system, in threads that nobody waits for.

    The resolver of aiohttp asks in those of the loop, whose end waits for them: for as long as a
    name server does not answer.
    """

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Find the addresses of a host.

        Raises:
            OSError: It has none.
        """
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[list[ResolveResult]] = loop.create_future()

        def end(found: list[ResolveResult], error: OSError | None) -> None:
            if answer.done():  # nobody waits any more
                return
            answer.set_result(found) if error is None else answer.set_exception(error)

        def ask() -> None:
            found: list[ResolveResult] = []
            error: OSError | None = None
            try:
                found = _look_up(host, port, family)
            except (OSError, UnicodeError) as failure:  # the latter for what can be no name
                error = OSError(str(failure))
            with suppress(RuntimeError):  # the loop has ended
                loop.call_soon_threadsafe(end, found, error)

        threading.Thread(target=ask, name="mailsac-sandbox-resolver", daemon=True).start()
        return await answer

    async def close(self) -> None:
        """Nothing is to be closed."""


def _look_up(host: str, port: int, family: socket.AddressFamily) -> list[ResolveResult]:
    return [
        ResolveResult(
            hostname=host,
            host=str(address[0]),
            port=port,
            family=found,
            proto=protocol,
            flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
        )
        for found, _, protocol, _, address in socket.getaddrinfo(
            host, port, family=family, type=socket.SOCK_STREAM
        )
    ]
