"""The memory of the sandbox is bounded, and its parameters are."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import logging
import smtplib
import socket
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
import urllib3
import websocket
from support.sandboxes import Apis, apis_of, deliver, identified, mail
from support.streams import eventually

import client
from client.mime.parser import parse_mail
from client.sandbox import Sandbox
from client.sandbox.web_sockets import Subscriber

PUBLIC = "anyone@public.test"


def test_a_public_inbox_keeps_six_and_the_starred(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail("star"), PUBLIC)
    apis.messages.toggle_message_star(PUBLIC, apis.newest(PUBLIC))
    for number in range(8):
        deliver(sandbox, mail(str(number)), PUBLIC)
    assert apis.subjects(PUBLIC) == ["7", "6", "5", "4", "3", "2", "star"]
    apis.addresses.create_address(PUBLIC)
    for number in range(8, 20):
        deliver(sandbox, mail(str(number)), PUBLIC)
    assert len(apis.subjects(PUBLIC)) == 19
    # Public again, and so the next mail leaves six.
    apis.addresses.delete_address(PUBLIC)
    deliver(sandbox, mail("last"), PUBLIC)
    assert apis.subjects(PUBLIC) == ["last", "19", "18", "17", "16", "15", "star"]


def test_stars_outlast_others_but_not_the_bound() -> None:
    with Sandbox(tls=False, max_messages=3) as sandbox, apis_of(sandbox) as apis:
        sandbox.enable_domain("box.test")
        email = "a@box.test"
        for number in range(3):
            deliver(sandbox, mail(str(number)), email)
        two, _, zero = map(identified, apis.messages.list_messages(email))
        apis.messages.toggle_message_star(email, zero)
        deliver(sandbox, mail("3"), email)
        assert apis.subjects(email) == ["3", "2", "0"]
        apis.messages.toggle_message_star(email, two)
        apis.messages.toggle_message_star(email, apis.newest(email))
        deliver(sandbox, mail("4"), email)
        assert apis.subjects(email) == ["4", "3", "2"]
        assert apis.account.account_stats().starred_messages == 2


def many_headers() -> bytes:
    return b"a:\r\n" * 100_000 + b"\r\n"


def one_line() -> bytes:
    return b"\r\n" + b"x" * 2_400_000


@pytest.mark.parametrize(("make", "room"), [(many_headers, 10), (one_line, 56)])
def test_bytes_are_bounded_and_those_that_recipients_share_count_once(
    sandbox: Sandbox, apis: Apis, make: Callable[[], bytes], room: int
) -> None:
    sandbox.enable_domain("box.test")
    boxes = [f"{number}@box.test" for number in range(100)]

    def kept() -> int:
        return len(apis.messages.list_inbox_messages(limit=1000).messages)

    with smtplib.SMTP(*sandbox.smtp, timeout=30) as smtp:
        smtp.sendmail("a@b.test", boxes, make())
        assert kept() == 100
        # It leaves the room that it took, and no more.
        apis.messages.delete_all_domain_messages("box.test")
        for box in boxes[: room + 1]:
            smtp.sendmail("a@b.test", [box], make())
    assert room / 2 < kept() <= room
    deliver(sandbox, mail("small"), "new@box.test")
    assert apis.subjects("new@box.test") == ["small"]


def of_parts(count: int) -> bytes:
    """A mail whose parts are itself, a text, and attached files."""
    head = b"Subject: parts\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    file = b"--b\r\nContent-Type: a/b\r\n\r\n\r\n"
    return head + b"--b\r\n\r\nThe text\r\n" + file * (count - 2)


@pytest.mark.parametrize(("count", "files"), [(1000, 998), (1001, 0), (60_000, 0)])
def test_a_mail_of_too_many_parts_is_all_text(
    sandbox: Sandbox, apis: Apis, count: int, files: int
) -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=30) as smtp:
        smtp.sendmail("a@b.test", [PUBLIC], of_parts(count))
    (found,) = apis.messages.list_messages(PUBLIC)
    assert found.subject == "parts"
    assert len(found.attachments or []) == files
    assert len(apis.attachments.list_message_attachments(PUBLIC, identified(found))) == files
    text = apis.messages.get_body_plain_text(PUBLIC, identified(found))
    assert (text.strip() == "The text") == bool(files)
    assert text.count("--b\n") == (0 if files else count - 1)


@pytest.mark.parametrize(("levels", "files"), [(20, 1), (21, 0)])
def test_a_mail_that_nests_too_deep_is_all_text(levels: int, files: int) -> None:
    head = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(levels - 1)
    )
    found = parse_mail(head + b"Content-Type: a/b\r\n\r\nfile\r\n", sender="")
    assert len(found.attachments) == files
    assert found.text.startswith("--b0\n") == (not files)


def test_recipients_have_one_bound_however_many_headers() -> None:
    for each, count in ((1, 5), (100, 500), (10_000, 1638)):
        raw = (b"To: " + b"b@c.test, " * each + b"\r\n") * 5
        found = parse_mail(raw + b"Cc: c@c.test\r\n", sender="")
        assert [one.address for one in found.to] == ["b@c.test"] * count
        assert len(found.cc) == 1


def with_image() -> bytes:
    """A mail of HTML that shows one image 200 times."""
    image = base64.encodebytes(b"x" * 200_000).replace(b"\n", b"\r\n")
    return (
        b"Content-Type: multipart/related; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/html\r\n\r\n" + b"<img src='cid:a'>\r\n" * 200 + b"cid:no\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-ID: <a>\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + image + b"--b--\r\n"
    )


def test_images_are_inlined_up_to_a_bound(sandbox: Sandbox, apis: Apis) -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=30) as smtp:
        smtp.sendmail("a@b.test", [PUBLIC], with_image())
    html = apis.messages.get_body_dirty(PUBLIC, apis.newest(PUBLIC))
    shown = html.count("data:image/png;base64,eHh4")
    assert shown == 16 * 1024 * 1024 // len(f"data:image/png;base64,{'eHh4' * 66_667}")
    assert html.count("cid:a") == 200 - shown
    assert html.count("cid:no") == 1


def test_connections_for_mail_are_bounded(sandbox: Sandbox, apis: Apis) -> None:
    with contextlib.ExitStack() as stack:

        def greeting() -> bytes:
            link = stack.enter_context(socket.create_connection(sandbox.smtp, timeout=10))
            try:
                return link.recv(3)
            except ConnectionResetError:
                return b""

        assert [greeting() for _ in range(66)] == [b"220"] * 64 + [b""] * 2
        assert apis.messages.list_messages(PUBLIC) == []
        # Once some have gone, others may come.
        stack.pop_all().close()
        eventually(lambda: greeting() == b"220")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_body_that_is_not_what_its_headers_say(sandbox: Sandbox, encoding: str) -> None:
    with urllib3.PoolManager(retries=False) as pool:
        headers = {"Mailsac-Key": sandbox.api_key, "Content-Encoding": encoding}
        url = f"{sandbox.api_url}/addresses/a@b.test"
        answer = pool.request("PUT", url, headers=headers, body=b'{"info": "x"}')
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
    sandbox: Sandbox, apis: Apis, method: str, path: str, name: str
) -> None:
    sandbox.enable_domain("box.test")
    apis.addresses.create_address("mine@box.test")
    deliver(sandbox, mail(), PUBLIC)
    here = apis.newest(PUBLIC)
    path = path.format(message=f"{PUBLIC}/{here}", place=f"{PUBLIC}/messages/{here}")
    body: dict[str, Any] = {"json": {name: ["a@b.test"] * 101}} if method == "POST" else {}
    with urllib3.PoolManager(retries=False) as pool:
        headers = {"Mailsac-Key": sandbox.api_key}
        answer = pool.request(method, sandbox.api_url + path, headers=headers, **body)
    assert answer.status == 400
    found = answer.json()
    assert found.keys() == {"message", "error", "validationErrors"}
    assert found["error"] == "Bad Request"
    assert name in found["validationErrors"][0]
    assert apis.addresses.get_address("mine@box.test").owner == "sandbox"


def test_a_list_has_the_first_of_many_links_and_people(sandbox: Sandbox, apis: Apis) -> None:
    sandbox.enable_domain("box.test")
    boxes = [f"{number}@box.test" for number in range(100)]
    links = [f"https://shop.example/{number}/{'y' * 2_000}" for number in range(1000)]
    head = [f"Subject: {'ß' * 5_000}", f"To: {'a@b.example, ' * 5_000}", "", ""]
    with smtplib.SMTP(*sandbox.smtp, timeout=30) as smtp:
        smtp.sendmail("a@b.test", boxes, "\r\n".join([*head, *links]).encode())
    with urllib3.PoolManager(retries=False) as pool:
        url = f"{sandbox.api_url}/inbox?limit=1000"
        answer = pool.request("GET", url, headers={"Mailsac-Key": sandbox.api_key})
    assert len(answer.data) < 100 * 90_000
    found = answer.json()["messages"]
    assert len(found) == 100
    assert found[99]["links"] == links[: 65_536 // (len(links[0]) + 2)]
    assert found[99]["subject"] == "ß" * 2_048
    one = json.dumps({"name": "", "address": "a@b.example"})
    assert [json.dumps(person) for person in found[99]["to"]] == [one] * (8_192 // len(one))
    # What the mail says is still there, whole.
    assert (
        apis.messages.get_body_plain_text("7@box.test", apis.newest("7@box.test")).split() == links
    )


@contextlib.contextmanager
def lazy(sandbox: Sandbox) -> Iterator[socket.socket]:
    """A connection that takes next to nothing before it is read."""
    url = urlsplit(sandbox.api_url)
    with socket.socket() as link:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.settimeout(20)
        link.connect((url.hostname, url.port))
        yield link


def test_answers_that_nobody_reads_are_bounded_together(sandbox: Sandbox, apis: Apis) -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=30) as smtp:
        smtp.sendmail("a@b.test", [PUBLIC], with_image())
    path = f"/api/dirty/{PUBLIC}/{apis.newest(PUBLIC)}?_mailsacKey={sandbox.api_key}"

    def size(link: socket.socket) -> int:
        got = 0
        with contextlib.suppress(ConnectionResetError):
            while data := link.recv(1 << 20):
                got += len(data)
        return got

    with contextlib.ExitStack() as stack:
        links = [stack.enter_context(lazy(sandbox)) for _ in range(6)]
        for link in links:
            link.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
            assert link.recv(12) == b"HTTP/1.1 200"
        # The oldest have been ended; nobody else has noticed.
        assert apis.account.user().id == "sandbox"
        whole = [size(link) > 16_000_000 for link in links]
    assert whole == [False] * 2 + [True] * 4


def test_mail_that_waits_for_web_sockets_is_bounded_together(sandbox: Sandbox, apis: Apis) -> None:
    boxes = [f"{number}@box.test" for number in range(20)]
    for box in boxes:
        forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
        apis.addresses.create_address(box, body=forwarding)
    with contextlib.ExitStack() as stack:

        def listening(box: str, link: socket.socket | None = None) -> websocket.WebSocket:
            url = f"{sandbox.socket_url}?key={sandbox.api_key}&addresses={box}"
            ws = websocket.create_connection(
                url, socket=link, timeout=20, skip_utf8_validation=True
            )
            stack.callback(ws.shutdown)
            assert "Listening" in ws.recv()
            return ws

        sockets = [listening(box, stack.enter_context(lazy(sandbox))) for box in boxes]
        with smtplib.SMTP(*sandbox.smtp, timeout=30) as smtp:
            smtp.sendmail("a@b.test", boxes, one_line())  # 4.8 MB a frame: text, and raw mail
        assert 10 <= sandbox.connections <= 13
        # Those that are left get theirs, and whoever reads gets everything.
        received = 0
        for ws in sockets:
            with contextlib.suppress(websocket.WebSocketException, ConnectionError):
                received += len(ws.recv()) > 4_000_000
        assert 10 <= received <= 13
        quick = listening(boxes[0])
        deliver(sandbox, mail("after"), boxes[0])
        assert json.loads(quick.recv())["email"]["subject"] == "after"


def test_frames_that_wait_for_a_web_socket_are_counted() -> None:
    async def after(frames: int) -> bool:
        subscriber = Subscriber([], ["box.test"])
        for _ in range(frames):
            subscriber.put(b"{}")
        return subscriber.ended.done()

    assert not asyncio.run(after(1000))
    assert asyncio.run(after(1001))


def test_what_a_web_socket_may_send_is_bounded(sandbox: Sandbox) -> None:
    url = f"{sandbox.socket_url}?key={sandbox.api_key}&addresses="
    with contextlib.ExitStack() as stack:
        ws = websocket.create_connection(url, timeout=10)
        stack.callback(ws.shutdown)
        ws.send("x" * 65_535)
        ws.ping("still there")
        assert "Listening" in ws.recv()
        assert ws.recv_data(control_frame=True) == (websocket.ABNF.OPCODE_PONG, b"still there")
        ws.send("x" * 65_537)
        opcode, data = ws.recv_data()
    assert (opcode, data[:2]) == (websocket.ABNF.OPCODE_CLOSE, (1009).to_bytes(2, "big"))


def test_mail_from_and_to_what_is_listed_as_denied_is_taken(sandbox: Sandbox, apis: Apis) -> None:
    denied = apis.stats.denylist()
    assert denied
    for domain in denied:
        deliver(sandbox, mail("taken", sender=f"a@{domain}"), f"b@{domain}")
        assert apis.subjects(f"b@{domain}") == ["taken"]


def test_a_web_connection_without_a_request_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.sandbox.backend._IDLE_SECONDS", 0.5)
    with Sandbox(tls=False) as sandbox, contextlib.ExitStack() as stack:
        url = f"{sandbox.socket_url}?key={sandbox.api_key}&addresses="
        ws = websocket.create_connection(url, timeout=10)
        stack.callback(ws.shutdown)
        for said in (b"", b"GET /api/me HT", b"GET /api/me HTTP/1.1\r\nHost: x\r\n\r\n"):
            with lazy(sandbox) as link:
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
    with lazy(sandbox) as link:
        link.sendall(request_line.format(key=sandbox.api_key).encode())
        assert link.recv(12) == b"HTTP/1.0 400"
    assert "request from 127.0.0.1" in caplog.text
    assert sandbox.api_key not in caplog.text
