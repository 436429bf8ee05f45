# Generated from codegen/openapi.yaml; do not edit.

"""The model FilteredMessages."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import Model, not_an_object, read_list
from ..validation import Bounds
from .email_message_short import EmailMessageShort


class FilteredMessages(Model):
    """The messages that meet every condition.

    Attributes:
        messages: The messages, at most 100.
    """

    __slots__ = ("messages",)

    messages: list[EmailMessageShort]
    """The messages, at most 100."""

    attribute_map: ClassVar[dict[str, str]] = {"messages": "messages"}
    _bounds: ClassVar[dict[str, Bounds]] = {"messages": Bounds(required=True, is_list=True)}

    def __init__(self, *, messages: list[EmailMessageShort]) -> None:
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
        if "messages" in data:
            value = data["messages"]
            try:
                self.messages = read_list(EmailMessageShort.from_dict, value)
            except (TypeError, ValueError):
                self.additional_properties["messages"] = value
        return self


_WIRE_NAMES = frozenset(FilteredMessages.attribute_map.values())
