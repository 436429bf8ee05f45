"""Every error that this package raises on its own account: each is a ``ClientException``.

A bad argument is a plain ``TypeError`` or ``ValueError``. No exception holds the API key.
All of them can be pickled: the arguments of each ``__init__`` are its ``args``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

#: Bytes of an error answer that are kept in ``ApiException.body``.
MAX_ERROR_BODY = 64 * 1024
_MAX_DETAIL = 300


class ClientException(Exception):
    """Base of every error of this package."""


class ApiException(ClientException):
    """The service answered a call with an error, or with something that the contract does not know.

    Attributes:
        status: HTTP status code.
        reason: the reason phrase, or a sentence on what is wrong with the answer.
        body: the answer's body as text, at most 64 KiB of it; ``""`` when it was empty.
        headers: the answer's headers; the look-up ignores case when they come from a call.
        hint: a remedy, on a line of its own in the text; ``""`` if there is none.
    """

    def __init__(
        self,
        status: int,
        reason: str = "",
        body: str = "",
        headers: Mapping[str, str] | None = None,
        hint: str = "",
    ) -> None:
        headers = headers if headers is not None else {}
        super().__init__(status, reason, body, headers, hint)
        self.status = status
        self.reason = reason
        self.body = body
        self.headers = headers
        self.hint = hint

    def __str__(self) -> str:
        text = f"{self.status} {printable(self.reason)}".rstrip()
        if detail := _detail(self.body, self.reason):
            text += f": {detail}"
        return f"{text}\n{self.hint}" if self.hint else text


class BadRequestException(ApiException):
    """400: the service did not accept the arguments."""


class UnauthorizedException(ApiException):
    """401: no key, a wrong key, or an address or message that belongs to another account."""


class ForbiddenException(ApiException):
    """403: the account may not do this."""


class NotFoundException(ApiException):
    """404: no such thing, or one that this account may not see."""


class TooManyRequestsException(ApiException):
    """429: too fast, or the month's quota is used up."""

    @property
    def retry_after(self) -> float | None:
        """Seconds to wait, as the header ``Retry-After`` asks; None when it does not say."""
        return parse_retry_after(self.headers.get("Retry-After"))


class ServiceException(ApiException):
    """5xx: the service, or something in front of it, failed."""


class TransportException(ClientException):
    """The service could not be reached, or the link broke before the answer was whole."""


class TransportConnectionException(TransportException, ConnectionError):
    """The name did not resolve, nobody answered, TLS failed, or the link broke."""


class TransportTimeoutException(TransportException, TimeoutError):
    """No answer within the time allowed."""


class StreamException(ClientException):
    """The conversation on the web socket ended.

    Attributes:
        code: WebSocket close code (RFC 6455, section 7.4), or None when there was none.
        reason: what the peer, or this client, gave as the reason.
    """

    def __init__(self, reason: str = "", code: int | None = None) -> None:
        super().__init__(reason, code)
        self.code = code
        self.reason = reason

    def __str__(self) -> str:
        reason = printable(self.reason)
        return reason if self.code is None else f"{reason} (close code {self.code})"


class StreamProtocolException(StreamException):
    """The peer broke the rules of the WebSocket protocol, or of the service's frames."""


class StreamClosedException(StreamException):
    """The stream was closed by this program, so there is nothing more to get from it."""


class StreamBufferFull(StreamException):
    """The buffer is full of mail that is not the one sought. The stream goes on."""


class ReconnectExhausted(StreamException):
    """The link kept breaking, and the reconnect policy allows no further try."""


class MailTimeout(ClientException, TimeoutError):
    """No mail as it was sought came in time. The message says what came instead, and why nothing
    may have come."""


def api_exception(
    status: int, reason: str, body: str, headers: Mapping[str, str], hint: str = ""
) -> ApiException:
    """Return the exception that stands for this status. Pure; any thread may call it."""
    kind = _BY_STATUS.get(status, ServiceException if status >= 500 else ApiException)
    if status == 401 and not hint:
        hint = "The service does not accept the API key, or an address belongs to another account."
    return kind(status, reason, body, headers, hint)


def parse_retry_after(value: str | None) -> float | None:
    """Return the seconds that a ``Retry-After`` header asks for; None when it is not readable."""
    if not value:
        return None
    if re.fullmatch(r"\s*[0-9]{1,12}\s*", value):
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max((moment - datetime.now(UTC)).total_seconds(), 0.0)


def printable(text: str) -> str:
    """Return the text on one line, with control characters and lone surrogates escaped.

    What comes from the network may hold terminal escapes; an error message must not.
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def whereabouts(bug: BaseException) -> str:
    """Return where an exception was raised, and from where that was called; not what it says, which
    may be secret."""
    import traceback  # here, as hardly anybody needs it

    where = [f"{f.filename}:{f.lineno}" for f in traceback.extract_tb(bug.__traceback__)]
    return " < ".join(reversed(where))


_BY_STATUS: dict[int, type[ApiException]] = {
    400: BadRequestException,
    401: UnauthorizedException,
    403: ForbiddenException,
    404: NotFoundException,
    429: TooManyRequestsException,
}


def _detail(body: str, reason: str) -> str:
    """Return the gist of an error body on one line: JSON fields, an HTML title, first words."""
    text = body.strip()
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        answer = None
    if isinstance(answer, dict):
        listed = answer.get("validationErrors")
        found = [answer.get("message"), answer.get("error")]
        found += listed if isinstance(listed, list) else [listed]
        parts = dict.fromkeys(str(part).rstrip(". ") for part in found if part)
        if answer.keys() & {"message", "error", "validationErrors"}:
            text = "; ".join(part for part in parts if part != reason)
    elif text.startswith("<"):
        title = re.search(r"<title[^>]*>([^<]*)", text[:10_000], re.IGNORECASE)
        text = f"an HTML page, titled {title[1].strip()!r}" if title else "an HTML page"
    text = printable(" ".join(text[: 4 * _MAX_DETAIL].split()))
    return text if len(text) <= _MAX_DETAIL else text[: _MAX_DETAIL - 3] + "..."
