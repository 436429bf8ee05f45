# Generated from codegen/openapi.yaml; do not edit.

"""The model CommonAttachments."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import Model, not_an_object
from ..validation import Bounds


class CommonAttachments(Model):
    """A file that came with public mail, and how often.

    Attributes:
        id: The MD5 checksum of the file, in hexadecimal.
        n: In how many public messages it came.
    """

    __slots__ = ("id", "n")

    id: str
    """The MD5 checksum of the file, in hexadecimal."""
    n: int
    """In how many public messages it came."""

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


_WIRE_NAMES = frozenset(CommonAttachments.attribute_map.values())
