"""An address to wait for mail at: what a test needs, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import datetime
from typing import Never, ParamSpec, Self, TypeVar

from ..api_client import time_limit
from ..clock import monotonic
from ..exceptions import ClientException
from ..mail.criteria import Criteria, Pattern, refuse_unnamed
from ..mail.mail import Mail
from .base_inbox import BaseInbox

P = ParamSpec("P")
T = TypeVar("T")


class Inbox(BaseInbox):
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
            alone; ``"relay"`` reads what ``mailsac relay`` has put into the broker that the
            environment's MAILSAC_RELAY_URL names: that needs no key, opens no web socket, and
            costs nothing, and all inboxes of a process share one connection. ``"auto"`` takes that
            where MAILSAC_RELAY_URL is set and a relay has the address, else push where it can be
            had, and for as long as it lasts.

    Raises:
        ValueError: not an address, prefix or domain; both an address and parts of a new one.

    Entering it raises a ``ClientException`` if the service, or the broker, cannot be reached or
    does not let us in, and ``ValueError`` if there is no key. It can be entered once. Every method
    may be called from any thread, and several may wait: each mail goes to one of them. A wait holds
    up its thread: in asyncio, use ``AsyncInbox``.
    """

    _how_to_enter = "use it in a with statement"

    def __enter__(self) -> Self:
        self._enter_now()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop receiving. Any thread, any number of times. Mail stays where it is: see ``clear``.

        Threads that wait get a ``StreamClosedException``; one that asks REST just then, after that
        call.
        """
        self._exit_now()

    def wait(
        self,
        *unnamed: Never,
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
        refuse_unnamed("wait", unnamed)
        criteria = Criteria(where, to, sender, subject, since, text)
        return _done(self._take, 1, criteria, timeout)[0]

    def wait_many(
        self,
        count: int,
        *unnamed: Never,
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
        refuse_unnamed("wait_many", unnamed)
        criteria = Criteria(where, to, sender, subject, since, text)
        return _done(self._take, count, criteria, timeout)

    def assert_none(
        self,
        *unnamed: Never,
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
        refuse_unnamed("assert_none", unnamed)
        criteria = Criteria(where, to, sender, subject, since, text)
        _done(self._see_none, criteria, within)

    def clear(self) -> None:
        """Delete the mail of the address, and forget what has come: later waits begin anew.

        If the address, or its domain, is yours, the service deletes its mail, but for what is
        starred. Elsewhere mail is forgotten here, and stays there. It costs two ops. Of a mail that
        was found over REST, ask for the body before: it is fetched then, and gone now. Mail from a
        relay is only forgotten here, which costs nothing.

        Raises:
            ClientException: the service could not be reached, or failed.
        """
        self._clear_now()

    def refresh(self) -> None:
        """Look once over REST for what has come, and wait for nothing: ``report`` then lists it.

        It costs an op. A fault that passes, such as a broken link, is not raised; ``report`` tells
        of it.

        Raises:
            ApiException: the service refuses.
            StreamClosedException: the inbox was closed.
        """
        self._refresh_now()

    # -- a wait holds up its thread

    async def _poll(self, deadline: float) -> ClientException | None:
        with time_limit(deadline - monotonic()):
            return self._receiver.poll()

    async def _fetch(self, mail: Mail, deadline: float) -> None:
        pass  # it is fetched when it is asked for

    async def _wait_unless(self, happened: Callable[[], object], seconds: float) -> None:
        self._store.changed.wait_unless(happened, seconds)

    def _hints(self) -> list[str]:
        import asyncio  # here, as it is slow to import, and seldom needed

        # Not every loop that runs in this thread is held up: one may run for a library that lets
        # others have the thread, such as Playwright's sync API. There, we are in no task of it.
        try:
            is_held_up = asyncio.current_task() is not None
        except RuntimeError:  # there is no loop
            is_held_up = False
        return is_held_up * [
            "This thread runs an asyncio loop, and the wait held it up: whatever else runs in the "
            "loop could send nothing. Use client.AsyncInbox, or: "
            "await asyncio.to_thread(inbox.wait, ...)"
        ]


def _done(
    function: Callable[P, Coroutine[object, None, T]], /, *args: P.args, **kwargs: P.kwargs
) -> T:
    """Run a coroutine that is never suspended; return what it returns."""
    __tracebackhide__ = True  # pytest shows the line of the test, not this one
    try:
        function(*args, **kwargs).send(None)
    except StopIteration as end:
        result: T = end.value
        return result
    raise AssertionError("it was suspended")
