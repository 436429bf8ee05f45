"""How mail gets to an ``Inbox``: by a web socket where the address may have one, else over REST."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import count, takewhile
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from ..api.messages_api import MessagesApi
from ..configuration import is_loopback
from ..exceptions import (
    ClientException,
    ForbiddenException,
    NotFoundException,
    StreamClosedException,
    StreamException,
    UnauthorizedException,
    printable,
)
from ..mail.mail import Mail
from ..mime.domains import same_form
from ..paging import MAX_PAGE, walk_messages
from .addresses import PUBLIC_DOMAIN
from .arrivals import Arrivals
from .poll_schedule import PollSchedule
from .search import may_pass

if TYPE_CHECKING:
    from ..api_client import ApiClient
    from ..models.email_message import EmailMessage
    from ..models.incoming_email_message import IncomingEmailMessage
    from ..streaming.engine_handle import EngineHandle
    from ..streaming.messages import Item

#: Where mail comes from: what can be had, a web socket, REST, or a message broker.
Via = Literal["auto", "socket", "poll", "relay"]

_PAGE = 100

_log = logging.getLogger("client.inbox")


class Push:
    """Puts what a web socket brings into the store; on the engine's thread.

    It knows nothing of the receiver: an inbox that is dropped is to end its engine.

    Until ``start`` there is room for nothing: first comes what had arrived before.

    Attributes:
        error: why the web socket has ended; None while it lasts.
    """

    def __init__(
        self, address: str, api_client: ApiClient, store: Arrivals, *, may_poll: bool
    ) -> None:
        self._address = address
        self._inbox = same_form(address)
        self._api_client = api_client
        self._store = store
        self._may_poll = may_poll
        self._is_started = False
        self.error: ClientException | None = None

    def start(self) -> None:
        """Let mail in."""
        with self._store.lock:
            self._is_started = True
            error = self.error
        self._store.on_drain()
        if error is not None:
            self.end(error)

    def put(self, items: list[Item]) -> int:
        if not self._is_started:
            return 0
        with self._store.lock:  # who waits is woken once for all
            for taken, (frame, _) in enumerate(items):
                email = frame.email
                if self._is_ours(email) and not self._store.add(Mail(email, self._api_client)):
                    return taken
        return len(items)

    def end(self, error: ClientException) -> None:
        is_refused = isinstance(error, UnauthorizedException | ForbiddenException)
        with self._store.lock:
            if self._store.is_closed:  # and so the web socket, by us
                return
            self.error = error
            if not self._is_started:  # it may never be
                return
            if is_refused or not self._may_poll:
                self._store.end(error)
                return
            self._store.changed.notify_all()  # whoever waits is to poll
        if not isinstance(error, StreamClosedException):  # of an inbox that was dropped
            _note_polling(self._address, f"the web socket has ended: {_joined(error)}")

    def _is_ours(self, email: IncomingEmailMessage) -> bool:
        # Without an inbox it cannot be told, so rather too much than too little.
        inbox = email.inbox
        return not isinstance(inbox, str) or same_form(inbox) == self._inbox


class Receiver:
    """Brings the mail of one address into a store. Any thread.

    Args:
        via: as for ``Inbox``.
        store: where to.
    """

    def __init__(
        self,
        address: str,
        api_client: ApiClient,
        via: Via,
        store: Arrivals,
    ) -> None:
        self._address = address
        self._domain = address.rpartition("@")[2]
        self._api_client = api_client
        self._list = MessagesApi(api_client).list_messages
        self._via = via
        self._store = store
        self._engine: EngineHandle | None = None
        self._push: Push | None = None
        self._no_push = ""  # why there is no web socket
        self._polls = count(1)
        self._latest: tuple[int, ClientException | None] = 0, None

    @property
    def is_pushed(self) -> bool:
        """Whether mail comes by web socket."""
        return self._push is not None and self._push.error is None

    def open(self) -> None:
        """Open a web socket, if one may be had, and bring the mail that has come already.

        Raises:
            ClientException: the service could not be reached, or refused; with ``via="socket"``
                also if there can be no web socket.
            ValueError: there is no key.
        """
        if self._api_client.configuration.key() is None:
            raise ValueError(
                "no API key: set MAILSAC_API_KEY, or pass api_client=; without one, client.sandbox "
                "(or pytest --mailsac-sandbox) is a stand-in for the service, with a key to it"
            )
        if self._via == "poll":
            self._no_push = "via='poll' was asked for"
        elif self._via == "auto" and self._domain.lower() == PUBLIC_DOMAIN:
            self._no_push = f"addresses of {PUBLIC_DOMAIN} are public, and have no web socket"
        else:
            self._open_stream()
        self._put(self._list(self._address, limit=MAX_PAGE))
        if self._push is not None:
            self._push.start()

    @property
    def how(self) -> str:
        """How mail comes, in two words or three."""
        return "by web socket" if self.is_pushed else "over REST"

    def clear(self) -> None:
        """Delete the mail of the address, if it is ours, and forget what has come."""
        listed = self.list_new()
        with suppress(UnauthorizedException, ForbiddenException, NotFoundException):  # not ours
            MessagesApi(self._api_client).delete_all_messages(self._address)
        self._store.forget(one.id for one in listed)

    def stop(self) -> None:
        """Ask the web socket to close, and do not wait for it."""
        if self._engine is not None and self._engine.is_ours:
            self._engine.engine.stop()

    def close(self) -> None:
        """Close the web socket. Any number of times."""
        if self._engine is not None:
            self._engine.close()

    @property
    def is_ours(self) -> bool:
        """Whether its web socket, if it has one, was opened by this process, and no fork of it."""
        return self._engine is None or self._engine.is_ours

    def poll(self) -> ClientException | None:
        """Ask over REST for what is new. Return what went wrong, if it may pass.

        Raises:
            ApiException: the service refuses: 401, 403 and the like.
        """
        try:
            self._put(self.list_new())
        except ClientException as error:
            if not may_pass(error):
                raise
            return error
        return None

    def list_new(self) -> list[EmailMessage]:
        """Ask over REST for what is new, newest first; some of it may be known."""
        number, failure = next(self._polls), None
        try:
            messages = self._list(self._address, limit=_PAGE)
            if len(messages) == _PAGE and not any(map(self._is_known, messages)):
                walk = walk_messages(self._list, self._address, MAX_PAGE)
                messages = list(takewhile(lambda one: not self._is_known(one), walk))
        except ClientException as error:
            failure = error if may_pass(error) else None
            raise
        finally:
            if number > self._latest[0]:  # else a later one was faster
                self._latest = number, failure
        return messages

    def account(self, schedule: PollSchedule, hints: Sequence[str]) -> list[str]:
        """Say how mail was received, and what may have kept it.

        Args:
            schedule: of the wait that was in vain.
            hints: what else may have kept it.
        """
        if self.is_pushed:
            at_the_end = "; at the end, REST was asked as well" if schedule.count else ""
            lines = [f"Mail is pushed by web socket{at_the_end}."]
        else:
            times = f"{schedule.count} time{'s' * (schedule.count != 1)}"
            lines = [f"Mail is not pushed: {self._why_polled()}. REST was asked {times}."]
        return [*lines, *_trouble(schedule.error), *hints, self._what_may_keep_it()]

    def trouble(self) -> list[str]:
        """Say what went wrong with the latest poll of all; nothing if nothing did."""
        return _trouble(self._latest[1])

    def _open_stream(self) -> None:
        """Open a web socket for the address, else for its domain; else note why there is none."""
        # Here, because these need the socket libraries.
        from ..streaming.engine import Engine
        from ..streaming.engine_handle import EngineHandle
        from ..streaming.settings import Settings, known_key

        configuration = self._api_client.configuration
        key = known_key(configuration, None)
        may_poll = self._via == "auto"
        refusal: ClientException | None = None
        for name in (self._address, self._domain):
            push = Push(self._address, self._api_client, self._store, may_poll=may_poll)
            settings = Settings(
                configuration=configuration, key=key, addresses=(name,), require_all=True
            )
            engine = Engine(settings, push)
            self._store.on_drain = engine.waker.wake
            error = engine.open()
            if error is None:
                self._engine, self._push = EngineHandle(engine), push
                return
            refusal = refusal or error
            if not isinstance(error, StreamException):  # the domain would fare no better
                break
        assert refusal is not None
        if not may_poll:
            raise refusal
        self._no_push = _joined(refusal)
        _note_polling(self._address, self._no_push)

    def _why_polled(self) -> str:
        error = self._push and self._push.error
        return f"the web socket has ended: {_joined(error)}" if error else self._no_push

    def _what_may_keep_it(self) -> str:
        host = self._api_client.configuration.host
        if not is_loopback(urlsplit(host).hostname or ""):
            return (
                "The service may hold mail back for a minute or more. "
                "Was it sent to this very address?"
            )
        smtp, where = os.environ.get("MAILSAC_SMTP"), "host and port in Sandbox.smtp"
        if smtp and os.environ.get("MAILSAC_API_URL") == host:  # else that is of another sandbox
            where = printable(smtp)
        return (
            f"If this is the sandbox: it takes mail by SMTP at {where}, and holds none back. "
            "What has not arrived was not sent there, or not to this address. In tests, frameworks "
            "such as Django keep mail in memory."
        )

    def _put(self, newest_first: Sequence[EmailMessage]) -> None:
        for message in reversed(newest_first):
            # What has no id cannot be told from what was seen before, nor fetched. The models take
            # a stranger's JSON as it is: it may be of any type.
            is_new = isinstance(message.id, str) and message.id and not self._is_known(message)
            if is_new and not self._store.add(Mail(message, self._api_client)):
                return  # no room; it is found by a later poll

    def _is_known(self, message: EmailMessage) -> bool:
        return isinstance(message.id, str) and message.id in self._store.ids


def _trouble(error: ClientException | None) -> list[str]:
    return [] if error is None else [f"The latest look over REST failed: {_joined(error)}"]


def _note_polling(address: str, why: str) -> None:
    _log.info("%s: asking for mail over REST: %s", address, why)


def _joined(error: ClientException) -> str:
    return " ".join(str(error).split())
