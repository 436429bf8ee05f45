"""Calls that block, made for coroutines in a few threads, which all inboxes of a process share."""

from __future__ import annotations

import asyncio
import math
import os
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import partial
from typing import Any, Generic, TypeVar

from ..api_client import time_limit
from ..clock import monotonic
from ..exceptions import StreamClosedException, TransportTimeoutException

T = TypeVar("T")

_MAX_THREADS = 8
_MAX_ENDED = 8


class _Threads:
    """A pool that is there while there are calls. Any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls = 0
        self._pool: ThreadPoolExecutor | None = None
        # The latest that were given up: on a busy machine the thread of one may outlive the next.
        self._ended: deque[ThreadPoolExecutor] = deque(maxlen=_MAX_ENDED)

    def begin(self, call: Callable[[], T]) -> Future[T]:
        """Have a call made, in the context of the caller: its time limit, for one."""
        with self._lock:
            if self._pool is None:
                self._pool = ThreadPoolExecutor(_MAX_THREADS, "mailsac-inbox")
            future = self._pool.submit(copy_context().run, call)
            self._calls += 1
        future.add_done_callback(self._end)
        return future

    def _end(self, _: Future[Any]) -> None:
        with self._lock:
            self._calls -= 1
            if self._calls or self._pool is None:
                return
            ended, self._pool = self._pool, None
            self._ended.append(ended)
            ended.shutdown(wait=False)

    def join(self) -> None:
        """Wait for the end of threads that have nothing to do any more."""
        with self._lock:
            ended = list(self._ended)
        for pool in ended:
            pool.shutdown()


_threads = _Threads()


def _begin_anew() -> None:
    global _threads
    _threads = _Threads()


if hasattr(os, "register_at_fork"):  # a child has none of the threads
    os.register_at_fork(after_in_child=_begin_anew)


class Calls:
    """The calls of one inbox, for the coroutines of any loop.

    A call that has begun goes on to its end, whoever was cancelled meanwhile.
    """

    def __init__(self) -> None:
        self._running: set[Future[Any]] = set()

    def begin(self, call: Callable[[], T], *, is_dropped: bool = True) -> Future[T]:
        """Have a call made, in the context of the caller: its time limit, for one.

        Args:
            is_dropped: by ``over``, if it has not begun by then.
        """
        future = _threads.begin(call)
        if is_dropped:
            self._running.add(future)
            future.add_done_callback(self._running.discard)
        return future

    async def run(self, call: Callable[[], T], deadline: float = math.inf) -> T:
        """Have a call made, and wait for what it returns or raises; see ``result``."""
        future = self.begin(partial(_in_time, call, deadline))
        try:
            return await self.result(future, deadline)
        finally:
            future.cancel()  # if it has not begun

    async def result(self, future: Future[T], deadline: float) -> T:
        """Wait for a call.

        Args:
            deadline: when to give up, on the monotonic clock.

        Raises:
            TransportTimeoutException: it is not over in time.
            StreamClosedException: the inbox was closed before it began.
        """
        limit = deadline - monotonic()
        try:
            async with asyncio.timeout(None if limit == math.inf else limit):
                await _over(future)
        except TimeoutError:
            pass
        if future.cancelled():
            raise StreamClosedException("the inbox is closed")
        if not future.done():
            raise TransportTimeoutException("no answer from the service in time")
        return future.result()

    async def over(self) -> None:
        """Drop the calls that have not begun, and wait for the others, and for their threads."""
        while running := list(self._running):
            for future in running:
                if not future.cancel():
                    await _over(future)
        _threads.join()


class SharedCall(Generic[T]):
    """A call that is made once for all who want it at the same time. Any thread.

    One is made at a time: who wants it while it is made may want what is new since, and shares the
    next one.
    """

    def __init__(self, calls: Calls, call: Callable[[], T]) -> None:
        self._calls = calls
        self._call = call
        self._turn = threading.Lock()
        self._lock = threading.Lock()
        self._next: Future[T] | None = None  # has not begun
        self._deadline = -math.inf

    async def result(self, deadline: float) -> T:
        """Have it made, and wait for what it returns or raises; see ``Calls.result``."""
        with self._lock:
            self._deadline = max(self._deadline, deadline)
            if self._next is None:
                self._next = self._calls.begin(self._make)
            future = self._next
        return await self._calls.result(future, deadline)

    def _make(self) -> T:
        with self._turn:
            with self._lock:
                deadline, self._deadline = self._deadline, -math.inf
                self._next = None
            return _in_time(self._call, deadline)


def _in_time(call: Callable[[], T], deadline: float) -> T:
    with time_limit(deadline - monotonic()):
        return call()


async def _over(future: Future[T]) -> None:
    """Wait for the end of a call, and leave it alone when cancelled."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()

    def tell(_: Future[T]) -> None:
        with suppress(RuntimeError):  # the loop is closed, and nobody waits any more
            loop.call_soon_threadsafe(over.set)

    future.add_done_callback(tell)
    await over.wait()
