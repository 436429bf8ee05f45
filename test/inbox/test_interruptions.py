"""A wait may be broken off anywhere, as by Ctrl-C: nothing stays locked, no mail is lost."""

from __future__ import annotations

import pytest
from support.inboxes import BOTH, Via, new
from support.interrupts import broken_off
from support.mails import Sender
from support.streams import eventually

import client
from client.inbox import arrivals, base_inbox, inbox, poll_schedule, receiver, search
from client.mail import condition, store

MODULES = (inbox, base_inbox, search, poll_schedule, receiver, arrivals, store, condition)


def test_a_wait_that_is_broken_off_leaves_nothing_locked(
    api: client.ApiClient, sender: Sender
) -> None:
    def wait_in_vain() -> None:
        with pytest.raises(client.MailTimeout):
            opened.wait(timeout=0.02)

    reaching = (
        "Inbox._wait_unless: self._store.changed.wait_unless",
        "self._waiters.append",
        "waiter.acquire(timeout",
        "self._waiters.remove",
        "self._searches.discard",
    )
    with new(api, "socket") as opened:
        for _ in broken_off(wait_in_vain, *MODULES, reaching=reaching):
            pass
        sender.send(opened.address, "still read")
        assert opened.wait(timeout=10).subject == "still read"
        assert opened._receiver.is_pushed


@BOTH
def test_a_wait_that_is_broken_off_loses_no_mail(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    def send(number: int) -> None:
        sender.send(opened.address, str(number))
        # There when the wait begins, or it would be left to chance which steps it takes.
        eventually(lambda: via == "poll" or len(opened._store))

    def wait_in_vain() -> None:
        with pytest.raises(client.MailTimeout):
            opened.wait(where=lambda _: False, timeout=0.05)

    reaching = ["Search.scan: self._store.raise_if_ended", "Store.resize"]
    if via == "poll":  # what is pushed comes on the thread of the web socket
        reaching += ["Receiver._put: ", "Store.put: self._items[", "self.ids.add(mail.id)"]
    with new(api, via) as opened:
        send(1)
        places = broken_off(wait_in_vain, *MODULES, reaching=tuple(reaching))
        for number, place in enumerate(places, 1):
            opened.refresh()  # as a wait does at its end
            assert opened.wait(timeout=5).subject == str(number), place
            opened.clear()  # or each wait had more steps than the one before, and there were no end
            send(number + 1)
