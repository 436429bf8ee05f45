# Generated from codegen/openapi.yaml; do not edit.

"""The model EmailAddressAvailability."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class EmailAddressAvailability(Model):
    """Whether an address can be reserved.

    Attributes:
        email: The address.
        available: Whether you can reserve it.
        owned: Whether some account has it.
    """

    __slots__ = ("email", "available", "owned")

    email: str | None
    """The address."""
    available: bool
    """Whether you can reserve it."""
    owned: bool | None
    """Whether some account has it."""

    attribute_map: ClassVar[dict[str, str]] = {
        "email": "email",
        "available": "available",
        "owned": "owned",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {"available": Bounds(required=True)}

    def __init__(
        self, *, email: str | None = NOT_GIVEN, available: bool, owned: bool | None = NOT_GIVEN
    ) -> None:
        if email is not NOT_GIVEN:
            self.email = email
        self.available = available
        if owned is not NOT_GIVEN:
            self.owned = owned

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
        if "email" in data:
            self.email = data["email"]
        if "available" in data:
            self.available = data["available"]
        if "owned" in data:
            self.owned = data["owned"]
        return self


_WIRE_NAMES = frozenset(EmailAddressAvailability.attribute_map.values())
