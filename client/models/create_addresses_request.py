# Generated from codegen/openapi.yaml; do not edit.

"""The model CreateAddressesRequest."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class CreateAddressesRequest(Model):
    """The addresses to reserve with one call.

    Attributes:
        addresses: The addresses, at most 100.
    """

    __slots__ = ("addresses",)

    addresses: list[str] | None
    """The addresses, at most 100."""

    attribute_map: ClassVar[dict[str, str]] = {"addresses": "addresses"}
    _bounds: ClassVar[dict[str, Bounds]] = {
        "addresses": Bounds(is_list=True, min_length=1, max_length=100)
    }

    def __init__(self, *, addresses: list[str] | None = NOT_GIVEN) -> None:
        if addresses is not NOT_GIVEN:
            self.addresses = addresses

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
        if "addresses" in data:
            self.addresses = data["addresses"]
        return self


_WIRE_NAMES = frozenset(CreateAddressesRequest.attribute_map.values())
