"""One wait: what it seeks, what it has found, and when it is over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

from ..api_client import time_limit
from ..clock import monotonic
from ..exceptions import (
    ApiException,
    ClientException,
    NotFoundException,
    StreamBufferFull,
    TooManyRequestsException,
)
from ..mail.criteria import Bodies, Criteria
from ..mail.fetching import fetch_failures
from ..mail.mail import Mail
from ..mail.summary import weight
from ..relay.errors import BrokerRefused
from .arrivals import Arrivals
from .poll_schedule import PollSchedule

_AGAIN = 1.0  # seconds to the next try to fetch a body
_FETCH_SECONDS = 10.0  # beyond the end, to fetch what was found in time


class Search:
    """Looks through the mail that is there, again and again. For one thread, or one task.

    Args:
        criteria: what is sought.
        count: how many of them.
        timeout: seconds for all of it.
        proof: seconds for a last poll, when time has run out; 0 for one that comes before.
        fetch: called, with the time at which to give up, before it is looked into a mail, or one
            is found.

    Attributes:
        deadline: when calls must be over, on the monotonic clock.
        found: the numbers of mails that match, as they arrived.
        unread: why the body of a mail, by its number, could not be fetched.
        schedule: when to poll.
        seen: mails before this number were looked at.
    """

    def __init__(
        self,
        store: Arrivals,
        criteria: Criteria[Mail],
        count: int,
        timeout: float,
        *,
        proof: float = 0.0,
        fetch: Callable[[Mail, float], Awaitable[None]] | None = None,
    ) -> None:
        now = monotonic()
        self._store = store
        self._criteria = criteria
        self._count = count
        self._end = now + timeout
        self._at_end = proof > 0
        self._fetch = fetch
        self.deadline = self._end + proof
        # What is found by its head alone is found, however late.
        grace = 0.0 if criteria.looks_inside else _FETCH_SECONDS
        self._fetch_deadline = self.deadline + grace
        self.schedule = PollSchedule(now, timeout, at_end=self._at_end)
        self.found: list[int] = []
        self.unread: dict[int, ClientException] = {}
        self.seen = 0

    async def scan(self) -> bool:
        """Look at what has come since the last look; tell whether the search is over.

        Raises:
            StreamBufferFull: mail that is not sought fills the store.
            ClientException: nothing more will come, and this is why; or the service refuses to give
                a body.
        """
        again = sorted(self.unread)
        self.unread.clear()
        fresh, self.seen = self._store.since(self.seen)
        for number in [*again, *fresh]:
            mail = self._store.get(number)
            if mail is not None and await self._matches(number, mail):
                self.found.append(number)
                if len(self.found) == self._count:
                    self.found.sort()
                    return True
        self._store.raise_if_ended(self.seen)
        if self._store.is_stuck(self.seen):
            raise StreamBufferFull(self._store.no_room())
        return monotonic() >= self._end and (self.schedule.is_over or not self._at_end)

    def until(self, now: float) -> float:
        """When to look again, whatever comes: to fetch what could not be, or at the end."""
        return min(self._end, now + _AGAIN) if self.unread else self._end

    async def _matches(self, number: int, mail: Mail) -> bool:
        if not self._criteria.fits(mail.message):
            return False
        try:
            if self._fetch is not None:
                await self._fetch(mail, self._fetch_deadline)
        except ClientException as error:
            return self._is_unread(number, error)
        with time_limit(self.deadline - monotonic()), fetch_failures() as failures:
            try:
                return self._criteria.holds(mail, _bodies)
            except ClientException as error:
                if not any(error is failure for failure in failures):
                    raise  # the user's own
                return self._is_unread(number, error)
            finally:
                self._store.resize(number, weight(mail))  # its body may have been fetched

    def _is_unread(self, number: int, error: ClientException) -> Literal[False]:
        """Take note that a body could not be fetched; raise what will not pass."""
        if not isinstance(error, NotFoundException):  # else the mail is gone
            if not may_pass(error):
                raise error
            self.unread[number] = error.with_traceback(None)  # its frames hold the inbox
        return False


def _bodies(mail: Mail) -> Bodies:
    return mail.text, mail.html


def may_pass(error: ClientException) -> bool:
    """Whether the next try may fare better: no answer, a failure, or an odd page with a 200."""
    if isinstance(error, BrokerRefused):
        return False
    is_refusal = isinstance(error, ApiException) and 400 <= error.status < 500
    return not is_refusal or isinstance(error, TooManyRequestsException)
