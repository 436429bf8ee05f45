# Generated from codegen/openapi.yaml; do not edit.

"""The model EmailAddressIntegrity."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class EmailAddressIntegrity(Model):
    """What is known of an address that was checked.

    Attributes:
        email: What was checked.
        valid_format: Whether the address is well written.
        local: The part in front of the `@`.
        domain: The part behind the `@`, which the other findings are about.
        is_disposable: Whether its mail ends up at a provider of disposable addresses.
        disposable_domains: The disposable providers that the domain leads to.
        aliases: Other domains and IP addresses that belong to the domain.
    """

    __slots__ = (
        "email",
        "valid_format",
        "local",
        "domain",
        "is_disposable",
        "disposable_domains",
        "aliases",
    )

    email: str
    """What was checked."""
    valid_format: bool
    """Whether the address is well written."""
    local: str | None
    """The part in front of the `@`."""
    domain: str | None
    """The part behind the `@`, which the other findings are about."""
    is_disposable: bool | None
    """Whether its mail ends up at a provider of disposable addresses."""
    disposable_domains: list[str] | None
    """The disposable providers that the domain leads to."""
    aliases: list[str] | None
    """Other domains and IP addresses that belong to the domain."""

    attribute_map: ClassVar[dict[str, str]] = {
        "email": "email",
        "valid_format": "validFormat",
        "local": "local",
        "domain": "domain",
        "is_disposable": "isDisposable",
        "disposable_domains": "disposableDomains",
        "aliases": "aliases",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {
        "email": Bounds(required=True),
        "valid_format": Bounds(required=True),
    }

    def __init__(
        self,
        *,
        email: str,
        valid_format: bool,
        local: str | None = NOT_GIVEN,
        domain: str | None = NOT_GIVEN,
        is_disposable: bool | None = NOT_GIVEN,
        disposable_domains: list[str] | None = NOT_GIVEN,
        aliases: list[str] | None = NOT_GIVEN,
    ) -> None:
        self.email = email
        self.valid_format = valid_format
        if local is not NOT_GIVEN:
            self.local = local
        if domain is not NOT_GIVEN:
            self.domain = domain
        if is_disposable is not NOT_GIVEN:
            self.is_disposable = is_disposable
        if disposable_domains is not NOT_GIVEN:
            self.disposable_domains = disposable_domains
        if aliases is not NOT_GIVEN:
            self.aliases = aliases

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
        if "email" in data:
            self.email = data["email"]
        if "validFormat" in data:
            self.valid_format = data["validFormat"]
        elif "isValidFormat" in data:
            self.valid_format = self.additional_properties.pop("isValidFormat")
        if "local" in data:
            self.local = data["local"]
        if "domain" in data:
            self.domain = data["domain"]
        if "isDisposable" in data:
            self.is_disposable = data["isDisposable"]
        if "disposableDomains" in data:
            self.disposable_domains = data["disposableDomains"]
        if "aliases" in data:
            self.aliases = data["aliases"]
        return self


_WIRE_NAMES = frozenset(EmailAddressIntegrity.attribute_map.values())
