"""What runs in the sandbox's thread: one event loop, and everything on it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Literal

from aiohttp import web

from client.sandbox.door import Door
from client.sandbox.http import MAX_BODY_BYTES, errors_as_json
from client.sandbox.rest import Rest
from client.sandbox.smtp import Inlet
from client.sandbox.sockets import Hub
from client.sandbox.store import Store

# The service takes request lines of up to 16 KB; aiohttp's own limit is half of that, and the
# addresses of a web socket travel in its URL.
_MAX_HEADER_BYTES = 16_384
_LINGER_SECONDS = 0.1


class Service:
    """Store, SMTP inlet, REST and web sockets, wired together.

    `run` belongs to the loop's thread; `stop` and `enable_domain` may be called from any other.
    """

    def __init__(
        self, *, api_key: str, mail_frames: Literal["enveloped", "bare"], max_messages: int
    ) -> None:
        self._store = Store(max_messages=max_messages)
        self._hub = Hub(self._store, api_key=api_key, mail_frames=mail_frames)
        self._rest = Rest(self._store, api_key=api_key)
        self._inlet = Inlet(self._store, on_message=self._hub.publish)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None

    async def run(
        self,
        web_listener: socket.socket,
        smtp_listener: socket.socket,
        context: ssl.SSLContext | None,
        ready: Callable[[], None],
    ) -> None:
        """Serve both listeners until `stop`; call `ready` once both do."""
        app = web.Application(middlewares=[errors_as_json], client_max_size=MAX_BODY_BYTES)
        app.add_subapp("/api", self._rest.application())
        app.router.add_get("/incoming-messages", self._hub.handle, allow_head=False)
        runner = web.AppRunner(
            app,
            access_log=None,
            handle_signals=False,
            shutdown_timeout=_LINGER_SECONDS,
            max_line_size=_MAX_HEADER_BYTES,
            max_field_size=_MAX_HEADER_BYTES,
        )
        await runner.setup()
        server = runner.server
        assert server is not None
        doors = [Door(web_listener, server, context), Door(smtp_listener, self._inlet.protocol)]
        try:
            for door in doors:
                door.open()
            self._stopping = asyncio.Event()
            self._loop = asyncio.get_running_loop()
            ready()
            await self._stopping.wait()
        finally:
            for door in doors:
                await door.shut()
            await self._hub.close()
            for door in doors:
                await door.clear()
            await runner.cleanup()

    def stop(self) -> None:
        """Make `run` return; it may already have."""
        if self._loop is not None and self._stopping is not None:
            with suppress(RuntimeError):  # the loop is closed already
                self._loop.call_soon_threadsafe(self._stopping.set)

    def enable_domain(self, domain: str) -> None:
        """See `Sandbox.enable_domain`; returns once it is done."""
        done: Future[None] = Future()

        def enable() -> None:
            try:
                self._store.enable_domain(domain)
            except Exception as error:
                done.set_exception(error)
            else:
                done.set_result(None)

        assert self._loop is not None
        self._loop.call_soon_threadsafe(enable)
        done.result(timeout=10.0)
