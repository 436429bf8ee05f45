# Generated from codegen/openapi.yaml; do not edit.

"""The model EmailMessageShort."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self

from ..model import NOT_GIVEN, Model, not_an_object, read_datetime, read_list
from ..validation import Bounds
from .email_recipient import EmailRecipient
from .message_folder import MessageFolder


class EmailMessageShort(Model):
    """A message without its bodies, as lists over many inboxes show it.

    Attributes:
        id: The id of the message.
        from_: The sender. One entry, unless the mail was malformed.
        to: The recipients in the envelope.
        cc: The recipients in copy.
        bcc: The recipients in blind copy, as far as the mail tells.
        subject: The subject. May be empty.
        saved_by: The account that starred the message; null without a star.
        original_inbox: The inbox as the sender wrote it, which may be its encrypted address.
        inbox: The inbox that holds the message.
        domain: The domain of the inbox.
        received: When the service received the message.
        size: The size of the raw mail, in bytes.
        attachments: The MD5 checksums of the attachments.
        ip: The IP address of the server that sent the mail.
        via: The IP address of the server that took the mail in.
        folder: The folder that holds the message.
        labels: The labels that you have put on the message.
        read: Whether the message is marked as read. Fetching it does not mark it.
        rtls: Whether the mail came in over TLS.
        links: The URLs found in the text and the HTML of the mail.
        spam: A guess whether this is spam, from 0 (no) to 1 (yes). Experimental.
    """

    __slots__ = (
        "id",
        "from_",
        "to",
        "cc",
        "bcc",
        "subject",
        "saved_by",
        "original_inbox",
        "inbox",
        "domain",
        "received",
        "size",
        "attachments",
        "ip",
        "via",
        "folder",
        "labels",
        "read",
        "rtls",
        "links",
        "spam",
    )

    id: str
    """The id of the message."""
    from_: list[EmailRecipient]
    """The sender. One entry, unless the mail was malformed."""
    to: list[EmailRecipient]
    """The recipients in the envelope."""
    cc: list[EmailRecipient] | None
    """The recipients in copy."""
    bcc: list[EmailRecipient] | None
    """The recipients in blind copy, as far as the mail tells."""
    subject: str
    """The subject. May be empty."""
    saved_by: str | None
    """The account that starred the message; null without a star."""
    original_inbox: str | None
    """The inbox as the sender wrote it, which may be its encrypted address."""
    inbox: str
    """The inbox that holds the message."""
    domain: str | None
    """The domain of the inbox."""
    received: datetime
    """When the service received the message."""
    size: int | None
    """The size of the raw mail, in bytes."""
    attachments: list[str] | None
    """The MD5 checksums of the attachments."""
    ip: str | None
    """The IP address of the server that sent the mail."""
    via: str | None
    """The IP address of the server that took the mail in."""
    folder: MessageFolder | str | None
    """The folder that holds the message."""
    labels: list[str] | None
    """The labels that you have put on the message."""
    read: bool | None
    """Whether the message is marked as read. Fetching it does not mark it."""
    rtls: bool | None
    """Whether the mail came in over TLS."""
    links: list[str] | None
    """The URLs found in the text and the HTML of the mail."""
    spam: float | None
    """A guess whether this is spam, from 0 (no) to 1 (yes). Experimental."""

    attribute_map: ClassVar[dict[str, str]] = {
        "id": "_id",
        "from_": "from",
        "to": "to",
        "cc": "cc",
        "bcc": "bcc",
        "subject": "subject",
        "saved_by": "savedBy",
        "original_inbox": "originalInbox",
        "inbox": "inbox",
        "domain": "domain",
        "received": "received",
        "size": "size",
        "attachments": "attachments",
        "ip": "ip",
        "via": "via",
        "folder": "folder",
        "labels": "labels",
        "read": "read",
        "rtls": "rtls",
        "links": "links",
        "spam": "spam",
    }
    _bounds: ClassVar[dict[str, Bounds]] = {
        "id": Bounds(required=True),
        "from_": Bounds(required=True, is_list=True),
        "to": Bounds(required=True, is_list=True),
        "subject": Bounds(required=True),
        "inbox": Bounds(required=True),
        "received": Bounds(required=True),
        "folder": Bounds(choices=tuple(MessageFolder)),
    }

    def __init__(
        self,
        *,
        id: str,
        from_: list[EmailRecipient],
        to: list[EmailRecipient],
        cc: list[EmailRecipient] | None = NOT_GIVEN,
        bcc: list[EmailRecipient] | None = NOT_GIVEN,
        subject: str,
        saved_by: str | None = NOT_GIVEN,
        original_inbox: str | None = NOT_GIVEN,
        inbox: str,
        domain: str | None = NOT_GIVEN,
        received: datetime,
        size: int | None = NOT_GIVEN,
        attachments: list[str] | None = NOT_GIVEN,
        ip: str | None = NOT_GIVEN,
        via: str | None = NOT_GIVEN,
        folder: MessageFolder | str | None = NOT_GIVEN,
        labels: list[str] | None = NOT_GIVEN,
        read: bool | None = NOT_GIVEN,
        rtls: bool | None = NOT_GIVEN,
        links: list[str] | None = NOT_GIVEN,
        spam: float | None = NOT_GIVEN,
    ) -> None:
        self.id = id
        self.from_ = from_
        self.to = to
        if cc is not NOT_GIVEN:
            self.cc = cc
        if bcc is not NOT_GIVEN:
            self.bcc = bcc
        self.subject = subject
        if saved_by is not NOT_GIVEN:
            self.saved_by = saved_by
        if original_inbox is not NOT_GIVEN:
            self.original_inbox = original_inbox
        self.inbox = inbox
        if domain is not NOT_GIVEN:
            self.domain = domain
        self.received = received
        if size is not NOT_GIVEN:
            self.size = size
        if attachments is not NOT_GIVEN:
            self.attachments = attachments
        if ip is not NOT_GIVEN:
            self.ip = ip
        if via is not NOT_GIVEN:
            self.via = via
        if folder is not NOT_GIVEN:
            self.folder = folder
        if labels is not NOT_GIVEN:
            self.labels = labels
        if read is not NOT_GIVEN:
            self.read = read
        if rtls is not NOT_GIVEN:
            self.rtls = rtls
        if links is not NOT_GIVEN:
            self.links = links
        if spam is not NOT_GIVEN:
            self.spam = spam

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
        if "from" in data:
            value = data["from"]
            try:
                self.from_ = read_list(EmailRecipient.from_dict, value)
            except (TypeError, ValueError):
                self.additional_properties["from"] = value
        if "to" in data:
            value = data["to"]
            try:
                self.to = read_list(EmailRecipient.from_dict, value)
            except (TypeError, ValueError):
                self.additional_properties["to"] = value
        if "cc" in data:
            value = data["cc"]
            try:
                self.cc = None if value is None else read_list(EmailRecipient.from_dict, value)
            except (TypeError, ValueError):
                self.additional_properties["cc"] = value
        if "bcc" in data:
            value = data["bcc"]
            try:
                self.bcc = None if value is None else read_list(EmailRecipient.from_dict, value)
            except (TypeError, ValueError):
                self.additional_properties["bcc"] = value
        if "subject" in data:
            self.subject = data["subject"]
        if "savedBy" in data:
            self.saved_by = data["savedBy"]
        if "originalInbox" in data:
            self.original_inbox = data["originalInbox"]
        if "inbox" in data:
            self.inbox = data["inbox"]
        if "domain" in data:
            self.domain = data["domain"]
        if "received" in data:
            value = data["received"]
            try:
                self.received = read_datetime(value)
            except (TypeError, ValueError):
                self.additional_properties["received"] = value
        if "size" in data:
            self.size = data["size"]
        if "attachments" in data:
            self.attachments = data["attachments"]
        if "ip" in data:
            self.ip = data["ip"]
        if "via" in data:
            self.via = data["via"]
        if "folder" in data:
            value = data["folder"]
            try:
                self.folder = None if value is None else MessageFolder.read(value)
            except (TypeError, ValueError):
                self.additional_properties["folder"] = value
        if "labels" in data:
            self.labels = data["labels"]
        if "read" in data:
            self.read = data["read"]
        if "rtls" in data:
            self.rtls = data["rtls"]
        if "links" in data:
            self.links = data["links"]
        if "spam" in data:
            self.spam = data["spam"]
        return self


_WIRE_NAMES = frozenset(EmailMessageShort.attribute_map.values())
