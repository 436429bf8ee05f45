"""Up to which moment mail is complete in the broker. Pure.

Mails are numbered as the stream gives them. The mark moves on over those that are acknowledged
without one missing before them, and not while a gap is open: what is sought over REST may be older
than what came since.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from ..streaming.recovery import OVERLAP

_SPAN = int(OVERLAP.total_seconds()) * 2  # seconds of which the sequence numbers are known


@dataclass(frozen=True)
class Mark:
    """All that the service has received up to a moment is in the broker.

    Attributes:
        received: the moment, by the service's clock.
        sequence: where in the broker's stream to begin to look for what is there since then, less
            the overlap.
    """

    received: datetime
    sequence: int


class Progress:
    """Of one session of a relay: from one opening of the stream to its end.

    Args:
        mark: from where on; None if there is none.
        is_gap_open: whether the stream begins with a search.

    Attributes:
        is_gap_open: whether there is a gap, or a search.
        done: how many mails are acknowledged, without one missing.
    """

    def __init__(self, mark: Mark | None, *, is_gap_open: bool) -> None:
        self._mark = mark
        self.is_gap_open = is_gap_open
        self.done = 0
        self._barrier = 0  # mails that must be done before the latest gap counts as closed
        self._early: dict[int, datetime | None] = {}  # done, and one before them is not
        self._latest: datetime | None = None if mark is None else mark.received
        self._first: dict[int, int] = {}  # sequence number, by second of ``received``
        self._floor = 0 if mark is None else mark.sequence

    def acknowledged(self, number: int, received: datetime | None, sequence: int) -> None:
        """Take note that a mail is in the broker's stream.

        Args:
            number: of the mail, from 0 on.
            received: by the service's clock, and not of the future.
            sequence: of its message; 0 if that is not known.
        """
        self._early[number] = received
        self.stored(received, sequence)
        while self.done in self._early:
            moment = self._early.pop(self.done)
            self.done += 1
            if moment is not None and (self._latest is None or moment > self._latest):
                self._latest = moment

    def stored(self, received: datetime | None, sequence: int) -> None:
        """Take note of where a mail is in the broker's stream, whoever has put it there."""
        if received is not None and sequence:
            second = int(received.timestamp())
            self._first[second] = min(sequence, self._first.get(second, sequence))

    def gap_opened(self) -> None:
        self.is_gap_open = True

    def gap_closed(self, barrier: int) -> None:
        """All that was missed is found.

        Args:
            barrier: how many mails the stream has given by now, taken or not.
        """
        self.is_gap_open = False
        self._barrier = barrier

    def is_idle(self, given: int) -> bool:
        """Whether all that the stream has given is done, and no gap is open."""
        return not self.is_gap_open and self.done == given

    def passed(self, moment: datetime) -> None:
        """Take note that nothing was missed up to a moment, though no mail has come."""
        if self._latest is None or moment > self._latest:
            self._latest = moment

    def mark(self) -> Mark | None:
        """Return the latest mark; None if there is none yet."""
        if not self.is_gap_open and self.done >= self._barrier and self._latest is not None:
            self._mark = Mark(self._latest, self._sequence(self._latest))
        return self._mark

    def _sequence(self, moment: datetime) -> int:
        oldest = int((moment - timedelta(seconds=_SPAN)).timestamp())
        known = max(self._first.values(), default=0)
        for second in [second for second in self._first if second < oldest]:
            del self._first[second]
        # What is older than that need not be looked at. Without any, nothing was put since.
        self._floor = min(self._first.values()) if self._first else max(known, self._floor)
        return self._floor
