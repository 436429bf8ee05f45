# Generated from codegen/openapi.yaml; do not edit.

"""The model CurrentUserInfo."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object, read_datetime
from ..validation import Bounds


class CurrentUserInfo(Model):
    """The account behind the key. Flags are 1 for yes and 0 for no.

    Attributes:
        id: The name of the account.
        email: The contact address of the account.
        invoice_email: The address for invoices.
        capture_private: Whether mail from the capture service is starred.
        message_limit: How many messages the account may store, starred ones included.
        private_domain: How many more custom domains may be added.
        private_address_credits: How many more private addresses may be reserved.
        whitelist_access: Whether the account may ask for IP addresses to be let through everywhere.
        mo_api_count: Roughly how many API calls were made this month.
        api_monthly_limit: How many API calls the plan allows in a month.
        billing_hold: Set while the service is stopped for unpaid invoices.
        disabled: Set when the account is disabled.
        recents: The addresses that were last looked at on the website.
        labels: The labels that the account has made.
        company: The name of the company.
        address: The postal address of the company.
        firehose: Whether the account may use the firehose web socket.
        allow_public_domains: Whether the account may have public domains.
        view_analytics: Whether the account may see analytics.
        api_access: Whether the account may use the API.
        ws_domain: Whether the account may have web sockets for whole domains.
        many_keys: Whether the account may have several API keys.
        internal_unlimited: Whether the account has no limits; for the service itself.
        last_login: When someone last logged in to the website.
        allow_multiple_users: Whether the account may have several users.
        user_limit: How many users the account may have.
        disable_spam: Whether the spam filter is off.
        stripe_id: The customer id at the payment provider.
        mo_api_disabled: Not 0 while the API is off because the plan of this month is used up.
        mo_api_limit_warning_email: Not 0 when a warning about the monthly limit was mailed.
        api_key_name: The name of the key that was used.
    """

    __slots__ = (
        "id",
        "email",
        "invoice_email",
        "capture_private",
        "message_limit",
        "private_domain",
        "private_address_credits",
        "whitelist_access",
        "mo_api_count",
        "api_monthly_limit",
        "billing_hold",
        "disabled",
        "recents",
        "labels",
        "company",
        "address",
        "firehose",
        "allow_public_domains",
        "view_analytics",
        "api_access",
        "ws_domain",
        "many_keys",
        "internal_unlimited",
        "last_login",
        "allow_multiple_users",
        "user_limit",
        "disable_spam",
        "stripe_id",
        "mo_api_disabled",
        "mo_api_limit_warning_email",
        "api_key_name",
    )

    id: str
    """The name of the account."""
    email: str | None
    """The contact address of the account."""
    invoice_email: str | None
    """The address for invoices."""
    capture_private: bool | None
    """Whether mail from the capture service is starred."""
    message_limit: int | None
    """How many messages the account may store, starred ones included."""
    private_domain: int | None
    """How many more custom domains may be added."""
    private_address_credits: int | None
    """How many more private addresses may be reserved."""
    whitelist_access: int | None
    """Whether the account may ask for IP addresses to be let through everywhere."""
    mo_api_count: int | None
    """Roughly how many API calls were made this month."""
    api_monthly_limit: int | None
    """How many API calls the plan allows in a month."""
    billing_hold: str | None
    """Set while the service is stopped for unpaid invoices."""
    disabled: str | None
    """Set when the account is disabled."""
    recents: list[str] | None
    """The addresses that were last looked at on the website."""
    labels: list[str] | None
    """The labels that the account has made."""
    company: str | None
    """The name of the company."""
    address: str | None
    """The postal address of the company."""
    firehose: int | None
    """Whether the account may use the firehose web socket."""
    allow_public_domains: int | None
    """Whether the account may have public domains."""
    view_analytics: int | None
    """Whether the account may see analytics."""
    api_access: int | None
    """Whether the account may use the API."""
    ws_domain: int | None
    """Whether the account may have web sockets for whole domains."""
    many_keys: int | None
    """Whether the account may have several API keys."""
    internal_unlimited: int | None
    """Whether the account has no limits; for the service itself."""
    last_login: datetime | None
    """When someone last logged in to the website."""
    allow_multiple_users: int | None
    """Whether the account may have several users."""
    user_limit: int | None
    """How many users the account may have."""
    disable_spam: bool | None
    """Whether the spam filter is off."""
    stripe_id: str | None
    """The customer id at the payment provider."""
    mo_api_disabled: int | None
    """Not 0 while the API is off because the plan of this month is used up."""
    mo_api_limit_warning_email: int | None
    """Not 0 when a warning about the monthly limit was mailed."""
    api_key_name: str | None
    """The name of the key that was used."""

    attribute_map: ClassVar[dict[str, str]] = {
        "id": "_id",
        "email": "email",
        "invoice_email": "invoiceEmail",
        "capture_private": "capturePrivate",
        "message_limit": "messageLimit",
        "private_domain": "privateDomain",
        "private_address_credits": "privateAddressCredits",
        "whitelist_access": "whitelistAccess",
        "mo_api_count": "moAPICount",
        "api_monthly_limit": "apiMonthlyLimit",
        "billing_hold": "billingHold",
        "disabled": "disabled",
        "recents": "recents",
        "labels": "labels",
        "company": "company",
        "address": "address",
        "firehose": "firehose",
        "allow_public_domains": "allowPublicDomains",
        "view_analytics": "viewAnalytics",
        "api_access": "apiAccess",
        "ws_domain": "wsDomain",
        "many_keys": "manyKeys",
        "internal_unlimited": "internalUnlimited",
        "last_login": "lastLogin",
        "allow_multiple_users": "allowMultipleUsers",
        "user_limit": "userLimit",
        "disable_spam": "disableSpam",
        "stripe_id": "stripeId",
        "mo_api_disabled": "moAPIDisabled",
        "mo_api_limit_warning_email": "moAPILimitWarningEmail",
        "api_key_name": "apiKeyName",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {
        "id": Bounds(required=True),
        "whitelist_access": Bounds(choices=(0, 1)),
        "allow_public_domains": Bounds(choices=(0, 1)),
        "view_analytics": Bounds(choices=(0, 1)),
        "api_access": Bounds(choices=(0, 1)),
        "ws_domain": Bounds(choices=(0, 1)),
        "many_keys": Bounds(choices=(0, 1)),
        "internal_unlimited": Bounds(choices=(0, 1)),
        "allow_multiple_users": Bounds(choices=(0, 1)),
    }

    def __init__(
        self,
        *,
        id: str,
        email: str | None = NOT_GIVEN,
        invoice_email: str | None = NOT_GIVEN,
        capture_private: bool | None = NOT_GIVEN,
        message_limit: int | None = NOT_GIVEN,
        private_domain: int | None = NOT_GIVEN,
        private_address_credits: int | None = NOT_GIVEN,
        whitelist_access: int | None = NOT_GIVEN,
        mo_api_count: int | None = NOT_GIVEN,
        api_monthly_limit: int | None = NOT_GIVEN,
        billing_hold: str | None = NOT_GIVEN,
        disabled: str | None = NOT_GIVEN,
        recents: list[str] | None = NOT_GIVEN,
        labels: list[str] | None = NOT_GIVEN,
        company: str | None = NOT_GIVEN,
        address: str | None = NOT_GIVEN,
        firehose: int | None = NOT_GIVEN,
        allow_public_domains: int | None = NOT_GIVEN,
        view_analytics: int | None = NOT_GIVEN,
        api_access: int | None = NOT_GIVEN,
        ws_domain: int | None = NOT_GIVEN,
        many_keys: int | None = NOT_GIVEN,
        internal_unlimited: int | None = NOT_GIVEN,
        last_login: datetime | None = NOT_GIVEN,
        allow_multiple_users: int | None = NOT_GIVEN,
        user_limit: int | None = NOT_GIVEN,
        disable_spam: bool | None = NOT_GIVEN,
        stripe_id: str | None = NOT_GIVEN,
        mo_api_disabled: int | None = NOT_GIVEN,
        mo_api_limit_warning_email: int | None = NOT_GIVEN,
        api_key_name: str | None = NOT_GIVEN,
    ) -> None:
        self.id = id
        if email is not NOT_GIVEN:
            self.email = email
        if invoice_email is not NOT_GIVEN:
            self.invoice_email = invoice_email
        if capture_private is not NOT_GIVEN:
            self.capture_private = capture_private
        if message_limit is not NOT_GIVEN:
            self.message_limit = message_limit
        if private_domain is not NOT_GIVEN:
            self.private_domain = private_domain
        if private_address_credits is not NOT_GIVEN:
            self.private_address_credits = private_address_credits
        if whitelist_access is not NOT_GIVEN:
            self.whitelist_access = whitelist_access
        if mo_api_count is not NOT_GIVEN:
            self.mo_api_count = mo_api_count
        if api_monthly_limit is not NOT_GIVEN:
            self.api_monthly_limit = api_monthly_limit
        if billing_hold is not NOT_GIVEN:
            self.billing_hold = billing_hold
        if disabled is not NOT_GIVEN:
            self.disabled = disabled
        if recents is not NOT_GIVEN:
            self.recents = recents
        if labels is not NOT_GIVEN:
            self.labels = labels
        if company is not NOT_GIVEN:
            self.company = company
        if address is not NOT_GIVEN:
            self.address = address
        if firehose is not NOT_GIVEN:
            self.firehose = firehose
        if allow_public_domains is not NOT_GIVEN:
            self.allow_public_domains = allow_public_domains
        if view_analytics is not NOT_GIVEN:
            self.view_analytics = view_analytics
        if api_access is not NOT_GIVEN:
            self.api_access = api_access
        if ws_domain is not NOT_GIVEN:
            self.ws_domain = ws_domain
        if many_keys is not NOT_GIVEN:
            self.many_keys = many_keys
        if internal_unlimited is not NOT_GIVEN:
            self.internal_unlimited = internal_unlimited
        if last_login is not NOT_GIVEN:
            self.last_login = last_login
        if allow_multiple_users is not NOT_GIVEN:
            self.allow_multiple_users = allow_multiple_users
        if user_limit is not NOT_GIVEN:
            self.user_limit = user_limit
        if disable_spam is not NOT_GIVEN:
            self.disable_spam = disable_spam
        if stripe_id is not NOT_GIVEN:
            self.stripe_id = stripe_id
        if mo_api_disabled is not NOT_GIVEN:
            self.mo_api_disabled = mo_api_disabled
        if mo_api_limit_warning_email is not NOT_GIVEN:
            self.mo_api_limit_warning_email = mo_api_limit_warning_email
        if api_key_name is not NOT_GIVEN:
            self.api_key_name = api_key_name

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
        if "email" in data:
            self.email = data["email"]
        if "invoiceEmail" in data:
            self.invoice_email = data["invoiceEmail"]
        if "capturePrivate" in data:
            self.capture_private = data["capturePrivate"]
        if "messageLimit" in data:
            self.message_limit = data["messageLimit"]
        if "privateDomain" in data:
            self.private_domain = data["privateDomain"]
        if "privateAddressCredits" in data:
            self.private_address_credits = data["privateAddressCredits"]
        if "whitelistAccess" in data:
            self.whitelist_access = data["whitelistAccess"]
        if "moAPICount" in data:
            self.mo_api_count = data["moAPICount"]
        if "apiMonthlyLimit" in data:
            self.api_monthly_limit = data["apiMonthlyLimit"]
        if "billingHold" in data:
            self.billing_hold = data["billingHold"]
        if "disabled" in data:
            self.disabled = data["disabled"]
        if "recents" in data:
            self.recents = data["recents"]
        if "labels" in data:
            self.labels = data["labels"]
        if "company" in data:
            self.company = data["company"]
        if "address" in data:
            self.address = data["address"]
        if "firehose" in data:
            self.firehose = data["firehose"]
        if "allowPublicDomains" in data:
            self.allow_public_domains = data["allowPublicDomains"]
        if "viewAnalytics" in data:
            self.view_analytics = data["viewAnalytics"]
        if "apiAccess" in data:
            self.api_access = data["apiAccess"]
        if "wsDomain" in data:
            self.ws_domain = data["wsDomain"]
        if "manyKeys" in data:
            self.many_keys = data["manyKeys"]
        if "internalUnlimited" in data:
            self.internal_unlimited = data["internalUnlimited"]
        if "lastLogin" in data:
            value = data["lastLogin"]
            try:
                self.last_login = None if value is None else read_datetime(value)
            except (TypeError, ValueError):
                self.additional_properties["lastLogin"] = value
        if "allowMultipleUsers" in data:
            self.allow_multiple_users = data["allowMultipleUsers"]
        if "userLimit" in data:
            self.user_limit = data["userLimit"]
        if "disableSpam" in data:
            self.disable_spam = data["disableSpam"]
        if "stripeId" in data:
            self.stripe_id = data["stripeId"]
        if "moAPIDisabled" in data:
            self.mo_api_disabled = data["moAPIDisabled"]
        if "moAPILimitWarningEmail" in data:
            self.mo_api_limit_warning_email = data["moAPILimitWarningEmail"]
        if "apiKeyName" in data:
            self.api_key_name = data["apiKeyName"]
        return self


_WIRE_NAMES = frozenset(CurrentUserInfo.attribute_map.values())
