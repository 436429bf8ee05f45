"""The connections of a process to its brokers, for threads: one for each broker, with an event loop
in a thread of its own, for as long as somebody uses it."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from typing import Any, TypeVar

from .broker import Broker, Connection, connected
from .errors import BrokerException, BrokerTimeout

T = TypeVar("T")

_CLOSE_SECONDS = 5.0
_SLICE = 0.5  # seconds that a thread waits at a time, for Ctrl-C on Windows

_lock = threading.Lock()
_shared: dict[object, Shared] = {}


class Shared:
    """A connection that several use. Any thread.

    Attributes:
        connection: open; belongs to ``loop``.
        loop: runs in a thread of its own.
    """

    def __init__(self, broker: Broker) -> None:
        self.connection: Connection
        self.loop = asyncio.new_event_loop()
        self._broker = broker
        self._users = 0
        self._pid = os.getpid()
        self._is_open: Future[None] = Future()
        self._ending = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="mailsac-broker", daemon=True)

    @property
    def is_ours(self) -> bool:
        """Whether this process has made it, and is no fork of that."""
        return os.getpid() == self._pid

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Have a coroutine run in the loop."""
        return asyncio.run_coroutine_threadsafe(work, self.loop)

    def result(self, work: Coroutine[Any, Any, T], timeout: float | None = None) -> T:
        """Have a coroutine run in the loop, and wait for it.

        Raises:
            BrokerTimeout: it is not over in time; it is cancelled.
        """
        future = self.begin(work)
        try:
            return waited(future, timeout)
        except TimeoutError as error:
            if future.done():
                raise
            raise BrokerTimeout("the broker does not answer in time") from error
        finally:
            future.cancel()

    # -- in its thread

    def _run(self) -> None:
        try:
            self.loop.run_until_complete(self._serve())
        finally:
            self.loop.close()

    async def _serve(self) -> None:
        try:
            async with connected(self._broker) as self.connection:
                self._is_open.set_result(None)
                await self._ending.wait()
        except BaseException as error:
            if self._is_open.done():
                raise
            self._is_open.set_exception(error)
        finally:
            others = asyncio.all_tasks() - {asyncio.current_task()}
            for task in others:
                task.cancel()
            if others:
                await asyncio.wait(others, timeout=1)


def acquire(broker: Broker) -> Shared:
    """Return the connection to a broker; make it if this is the first to want it.

    Raises:
        BrokerRefused: the broker does not let us in.
        BrokerException: it could not be reached.
    """
    key = broker.key()
    with _lock:
        shared = _shared.get(key)
        if shared is not None and shared._is_open.done() and _has_failed(shared):
            shared = None
        if shared is None:
            shared = _shared[key] = Shared(broker)
            shared._thread.start()
        shared._users += 1
    try:
        waited(shared._is_open, None)
    except BaseException:
        release(shared)
        raise
    return shared


def release(shared: Shared) -> None:
    """Let it go; whoever is last closes it."""
    if not shared.is_ours:
        return
    with _lock:
        shared._users -= 1
        if shared._users:
            return
        for key, one in list(_shared.items()):
            if one is shared:
                del _shared[key]
    try:
        shared.loop.call_soon_threadsafe(shared._ending.set)
    except RuntimeError:  # its loop has ended
        return
    if threading.current_thread() is not shared._thread:
        shared._thread.join(_CLOSE_SECONDS)


def waited(future: Future[T], timeout: float | None) -> T:
    """Wait for a future, in slices."""
    left = float("inf") if timeout is None else timeout
    while True:
        try:
            return future.result(min(left, _SLICE))
        except TimeoutError:
            left -= _SLICE
            if future.done() or left <= 0:
                raise


def _has_failed(shared: Shared) -> bool:
    if shared._is_open.exception() is not None:
        return True
    try:
        shared.connection.check()
    except BrokerException:
        return True
    return False


def _forget() -> None:
    global _lock
    _lock = threading.Lock()
    _shared.clear()


if hasattr(os, "register_at_fork"):  # a child has none of the threads
    os.register_at_fork(after_in_child=_forget)
