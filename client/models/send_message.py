# Generated from codegen/openapi.yaml; do not edit.

"""The model SendMessage."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object, read_list
from ..validation import Bounds
from .email_attachment import EmailAttachment


class SendMessage(Model):
    """A mail to send. Now unused.

    Attributes:
        to: One recipient, or several.
        from_: One sender, or several.
        subject: The subject. May be empty.
        text: The plain text body.
        html: The HTML body.
        attachments: The files to send along.
        received: Groups of Received headers to put in front.
        raw: A whole raw mail. It takes the place of everything else.
    """

    __slots__ = ("to", "from_", "subject", "text", "html", "attachments", "received", "raw")

    to: str | list[str] | None
    """One recipient, or several."""
    from_: str | list[str] | None
    """One sender, or several."""
    subject: str
    """The subject. May be empty."""
    text: str
    """The plain text body."""
    html: str
    """The HTML body."""
    attachments: list[EmailAttachment] | None
    """The files to send along."""
    received: list[list[str]] | None
    """Groups of Received headers to put in front."""
    raw: str | None
    """A whole raw mail. It takes the place of everything else."""

    attribute_map: ClassVar[dict[str, str]] = {
        "to": "to",
        "from_": "from",
        "subject": "subject",
        "text": "text",
        "html": "html",
        "attachments": "attachments",
        "received": "received",
        "raw": "raw",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {
        "to": Bounds(required=True),
        "from_": Bounds(required=True),
        "subject": Bounds(required=True),
        "text": Bounds(required=True),
        "html": Bounds(required=True),
    }

    def __init__(
        self,
        *,
        to: str | list[str] | None,
        from_: str | list[str] | None,
        subject: str,
        text: str,
        html: str,
        attachments: list[EmailAttachment] | None = NOT_GIVEN,
        received: list[list[str]] | None = NOT_GIVEN,
        raw: str | None = NOT_GIVEN,
    ) -> None:
        self.to = to
        self.from_ = from_
        self.subject = subject
        self.text = text
        self.html = html
        if attachments is not NOT_GIVEN:
            self.attachments = attachments
        if received is not NOT_GIVEN:
            self.received = received
        if raw is not NOT_GIVEN:
            self.raw = raw

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
        if "to" in data:
            self.to = data["to"]
        if "from" in data:
            self.from_ = data["from"]
        if "subject" in data:
            self.subject = data["subject"]
        if "text" in data:
            self.text = data["text"]
        if "html" in data:
            self.html = data["html"]
        if "attachments" in data:
            value = data["attachments"]
            try:
                self.attachments = (
                    None if value is None else read_list(EmailAttachment.from_dict, value)
                )
            except (TypeError, ValueError):
                self.additional_properties["attachments"] = value
        if "received" in data:
            self.received = data["received"]
        if "raw" in data:
            self.raw = data["raw"]
        return self


_WIRE_NAMES = frozenset(SendMessage.attribute_map.values())
