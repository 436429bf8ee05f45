# Generated from codegen/openapi.yaml; do not edit.

"""The model LabeledMessage."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import Model, not_an_object
from ..validation import Bounds


class LabeledMessage(Model):
    """A message and its labels.

    Attributes:
        id: The id of the message.
        labels: All labels that are now on the message.
    """

    __slots__ = ("id", "labels")

    id: str
    """The id of the message."""
    labels: list[str] | None
    """All labels that are now on the message."""

    attribute_map: ClassVar[dict[str, str]] = {"id": "_id", "labels": "labels"}
    _bounds: ClassVar[dict[str, Bounds]] = {
        "id": Bounds(required=True),
        "labels": Bounds(required=True, is_list=True),
    }

    def __init__(self, *, id: str, labels: list[str] | None) -> None:
        self.id = id
        self.labels = labels

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
        if "labels" in data:
            self.labels = data["labels"]
        return self


_WIRE_NAMES = frozenset(LabeledMessage.attribute_map.values())
