"""Finds, over REST, the mail that came while there was no link. Runs beside the socket, on a
thread of its own, so that pings are answered and closing is prompt meanwhile.

What it costs: one op for each thousand messages of the time in question, one for each mail that
was missed, and one where the clocks have to be compared.
"""

from __future__ import annotations

import copy
import logging
import queue
import threading
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any

from ..api.messages_api import MessagesApi
from ..api_client import ApiClient
from ..configuration import KEY_HEADER
from ..exceptions import ApiException, ClientException
from ..mail.bounded_set import BoundedSet
from ..mail.fetching import fetch_raw, with_body
from ..mime.domains import same_form
from ..models.email_message import EmailMessage
from ..models.email_message_short import EmailMessageShort
from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from ..models.inbox_page import InboxPage
from ..models.incoming_email_message import IncomingEmailMessage
from ..paging import MAX_PAGE, walk_inbox, walk_messages
from .messages import Item
from .policy import one_line
from .settings import Settings

#: How far before a moment a search begins: delivery may lag by up to about a minute.
OVERLAP = timedelta(minutes=2)
_MAX_REMEMBERED = 100_000
_MAX_MISSED = 10_000
_READY = 16  # fetched mails that wait for the engine

_log = logging.getLogger("client.streaming")

Short = EmailMessage | EmailMessageShort
Key = tuple[str, str | None]


class Delivered:
    """Which mails were delivered: the latest 100,000, by id and inbox.

    Args:
        keys: of those that were before. More of them, more are remembered: a search may need all.
    """

    def __init__(self, keys: Collection[Key] = ()) -> None:
        self._keys = BoundedSet[Key](max(_MAX_REMEMBERED, 2 * len(keys)))
        for key in keys:
            self._keys.add(key)

    def add(self, mail: IncomingEmailMessage) -> bool:
        """Add a mail; tell whether it is new. One without a usable id is always new."""
        key = _key(mail)
        return True if key is None else self._keys.add(key)

    def __contains__(self, mail: Short | IncomingEmailMessage) -> bool:
        return _key(mail) in self._keys


@dataclass(frozen=True)
class Span:
    """From when on mail is sought.

    Attributes:
        start: the moment.
        local: whether ``start`` is by this machine's clock, and not by the service's.
        floor: mail from before is not wanted, whatever the overlap; None for no such bound.
        floor_local: whether ``floor`` is by this machine's clock.
    """

    start: datetime
    local: bool
    floor: datetime | None
    floor_local: bool


