# Generated from codegen/openapi.yaml; do not edit.

"""The model DenylistStatus."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import Model, not_an_object
from ..validation import Bounds


class DenylistStatus(Model):
    """Whether a domain or an IP address is on the deny-list.

    Attributes:
        blacklisted: Whether the service refuses its mail.
    """

    __slots__ = ("blacklisted",)

    blacklisted: bool
    """Whether the service refuses its mail."""

    attribute_map: ClassVar[dict[str, str]] = {"blacklisted": "blacklisted"}
    _bounds: ClassVar[dict[str, Bounds]] = {"blacklisted": Bounds(required=True)}

    def __init__(self, *, blacklisted: bool) -> None:
        self.blacklisted = blacklisted

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
        if "blacklisted" in data:
            self.blacklisted = data["blacklisted"]
        return self


_WIRE_NAMES = frozenset(DenylistStatus.attribute_map.values())
