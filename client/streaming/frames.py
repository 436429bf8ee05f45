"""What a message of the service means. Pure: text in, one of four kinds out."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from client.models.email_message_web_socket_frame import EmailMessageWebSocketFrame

# What marks an object without an envelope as a mail. One of them is enough, because any
# field may be absent; `text` or `subject` alone would be too weak a sign.
_MAIL_FIELDS = ("_id", "to", "from", "originalInbox")
_MAX_REASON = 300


@dataclass(frozen=True, slots=True)
class Listening:
    """The service listens. Both lists are as the service wrote them."""

    addresses: tuple[str, ...]
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErrorFrame:
    """A frame whose status is not 200."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A message that is none of the known kinds. The reason never quotes the message."""

    reason: str


def parse(text: str) -> EmailMessageWebSocketFrame | Listening | ErrorFrame | Skipped:
    """Return what one text message means. Never raises."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        # Not str(error) as it stands: json's messages give positions only, but the limit on
        # digits and others to come need not.
        return Skipped(f"not JSON ({type(error).__name__})")
    if not isinstance(data, dict):
        return Skipped(f"JSON, but no object: {type(data).__name__}")
    if isinstance(data.get("email"), dict):
        return _mail(data)
    status = _status(data.get("status"))
    if status is None:
        if "status" not in data and any(name in data for name in _MAIL_FIELDS):
            return _mail({"email": data})
        return Skipped("an object of an unknown kind")
    if status != 200:
        return ErrorFrame(status, _reason(data))
    if str(data.get("msg")).lower() == "listening":
        return Listening(_strings(data.get("addresses")), _strings(data.get("domains")))
    return Skipped("status 200 of an unknown kind")


def _mail(data: dict[str, Any]) -> EmailMessageWebSocketFrame | Skipped:
    try:
        return EmailMessageWebSocketFrame.from_dict(data)
    except Exception as error:  # one odd mail must not end the stream, whatever is odd about it
        return Skipped(f"a mail that the model cannot read ({type(error).__name__})")


def _status(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 6:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _reason(data: dict[str, Any]) -> str:
    for name in ("error", "message", "msg"):
        if data.get(name):
            return str(data[name])[:_MAX_REASON]
    return ""


def _strings(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
