# Generated from codegen/openapi.yaml; do not edit.

"""The model EmailAttachment."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds
from .byte_encoding import ByteEncoding


class EmailAttachment(Model):
    """A file to send along. Now unused.

    Attributes:
        cid: The content id by which the HTML may refer to it.
        content_disposition: How to offer it, as attachment or inline.
        encoding: How its content is written.
        filename: The file name.
    """

    __slots__ = ("cid", "content_disposition", "encoding", "filename")

    cid: str | None
    """The content id by which the HTML may refer to it."""
    content_disposition: str | None
    """How to offer it, as attachment or inline."""
    encoding: ByteEncoding | str | None
    """How its content is written."""
    filename: str | None
    """The file name."""

    attribute_map: ClassVar[dict[str, str]] = {
        "cid": "cid",
        "content_disposition": "contentDisposition",
        "encoding": "encoding",
        "filename": "filename",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {"encoding": Bounds(choices=tuple(ByteEncoding))}

    def __init__(
        self,
        *,
        cid: str | None = NOT_GIVEN,
        content_disposition: str | None = NOT_GIVEN,
        encoding: ByteEncoding | str | None = NOT_GIVEN,
        filename: str | None = NOT_GIVEN,
    ) -> None:
        if cid is not NOT_GIVEN:
            self.cid = cid
        if content_disposition is not NOT_GIVEN:
            self.content_disposition = content_disposition
        if encoding is not NOT_GIVEN:
            self.encoding = encoding
        if filename is not NOT_GIVEN:
            self.filename = filename

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
        if "cid" in data:
            self.cid = data["cid"]
        if "contentDisposition" in data:
            self.content_disposition = data["contentDisposition"]
        if "encoding" in data:
            value = data["encoding"]
            try:
                self.encoding = None if value is None else ByteEncoding.read(value)
            except (TypeError, ValueError):
                self.additional_properties["encoding"] = value
        if "filename" in data:
            self.filename = data["filename"]
        return self


_WIRE_NAMES = frozenset(EmailAttachment.attribute_map.values())
