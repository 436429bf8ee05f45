"""How the mail of an ``Inbox`` gets in: those who wait see to it."""

from __future__ import annotations

import time
from contextlib import suppress

from ..exceptions import ClientException, StreamBufferFull, StreamClosedException
from .held import Held
from .receiver import Looks, Receiver

_MAX_HELD_BYTES = 128 * 1024 * 1024
_MAX_BATCHES = 100


class Intake:
    """Brings mail from the receiver to where it is held. Any thread; it has none of its own.

    Attributes:
        is_closed: whether ``close`` was called.
    """

    def __init__(self, receiver: Receiver, held: Held) -> None:
        self._receiver = receiver
        self._held = held
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
        # With the lock: nobody sees a mail that is neither there nor here, or before an older one.
        with self._held.changed.lock:
            self._held.is_told = False
            self._held.is_told = self._take()

    def _take(self) -> bool:
        """Hold what there is; tell whether there may be more."""
        for batch in range(_MAX_BATCHES):  # bounded, as more may come all the time
            try:
                mails = self._receiver.take()
            except ClientException:
                self.check_open()  # in the same words for all who wait
                if not batch:
                    raise
                return True  # first what came before it; it comes again with the next call
            if mails is None:
                return False
            self._held.add(mails)
        return True

    def take_in(self) -> None:
        """Take what the web socket has brought, if it is open. Errors are for those who wait."""
        if not self.is_closed:
            with suppress(ClientException):
                self.drain()

    def receive(self, looks: Looks, end: float, seen: int) -> None:
        """Look, or wait for the web socket, until something may have come.

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
        self._held.changed.wait_unless(lambda: self._has_news(seen), min(due, end) - now)
        self.drain()

    def _has_news(self, seen: int) -> bool:
        return self._held.count > seen or self._held.is_told or self.is_closed
