# Generated from codegen/openapi.yaml; do not edit.

"""The model TooManyRecipientsResponse."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class TooManyRecipientsResponse(Model):
    """The answer of the former sending call to too many recipients. Now unused.

    Attributes:
        message: What went wrong, for people.
    """

    __slots__ = ("message",)

    message: str | None
    """What went wrong, for people."""

    attribute_map: ClassVar[dict[str, str]] = {"message": "message"}
    _bounds: ClassVar[dict[str, Bounds]] = {}

    def __init__(self, *, message: str | None = NOT_GIVEN) -> None:
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
        if "message" in data:
            self.message = data["message"]
        return self


_WIRE_NAMES = frozenset(TooManyRecipientsResponse.attribute_map.values())
