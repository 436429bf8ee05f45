"""What a wait in vain says."""

from __future__ import annotations

import asyncio

import pytest
from support.http_server import Answer, HttpServer
from support.inboxes import listed, new, polled
from support.mails import Sender
from support.streams import within

import client


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
        "hold mail back",
    ):
        assert part in text
    assert "\x1b" not in text


def test_in_vain_with_nothing_at_all(api: client.ApiClient) -> None:
    with new(api) as inbox:
        with pytest.raises(client.MailTimeout, match=r"No mail at all(.|\n)*pushed by web socket"):
            inbox.wait(timeout=0.1)


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


def test_sockets_that_are_off_are_named(api: client.ApiClient) -> None:
    with client.Inbox("off@off.example", api_client=api) as inbox:
        with pytest.raises(client.MailTimeout, match="is forwarding over web sockets switched on"):
            inbox.wait(timeout=0.1)


def test_a_wait_says_that_the_service_failed(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [listed(), Answer(503)]
    with polled(api_client) as inbox:
        with pytest.raises(client.MailTimeout, match="latest look over REST failed: 503"):
            inbox.wait(timeout=1)
