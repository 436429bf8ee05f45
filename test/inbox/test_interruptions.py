"""A wait may be broken off anywhere, as by Ctrl-C: nothing stays locked, no mail is lost."""

from __future__ import annotations

import pytest
from support.inboxes import BOTH, Via, new
from support.interrupts import interrupted
from support.mails import Sender

import client
import client.inbox.held
import client.inbox.intake
import client.inbox.receiver


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
