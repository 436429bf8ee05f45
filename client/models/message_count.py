# Generated from codegen/openapi.yaml; do not edit.

"""The model MessageCount."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import Model, not_an_object
from ..validation import Bounds


class MessageCount(Model):
    """How many messages an inbox holds.

    Attributes:
        count: The number of messages.
        inbox: The address of the inbox.
    """

    __slots__ = ("count", "inbox")

    count: int
    """The number of messages."""
    inbox: str
    """The address of the inbox."""

    attribute_map: ClassVar[dict[str, str]] = {"count": "count", "inbox": "inbox"}
    _bounds: ClassVar[dict[str, Bounds]] = {
        "count": Bounds(required=True),
        "inbox": Bounds(required=True),
    }

    def __init__(self, *, count: int, inbox: str) -> None:
        self.count = count
        self.inbox = inbox

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
        if "count" in data:
            self.count = data["count"]
        if "inbox" in data:
            self.inbox = data["inbox"]
        return self


_WIRE_NAMES = frozenset(MessageCount.attribute_map.values())
