# Generated from codegen/openapi.yaml; do not edit.

"""The model UpdatePrivateAddressForwarding."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object
from ..validation import Bounds


class UpdatePrivateAddressForwarding(Model):
    """Settings of a private address. What is left out stays as it is. An empty string or null
    switches a target off.

    Attributes:
        info: Notes of your own.
        forward: The mailbox to forward mail to.
        enablews: Whether to send mail over the web socket.
        webhook: A public URL to post mail to.
        webhook_slack: A Slack webhook URL to announce mail to.
        webhook_slack_to_from: Whether the Slack message names sender and recipient.
    """

    __slots__ = ("info", "forward", "enablews", "webhook", "webhook_slack", "webhook_slack_to_from")

    info: str | None
    """Notes of your own."""
    forward: str | None
    """The mailbox to forward mail to."""
    enablews: bool | None
    """Whether to send mail over the web socket."""
    webhook: str | None
    """A public URL to post mail to."""
    webhook_slack: str | None
    """A Slack webhook URL to announce mail to."""
    webhook_slack_to_from: bool | None
    """Whether the Slack message names sender and recipient."""

    attribute_map: ClassVar[dict[str, str]] = {
        "info": "info",
        "forward": "forward",
        "enablews": "enablews",
        "webhook": "webhook",
        "webhook_slack": "webhookSlack",
        "webhook_slack_to_from": "webhookSlackToFrom",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {}

    def __init__(
        self,
        *,
        info: str | None = NOT_GIVEN,
        forward: str | None = NOT_GIVEN,
        enablews: bool | None = NOT_GIVEN,
        webhook: str | None = NOT_GIVEN,
        webhook_slack: str | None = NOT_GIVEN,
        webhook_slack_to_from: bool | None = NOT_GIVEN,
    ) -> None:
        if info is not NOT_GIVEN:
            self.info = info
        if forward is not NOT_GIVEN:
            self.forward = forward
        if enablews is not NOT_GIVEN:
            self.enablews = enablews
        if webhook is not NOT_GIVEN:
            self.webhook = webhook
        if webhook_slack is not NOT_GIVEN:
            self.webhook_slack = webhook_slack
        if webhook_slack_to_from is not NOT_GIVEN:
            self.webhook_slack_to_from = webhook_slack_to_from

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
        if "info" in data:
            self.info = data["info"]
        if "forward" in data:
            self.forward = data["forward"]
        if "enablews" in data:
            self.enablews = data["enablews"]
        if "webhook" in data:
            self.webhook = data["webhook"]
        if "webhookSlack" in data:
            self.webhook_slack = data["webhookSlack"]
        if "webhookSlackToFrom" in data:
            self.webhook_slack_to_from = data["webhookSlackToFrom"]
        return self


_WIRE_NAMES = frozenset(UpdatePrivateAddressForwarding.attribute_map.values())
