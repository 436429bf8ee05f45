"""Keeps account of what was delivered, and sees to it that a gap is searched for mail.

Belongs to the engine's thread. The search itself is ``recovery.py``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from client.configuration import Configuration, Secret
from client.models.incoming_email_message import IncomingEmailMessage
from client.streaming.buffer import Buffer, Item
from client.streaming.events import Gap
from client.streaming.recovery import OVERLAP, Recovery, Seen


class CatchUp:
    """The gaps of one stream.

    A gap opens when a link is lost. It stays open, however many links come and go, until a search
    has ended, so the next search begins where the first would have.

    Args:
        since: search from here on at the first Listening; None for no search then.
        recover: whether to search at all.
        wake: wakes the engine.

    Attributes:
        recovered: how many mails searches have found and delivered.
        duplicates: how many mails came again, and were dropped.
    """

    def __init__(
        self,
        configuration: Configuration,
        key: Secret,
        since: datetime | None,
        recover: bool,
        wake: Callable[[], None],
    ) -> None:
        self._configuration = configuration
        self._key = key
        self._recover = recover
        self._wake = wake
        self._seen = Seen()
        self._latest: datetime | None = None  # time stamp of a delivered mail, the service's clock
        self._listened_at: datetime | None = None  # this machine's clock
        self._start = since  # of the open gap; None when there is none
        self._is_local = False  # ``_start`` was read off this machine's clock
        self._names: tuple[str, ...] | None = None  # what the link at hand listens to, if it does
        self._search: Recovery | None = None
        self._is_stale = False  # a link was lost since the search began
        self._found: list[Item] = []
        self._found_in_gap = 0
        self.recovered = 0
        self.duplicates = 0

    @property
    def searching(self) -> bool:
        """Live mail is to be held back, so that what it has missed comes before it."""
        return self._search is not None

    def accept(self, mail: IncomingEmailMessage) -> bool:
        """Take note of a mail that is about to be delivered; false if it was before."""
        if not self._seen.add(mail):
            self.duplicates += 1
            return False
        received = mail.received
        if received is not None and (self._latest is None or received > self._latest):
            self._latest = received
        return True

    def listening(self, names: tuple[str, ...]) -> Gap | None:
        """A link listens: begin the search, if there is a gap. Return a gap that stays one."""
        self._names = names
        if self._listened_at is None:
            self._listened_at = datetime.now(UTC)
        if self._start is None:
            return None
        if not self._recover:
            return self._ended("recovery is switched off")
        if self._search is None:  # else it goes on, and another follows it
            self._begin(self._start, names)
        return None

    def lost(self) -> None:
        """The link is lost: a gap opens, if none is open.

        A search that is under way goes on, as it needs no link. But it does not know what comes
        from now on, so once a link listens again it is followed by another, from the same start.
        """
        self._names = None
        self._is_stale = self._search is not None
        if self._start is None and self._listened_at is not None:
            self._is_local = self._latest is None
            self._start = (self._latest or self._listened_at) - OVERLAP

    def move(self, buffer: Buffer) -> Gap | None:
        """Put what was found into the buffer, as far as it fits. Return the gap when it is over."""
        search = self._search
        if search is None:
            return None
        if not self._found:
            self._found = search.take()
        while self._found:
            mail = self._found[0][0].email
            if mail in self._seen:  # it has come over the socket meanwhile
                self.duplicates += 1
            elif buffer.put(self._found[:1]):
                self.accept(mail)
                self.recovered += 1
                self._found_in_gap += 1
            else:
                return None  # no room; the buffer wakes the engine when there is
            del self._found[0]
        if not search.finished:
            return None
        if not self._is_stale:
            return self._ended(search.doubt, search.start)
        self._search = None
        if self._start is not None and self._names is not None:
            self._begin(self._start, self._names)
        return None

    def abandon(self) -> Gap | None:
        """The stream is over: return the gap that nobody will search any more."""
        if self._search is not None:
            self._search.cancel()
        return self._ended("the stream has ended before the search") if self._start else None

    def _begin(self, start: datetime, names: tuple[str, ...]) -> None:
        self._is_stale = False
        self._search = Recovery(
            self._configuration, self._key, names, start, self._is_local, self._seen, self._wake
        )
        self._search.begin()

    def _ended(self, doubt: str, start: datetime | None = None) -> Gap:
        gap = Gap(start or self._start, datetime.now(UTC), not doubt, self._found_in_gap, doubt)
        self._search = self._start = None
        self._found_in_gap = 0
        return gap
