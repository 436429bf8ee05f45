# Generated from codegen/openapi.yaml; do not edit.

"""The model MessageReadStatus."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import Model, not_an_object
from ..validation import Bounds


class MessageReadStatus(Model):
    """A message and its read mark.

    Attributes:
        id: The id of the message.
        read: Whether the message is now marked as read.
    """

    __slots__ = ("id", "read")

    id: str
    """The id of the message."""
    read: bool
    """Whether the message is now marked as read."""

    attribute_map: ClassVar[dict[str, str]] = {"id": "_id", "read": "read"}
    _bounds: ClassVar[dict[str, Bounds]] = {
        "id": Bounds(required=True),
        "read": Bounds(required=True),
    }

    def __init__(self, *, id: str, read: bool) -> None:
        self.id = id
        self.read = read

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
        if "_id" in data:
            self.id = data["_id"]
        if "read" in data:
            self.read = data["read"]
        return self


_WIRE_NAMES = frozenset(MessageReadStatus.attribute_map.values())
