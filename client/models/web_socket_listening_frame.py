# Generated from codegen/openapi.yaml; do not edit.

"""The model WebSocketListeningFrame."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class WebSocketListeningFrame(Model):
    """The first frame on a web socket. It names what the service listens to for you; what is
    missing from it brings no mail.

    Attributes:
        status: 200 when all is well.
        msg: The word Listening.
        addresses: The addresses whose mail will come.
        domains: The domains whose mail will come. May be missing.
    """

    __slots__ = ("status", "msg", "addresses", "domains")

    status: int
    """200 when all is well."""
    msg: str | None
    """The word Listening."""
    addresses: list[str]
    """The addresses whose mail will come."""
    domains: list[str] | None
    """The domains whose mail will come. May be missing."""

    attribute_map: ClassVar[dict[str, str]] = {
        "status": "status",
        "msg": "msg",
        "addresses": "addresses",
        "domains": "domains",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {
        "status": Bounds(required=True),
        "addresses": Bounds(required=True, is_list=True),
    }

    def __init__(
        self,
        *,
        status: int,
        msg: str | None = NOT_GIVEN,
        addresses: list[str],
        domains: list[str] | None = NOT_GIVEN,
    ) -> None:
        self.status = status
        if msg is not NOT_GIVEN:
            self.msg = msg
        self.addresses = addresses
        if domains is not NOT_GIVEN:
            self.domains = domains

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
        if "msg" in data:
            self.msg = data["msg"]
        if "addresses" in data:
            self.addresses = data["addresses"]
        if "domains" in data:
            self.domains = data["domains"]
        return self


_WIRE_NAMES = frozenset(WebSocketListeningFrame.attribute_map.values())
