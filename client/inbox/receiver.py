"""How mail gets to an ``Inbox``: by a web socket where the address may have one, else over REST."""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from itertools import takewhile
from typing import TYPE_CHECKING, Literal

from ..api.messages_api import MessagesApi
from ..api.web_sockets_api import WebSocketsApi
from ..exceptions import (
    ApiException,
    ClientException,
    ForbiddenException,
    StreamClosedException,
    StreamException,
    TooManyRequestsException,
    UnauthorizedException,
)
from ..mail.mail import Mail
from ..paging import MAX_PAGE, walk_messages
from .addresses import PUBLIC_DOMAIN

if TYPE_CHECKING:
    from ..api_client import ApiClient
    from ..models.email_message import EmailMessage
    from ..models.incoming_email_message import IncomingEmailMessage
    from ..streaming import MessageStream

_FIRST_PAUSE = 1.0
_GROWTH = 1.5
_LAST_PAUSE = 5.0
# A call may need a new connection first.
_LATE_SHARE = 0.25
_LATE_SECONDS = 1.0
_PAGE = 100

_log = logging.getLogger("client.inbox")


class Looks:
    """When one wait looks over REST. Times are on the monotonic clock.

    Where mail is not pushed: at once, then after pauses that grow, or that the service asks for. In
    any case once shortly before the end, which finds what a web socket may have missed.

    Args:
        at_end: the last look is not before the end, but behind it.
    """

    def __init__(self, now: float, timeout: float, *, at_end: bool = False) -> None:
        lead = 0.0 if at_end else min(_LATE_SECONDS, _LATE_SHARE * timeout)
        self._late = now + timeout - lead
        self._next = 0.0
        self._pause = _FIRST_PAUSE
        #: Whether the last look is done.
        self.is_over = False
        #: How many looks there were.
        self.count = 0

    def due(self, is_pushed: bool) -> float:
        """When the next look is due; infinity if there is none any more."""
        if self.is_over:
            return math.inf
        if is_pushed:
            return self._late
        return min(self._next, self._late)

    def looked(self, began: float, ended: float, retry_after: float) -> None:
        """Take note of a look, and of the seconds that the service asks to wait."""
        self._next = ended + max(self._pause, retry_after)
        self._pause = min(self._pause * _GROWTH, _LAST_PAUSE)
        self.count += 1
        self.is_over = began >= self._late


