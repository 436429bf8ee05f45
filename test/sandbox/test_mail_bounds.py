"""Bounds of one mail in the sandbox: its parts, its recipients, its images, its links."""

from __future__ import annotations

import json

import pytest
from support.sandboxes import Apis, deliver, identified, with_image
from support.wire import RawApi

from client.mime.message import parse_mail
from client.sandbox import Sandbox

PUBLIC = "anyone@public.test"


def of_parts(count: int) -> bytes:
    """A mail whose parts are itself, a text, and attached files."""
    head = b"Subject: parts\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
    file = b"--b\r\nContent-Type: a/b\r\n\r\n\r\n"
    return head + b"--b\r\n\r\nThe text\r\n" + file * (count - 2)


@pytest.mark.parametrize(("count", "files"), [(1000, 998), (1001, 0), (60_000, 0)])
def test_a_mail_of_too_many_parts_is_all_text(
    sandbox: Sandbox, apis: Apis, count: int, files: int
) -> None:
    deliver(sandbox, of_parts(count), PUBLIC)
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
    deliver(sandbox, with_image(), PUBLIC)
    html = apis.messages.get_body_dirty(PUBLIC, apis.newest(PUBLIC))
    shown = html.count("data:image/png;base64,eHh4")
    assert shown == 16 * 1024 * 1024 // len(f"data:image/png;base64,{'eHh4' * 66_667}")
    assert html.count("cid:a") == 200 - shown
    assert html.count("cid:no") == 1


def test_a_list_has_the_first_of_many_links_and_people(
    sandbox: Sandbox, apis: Apis, api: RawApi
) -> None:
    sandbox.enable_domain("box.test")
    boxes = [f"{number}@box.test" for number in range(100)]
    links = [f"https://shop.example/{number}/{'y' * 2_000}" for number in range(1000)]
    head = [f"Subject: {'ß' * 5_000}", f"To: {'a@b.example, ' * 5_000}", "", ""]
    deliver(sandbox, "\r\n".join([*head, *links]).encode(), *boxes)
    answer = api.send("GET", "/inbox?limit=1000")
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
