"""Names in the broker: of streams and subjects, of messages, of keys. Pure.

Any address is safe in a subject: letters, digits, dashes and underscores stay, any other byte of
its UTF-8 is written as ``=2E``, so that no two addresses have the same subject. Case is as the
service treats it: it does not matter.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

if TYPE_CHECKING:
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame

#: Headers of a message, beside ``Nats-Msg-Id``.
INBOX = "Mailsac-Inbox"
RECEIVED = "Mailsac-Received"
CONTENT = "Content-Type"
JSON = "application/json"
#: The name in the object store of a frame too large for a message. Such a message is empty.
OBJECT = "Mailsac-Object"
#: The stream that a dead letter was in, by which the object store is called.
STREAM = "Mailsac-Stream"

#: What a stream may be called: its name is a part of subjects and of buckets.
STREAM_NAME = re.compile(r"[A-Za-z0-9_-]{1,100}")

_UNSAFE = re.compile(rb"[^A-Za-z0-9_-]")
_NOBODY = "="  # no address is written so
_MAX_TOKEN = 300
_MAX_ID = 400
_PLAIN = re.compile(r"[A-Za-z0-9_.@~-]*")
_NO_ID = "sha256"


def escaped(name: str) -> str:
    """Return an address, or a part of one, as one token of a subject, or as a key."""
    raw = name.casefold().encode("utf-8", "surrogatepass")
    token = _UNSAFE.sub(lambda found: b"=%02X" % ord(found[0]), raw).decode("ascii")
    if len(token) > _MAX_TOKEN:  # no address that exists; a subject has a limit
        return f"={hashlib.sha256(raw).hexdigest()}"
    return token or _NOBODY


def all_subjects(stream: str) -> str:
    """Return the pattern of the subjects of a stream."""
    return f"{stream}.mail.>"


def subject_of(stream: str, inbox: object) -> str:
    """Return the subject of an inbox: ``MAILSAC.mail.example=2Eorg.a``."""
    if not isinstance(inbox, str):
        return f"{stream}.mail.{_NOBODY}.{_NOBODY}"
    return (_known_subject if len(inbox) <= _MAX_TOKEN else _subject)(stream, inbox)


def _subject(stream: str, inbox: str) -> str:
    local, _, domain = inbox.rpartition("@")
    return f"{stream}.mail.{escaped(domain)}.{escaped(local)}"


_known_subject = lru_cache(4096)(_subject)


def pattern_of(stream: str, name: str) -> str:
    """Return the subjects of an address, or of all addresses of a domain."""
    if "@" in name:
        return subject_of(stream, name)
    return f"{stream}.mail.{escaped(name)}.*"


def message_id(frame: EmailMessageWebSocketFrame) -> str:
    """Return the ``Nats-Msg-Id``: id and inbox of a mail; without an id, a hash of its frame."""
    identity, inbox = frame.email.id, frame.email.inbox
    if not isinstance(identity, str) or not identity or not isinstance(inbox, str | None):
        whole = json.dumps(frame.to_dict(), sort_keys=True)
    else:
        whole = f"{_quoted(identity)}/{_quoted(inbox or '')}"
        if len(whole) <= _MAX_ID:
            return whole
    return f"{_NO_ID}/{hashlib.sha256(whole.encode()).hexdigest()}/"


def _quoted(text: str) -> str:
    # Blanks and line ends have no place in a header.
    return text if _PLAIN.fullmatch(text) else quote(text, "@", errors="surrogatepass")


def id_and_inbox(text: str) -> tuple[str, str | None] | None:
    """Return what ``message_id`` was made of; None if that was a hash."""
    parts = text.split("/")
    if len(parts) != 2:
        return None
    identity, inbox = (unquote(part, errors="surrogatepass") for part in parts)
    return identity, inbox or None
