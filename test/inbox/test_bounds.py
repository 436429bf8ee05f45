"""What an inbox holds in memory is bounded."""

from __future__ import annotations

import pytest
from support.http_server import HttpServer
from support.inboxes import listed, new, polled
from support.mails import Sender

import client


def test_mail_that_is_only_listed_fills_no_memory(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    names = [f"m{number}" for number in range(100)]
    server.answers = [listed(*names, size=2_500_000)]
    with polled(api_client) as inbox:
        with pytest.raises(client.MailTimeout):
            inbox.wait(subject="other", timeout=0.2)


def test_what_was_returned_counts_no_more(
    api: client.ApiClient, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.inbox.arrivals._MAX_BYTES", 50_000)
    monkeypatch.setattr("client.inbox.arrivals._MAX_LINES", 5)
    with new(api) as inbox:
        for number in range(10):
            sender.send(inbox.address, str(number), "x\n" * 5000)
            assert inbox.wait(timeout=5).subject == str(number)
        head, *lines = inbox.report().splitlines()
        assert lines[0].strip() == "(5 earlier ones)"
        assert len(lines) == 6
        assert head.endswith("10 mails arrived")


def test_mail_that_fills_the_memory_is_a_named_error(
    api: client.ApiClient, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.inbox.arrivals._MAX_BYTES", 50_000)
    with new(api) as inbox:
        for number in range(10):
            sender.send(inbox.address, str(number), "x\n" * 5000)
        with pytest.raises(client.StreamBufferFull, match=r"clear\(\)"):
            inbox.wait(subject="none of them", timeout=10)
        assert inbox.wait(timeout=5).subject == "0"
        inbox.clear()
        sender.send(inbox.address, "one more")
        assert inbox.wait(timeout=5).subject == "one more"


def test_no_mail_is_not_asserted_when_there_was_no_room_for_it(
    server: HttpServer, api_client: client.ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.inbox.arrivals._MAX_BYTES", 10_000)
    server.respond = lambda _: listed("first", "second")
    with polled(api_client) as inbox:
        server.respond = lambda _: listed("forbidden", "first", "second")
        with pytest.raises(client.StreamBufferFull, match=r"clear\(\)"):
            inbox.assert_none(within=0.1, subject="forbidden")
        assert "There may be more: 2 mails that no wait has returned" in inbox.report()
        inbox.wait_many(2, timeout=5)
        assert "There may be more" not in inbox.report()
        with pytest.raises(AssertionError, match="forbidden"):
            inbox.assert_none(within=0.1, subject="forbidden")
