"""Faults of the answer to an upgrade: refusals, waits, answers without end."""

from __future__ import annotations

import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial

import pytest
from support.scripted_server import TEXT, Peer, Script, ScriptedServer, frame
from support.streams import (
    KEY,
    KEY_IN_URL,
    LISTENING,
    PROMPT,
    bare,
    close_from_another_thread,
    come_back,
    drip,
    eventually,
    ids,
    no_answer,
    no_listening,
    open_stream,
    our_threads,
    refusing,
    shown,
    then_hold,
    within,
)

from client.exceptions import (
    ApiException,
    ClientException,
    ForbiddenException,
    ServiceException,
    StreamProtocolException,
    TooManyRequestsException,
    TransportTimeoutException,
    UnauthorizedException,
)
from client.streaming.events import Event, Reconnecting

A_YEAR = 365 * 86400


def from_now(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


def waits(events: list[Event]) -> list[float]:
    """The waits before the next try, in seconds, as they were told."""
    return [event.delay for event in events if isinstance(event, Reconnecting)]


# -- 401 or 403 at the upgrade, or in the first frame: raised at the call, and no second try


@pytest.mark.parametrize(
    ("status", "kind"), [(401, UnauthorizedException), (403, ForbiddenException)]
)
@pytest.mark.parametrize("at", ["upgrade", "first frame"])
def test_refused_key_raises_at_the_call_without_a_retry(
    status: int, kind: type[ApiException], at: str
) -> None:
    said = {"status": status, "error": f"bad key {KEY} or {KEY_IN_URL}"}
    script: Script = partial(Peer.accept, also=frame(TEXT, said))
    if at == "upgrade":
        script = refusing(f"{status} No {KEY}", "X-Key: " + KEY, body=frame(TEXT, said))
    with ScriptedServer(script) as server:
        with pytest.raises(kind, match=r"bad key \*\*\* or \*\*\*") as caught:
            open_stream(server)
        assert type(caught.value) is kind
        assert caught.value.__cause__ is caught.value.__context__ is None
        assert not our_threads()
        assert server.connections == 1
        assert KEY not in shown(caught.value)
        assert KEY_IN_URL not in shown(caught.value)


# -- 429, with all that Retry-After may say


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), ("date", 90.0), ("soon", None), ("-1", None), (str(A_YEAR), float(A_YEAR))],
)
@pytest.mark.parametrize("at", ["upgrade", "reconnect"])
def test_429_raises_with_retry_after_and_later_waits_as_told_up_to_a_cap(
    value: str, seconds: float | None, at: str
) -> None:
    header = "Retry-After: " + (from_now(90) if value == "date" else value)
    refused = refusing("429 Slow", header)
    if at == "upgrade":
        with ScriptedServer(refused) as server:
            with pytest.raises(TooManyRequestsException) as caught:
                open_stream(server)
            assert server.connections == 1
        told = caught.value.retry_after
        assert told is seconds is None or told == pytest.approx(seconds, abs=5)
        return
    with ScriptedServer(come_back, refused, then_hold(bare(1))) as server:
        events: list[Event] = []
        stream = open_stream(server, on_event=events.append)
        if seconds is None:
            assert ids(stream, 1) == ["1"]
        else:
            eventually(lambda: len(waits(events)) == 2)
            assert waits(events)[1] == pytest.approx(min(seconds, 300), abs=5)
            assert server.connections == 2
        assert close_from_another_thread(stream) < PROMPT  # ends the wait


def test_429_later_is_followed_by_the_next_try_after_the_wait() -> None:
    arrivals: list[float] = []

    def refused(peer: Peer) -> None:
        arrivals.append(time.monotonic())
        peer.refuse("429 Slow", b"", "Retry-After: 1")

    def held(peer: Peer) -> None:
        arrivals.append(time.monotonic())
        then_hold(bare(1))(peer)

    with ScriptedServer(come_back, refused, held) as server, open_stream(server) as stream:
        assert ids(stream, 1) == ["1"]
    assert 1.0 <= arrivals[1] - arrivals[0] < 5


# -- 503, a page with 200, a redirect: raised at the first open, tried again later


@pytest.mark.parametrize(
    ("status", "body", "kind", "text"),
    [
        ("503 Busy", b"<html><title>Down</title>", ServiceException, "Down"),
        ("200 OK", b"<html><title>Log in</title>", ApiException, r"200.*Log in(?s:.*)not upgrade"),
        ("302 Found", b"", ApiException, "302(?s:.*)not followed"),
        ("101 Hm", b"", StreamProtocolException, "no web-socket answer"),
    ],
)
def test_refused_upgrade_raises_and_a_redirect_is_not_followed(
    status: str, body: bytes, kind: type[ClientException], text: str
) -> None:
    with ScriptedServer(no_answer) as elsewhere:
        location = f"Location: {elsewhere.url}?key={KEY}"
        with ScriptedServer(refusing(status, location, body=body)) as server:
            with pytest.raises(kind, match=text) as caught:
                open_stream(server)
            assert type(caught.value) is kind
            assert caught.value.__cause__ is caught.value.__context__ is None
            if isinstance(caught.value, ApiException):
                assert caught.value.headers["location"].endswith("?key=***")
            assert server.connections == 1
        assert elsewhere.connections == 0


