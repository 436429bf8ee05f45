"""Walks a list of messages to its end, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from .exceptions import ClientException
from .models.email_message import EmailMessage
from .models.email_message_short import EmailMessageShort
from .models.inbox_page import InboxPage

#: The largest page that the service gives.
MAX_PAGE = 1000
_TICK = timedelta(milliseconds=1)  # the service's time stamps have milliseconds

M = TypeVar("M", EmailMessage, EmailMessageShort)
Key = tuple[str | None, str | None]  # id and inbox


def walk_messages(call: Callable[..., list[M]], name: str, page_size: int = 100) -> Iterator[M]:
    """Yield every message of an address or a domain, newest first.

    ::

        for message in walk_messages(api.list_messages, "a@example.msdc.co"):
            print(message.subject)

    Args:
        call: ``list_messages`` or ``list_domain_messages`` of a ``MessagesApi``.
        name: the address or the domain.
        page_size: messages per call, 1 to 1000. Each page costs one op.

    Raises:
        ValueError: ``page_size`` is out of bounds.
        ClientException: more messages than fit in the largest page share one millisecond, so
            that there is no way past them.

    Messages that arrive during the walk are not among those yielded.
    """
    _check_page_size(page_size)
    return _by_until(call, name, page_size)


def _by_until(call: Callable[..., list[M]], name: str, page_size: int) -> Iterator[M]:
    seen: set[Key] = set()
    until: datetime | None = None
    while True:
        page = call(name, until=until, limit=page_size)
        yield from _unseen(page, seen)
        if len(page) < page_size:
            return
        # One tick later than the oldest: whether the service counts `until` itself or not,
        # those that share its time stamp are in the next page, and are told apart by id.
        moments = [message.received for message in page if message.received is not None]
        oldest = min(moments) + _TICK if moments else None
        if oldest is not None and (until is None or oldest < until):
            until = oldest
        elif page_size < MAX_PAGE:
            page_size = min(2 * page_size, MAX_PAGE)
        else:
            raise ClientException(
                f"cannot walk past {until}: {MAX_PAGE} messages or more have this time stamp, or "
                "none that can be read"
            )


def walk_inbox(
    call: Callable[..., InboxPage], since: datetime | None = None, page_size: int = 100
) -> Iterator[EmailMessageShort]:
    """Yield every message of the account, in the order of the service.

    ::

        for message in walk_inbox(api.list_inbox_messages):
            print(message.inbox, message.subject)

    Args:
        call: ``list_inbox_messages`` of a ``MessagesApi``.
        since: only messages received since then.
        page_size: messages per call, 2 to 1000. Each page costs one op.

    Raises:
        ValueError: ``page_size`` is out of bounds.
        ClientException: the list has changed in a way that may hide a message from the walk:
            somebody has deleted some meanwhile. Walk again.

    The service counts what to skip from its first message. What arrives during the walk moves
    the count by one, so a message may come twice from the service; it is yielded once.
    """
    _check_page_size(page_size, least=2)
    return _by_skip(call, since, page_size)


def _by_skip(
    call: Callable[..., InboxPage], since: datetime | None, page_size: int
) -> Iterator[EmailMessageShort]:
    seen: set[Key] = set()
    skip = 0
    while True:
        page = call(since=since, limit=page_size, skip=skip).messages
        if page is None:
            raise ClientException("the service has answered a page without messages")
        # Each page begins with the last message of the one before, to see that none is missing.
        if skip and page and page[0].id is not None and _key(page[0]) not in seen:
            raise ClientException("messages were deleted during the walk; walk again")
        known = len(seen)
        yield from _unseen(page, seen)
        if len(page) < page_size:
            return
        if len(seen) == known:
            raise ClientException("the service gives the same page again and again")
        skip += len(page) - 1


def _key(message: EmailMessage | EmailMessageShort) -> Key:
    return (message.id, message.inbox)


def _unseen(page: list[M], seen: set[Key]) -> Iterator[M]:
    for message in page:
        if message.id is None:  # it cannot be told from others, so it is not dropped
            yield message
        elif _key(message) not in seen:
            seen.add(_key(message))
            yield message


def _check_page_size(page_size: int, least: int = 1) -> None:
    if not least <= page_size <= MAX_PAGE:
        raise ValueError(f"page_size must be {least} to {MAX_PAGE}, not {page_size}")
