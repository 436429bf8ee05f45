"""No mail is asserted only when that is known."""

from __future__ import annotations

import threading
import time

import pytest
from support.http_server import Answer, HttpServer, Request
from support.inboxes import listed, new, polled
from support.mails import Sender
from support.scripted_server import ScriptedServer
from support.streams import ADDRESS, then_hold

import client
from client.sandbox import Sandbox


def test_assert_none_names_the_mail_and_leaves_it(api: client.ApiClient, sender: Sender) -> None:
    with new(api) as inbox:
        sender.send(inbox.address, "bill")
        inbox.assert_none(within=1, subject="reminder")
        with pytest.raises(AssertionError, match=r"\(subject with 'bill'\):\n.*@shop.*bill"):
            inbox.assert_none(within=30, subject="bill")
        assert inbox.wait(timeout=5).subject == "bill"


def test_no_mail_is_not_asserted_when_it_is_not_known(
    sandbox: Sandbox, api: client.ApiClient, sender: Sender
) -> None:
    with new(api, "poll") as inbox:
        sender.send(inbox.address, "there")
        sandbox.fail_next(100, 503, on="rest")
        with pytest.raises(client.ServiceException):
            inbox.assert_none(within=1)
        with pytest.raises(client.ServiceException):
            inbox.clear()
        sandbox.reset_faults()
        with pytest.raises(AssertionError, match="there"):
            inbox.assert_none(within=1)


def test_no_mail_is_not_asserted_while_the_link_is_down(
    sandbox: Sandbox, api: client.ApiClient, sender: Sender
) -> None:
    with new(api, "socket") as inbox:
        sandbox.fail_next(1000, 503)
        sandbox.drop_connections("reset")
        sender.send(inbox.address, "there")
        with pytest.raises(client.ServiceException):
            inbox.assert_none(within=1)
        sandbox.reset_faults()
        assert inbox.wait(timeout=30).subject == "there"


def test_no_mail_is_not_asserted_while_a_body_is_not_known(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    def answer(request: Request) -> Answer:
        return listed("reset") if request.target.startswith("/api/addresses") else Answer(503)

    server.respond = answer
    with polled(api_client) as inbox:
        with pytest.raises(client.ServiceException):
            inbox.assert_none(within=0.2, where=lambda mail: "reset" in mail.text)
        with pytest.raises(AssertionError, match="reset"):
            inbox.assert_none(within=0.2, subject="reset")
        inbox.assert_none(within=0.2, subject="other")


def test_no_mail_is_not_asserted_without_a_look_at_the_end(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    def slow(mail: client.Mail) -> bool:
        time.sleep(0.3)  # the user's own, which takes longer than there is time
        return mail.subject == "second"

    server.respond = lambda _: listed("first")
    with polled(api_client) as inbox:
        server.respond = lambda _: listed("second", "first")
        with pytest.raises(AssertionError, match="second"):
            inbox.assert_none(within=0.2, where=slow)
    server.respond = lambda _: listed()
    with polled(api_client) as inbox:
        end = time.monotonic() + 1.0
        server.respond = lambda _: listed(*(["late"] if time.monotonic() > end - 0.02 else []))
        with pytest.raises(AssertionError, match="late"):
            inbox.assert_none(within=1.0)


def test_no_mail_is_not_asserted_when_its_own_last_poll_failed_and_anothers_did_not(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    asked, failed, go_on = threading.Event(), threading.Event(), threading.Event()
    polls = iter(range(1, 100))
    body = Answer(200, b"Subject: x\r\n\r\nother", {"Content-Type": "text/plain"})

    def answer(request: Request) -> Answer:
        if not request.target.startswith("/api/addresses"):
            return body if failed.is_set() else Answer(503)
        number = next(polls)
        if number == 2:  # the other's: it begins first, and ends last
            asked.set()
            go_on.wait(10)
        elif number == 3:  # where mail is pushed, the only one
            failed.set()
            return Answer(503)
        return listed("1", inbox=ADDRESS)

    def holds_up(mail: client.Mail) -> bool:
        if failed.is_set():
            go_on.set()
            other.join(10)
        return "sought" in mail.text

    server.respond = answer
    with ScriptedServer(then_hold()) as socket:
        api_client.configuration.socket_url = socket.url
        api_client.configuration.retries = 0
        with client.Inbox(ADDRESS, api_client=api_client, via="socket") as inbox:
            other = threading.Thread(target=inbox.refresh)
            other.start()
            assert asked.wait(10)
            with pytest.raises(client.ServiceException, match="503"):
                inbox.assert_none(within=0.1, where=holds_up)
    assert failed.is_set()
    assert not other.is_alive()


def test_a_mail_that_somebody_took_meanwhile_is_no_reason_to_doubt(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    def answer(request: Request) -> Answer:
        return listed("1") if request.target.startswith("/api/addresses") else Answer(503)

    def sought(mail: client.Mail) -> bool:
        try:
            return "sought" in mail.text
        finally:
            assert inbox.wait(timeout=0).subject == "1"

    server.respond = answer
    api_client.configuration.retries = 0
    with polled(api_client) as inbox:
        inbox.assert_none(within=0.1, where=sought)
