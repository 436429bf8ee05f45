"""What a wait in vain says."""

from __future__ import annotations

import asyncio

import pytest
from support.http_server import Answer, HttpServer
from support.inboxes import listed, new, polled
from support.mails import Sender
from support.streams import within

import client
from client.inbox.arrivals import Arrivals
from client.inbox.poll_schedule import PollSchedule
from client.inbox.receiver import Receiver
from client.sandbox import Sandbox


def test_in_vain_says_what_was_sought_what_came_and_why(
    api: client.ApiClient, sender: Sender
) -> None:
    with new(api, domain="mailsac.com") as inbox:
        sender.send(inbox.address, "Red \x1b[31m", "x")
        with pytest.raises(client.MailTimeout) as caught, within(3):
            inbox.wait(subject="code", timeout=0.3)
    text = str(caught.value)
    assert isinstance(caught.value, TimeoutError)
    assert isinstance(caught.value, client.ClientException)
    for part in (
        f"no mail to {inbox.address} within 0.3 s: sought subject with 'code'.",
        "Mail that waits to be taken: 1",
        'noreply@shop.example  "Red [31m"',
        "mailsac.com are public",
        "takes mail by SMTP at host and port in Sandbox.smtp",
    ):
        assert part in text
    assert "\x1b" not in text
    assert "hold mail back" not in text  # as the service may


def test_in_vain_with_nothing_at_all(api: client.ApiClient) -> None:
    with new(api) as inbox:
        with pytest.raises(client.MailTimeout, match=r"No mail at all(.|\n)*pushed by web socket"):
            inbox.wait(timeout=0.1)


def test_in_vain_says_that_mail_was_returned_before(api: client.ApiClient, sender: Sender) -> None:
    with new(api, domain="mailsac.com") as inbox:
        sender.send(inbox.address, "first")
        sender.send(inbox.address, "second")
        taken = inbox.wait(timeout=10).subject
        inbox.refresh()
        with pytest.raises(client.MailTimeout, match="Returned before, or cleared: 1; a wait"):
            inbox.wait(subject=taken, timeout=0.1)


def test_where_the_sandbox_takes_mail_is_said_if_the_environment_is_of_this_one(
    api: client.ApiClient, sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILSAC_SMTP", "{}:{}".format(*sandbox.smtp))
    for url, told in (
        (sandbox.api_url, f"by SMTP at 127.0.0.1:{sandbox.smtp.port}, and holds none back."),
        ("http://127.0.0.1:9/api", "by SMTP at host and port in Sandbox.smtp, and"),
    ):
        monkeypatch.setenv("MAILSAC_API_URL", url)
        with new(api) as inbox, pytest.raises(client.MailTimeout) as caught:
            inbox.wait(timeout=0.1)
        assert told in str(caught.value)


def test_beyond_this_machine_the_service_may_hold_mail_back() -> None:
    configuration = client.Configuration(host="https://mailsac.com/api")
    with client.ApiClient(configuration) as api_client:  # makes no call
        receiver = Receiver("a@b.example", api_client, "poll", Arrivals())
        *_, told = receiver.account(PollSchedule(0.0, 1.0), [])
    assert told.startswith("The service may hold mail back")


def test_in_vain_in_a_thread_of_asyncio_says_that_the_loop_stood_still(
    api: client.ApiClient,
) -> None:
    async def wait(inbox: client.Inbox) -> list[client.MailTimeout]:
        with pytest.raises(client.MailTimeout) as here:
            inbox.wait(timeout=0.01)
        with pytest.raises(client.MailTimeout) as elsewhere:
            await asyncio.to_thread(inbox.wait, timeout=0.01)
        return [here.value, elsewhere.value]

    with new(api) as inbox:
        here, elsewhere = asyncio.run(wait(inbox))
    assert "await asyncio.to_thread(" in str(here)
    assert "asyncio" not in str(elsewhere)


def test_a_loop_that_runs_for_a_library_is_not_said_to_stand_still(api: client.ApiClient) -> None:
    """As under Playwright's sync API: a loop runs in this thread, but we are in no task of it."""
    told: list[str] = []

    def called(inbox: client.Inbox, done: asyncio.Future[None]) -> None:
        assert asyncio.get_running_loop()
        with pytest.raises(client.MailTimeout) as caught:
            inbox.wait(timeout=0.01)
        told.append(str(caught.value))
        done.set_result(None)

    with new(api) as inbox:
        loop = asyncio.new_event_loop()
        done = loop.create_future()
        loop.call_soon(called, inbox, done)
        loop.run_until_complete(done)
        loop.close()
    assert "asyncio" not in told[0]


def test_sockets_that_are_off_are_named(api: client.ApiClient) -> None:
    with client.Inbox("off@off.example", api_client=api) as inbox:
        with pytest.raises(client.MailTimeout, match="is forwarding over web sockets switched on"):
            inbox.wait(timeout=0.1)


def test_a_wait_says_that_the_service_failed(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [listed(), Answer(503)]
    with polled(api_client) as inbox:
        with pytest.raises(
            client.MailTimeout, match=r"latest look over REST failed: (.* got )?503"
        ):
            inbox.wait(timeout=3)
