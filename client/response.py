"""Reads the answer to a call: as text, as bytes, or as JSON for a model."""

from __future__ import annotations

from typing import TypeVar

from urllib3 import BaseHTTPResponse

from .call import Call
from .exceptions import MAX_ERROR_BODY, ApiException, UnauthorizedException

T = TypeVar("T")


def decoded(call: Call[T], raw: BaseHTTPResponse, body: bytes) -> T:
    """Read an answer as its media type says, among those that the contract declares."""
    if not call.accept:
        return None  # type: ignore[return-value]  # T is None where no content is declared
    is_json = "application/json" in call.accept
    if is_json and _changes(call) and body.strip() in (b"", b"null"):
        # What was asked for is done, and that is no error.
        try:
            return call.read({})
        except TypeError:
            return call.read([])
    media_type, _, options = raw.headers.get("Content-Type", "").partition(";")
    media_type = media_type.strip().lower() or call.accept[0]
    declared = _declared(media_type, call.accept)
    if declared is None:
        raise _unexpected(raw, body, f"answered {media_type}, not {' or '.join(call.accept)}")
    if declared.startswith("text/"):
        return call.read(_decode_text(body, options))
    if declared != "application/json":
        return call.read(body)
    from .decoding import loads  # may take a while; see there

    try:
        answer = loads(body)
        if answer is not None:
            return call.read(answer)
        reason = "the answer is null"
        if call.path == "/me":  # as some guides show it
            raise UnauthorizedException(raw.status, f"{reason}: the service does not know the key")
    except RecursionError:
        reason = "the JSON of the answer is nested too deep"
    except (ValueError, TypeError) as error:
        reason = f"the answer is not what the contract says: {error}"
    raise _unexpected(raw, body, reason)


def _changes(call: Call[T]) -> bool:
    # To validate addresses is to ask, though it is a POST.
    return call.method != "GET" and not call.path.startswith("/validations/")


def _declared(media_type: str, accept: tuple[str, ...]) -> str | None:
    """Return which of the declared media types an answer is of; None for none of them."""
    if media_type in accept:
        return media_type
    if "*/*" in accept:
        return "*/*"
    kind = accept[0]
    if len(accept) > 1 or kind == "application/json":
        return None
    # A file has a type of its own, and so may a text; but a page in the place of plain text is a
    # maintenance page.
    return None if kind == "text/plain" and media_type == "text/html" else kind


def _decode_text(body: bytes, options: str) -> str:
    _, _, charset = options.lower().partition("charset=")
    charset = charset.strip(" \"'")
    if charset in ("", "utf-8"):
        return body.decode("utf-8", "replace")
    # Not by any name that Python knows: some codecs warn, or take the square of the length.
    from .mime.charsets import decode  # here, as it is seldom needed

    return decode(body, charset)


def _unexpected(raw: BaseHTTPResponse, body: bytes, reason: str) -> ApiException:
    text = body[:MAX_ERROR_BODY].decode("utf-8", "replace")
    return ApiException(raw.status, reason, text, raw.headers)
