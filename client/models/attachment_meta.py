# Generated from codegen/openapi.yaml; do not edit.

"""The model AttachmentMeta."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class AttachmentMeta(Model):
    """An attachment without its bytes.

    Attributes:
        checksum: The MD5 checksum of the file, in hexadecimal.
        content_disposition: How the mail offers it, as attachment or inline.
        content_id: The content id by which the HTML may refer to it.
        content_type: The media type that the sender gave it.
        file_name: The file name that the sender gave it. Check it before you use it as a path.
        length: The length of the file, in bytes.
        transfer_encoding: How it is encoded within the mail.
    """

    __slots__ = (
        "checksum",
        "content_disposition",
        "content_id",
        "content_type",
        "file_name",
        "length",
        "transfer_encoding",
    )

    checksum: str
    """The MD5 checksum of the file, in hexadecimal."""
    content_disposition: str | None
    """How the mail offers it, as attachment or inline."""
    content_id: str | None
    """The content id by which the HTML may refer to it."""
    content_type: str | None
    """The media type that the sender gave it."""
    file_name: str | None
    """The file name that the sender gave it. Check it before you use it as a path."""
    length: int | None
    """The length of the file, in bytes."""
    transfer_encoding: str | None
    """How it is encoded within the mail."""

    attribute_map: ClassVar[dict[str, str]] = {
        "checksum": "checksum",
        "content_disposition": "contentDisposition",
        "content_id": "contentId",
        "content_type": "contentType",
        "file_name": "fileName",
        "length": "length",
        "transfer_encoding": "transferEncoding",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {
        "checksum": Bounds(required=True),
        "length": Bounds(minimum=0),
    }

    def __init__(
        self,
        *,
        checksum: str,
        content_disposition: str | None = NOT_GIVEN,
        content_id: str | None = NOT_GIVEN,
        content_type: str | None = NOT_GIVEN,
        file_name: str | None = NOT_GIVEN,
        length: int | None = NOT_GIVEN,
        transfer_encoding: str | None = NOT_GIVEN,
    ) -> None:
        self.checksum = checksum
        if content_disposition is not NOT_GIVEN:
            self.content_disposition = content_disposition
        if content_id is not NOT_GIVEN:
            self.content_id = content_id
        if content_type is not NOT_GIVEN:
            self.content_type = content_type
        if file_name is not NOT_GIVEN:
            self.file_name = file_name
        if length is not NOT_GIVEN:
            self.length = length
        if transfer_encoding is not NOT_GIVEN:
            self.transfer_encoding = transfer_encoding

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
        if "checksum" in data:
            self.checksum = data["checksum"]
        if "contentDisposition" in data:
            self.content_disposition = data["contentDisposition"]
        if "contentId" in data:
            self.content_id = data["contentId"]
        if "contentType" in data:
            self.content_type = data["contentType"]
        if "fileName" in data:
            self.file_name = data["fileName"]
        if "length" in data:
            self.length = data["length"]
        if "transferEncoding" in data:
            self.transfer_encoding = data["transferEncoding"]
        return self


_WIRE_NAMES = frozenset(AttachmentMeta.attribute_map.values())
