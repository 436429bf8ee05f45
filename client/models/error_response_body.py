# Generated from codegen/openapi.yaml; do not edit.

"""The model ErrorResponseBody."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class ErrorResponseBody(Model):
    """What comes with an error. Any part may be missing.

    Attributes:
        message: What went wrong, for people.
        error: The kind of error, often the reason phrase of the status.
        validation_errors: What is wrong with the request, one entry for each finding.
    """

    __slots__ = ("message", "error", "validation_errors")

    message: str | None
    """What went wrong, for people."""
    error: str | None
    """The kind of error, often the reason phrase of the status."""
    validation_errors: list[str] | None
    """What is wrong with the request, one entry for each finding."""

    attribute_map: ClassVar[dict[str, str]] = {
        "message": "message",
        "error": "error",
        "validation_errors": "validationErrors",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {}

    def __init__(
        self,
        *,
        message: str | None = NOT_GIVEN,
        error: str | None = NOT_GIVEN,
        validation_errors: list[str] | None = NOT_GIVEN,
    ) -> None:
        if message is not NOT_GIVEN:
            self.message = message
        if error is not NOT_GIVEN:
            self.error = error
        if validation_errors is not NOT_GIVEN:
            self.validation_errors = validation_errors

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
        if "error" in data:
            self.error = data["error"]
        if "validationErrors" in data:
            self.validation_errors = data["validationErrors"]
        return self


_WIRE_NAMES = frozenset(ErrorResponseBody.attribute_map.values())
