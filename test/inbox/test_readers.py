"""Many threads that wait at one inbox."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from support.inboxes import BOTH, Via, new, waits
from support.mails import DOMAIN, Sender
from support.streams import eventually, run, within

import client
from client.sandbox import Sandbox


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


def test_fork_leaves_the_child_no_inbox_and_the_parent_its_own(sandbox: Sandbox) -> None:
    settings = {
        "host": sandbox.api_url,
        "socket_url": sandbox.socket_url,
        "api_key": sandbox.api_key,
        "ssl_ca_cert": sandbox.ca_file,
    }
    program = f"""
import smtplib, warnings
from email.message import EmailMessage
warnings.simplefilter("ignore", DeprecationWarning)  # fork with threads: the point of the test
configuration = client.Configuration(**{settings!r})
api_client = client.ApiClient(configuration)
with api_client, client.Inbox(domain={DOMAIN!r}, api_client=api_client, via="socket") as inbox:
    is_held, is_forked = threading.Event(), threading.Event()
    def hold():
        with inbox._store.lock:  # as the thread of the web socket may, at that moment
            is_held.set()
            is_forked.wait()
    threading.Thread(target=hold).start()
    is_held.wait()
    child = os.fork()
    if not child:
        problems = 0
        for call in (inbox.wait, inbox.clear, inbox.refresh, lambda: inbox.assert_none(within=1)):
            try:
                call()
            except StreamClosedException:
                problems += 1
        inbox.close()
        os._exit(problems)
    _, status = os.waitpid(child, 0)
    is_forked.set()
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", inbox.address, "mine"
    with smtplib.SMTP(*{tuple(sandbox.smtp)!r}) as smtp:
        smtp.send_message(message)
    print(os.waitstatus_to_exitcode(status), inbox.wait(timeout=10).subject)
"""
    assert run(program) == "4 mine\n"
