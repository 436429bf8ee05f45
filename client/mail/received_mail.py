"""One mail, as the service received it. Its body is fetched when it is first asked for, once."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from ..api.messages_api import MessagesApi
from ..exceptions import ClientException
from ..half_made import shown_half_made
from ..mime.one_line import without_controls
from ..models.incoming_email_message import IncomingEmailMessage
from .fetching import Listed, fetch_raw, with_body
from .shown import shown

if TYPE_CHECKING:
    from ..api_client import ApiClient


class ReceivedMail:
    """What is in a mail: from whom it is, when it came, its bodies. ``Mail`` has more.

    Threads may share it.
    """

    __slots__ = ("_api_client", "_lock", "_message", "_raw_bytes")

    def __init__(self, message: Listed, api_client: ApiClient | None = None) -> None:
        """
        Args:
            message: of any kind that the service gives.
            api_client: fetches what the message lacks. Without one, what it lacks is an error.
        """
        if not isinstance(message, IncomingEmailMessage):
            message = IncomingEmailMessage.from_dict(message.to_dict())
        self._message = message
        self._api_client = api_client
        self._raw_bytes: bytes | None = None
        self._lock = threading.Lock()

    # -- what is known without the body

    @property
    def message(self) -> IncomingEmailMessage:
        """The model, as far as it is known by now: labels, headers, recipients, spam and more."""
        return self._message

    @property
    def id(self) -> str:
        """The service's id of the message; empty if it has none."""
        return _text(self._message.id)

    @property
    def inbox(self) -> str:
        """The address that got it; empty if it is not known."""
        return _text(self._message.inbox)

    @property
    def subject(self) -> str:
        """The subject, on one line; empty if it has none."""
        return without_controls(_text(self._message.subject))

    @property
    def sender(self) -> str:
        """The address of the first sender; empty if it has none."""
        addresses = (_text(one.address) for one in self._message.from_ or [])
        return without_controls(next(filter(None, addresses), ""))

    @property
    def received(self) -> datetime:
        """When the service received it, by the service's clock."""
        return self._message.received

    # -- the body

    @property
    def text(self) -> str:
        """The plain text; empty if it has none."""
        return _text(self._whole().text)

    @property
    def html(self) -> str:
        """The HTML as it was sent, which may hold anything; empty if it has none."""
        return _text(self._whole().body)

    @property
    def raw(self) -> str:
        """The mail as it was sent, with headers and attachments. Bytes that are no UTF-8 are
        U+FFFD; ``raw_bytes`` has them."""
        return _text(self._whole(raw=True).raw)

    def raw_bytes(self) -> bytes:
        """Return the mail as SMTP brought it: what to write to an ``.eml`` file.

        Raises:
            ApiException, TransportException: the mail has bytes that JSON cannot carry, so it was
                to be fetched, and could not be.
        """
        raw = _text(self._whole(raw=True).raw)
        with self._lock:
            if self._raw_bytes is None:
                # What is no UTF-8 comes as U+FFFD over the socket. A mail that has the character
                # itself is fetched for nothing.
                is_damaged = "\ufffd" in raw and self._api_client is not None
                encoded = raw.encode("utf-8", "surrogatepass")
                self._raw_bytes = self._fetched() if is_damaged else encoded
            return self._raw_bytes

    @shown_half_made
    def __repr__(self) -> str:
        return f'<Mail "{shown(self.subject)}" from {shown(self.sender) or "nobody"}>'

    # -- fetching

    def _whole(self, *, raw: bool = False) -> IncomingEmailMessage:
        """Return the message with its bodies, or at least with its raw text."""
        with self._lock:
            message = self._message
            parts = [message.raw] if raw else [message.text, message.body, message.raw]
            if all(part is None for part in parts):
                self._raw_bytes = self._fetched()
                self._message = with_body(message, self._raw_bytes)
            return self._message

    def _fetched(self) -> bytes:
        if self._api_client is None:
            raise ValueError(
                f"{self!r} came without its body; to fetch it, pass api_client= to Mail.from_frame"
            )
        return fetch_raw(MessagesApi(self._api_client), self._message)


def is_whole(mail: ReceivedMail) -> bool:
    """Whether nothing of a mail is left to be fetched. Pure; never fetches."""
    raw = mail.message.raw
    return raw is not None and (mail._raw_bytes is not None or "\ufffd" not in _text(raw))


def fetch_whole(mail: ReceivedMail) -> None:
    """Fetch what a mail lacks.

    Raises:
        ApiException, TransportException: its body could not be fetched. That the raw mail could
            not, where the body is known, is raised by whoever asks for it.
    """
    mail._whole()
    with suppress(ClientException):
        mail.raw_bytes()


def _text(value: str | None) -> str:
    # The models take a stranger's JSON as it is: it may be of any type.
    return value if isinstance(value, str) else ""
