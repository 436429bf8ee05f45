"""Mail is found whenever it comes: before, during and after a wait; by web socket and over REST."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle

import pytest
from support.http_server import HttpServer
from support.inboxes import BOTH, Via, listed, new, polled, pushed, waits
from support.mails import DOMAIN, Sender
from support.streams import eventually

import client
from client.sandbox import Sandbox


@BOTH
def test_mail_is_found_that_came_before_the_inbox_was_entered(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    inbox = new(api, via)
    sender.send(inbox.address, "before")
    with inbox:
        assert inbox.wait(timeout=5).subject == "before"


@BOTH
def test_mail_is_found_that_came_before_the_wait(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    with new(api, via) as inbox:
        sender.send(inbox.address, "before")
        assert inbox.wait(timeout=5).subject == "before"


@BOTH
def test_mail_is_found_that_comes_during_the_wait(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    with new(api, via) as inbox, ThreadPoolExecutor() as pool:
        found = pool.submit(inbox.wait, timeout=10)
        eventually(lambda: waits(inbox))
        sender.send(inbox.address, "during")
        assert found.result().subject == "during"


def test_mail_on_both_ways_is_one_mail(api: client.ApiClient, sender: Sender) -> None:
    inbox = new(api, "socket")
    sender.send(inbox.address, "1")
    with inbox:
        sender.send(inbox.address, "2")
        # The late look over REST sees both again.
        with pytest.raises(client.MailTimeout, match=r"^2 of 3 mails"):
            inbox.wait_many(3, timeout=0.3)
        assert [mail.subject for mail in inbox.wait_many(2, timeout=5)] == ["1", "2"]
        inbox.assert_none(within=1)


def test_what_the_socket_does_not_bring_is_found_over_rest(
    api: client.ApiClient, sender: Sender
) -> None:
    address = "forgetful@x.example"
    addresses = client.AddressesApi(api)
    on, off = (client.UpdatePrivateAddressForwarding(enablews=value) for value in (True, False))
    addresses.create_address(address, body=on)
    with client.Inbox(address, api_client=api, via="socket") as inbox:
        addresses.update_address(address, body=off)
        sender.send(address, "unannounced")
        assert inbox.wait(timeout=1).subject == "unannounced"


def test_more_mail_than_a_page_is_found(api: client.ApiClient, sender: Sender) -> None:
    with new(api, "poll") as inbox:
        for number in range(130):
            sender.send(inbox.address, str(number))
        found = inbox.wait_many(130, timeout=20)
        assert [mail.subject for mail in found] == [str(number) for number in range(130)]


@pytest.mark.once
@BOTH
def test_mail_behind_much_other_mail_is_found_at_once(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    with new(api, via) as inbox:
        for number in range(150):
            sender.send(f"other@{DOMAIN}", str(number))
        for number in range(150):
            sender.send(inbox.address, str(number))
        if via == "socket":
            eventually(lambda: pushed(inbox) == 150)  # those for others are not
        with pytest.raises(AssertionError, match="149"):
            inbox.assert_none(subject="149", within=2)
        assert inbox.wait(subject="149", timeout=0).subject == "149"
        for number in range(150):
            sender.send(f"other@{DOMAIN}", str(number))
        inbox.clear()
        inbox.assert_none(within=1)


def test_without_any_time_what_was_pushed_is_found(api: client.ApiClient, sender: Sender) -> None:
    with new(api, "socket") as inbox:
        sender.send(inbox.address, "there")
        eventually(lambda: len(inbox._store))
        assert inbox.wait(timeout=0).subject == "there"
        with pytest.raises(client.MailTimeout) as caught:
            inbox.wait(timeout=0)
        assert "REST was asked" not in str(caught.value)


def test_an_id_is_one_mail_however_its_inbox_is_spelt(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [listed("1"), listed("1", inbox="A@B.example"), listed("1", inbox=None)]
    with polled(api_client) as inbox:
        inbox.wait(timeout=5)
        inbox.assert_none(within=2)


@BOTH
def test_a_millisecond_either_way(api: client.ApiClient, sandbox: Sandbox, via: Via) -> None:
    assert found_around(api, sandbox, via, 15) == 15


@pytest.mark.slow
@BOTH
def test_a_millisecond_either_way_a_thousand_times(
    api: client.ApiClient, sandbox: Sandbox, via: Via, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Between looks over REST; it would only make this take long.
    monkeypatch.setattr("client.inbox.poll_schedule._FIRST_PAUSE", 0.01)
    assert found_around(api, sandbox, via, 1000) == 1000


def found_around(api: client.ApiClient, sandbox: Sandbox, via: Via, times: int) -> int:
    """Send a mail so many times, so that it is accepted a millisecond before a wait begins, as it
    begins, and a millisecond later, in turn. Return how many were found."""
    sender = Sender(sandbox)
    found = 0
    taken = 0.002  # seconds to send one, as the latest did
    with new(api, via) as inbox:
        for number, offset in zip(range(times), cycle([-0.001, 0.0, 0.001]), strict=False):
            subject = f"Mail {number}:"
            begin = time.perf_counter() + 0.005 + taken  # time for a thread to start
            thread = SendAt(begin + offset - taken, sender, inbox.address, subject)
            thread.start()
            sleep_until(begin)
            found += inbox.wait(subject=subject, timeout=20).subject == subject
            thread.join()
            taken = min(thread.taken, 0.02)
    sender.close()
    return found


class SendAt(threading.Thread):
    """Sends a mail at a moment; ``taken`` is how many seconds that took."""

    def __init__(self, moment: float, sender: Sender, address: str, subject: str) -> None:
        super().__init__()
        self.taken = 0.0
        self._moment, self._sender = moment, sender
        self._mail = address, subject

    def run(self) -> None:
        sleep_until(self._moment)
        began = time.perf_counter()
        self._sender.send(*self._mail)
        self.taken = time.perf_counter() - began


def sleep_until(moment: float) -> None:
    # A thread that spins would keep the others, the sandbox too, from running.
    time.sleep(max(0.0, moment - time.perf_counter()))
