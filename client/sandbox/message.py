"""A message: one mail in one inbox, as REST, web sockets and an archive have it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from ..mime.addresses import Recipient
from ..mime.message import ParsedMail
from .archive import State
from .registry import ACCOUNT, iso

# What the metadata has of a mail. A listing may have a thousand of them.
_MAX_SUBJECT_CHARACTERS = 2_048
_MAX_LINKS_BYTES = 64 * 1024
_MAX_PEOPLE_BYTES = 8 * 1024

_T = TypeVar("_T")


def _people(recipients: Sequence[Recipient]) -> list[dict[str, str]]:
    named = ({"name": person.name, "address": person.address} for person in recipients)
    return _first(named, _MAX_PEOPLE_BYTES)


def _first(items: Iterable[_T], room: int) -> list[_T]:
    """The first of these, as many as take `room` bytes of JSON."""
    found = []
    for item in items:
        room -= len(json.dumps(item))
        if room < 0:
            break
        found.append(item)
    return found


@dataclass(slots=True, eq=False)
class Message:
    """One mail in one inbox."""

    id: str
    inbox: str
    recipient: str
    """The address that the mail was sent to; not the inbox, if it is the encrypted one."""
    received: datetime
    ip: str
    is_tls: bool
    """Whether it came over TLS."""
    mail: ParsedMail
    memory_size: int
    """Roughly the bytes that the mail holds in memory."""
    folder: str = "inbox"
    labels: list[str] = field(default_factory=list)
    read: bool = False
    saved_by: str | None = None

    @property
    def domain(self) -> str:
        """The part of the inbox after the @."""
        return self.inbox.rpartition("@")[2]

    def sent_to(self) -> Sequence[Recipient]:
        """Whom the mail names as its recipients."""
        # Without the header the other recipients are not told: they were in blind copy.
        return self.mail.to or [Recipient("", self.inbox)]

    def toggle_star(self) -> None:
        """Star it, or take its star away."""
        self.saved_by = None if self.saved_by else ACCOUNT

    def metadata(self) -> dict[str, Any]:
        """As REST answers it, without the body."""
        mail = self.mail
        return {
            "_id": self.id,
            "from": _people(mail.sender),
            "to": _people(self.sent_to()),
            "cc": _people(mail.cc),
            "bcc": _people(mail.bcc),
            "subject": mail.subject[:_MAX_SUBJECT_CHARACTERS],
            "savedBy": self.saved_by,
            "originalInbox": self.recipient,
            "inbox": self.inbox,
            "domain": self.domain,
            "received": iso(self.received),
            "size": len(mail.raw),
            "attachments": list(mail.attachments),
            "ip": self.ip,
            "via": "127.0.0.1",
            "folder": self.folder,
            "labels": list(self.labels),
            "read": self.read,
            "rtls": self.is_tls,
            "links": _first(mail.links, _MAX_LINKS_BYTES),
            "spam": 0,
        }

    def state(self) -> State:
        """What an archive keeps of it, beside its mail."""
        return {
            "inbox": self.inbox,
            "recipient": self.recipient,
            "received": self.received.isoformat(),
            "ip": self.ip,
            "is_tls": self.is_tls,
            "folder": self.folder,
            "labels": self.labels,
            "read": self.read,
            "saved_by": self.saved_by,
        }

    def full(self) -> dict[str, Any]:
        """As the web socket sends it: with text, HTML, raw mail and headers."""
        return self.metadata() | {
            "text": self.mail.text,
            "body": self.mail.html,
            "raw": self.mail.raw_text(),
            "headers": self.mail.headers_by_name(),
        }
