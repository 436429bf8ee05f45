"""A store whose messages a page shows."""

from __future__ import annotations

from collections.abc import Sequence

from ..page.mails import NewMail
from ..page.page import Page
from .message import Message
from .registry import Registry
from .store import Store


class ShownStore(Store):
    """As `Store`; the page has each message from when it is added until it is deleted.

    Args:
        page: what shows them.
    """

    def __init__(self, registry: Registry, page: Page, *, max_messages: int) -> None:
        super().__init__(registry, max_messages=max_messages)
        self._page = page
        self._keys: dict[str, int] = {}  # of the page, by the id of the message
        self._shown: dict[int, Message] = {}

    def insert(self, message: Message) -> None:
        """As `Store.insert`."""
        mail = message.mail
        sender = mail.sender[0].address if mail.sender else ""
        key = self._page.add(NewMail(message.inbox, message.received, mail.raw, sender))
        self._keys[message.id] = key
        self._shown[key] = message
        super().insert(message)

    def delete(self, message: Message) -> None:
        """As `Store.delete`."""
        super().delete(message)
        if (key := self._keys.pop(message.id, None)) is not None:
            del self._shown[key]
            self._page.remove(key)

    def messages_of(self, keys: Sequence[int]) -> list[Message]:
        """The messages that have these keys on the page."""
        return [self._shown[key] for key in keys if key in self._shown]
