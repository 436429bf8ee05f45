# Generated from codegen/openapi.yaml; do not edit.

"""The model DeletedMessage."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class DeletedMessage(Model):
    """The message that was deleted.

    Attributes:
        id: The id that the message had.
        inbox: The inbox that held it.
        message: A confirmation, for people.
    """

    __slots__ = ("id", "inbox", "message")

    id: str
    """The id that the message had."""
    inbox: str | None
    """The inbox that held it."""
    message: str | None
    """A confirmation, for people."""

    attribute_map: ClassVar[dict[str, str]] = {"id": "_id", "inbox": "inbox", "message": "message"}
    _bounds: ClassVar[dict[str, Bounds]] = {"id": Bounds(required=True)}

    def __init__(
        self, *, id: str, inbox: str | None = NOT_GIVEN, message: str | None = NOT_GIVEN
    ) -> None:
        self.id = id
        if inbox is not NOT_GIVEN:
            self.inbox = inbox
        if message is not NOT_GIVEN:
            self.message = message

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
        if "inbox" in data:
            self.inbox = data["inbox"]
        if "message" in data:
            self.message = data["message"]
        return self


_WIRE_NAMES = frozenset(DeletedMessage.attribute_map.values())
