# Generated from codegen/openapi.yaml; do not edit.

"""The model EmailMessageWebSocketFrame."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds
from .incoming_email_message import IncomingEmailMessage


class EmailMessageWebSocketFrame(Model):
    """A mail that came over the web socket.

    Attributes:
        status: 200 for a mail in an envelope. Missing for one that came bare.
        email: See `IncomingEmailMessage`.
    """

    __slots__ = ("status", "email")

    status: int | None
    """200 for a mail in an envelope. Missing for one that came bare."""
    email: IncomingEmailMessage
    """See `IncomingEmailMessage`."""

    attribute_map: ClassVar[dict[str, str]] = {"status": "status", "email": "email"}
    _bounds: ClassVar[dict[str, Bounds]] = {"email": Bounds(required=True)}

    def __init__(self, *, status: int | None = NOT_GIVEN, email: IncomingEmailMessage) -> None:
        if status is not NOT_GIVEN:
            self.status = status
        self.email = email

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
        if "status" in data:
            self.status = data["status"]
        if "email" in data:
            value = data["email"]
            try:
                self.email = IncomingEmailMessage.from_dict(value)
            except (TypeError, ValueError):
                self.additional_properties["email"] = value
        return self


_WIRE_NAMES = frozenset(EmailMessageWebSocketFrame.attribute_map.values())
