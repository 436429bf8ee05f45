"""The HTTP half of opening a web socket, as bytes in and bytes out. Pure.

``websocket-client`` could do this, but it logs the request, key and all, when its trace is on;
follows redirects with it; keeps a cookie jar for the whole process; and reads an answer of any
length. What is left to do ourselves is one request and one answer.
"""

from __future__ import annotations

import base64
import hashlib
import http.client
import io
import re
import secrets
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

import urllib3

from ..configuration import Secret
from ..exceptions import (
    MAX_ERROR_BODY,
    ClientException,
    StreamProtocolException,
    api_exception,
)
from ..transport import USER_AGENT, scrubbed

MAX_HEAD = 64 * 1024  # bytes of the answer's head
MAX_URL = 16_000  # bytes; a Node server refuses more than 16 KiB of request head
_INTERIM = re.compile(rb"HTTP/1\.[01] 1(?!01)[0-9]{2}\b")
_MAGIC = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"  # RFC 6455, section 1.3


def check_length(url: str, key: Secret, addresses: Sequence[str]) -> None:
    """Raise ``ValueError`` if the service would refuse the URL for its length."""
    length = len(url) + len(_query(key, addresses))
    if length > MAX_URL:
        raise ValueError(
            f"addresses: {len(addresses)} of them make a URL of {length} bytes; "
            f"the service takes at most {MAX_URL}. Listen to a whole domain, or open more streams."
        )


def new_nonce() -> bytes:
    return base64.b64encode(secrets.token_bytes(16))


def request(url: str, key: Secret, addresses: Sequence[str], nonce: bytes) -> bytes:
    """Return the upgrade request. It holds the key: write it, and keep it nowhere."""
    parts = urlsplit(url)
    path = quote(parts.path or "/", safe="/%:@").encode()
    host = parts.netloc.encode("ascii" if parts.netloc.isascii() else "idna")
    return b"\r\n".join(
        (
            b"GET " + path + _query(key, addresses) + b" HTTP/1.1",
            b"Host: " + host,
            b"Upgrade: websocket",
            b"Connection: Upgrade",
            b"Sec-WebSocket-Version: 13",
            b"Sec-WebSocket-Key: " + nonce,
            b"User-Agent: " + USER_AGENT.encode(),
            b"\r\n",
        )
    )


def _query(key: Secret, addresses: Sequence[str]) -> bytes:
    listed = quote(",".join(addresses), safe="@,")
    return b"?key=" + quote(key.encode(), safe="").encode() + b"&addresses=" + listed.encode()


def end_of_head(answer: bytearray) -> int:
    """Return where the blank line behind the head of the answer begins; -1 if it is not there yet.

    Interim answers before it (RFC 9110, section 15.2), such as ``100 Continue``, are dropped.
    """
    while (end := answer.find(b"\r\n\r\n")) >= 0 and _INTERIM.match(answer):
        del answer[: end + 4]
    return end


def body_is_whole(answer: bytes) -> bool:
    """Tell whether a refusal, head and body as read so far, needs no more reading."""
    head, _, body = answer.partition(b"\r\n\r\n")
    try:
        headers = http.client.parse_headers(io.BytesIO(head.partition(b"\r\n")[2] + b"\r\n\r\n"))
    except http.client.HTTPException:  # ``refusal`` will say so
        return True
    if "chunked" in headers.get("Transfer-Encoding", "").lower():
        # The sizes of chunks take room, too.
        return body.endswith(b"0\r\n\r\n") or len(body) >= 2 * MAX_ERROR_BODY
    length = headers.get("Content-Length", "")
    wanted = int(length) if length.isdecimal() and len(length) < 20 else MAX_ERROR_BODY
    return len(body) >= min(wanted, MAX_ERROR_BODY)


def refusal(answer: bytes, nonce: bytes, key: Secret) -> ClientException | None:
    """Return what is wrong with the answer to the upgrade request, or None if all is well.

    The head of the answer must be whole; its body may be cut off.
    """
    try:
        response = http.client.HTTPResponse(_Answer(answer))  # type: ignore[arg-type]  # duck-typed
        response.begin()
    except (http.client.HTTPException, ValueError):
        return StreamProtocolException("the answer to the upgrade request is no HTTP answer")
    with response:
        status, headers = response.status, response.headers
        if status != 101:
            try:
                body = response.read(MAX_ERROR_BODY)
            except (
                http.client.IncompleteRead
            ) as error:  # of whole chunks, because of one that is cut
                body = error.partial + getattr(error.__cause__, "partial", b"")
            except http.client.HTTPException:
                body = b""
            hint = ""
            if status == 403:
                hint = "The account may not open a web socket for these addresses."
            elif status < 300:
                hint = "The service did not upgrade the connection to a web socket."
            elif status < 400:
                hint = "The redirect is not followed, because the API key would go with it."
            text, listed = body.decode("utf-8", "replace"), urllib3.HTTPHeaderDict(headers.items())
            return scrubbed(api_exception(status, response.reason, text, listed, hint), key)
    accept = base64.b64encode(hashlib.sha1(nonce + _MAGIC, usedforsecurity=False).digest()).decode()
    tokens = [token.strip().lower() for token in headers.get("Connection", "").split(",")]
    if (
        headers.get("Upgrade", "").strip().lower() != "websocket"
        or "upgrade" not in tokens
        or headers.get("Sec-WebSocket-Accept", "").strip() != accept
        or "Sec-WebSocket-Extensions" in headers  # we have asked for none of these two
        or "Sec-WebSocket-Protocol" in headers
    ):
        return StreamProtocolException("the answer to the upgrade request is no web-socket answer")
    return None


class _Answer:
    """Bytes in the shape that ``HTTPResponse`` reads from."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, _mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)
