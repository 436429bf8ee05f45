"""What the inbox for threads and the one for asyncio have in common: all but how they wait.

What takes time is a coroutine here. In a thread none of them is ever suspended: there, what they
await blocks.
"""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING

from ..api_client import client_or_own
from ..clock import monotonic
from ..exceptions import (
    ClientException,
    MailTimeout,
    StreamClosedException,
)
from ..half_made import shown_half_made
from ..mail.criteria import Criteria
from ..mail.mail import Mail
from ..relay.errors import NotRelayed
from .addresses import checked_address, new_address
from .arrivals import Arrivals
from .receiver import Receiver, Via
from .search import Search

if TYPE_CHECKING:
    from ..api_client import ApiClient
    from .relay_receiver import RelayReceiver

CLOSED = "the inbox is closed"
_PROOF_SECONDS = 10.0  # for the look by which it is known that no mail came


class BaseInbox(ABC):
    """One address, its mail, and the waits for it."""

    _how_to_enter: str

    def __init__(
        self,
        address: str | None = None,
        *,
        prefix: str = "test",
        domain: str | None = None,
        api_client: ApiClient | None = None,
        via: Via = "auto",
    ) -> None:
        if via not in ("auto", "socket", "poll", "relay"):
            raise ValueError(f"via must be 'auto', 'socket', 'poll' or 'relay', not {via!r}")
        if address is None:
            address = new_address(prefix, domain)
        elif domain is not None or prefix != "test":
            raise ValueError("give an address, or a prefix and a domain to make one of; not both")
        #: Where to send the mail.
        self.address = checked_address(address)
        self._api_client = client_or_own(api_client)
        self._owns_client = api_client is None
        self._store = Arrivals()
        self._via = via
        self._receiver = self._new_receiver()
        self._is_entered = False

    def report(self) -> str:
        """Return what has arrived so far: a line for the address, one for each mail, and one if the
        latest look over REST failed. It makes no call; what was pushed is there."""
        count = self._store.arrived
        head = f"{self.address} ({self._how}): {count or 'no'} mail{'s' * (count != 1)} arrived"
        lines = [head, *self._store.all_lines(), *self._receiver.trouble()]
        if self._store.is_stuck(self._store.count):
            lines.append(f"There may be more: {self._store.no_room()}")
        return "\n  ".join(lines)

    @shown_half_made
    def __repr__(self) -> str:
        state = self._how if self._is_entered else "new"
        state = "closed" if self._store.is_closed else state
        return f"<{type(self).__name__} {self.address}, {state}>"

    @property
    def _how(self) -> str:
        return self._receiver.how

    @property
    def _spends_nothing(self) -> bool:
        """Whether waits make no call to the service, whatever comes."""
        return not isinstance(self._receiver, Receiver)

    # -- what blocks: for a thread, be it the user's or one of a pool

    def _check_new(self) -> None:
        if self._is_entered or self._store.is_closed:
            raise RuntimeError(f"an {type(self).__name__} can be entered once: make a new one")

    def _enter_now(self) -> None:
        self._check_new()
        try:
            self._open_receiver()
        except BaseException:
            self._exit_now()
            raise
        self._is_entered = True
        if self._store.is_closed:  # meanwhile, by another thread
            self._exit_now()

    def _new_receiver(self) -> Receiver | RelayReceiver:
        is_relayed = self._via == "auto" and os.environ.get("MAILSAC_RELAY_URL")
        if self._via == "relay" or is_relayed:
            from .relay_receiver import RelayReceiver

            return RelayReceiver(self.address, self._api_client, self._store)
        return Receiver(self.address, self._api_client, self._via, self._store)

    def _open_receiver(self) -> None:
        try:
            self._receiver.open()
        except NotRelayed:
            if self._via == "relay" or self._api_client.configuration.key() is None:
                raise
            self._receiver.close()
            self._receiver = Receiver(self.address, self._api_client, self._via, self._store)
            self._receiver.open()

    def _exit_now(self) -> None:
        if self._receiver.is_ours:  # else its locks may have been left taken by the fork
            self._store.close(CLOSED)
            self._receiver.close()
        if self._owns_client:
            self._api_client.close()

    def _clear_now(self) -> None:
        self._check_open()
        self._store.raise_if_ended(self._store.count)
        self._receiver.clear()

    def _refresh_now(self) -> None:
        self._check_open()
        self._receiver.poll()

    # -- how a wait is done

    @abstractmethod
    async def _poll(self, deadline: float) -> ClientException | None:
        """Ask over REST for what is new, until then; see ``Receiver.poll``."""

    @abstractmethod
    async def _fetch(self, mail: Mail, deadline: float) -> None:
        """Have what the user's function, or the user, may read of a mail without a wait.

        Raises:
            ClientException: its body could not be fetched.
        """

    @abstractmethod
    async def _wait_unless(self, happened: Callable[[], object], seconds: float) -> None:
        """Wait for a change of the store, or for as long; see ``Condition``."""

    def _hints(self) -> list[str]:
        """What else may have kept a mail from being found."""
        return []

    # -- searching the store

    async def _take(self, count: int, criteria: Criteria[Mail], timeout: float) -> list[Mail]:
        __tracebackhide__ = True  # pytest shows the line of the test, not this one
        if not isinstance(count, int):
            raise TypeError(f"count must be a whole number, not {count!r}")
        if count < 1:
            raise ValueError(f"count must be at least 1, not {count}")
        _check_seconds("timeout", timeout)
        end = monotonic() + timeout
        while True:
            search = Search(self._store, criteria, count, end - monotonic(), fetch=self._fetch)
            await self._run(search)
            if len(search.found) < count:
                raise MailTimeout(self._in_vain(count, criteria, timeout, search))
            # With no await from here on: a mail that is taken is returned.
            if (mails := self._store.take(search.found)) is not None:  # else someone was faster
                return mails

    async def _see_none(self, criteria: Criteria[Mail], within: float) -> None:
        __tracebackhide__ = True
        _check_seconds("within", within)
        if not within:
            raise ValueError("within must be more than 0 seconds: there must be time to look")
        search = Search(
            self._store,
            criteria,
            1,
            within,
            proof=_PROOF_SECONDS,
            fetch=self._fetch if criteria.looks_inside else None,
        )
        await self._run(search)
        if search.found:
            raise AssertionError(
                f"{self.address} got a mail that it should not have got ({criteria}):\n"
                f"  {self._store.line(search.found[0])}"
            )
        # Nothing came that we know of; but do we know?
        for error in filter(None, [search.schedule.error, *search.unread.values()]):
            raise error

    async def _run(self, search: Search) -> None:
        """Search until enough is found, or time has run out."""
        self._check_open()
        with self._store.searching():
            while not await search.scan():
                await self._receive(search)

    async def _receive(self, search: Search) -> None:
        """Poll, or wait for what is pushed, until something may have come."""
        store, is_pushed = self._store, self._receiver.is_pushed
        now = monotonic()
        due = search.schedule.due(is_pushed)
        if now >= due:
            error = await self._poll(search.deadline)
            search.schedule.polled(now, monotonic(), error)
            return
        await self._wait_unless(
            lambda: store.has_news(search.seen) or self._receiver.is_pushed is not is_pushed,
            min(due, search.until(now)) - now,
        )

    def _check_open(self) -> None:
        if self._store.is_closed:
            raise StreamClosedException(CLOSED)
        if not self._is_entered:
            raise RuntimeError(f"the {type(self).__name__} is not open: {self._how_to_enter}")
        if not self._receiver.is_ours:
            raise StreamClosedException("the inbox belongs to the process that has opened it")

    def _in_vain(self, count: int, criteria: Criteria[Mail], timeout: float, search: Search) -> str:
        """Say what was sought, what came instead, and why nothing may have come."""
        got = "no mail" if count == 1 else f"{len(search.found) or 'none'} of {count} mails"
        lines = [f"{got} to {self.address} within {timeout:g} s: sought {criteria}."]
        if len(self._store):
            lines.append(f"Mail that waits to be taken: {len(self._store)}")
            lines += [f"  {line}" for line in self._store.waiting_lines(search.unread)]
            if taken := self._store.arrived - len(self._store):
                lines.append(f"Returned before, or cleared: {taken}; a wait returns each once.")
        else:
            other = "other mail" if self._store.arrived else "mail at all"
            is_known = search.schedule.count or self._receiver.is_pushed
            lines.append(f"No {other} {'has arrived' if is_known else 'is known of yet'}.")
        return "\n".join(lines + self._receiver.account(search.schedule, self._hints()))


def _check_seconds(name: str, seconds: float) -> None:
    if not isinstance(seconds, int | float):
        raise TypeError(f"{name} must be a number of seconds, not {seconds!r}")
    if not seconds >= 0:  # so that it refuses what is not a number, too
        raise ValueError(f"{name} must be 0 seconds or more, not {seconds!r}")
