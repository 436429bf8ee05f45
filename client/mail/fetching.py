"""Fetches the whole of a mail that a list has only named. One op a mail."""

from __future__ import annotations

from ..api.messages_api import MessagesApi
from ..mime.message import parse_mail
from ..models.email_message import EmailMessage
from ..models.email_message_short import EmailMessageShort
from ..models.incoming_email_message import IncomingEmailMessage
from ..rest import read_chunks

Listed = EmailMessage | EmailMessageShort | IncomingEmailMessage


def fetch_raw(api: MessagesApi, message: Listed) -> bytes:
    """Return the bytes of a mail as SMTP brought them: they need not be UTF-8.

    Raises:
        ApiException: the service refuses; 404 if the mail is gone.
        TransportException: the service could not be reached, or not in time.
    """
    response = api.get_full_raw_message_with_http_info(
        message.inbox, message.id, _preload_content=False
    )
    return b"".join(read_chunks(response.data, "the service", api.api_client.deadline()))


def with_body(message: Listed, raw: bytes) -> IncomingEmailMessage:
    """Return the message as the web socket would have brought it. Pure."""
    parsed = parse_mail(raw, sender="")
    fields = message.to_dict() | {
        "text": parsed.text,
        "body": parsed.html,
        "raw": parsed.raw_text(),
        "headers": parsed.headers_by_name(),
    }
    return IncomingEmailMessage.from_dict(fields)