@pytest.mark.parametrize("status", ["503 Busy", "200 OK", "302 Found"])
def test_refused_upgrade_later_is_tried_again(status: str) -> None:
    with ScriptedServer(no_answer) as elsewhere:
        refused = refusing(status, f"Location: {elsewhere.url}", body=b"<html>")
        scripts = (come_back, refused, refused, then_hold(bare(1)))
        with ScriptedServer(*scripts) as server, open_stream(server) as stream:
            assert ids(stream, 1) == ["1"]
            assert (server.connections, stream.stats.reconnects) == (4, 1)
        assert elsewhere.connections == 0


@pytest.mark.parametrize("status", ["400 Bad Request", "401 Unauthorized", "404 Not Found"])
def test_refused_upgrade_later_with_another_4xx_is_final(status: str) -> None:
    with ScriptedServer(come_back, refusing(status)) as server, open_stream(server) as stream:
        with pytest.raises(ApiException, match=status):
            next(stream)
        assert server.connections == 2


# -- an answer that is huge, has no end, drips or is no HTTP: bounded in bytes and time


def endless_body(peer: Peer) -> None:
    peer.request()
    peer.send(b"HTTP/1.1 500 Oh\r\nContent-Length: 33554432\r\n\r\n")
    for _ in range(512):
        peer.send(b"x" * 65536)


def endless_chunks(peer: Peer) -> None:
    peer.request()
    peer.send(b"HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        peer.send(b"10000\r\n" + b"x" * 65536 + b"\r\n")


def endless_headers(peer: Peer) -> None:
    peer.request()
    peer.send(b"HTTP/1.1 101 Go\r\n")
    while True:
        peer.send(b"X-More: " + b"x" * 8000 + b"\r\n")


@pytest.mark.parametrize(
    ("script", "kind"),
    [
        (endless_body, ServiceException),
        (endless_chunks, ServiceException),
        (endless_headers, StreamProtocolException),
    ],
)
def test_endless_answer_is_bounded_in_bytes(script: Script, kind: type[ClientException]) -> None:
    with ScriptedServer(script) as server:
        tracemalloc.start()
        try:
            with within(5), pytest.raises(kind) as caught:
                open_stream(server)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < 3 << 20
        if isinstance(caught.value, ApiException):
            assert len(caught.value.body) == 65536


def test_a_chunk_that_is_cut_is_shown_as_far_as_it_came() -> None:
    def script(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n")
        peer.send(b"5\r\nhello\r\n10\r\n world")
        peer.shut()

    with ScriptedServer(script) as server, pytest.raises(ServiceException) as caught:
        open_stream(server)
    assert caught.value.body == "hello world"


def test_chunked_refusal_is_read_to_its_end() -> None:
    def script(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n")
        peer.send(b"5\r\nhello\r\n0\r\n\r\n")
        peer.wait_gone()

    with ScriptedServer(script) as server:
        with pytest.raises(ServiceException) as caught:
            open_stream(server)
        assert caught.value.body == "hello"


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 xyz\r\n\r\n",
        b"HTTP/1.1 503 Busy\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.0 101 Old\r\n\r\n",
    ],
)
def test_answer_that_is_no_http_raises(answer: bytes) -> None:
    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer)

    with ScriptedServer(script) as server, pytest.raises(StreamProtocolException):
        open_stream(server)


@pytest.mark.parametrize("script", [drip, no_answer])
def test_dripping_upgrade_is_bounded_by_open_timeout(script: Script) -> None:
    with ScriptedServer(script) as server:
        with within(2, at_least=0.3), pytest.raises(TransportTimeoutException, match="time"):
            open_stream(server, open_timeout=0.3)


@pytest.mark.parametrize("script", [drip, no_answer, no_listening])
def test_dripping_upgrade_later_is_bounded_and_tried_again(script: Script) -> None:
    with ScriptedServer(come_back, script, then_hold(bare(1))) as server:
        with open_stream(server, open_timeout=0.3) as stream, within(3, at_least=0.3):
            assert ids(stream, 1) == ["1"]


def test_interim_answers_before_the_upgrade_are_read_past() -> None:
    def script(peer: Peer) -> None:
        head = peer.request()
        peer.send(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early\r\nLink: x\r\n\r\n")
        peer.send(peer.acceptance(head) + LISTENING + bare(1))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert ids(stream, 1) == ["1"]


def test_interim_answers_without_end_are_given_up_in_time() -> None:
    def script(peer: Peer) -> None:
        peer.request()
        while True:
            peer.send(b"HTTP/1.1 100 Continue\r\n\r\n")

    with ScriptedServer(script) as server, within(3, at_least=0.3):
        with pytest.raises(TransportTimeoutException):
            open_stream(server, open_timeout=0.4)
