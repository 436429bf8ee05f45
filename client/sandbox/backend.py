"""What runs in the sandbox's thread: one event loop, and everything on it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections.abc import Callable
from concurrent.futures import Future, wait
from contextlib import closing, nullcontext, suppress
from typing import TypeVar

from aiohttp import web

from ..page.page import Page
from ..page.server import runner as page_runner
from ..page.session import Session
from .archive import Archive
from .connection_server import ConnectionServer
from .event_log import EventLog
from .faults import Faults
from .http import AIOHTTP_LOG, MAX_BODY_BYTES, errors_as_json, own_hosts_alone
from .message import Message
from .registry import Registry
from .rest_application import rest_application
from .settings import Settings
from .shown_store import ShownStore
from .smtp import REFUSAL, SmtpHandler
from .smtp_faults import SmtpFaults
from .socket_watcher import SocketWatcher
from .web_sockets import SOCKET_PATH, Broadcaster
from .webhooks import Webhooks

# The service takes request lines of up to 16 KB; aiohttp's own limit is half of that, and the
# addresses of a web socket travel in its URL.
_MAX_HEADER_BYTES = 16_384
_MAX_CONNECTIONS = 512
# Fewer, as a mail that is half sent takes about 5 MB.
_MAX_SMTP_CONNECTIONS = 64
_MAX_PAGE_CONNECTIONS = 128
# Without a request, also before the first one.
_IDLE_SECONDS = 30.0
_LINGER_SECONDS = 0.1
_CALL_SECONDS = 10.0
_NOT_RUNNING = "the sandbox is not running"

_T = TypeVar("_T")


class Backend:
    """Registry, store, SMTP, REST, web sockets, webhooks and page, wired together.

    Args:
        settings: What the user asked for.
        page: What shows the messages.

    `log` has what webhooks and faults did: `EventLog.after`; the page shows it, too.

    All belongs to the loop's thread, but for `stop` and `call`, which may be called from any other.
    """

    def __init__(self, settings: Settings, page: Page) -> None:
        self._settings = settings
        self._page = page
        self.log = EventLog(page.note)
        self.registry = Registry()
        self.store = ShownStore(self.registry, page, max_messages=settings.max_messages)
        self.broadcaster = Broadcaster(
            self.registry, api_key=settings.api_key, enveloped=settings.enveloped
        )
        self.broadcaster.watcher = SocketWatcher(page)
        self.faults = Faults(self.broadcaster, self.log)
        self.smtp_faults = SmtpFaults(self.log, by_address=settings.fault_addresses)
        self._webhooks = Webhooks(self.registry, self.log, anywhere=settings.webhooks_anywhere)
        self._rest = rest_application(self.registry, self.store, api_key=settings.api_key)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._is_told_to_stop = False

    async def run(
        self,
        web_listener: socket.socket,
        smtp_listener: socket.socket,
        page_listener: socket.socket,
        context: ssl.SSLContext | None,
        session: Session,
        ready: Callable[[], None],
    ) -> None:
        """Serve all listeners until `stop`; call `ready` once they do.

        Args:
            context: For all that is served over TLS.
            session: Who may see the page.

        Raises:
            OSError, ValueError: What keeps mail cannot be used; see `Archive`.
        """
        keep = self._settings.keep
        with nullcontext() if keep is None else closing(Archive(keep)) as archive:
            if archive is not None:
                self._restore(archive)
            await self._serve(web_listener, smtp_listener, page_listener, context, session, ready)

    async def _serve(
        self,
        web_listener: socket.socket,
        smtp_listener: socket.socket,
        page_listener: socket.socket,
        context: ssl.SSLContext | None,
        session: Session,
        ready: Callable[[], None],
    ) -> None:
        settings = self._settings
        smtp = SmtpHandler(
            self.store,
            self.smtp_faults,
            on_message=self._publish,
            login=settings.smtp_login,
            starttls=context if settings.smtp_tls == "starttls" else None,
        )
        app = web.Application(
            middlewares=[
                errors_as_json,
                own_hosts_alone(settings.names),
                self.faults.middleware(),
            ],
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
        page_serving = page_runner(self._page, session)
        await page_serving.setup()
        server, page_server = runner.server, page_serving.server
        assert server is not None
        assert page_server is not None
        servers = [
            ConnectionServer(
                web_listener, server, _MAX_CONNECTIONS, context if settings.tls else None
            ),
            ConnectionServer(
                smtp_listener,
                smtp.protocol,
                _MAX_SMTP_CONNECTIONS,
                context if settings.smtp_tls == "implicit" else None,
                refusal=REFUSAL,
            ),
            ConnectionServer(page_listener, page_server, _MAX_PAGE_CONNECTIONS),
        ]
        page_work = asyncio.create_task(self._page.work())
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
            self.reset_faults()  # what waits, or is silent, would hold up the end
            for each in servers:
                await each.stop_accepting()
            await self.broadcaster.close()
            await self._webhooks.close()
            self._page.close()
            page_work.cancel()
            await asyncio.gather(page_work, return_exceptions=True)
            for each in servers:
                await each.abort_all()
            await page_serving.cleanup()
            await runner.cleanup()

    def _publish(self, message: Message) -> None:
        self.broadcaster.publish(message)
        self._webhooks.publish(message)

    def _restore(self, archive: Archive) -> None:
        try:
            self.registry.restore(archive)
            self.store.restore(archive)
        except (AttributeError, KeyError, TypeError, ValueError):  # of JSON that is not ours
            archive.undo()  # mail that no longer fitted would go from a file that is left as it is
            raise ValueError(f"{self._settings.keep} is damaged: move it away") from None

    def reset_faults(self) -> None:
        """End all faults."""
        self.faults.reset()
        self.smtp_faults.reset()

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
