"""Ends what takes too long: at a deadline, the connection of a call is shut down.

A time-out of a socket is one for each part of an answer: whoever sends a byte now and then holds
a call for ever. One daemon thread watches over all calls of the process. It ends when there was
none for some seconds, and before a fork.
"""

from __future__ import annotations

import os
import socket
import threading
from contextlib import suppress
from contextvars import ContextVar
from queue import Empty, SimpleQueue
from typing import Protocol, Self

from .clock import monotonic

_LINGER = 5.0  # seconds that the thread waits for another call
_AGAIN = 0.1  # seconds until a connection is shut down once more: it may have got a socket since


class Connection(Protocol):
    """What can be shut down."""

    @property
    def link(self) -> object:
        """Its socket; None as long as there is none."""


class Guard:
    """A context manager: what blocks on a connection inside of it fails once a deadline has passed.

    It may be left in another thread.

    Args:
        deadline: on the clock of ``clock.monotonic``.
        connection: may also be told later.
    """

    def __init__(self, deadline: float, connection: Connection | None = None) -> None:
        self.deadline = deadline
        self.connection = connection

    def end(self) -> None:
        """Shut the connection down. Any thread; does not block."""
        link = None if self.connection is None else self.connection.link
        # TLS inside of TLS has its socket in an attribute. That of TLS is shut down below it: it is
        # in use by another thread.
        link = getattr(link, "socket", link)
        if isinstance(link, socket.socket):
            with suppress(OSError):
                socket.socket.shutdown(link, socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        _watchdog.add(self)
        return self

    def __exit__(self, *_: object) -> None:
        _watchdog.remove(self)


#: The guard that the connection is told to which this thread, or task, gets for a request.
current: ContextVar[Guard | None] = ContextVar("client_guard", default=None)


class _Watchdog:
    def __init__(self) -> None:
        self._guards: set[Guard] = set()
        self._wakes: SimpleQueue[bool] = SimpleQueue()  # of the thread; True: leave
        self._wakes_at = 0.0  # when the thread looks next
        self._thread: threading.Thread | None = None
        self._lock = threading.RLock()  # a signal handler may make a call, too

    def add(self, guard: Guard) -> None:
        with self._lock:
            self._guards.add(guard)
            if self._thread is None:
                self.start()
            elif guard.deadline < self._wakes_at:
                self._wakes.put(False)

    def remove(self, guard: Guard) -> None:
        # Once it is out, its connection may be another call's, so none is ended meanwhile.
        with self._lock:
            self._guards.discard(guard)

    def start(self) -> None:
        """Start the thread if there is something to watch."""
        with self._lock:
            if self._guards and self._thread is None:
                # Of its own: one that was told to leave may not have read it yet.
                self._wakes = SimpleQueue()
                thread = threading.Thread(
                    target=self._run, args=(self._wakes,), name="mailsac-watchdog", daemon=True
                )
                # None may be had, as at exit: then the time-outs of the socket must do.
                with suppress(RuntimeError):
                    thread.start()
                    self._thread = thread

    def stop(self) -> None:
        """End the thread."""
        with self._lock:
            thread, self._thread = self._thread, None
            wakes = self._wakes
        if thread is not None:
            wakes.put(True)
            thread.join()

    def _run(self, wakes: SimpleQueue[bool]) -> None:
        while True:
            with self._lock:
                now = monotonic()
                self._wakes_at = now + _LINGER
                for guard in list(self._guards):  # while it is gone through, it may lose some
                    if guard.deadline <= now:
                        guard.end()
                    self._wakes_at = min(self._wakes_at, max(guard.deadline, now + _AGAIN))
            try:
                if wakes.get(timeout=self._wakes_at - now):
                    return
            except Empty:
                with self._lock:
                    if not self._guards and self._thread is threading.current_thread():
                        self._thread = None
                        return


_watchdog = _Watchdog()


def _begin_anew() -> None:
    global _watchdog
    _watchdog = _Watchdog()


if hasattr(os, "register_at_fork"):
    # Python warns of a fork beside threads, since the child may find a lock taken for ever.
    os.register_at_fork(
        before=lambda: _watchdog.stop(),
        after_in_parent=lambda: _watchdog.start(),
        after_in_child=_begin_anew,
    )
