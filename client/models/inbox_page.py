# Generated from codegen/openapi.yaml; do not edit.

"""The model InboxPage."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object, read_datetime, read_list
from ..validation import Bounds
from .email_message_short import EmailMessageShort


class InboxPage(Model):
    """One page of the mail of the whole account.

    Attributes:
        messages: The messages of this page.
        unread: How many messages of the account are unread, on any page.
        limit: The limit that was used.
        skip: How many messages were left out at the start.
        since: The `since` that was used.
    """

    __slots__ = ("messages", "unread", "limit", "skip", "since")

    messages: list[EmailMessageShort]
    """The messages of this page."""
    unread: int | None
    """How many messages of the account are unread, on any page."""
    limit: int | None
    """The limit that was used."""
    skip: int | None
    """How many messages were left out at the start."""
    since: datetime | None
    """The `since` that was used."""

    attribute_map: ClassVar[dict[str, str]] = {
        "messages": "messages",
        "unread": "unread",
        "limit": "limit",
        "skip": "skip",
        "since": "since",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {"messages": Bounds(required=True, is_list=True)}

    def __init__(
        self,
        *,
        messages: list[EmailMessageShort],
        unread: int | None = NOT_GIVEN,
        limit: int | None = NOT_GIVEN,
        skip: int | None = NOT_GIVEN,
        since: datetime | None = NOT_GIVEN,
    ) -> None:
        self.messages = messages
        if unread is not NOT_GIVEN:
            self.unread = unread
        if limit is not NOT_GIVEN:
            self.limit = limit
        if skip is not NOT_GIVEN:
            self.skip = skip
        if since is not NOT_GIVEN:
            self.since = since

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read an object as the service sends it.

        What the contract does not know is kept in ``additional_properties``.

        Raises:
            TypeError: ``data`` is not a dict.
        """
        if not isinstance(data, dict):
            raise not_an_object(cls, data)
        self = cls.__new__(cls)
        if not _WIRE_NAMES.issuperset(data):
            self.additional_properties = {
                name: value for name, value in data.items() if name not in _WIRE_NAMES
            }
        if "messages" in data:
            value = data["messages"]
            try:
                self.messages = read_list(EmailMessageShort.from_dict, value)
            except (TypeError, ValueError):
                self.additional_properties["messages"] = value
        if "unread" in data:
            self.unread = data["unread"]
        if "limit" in data:
            self.limit = data["limit"]
        if "skip" in data:
            self.skip = data["skip"]
        if "since" in data:
            value = data["since"]
            try:
                self.since = None if value is None else read_datetime(value)
            except (TypeError, ValueError):
                self.additional_properties["since"] = value
        return self


_WIRE_NAMES = frozenset(InboxPage.attribute_map.values())
