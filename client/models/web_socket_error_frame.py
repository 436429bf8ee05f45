# Generated from codegen/openapi.yaml; do not edit.

"""The model WebSocketErrorFrame."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class WebSocketErrorFrame(Model):
    """A refusal or a failure, told over the web socket.

    Attributes:
        status: An HTTP status other than 200.
        error: What went wrong. The service sends this, message, or both.
        message: What went wrong, for people.
    """

    __slots__ = ("status", "error", "message")

    status: int | None
    """An HTTP status other than 200."""
    error: str | None
    """What went wrong. The service sends this, message, or both."""
    message: str | None
    """What went wrong, for people."""

    attribute_map: ClassVar[dict[str, str]] = {
        "status": "status",
        "error": "error",
        "message": "message",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {}

    def __init__(
        self,
        *,
        status: int | None = NOT_GIVEN,
        error: str | None = NOT_GIVEN,
        message: str | None = NOT_GIVEN,
    ) -> None:
        if status is not NOT_GIVEN:
            self.status = status
        if error is not NOT_GIVEN:
            self.error = error
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
        if "status" in data:
            self.status = data["status"]
        if "error" in data:
            self.error = data["error"]
        if "message" in data:
            self.message = data["message"]
        return self


_WIRE_NAMES = frozenset(WebSocketErrorFrame.attribute_map.values())
