# Generated from codegen/openapi.yaml; do not edit.

"""The model ValidateAddressesRequest."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class ValidateAddressesRequest(Model):
    """The addresses to check with one call.

    Attributes:
        emails: The addresses, at most 50.
    """

    __slots__ = ("emails",)

    emails: list[str] | None
    """The addresses, at most 50."""

    attribute_map: ClassVar[dict[str, str]] = {"emails": "emails"}
    _bounds: ClassVar[dict[str, Bounds]] = {
        "emails": Bounds(is_list=True, min_length=1, max_length=50)
    }

    def __init__(self, *, emails: list[str] | None = NOT_GIVEN) -> None:
        if emails is not NOT_GIVEN:
            self.emails = emails

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
        if "emails" in data:
            self.emails = data["emails"]
        return self


_WIRE_NAMES = frozenset(ValidateAddressesRequest.attribute_map.values())
