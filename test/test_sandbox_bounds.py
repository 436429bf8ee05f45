"""The memory of the sandbox is bounded, and its parameters are."""

from __future__ import annotations

import base64
import contextlib
import smtplib
import socket
from collections.abc import Callable
from typing import Any

import pytest
import urllib3
from sandboxes import Apis, apis_of, deliver, identified, mail
from streams import eventually

from client.mime import parse_mail
from client.sandbox import Sandbox

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


def test_images_are_inlined_up_to_a_bound(sandbox: Sandbox, apis: Apis) -> None:
    image = base64.encodebytes(b"x" * 200_000).replace(b"\n", b"\r\n")
    with smtplib.SMTP(*sandbox.smtp, timeout=30) as smtp:
        smtp.sendmail(
            "a@b.test",
            [PUBLIC],
            b"Content-Type: multipart/related; boundary=b\r\n\r\n"
            b"--b\r\nContent-Type: text/html\r\n\r\n"
            + b"<img src='cid:a'>\r\n"
            * 200
            + b"cid:no\r\n"
            b"--b\r\nContent-Type: image/png\r\nContent-ID: <a>\r\n"
            b"Content-Transfer-Encoding: base64\r\n\r\n" + image + b"--b--\r\n",
        )
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
