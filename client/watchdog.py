"""Ends what takes too long: at a deadline, the connection of a call is shut down.

A time-out of a socket is one for each part of an answer: whoever sends a byte now and then holds
a call for ever. One daemon thread watches over all calls of the process. It ends when there was
none for a while.
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

_LINGER = 10.0  # seconds that the thread waits for another call
_LONGEST = 3600.0


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
        self._connection = connection
        self._is_over = False

    def watch(self, connection: Connection) -> None:
        """Watch this connection from now on."""
        self._connection = connection
        if self._is_over:
            self.end()

    def end(self) -> None:
        """Shut the connection down. Any thread."""
        self._is_over = True
        link = None if self._connection is None else self._connection.link
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
        self._wakes: SimpleQueue[None] = SimpleQueue()
        self._wakes_at = 0.0  # when the thread looks next
        self._is_running = False
        self._lock = threading.RLock()  # a signal handler may make a call, too

    def add(self, guard: Guard) -> None:
        with self._lock:
            self._guards.add(guard)
            if not self._is_running:
                # No thread may be had, as at exit: then the time-outs of the socket must do.
                with suppress(RuntimeError):
                    threading.Thread(target=self._run, name="mailsac-watchdog", daemon=True).start()
                    self._is_running = True
            elif guard.deadline < self._wakes_at:
                self._wakes.put(None)

    def remove(self, guard: Guard) -> None:
        self._guards.discard(guard)

    def _run(self) -> None:
        while True:
            with self._lock:
                guards, now = list(self._guards), monotonic()
                waiting = [guard.deadline for guard in guards if guard.deadline > now]
                # Not once for each call: to wake a thread costs as much as a part of a small one.
                self._wakes_at = min(waiting, default=now + _LINGER)
            for guard in guards:
                if guard.deadline <= now:
                    self._guards.discard(guard)
                    guard.end()
            try:
                self._wakes.get(timeout=min(self._wakes_at - now, _LONGEST))
            except Empty:
                with self._lock:
                    if not self._guards:
                        self._is_running = False
                        return


_watchdog = _Watchdog()


def _begin_anew() -> None:
    global _watchdog
    _watchdog = _Watchdog()


if hasattr(os, "register_at_fork"):  # the thread is not in the child, and the lock may be taken
    os.register_at_fork(after_in_child=_begin_anew)
