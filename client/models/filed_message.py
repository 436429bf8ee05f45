# Generated from codegen/openapi.yaml; do not edit.

"""The model FiledMessage."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import Model, not_an_object
from ..validation import Bounds
from .message_folder import MessageFolder


class FiledMessage(Model):
    """A message and its folder.

    Attributes:
        id: The id of the message.
        folder: The folder that now holds the message.
    """

    __slots__ = ("id", "folder")

    id: str
    """The id of the message."""
    folder: MessageFolder | str
    """The folder that now holds the message."""

    attribute_map: ClassVar[dict[str, str]] = {"id": "_id", "folder": "folder"}
    _bounds: ClassVar[dict[str, Bounds]] = {
        "id": Bounds(required=True),
        "folder": Bounds(required=True, choices=tuple(MessageFolder)),
    }

    def __init__(self, *, id: str, folder: MessageFolder | str) -> None:
        self.id = id
        self.folder = folder

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
        if "folder" in data:
            value = data["folder"]
            try:
                self.folder = MessageFolder.read(value)
            except (TypeError, ValueError):
                self.additional_properties["folder"] = value
        return self


_WIRE_NAMES = frozenset(FiledMessage.attribute_map.values())
