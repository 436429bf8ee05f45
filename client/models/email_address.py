# Generated from codegen/openapi.yaml; do not edit.

"""The model EmailAddress."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object, read_datetime
from ..validation import Bounds


class EmailAddress(Model):
    """A private address with its forwarding settings.

    Attributes:
        id: The address. It is its own id.
        info: Notes of your own.
        enablews: Whether mail is sent over the web socket. Off unless switched on.
        forward: The mailbox that mail is forwarded to.
        webhook: The URL that mail is posted to.
        webhook_slack: The Slack webhook URL that mail is announced to.
        webhook_slack_to_from: Whether the Slack message names sender and recipient.
        owner: The account that has reserved the address. Missing when nobody has.
        encrypted_inbox: A second address of this inbox that does not give the first one away.
        catch_all: The domain for which this is the catch-all address, if any.
        implicit: Whether the address is yours through its domain alone, without reservation.
        created: When the address was reserved.
        updated: When a setting last changed.
    """

    __slots__ = (
        "id",
        "info",
        "enablews",
        "forward",
        "webhook",
        "webhook_slack",
        "webhook_slack_to_from",
        "owner",
        "encrypted_inbox",
        "catch_all",
        "implicit",
        "created",
        "updated",
    )

    id: str
    """The address. It is its own id."""
    info: str | None
    """Notes of your own."""
    enablews: bool | None
    """Whether mail is sent over the web socket. Off unless switched on."""
    forward: str | None
    """The mailbox that mail is forwarded to."""
    webhook: str | None
    """The URL that mail is posted to."""
    webhook_slack: str | None
    """The Slack webhook URL that mail is announced to."""
    webhook_slack_to_from: bool | None
    """Whether the Slack message names sender and recipient."""
    owner: str | None
    """The account that has reserved the address. Missing when nobody has."""
    encrypted_inbox: str | None
    """A second address of this inbox that does not give the first one away."""
    catch_all: str | None
    """The domain for which this is the catch-all address, if any."""
    implicit: bool | None
    """Whether the address is yours through its domain alone, without reservation."""
    created: datetime | None
    """When the address was reserved."""
    updated: datetime | None
    """When a setting last changed."""

    attribute_map: ClassVar[dict[str, str]] = {
        "id": "_id",
        "info": "info",
        "enablews": "enablews",
        "forward": "forward",
        "webhook": "webhook",
        "webhook_slack": "webhookSlack",
        "webhook_slack_to_from": "webhookSlackToFrom",
        "owner": "owner",
        "encrypted_inbox": "encryptedInbox",
        "catch_all": "catchAll",
        "implicit": "implicit",
        "created": "created",
        "updated": "updated",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {"id": Bounds(required=True)}

    def __init__(
        self,
        *,
        id: str,
        info: str | None = NOT_GIVEN,
        enablews: bool | None = NOT_GIVEN,
        forward: str | None = NOT_GIVEN,
        webhook: str | None = NOT_GIVEN,
        webhook_slack: str | None = NOT_GIVEN,
        webhook_slack_to_from: bool | None = NOT_GIVEN,
        owner: str | None = NOT_GIVEN,
        encrypted_inbox: str | None = NOT_GIVEN,
        catch_all: str | None = NOT_GIVEN,
        implicit: bool | None = NOT_GIVEN,
        created: datetime | None = NOT_GIVEN,
        updated: datetime | None = NOT_GIVEN,
    ) -> None:
        self.id = id
        if info is not NOT_GIVEN:
            self.info = info
        if enablews is not NOT_GIVEN:
            self.enablews = enablews
        if forward is not NOT_GIVEN:
            self.forward = forward
        if webhook is not NOT_GIVEN:
            self.webhook = webhook
        if webhook_slack is not NOT_GIVEN:
            self.webhook_slack = webhook_slack
        if webhook_slack_to_from is not NOT_GIVEN:
            self.webhook_slack_to_from = webhook_slack_to_from
        if owner is not NOT_GIVEN:
            self.owner = owner
        if encrypted_inbox is not NOT_GIVEN:
            self.encrypted_inbox = encrypted_inbox
        if catch_all is not NOT_GIVEN:
            self.catch_all = catch_all
        if implicit is not NOT_GIVEN:
            self.implicit = implicit
        if created is not NOT_GIVEN:
            self.created = created
        if updated is not NOT_GIVEN:
            self.updated = updated

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
        if "info" in data:
            self.info = data["info"]
        if "enablews" in data:
            self.enablews = data["enablews"]
        elif "enabledws" in data:
            self.enablews = self.additional_properties.pop("enabledws")
        if "forward" in data:
            self.forward = data["forward"]
        if "webhook" in data:
            self.webhook = data["webhook"]
        if "webhookSlack" in data:
            self.webhook_slack = data["webhookSlack"]
        if "webhookSlackToFrom" in data:
            self.webhook_slack_to_from = data["webhookSlackToFrom"]
        if "owner" in data:
            self.owner = data["owner"]
        if "encryptedInbox" in data:
            self.encrypted_inbox = data["encryptedInbox"]
        if "catchAll" in data:
            self.catch_all = data["catchAll"]
        if "implicit" in data:
            self.implicit = data["implicit"]
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
        return self


_WIRE_NAMES = frozenset(EmailAddress.attribute_map.values())
