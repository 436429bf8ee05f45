"""The face of a stream for asyncio: an asynchronous iterator. The work is the engine's."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import Callable, Generator
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..exceptions import StreamClosedException
from ..mail.criteria import Matcher, Wanted
from .buffer import Search
from .engine import CLOSE_TIME, Engine
from .stream import StreamFace, seconds

if TYPE_CHECKING:
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame

_TURN = 64  # mails that are returned before other tasks get their turn


class AsyncMessageStream(StreamFace):
    """Mail as it arrives, for asyncio. Made by ``WebSocketsApi.stream_async()``, which see.

    An asynchronous iterator and context manager. It belongs to the event loop in which it was
    opened; several tasks may read: each mail goes to one of them. A task may be cancelled at any
    await: no mail is lost.

    When the stream ends by itself, the mail in the buffer comes first, then the error, and the
    same error on every later call. After ``close()`` iteration ends, and ``get`` raises
    ``StreamClosedException``.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
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
            return await self._next(None, None)
        except StreamClosedException:
            if not self._closed:
                raise
        raise StopAsyncIteration

    async def get(self, timeout: float | None = None) -> EmailMessageWebSocketFrame:
        """Wait for the next mail; see ``MessageStream.get``."""
        return await self._next(seconds(timeout), None)

    async def wait_for(
        self,
        where: Callable[[EmailMessageWebSocketFrame], object] | None = None,
        *,
        to: Wanted | None = None,
        sender: Wanted | None = None,
        subject: Wanted | None = None,
        timeout: float | None = 60.0,
    ) -> EmailMessageWebSocketFrame:
        """Wait for the first mail that is sought; see ``MessageStream.wait_for``."""
        search = Search(Matcher(where, to, sender, subject))
        timeout = seconds(timeout)
        buffer = self._engine.buffer
        buffer.begin_search()
        try:
            return await self._next(timeout, search)
        finally:
            buffer.end_search()

    async def close(self) -> None:
        """End the stream; mail that was not read is gone. Any number of times, within a second."""
        if os.getpid() != self._pid:
            return
        self._closed = True
        self._engine.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_TIME):
                with _changes(self._engine) as changed:
                    while self._engine.buffer.error is None:
                        await changed.wait()
                        changed.clear()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def _next(
        self, timeout: float | None, search: Search | None
    ) -> EmailMessageWebSocketFrame:
        self._check_process()
        buffer = self._engine.buffer
        self._turns += 1
        if self._turns % _TURN == 0:
            # Before a mail is taken, never after: it would be lost if the task were cancelled.
            await asyncio.sleep(0)
        if (frame := buffer.take(search)) is not None:
            return frame
        until = None if timeout is None else asyncio.get_running_loop().time() + timeout
        with _changes(self._engine) as changed:
            while (frame := buffer.take(search)) is None:
                try:
                    async with asyncio.timeout_at(until):
                        await changed.wait()
                except TimeoutError:
                    raise TimeoutError(buffer.why_nothing(timeout, search)) from None
                changed.clear()
        return frame


class AsyncOpening:
    """A stream that is about to open: ``await`` it, or use it in ``async with``."""

    def __init__(self, new_engine: Callable[[], Engine]) -> None:
        self._new_engine = new_engine
        self._stream: AsyncMessageStream | None = None

    def __await__(self) -> Generator[object, None, AsyncMessageStream]:
        return self._open().__await__()

    async def __aenter__(self) -> AsyncMessageStream:
        self._stream = await self._open()
        return self._stream

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._stream is not None:
            await self._stream.close()

    async def _open(self) -> AsyncMessageStream:
        loop = asyncio.get_running_loop()
        settled = asyncio.Event()
        engine = self._new_engine()
        engine.start(lambda: _call(loop, settled.set))
        try:
            await settled.wait()
        except BaseException:  # cancelled; the thread ends by itself, at once
            engine.stop()
            raise
        error = engine.failure()
        if error is not None:
            raise error from None
        return AsyncMessageStream(engine)


@contextlib.contextmanager
def _changes(engine: Engine) -> Generator[asyncio.Event]:
    """Give an event that is set after each change of the buffer."""
    loop = asyncio.get_running_loop()
    changed = asyncio.Event()

    def listener() -> None:
        _call(loop, changed.set)

    engine.buffer.listeners.add(listener)
    try:
        yield changed
    finally:
        engine.buffer.listeners.discard(listener)


def _call(loop: asyncio.AbstractEventLoop, function: Callable[[], None]) -> None:
    with contextlib.suppress(RuntimeError):  # the loop has ended, and nobody waits any more
        loop.call_soon_threadsafe(function)
