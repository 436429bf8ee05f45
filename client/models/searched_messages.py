# Generated from codegen/openapi.yaml; do not edit.

"""The model SearchedMessages."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object, read_list
from ..validation import Bounds
from .email_message_short import EmailMessageShort


class SearchedMessages(Model):
    """The messages that a search found.

    Attributes:
        query: The text that was looked for.
        messages: The messages, at most 100.
    """

    __slots__ = ("query", "messages")

    query: str | None
    """The text that was looked for."""
    messages: list[EmailMessageShort]
    """The messages, at most 100."""

    attribute_map: ClassVar[dict[str, str]] = {"query": "query", "messages": "messages"}
    _bounds: ClassVar[dict[str, Bounds]] = {"messages": Bounds(required=True, is_list=True)}

    def __init__(self, *, query: str | None = NOT_GIVEN, messages: list[EmailMessageShort]) -> None:
        if query is not NOT_GIVEN:
            self.query = query
        self.messages = messages

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
        if "query" in data:
            self.query = data["query"]
        if "messages" in data:
            value = data["messages"]
            try:
                self.messages = read_list(EmailMessageShort.from_dict, value)
            except (TypeError, ValueError):
                self.additional_properties["messages"] = value
        return self


_WIRE_NAMES = frozenset(SearchedMessages.attribute_map.values())
