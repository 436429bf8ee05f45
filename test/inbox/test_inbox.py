"""Waiting for mail at an address: before, during and after; by web socket and over REST."""

from __future__ import annotations

import asyncio
import json
import re
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

import pytest
from support.http_server import Answer, HttpServer, Request
from support.interrupts import interrupted
from support.mails import (
    DOMAIN,
    Sender,
    sandbox_and_client,  # noqa: F401  # the fixture "service"
)
from support.streams import eventually, within

import client
import client.inbox.held
import client.inbox.intake
import client.inbox.receiver
from client.sandbox import Sandbox

Via = Literal["auto", "socket", "poll"]
BOTH = pytest.mark.parametrize("via", ["socket", "poll"])


@pytest.fixture
def sandbox(service: tuple[Sandbox, client.ApiClient]) -> Iterator[Sandbox]:
    yield service[0]
    service[0].reset_faults()


@pytest.fixture
def api(service: tuple[Sandbox, client.ApiClient]) -> client.ApiClient:
    return service[1]


@pytest.fixture
def sender(sandbox: Sandbox) -> Iterator[Sender]:
    sender = Sender(sandbox)
    yield sender
    sender.close()


def new(api: client.ApiClient, via: Via = "auto", domain: str = DOMAIN) -> client.Inbox:
    return client.Inbox(domain=domain, api_client=api, via=via)


def waits(inbox: client.Inbox) -> bool:
    """Whether somebody waits for mail."""
    return bool(inbox._held.changed.waiting)


# -- found, whenever it comes


def test_a_wait_that_is_broken_off_leaves_nothing_locked(
    api: client.ApiClient, sender: Sender
) -> None:
    def wait_in_vain() -> None:
        with pytest.raises(client.MailTimeout):
            inbox.wait(timeout=0.02)

    with new(api, "socket") as inbox:
        step = 1
        while interrupted(step, wait_in_vain, client.inbox.intake.__file__):
            step += 1
        assert step > 20
        sender.send(inbox.address, "still read")
        assert inbox.wait(timeout=10).subject == "still read"
        assert inbox._intake._receiver.is_pushed


