"""Which mail a wait returns, and which it leaves for later ones."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.http_server import Answer, HttpServer, Request
from support.inboxes import BOTH, Via, listed, new, polled
from support.mails import DOMAIN, Sender, mail

import client


def test_what_is_not_sought_stays_for_later_waits(api: client.ApiClient, sender: Sender) -> None:
    with new(api) as inbox:
        for subject in ("one", "two", "three", "two again"):
            sender.send(inbox.address, subject)
        assert inbox.wait(subject="TWO", timeout=5).subject == "two"
        assert inbox.wait(subject=re.compile("^t"), timeout=5).subject == "three"
        assert inbox.wait(where=lambda mail: "Hello" in mail.text, timeout=5).subject == "one"
        assert inbox.wait(sender="the shop", timeout=5).subject == "two again"
        inbox.assert_none(within=1)


@BOTH
def test_by_recipient_and_by_text(api: client.ApiClient, sender: Sender, via: Via) -> None:
    with new(api, via) as inbox:
        for number, to in enumerate(("Ada <ada@shop.example>", "Bob <bob@shop.example>", "x@y.z")):
            message = mail(to, f"no. {number}", f"Order no.\n  {number} is on its way.")
            message.add_alternative(f"<p>Track it: <a href='#'>TRK&#45;{number}</a></p>", "html")
            sender.send_message(message, inbox.address)
        assert inbox.wait(to="BOB@shop", timeout=5).subject == "no. 1"
        assert inbox.wait(to=inbox.address, text="order no. 2 is", timeout=5).subject == "no. 2"
        with pytest.raises(client.MailTimeout, match="sought to with 'bob' and text like 'TRK-0'"):
            inbox.wait(to="bob", text=re.compile("TRK-0"), timeout=0.2)
        with pytest.raises(AssertionError, match=r'(?s)should not have got \(text with .*"no. 0"'):
            inbox.assert_none(within=5, text="trk-0")
        inbox.assert_none(within=0.2, text=re.compile("trk-0"))
        (found,) = inbox.wait_many(1, to=re.compile("^Ada$"), text=re.compile("TRK-0"), timeout=5)
        assert found.subject == "no. 0"
        assert inbox.report().count("(no wait has returned it)") == 0


def test_a_body_is_fetched_for_a_text_alone_and_after_all_else(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    def answer(request: Request) -> Answer:
        if request.target.startswith("/api/addresses"):
            return listed("one", "two", "three")
        return Answer(200, b"Subject: x\r\n\r\nzz", {"Content-Type": "text/plain"})

    server.respond = answer
    with polled(api_client) as inbox:
        assert inbox.wait(subject="two", to="a@b", timeout=5).id == "two"
        assert inbox.wait(subject="three", text="ZZ", timeout=5).id == "three"
    fetched = [one.target for one in server.requests if "addresses" not in one.target]
    assert [target.rpartition("/")[2].partition("?")[0] for target in fetched] == ["three"]


def test_since_leaves_out_what_is_older(api: client.ApiClient, sender: Sender) -> None:
    with new(api) as inbox:
        sender.send(inbox.address, "old")
        old = inbox.wait(timeout=5)
        sender.send(inbox.address, "new")
        new_mail = inbox.wait(timeout=5)
        sender.send(inbox.address, "newest")
        since = (datetime.now(UTC) + timedelta(hours=1)).replace(tzinfo=None)  # UTC is meant
        with pytest.raises(client.MailTimeout, match=r"any mail, received since .*\+00:00"):
            inbox.wait(since=since, timeout=0.2)
        assert inbox.wait(since=new_mail.received, timeout=5).subject == "newest"
        assert old.received <= new_mail.received


def test_mail_to_others_at_the_domain_is_not_for_us(api: client.ApiClient, sender: Sender) -> None:
    with new(api, "socket") as inbox:
        sender.send(f"someone.else@{DOMAIN}", "not for us")
        sender.send(inbox.address.upper(), "for us")
        assert inbox.wait(timeout=5).subject == "for us"
        inbox.assert_none(within=1)


def test_a_mail_whose_body_is_gone_is_no_match(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    failures = [Answer(404), Answer(503), Answer(503), Answer(503)]
    there = Answer(200, b"Subject: x\r\n\r\nzz", {"Content-Type": "text/plain"})

    def answer(request: Request) -> Answer:
        if request.target.startswith("/api/addresses"):
            return listed("late", "gone")
        return failures.pop(0) if failures else there

    server.respond = answer
    with polled(api_client) as inbox:
        assert inbox.wait(where=lambda mail: "zz" in mail.text, timeout=20).subject == "late"


def test_a_mail_of_odd_types_does_not_stop_the_others(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    odd: list[dict[str, Any]] = [
        {"_id": "1", "inbox": "a@b.example", "subject": 5, "from": [{"address": 5}], "text": 7},
        {"_id": "2", "inbox": "a@b.example", "attachments": [[]], "received": {}, "to": None},
    ]
    # A full page, and looks at it again: what has no id in the end would come with each.
    odd += [{"_id": ["3"], "inbox": "a@b.example"}] * 97
    body = json.dumps([*odd, *json.loads(listed("good").body)]).encode()
    server.answers = [Answer(body=body, headers={"Content-Type": "application/json"})]
    with polled(api_client) as inbox:
        assert inbox.wait(subject="good", timeout=5).id == "good"
        first, second = inbox.wait_many(2, timeout=5)
        assert {first.subject, second.subject, first.sender, second.sender} == {""}
        inbox.assert_none(within=0.2)


def test_an_error_of_the_users_own_calls_goes_through(
    api: client.ApiClient, sender: Sender
) -> None:
    messages = client.MessagesApi(api)

    def odd(mail: client.Mail) -> bool:
        return bool(messages.get_message_metadata(mail.inbox, "none"))

    with new(api) as inbox:
        sender.send(inbox.address)
        with pytest.raises(client.NotFoundException):
            inbox.wait(where=odd, timeout=5)


def test_what_the_users_function_raises_goes_through(api: client.ApiClient, sender: Sender) -> None:
    def odd(_: client.Mail) -> bool:
        raise LookupError("mine")

    with new(api) as inbox:
        sender.send(inbox.address, "stays")
        with pytest.raises(LookupError, match="mine"):
            inbox.wait(where=odd, timeout=5)
        assert inbox.wait(timeout=5).subject == "stays"
