"""A page in a thread of its own, for a program that has no event loop."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING, Self

from .session import Session

if TYPE_CHECKING:
    from .page import Page, Setup

_HOST = "127.0.0.1"
_SECONDS = 10.0


class PageThread:
    """A page that only shows. It is a context manager; every method may be called from any thread.

    Args:
        setup: what it says of itself.
        port: where it is served, on loopback; 0 for any port that is free.

    Raises:
        ImportError: the extra ``[page]`` is not installed.
        OSError: the port is taken.
        ValueError: MAILSAC_PAGE_TOKEN cannot be a token.
    """

    def __init__(self, setup: Setup, port: int = 0) -> None:
        check_extra()
        from .page import Page

        self._page = Page(setup)
        self._listener = socket.create_server((_HOST, port))
        try:
            self.session = Session(self._listener.getsockname()[1])
            """Who may see it."""
        except BaseException:
            self._listener.close()
            raise
        self._started: Future[tuple[asyncio.AbstractEventLoop, asyncio.Event]] = Future()
        self._thread = threading.Thread(target=self._run, name="mailsac-page", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self._started.result(_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        loop, stopped = self._started.result(0)
        with suppress(RuntimeError):  # the loop is closed already
            loop.call_soon_threadsafe(stopped.set)
        self._thread.join(_SECONDS)

    def tell(self, action: Callable[[Page], object]) -> None:
        """Have something done to the page, a little later, in its thread."""
        loop, _ = self._started.result(0)
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(action, self._page)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:
            if self._started.done():
                raise
            self._started.set_exception(error)
        finally:
            self._listener.close()

    async def _serve(self) -> None:
        from aiohttp import web

        from .server import runner

        serving = runner(self._page, self.session)
        await serving.setup()
        work = asyncio.create_task(self._page.work())
        stopped = asyncio.Event()
        try:
            await web.SockSite(serving, self._listener).start()
            self._started.set_result((asyncio.get_running_loop(), stopped))
            await stopped.wait()
        finally:
            self._page.close()
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)
            await serving.cleanup()


def check_extra() -> None:
    """Raise ``ImportError``, with the remedy, if the extra is not installed."""
    if find_spec("aiohttp") is None:
        raise ImportError(
            "the page needs aiohttp: install the extra [page] of mailsac-client; "
            "in a clone: pip install '.[page]'",
            name="aiohttp",
        )
