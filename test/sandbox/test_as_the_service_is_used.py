"""What the service's own examples do, and what programs for it send."""

from __future__ import annotations

import logging
from urllib.parse import quote

import pytest
from support.sandboxes import deliver, mail
from support.wire import RawApi, connected, receive

from client.sandbox import Sandbox

UNICODE, ASCII = "Ada@Bücher.example", "ada@xn--bcher-kva.example"


def test_a_frame_is_bare_and_its_recipient_stands_at_the_top() -> None:
    with Sandbox(tls=False, mail_frames="bare") as sandbox:
        sandbox.enable_domain("box.test")
        with connected(sandbox, "a@box.test") as ws:
            assert receive(ws)["addresses"] == ["a@box.test"]
            deliver(sandbox, mail(), "b@box.test", "a@box.test")
            frame = receive(ws)
    assert (frame["to"][0]["address"], frame["text"]) == ("a@box.test", "Your code is 481516.\n")


def test_an_address_alone_is_listened_to_where_its_domain_is(
    sandbox: Sandbox, api: RawApi, caplog: pytest.LogCaptureFixture
) -> None:
    sandbox.enable_domain("on.test")
    api("POST", "/addresses/off@on.test")  # on its own it forwards nothing
    api("POST", "/addresses/off@box.test")
    with connected(sandbox, "a@on.test,off@on.test,off@box.test,a@box.test,box.test") as ws:
        heard = receive(ws)
        deliver(sandbox, mail("no"), "off@box.test", "a@box.test", "b@on.test")
        deliver(sandbox, mail("yes"), "a@on.test")
        assert receive(ws)["email"]["subject"] == "yes"
    assert (heard["addresses"], heard["domains"]) == (["a@on.test", "off@on.test"], [])
    deaf = [one.getMessage() for one in caplog.records if one.levelno == logging.WARNING]
    assert [text.partition(":")[0] for text in deaf] == [
        "nothing is listened to at 'a@box.test'",
        "nothing is listened to at 'box.test'",
        "nothing is listened to at 'off@box.test'",
    ]


def test_what_is_asked_for_in_vain_cannot_flood_the_log(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    names = [f"{n}-{'x' * 400}\n@box.test" for n in range(30)]
    with connected(sandbox, ",".join(names)) as ws:
        receive(ws)
    lines = [record.getMessage() for record in caplog.records]
    assert 0 < len(lines) <= 10
    assert all(len(line) < 500 and "\n" not in line for line in lines)


def test_a_slash_at_the_end_is_no_other_route(sandbox: Sandbox, api: RawApi) -> None:
    sandbox.enable_domain("box.test")
    deliver(sandbox, mail(), "a@box.test")
    for path in ("/me", "/addresses/a@box.test/messages", "/domains", "/inbox"):
        plain = api.send("GET", path)
        slash = api.send("GET", f"{path}/")
        assert (slash.status, slash.data[:9]) == (plain.status, plain.data[:9])
    (found,) = api("GET", "/addresses/a@box.test/messages/")
    assert api("GET", f"/text/a@box.test/{found['_id']}/") == "Your code is 481516.\n"
    api("DELETE", "/addresses/a@box.test/messages/", status=204)
    assert api("GET", "/addresses/a@box.test/messages") == []
    assert api.send("GET", "/me/", headers={}).status == 401
    api("GET", "/me//", status=404)


def test_head_is_get_without_a_body(sandbox: Sandbox, api: RawApi) -> None:
    deliver(sandbox, mail(), "a@box.test")
    (found,) = api("GET", "/addresses/a@box.test/messages")
    for path in ("/addresses/a@box.test/messages", f"/raw/a@box.test/{found['_id']}"):
        get, head = api.send("GET", path), api.send("HEAD", path)
        assert (head.status, head.data) == (200, b"")
        for name in ("Content-Length", "Content-Type"):
            assert head.headers[name] == get.headers[name]
    assert api.send("HEAD", "/addresses/nobody/messages").status == 400
    assert api.send("HEAD", "/me", headers={}).status == 401
    assert api.send("HEAD", "/addresses/a@box.test/messages/x/star").status == 405


def test_the_older_route_sets_forwarding(api: RawApi) -> None:
    api("POST", "/addresses/a@box.test")
    old = "/private-address-forwarding/a@box.test"
    changed = api("PUT", old, {"webhook": "http://127.0.0.1:9/x"})
    assert changed == api("GET", "/addresses/a@box.test")
    assert changed["webhook"] == "http://127.0.0.1:9/x"
    assert api("PUT", f"{old}/", {"enablews": True})["enablews"] is True
    api("PUT", "/private-address-forwarding/b@box.test", {}, status=401)


def test_lists_that_are_empty_are_lists(sandbox: Sandbox, api: RawApi) -> None:
    deliver(sandbox, mail(), "a@box.test")
    (found,) = api("GET", "/addresses/a@box.test/messages")
    assert [found[name] for name in ("cc", "bcc", "attachments", "labels")] == [[], [], [], []]


@pytest.mark.parametrize("reserved", [UNICODE, ASCII])
def test_both_forms_of_an_international_domain_are_one_inbox(
    sandbox: Sandbox, api: RawApi, reserved: str
) -> None:
    made = api("POST", "/addresses/" + quote(reserved), {"enablews": True})
    assert made["_id"] == ASCII
    for name in (UNICODE, ASCII):
        assert api("GET", f"/addresses/{quote(name)}/availability")["owned"] is True
        with connected(sandbox, name) as ws:
            assert receive(ws)["addresses"] == [ASCII]
            deliver(sandbox, mail(), ASCII)
            assert receive(ws)["email"]["inbox"] == ASCII
    sandbox.enable_domain("BÜCHER.example")
    assert [one["_id"] for one in api("GET", "/domains")] == ["xn--bcher-kva.example"]
    with connected(sandbox, "bücher.example") as ws:
        assert receive(ws)["domains"] == ["xn--bcher-kva.example"]
        deliver(sandbox, mail(), ASCII)
        assert receive(ws)["email"]["inbox"] == ASCII
    for name in (UNICODE, ASCII):
        assert len(api("GET", f"/addresses/{quote(name)}/messages")) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a@straße.example", "a@xn--strae-oqa.example"),
        ("a@βόλος.example", "a@xn--nxasmm1c.example"),
        ("a@ΒΌΛΟΣ.example", "a@xn--nxasmq6b.example"),
        ("a@メール。example", "a@xn--4dkua4c.example"),
        ("ünï@BOX.test", "ÜNÏ@box.TEST"),
        ("a@☃_.example", "A@☃_.example"),  # no host may have this name
    ],
)
def test_what_is_one_inbox(api: RawApi, one: str, other: str) -> None:
    here = api("POST", "/addresses/" + quote(one))["_id"]
    assert api("GET", "/addresses/" + quote(other))["_id"] == here


def test_mail_in_utf_8_arrives_in_the_same_inbox(sandbox: Sandbox, api: RawApi) -> None:
    sandbox.add_foreign("ö.test")
    message = mail()
    message["To"] = UNICODE
    deliver(sandbox, message, UNICODE, "x@xn--nda.test")
    (found,) = api("GET", f"/addresses/{ASCII}/messages")
    assert (found["inbox"], found["originalInbox"]) == (ASCII, ASCII)
    api("GET", "/addresses/x@%C3%B6.test/messages", status=403)
