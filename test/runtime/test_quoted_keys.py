"""A key that the service quotes back is nowhere: not in errors, pickles, logs or locals."""

from __future__ import annotations

import base64
import html
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
FORMS = [
    KEY,
    quote(KEY, safe=""),
    quote(KEY),
    quote(KEY, safe="").replace("%2F", "%2f").replace("%2B", "%2b"),
    KEY.replace("/", "\\/"),
    "".join(f"\\u{ord(sign):04x}" for sign in KEY),
    html.escape(KEY),
    base64.b64encode(KEY.encode()).decode(),
    base64.b64encode(f"user:{KEY}:".encode()).decode(),
]
PARTS = ["k_S3", "S3cr", FORMS[5][:24], FORMS[7][:12], FORMS[8][8:20]]
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
            f"a chunk size {number}": HEAD % b"200"
            + b"Transfer-Encoding: chunked\r\n\r\n"
            + key
            + b"\r\n",
            f"no JSON {number}": HEAD % b"200" + b"\r\nkey " + key,
            f"another shape {number}": HEAD % b"200" + b'\r\n"' + key + b'"',
            f"the name of a header {number}": HEAD % b"404" + key + b": 1\r\n\r\n{}",
            f"a redirect {number}": HEAD % b"302" + b"Location: /" + key + b"\r\n\r\n",
            f"a host {number}": HEAD % b"302"
            + b"Location: http://"
            + key
            + b".localhost:1/\r\n\r\n",
            f"a scheme {number}": HEAD % b"302" + b"Location: ftp://" + key + b"/\r\n\r\n",
            f"a body that breaks off {number}": HEAD % b"200"
            + b"Content-Length: 1000\r\n\r\n[key "
            + key,
            f"an error {number}": HEAD % b"500" + b"\r\nkey " + key,
            f"an error that breaks off {number}": HEAD % b"500"
            + b"Content-Length: 100\r\n\r\nkey "
            + key[:-3],
        }
        for left in (4, 5, 9) if number < 4 else ():  # of others, the beginning is not known
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
