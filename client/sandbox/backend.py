"""What runs in the sandbox's thread: one event loop, and everything on it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import suppress
from typing import TypeVar

from aiohttp import web

from .connection_server import ConnectionServer
from .faults import Faults
from .http import AIOHTTP_LOG, MAX_BODY_BYTES, errors_as_json, own_host_alone
from .registry import Registry
from .rest_application import rest_application
from .smtp import REFUSAL, SmtpHandler
from .store import Store
from .web_sockets import SOCKET_PATH, Broadcaster

# The service takes request lines of up to 16 KB; aiohttp's own limit is half of that, and the
# addresses of a web socket travel in its URL.
_MAX_HEADER_BYTES = 16_384
_MAX_CONNECTIONS = 512
# Fewer, as a mail that is half sent takes about 5 MB.
_MAX_SMTP_CONNECTIONS = 64
# Without a request, also before the first one.
_IDLE_SECONDS = 30.0
_LINGER_SECONDS = 0.1
_CALL_SECONDS = 10.0
_NOT_RUNNING = "the sandbox is not running"

_T = TypeVar("_T")


class Backend:
    """Registry, store, SMTP, REST and web sockets, wired together.

    `run` and `add_foreign` belong to the loop's thread; `stop` and `call` may be called from any
    other.
    """

    def __init__(self, *, api_key: str, enveloped: bool, max_messages: int) -> None:
        self.registry = Registry()
        self.store = Store(self.registry, max_messages=max_messages)
        self.broadcaster = Broadcaster(self.registry, api_key=api_key, enveloped=enveloped)
        self.faults = Faults(self.broadcaster)
        self._rest = rest_application(self.registry, self.store, api_key=api_key)
        self._smtp = SmtpHandler(self.store, on_message=self.broadcaster.publish)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._is_told_to_stop = False

    async def run(
        self,
        web_listener: socket.socket,
        smtp_listener: socket.socket,
        context: ssl.SSLContext | None,
        ready: Callable[[], None],
    ) -> None:
        """Serve both listeners until `stop`; call `ready` once both do."""
        app = web.Application(
            middlewares=[errors_as_json, own_host_alone, self.faults.middleware()],
            client_max_size=MAX_BODY_BYTES,
        )
        app.add_subapp("/api", self._rest)
        app.router.add_get(SOCKET_PATH, self.broadcaster.handle, allow_head=False)
        runner = web.AppRunner(
            app,
            logger=AIOHTTP_LOG,
            access_log=None,
            keepalive_timeout=_IDLE_SECONDS,
            handle_signals=False,
            shutdown_timeout=_LINGER_SECONDS,
            max_line_size=_MAX_HEADER_BYTES,
            max_field_size=_MAX_HEADER_BYTES,
        )
        await runner.setup()
        server = runner.server
        assert server is not None
        servers = [
            ConnectionServer(web_listener, server, _MAX_CONNECTIONS, context),
            ConnectionServer(
                smtp_listener, self._smtp.protocol, _MAX_SMTP_CONNECTIONS, refusal=REFUSAL
            ),
        ]
        try:
            for each in servers:
                each.start()
            self._stopping = asyncio.Event()
            self._loop = asyncio.get_running_loop()
            if self._is_told_to_stop:
                self._stopping.set()
            ready()
            await self._stopping.wait()
        finally:
            self.faults.reset()  # what waits, or is silent, would hold up the end
            for each in servers:
                await each.stop_accepting()
            await self.broadcaster.close()
            for each in servers:
                await each.abort_all()
            await runner.cleanup()

    def add_foreign(self, name: str) -> None:
        """Give an address or a domain to another account, with its mail.

        Raises:
            ValueError: See `Registry.add_foreign`.
        """
        self.registry.add_foreign(name)
        self.store.drop_foreign()

    def stop(self) -> None:
        """Make `run` return; it may already have, or be yet to begin."""
        # Before the loop is looked for: `run` does the two in the other order.
        self._is_told_to_stop = True
        if self._loop is not None and self._stopping is not None:
            with suppress(RuntimeError):  # the loop is closed already
                self._loop.call_soon_threadsafe(self._stopping.set)

    def call(self, action: Callable[[], _T]) -> _T:
        """Run `action` in the loop's thread, and return, or raise, what it does.

        Raises:
            RuntimeError: The sandbox does not run, or does not answer within 10 s.
        """
        loop = self._loop
        if loop is None:
            raise RuntimeError(_NOT_RUNNING)
        done: Future[_T] = Future()

        def run() -> None:
            try:
                done.set_result(action())
            except Exception as error:
                done.set_exception(error)

        try:
            loop.call_soon_threadsafe(run)
        except RuntimeError:  # the loop is closed
            raise RuntimeError(_NOT_RUNNING) from None
        # Not by the exception alone: the action may raise a TimeoutError of its own.
        if not wait([done], _CALL_SECONDS).done:
            raise RuntimeError(
                f"the sandbox did not answer within {_CALL_SECONDS:g} s: it is busy, or stopping"
            )
        return done.result()
