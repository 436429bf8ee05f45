"""A key that the service quotes back is nowhere: not in errors, pickles, logs or locals."""

from __future__ import annotations

import base64
import logging
import pickle
import socket
from collections.abc import Callable
from urllib.parse import quote

import pytest
from support.http_server import raw_server
from support.streams import shown

import client

KEY = "k_S3cr3t/+&key"
# As services write it: in plain, in URLs, in JSON and in HTML; and in base64.
WRITINGS: list[Callable[[str], str]] = [
    str,
    lambda key: quote(key, safe=""),
    lambda key: quote(key, safe="").replace("%2F", "%2f"),
    lambda key: key.replace("/", "\\/"),
    lambda key: key.replace("&", "\\u0026"),
    lambda key: key.replace("&", "&amp;"),
    lambda key: "".join(f"\\u{ord(character):04X}" for character in key),
    lambda key: "".join(f"%{ord(character):02x}" for character in key),
    lambda key: "".join(f"&#{ord(character)};" for character in key),
]
ENCODED = [base64.b64encode(f"{before}{KEY}:".encode()).decode() for before in ("", "me:", "user:")]
FORMS = [write(KEY) for write in WRITINGS] + ENCODED
PARTS = [write(KEY[:4]) for write in WRITINGS] + [text[8:13] for text in ENCODED]
HEAD = b"HTTP/1.1 %s X\r\nContent-Type: application/json\r\nConnection: close\r\n"


def answering(data: bytes) -> Callable[[socket.socket], None]:
    def serve(link: socket.socket) -> None:
        link.recv(65536)
        link.sendall(data)

    return serve


def odd_answers() -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for number, form in enumerate(FORMS):
        key = form.encode()
        found |= {
            f"no HTTP {number}": b"key " + key + b"\r\n\r\n",
            f"a status line {number}": b"HTTP/1.1 " + key + b" x\r\n\r\n",
            f"a header without a colon {number}": HEAD % b"200" + key + b"\r\n\r\n[]",
            f"a header {number}": HEAD % b"404" + b"X-Key: " + key + b"\r\n\r\n{}",
            f"the name of a header {number}": HEAD % b"404" + key + b": x\r\n\r\n{}",
            f"a chunk size {number}": HEAD % b"200"
            + b"Transfer-Encoding: chunked\r\n\r\n"
            + key
            + b"\r\n",
            f"no JSON {number}": HEAD % b"200" + b"\r\nkey " + key,
            f"another shape {number}": HEAD % b"200" + b'\r\n"' + key + b'"',
            f"a redirect {number}": HEAD % b"302" + b"Location: /" + key + b"\r\n\r\n",
            f"a host {number}": HEAD % b"302"
            + b"Location: http://"
            + key
            + b".localhost:1/\r\n\r\n",
            f"a scheme {number}": HEAD % b"302" + b"Location: ftp://" + key + b"/\r\n\r\n",
            f"an error {number}": HEAD % b"500" + b"\r\nkey " + key,
            f"an error that breaks off {number}": HEAD % b"500"
            + b"Content-Length: 100\r\n\r\nkey "
            + key[:-3],
        }
        parts = HEAD % b"200" + b"Transfer-Encoding: chunked\r\n\r\n"
        parts += b"%x\r\n%s\r\n" % (len(key), key)
        found |= {
            f"a body that breaks off {number}": HEAD % b"200"
            + b"Content-Length: 1000\r\n\r\nkey "
            + key,
            f"chunks that break off {number}": parts,
            f"no chunk after one {number}": parts + b"x\r\n",
        }
        for left in (4, 5, 9):
            body = b"x" * (65536 - left) + key
            found[f"an error across the limit {number} {left}"] = HEAD % b"500" + b"\r\n" + body
            found[f"no JSON across the limit {number} {left}"] = HEAD % b"200" + b"\r\n" + body
    return found


@pytest.mark.parametrize("name", odd_answers())
def test_a_quoted_key_is_nowhere(name: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with raw_server(answering(odd_answers()[name])) as url:
        configuration = client.Configuration(host=url, api_key=KEY, retries=0)
        with client.ApiClient(configuration) as api_client:
            error: Exception | None = None
            try:
                client.MessagesApi(api_client).list_messages("a@b.example")
            except client.ClientException as caught:
                error = caught
    texts = [caplog.text]
    if error is not None:
        texts += [shown(error), str(pickle.dumps(error)), str(error), repr(error)]
    for text in texts:
        assert not any(part in text for part in PARTS), text[:500]
