"""Mutated answers that drip: a value or a documented exception, in time, and the key nowhere."""

from __future__ import annotations

import gzip
import logging
import pickle
import socket
import time
import warnings
import zlib
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest
from hypothesis import strategies as st
from support.fuzzing import MARKS, Edit, edits, fuzz, mutated, pieces
from support.http_server import raw_server
from support.streams import shown

import client

pytestmark = MARKS

TOTAL = 0.3  # seconds for a call
MARGIN = 1.0  # seconds: half a one is promised, and as much is for a busy machine
WITHIN = 5.0  # seconds after which it is a hang
KEY = "k_S3cr3t/+&key"
FORMS = {  # as a service may write it
    "plain": KEY,
    "in a URL": "k_S3cr3t%2F%2B%26key",
    "in a URL, in small letters": "k_S3cr3t%2f%2b%26key",
    "in JSON of PHP": "k_S3cr3t\\/+&key",
    "in JSON of Go": "k_S3cr3t/+\\u0026key",
    "in HTML": "k_S3cr3t/+&amp;key",
    "all in JSON": "".join(f"\\u{ord(character):04X}" for character in KEY),
    "all in HTML": "".join(f"&#{ord(character)};" for character in KEY),
}
SHOWN = [KEY, *FORMS.values()]

CALLS: dict[str, tuple[Callable[[client.ApiClient], Any], type]] = {
    "list": (lambda api: client.MessagesApi(api).list_messages("a@b.example"), list),
    "count": (
        lambda api: client.MessagesApi(api).count_messages("a@b.example"),
        client.MessageCount,
    ),
    "text": (lambda api: client.MessagesApi(api).get_full_raw_message("a@b.example", "1"), str),
    "bytes": (
        lambda api: client.AttachmentsApi(api).download_attachment("a@b.example", "1", "0" * 32),
        bytes,
    ),
    "delete": (
        lambda api: client.MessagesApi(api).delete_message("a@b.example", "1"),
        client.DeletedMessage,
    ),
    "user": (lambda api: client.AccountApi(api).user(), client.CurrentUserInfo),
}


class Plan(NamedTuple):
    """What is called, and what the server answers, again and again."""

    call: str
    retries: int
    status: bytes
    headers: list[bytes]
    body: bytes
    encoding: str
    framing: str
    changes: list[Edit]
    cuts: list[int]  # where the parts end
    pace: float  # seconds after each part
    stays: bool  # silent, when all is sent


STATUSES = [b"200 OK", b"200 OK", b"200 OK", b"204 No", b"301 Moved", b"302 Found", b"304 Not"]
STATUSES += [b"400 Bad", b"401 Un", b"403 For", b"404 Not", b"429 Slow", b"500 Oh", b"503 Busy"]
HEADERS = [b"Content-Type: application/json", b"Content-Type: text/plain; charset=utf-16"]
HEADERS += [b"Content-Type: application/octet-stream", b"Content-Type: text/html"]
HEADERS += [b"Location: /again", b"Location: http://127.0.0.1:9/" + FORMS["in a URL"].encode()]
HEADERS += [b"Retry-After: 0", b"Retry-After: Mon, 99 Xxx 2024", b"Connection: close"]
HEADERS += [b"X-Key: " + form.encode() for form in FORMS.values()]
BODIES = [b"[]", b"{}", b'[{"_id":"1","to":[{"address":"x@y.example"}]}]', b"null", b"", b"\xff"]
BODIES += [b'{"message":"%s","error":["x"],"validationErrors":[[1]]}', b"<title>%s</title>", b"%s"]
BODIES += [b'{"_id":"1","count":2}', b"[" * 700 + b"]" * 700, b'{"error":%s}' % (b"[" * 400)]
BODIES += [b'{"message":%s1%s}' % (b"[" * 600, b"]" * 600), b'"%s"', b"x" * 65_530 + b"%s"]
INTERIM = b"HTTP/1.1 103 Early\r\nLink: x\r\n\r\n"
TOKENS = [form.encode() for form in FORMS.values()] + [b"\r\n", b"\r\n\r\n", b"\n", b"0\r\n", b"\0"]
TOKENS += [
    b"Transfer-Encoding: chunked\r\n",
    b"Content-Length: 5\r\n",
    b":",
    b" ",
    b"\xff",
    INTERIM,
]
TOKENS += [b"ffffffffffffffff\r\n", b"-1\r\n", b";x=y", b"Content-Encoding: br\r\n", b"HTTP/1.0 "]

