"""Beginning anew, and the list of what arrived."""

from __future__ import annotations

import gc

import pytest
from support.inboxes import BOTH, Via, new
from support.mails import DOMAIN, Sender
from support.streams import eventually

import client
from client.sandbox import Sandbox


@pytest.mark.parametrize("domain", [DOMAIN, "mailsac.com"])
def test_clear_begins_anew(api: client.ApiClient, sender: Sender, domain: str) -> None:
    messages = client.MessagesApi(api)
    with new(api, domain=domain) as inbox:
        sender.send(inbox.address, "known")
        inbox.wait(timeout=5)
        sender.send(inbox.address, "unknown")
        inbox.clear()
        inbox.assert_none(within=1)
        assert "no mails arrived" in inbox.report()
        # It is the service's where the address is not ours.
        assert len(messages.list_messages(inbox.address)) == (0 if domain == DOMAIN else 2)
        sender.send(inbox.address, "fresh")
        assert inbox.wait(timeout=5).subject == "fresh"


def test_the_report_lists_what_arrived(api: client.ApiClient, sender: Sender) -> None:
    with new(api) as inbox:
        sender.send(inbox.address, "one")
        sender.send(inbox.address, "two")
        inbox.wait_many(2, timeout=5)
        sender.send(inbox.address, "three")
        eventually(lambda: inbox._store.count == 3)
        with pytest.raises(client.MailTimeout):
            inbox.wait(subject="four", timeout=0.2)
        head, *lines = inbox.report().splitlines()
        assert head == f"{inbox.address} (by web socket): 3 mails arrived"
        assert ["no wait" in line for line in lines] == [False, False, True]


@BOTH
def test_a_report_has_what_was_pushed_though_no_one_waited(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    inbox = new(api, via)
    assert "no mails arrived" in inbox.report()
    with inbox:

        def send(subject: str) -> str:
            before = inbox._store.count
            sender.send(inbox.address, subject)
            eventually(lambda: via == "poll" or inbox._store.count > before)
            return inbox.report()

        first = "1 mail" if via == "socket" else "no mails"
        assert f": {first} arrived" in send("one")
        assert f": {first} arrived" in inbox.report()
        send("two")
    closed = inbox.report()
    assert ('"one"' in closed, '"two"' in closed) == (via == "socket", via == "socket")
    for _ in range(2):
        inbox.close()
        assert inbox.report() == closed


def test_a_report_forgets_a_failure_once_the_inbox_was_cleared(
    sandbox: Sandbox, api: client.ApiClient
) -> None:
    with new(api, "poll") as inbox:
        sandbox.fail_next(10, 503, on="rest")
        inbox.refresh()
        assert "The latest look over REST failed: 503" in inbox.report()
        sandbox.reset_faults()
        inbox.clear()
        assert "failed" not in inbox.report()


def test_an_inbox_that_is_dropped_ends_its_web_socket_without_a_word(
    api: client.ApiClient, caplog: pytest.LogCaptureFixture
) -> None:
    inbox = new(api, "auto").__enter__()
    thread = inbox._receiver._engine.engine._thread  # type: ignore[union-attr]  # it is open
    with caplog.at_level("INFO", "client.inbox"):
        del inbox
        gc.collect()
        thread.join(10)
    assert not thread.is_alive()
    assert caplog.text == ""
