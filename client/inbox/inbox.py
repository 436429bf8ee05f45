"""An address to wait for mail at: what a test needs, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Self

from ..api.messages_api import MessagesApi
from ..api_client import client_or_own, time_limit
from ..clock import monotonic
from ..exceptions import (
    ForbiddenException,
    MailTimeout,
    NotFoundException,
    StreamClosedException,
    UnauthorizedException,
)
from ..mail.criteria import Criteria, Pattern
from ..mail.mail import Mail
from .addresses import checked_address, new_address
from .arrivals import Arrivals
from .receiver import Receiver
from .search import Search

if TYPE_CHECKING:
    from ..api_client import ApiClient

_CLOSED = "the inbox is closed"
_PROOF_SECONDS = 10.0  # for the look by which it is known that no mail came


class Inbox:
    """Mail for one address, waited for.

    ::

        with client.Inbox() as inbox:
            sign_up(inbox.address)
            code = inbox.wait(subject="your code").code()

    Enter it before the mail is sent, or after: on entering it looks once for what has come already,
    and merges that with what comes later. Where the address may have a web socket, mail is pushed.
    Elsewhere REST is asked: at once, then after pauses that grow from 1 to 5 seconds.

    Entering costs an op of the monthly plan. A wait costs none where mail is pushed, one if it was
    in vain; elsewhere one for each look: 16 at most for 60 s.

    An address that was used before may hold old mail, and a wait finds that, too: use a new
    address, ``since=``, or ``clear()``.

    Args:
        address: default: a new one, made here and without a call, of ``prefix``, random letters
            and ``domain``.
        prefix: how a new address begins: up to 40 letters, digits, dots, dashes and underscores.
        domain: of a new address. Default: the environment's MAILSAC_DOMAIN, else the public
            mailsac.com, where whoever guesses the address can read the mail. At a domain of yours
            that has web sockets switched on, mail is pushed.
        api_client: default: one of its own, configured by the environment.
        via: ``"socket"`` wants push, and raises where it cannot be had; ``"poll"`` wants REST
            alone; ``"auto"`` takes push where it can be had, and for as long as it lasts.

    Raises:
        ValueError: not an address, prefix or domain; both an address and parts of a new one.

    Entering it raises a ``ClientException`` if the service cannot be reached or does not accept the
    key, and ``ValueError`` if there is no key. It can be entered once. Every method may be called
    from any thread, and several may wait: each mail goes to one of them. A wait holds up its
    thread: with asyncio, ``await asyncio.to_thread(inbox.wait, ...)``.
    """

    def __init__(
        self,
        address: str | None = None,
        *,
        prefix: str = "test",
        domain: str | None = None,
        api_client: ApiClient | None = None,
        via: Literal["auto", "socket", "poll"] = "auto",
    ) -> None:
        if via not in ("auto", "socket", "poll"):
            raise ValueError(f"via must be 'auto', 'socket' or 'poll', not {via!r}")
        if address is None:
            address = new_address(prefix, domain)
        elif domain is not None or prefix != "test":
            raise ValueError("give an address, or a prefix and a domain to make one of; not both")
        #: Where to send the mail.
        self.address = checked_address(address)
        self._api_client = client_or_own(api_client)
        self._owns_client = api_client is None
        self._store = Arrivals()
        self._receiver = Receiver(self.address, self._api_client, via, self._store)
        self._is_entered = False

    def __enter__(self) -> Self:
        if self._is_entered or self._store.is_closed:
            raise RuntimeError("an Inbox can be entered once: make a new one")
        try:
            self._receiver.open()
        except BaseException:
            self.close()
            raise
        self._is_entered = True
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop receiving. Any thread, any number of times. Mail stays where it is: see ``clear``.

        Threads that wait get a ``StreamClosedException``; one that asks REST just then, after that
        call.
        """
        if self._receiver.is_ours:  # else its locks may have been left taken by the fork
            self._store.close(_CLOSED)
            self._receiver.close()
        if self._owns_client:
            self._api_client.close()

    def wait(
        self,
        *,
        subject: Pattern | None = None,
        sender: Pattern | None = None,
        to: Pattern | None = None,
        text: Pattern | None = None,
        where: Callable[[Mail], object] | None = None,
        since: datetime | None = None,
        timeout: float = 60.0,
    ) -> Mail:
        """Wait for the first mail that is sought, and that no earlier wait has returned.

        A string is found anywhere in the text, whatever its case and its blanks; a compiled pattern
        is searched for. All that is given must hold. Mail that is not sought stays for later waits.

        Args:
            subject: sought in the subject.
            sender: sought in the senders' addresses and names.
            to: sought in the address that got it, and in the recipients' addresses and names.
            text: sought in the plain text, and in what a reader sees of the HTML. Of mail that is
                not pushed that costs an op for each mail that is looked into.
            where: called with a ``Mail``, in this thread; true for the one sought. It may read
                ``mail.text`` and the like; of mail that is not pushed that costs an op each.
            since: only mail that the service has received since then, by its clock. Without a time
                zone it means UTC.
            timeout: seconds for all of it; 0 takes what is known or was pushed. The service may
                hold mail back for up to a minute.

        Raises:
            MailTimeout: none came in time. It says what came, and why it may not have come.
            UnauthorizedException, ForbiddenException: at once when the service says so.
            ApiException: the service refused in another way that does not pass.
            StreamBufferFull: there are 128 MiB of mail that is not sought; ``clear()`` helps.
            StreamClosedException: the inbox was closed.
            ClientException: with ``via="socket"``, the stream has ended, and this is why.
            RuntimeError: the inbox was not entered.
            TypeError, ValueError: an argument is of another kind, or ``timeout`` is below 0.
        """
        __tracebackhide__ = True
        return self._take(1, Criteria(where, to, sender, subject, since, text), timeout)[0]

    def wait_many(
        self,
        count: int,
        *,
        subject: Pattern | None = None,
        sender: Pattern | None = None,
        to: Pattern | None = None,
        text: Pattern | None = None,
        where: Callable[[Mail], object] | None = None,
        since: datetime | None = None,
        timeout: float = 60.0,
    ) -> list[Mail]:
        """Wait for the first ``count`` mails that are sought; return them as they arrived.

        Arguments and errors are those of ``wait``. If fewer come in time, those stay for later
        waits.
        """
        __tracebackhide__ = True
        if not isinstance(count, int):
            raise TypeError(f"count must be a whole number, not {count!r}")
        if count < 1:
            raise ValueError(f"count must be at least 1, not {count}")
        return self._take(count, Criteria(where, to, sender, subject, since, text), timeout)

    def assert_none(
        self,
        *,
        within: float,
        subject: Pattern | None = None,
        sender: Pattern | None = None,
        to: Pattern | None = None,
        text: Pattern | None = None,
        where: Callable[[Mail], object] | None = None,
        since: datetime | None = None,
    ) -> None:
        """Wait to the end, and see that no such mail is there or comes.

        Mail that an earlier wait has returned does not count.

        Args:
            within: seconds to wait. Then REST is asked once more, for up to 10 s: a web socket
                alone is no proof, as its link may be down. The service may hold mail back for up to
                a minute.

        The other arguments and errors are those of ``wait``.

        Raises:
            AssertionError: such a mail came; raised at once. The mail stays for later waits.
            ClientException: whether one came is not known: the last look failed, or ``where`` asked
                for a body that could not be fetched.
            ValueError: ``within`` is not more than 0.
        """
        __tracebackhide__ = True
        _check_seconds("within", within)
        if not within:
            raise ValueError("within must be more than 0 seconds: there must be time to look")
        criteria = Criteria(where, to, sender, subject, since, text)
        search = self._search(1, criteria, within, at_end=True)
        if search.found:
            raise AssertionError(
                f"{self.address} got a mail that it should not have got ({criteria}):\n"
                f"  {self._store.line(search.found[0])}"
            )
        # Nothing came that we know of; but do we know?
        for error in filter(None, [search.schedule.error, *search.unread.values()]):
            raise error

    def clear(self) -> None:
        """Delete the mail of the address, and forget what has come: later waits begin anew.

        If the address, or its domain, is yours, the service deletes its mail, but for what is
        starred. Elsewhere mail is forgotten here, and stays there. It costs two ops. Of a mail that
        was found over REST, ask for the body before: it is fetched then, and gone now.

        Raises:
            ClientException: the service could not be reached, or failed.
        """
        self._check_open()
        self._store.raise_if_ended(self._store.count)
        listed = self._receiver.list_new()
        with suppress(UnauthorizedException, ForbiddenException, NotFoundException):  # not ours
            MessagesApi(self._api_client).delete_all_messages(self.address)
        self._store.forget(one.id for one in listed)

    def refresh(self) -> None:
        """Look once over REST for what has come, and wait for nothing: ``report`` then lists it.

        It costs an op. A fault that passes, such as a broken link, is not raised; ``report`` tells
        of it.

        Raises:
            ApiException: the service refuses.
            StreamClosedException: the inbox was closed.
        """
        self._check_open()
        self._receiver.poll()

    def report(self) -> str:
        """Return what has arrived so far: a line for the address, one for each mail, and one if the
        latest look over REST failed. It makes no call; what was pushed is there."""
        count = self._store.arrived
        head = f"{self.address} ({self._how}): {count or 'no'} mail{'s' * (count != 1)} arrived"
        lines = [head, *self._store.all_lines(), *self._receiver.trouble()]
        if self._store.is_stuck(self._store.count):
            lines.append(f"There may be more: {self._store.no_room()}")
        return "\n  ".join(lines)

    def __repr__(self) -> str:
        state = self._how if self._is_entered else "new"
        return f"<Inbox {self.address}, {'closed' if self._store.is_closed else state}>"

    @property
    def _how(self) -> str:
        return "by web socket" if self._receiver.is_pushed else "over REST"

    # -- searching the store

    def _take(self, count: int, criteria: Criteria[Mail], timeout: float) -> list[Mail]:
        __tracebackhide__ = True  # pytest shows the line of the test, not this one
        _check_seconds("timeout", timeout)
        end = monotonic() + timeout
        while True:
            search = self._search(count, criteria, end - monotonic())
            if len(search.found) < count:
                raise MailTimeout(self._in_vain(count, criteria, timeout, search))
            if (mails := self._store.take(search.found)) is not None:  # else someone was faster
                return mails

    def _search(
        self, count: int, criteria: Criteria[Mail], timeout: float, *, at_end: bool = False
    ) -> Search:
        """Search until enough is found, or time has run out."""
        self._check_open()
        search = Search(self._store, criteria, count, timeout, at_end=at_end)
        limit = timeout + _PROOF_SECONDS if at_end else timeout
        with time_limit(limit), self._store.searching():
            while not search.scan():
                self._receive(search)
        return search

    def _receive(self, search: Search) -> None:
        """Poll, or wait for what is pushed, until something may have come."""
        store, is_pushed = self._store, self._receiver.is_pushed
        now = monotonic()
        due = search.schedule.due(is_pushed)
        if now >= due:
            search.schedule.polled(now, monotonic(), self._receiver.poll())
            return
        store.changed.wait_unless(
            lambda: store.has_news(search.seen) or self._receiver.is_pushed is not is_pushed,
            min(due, search.until(now)) - now,
        )

    def _check_open(self) -> None:
        if self._store.is_closed:
            raise StreamClosedException(_CLOSED)
        if not self._is_entered:
            raise RuntimeError("the Inbox is not open: use it in a with statement")
        if not self._receiver.is_ours:
            raise StreamClosedException("the inbox belongs to the process that has opened it")

    def _in_vain(self, count: int, criteria: Criteria[Mail], timeout: float, search: Search) -> str:
        """Say what was sought, what came instead, and why nothing may have come."""
        got = "no mail" if count == 1 else f"{len(search.found) or 'none'} of {count} mails"
        lines = [f"{got} to {self.address} within {timeout:g} s: sought {criteria}."]
        if len(self._store):
            lines.append(f"Mail that waits to be taken: {len(self._store)}")
            lines += [f"  {line}" for line in self._store.waiting_lines(search.unread)]
        else:
            other = "other mail" if self._store.arrived else "mail at all"
            is_known = search.schedule.count or self._receiver.is_pushed
            lines.append(f"No {other} {'has arrived' if is_known else 'is known of yet'}.")
        return "\n".join(lines + self._receiver.account(search.schedule))


def _check_seconds(name: str, seconds: float) -> None:
    if not isinstance(seconds, int | float):
        raise TypeError(f"{name} must be a number of seconds, not {seconds!r}")
    if not seconds >= 0:  # so that it refuses what is not a number, too
        raise ValueError(f"{name} must be 0 seconds or more, not {seconds!r}")
