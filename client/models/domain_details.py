# Generated from codegen/openapi.yaml; do not edit.

"""The model DomainDetails."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds
from .domain import Domain
from .email_address import EmailAddress


class DomainDetails(Model):
    """A domain with the number of its messages and its catch-all address.

    Attributes:
        domain: See `Domain`.
        total_messages: How many messages its inboxes hold.
        catch_all_address: See `EmailAddress`.
    """

    __slots__ = ("domain", "total_messages", "catch_all_address")

    domain: Domain
    """See `Domain`."""
    total_messages: int | None
    """How many messages its inboxes hold."""
    catch_all_address: EmailAddress | None
    """See `EmailAddress`."""

    attribute_map: ClassVar[dict[str, str]] = {
        "domain": "domain",
        "total_messages": "totalMessages",
        "catch_all_address": "catchAllAddress",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {"domain": Bounds(required=True)}

    def __init__(
        self,
        *,
        domain: Domain,
        total_messages: int | None = NOT_GIVEN,
        catch_all_address: EmailAddress | None = NOT_GIVEN,
    ) -> None:
        self.domain = domain
        if total_messages is not NOT_GIVEN:
            self.total_messages = total_messages
        if catch_all_address is not NOT_GIVEN:
            self.catch_all_address = catch_all_address

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
        if "domain" in data:
            value = data["domain"]
            try:
                self.domain = Domain.from_dict(value)
            except (TypeError, ValueError):
                self.additional_properties["domain"] = value
        if "totalMessages" in data:
            self.total_messages = data["totalMessages"]
        if "catchAllAddress" in data:
            value = data["catchAllAddress"]
            try:
                self.catch_all_address = None if value is None else EmailAddress.from_dict(value)
            except (TypeError, ValueError):
                self.additional_properties["catchAllAddress"] = value
        return self


_WIRE_NAMES = frozenset(DomainDetails.attribute_map.values())
