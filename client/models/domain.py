# Generated from codegen/openapi.yaml; do not edit.

"""The model Domain."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object, read_datetime
from ..validation import Bounds


class Domain(Model):
    """A custom domain with its settings and the state of its DNS checks.

    Attributes:
        id: The domain. It is its own id.
        created: When the domain was added.
        updated: When a setting last changed.
        enablews: Whether mail of all its inboxes is sent over the web socket.
        hosted: Whether this is a subdomain of msdc.co, which the service runs for you.
        is_default: Whether this is the default domain of the account.
        is_private: Whether its inboxes are hidden from the public.
        last_verification_errors: What the last DNS check found wrong.
        owner: The account that manages the domain.
        verification_txt: The TXT record to put into the DNS of the domain to prove that it is
            yours.
        verified: Whether the TXT record was found.
        verified_mx: Whether its MX records lead to Mailsac, so that mail arrives.
    """

    __slots__ = (
        "id",
        "created",
        "updated",
        "enablews",
        "hosted",
        "is_default",
        "is_private",
        "last_verification_errors",
        "owner",
        "verification_txt",
        "verified",
        "verified_mx",
    )

    id: str
    """The domain. It is its own id."""
    created: datetime | None
    """When the domain was added."""
    updated: datetime | None
    """When a setting last changed."""
    enablews: bool | None
    """Whether mail of all its inboxes is sent over the web socket."""
    hosted: bool | None
    """Whether this is a subdomain of msdc.co, which the service runs for you."""
    is_default: bool | None
    """Whether this is the default domain of the account."""
    is_private: bool | None
    """Whether its inboxes are hidden from the public."""
    last_verification_errors: str | None
    """What the last DNS check found wrong."""
    owner: str | None
    """The account that manages the domain."""
    verification_txt: str | None
    """The TXT record to put into the DNS of the domain to prove that it is yours."""
    verified: bool | None
    """Whether the TXT record was found."""
    verified_mx: bool | None
    """Whether its MX records lead to Mailsac, so that mail arrives."""

    attribute_map: ClassVar[dict[str, str]] = {
        "id": "_id",
        "created": "created",
        "updated": "updated",
        "enablews": "enablews",
        "hosted": "hosted",
        "is_default": "isDefault",
        "is_private": "isPrivate",
        "last_verification_errors": "lastVerificationErrors",
        "owner": "owner",
        "verification_txt": "verificationTxt",
        "verified": "verified",
        "verified_mx": "verifiedMx",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {"id": Bounds(required=True)}

    def __init__(
        self,
        *,
        id: str,
        created: datetime | None = NOT_GIVEN,
        updated: datetime | None = NOT_GIVEN,
        enablews: bool | None = NOT_GIVEN,
        hosted: bool | None = NOT_GIVEN,
        is_default: bool | None = NOT_GIVEN,
        is_private: bool | None = NOT_GIVEN,
        last_verification_errors: str | None = NOT_GIVEN,
        owner: str | None = NOT_GIVEN,
        verification_txt: str | None = NOT_GIVEN,
        verified: bool | None = NOT_GIVEN,
        verified_mx: bool | None = NOT_GIVEN,
    ) -> None:
        self.id = id
        if created is not NOT_GIVEN:
            self.created = created
        if updated is not NOT_GIVEN:
            self.updated = updated
        if enablews is not NOT_GIVEN:
            self.enablews = enablews
        if hosted is not NOT_GIVEN:
            self.hosted = hosted
        if is_default is not NOT_GIVEN:
            self.is_default = is_default
        if is_private is not NOT_GIVEN:
            self.is_private = is_private
        if last_verification_errors is not NOT_GIVEN:
            self.last_verification_errors = last_verification_errors
        if owner is not NOT_GIVEN:
            self.owner = owner
        if verification_txt is not NOT_GIVEN:
            self.verification_txt = verification_txt
        if verified is not NOT_GIVEN:
            self.verified = verified
        if verified_mx is not NOT_GIVEN:
            self.verified_mx = verified_mx

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
        if "_id" in data:
            self.id = data["_id"]
        if "created" in data:
            value = data["created"]
            try:
                self.created = None if value is None else read_datetime(value)
            except (TypeError, ValueError):
                self.additional_properties["created"] = value
        if "updated" in data:
            value = data["updated"]
            try:
                self.updated = None if value is None else read_datetime(value)
            except (TypeError, ValueError):
                self.additional_properties["updated"] = value
        if "enablews" in data:
            self.enablews = data["enablews"]
        if "hosted" in data:
            self.hosted = data["hosted"]
        if "isDefault" in data:
            self.is_default = data["isDefault"]
        if "isPrivate" in data:
            self.is_private = data["isPrivate"]
        if "lastVerificationErrors" in data:
            self.last_verification_errors = data["lastVerificationErrors"]
        if "owner" in data:
            self.owner = data["owner"]
        if "verificationTxt" in data:
            self.verification_txt = data["verificationTxt"]
        if "verified" in data:
            self.verified = data["verified"]
        if "verifiedMx" in data:
            self.verified_mx = data["verifiedMx"]
        return self


_WIRE_NAMES = frozenset(Domain.attribute_map.values())
