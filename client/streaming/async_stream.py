"""The stream for asyncio: an asynchronous iterator. The work is the engine's."""

from __future__ import annotations

import asyncio
import contextlib
import math
from collections.abc import Callable, Generator
from typing import TYPE_CHECKING, Any, Self

from ..clock import monotonic
from ..exceptions import StreamClosedException
from ..mail.criteria import Criteria, Pattern
from ..mail.store import Store
from .base_stream import BaseStream, Reader, new_engine, seconds
from .engine import CLOSE_TIME, Engine
from .settings import Settings

if TYPE_CHECKING:
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame

_TURN = 64  # mails that are returned before other tasks get their turn
_NOT_OPEN = "the stream is not open yet: use 'async with api.stream_async(...) as stream', or await"


class AsyncMessageStream(BaseStream):
    """Mail as it arrives, for asyncio. Made by ``WebSocketsApi.stream_async()``, which see.

    An asynchronous iterator and context manager. It belongs to the event loop in which it was
    opened; several tasks may read: each mail goes to one of them. A task may be cancelled at any
    await: no mail is lost.

    When the stream ends by itself, the mail in the buffer comes first, then the error, and the
    same error on every later call. After ``close()`` iteration ends, and ``get`` raises
    ``StreamClosedException``.
    """

    def __init__(self, engine: Engine, store: Store[EmailMessageWebSocketFrame]) -> None:
        super().__init__(engine, store)
        self._turns = 0

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> EmailMessageWebSocketFrame:
        """Wait for the next mail.

        Raises:
            StopAsyncIteration: the stream was closed.
            ClientException: the stream has ended by itself, and this is why.
        """
        try:
            return await self._get(None)
        except StreamClosedException:
            if not self._closed:
                raise
        raise StopAsyncIteration

    async def get(self, timeout: float | None = None) -> EmailMessageWebSocketFrame:
        """Wait for the next mail; see ``MessageStream.get``."""
        return await self._get(seconds(timeout))

    async def wait_for(
        self,
        where: Callable[[EmailMessageWebSocketFrame], object] | None = None,
        *,
        to: Pattern | None = None,
        sender: Pattern | None = None,
        subject: Pattern | None = None,
        text: Pattern | None = None,
        timeout: float | None = 60.0,
    ) -> EmailMessageWebSocketFrame:
        """Wait for the first mail that is sought; see ``MessageStream.wait_for``."""
        self._handle.check_process()  # before any lock, which a fork may have left taken
        criteria = Criteria(where, to, sender, subject, text=text)
        with self._store.searching():
            return await self._get(seconds(timeout), criteria)

    async def _get_some(self, most_bytes: int) -> list[EmailMessageWebSocketFrame]:
        """Wait for mail, and take what there is of it: so many bytes, or one. Others get a turn."""
        await asyncio.sleep(0)  # before mail is taken: see ``_get``
        has_news = Reader(self._store, None).has_news
        while not (frames := self._store.pop_some(most_bytes)):
            await self._store.changed.wait_unless_async(has_news, math.inf)
        return frames

    async def close(self) -> None:
        """End the stream; mail that was not read is gone. Any number of times, within a second."""
        if not self._let_go():
            return
        self._engine.stop()
        # The thread's end is told to the store.
        loop = asyncio.get_running_loop()
        deadline = loop.time() + CLOSE_TIME
        while self._store.error is None and (left := deadline - loop.time()) > 0:
            await self._store.changed.wait_unless_async(lambda: self._store.error, left)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _get(
        self,
        timeout: float | None,
        criteria: Criteria[EmailMessageWebSocketFrame] | None = None,
    ) -> EmailMessageWebSocketFrame:
        self._handle.check_process()
        self._turns += 1
        if self._turns % _TURN == 0:
            # Before a mail is taken, never after: it would be lost if the task were cancelled.
            await asyncio.sleep(0)
        if criteria is None and (frame := self._store.pop()) is not None:  # it is quicker
            return frame
        reader = Reader(self._store, criteria)
        deadline = math.inf if timeout is None else monotonic() + timeout
        while (frame := reader.take()) is None:
            left = deadline - monotonic()
            if left <= 0:
                raise reader.in_vain(timeout, self._remark())
            await self._store.changed.wait_unless_async(reader.has_news, left)
        return frame


class AsyncOpening:
    """A stream that is about to open: ``await`` it, or use it in ``async with``."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._stream: AsyncMessageStream | None = None

    def __repr__(self) -> str:  # asyncio shows it when it wants a coroutine
        return f"<{type(self).__name__}: {_NOT_OPEN}>"

    if not TYPE_CHECKING:  # a type checker knows what it can do

        def __getattr__(self, name: str) -> Any:
            raise AttributeError(f"{name}: {_NOT_OPEN}", name=name, obj=self)

        def __aiter__(self) -> Any:
            raise TypeError(_NOT_OPEN)

        __iter__ = __enter__ = __exit__ = __aiter__

    def __await__(self) -> Generator[object, None, AsyncMessageStream]:
        return self._open().__await__()

    async def __aenter__(self) -> AsyncMessageStream:
        self._stream = await self._open()
        return self._stream

    async def __aexit__(self, *_: object) -> None:
        if self._stream is not None:
            await self._stream.close()

    async def _open(self) -> AsyncMessageStream:
        loop = asyncio.get_running_loop()
        settled = asyncio.Event()
        engine, store = new_engine(self._settings)

        def tell() -> None:
            with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody waits any more
                loop.call_soon_threadsafe(settled.set)

        engine.start(tell)
        try:
            await settled.wait()
        except BaseException:  # cancelled; the thread ends by itself, at once
            engine.stop()
            raise
        error = engine.failure()
        if error is not None:
            raise error from None
        return AsyncMessageStream(engine, store)
