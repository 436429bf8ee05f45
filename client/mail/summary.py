"""A line on a mail, and roughly its size, of what is known of it. Pure; nothing is fetched."""

from __future__ import annotations

from datetime import UTC

from .mail import Mail
from .shown import shown

_MODEL_BYTES = 4096  # roughly, of a mail without its texts


def summary(mail: Mail) -> str:
    """Return one line on a mail, for lists: time in UTC, sender, subject."""
    try:
        time = mail.received.astimezone(UTC).strftime("%H:%M:%SZ")
    except (AttributeError, OverflowError):  # it has none, or one of another world
        time = "--:--:--"
    return f'{time}  {shown(mail.sender) or "nobody"}  "{shown(mail.subject)}"'


def weight(mail: Mail) -> int:
    """Return roughly how many bytes a mail holds in memory."""
    message = mail.message
    parts = (message.text, message.body, message.raw, message.subject)
    return _MODEL_BYTES + sum(len(part) for part in parts if isinstance(part, str))
