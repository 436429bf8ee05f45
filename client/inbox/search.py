"""One wait: what it seeks, what it has found, and when it is over."""

from __future__ import annotations

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
from ..mail.mail import Mail, weight
from .arrivals import Arrivals
from .poll_schedule import PollSchedule

_AGAIN = 1.0  # seconds to the next try to fetch a body


class Search:
    """Looks through the mail that is there, again and again. For one thread, or one task.

    Args:
        criteria: what is sought.
        count: how many of them.
        timeout: seconds for all of it.
        at_end: the last poll is to come when time has run out, and not before.

    Attributes:
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
        at_end: bool = False,
    ) -> None:
        now = monotonic()
        self._store = store
        self._criteria = criteria
        self._count = count
        self._end = now + timeout
        self._at_end = at_end
        self.schedule = PollSchedule(now, timeout, at_end=at_end)
        self.found: list[int] = []
        self.unread: dict[int, ClientException] = {}
        self.seen = 0

    def scan(self) -> bool:
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
            if mail is not None and self._matches(number, mail):
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

    def _matches(self, number: int, mail: Mail) -> bool:
        with fetch_failures() as failures:
            try:
                return self._criteria.matches(mail, mail.message, _bodies)
            except ClientException as error:
                if not any(error is failure for failure in failures):
                    raise  # the user's own
                if isinstance(error, NotFoundException):  # the mail is gone
                    return False
                if not may_pass(error):
                    raise
                self.unread[number] = error.with_traceback(None)  # its frames hold the inbox
                return False
            finally:
                self._store.resize(number, weight(mail))  # its body may have been fetched


def _bodies(mail: Mail) -> Bodies:
    return mail.text, mail.html


def may_pass(error: ClientException) -> bool:
    """Whether the next try may fare better: no answer, a failure, or an odd page with a 200."""
    is_refusal = isinstance(error, ApiException) and 400 <= error.status < 500
    return not is_refusal or isinstance(error, TooManyRequestsException)