PLANS = st.builds(
    Plan,
    call=st.sampled_from(list(CALLS)),
    retries=st.sampled_from((0, 0, 1)),
    status=st.sampled_from(STATUSES),
    headers=st.lists(st.sampled_from(HEADERS), max_size=4),
    body=st.builds(
        lambda body, form: body.replace(b"%s", form.encode()),
        st.sampled_from(BODIES) | st.binary(max_size=20),
        st.sampled_from(list(FORMS.values())),
    ),
    encoding=st.sampled_from(("", "", "", "gzip", "deflate")),
    framing=st.sampled_from(("length", "chunked", "close", "interim")),
    changes=st.just([]) | edits(*TOKENS),
    cuts=st.lists(st.integers(0, 1 << 16), max_size=8),
    pace=st.sampled_from((0.0, 0.0, 0.0, 0.0, 0.02, 0.1)),
    stays=st.sampled_from((False, False, False, False, True)),
)


def answer(plan: Plan) -> bytes:
    headers, body = list(plan.headers), plan.body
    if plan.encoding:
        headers.append(b"Content-Encoding: " + plan.encoding.encode())
        body = gzip.compress(body) if plan.encoding == "gzip" else zlib.compress(body)
    if plan.framing == "chunked":
        headers.append(b"Transfer-Encoding: chunked")
        parts = [part for part in pieces(body, plan.cuts) if part]
        chunks = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in parts)
        body = chunks + b"0\r\nX-Trailer: x\r\n\r\n"
    elif plan.framing != "close":
        headers.append(b"Content-Length: %d" % len(body))
    head = b"\r\n".join((b"HTTP/1.1 " + plan.status, *headers, b"\r\n"))
    return mutated((INTERIM if plan.framing == "interim" else b"") + head + body, plan.changes)


def serve(link: socket.socket, plan: Plan) -> None:
    link.recv(65536)
    for part in pieces(answer(plan), plan.cuts):
        link.sendall(part)
        time.sleep(plan.pace)  # the pace of the fault
    while plan.stays and link.recv(65536):
        pass


class Records(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(self.format(record) + repr(record.args))


def check(plan: Plan, url: str, ca_file: str, records: Records) -> None:
    records.texts = []
    call, kind = CALLS[plan.call]
    configuration = client.Configuration(
        host=url,
        api_key=KEY,
        proxy="",
        total_timeout=TOTAL,
        retries=plan.retries,
        ssl_ca_cert=ca_file,  # that of certifi takes longer to read than the call
    )
    with warnings.catch_warnings(record=True) as caught, client.ApiClient(configuration) as api:
        warnings.simplefilter("always")
        begin = time.monotonic()
        try:
            assert isinstance(call(api), kind)
        except client.ClientException as error:
            raw = pickle.dumps(error)
            texts = [shown(error), str(raw), repr(pickle.loads(raw)), str(pickle.loads(raw))]
        else:
            texts = []
        took = time.monotonic() - begin
    texts += records.texts + [str(one.message) for one in caught]
    for text in texts:
        text.encode("utf-8", "surrogatepass")
        assert not [form for form in SHOWN if form in text], text[:500]
    assert took < TOTAL + MARGIN


def only_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mutated ``Location`` leads no further than here."""
    real = socket.getaddrinfo

    def resolved(host: str, *more: Any) -> Any:
        if not host.startswith("127."):
            raise socket.gaierror("beyond this machine")
        return real(host, *more)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)


def test_answers(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, ca_file: str
) -> None:
    only_loopback(monkeypatch)
    plans: list[Plan] = []
    records, root = Records(), logging.getLogger()
    monkeypatch.setattr(root, "handlers", [records])
    monkeypatch.setattr(root, "level", logging.DEBUG)
    with raw_server(lambda link: serve(link, plans[-1])) as url:

        def one(plan: Plan) -> None:
            plans[:] = [plan]
            check(plan, url, ca_file, records)

        assert fuzz("answers", PLANS, one, WITHIN, capsys) > 0
