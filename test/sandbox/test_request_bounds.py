"""Bounds of requests, of connections, and of answers in the sandbox."""

from __future__ import annotations

import contextlib
import logging
import socket

import pytest
import websocket
from support.sandboxes import Apis, deliver, mail, with_image
from support.streams import eventually
from support.wire import RawApi, connected, lazy_link

from client.sandbox import Sandbox

PUBLIC = "anyone@public.test"


def test_connections_for_mail_are_bounded(sandbox: Sandbox, apis: Apis) -> None:
    with contextlib.ExitStack() as stack:

        def greeting() -> bytes:
            link = stack.enter_context(socket.create_connection(sandbox.smtp, timeout=60))
            try:
                return link.recv(3)
            except ConnectionResetError:
                return b""

        assert [greeting() for _ in range(66)] == [b"220"] * 64 + [b"421"] * 2
        assert apis.messages.list_messages(PUBLIC) == []
        # Once some have gone, others may come.
        stack.pop_all().close()
        eventually(lambda: greeting() == b"220")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_body_that_is_not_what_its_headers_say(api: RawApi, encoding: str) -> None:
    headers = {**api.headers, "Content-Encoding": encoding}
    answer = api.send("PUT", "/addresses/a@b.test", headers=headers, body=b'{"info": "x"}')
    assert answer.status == 400
    assert answer.json()["validationErrors"] == ["the body is not what its headers say"]


BEYOND = [
    ("GET", "/addresses/a@b.test/messages?limit=1001", "limit"),
    ("GET", "/addresses/a@b.test/messages?limit=-1", "limit"),
    ("GET", "/addresses/a@b.test/messages?until=soon", "until"),
    ("GET", "/domains/box.test/messages?limit=many", "limit"),
    ("GET", "/inbox?skip=-1", "skip"),
    ("GET", "/inbox?since=2026-13-01", "since"),
    ("GET", "/inbox-filter?andRead=maybe", "andRead"),
    ("GET", "/inbox-filter", "andSubjectIncludes"),
    ("GET", "/mailstats/common-attachments?startDate=2026-01-01", "endDate"),
    ("GET", "/mailstats/common-attachments?startDate=x&endDate=y", "startDate"),
    ("GET", "/mailstats/top-senders?endDate=x", "endDate"),
    ("GET", "/mailstats/common-attachments/zz/download", "md5sum"),
    ("DELETE", "/addresses/mine@box.test?deleteAddressMessages=1", "deleteAddressMessages"),
    ("GET", "/text/{message}?download=yes", "download"),
    ("GET", "/addresses/nobody/messages", "email"),
    ("GET", "/domains/a,b", "domain"),
    ("PUT", "/addresses/{place}/folder/attic", "folder"),
    ("PUT", "/addresses/{place}/read/1", "readBoolean"),
    ("GET", "/addresses/{place}/headers?format=xml", "format"),
    ("POST", "/private-addresses-bulk", "addresses"),
    ("POST", "/validations/addresses", "emails"),
]


@pytest.mark.parametrize(("method", "path", "name"), BEYOND)
def test_what_is_out_of_bounds_is_named(
    sandbox: Sandbox, apis: Apis, api: RawApi, method: str, path: str, name: str
) -> None:
    sandbox.enable_domain("box.test")
    apis.addresses.create_address("mine@box.test")
    deliver(sandbox, mail(), PUBLIC)
    here = apis.newest(PUBLIC)
    path = path.format(message=f"{PUBLIC}/{here}", place=f"{PUBLIC}/messages/{here}")
    body = {name: ["a@b.test"] * 101} if method == "POST" else None
    found = api(method, path, body, status=400)
    assert found.keys() == {"message", "error", "validationErrors"}
    assert found["error"] == "Bad Request"
    assert name in found["validationErrors"][0]
    assert apis.addresses.get_address("mine@box.test").owner == "sandbox"


def test_answers_that_nobody_reads_are_bounded_together(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, with_image(), PUBLIC)
    path = f"/api/dirty/{PUBLIC}/{apis.newest(PUBLIC)}?_mailsacKey={sandbox.api_key}"

    def size(link: socket.socket) -> int:
        got = 0
        with contextlib.suppress(ConnectionResetError):
            while data := link.recv(1 << 20):
                got += len(data)
        return got

    with contextlib.ExitStack() as stack:
        links = [stack.enter_context(lazy_link(sandbox)) for _ in range(6)]
        for link in links:
            link.sendall(
                f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
            )
            assert link.recv(12) == b"HTTP/1.1 200"
        # The oldest have been ended; nobody else has noticed.
        assert apis.account.user().id == "sandbox"
        whole = [size(link) > 16_000_000 for link in links]
    assert whole == [False] * 2 + [True] * 4


def test_a_web_connection_without_a_request_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.sandbox.backend._IDLE_SECONDS", 0.5)
    with Sandbox(tls=False) as sandbox, contextlib.ExitStack() as stack:
        ws = stack.enter_context(connected(sandbox, ""))
        for said in (b"", b"GET /api/me HT", b"GET /api/me HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            with lazy_link(sandbox) as link:
                link.sendall(said)
                answer = b""
                while data := link.recv(4096):
                    answer += data
                assert answer[:12] == (b"HTTP/1.1 401" if said.endswith(b"\n") else b"")
        # A web socket is none of them.
        ws.ping()
        assert "Listening" in ws.recv()
        assert ws.recv_data(control_frame=True)[0] == websocket.ABNF.OPCODE_PONG


@pytest.mark.parametrize(
    "request_line",
    [
        "GET /api/me?_mailsacKey={key} HTTP/9.9.9\r\n\r\n",
        "get it?_mailsacKey={key}\r\n\r\n",
        "GET /api/me HTTP/1.1\r\nMailsac-Key {key}\r\n\r\n",
        "GET /api/me?_mailsacKey={key}" + "x" * 20_000 + " HTTP/1.1\r\n\r\n",
    ],
    ids=["version", "method", "header", "length"],
)
def test_the_key_of_a_malformed_request_is_not_logged(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture, request_line: str
) -> None:
    caplog.set_level(logging.DEBUG)
    with lazy_link(sandbox) as link:
        link.sendall(request_line.format(key=sandbox.api_key).encode())
        assert link.recv(12) == b"HTTP/1.0 400"
    assert "request from 127.0.0.1" in caplog.text
    assert sandbox.api_key not in caplog.text
