"""The inbox for asyncio. A wait is a coroutine, and holds up nothing."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Never, Self

from ..exceptions import ClientException, TransportTimeoutException
from ..mail.criteria import Criteria, Pattern, refuse_unnamed
from ..mail.mail import Mail
from ..mail.received_mail import fetch_whole, is_whole
from .base_inbox import CLOSED, BaseInbox
from .calls import Calls, SharedCall
from .receiver import Via
from .search import Search

if TYPE_CHECKING:
    from ..api_client import ApiClient


class AsyncInbox(BaseInbox):
    """Mail for one address, waited for in asyncio. What is not said here is as for ``Inbox``.

    ::

        async with client.AsyncInbox() as inbox:
            await sign_up(inbox.address)
            mail = await inbox.wait(subject="your code")
            code = mail.code()

    A wait holds up neither the loop nor a thread. REST is asked in a few threads, 8 at most, that
    all inboxes share; waits of one inbox that want it asked at the same time share the answer, and
    what it costs. After ``async with`` none of them is left.

    A task may be cancelled at any await, as by ``asyncio.timeout`` or a cancel scope of anyio: no
    mail is lost. A call that has begun then goes on in its thread, within its deadline.

    A mail is whole when it is returned: its text, HTML and raw text are there, and reading them
    makes no call; of mail from a relay, what the relay did not have is fetched when it is read. So
    where mail is not pushed, each mail costs an op; with ``where=`` or ``text=``,
    each that is looked into. One whose body is gone is not returned; one that is found in time is
    fetched, for up to 10 s more.

    Args:
        address, prefix, domain, api_client, via: as for ``Inbox``.

    Entering it raises what entering an ``Inbox`` does. It can be entered once. It may be used from
    several loops, each in a thread of its own. With trio's loop it does not work.
    """

    _how_to_enter = "use it in an async with statement"

    def __init__(
        self,
        address: str | None = None,
        *,
        prefix: str = "test",
        domain: str | None = None,
        api_client: ApiClient | None = None,
        via: Via = "auto",
    ) -> None:
        super().__init__(address, prefix=prefix, domain=domain, api_client=api_client, via=via)
        self._calls = Calls()
        self._look = SharedCall(self._calls, lambda: self._receiver.poll())

    async def __aenter__(self) -> Self:
        _check_loop()
        self._check_new()
        try:
            await self._calls.run(self._enter_now)
        except BaseException:
            # If it was cancelled: what is about to open finds the store closed, and closes, too.
            # What was open by then does not.
            self._store.close(CLOSED)
            if self._is_entered:
                self._calls.begin(self._exit_now, is_dropped=False)
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop receiving. Any loop, any number of times. Mail stays where it is: see ``clear``.

        Waits get a ``StreamClosedException``. A call to the service that has begun is waited for:
        it ends within its deadline.
        """
        if not self._receiver.is_ours:
            return
        self._store.close(CLOSED)
        self._receiver.stop()
        try:
            await self._calls.over()
        finally:
            # Also if this is cancelled; and not by ``run``: once it is begun, it is done.
            closing = None
            if self._is_entered:
                closing = self._calls.begin(self._exit_now, is_dropped=False)
        if closing is not None:
            await self._calls.result(closing, math.inf)
            await self._calls.over()

    async def wait(
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

        Arguments and errors are those of ``Inbox.wait``. ``where`` is a plain function, and is
        called in the loop.
        """
        __tracebackhide__ = True
        refuse_unnamed("wait", unnamed)
        criteria = Criteria(where, to, sender, subject, since, text)
        return (await self._take(1, criteria, timeout))[0]

    async def wait_many(
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
        """Wait for the first ``count`` mails that are sought; see ``Inbox.wait_many``."""
        __tracebackhide__ = True
        refuse_unnamed("wait_many", unnamed)
        criteria = Criteria(where, to, sender, subject, since, text)
        return await self._take(count, criteria, timeout)

    async def assert_none(
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
        """Wait to the end, and see that no such mail is there or comes; see
        ``Inbox.assert_none``."""
        __tracebackhide__ = True
        refuse_unnamed("assert_none", unnamed)
        criteria = Criteria(where, to, sender, subject, since, text)
        await self._see_none(criteria, within)

    async def clear(self) -> None:
        """Delete the mail of the address, and forget what has come; see ``Inbox.clear``."""
        self._check_open()
        await self._calls.run(self._clear_now)

    async def refresh(self) -> None:
        """Look once over REST for what has come; see ``Inbox.refresh``."""
        self._check_open()
        await self._calls.run(self._refresh_now)

    # -- a wait holds up its own task alone

    async def _run(self, search: Search) -> None:
        __tracebackhide__ = True
        _check_loop()
        await super()._run(search)

    async def _poll(self, deadline: float) -> ClientException | None:
        try:
            return await self._look.result(min(deadline, self._api_client.deadline()))
        except TransportTimeoutException as error:
            return error

    async def _fetch(self, mail: Mail, deadline: float) -> None:
        if not is_whole(mail) and not self._spends_nothing:
            await self._calls.run(partial(fetch_whole, mail), deadline)

    async def _wait_unless(self, happened: Callable[[], object], seconds: float) -> None:
        await self._store.changed.wait_unless_async(happened, seconds)


def _check_loop() -> None:
    __tracebackhide__ = True
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        raise RuntimeError(
            "an AsyncInbox works in a loop of asyncio, and none runs here; in tests with anyio, a "
            "fixture anyio_backend that returns 'asyncio' keeps them from running on trio"
        ) from None