class Recovery:
    """One search. The engine's thread makes it, takes from it, and may cancel it.

    Args:
        settings: of the stream; REST is called with its host, TLS, proxy and key.
        names: the addresses and domains to search for.
        span: from when on.
        delivered: what was. Only looked into here; the engine adds to it.
        wake: called after each step that the engine should look at.
    """

    def __init__(
        self,
        settings: Settings,
        names: frozenset[str],
        span: Span,
        delivered: Delivered,
        wake: Callable[[], None],
    ) -> None:
        self._configuration = copy.copy(settings.configuration)
        self._configuration.api_key = {KEY_HEADER: settings.key}
        self._names = frozenset(map(same_form, names))
        self._span = span
        self._floor = None if span.floor_local else span.floor
        self._delivered = delivered
        self._wake = wake
        self._cancelled = threading.Event()
        self._ready: queue.Queue[Item] = queue.Queue(_READY)
        #: From when on it searches, by the service's clock as far as that is known.
        self.start = span.start
        #: Why not everything was found; empty when it was.
        self.incomplete_reason = ""
        #: Nothing more will come.
        self.ended = False
        self._thread = threading.Thread(target=self._run, name="mailsac-recovery", daemon=True)

    def begin(self) -> None:
        """Start; raises ``RuntimeError`` if there is no thread to be had."""
        self._thread.start()

    def cancel(self) -> None:
        """Let the search go; it ends by itself, at the latest after the call that it is in."""
        self._cancelled.set()

    def take(self) -> list[Item]:
        """Return what was found since the last call, in the order of its time stamps."""
        found = []
        while True:
            try:
                found.append(self._ready.get_nowait())
            except queue.Empty:
                return found

    @property
    def finished(self) -> bool:
        """Ended, and everything was taken."""
        return self.ended and self._ready.empty()

    # -- on its own thread

    def _run(self) -> None:
        try:
            with ApiClient(self._configuration) as api_client:
                self._search(MessagesApi(api_client))
        except ClientException as error:
            self.incomplete_reason = one_line(error)
        except Exception as bug:
            self.incomplete_reason = f"unexpected {type(bug).__name__} in the search"
            _log.error("%s", self.incomplete_reason)
        self.ended = True
        self._wake()

    def _search(self, api: MessagesApi) -> None:
        if self._span.local:
            self._set_start(api)
        missed: dict[Key, Short] = {}
        for mail in self._listed(api):
            key = _key(mail)
            if key is None or mail.inbox is None:
                self.incomplete_reason = "a mail has no id or inbox, so it cannot be fetched"
            elif self._is_missed(mail):
                missed[key] = mail
            if len(missed) == _MAX_MISSED:
                self.incomplete_reason = f"more than {_MAX_MISSED} mails were missed"
                break
        lost = 0
        for mail in sorted(missed.values(), key=_moment):
            self._check()
            try:
                item = _fetched(api, mail)
            except ApiException as error:
                if error.status in (401, 403, 429):  # the others would fare no better
                    raise
                lost += 1
            except (TypeError, ValueError):
                lost += 1
            else:
                self._hand_over(item)
        if lost:
            self.incomplete_reason = f"{lost} of the missed mails are gone, or could not be fetched"

    def _check(self) -> None:
        if self._cancelled.is_set():
            raise ClientException("the search was cancelled")

    def _set_start(self, api: MessagesApi) -> None:
        """Read the start, which is by our clock, as the service's clock has it."""
        try:
            headers = api.list_inbox_messages_with_http_info(limit=1).headers
        except ApiException as error:  # a refusal tells the time, too
            headers = error.headers
        ahead = self._compare_clocks(headers)
        if ahead is None:
            self.incomplete_reason = (
                "the service does not tell its time, so the clocks were not compared"
            )
        else:
            self.start += ahead

    def _compare_clocks(self, headers: Any) -> timedelta | None:
        """Return how far the service's clock is ahead of ours, as far as an answer tells it.

        The service tells whole seconds, cut off, and took a while to do so; so what this gives is
        never too much, and no mail is left out for it.
        """
        try:
            ahead = parsedate_to_datetime(headers.get("Date", "")).astimezone(UTC) - datetime.now(
                UTC
            )
        except (ValueError, OverflowError):
            return None
        if self._span.floor is not None and self._span.floor_local:
            self._floor = self._span.floor + ahead
        return ahead

    def _listed(self, api: MessagesApi) -> Iterator[Short]:
        try:
            yield from walk_inbox(partial(self._page, api), self.start, MAX_PAGE)
            return
        except ApiException as error:
            if error.status not in (400, 403, 404):
                raise
        # The account's inbox is not for us, so each address and domain by itself.
        for name in sorted(self._names):
            call = api.list_messages if "@" in name else api.list_domain_messages
            yield from self._recent(walk_messages(partial(self._list, call), name))

    def _page(self, api: MessagesApi, **arguments: Any) -> InboxPage:
        self._check()
        page = api.list_inbox_messages_with_http_info(**arguments)
        if self._floor is None:
            self._compare_clocks(page.headers)
        data: InboxPage = page.data
        return data

    def _list(self, call: Callable[..., Any], *name: str, **arguments: Any) -> Any:
        self._check()
        return call(*name, **arguments)

    def _recent(self, newest_first: Iterator[Short]) -> Iterator[Short]:
        for mail in newest_first:
            if _moment(mail) < self.start:
                return
            yield mail

    def _is_missed(self, mail: Short) -> bool:
        inbox = same_form(mail.inbox or "")
        sought = inbox in self._names or inbox.rpartition("@")[2] in self._names
        wanted = _moment(mail) >= max(self.start, self._floor or self.start)
        return sought and wanted and mail not in self._delivered

    def _hand_over(self, item: Item) -> None:
        while True:
            self._check()
            try:
                self._ready.put(item, timeout=0.5)
            except queue.Full:
                continue
            self._wake()
            return


def _key(mail: Short | IncomingEmailMessage) -> Key | None:
    # A stranger's JSON: the two may be of any type, and then tell nothing.
    identity, inbox = mail.id, mail.inbox
    usable = isinstance(identity, str) and (inbox is None or isinstance(inbox, str))
    return (identity, inbox) if usable else None


def _moment(mail: Short) -> datetime:
    # A mail whose time cannot be read counts as new: rather looked at than lost.
    return mail.received or datetime.max.replace(tzinfo=UTC)


def _fetched(api: MessagesApi, mail: Short) -> Item:
    """Return a missed mail as the socket would have brought it."""
    raw = fetch_raw(api, mail)
    return EmailMessageWebSocketFrame(email=with_body(mail, raw)), 2 * len(raw)
