"""When a wait asks for mail over REST. Pure."""

from __future__ import annotations

import math

from ..exceptions import ClientException, TooManyRequestsException

_FIRST_PAUSE = 1.0
_GROWTH = 1.5
_LAST_PAUSE = 5.0
# A call may need a new connection first.
_LATE_SHARE = 0.25
_LATE_SECONDS = 1.0


class PollSchedule:
    """The polls of one wait. Times are on the monotonic clock.

    Where mail is not pushed: at once, then after pauses that grow, or that the service asks for. In
    any case once shortly before the end, which finds what a web socket may have missed.

    Args:
        at_end: the last poll is not before the end, but behind it.

    Attributes:
        count: how many polls there were.
        error: what went wrong with the latest, if it may pass.
        is_over: whether the last poll is done.
    """

    def __init__(self, now: float, timeout: float, *, at_end: bool = False) -> None:
        lead = 0.0 if at_end else min(_LATE_SECONDS, _LATE_SHARE * timeout)
        self._late = now + timeout - lead
        self._next = 0.0
        self._pause = _FIRST_PAUSE
        self.count = 0
        self.error: ClientException | None = None
        self.is_over = False

    def due(self, is_pushed: bool) -> float:
        """When the next poll is due; infinity if there is none any more."""
        if self.is_over:
            return math.inf
        if is_pushed:
            return self._late
        return min(self._next, self._late)

    def polled(self, began: float, ended: float, error: ClientException | None) -> None:
        """Take note of a poll, and of the pause that the service asks for."""
        asked = error.retry_after if isinstance(error, TooManyRequestsException) else None
        self._next = ended + max(self._pause, asked or 0.0)
        self._pause = min(self._pause * _GROWTH, _LAST_PAUSE)
        self.count += 1
        self.error = error
        self.is_over = began >= self._late
