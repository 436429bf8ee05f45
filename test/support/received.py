"""Mail as it is when it has come, without a service."""

from __future__ import annotations

from email.message import EmailMessage

import client
from client.mail import Mail


def received(raw: EmailMessage | bytes | str, received_id: str = "1") -> Mail:
    text = raw if isinstance(raw, str) else bytes(raw).decode()
    message = {"_id": received_id, "inbox": "a@b.example", "to": [], "raw": text}
    return Mail(client.IncomingEmailMessage.from_dict(message))


def html_mail(html: str, *images: tuple[bytes, str]) -> Mail:
    """A mail that shows this, and came with images, each with a header that names it."""
    message = EmailMessage()
    message["Subject"] = "Welcome"
    message.set_content(html, subtype="html")
    for content, header in images:
        name, _, value = header.partition(": ")
        message.add_related(content, "image", "png")
        message.get_payload(-1)[name] = value  # type: ignore[index]  # a part
    return received(message)
