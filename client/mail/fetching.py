"""Fetches the whole of a mail that a list has only named. One op a mail."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from ..api.messages_api import MessagesApi
from ..exceptions import ClientException
from ..mime.message import parse_mail
from ..models.email_message import EmailMessage
from ..models.email_message_short import EmailMessageShort
from ..models.incoming_email_message import IncomingEmailMessage
from ..rest import read_chunks

Listed = EmailMessage | EmailMessageShort | IncomingEmailMessage

_failures: ContextVar[list[ClientException] | None] = ContextVar(
    "client_fetch_failures", default=None
)


def fetch_raw(api: MessagesApi, message: Listed) -> bytes:
    """Return the bytes of a mail as SMTP brought them: they need not be UTF-8.

    Raises:
        ApiException: the service refuses; 404 if the mail is gone.
        TransportException: the service could not be reached, or not in time.
    """
    try:
        response = api.get_full_raw_message_with_http_info(
            message.inbox, message.id, _preload_content=False
        )
        return b"".join(read_chunks(response.data, "the service", api.api_client.deadline()))
    except ClientException as error:
        if (failures := _failures.get()) is not None:
            failures.append(error)
        raise


@contextmanager
def fetch_failures() -> Iterator[list[ClientException]]:
    """Give a list of the errors with which fetching fails meanwhile, in this thread or task."""
    failures: list[ClientException] = []
    token = _failures.set(failures)
    try:
        yield failures
    finally:
        _failures.reset(token)


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
