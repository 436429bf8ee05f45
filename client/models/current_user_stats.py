# Generated from codegen/openapi.yaml; do not edit.

"""The model CurrentUserStats."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class CurrentUserStats(Model):
    """What the account has and uses.

    Attributes:
        addresses: The reserved addresses.
        domains: The custom domains.
        starred_messages: How many messages are starred.
        stored_messages: How many messages its private inboxes hold.
        inbox_bytes: How many bytes these messages take.
        last_month_ops: How many ops the account used last month.
        default_domain: The default domain of the account.
    """

    __slots__ = (
        "addresses",
        "domains",
        "starred_messages",
        "stored_messages",
        "inbox_bytes",
        "last_month_ops",
        "default_domain",
    )

    addresses: list[str] | None
    """The reserved addresses."""
    domains: list[str] | None
    """The custom domains."""
    starred_messages: int | None
    """How many messages are starred."""
    stored_messages: int | None
    """How many messages its private inboxes hold."""
    inbox_bytes: int | None
    """How many bytes these messages take."""
    last_month_ops: int | None
    """How many ops the account used last month."""
    default_domain: str | None
    """The default domain of the account."""

    attribute_map: ClassVar[dict[str, str]] = {
        "addresses": "addresses",
        "domains": "domains",
        "starred_messages": "starredMessages",
        "stored_messages": "storedMessages",
        "inbox_bytes": "inboxBytes",
        "last_month_ops": "lastMonthOps",
        "default_domain": "defaultDomain",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {
        "starred_messages": Bounds(minimum=0),
        "stored_messages": Bounds(minimum=0),
        "inbox_bytes": Bounds(minimum=0),
    }

    def __init__(
        self,
        *,
        addresses: list[str] | None = NOT_GIVEN,
        domains: list[str] | None = NOT_GIVEN,
        starred_messages: int | None = NOT_GIVEN,
        stored_messages: int | None = NOT_GIVEN,
        inbox_bytes: int | None = NOT_GIVEN,
        last_month_ops: int | None = NOT_GIVEN,
        default_domain: str | None = NOT_GIVEN,
    ) -> None:
        if addresses is not NOT_GIVEN:
            self.addresses = addresses
        if domains is not NOT_GIVEN:
            self.domains = domains
        if starred_messages is not NOT_GIVEN:
            self.starred_messages = starred_messages
        if stored_messages is not NOT_GIVEN:
            self.stored_messages = stored_messages
        if inbox_bytes is not NOT_GIVEN:
            self.inbox_bytes = inbox_bytes
        if last_month_ops is not NOT_GIVEN:
            self.last_month_ops = last_month_ops
        if default_domain is not NOT_GIVEN:
            self.default_domain = default_domain

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
        if "addresses" in data:
            self.addresses = data["addresses"]
        if "domains" in data:
            self.domains = data["domains"]
        if "starredMessages" in data:
            self.starred_messages = data["starredMessages"]
        if "storedMessages" in data:
            self.stored_messages = data["storedMessages"]
        if "inboxBytes" in data:
            self.inbox_bytes = data["inboxBytes"]
        if "lastMonthOps" in data:
            self.last_month_ops = data["lastMonthOps"]
        if "defaultDomain" in data:
            self.default_domain = data["defaultDomain"]
        return self


_WIRE_NAMES = frozenset(CurrentUserStats.attribute_map.values())
