"""Waiting for one mail among others: ``wait_for``, in threads and in asyncio."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from support.scripted_server import TEXT, Peer, ScriptedServer, frame
from support.streams import (
    eventually,
    open_stream,
    readers,
    ready,
    then_hold,
    within,
)

import client
from client import EmailMessageWebSocketFrame as Frame
from client.mail.criteria import Criteria, Pattern
from client.streaming.base_stream import bodies


def mail(number: int, **more: Any) -> bytes:
    data = {
        "_id": f"m{number}",
        "from": [{"name": "The Shop", "address": "noreply@shop.example"}],
        "to": [{"name": "", "address": "a@x.example"}],
        "inbox": "a@x.example",
        "subject": f"Mail {number}",
        "text": "First on one line\nSecond",
        "body": "<p>Seen in the <b>HTML</b></p><p style='display: none'>Hidden</p>",
    }
    return frame(TEXT, {**data, **more})


MAILS = mail(1) + mail(2, subject="Your CODE is 1") + mail(3, subject="Your code is 2") + mail(4)


def test_the_sought_one_comes_and_the_others_stay_in_order() -> None:
    with ScriptedServer(then_hold(MAILS)) as server, open_stream(server) as stream:
        assert stream.wait_for(subject="code", timeout=10).email.id == "m2"
        assert stream.wait_for(subject=re.compile(r"code is \d$"), timeout=10).email.id == "m3"
        assert [stream.get(10).email.id for _ in range(2)] == ["m1", "m4"]


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ({}, True),
        ({"subject": "mail"}, True),
        ({"subject": "MAIL 1"}, True),
        ({"subject": "letter"}, False),
        ({"subject": re.compile("^mail")}, False),
        ({"subject": re.compile("^mail", re.IGNORECASE)}, True),
        ({"sender": "noreply@"}, True),
        ({"sender": "the shop"}, True),
        ({"sender": "a@x"}, False),
        ({"to": "A@X.example"}, True),
        ({"to": "b@x"}, False),
        ({"text": "one  LINE"}, True),
        ({"text": "seen in the html"}, True),
        ({"text": "hidden"}, False),
        ({"text": re.compile(r"^Second", re.M)}, True),
        ({"text": re.compile(r"^seen", re.M)}, False),
        ({"subject": "mail", "sender": "bank"}, False),
        ({"where": lambda frame: frame.email.id == "m1"}, True),
        ({"where": lambda frame: frame.email.id == "m2"}, False),
    ],
)
def test_what_matches(sought: dict[str, Any], found: bool) -> None:
    with ScriptedServer(then_hold(mail(1))) as server, open_stream(server) as stream:
        eventually(lambda: stream.stats.received)
        if found:
            assert stream.wait_for(**sought, timeout=10).email.id == "m1"
        else:
            with pytest.raises(TimeoutError):
                stream.wait_for(**sought, timeout=0.01)


def test_fields_that_are_missing_match_nothing() -> None:
    email = client.IncomingEmailMessage.from_dict({})
    nothing = Frame(email=email)
    assert Criteria[Frame]().matches(nothing, email, bodies)
    anything: list[Pattern] = ["", re.compile("")]
    for pattern in anything:
        for sought in (
            Criteria[Frame](to=pattern),
            Criteria[Frame](sender=pattern),
            Criteria[Frame](subject=pattern),
            Criteria[Frame](text=pattern),
        ):
            assert not sought.matches(nothing, email, bodies)


def test_a_text_that_is_no_function_is_told_what_to_use() -> None:
    with ScriptedServer(then_hold()) as server, open_stream(server) as stream:
        with pytest.raises(TypeError, match="not 'code'; for words use subject= or text="):
            stream.wait_for("code")  # type: ignore[arg-type]  # the test's point


def test_in_vain_says_what_was_sought() -> None:
    with ScriptedServer(then_hold(MAILS)) as server, open_stream(server) as stream:
        eventually(lambda: stream.stats.received == 4)
        text = r"no mail within 0\.01 s: sought subject with 'bill' and sender like 'shop'; 4 "
        with pytest.raises(TimeoutError, match=text):
            stream.wait_for(subject="bill", sender=re.compile("shop"), timeout=0.01)


def test_what_the_users_function_raises_goes_through() -> None:
    def odd(_: object) -> bool:
        raise LookupError("mine")

    with ScriptedServer(then_hold(MAILS)) as server, open_stream(server) as stream:
        with pytest.raises(LookupError, match="mine"):
            stream.wait_for(odd, timeout=10)
        assert stream.get(10).email.id == "m1"


def test_reading_goes_on_past_the_count_while_someone_waits() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        for number in range(200):
            peer.send(mail(number))
        peer.send(mail(999, subject="the one"))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, max_queue=5) as stream:
        assert stream.wait_for(subject="the one", timeout=10).email.id == "m999"
        assert [stream.get(10).email.id for _ in range(200)] == [f"m{n}" for n in range(200)]


def test_a_buffer_full_of_others_is_a_named_error() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        for number in range(2000):
            peer.send(mail(number, text="x" * 1000))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, max_queue_bytes=100_000) as stream:
        with pytest.raises(client.StreamBufferFull, match="sought subject with 'the one'"):
            stream.wait_for(subject="the one", timeout=10)
        assert [stream.get(10).email.id for _ in range(2000)] == [f"m{n}" for n in range(2000)]


def test_close_ends_a_wait() -> None:
    with ScriptedServer(then_hold(MAILS)) as server, open_stream(server) as stream:
        caught: list[BaseException] = []

        def wait() -> None:
            try:
                stream.wait_for(subject="never")
            except client.StreamClosedException as error:
                caught.append(error)

        thread = threading.Thread(target=wait)
        thread.start()
        eventually(lambda: readers(stream))
        with within(1):
            stream.close()
            thread.join()
        assert len(caught) == 1


def test_several_waiters_get_a_mail_each() -> None:
    go_on = threading.Event()

    def script(peer: Peer) -> None:
        ready(peer)
        assert go_on.wait(10)
        peer.send(b"".join(mail(number) for number in range(8)))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server) as stream:
        found: list[str] = []
        threads = [
            threading.Thread(
                target=lambda: found.append(stream.wait_for(subject="mail", timeout=10).email.id)
            )
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        eventually(lambda: readers(stream) == 8)
        go_on.set()
        for thread in threads:
            thread.join()
        assert sorted(found) == [f"m{number}" for number in range(8)]
