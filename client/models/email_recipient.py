# Generated from codegen/openapi.yaml; do not edit.

"""The model EmailRecipient."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class EmailRecipient(Model):
    """A sender or recipient.

    Attributes:
        name: The display name. Often empty.
        address: The address.
    """

    __slots__ = ("name", "address")

    name: str | None
    """The display name. Often empty."""
    address: str
    """The address."""

    attribute_map: ClassVar[dict[str, str]] = {"name": "name", "address": "address"}
    _bounds: ClassVar[dict[str, Bounds]] = {"address": Bounds(required=True)}

    def __init__(self, *, name: str | None = NOT_GIVEN, address: str) -> None:
        if name is not NOT_GIVEN:
            self.name = name
        self.address = address

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
        if "name" in data:
            self.name = data["name"]
        if "address" in data:
            self.address = data["address"]
        return self


_WIRE_NAMES = frozenset(EmailRecipient.attribute_map.values())
