# Generated from codegen/openapi.yaml; do not edit.

"""The model TopAddress."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import Model, not_an_object
from ..validation import Bounds


class TopAddress(Model):
    """A public address and its mail.

    Attributes:
        id: The address.
        n: How many messages it received.
    """

    __slots__ = ("id", "n")

    id: str
    """The address."""
    n: int
    """How many messages it received."""

    attribute_map: ClassVar[dict[str, str]] = {"id": "_id", "n": "n"}
    _bounds: ClassVar[dict[str, Bounds]] = {"id": Bounds(required=True), "n": Bounds(required=True)}

    def __init__(self, *, id: str, n: int) -> None:
        self.id = id
        self.n = n

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
        if "n" in data:
            self.n = data["n"]
        return self


_WIRE_NAMES = frozenset(TopAddress.attribute_map.values())
