# Generated from codegen/openapi.yaml; do not edit.

"""The model EmailMessageBodyProps."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class EmailMessageBodyProps(Model):
    """The bodies, the headers and the raw text of a message.

    Attributes:
        text: The plain text body.
        body: The HTML body.
        raw: The whole mail as it was received, with headers and attachments.
        headers: The headers by lower-case name. A header that repeats has a list of values.
    """

    __slots__ = ("text", "body", "raw", "headers")

    text: str | None
    """The plain text body."""
    body: str | None
    """The HTML body."""
    raw: str | None
    """The whole mail as it was received, with headers and attachments."""
    headers: dict[str, str | list[str]] | None
    """The headers by lower-case name. A header that repeats has a list of values."""

    attribute_map: ClassVar[dict[str, str]] = {
        "text": "text",
        "body": "body",
        "raw": "raw",
        "headers": "headers",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {}

    def __init__(
        self,
        *,
        text: str | None = NOT_GIVEN,
        body: str | None = NOT_GIVEN,
        raw: str | None = NOT_GIVEN,
        headers: dict[str, str | list[str]] | None = NOT_GIVEN,
    ) -> None:
        if text is not NOT_GIVEN:
            self.text = text
        if body is not NOT_GIVEN:
            self.body = body
        if raw is not NOT_GIVEN:
            self.raw = raw
        if headers is not NOT_GIVEN:
            self.headers = headers

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
        if "text" in data:
            self.text = data["text"]
        if "body" in data:
            self.body = data["body"]
        elif "html" in data:
            self.body = self.additional_properties.pop("html")
        if "raw" in data:
            self.raw = data["raw"]
        if "headers" in data:
            self.headers = data["headers"]
        return self


_WIRE_NAMES = frozenset(EmailMessageBodyProps.attribute_map.values())
