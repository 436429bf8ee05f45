"""Inboxes that read from a broker: no key, no web socket, no op, one connection."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator

import pytest
from support.brokers import Place, run
from support.inboxes import our_threads
from support.mails import Sender

import client
from client.exceptions import MailTimeout
from client.relay import BrokerException, Relay
from client.sandbox import Sandbox


class Relaying:
    """A relay in a thread of its own, beside a test of threads."""

    def __init__(self, relay: Relay) -> None:
        self.relay = relay
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        with contextlib.suppress(BrokerException):
            self._loop.run_until_complete(self.relay.run())
        self._loop.close()

    def __enter__(self) -> Relay:
        self._thread.start()
        end = time.monotonic() + 20
        while not self.relay.statistics.is_listening:
            assert time.monotonic() < end
            time.sleep(0.01)
        return self.relay

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self.relay.stop)
        self._thread.join(20)


@pytest.fixture
def relayed(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """A place with a relay, which the environment names. The stream is that of inboxes."""
    with running_relay(place, monkeypatch) as found:
        yield found


@contextlib.contextmanager
def running_relay(place: Place, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    place = Place(place.broker, place.sandbox, place.api, place.domain, "MAILSAC")
    monkeypatch.setenv("MAILSAC_RELAY_URL", place.url)
    monkeypatch.setenv("MAILSAC_DOMAIN", place.domain)
    # Nobody is to be asked for anything.
    monkeypatch.setenv("MAILSAC_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("MAILSAC_SOCKET_URL", "ws://127.0.0.1:9")
    with Relaying(place.relay()):
        asyncio.run(place.until_mark())
        yield place


@pytest.fixture
def sender(sandbox: Sandbox) -> Iterator[Sender]:
    sender = Sender(sandbox)
    yield sender
    sender.close()


def test_mail_from_before_and_from_now_on(relayed: Place, sender: Sender) -> None:
    address = f"Ada@{relayed.domain}"
    sender.send(address.lower(), "before")
    with client.Inbox(address, via="relay") as inbox:
        assert inbox.wait(subject="before", timeout=10).inbox == address.lower()
        sender.send(address.lower(), "after", "Your code is 481516.")
        sender.send(f"other@{relayed.domain}", "not for us")
        assert inbox.wait(timeout=10).code() == "481516"
        inbox.assert_none(within=0.5)
        assert "from the relay" in inbox.report()
        assert "2 mails arrived" in inbox.report()


@pytest.mark.usefixtures("relayed")
def test_a_new_inbox_needs_no_key_and_takes_the_relay_by_itself(sender: Sender) -> None:
    with client.Inbox() as inbox:
        sender.send(inbox.address, "hello")
        assert inbox.wait(timeout=10).subject == "hello"
        inbox.clear()
        with pytest.raises(MailTimeout) as caught:
            inbox.wait(timeout=0.3)
    assert "read from the relay's broker at nats://127.0.0.1" in str(caught.value)
    assert "has put there all mail up to" in str(caught.value)


@pytest.mark.usefixtures("relayed")
def test_in_asyncio(sender: Sender) -> None:
    async def main() -> None:
        async with client.AsyncInbox() as one, client.AsyncInbox(via="relay") as two:
            await asyncio.to_thread(sender.send, one.address, "hello")
            assert (await one.wait(timeout=10)).subject == "hello"
            await two.assert_none(within=0.3)
            with pytest.raises(MailTimeout, match="from the relay's broker"):
                await two.wait(timeout=0.2)
            await two.clear()

    run(main())


def test_many_inboxes_have_one_connection(relayed: Place, sender: Sender) -> None:
    with contextlib.ExitStack() as stack:
        inboxes = [stack.enter_context(client.Inbox()) for _ in range(30)]
        names = [thread.name for thread in threading.enumerate()]
        assert names.count("mailsac-broker") == 1
        assert our_threads() == ["mailsac-stream"]  # that of the relay
        for number, inbox in enumerate(inboxes):
            sender.send(inbox.address, f"for {number}")
        for number, inbox in enumerate(inboxes):
            assert inbox.wait(timeout=20).subject == f"for {number}"
        assert relayed.sandbox.connections == 1
    assert "mailsac-broker" not in [thread.name for thread in threading.enumerate()]


def test_an_address_that_no_relay_has(relayed: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BrokerException, match=r"no relay .* has a@elsewhere\.example"):
        client.Inbox("a@elsewhere.example", via="relay").__enter__()
    # By itself, the inbox goes on without, if it can.
    with pytest.raises(BrokerException, match=r"no relay .* has a@elsewhere\.example"):
        client.Inbox("a@elsewhere.example").__enter__()
    monkeypatch.setenv("MAILSAC_API_URL", relayed.sandbox.api_url)
    monkeypatch.setenv("MAILSAC_SOCKET_URL", relayed.sandbox.socket_url)
    monkeypatch.setenv("MAILSAC_API_KEY", relayed.sandbox.api_key)
    relayed.sandbox.enable_domain("elsewhere.example")
    with client.Inbox("a@elsewhere.example") as inbox:
        assert "by web socket" in repr(inbox)


def test_a_wait_says_that_the_broker_is_away(
    own_place: Place, monkeypatch: pytest.MonkeyPatch, sender: Sender
) -> None:
    with running_relay(own_place, monkeypatch) as place:
        with client.Inbox() as inbox:
            place.broker.kill()
            with pytest.raises(MailTimeout) as caught:
                inbox.wait(timeout=1)
            assert "There is no link to it just now." in str(caught.value)
            with pytest.raises(BrokerException, match="no link to the broker"):
                inbox.assert_none(within=0.2)
            place.broker.start()
            sender.send(inbox.address, "hello")
            assert inbox.wait(timeout=20).subject == "hello"


def test_no_broker_and_no_url(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError, match="MAILSAC_RELAY_URL"):
        client.Inbox(via="relay")
    monkeypatch.setenv("MAILSAC_RELAY_URL", "nats://user:s3cret@127.0.0.1:9")
    monkeypatch.setattr("client.relay.broker.DEFAULT_SECONDS", 0.3)
    with pytest.raises(BrokerException, match=r"no connection to the broker") as caught:
        client.Inbox("a@x.example").__enter__()
    assert "s3cret" not in str(caught.value)


@pytest.mark.once
def test_the_fixtures_read_from_the_relay(relayed: Place, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        f"""
        import os, smtplib

        def send(to):
            with smtplib.SMTP({relayed.sandbox.smtp[0]!r}, {relayed.sandbox.smtp[1]}) as smtp:
                smtp.sendmail("a@x.example", [to], "Subject: hello\\n\\nYour code is 481516.")

        def test_one(mailsac_inbox):
            send(mailsac_inbox.address)
            assert mailsac_inbox.wait(timeout=20).code() == "481516"
            assert "from the relay" in repr(mailsac_inbox)

        def test_two(mailsac_inbox_factory):
            inbox = mailsac_inbox_factory(via="relay")
            send(inbox.address)
            assert inbox.wait(timeout=20).code() == "481516"
        """
    )
    result = pytester.runpytest_subprocess("-p", "mailsac_pytest", "-p", "no:cacheprovider")
    result.assert_outcomes(passed=2)


@pytest.mark.once
def test_the_sandbox_goes_before_the_relay(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILSAC_RELAY_URL", "nats://127.0.0.1:9")
    pytester.makepyfile(
        """
        def test_it(mailsac_inbox):
            assert "by web socket" in repr(mailsac_inbox)
        """
    )
    args = ["-p", "mailsac_pytest", "-p", "no:cacheprovider", "--mailsac-sandbox"]
    pytester.runpytest_subprocess(*args).assert_outcomes(passed=1)