class Receiver:
    """Brings the mail of one address, some of it twice. Any thread.

    Args:
        via: as for ``Inbox``.
        known: ids of mail that need not be brought again.
    """

    def __init__(
        self,
        address: str,
        api_client: ApiClient,
        via: Literal["auto", "socket", "poll"],
        known: Container[str],
    ) -> None:
        self._address = address
        self._domain = address.rpartition("@")[2]
        self._api_client = api_client
        self._list = MessagesApi(api_client).list_messages
        self._via = via
        self._stream: MessageStream | None = None
        self._known = known
        self._no_push = ""  # why mail is not pushed
        #: What went wrong with the latest look over REST, if it did.
        self.error: ClientException | None = None

    @property
    def is_pushed(self) -> bool:
        """Whether mail comes by web socket."""
        return self._stream is not None

    def open(self, tell: Callable[[], None]) -> list[Mail]:
        """Open a web socket, if one may be had, and return the mail that has come already.

        Args:
            tell: called, in any thread, when the web socket has brought something, or has ended.

        Raises:
            ClientException: the service could not be reached, or refused; with ``via="socket"``
                also if there can be no web socket.
            ValueError: there is no key.
        """
        if self._api_client.configuration.key() is None:
            raise ValueError("no API key: set MAILSAC_API_KEY, or pass api_client=")
        if self._via == "poll":
            self._no_push = "via='poll' was asked for"
        elif self._via == "auto" and self._domain.lower() == PUBLIC_DOMAIN:
            self._no_push = f"addresses of {PUBLIC_DOMAIN} are public, and have no web socket"
        else:
            self._open_stream(tell)
        return self._listed(self._list(self._address, limit=MAX_PAGE))

    def close(self) -> None:
        """Close the web socket; whoever waits for it gets a ``StreamClosedException``."""
        stream = self._stream  # REST may take over in another thread
        if stream is not None:
            stream.close()

    def take(self) -> list[Mail] | None:
        """Return what the web socket has brought, at most a hundred mails at a time.

        None if nothing has come; an empty list if nothing of that is for this address, or new.

        Raises:
            UnauthorizedException, ForbiddenException: the service does not accept the key any more.
            StreamClosedException: the receiver was closed.
            ClientException: with ``via="socket"``, the stream has ended. Otherwise REST takes over.
        """
        stream = self._stream
        if stream is None:
            return None
        emails: list[IncomingEmailMessage] = []
        try:
            emails.append(stream.get(0).email)
        except (UnauthorizedException, ForbiddenException, StreamClosedException):
            raise
        except ClientException as error:  # before TimeoutError, which some of them are, too
            if self._via == "socket":
                raise
            self._poll_because(f"the web socket has ended: {_one_line(error)}")
            return None
        except TimeoutError:
            return None
        with suppress(ClientException, TimeoutError):  # an error comes again with the next call
            while len(emails) < _PAGE:
                emails.append(stream.get(0).email)
        return self._new([email for email in emails if self._is_ours(email)])

    def look(self) -> list[Mail]:
        """Ask over REST for what is new, oldest first. What passes is noted, and not raised.

        Raises:
            ApiException: the service refuses: 401, 403 and the like.
        """
        try:
            messages = self._list(self._address, limit=_PAGE)
            if len(messages) == _PAGE and not any(map(self._is_known, messages)):
                walk = walk_messages(self._list, self._address, MAX_PAGE)
                messages = list(takewhile(lambda one: not self._is_known(one), walk))
        except ClientException as error:
            if not may_pass(error):
                raise
            self.error = error
            return []
        self.error = None
        return self._listed(messages)

    @property
    def retry_after(self) -> float:
        """The seconds to wait that the service asked for at the latest look; 0 if it did not."""
        error = self.error
        if not isinstance(error, TooManyRequestsException):
            return 0.0
        return error.retry_after or 0.0

    def account(self, looks: int) -> list[str]:
        """Say how mail was received, and what may have kept it, in the thread that waited in vain.

        Args:
            looks: how many looks over REST there were.
        """
        import asyncio  # here, as it is slow to import, and seldom needed

        if self.is_pushed:
            at_the_end = "; at the end, REST was asked as well" if looks else ""
            lines = [f"Mail is pushed by web socket{at_the_end}."]
        else:
            times = f"{looks} time{'s' * (looks != 1)}"
            lines = [f"Mail is not pushed: {self._no_push}. REST was asked {times}."]
        lines += self.trouble()
        with suppress(RuntimeError):  # there is none
            asyncio.get_running_loop()
            lines.append(
                "This thread runs an asyncio loop, and the wait held it up: whatever else runs in "
                "the loop could send nothing. Use: await asyncio.to_thread(inbox.wait, ...)"
            )
        lines.append(
            "The service may hold mail back for a minute or more. Was it sent to this very address?"
        )
        return lines

    def trouble(self) -> list[str]:
        """Say what went wrong with the latest look over REST; nothing if nothing did."""
        error = self.error
        return [] if error is None else [f"The latest look over REST failed: {_one_line(error)}"]

    def _open_stream(self, tell: Callable[[], None]) -> None:
        """Open a web socket for the address, else for its domain; else note why there is none."""
        api = WebSocketsApi(self._api_client)
        refusal: ClientException | None = None
        for name in (self._address, self._domain):
            try:
                self._stream = api.stream(addresses=name, require_all=True)
                self._stream._on_change(tell)
                return
            except ClientException as error:
                refusal = refusal or error
                if not isinstance(error, StreamException):  # the domain would fare no better
                    break
        assert refusal is not None
        if self._via == "socket":
            raise refusal
        self._poll_because(_one_line(refusal))

    def _poll_because(self, why: str) -> None:
        self._stream = None
        self._no_push = why
        _log.info("%s: asking for mail over REST: %s", self._address, why)

    def _listed(self, newest_first: list[EmailMessage]) -> list[Mail]:
        # What has no id cannot be told from what was seen before, nor fetched. The models take a
        # stranger's JSON as it is: it may be of any type.
        has_id = [one for one in newest_first if isinstance(one.id, str) and one.id]
        return self._new(has_id[::-1])

    def _is_ours(self, email: IncomingEmailMessage) -> bool:
        # Without an inbox it cannot be told, so rather too much than too little.
        inbox = email.inbox
        return not isinstance(inbox, str) or inbox.casefold() == self._address.casefold()

    def _new(self, messages: Sequence[EmailMessage | IncomingEmailMessage]) -> list[Mail]:
        return [Mail(one, self._api_client) for one in messages if not self._is_known(one)]

    def _is_known(self, message: EmailMessage | IncomingEmailMessage) -> bool:
        return isinstance(message.id, str) and message.id in self._known


def may_pass(error: ClientException) -> bool:
    """Whether the next look may fare better: no answer, a failure, or an odd page with a 200."""
    is_refusal = isinstance(error, ApiException) and 400 <= error.status < 500
    return not is_refusal or isinstance(error, TooManyRequestsException)


def _one_line(error: ClientException) -> str:
    return " ".join(str(error).split())
