"""A wait may be broken off anywhere, as by Ctrl-C: nothing stays locked, no mail is lost."""

from __future__ import annotations

import pytest
from support.inboxes import BOTH, Via, new
from support.interrupts import interrupted
from support.mails import Sender

import client
from client.inbox import arrivals, receiver, search
from client.mail import condition, store

FILES = [
    module.__file__ for module in (client.inbox.inbox, receiver, search, arrivals, store, condition)
]


def test_a_wait_that_is_broken_off_leaves_nothing_locked(
    api: client.ApiClient, sender: Sender
) -> None:
    def wait_in_vain() -> None:
        with pytest.raises(client.MailTimeout):
            opened.wait(timeout=0.02)

    with new(api, "socket") as opened:
        step = 1
        while interrupted(step, wait_in_vain, *FILES):
            step += 1
        assert step > 20
        sender.send(opened.address, "still read")
        assert opened.wait(timeout=10).subject == "still read"
        assert opened._receiver.is_pushed


@BOTH
def test_a_wait_that_is_broken_off_loses_no_mail(
    api: client.ApiClient, sender: Sender, via: Via
) -> None:
    def wait_in_vain() -> None:
        with pytest.raises(client.MailTimeout):
            opened.wait(subject="another", timeout=0.01)

    with new(api, via) as opened:
        step, found = 1, set()
        sender.send(opened.address, "1")
        while interrupted(step, wait_in_vain, *FILES):
            opened.refresh()  # as a wait does at its end
            found.add(opened.wait(where=lambda mail: mail.subject not in found, timeout=5).subject)
            step += 1
            sender.send(opened.address, str(step))
        assert step > 40
        assert found == {str(number) for number in range(1, step)}
