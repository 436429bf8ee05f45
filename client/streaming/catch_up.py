"""Keeps account of what was delivered, and sees to it that a gap is searched for mail.

Belongs to the engine's thread. The search itself is ``recovery.py``'s.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from ..clock import monotonic
from ..models.incoming_email_message import IncomingEmailMessage
from .events import Gap
from .messages import Item
from .recovery import OVERLAP, Delivered, Recovery, Span
from .settings import Settings

_HOLD = 10.0  # seconds without a found mail that live mail is held back for a search
_FRESH = timedelta(minutes=10)  # how old the last mail may be for a search to begin there
_PLAUSIBLE = timedelta(days=1)  # how far the clock of the service may be from ours


class CatchUp:
    """The gaps of one stream.

    A gap opens when a link is lost. It stays open, however many links come and go, until a search
    has ended, so the next search begins where the first would have.

    Args:
        settings: with ``since``, there is a search at the first Listening, from two minutes before
            that moment.
        wake: wakes the engine.

    Attributes:
        recovered: how many mails searches have found and delivered.
        duplicates: how many mails came again, and were dropped.
    """

    def __init__(self, settings: Settings, wake: Callable[[], None]) -> None:
        self._settings = settings
        self._wake = wake
        since = settings.since
        self._delivered = Delivered(settings.delivered)
        # A search must not bring what is older than the stream: than ``since``, by the service's
        # clock, or than the first Listening, by ours.
        self._floor = None if since is None else since - OVERLAP
        self._floor_is_local = since is None
        self._span = None if self._floor is None else self._span_from(self._floor, local=False)
        self._names: frozenset[str] = frozenset()  # all that was ever listened to
        self._is_linked = False
        self._latest: datetime | None = None  # the last mail, by the service's clock
        self._latest_at: datetime | None = None  # when it came, by ours
        self._search: Recovery | None = None
        self._is_stale = False  # a link was lost since the search began
        self._hold_until = 0.0  # on the monotonic clock
        self._found: list[Item] = []
        self._found_in_gap = 0
        self.recovered = 0
        self.duplicates = 0

    @property
    def searching(self) -> bool:
        """Live mail is to be held back, so that what it has missed comes before it."""
        return self.hold > 0

    @property
    def hold(self) -> float:
        """Seconds that live mail is still held back, unless something is found."""
        return self._hold_until - monotonic() if self._search is not None else 0.0

    def accept(self, mail: IncomingEmailMessage) -> bool:
        """Take note of a mail that is about to be delivered; false if it was before."""
        if not self._delivered.add(mail):
            self.duplicates += 1
            return False
        received = mail.received
        if received is not None and (self._latest is None or received > self._latest):
            now = datetime.now(UTC)
            if abs(received - now) < _PLAUSIBLE:
                self._latest, self._latest_at = received, now
        return True

    def listening(self, names: tuple[str, ...]) -> Gap | None:
        """A link listens: begin the search, if there is a gap. Return a gap that stays one."""
        self._names |= frozenset(names)
        self._is_linked = True
        if self._floor is None:
            self._floor = datetime.now(UTC)
        if self._span is None:
            return None
        if not self._settings.recover:
            return self._ended("recovery is switched off")
        return self._begin() if self._search is None else None  # else another follows it

    def lost(self, last_alive: datetime | None) -> None:
        """The link is lost: a gap opens, if none is open.

        A search that is under way goes on, as it needs no link. But it does not know what comes
        from now on, so once a link listens again it is followed by another, from the same start.

        Args:
            last_alive: when the link was last heard of, by this machine's clock.
        """
        self._is_linked = False
        self._is_stale = self._search is not None
        if self._span is not None or self._floor is None:
            return
        alive = last_alive or datetime.now(UTC)
        if self._latest and self._latest_at and alive - self._latest_at < _FRESH:
            self._span = self._span_from(self._latest - OVERLAP, local=False)
        else:  # a search from the last mail on would list all that has come to others meanwhile
            self._span = self._span_from(alive - OVERLAP, local=True)

    def deliver(self, put: Callable[[list[Item]], int]) -> Gap | None:
        """Put what was found, as far as there is room. Return the gap when it is over."""
        search = self._search
        if search is None:
            return None
        if not self._found:
            self._found = search.take()
        while self._found:
            mail = self._found[0][0].email
            if mail in self._delivered:  # it has come over the socket meanwhile
                self.duplicates += 1
            elif put(self._found[:1]):
                self.accept(mail)
                self.recovered += 1
                self._found_in_gap += 1
                self._hold_until = monotonic() + _HOLD
            else:
                return None  # the engine is woken when there is room
            del self._found[0]
        if not search.finished:
            return None
        if not self._is_stale:
            return self._ended(search.incomplete_reason, search.start)
        self._search = None
        return self._begin() if self._is_linked else None

    def abandon(self) -> Gap | None:
        """The stream is over: return the gap that nobody will search any more."""
        if self._search is not None:
            self._search.cancel()
        return self._ended("the stream has ended before the search") if self._span else None

    def _span_from(self, start: datetime, *, local: bool) -> Span:
        return Span(start, local, self._floor, self._floor_is_local)

    def _begin(self) -> Gap | None:
        if self._span is None:
            return None
        search = Recovery(self._settings, self._names, self._span, self._delivered, self._wake)
        try:
            search.begin()
        except RuntimeError:
            return self._ended("there was no thread to be had for the search")
        self._search = search
        self._is_stale = False
        self._hold_until = monotonic() + _HOLD
        return None

    def _ended(self, incomplete_reason: str, start: datetime | None = None) -> Gap:
        if start is None and self._span is not None:
            start = self._span.start
        gap = Gap(
            start,
            datetime.now(UTC),
            not incomplete_reason,
            self._found_in_gap,
            incomplete_reason,
        )
        self._search = self._span = None
        self._found_in_gap = 0
        return gap