@BOTH
def test_a_wait_that_is_broken_off_loses_no_mail(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    def wait_in_vain() -> None:
        with pytest.raises(client.MailTimeout):
            inbox.wait(subject="another", timeout=0.01)

    files = [
        client.inbox.intake.__file__,
        client.inbox.receiver.__file__,
        client.inbox.held.__file__,
    ]
    with new(api, via) as inbox:
        step, found = 1, set()
        sender.send(inbox.address, "1")
        while interrupted(step, wait_in_vain, *files):
            inbox.refresh()  # as a wait does at its end
            found.add(inbox.wait(where=lambda mail: mail.subject not in found, timeout=5).subject)
            step += 1
            sender.send(inbox.address, str(step))
        assert step > 40
        assert found == {str(number) for number in range(1, step)}


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


@BOTH
@pytest.mark.parametrize("moment", ["before", "during", "after"])
def test_a_millisecond_either_way(
    api: client.ApiClient, sandbox: Sandbox, via: Via, moment: str
) -> None:
    assert found_around(api, sandbox, via, moment, 5) == 5


@pytest.mark.slow
@pytest.mark.timeout(300)
@BOTH
@pytest.mark.parametrize("moment", ["before", "during", "after"])
def test_a_millisecond_either_way_a_thousand_times(
    api: client.ApiClient,
    sandbox: Sandbox,
    via: Via,
    moment: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Between looks over REST; it would only make this take long.
    monkeypatch.setattr("client.inbox.receiver._FIRST_PAUSE", 0.01)
    assert found_around(api, sandbox, via, moment, 1000) == 1000


def found_around(api: client.ApiClient, sandbox: Sandbox, via: Via, moment: str, times: int) -> int:
    """Send a mail so many times, so that it is accepted a millisecond before a wait begins, as it
    begins, or a millisecond later. Return how many were found."""
    offset = {"before": -0.001, "during": 0.0, "after": 0.001}[moment]

    sender = Sender(sandbox)
    found = 0
    taken = 0.002  # seconds to send one, as the latest did
    with new(api, via) as inbox:
        for number in range(times):
            subject = f"{moment} {number}"
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


# -- which mail


def test_what_is_not_sought_stays_for_later_waits(api: client.ApiClient, sender: Sender) -> None:
    with new(api) as inbox:
        for subject in ("one", "two", "three", "two again"):
            sender.send(inbox.address, subject)
        assert inbox.wait(subject="TWO", timeout=5).subject == "two"
        assert inbox.wait(subject=re.compile("^t"), timeout=5).subject == "three"
        assert inbox.wait(where=lambda mail: "Hello" in mail.text, timeout=5).subject == "one"
        assert inbox.wait(sender="the shop", timeout=5).subject == "two again"
        inbox.assert_none(within=1)


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


def test_assert_none_names_the_mail_and_leaves_it(api: client.ApiClient, sender: Sender) -> None:
    with new(api) as inbox:
        sender.send(inbox.address, "bill")
        inbox.assert_none(within=1, subject="reminder")
        with pytest.raises(AssertionError, match=r"\(subject with 'bill'\):\n.*@shop.*bill"):
            inbox.assert_none(within=30, subject="bill")
        assert inbox.wait(timeout=5).subject == "bill"


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


def test_mail_to_others_at_the_domain_is_not_for_us(api: client.ApiClient, sender: Sender) -> None:
    with new(api, "socket") as inbox:
        sender.send(f"someone.else@{DOMAIN}", "not for us")
        sender.send(inbox.address.upper(), "for us")
        assert inbox.wait(timeout=5).subject == "for us"
        inbox.assert_none(within=1)


def test_each_of_many_who_wait_gets_their_own(api: client.ApiClient, sender: Sender) -> None:
    with new(api) as inbox, ThreadPoolExecutor(16) as pool:
        own = [pool.submit(inbox.wait, subject=f"no. {n}.", timeout=20) for n in range(8)]
        any_ = [pool.submit(inbox.wait, sender="shop", timeout=20) for _ in range(8)]
        eventually(lambda: waits(inbox))
        for _ in range(8):
            sender.send(inbox.address, "for anyone")
        everyone = [future.result() for future in any_]
        for number in range(8):
            sender.send(inbox.address, f"no. {number}.")
        assert [future.result().subject for future in own] == [f"no. {n}." for n in range(8)]
        assert len({mail.id for mail in everyone}) == 8


# -- by web socket, or over REST


def test_an_owned_address_is_pushed(api: client.ApiClient, sender: Sender) -> None:
    forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
    client.AddressesApi(api).create_address("owned@y.example", body=forwarding)
    with client.Inbox("Owned@y.example", api_client=api) as inbox:
        assert "by web socket" in repr(inbox)
        sender.send("owned@y.example", "pushed")
        assert inbox.wait(timeout=5).subject == "pushed"


def test_what_has_no_socket_is_asked_for(api: client.ApiClient, sender: Sender) -> None:
    with client.Inbox("public@z.example", api_client=api) as inbox:
        assert "over REST" in repr(inbox)
        sender.send("public@z.example", "listed")
        assert inbox.wait(timeout=5).subject == "listed"
    with (
        pytest.raises(client.StreamException, match=r"does not listen to public@z\.example"),
        client.Inbox("public@z.example", api_client=api, via="socket"),
    ):
        pass


def test_rest_takes_over_when_the_socket_ends(
    sandbox: Sandbox, api: client.ApiClient, sender: Sender
) -> None:
    with new(api) as inbox:
        sandbox.fail_next(1, 410, on="socket")  # final
        sandbox.drop_connections("close", code=1012)
        eventually(lambda: not inbox._receiver._stream or inbox._receiver._stream.closed)
        sender.send(inbox.address, "still found")
        assert inbox.wait(timeout=10).subject == "still found"
        with pytest.raises(client.MailTimeout, match="not pushed: the web socket has ended: 410"):
            inbox.wait(timeout=0.2)


def test_a_socket_that_was_asked_for_and_ends_is_an_error(
    sandbox: Sandbox, api: client.ApiClient
) -> None:
    with new(api, "socket") as inbox:
        sandbox.fail_next(1, 410, on="socket")
        sandbox.drop_connections("close", code=1012)
        with pytest.raises(client.ApiException, match="410"):
            inbox.wait(timeout=20)


def test_a_link_that_breaks_loses_nothing(
    sandbox: Sandbox, api: client.ApiClient, sender: Sender
) -> None:
    with new(api) as inbox:
        sandbox.drop_connections("reset")
        sender.send(inbox.address, "meanwhile")
        assert inbox.wait(timeout=20).subject == "meanwhile"
        assert "by web socket" in repr(inbox)


# -- in vain


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
        'noreply@shop.example  "Red \\x1b[31m"',
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


PLAIN = {"Content-Type": "text/plain"}


def listed(
    *subjects: str, inbox: str | None = "a@b.example", received: Any = None, **fields: object
) -> Answer:
    messages = [
        {"_id": subject, "inbox": inbox, "subject": subject, "to": [], "from": [], **fields}
        | ({"received": received[subject].isoformat()} if received else {})
        for subject in subjects
    ]
    return Answer(body=json.dumps(messages).encode(), headers={"Content-Type": "application/json"})


def polled(api_client: client.ApiClient) -> client.Inbox:
    return client.Inbox("a@b.example", api_client=api_client, via="poll")


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_raised_at_once(
    server: HttpServer, api_client: client.ApiClient, status: int
) -> None:
    server.answers = [listed(), Answer(status)]
    with polled(api_client) as inbox, within(5):
        with pytest.raises(client.ApiException, match=str(status)):
            inbox.wait(timeout=30)
    server.answers = [Answer(status)]
    with pytest.raises(client.ApiException, match=str(status)), polled(api_client):
        pass


def test_what_passes_does_not_end_a_wait(server: HttpServer, api_client: client.ApiClient) -> None:
    api_client.configuration.retries = 0
    page = Answer(200, b"<title>Back soon</title>", {"Content-Type": "text/html"})
    server.answers = [listed(), Answer(503), Answer(429), page, listed("late")]
    with polled(api_client) as inbox:
        assert inbox.wait(timeout=30).subject == "late"


def test_a_wait_says_that_the_service_failed(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [listed(), Answer(503)]
    with polled(api_client) as inbox:
        with pytest.raises(client.MailTimeout, match="latest look over REST failed: 503"):
            inbox.wait(timeout=1)


def test_one_deadline_holds_for_all_of_a_wait(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    go_on = threading.Event()

    def stall(_: Request) -> Answer:
        if len(server.requests) > 1:
            go_on.wait(20)
        return listed("one")

    server.respond = stall
    with polled(api_client) as inbox:
        with within(5), pytest.raises(client.MailTimeout):
            inbox.wait(subject="two", timeout=0.5)
        # The body of a mail, which the user's function asks for, counts as well.
        with within(5), pytest.raises(client.MailTimeout, match="its body could not be fetched"):
            inbox.wait(where=lambda mail: mail.text, timeout=0.5)
        go_on.set()


def test_a_page_is_not_lost_when_the_next_cannot_be_had(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    names = [f"m{number:03}" for number in range(150)]
    answers = [listed(), listed(*names[:100]), Answer(503)]
    api_client.configuration.retries = 0

    def answer(request: Request) -> Answer:
        if answers:
            return answers.pop(0)
        return listed(*names[: int(request.query["limit"])])

    server.respond = answer
    with polled(api_client) as inbox:
        found = inbox.wait_many(150, timeout=30)
        assert [mail.subject for mail in found] == names[::-1]


def test_old_mail_beyond_the_first_page_does_not_come_as_new(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    old, new = [f"old{n}" for n in range(1500)], [f"new{n}" for n in range(100)]
    now = datetime.now(UTC)
    box = old

    def answer(request: Request) -> Answer:
        until = request.query.get("until")
        times = {name: now - timedelta(seconds=n) for n, name in enumerate(box)}
        page = [n for n in box if until is None or times[n] <= datetime.fromisoformat(until)]
        return listed(*page[: int(request.query["limit"])], received=times)

    server.respond = answer
    with polled(api_client) as inbox:
        assert len(inbox.wait_many(1000, timeout=10)) == 1000
        box = new + old
        assert {mail.subject for mail in inbox.wait_many(100, timeout=10)} == set(new)
        inbox.assert_none(within=1)


def test_what_the_socket_has_brought_comes_before_its_error(
    sandbox: Sandbox, api: client.ApiClient, sender: Sender
) -> None:
    with new(api, "socket") as inbox:
        for number in range(3):
            sender.send(inbox.address, str(number))
        stream = inbox._receiver._stream
        assert stream is not None
        eventually(lambda: stream.stats.received == 3)
        sandbox.fail_next(1, 401, on="socket")
        sandbox.drop_connections("close", code=1012)
        eventually(lambda: stream.closed)
        assert [inbox.wait(timeout=5).subject for _ in range(3)] == ["0", "1", "2"]
        with pytest.raises(client.UnauthorizedException):
            inbox.wait(timeout=5)


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
            stream = inbox._receiver._stream
            assert stream is not None
            eventually(lambda: stream.stats.received == 300)
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
        stream = inbox._receiver._stream
        assert stream is not None
        eventually(lambda: stream.stats.received)
        assert inbox.wait(timeout=0).subject == "there"
        with pytest.raises(client.MailTimeout) as caught:
            inbox.wait(timeout=0)
        assert "REST was asked" not in str(caught.value)


def test_a_mail_whose_body_is_gone_is_no_match(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    failures = [Answer(404), Answer(503), Answer(503), Answer(503)]

    def answer(request: Request) -> Answer:
        if request.target.startswith("/api/addresses"):
            return listed("late", "gone")
        return failures.pop(0) if failures else Answer(200, b"Subject: x\r\n\r\nzz", PLAIN)

    server.respond = answer
    with polled(api_client) as inbox:
        assert inbox.wait(where=lambda mail: "zz" in mail.text, timeout=20).subject == "late"


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


def test_mail_that_is_only_listed_fills_no_memory(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    names = [f"m{number}" for number in range(100)]
    server.answers = [listed(*names, size=2_500_000)]
    with polled(api_client) as inbox:
        with pytest.raises(client.MailTimeout):
            inbox.wait(subject="other", timeout=0.2)


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


def test_an_id_is_one_mail_however_its_inbox_is_spelt(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [listed("1"), listed("1", inbox="A@B.example"), listed("1", inbox=None)]
    with polled(api_client) as inbox:
        inbox.wait(timeout=5)
        inbox.assert_none(within=2)


def test_two_who_want_the_same_mail_get_one_each(api: client.ApiClient, sender: Sender) -> None:
    both = threading.Barrier(2, timeout=10)

    def slow(_: client.Mail) -> bool:
        if not both.broken:
            with suppress(threading.BrokenBarrierError):
                both.wait()
                both.abort()  # the first time alone
        return True

    with new(api) as inbox, ThreadPoolExecutor(2) as pool:
        sender.send(inbox.address, "1")
        found = [pool.submit(inbox.wait, where=slow, timeout=20) for _ in range(2)]
        eventually(lambda: both.broken)
        sender.send(inbox.address, "2")
        assert sorted(future.result().subject for future in found) == ["1", "2"]


def test_what_was_returned_counts_no_more(
    api: client.ApiClient, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.inbox.intake._MAX_HELD_BYTES", 50_000)
    monkeypatch.setattr("client.inbox.held._MAX_LINES", 5)
    with new(api) as inbox:
        for number in range(10):
            sender.send(inbox.address, str(number), "x\n" * 5000)
            assert inbox.wait(timeout=5).subject == str(number)
        head, *lines = inbox.report().splitlines()
        assert lines[0].strip() == "(5 earlier ones)"
        assert len(lines) == 6
        assert head.endswith("10 mails arrived")


def test_a_short_wait_looks_once_and_a_long_one_now_and_then(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [listed()]
    with polled(api_client) as inbox:
        with pytest.raises(client.MailTimeout):
            inbox.wait(timeout=0.05)
        assert len(server.requests) <= 3  # to begin with, at once, and at the end
        del server.requests[:]
        with pytest.raises(client.MailTimeout):
            inbox.wait(timeout=3)
        assert 3 <= len(server.requests) <= 5  # 0, 1, 2.5, 2.7 s


def test_a_pause_that_the_service_asks_for_is_kept(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [listed(), Answer(429, headers={"Retry-After": "100"})]
    with polled(api_client) as inbox, pytest.raises(client.MailTimeout, match="429"):
        inbox.wait(timeout=4)
    assert len(server.requests) == 3  # on entering, at once, and shortly before the end


def test_looks_of_a_minute_cost_what_is_said() -> None:
    from client.inbox.receiver import Looks

    looks, now, count = Looks(0.0, 60.0), 0.0, 0
    while (now := max(now, looks.due(is_pushed=False))) < 60.0:
        looks.looked(now, now, 0.0)
        count += 1
    assert count == 16


def test_mail_that_fills_the_memory_is_a_named_error(
    api: client.ApiClient, sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.inbox.intake._MAX_HELD_BYTES", 50_000)
    with new(api) as inbox:
        for number in range(10):
            sender.send(inbox.address, str(number), "x\n" * 5000)
        with pytest.raises(client.StreamBufferFull, match=r"clear\(\)"):
            inbox.wait(subject="none of them", timeout=10)
        assert inbox.wait(timeout=5).subject == "0"
        inbox.clear()
        sender.send(inbox.address, "one more")
        assert inbox.wait(timeout=5).subject == "one more"


# -- addresses and arguments


def test_a_new_address_is_made_without_a_call(
    api: client.ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert re.fullmatch(r"test-[0-9a-f]{12}@mailsac\.com", client.Inbox().address)
    made = {client.Inbox(prefix="Sign.Up", domain="My.msdc.co").address for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"sign\.up-[0-9a-f]{12}@my\.msdc\.co", address) for address in made)
    monkeypatch.setenv("MAILSAC_DOMAIN", "env.msdc.co")
    assert client.Inbox().address.endswith("@env.msdc.co")
    assert api.configuration.key() is not None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"address": "no address"}, "not an address: 'no address'"),
        ({"address": "a@b,c@d"}, "not an address"),
        ({"address": ""}, "not an address"),
        ({"address": "a@b\r\nX: y"}, "not an address"),
        ({"address": "mailto:a@b.example"}, "not an address"),
        ({"address": "<a@b.example>"}, "not an address"),
        ({"address": "*@b.example"}, "not an address"),
        ({"address": "a..c@b.example"}, "not an address"),
        ({"address": ".a@b.example"}, "not an address"),
        ({"address": b"a@b.example"}, "not an address"),
        ({"address": "a@b.example", "domain": "b.example"}, "not both"),
        ({"address": "a@b.example", "prefix": "p"}, "not both"),
        ({"prefix": "a b"}, "prefix must be"),
        ({"prefix": "x" * 41}, "prefix must be"),
        ({"prefix": ""}, "prefix must be 1 to 40 .* not ''"),
        ({"prefix": 5}, "prefix must be .* not 5"),
        ({"prefix": "-x"}, "a letter or a digit at both ends"),
        ({"domain": ""}, "not a domain: ''"),
        ({"domain": b"b.example"}, "not a domain"),
        ({"domain": "a@b"}, "not a domain: 'a@b'"),
        ({"via": "pigeon"}, "via must be"),
    ],
)
def test_bad_arguments_are_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        client.Inbox(**arguments)


def test_bad_arguments_of_a_wait_are_named(api: client.ApiClient) -> None:
    with new(api) as inbox:
        with pytest.raises(TypeError, match="subject must be"):
            inbox.wait(subject=5)  # type: ignore[arg-type]  # the test's point
        with pytest.raises(TypeError, match="not 'code'; for a text use subject= or sender="):
            inbox.wait(where="code")  # type: ignore[arg-type]  # the test's point
        with pytest.raises(ValueError, match="count must be at least 1, not 0"):
            inbox.wait_many(0)
        for count in ("3", 1.5):
            with pytest.raises(TypeError, match="count must be a whole number"):
                inbox.wait_many(count)  # type: ignore[arg-type]  # the test's point
        with pytest.raises(TypeError, match="timeout must be"):
            inbox.wait(timeout="60")  # type: ignore[arg-type]  # the test's point
        for seconds in (float("nan"), -1):
            with pytest.raises(ValueError, match="timeout must be 0 seconds or more"):
                inbox.wait(timeout=seconds)
        with pytest.raises(ValueError, match="within must be more than 0"):
            inbox.assert_none(within=0)
        with pytest.raises(TypeError, match="since must be"):
            inbox.wait(since="today")  # type: ignore[arg-type]  # the test's point


def test_it_is_entered_once_and_before_it_is_used(api: client.ApiClient) -> None:
    inbox = new(api)
    with pytest.raises(RuntimeError, match="with statement"):
        inbox.wait()
    with inbox, pytest.raises(RuntimeError, match="entered once"):
        inbox.__enter__()
    inbox.close()
    with pytest.raises(client.StreamClosedException, match="closed"):
        inbox.wait()
    assert "closed" in repr(inbox)


def test_without_a_key_it_says_so() -> None:
    with pytest.raises(ValueError, match="MAILSAC_API_KEY"), client.Inbox():
        pass


@BOTH
def test_close_ends_a_wait(api: client.ApiClient, via: Via) -> None:
    inbox = new(api, via)
    with inbox, ThreadPoolExecutor(2) as pool:
        waiting = [pool.submit(inbox.wait, timeout=30) for _ in range(2)]
        eventually(lambda: waits(inbox))
        with within(5):
            inbox.close()
            for future in waiting:
                with pytest.raises(client.StreamClosedException, match="the inbox is closed"):
                    future.result()


def test_a_wait_sees_at_once_what_another_thread_took_from_the_socket(
    api: client.ApiClient,
) -> None:
    with new(api, "socket") as inbox, ThreadPoolExecutor(1) as pool:
        buffer = inbox._receiver._stream._engine.buffer  # type: ignore[union-attr]  # it is open
        waiting = pool.submit(inbox.wait, timeout=40)
        eventually(lambda: waits(inbox))
        with within(10):
            with inbox._held.changed.lock:  # who waits cannot take it
                email = {"_id": "1", "inbox": inbox.address, "subject": "taken"}
                frame = client.EmailMessageWebSocketFrame.from_dict({"status": 200, "email": email})
                buffer.put([(frame, 1)])
                assert "1 mail arrived" in inbox.report()
            assert waiting.result().subject == "taken"


@BOTH
def test_a_report_has_what_was_pushed_though_no_one_waited(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    inbox = new(api, via)
    assert "no mails arrived" in inbox.report()
    with inbox:
        stream = inbox._receiver._stream

        def send(subject: str) -> str:
            sender.send(inbox.address, subject)
            eventually(lambda: not stream or len(stream._engine.buffer))
            return inbox.report()

        first = "1 mail" if via == "socket" else "no mails"
        assert f": {first} arrived" in send("one")
        assert f": {first} arrived" in inbox.report()
        sender.send(inbox.address, "two")
        eventually(lambda: not stream or len(stream._engine.buffer))
    closed = inbox.report()
    assert ('"one"' in closed, '"two"' in closed) == (via == "socket", via == "socket")
    for _ in range(2):
        inbox.close()
        assert inbox.report() == closed


def test_close_takes_in_what_came_before_the_stream_ended(
    api: client.ApiClient, sandbox: Sandbox, sender: Sender
) -> None:
    with new(api, "socket") as inbox:
        stream = inbox._receiver._stream
        assert stream is not None
        sender.send(inbox.address, "before")
        eventually(lambda: len(stream._engine.buffer))
        sandbox.fail_next(1, 401, on="socket")
        sandbox.drop_connections("close", code=1012)
        eventually(lambda: stream.closed)
    assert '"before"' in inbox.report()


def test_what_the_users_function_raises_goes_through(api: client.ApiClient, sender: Sender) -> None:
    def odd(_: client.Mail) -> bool:
        raise LookupError("mine")

    with new(api) as inbox:
        sender.send(inbox.address, "stays")
        with pytest.raises(LookupError, match="mine"):
            inbox.wait(where=odd, timeout=5)
        assert inbox.wait(timeout=5).subject == "stays"


def test_the_report_lists_what_arrived(api: client.ApiClient, sender: Sender) -> None:
    with new(api) as inbox:
        sender.send(inbox.address, "one")
        sender.send(inbox.address, "two")
        inbox.wait_many(2, timeout=5)
        sender.send(inbox.address, "three")
        with pytest.raises(client.MailTimeout):
            inbox.wait(subject="four", timeout=0.2)
        head, *lines = inbox.report().splitlines()
        assert head == f"{inbox.address} (by web socket): 3 mails arrived"
        assert ["no wait" in line for line in lines] == [False, False, True]
