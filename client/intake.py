"""How the mail of an ``Inbox`` gets in: those who wait see to it, one of them at a time."""

from __future__ import annotations

import threading
import time
from contextlib import suppress

from client.exceptions import ClientException, StreamBufferFull, StreamClosedException
from client.held import Held
from client.mail import Mail
from client.receiving import Looks, Receiver

_MAX_HELD_BYTES = 128 * 1024 * 1024
_MAX_BATCHES = 100
_TURN_SECONDS = 0.5


class Intake:
    """Brings mail from the receiver to where it is held. Any thread; it has none of its own.

    Attributes:
        is_closed: whether ``close`` was called.
    """

    def __init__(self, receiver: Receiver, held: Held) -> None:
        self._receiver = receiver
        self._held = held
        self._reader: threading.Thread | None = None  # reads the web socket, for all who wait
        self.is_closed = False

    def close(self) -> None:
        """Take in what was pushed, and let go of those who wait. Any number of times."""
        try:
            self.take_in()
        finally:  # Ctrl-C may have come
            with self._held.changed.lock:
                self.is_closed = True
                self._held.changed.notify_all()
            self._receiver.close()

    def check_open(self) -> None:
        """Raise ``StreamClosedException`` if it is closed."""
        if self.is_closed:
            raise StreamClosedException("the inbox is closed")

    def drain(self) -> None:
        """Take what the web socket has brought, without a wait.

        Raises:
            ClientException: the stream has ended, and nothing came before that.
        """
        for batch in range(_MAX_BATCHES):  # bounded, as more may come all the time
            try:
                mails = self._receiver.get(0.0)
            except ClientException:
                if not batch:
                    raise
                return  # first what came before it; it comes again with the next call
            if mails is None:
                return
            self._held.add(mails)

    def take_in(self) -> None:
        """Take what the web socket has brought, if it is open. Errors are for those who wait."""
        if not self.is_closed:
            with suppress(ClientException):
                self.drain()

    def receive(self, looks: Looks, end: float, seen: int) -> None:
        """Look, read the web socket, or let others do so, until something may have come.

        Args:
            looks: when this wait looks over REST.
            end: when to give up, on the monotonic clock.
            seen: how many mails the caller knows of: if there are more, there is no wait.

        Raises:
            StreamBufferFull: what is held fills 128 MiB.
            StreamClosedException: it was closed.
            ClientException: see ``Receiver``.
        """
        self.check_open()
        if self._held.bytes > _MAX_HELD_BYTES:
            raise StreamBufferFull(
                f"{len(self._held)} mails that no wait has returned fill {_MAX_HELD_BYTES >> 20} "
                "MiB. Take them, or clear() the inbox."
            )
        now = time.monotonic()
        due = looks.due(self._receiver.is_pushed)
        if now >= due:
            self._held.add(self._receiver.look())
            looks.looked(now, time.monotonic(), self._receiver.retry_after)
            return
        until = min(due, end)
        changed = self._held.changed
        changed.wait_unless(lambda: self._has_news(seen) or self._is_free(), until - now)
        this = threading.current_thread()
        mails: list[Mail] | None = None
        try:
            with changed.lock:
                if self._has_news(seen) or not self._is_free():
                    return
                self._reader = this
            # No longer, as another thread may take from the web socket what would wake this one.
            mails = self._receiver.get(min(until - time.monotonic(), _TURN_SECONDS))
        except StreamClosedException:
            self.check_open()  # in the same words for all who wait
            raise
        finally:
            with changed.lock:
                if self._reader is this:
                    self._reader = None
                    self._held.add(mails or [])  # tells the others, even of nothing: one may read

    def _has_news(self, seen: int) -> bool:
        return self._held.count > seen or self.is_closed

    def _is_free(self) -> bool:
        """Whether there is a web socket that no other thread reads."""
        # Ctrl-C may have kept this thread from taking its name back.
        others = self._reader not in (None, threading.current_thread())
        return self._receiver.is_pushed and not others
