"""What the sandbox remembers: addresses, domains and messages. Pure state, bounded, no I/O.

Not safe for threads: it belongs to the event loop's thread.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from client.mime import Mail, Recipient

ACCOUNT = "sandbox"
MAX_ADDRESSES = 1000
_MAX_DOMAINS = 1000
_MAX_STORED_BYTES = 256 * 1024 * 1024
_MAX_ADDRESS_LENGTH = 320

SETTINGS: Mapping[str, type] = {
    "info": str,
    "forward": str,
    "enablews": bool,
    "webhook": str,
    "webhookSlack": str,
    "webhookSlackToFrom": bool,
}
"""What can be set on an address, and of which type; null clears it."""


def normal_address(text: str) -> str | None:
    """The address in lower case; None if it is none."""
    local, _, domain = text.strip().rpartition("@")
    if not local or not domain or not text.isprintable() or len(text) > _MAX_ADDRESS_LENGTH:
        return None
    return f"{local}@{domain}".lower()


def iso(moment: datetime) -> str:
    """UTC, milliseconds and ``Z``: how the service writes a date-time."""
    stamp = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return stamp.replace("+00:00", "Z")


def _people(recipients: Sequence[Recipient]) -> list[dict[str, str]]:
    return [{"name": person.name, "address": person.address} for person in recipients]


@dataclass(slots=True, eq=False)
class Message:
    """One mail in one inbox."""

    id: str
    inbox: str
    received: datetime
    ip: str
    mail: Mail
    folder: str = "inbox"
    labels: list[str] = field(default_factory=list)
    read: bool = False
    saved_by: str | None = None

    @property
    def domain(self) -> str:
        """The part of the inbox after the @."""
        return self.inbox.rpartition("@")[2]

    @property
    def weight(self) -> int:
        """Roughly the bytes that it holds in memory; a mail that is shared counts each time."""
        return len(self.mail.raw) + len(self.mail.text) + len(self.mail.html)

    def metadata(self) -> dict[str, Any]:
        """As REST answers it, without the body."""
        mail = self.mail
        return {
            "_id": self.id,
            "from": _people(mail.sender),
            # Without the header the other recipients are not told: they were in blind copy.
            "to": _people(mail.to or [Recipient("", self.inbox)]),
            "cc": _people(mail.cc) or None,
            "bcc": _people(mail.bcc) or None,
            "subject": mail.subject,
            "savedBy": self.saved_by,
            "originalInbox": self.inbox,
            "inbox": self.inbox,
            "domain": self.domain,
            "received": iso(self.received),
            "size": len(mail.raw),
            "attachments": list(mail.attachments) or None,
            "ip": self.ip,
            "via": "127.0.0.1",
            "folder": self.folder,
            "labels": list(self.labels),
            "read": self.read,
            "rtls": False,
            "links": list(mail.links),
            "spam": 0,
        }

    def full(self) -> dict[str, Any]:
        """As the web socket sends it: with text, HTML, raw mail and headers."""
        return self.metadata() | {
            "text": self.mail.text,
            "body": self.mail.html,
            "raw": self.mail.raw_text(),
            "headers": self.mail.headers_by_name(),
        }


@dataclass(slots=True, eq=False)
class Address:
    """A reserved address and its settings."""

    email: str
    created: datetime
    updated: datetime
    settings: dict[str, Any]

    def to_json(self) -> dict[str, Any]:
        """As REST answers it."""
        return {
            "_id": self.email,
            "owner": ACCOUNT,
            **self.settings,
            "created": iso(self.created),
            "updated": iso(self.updated),
        }


class Store:
    """All state of one sandbox.

    Args:
        max_messages: How many messages are kept; the oldest go first.
        now: The clock, in UTC.

    Addresses and domains are given to it in lower case.
    """

    def __init__(
        self, *, max_messages: int, now: Callable[[], datetime] = lambda: datetime.now(UTC)
    ) -> None:
        self._max_messages = max_messages
        self._now = now
        self._latest = datetime.min.replace(tzinfo=UTC)
        self._bytes = 0
        self._addresses: dict[str, Address] = {}
        self._domains: set[str] = set()
        self._messages: dict[str, Message] = {}  # oldest first, as are the inboxes
        self._inboxes: dict[str, dict[str, Message]] = {}

    @property
    def max_messages(self) -> int:
        """How many messages are kept."""
        return self._max_messages

    # Addresses and domains

    def addresses(self) -> list[Address]:
        """All reserved addresses, in the order they were reserved."""
        return list(self._addresses.values())

    def address(self, email: str) -> Address | None:
        """The address, if it is reserved."""
        return self._addresses.get(email)

    @property
    def room(self) -> int:
        """How many more addresses can be reserved."""
        return MAX_ADDRESSES - len(self._addresses)

    def reserve(self, email: str, settings: Mapping[str, Any]) -> Address:
        """Reserve an address that is free; there must be room."""
        now = self._now()
        unset = {name: False if kind is bool else None for name, kind in SETTINGS.items()}
        address = self._addresses[email] = Address(email, now, now, unset)
        self._merge(address, settings)
        return address

    def update(self, address: Address, settings: Mapping[str, Any]) -> None:
        """Change what `settings` names, and nothing else; None clears."""
        self._merge(address, settings)
        address.updated = self._now()

    def release(self, email: str) -> None:
        """Give up a reserved address; its messages stay."""
        del self._addresses[email]

    def enable_domain(self, domain: str) -> None:
        """Own a domain, with web-socket forwarding on.

        Raises:
            ValueError: It is not a domain, or there are too many.
        """
        domain = domain.strip().lower()
        if normal_address(f"a@{domain}") is None or "," in domain or "@" in domain:
            raise ValueError(f"not a domain: {domain!r}")
        if len(self._domains) >= _MAX_DOMAINS and domain not in self._domains:
            raise ValueError("too many domains")
        self._domains.add(domain)

    def forwards_address(self, email: str) -> bool:
        """Whether mail to this address goes to web sockets that listen to it."""
        address = self._addresses.get(email)
        return address is not None and bool(address.settings["enablews"])

    def forwards_domain(self, domain: str) -> bool:
        """Whether mail to this domain goes to web sockets that listen to all of it."""
        return domain in self._domains

    # Messages

    def add(self, mail: Mail, inboxes: Sequence[str], *, ip: str) -> list[Message]:
        """Keep `mail` for each inbox, and drop the oldest messages that no longer fit."""
        # Never earlier than the message before, even if the clock is set back: a listing is in
        # the order of `received`.
        self._latest = max(self._latest, self._now())
        stem = secrets.token_hex(8)
        added = []
        for index, inbox in enumerate(inboxes):
            message = Message(f"{stem}-{index}", inbox, self._latest, ip, mail)
            self._messages[message.id] = message
            self._inboxes.setdefault(inbox, {})[message.id] = message
            self._bytes += message.weight
            added.append(message)
        while len(self._messages) > self._max_messages or self._bytes > _MAX_STORED_BYTES:
            self.delete(next(iter(self._messages.values())))
        return added

    def message(self, email: str, message_id: str) -> Message | None:
        """One message of an inbox."""
        return self._inboxes.get(email, {}).get(message_id)

    def inbox(self, email: str) -> list[Message]:
        """All messages of an inbox, newest first."""
        return list(reversed(self._inboxes.get(email, {}).values()))

    def owned(self) -> list[Message]:
        """All messages of reserved addresses and owned domains, newest first."""
        return [
            message
            for message in reversed(self._messages.values())
            if message.inbox in self._addresses or message.domain in self._domains
        ]

    def delete(self, message: Message) -> None:
        """Forget a message that is stored."""
        del self._messages[message.id]
        inbox = self._inboxes[message.inbox]
        del inbox[message.id]
        if not inbox:
            del self._inboxes[message.inbox]
        self._bytes -= message.weight

    def empty(self, email: str) -> None:
        """Forget all messages of an inbox that are not starred."""
        for message in self.inbox(email):
            if message.saved_by is None:
                self.delete(message)

    @staticmethod
    def _merge(address: Address, settings: Mapping[str, Any]) -> None:
        for name, value in settings.items():
            address.settings[name] = False if value is None and SETTINGS[name] is bool else value
