"""The stream against a scripted server on loopback: real sockets, no mocks."""

from __future__ import annotations

import gc
import inspect
import json
import logging
import os
import signal
import socket
import ssl
import struct
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import trustme
import websocket
from scripted_server import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Peer,
    Script,
    ScriptedServer,
    frame,
    listening_frame,
)

import client
from client.configuration import Configuration
from client.exceptions import (
    ApiException,
    ClientException,
    ForbiddenException,
    ReconnectExhausted,
    ServiceException,
    StreamClosedException,
    StreamException,
    StreamProtocolException,
    TooManyRequestsException,
    TransportConnectionException,
    TransportException,
    TransportTimeoutException,
    UnauthorizedException,
)
from client.streaming import MessageStream, ReconnectPolicy, StreamStats

pytestmark = pytest.mark.filterwarnings("error")

KEY = "k_S3cr3t/+&key"
KEY_IN_URL = "k_S3cr3t%2F%2B%26key"
ADDRESS = "a@x.example"
AT_ONCE = ReconnectPolicy(initial_delay=0.01)
LISTENING = frame(TEXT, listening_frame(ADDRESS))


def web_sockets(url: str, **settings: Any) -> client.WebSocketsApi:
    settings = {"proxy": "", "api_key": KEY, **settings}
    return client.WebSocketsApi(client.ApiClient(Configuration(socket_url=url, **settings)))


def open_stream(server: ScriptedServer, **options: Any) -> MessageStream:
    options = {"addresses": ADDRESS, "reconnect": AT_ONCE, "open_timeout": 5.0, **options}
    return web_sockets(server.url).stream(**options)


def bare(number: int, **more: Any) -> bytes:
    return frame(TEXT, {"_id": str(number), "to": [], **more})


def ready(peer: Peer, data: bytes = b"") -> None:
    peer.accept(LISTENING + data)


def then_hold(data: bytes = b"") -> Script:
    def script(peer: Peer) -> None:
        ready(peer, data)
        peer.hold()

    return script


def ids(stream: MessageStream, count: int) -> list[str | None]:
    return [stream.get(5).email.id for _ in range(count)]


def eventually(holds: Callable[[], object]) -> None:
    end = time.monotonic() + 5
    while not holds():
        assert time.monotonic() < end, "in vain"
        time.sleep(0.005)


def our_threads() -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t.name.startswith("mailsac-stream")]


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    yield
    eventually(lambda: not our_threads())
    gc.collect()


# -- what arrives


def test_mail_in_both_shapes_and_before_listening() -> None:
    def script(peer: Peer) -> None:
        head = peer.accept(bare(0))
        assert b"/incoming-messages?key=k_S3cr3t%2F%2B%26key&addresses=a@x.example,b+c" not in head
        assert b"?key=" + KEY_IN_URL.encode() + b"&addresses=a@x.example,b%2Bc@y.example " in head
        peer.listening(ADDRESS, "B+C@y.example", domains=("x.example",))
        peer.text({"_id": "1", "to": []})
        peer.text({"status": 200, "email": {"_id": "2", "subject": "two"}})
        peer.hold()

    with (
        ScriptedServer(script) as server,
        open_stream(server, addresses=f" {ADDRESS} ,b+c@y.example,,{ADDRESS}") as stream,
    ):
        assert stream.listening == (ADDRESS, "B+C@y.example", "x.example")
        assert stream.not_listening == ()
        assert ids(stream, 3) == ["0", "1", "2"]
        stats = stream.stats
        assert (stats.received, stats.skipped, stats.reconnects) == (3, 0, 0)
        assert stats.bytes > 100
        assert KEY not in repr(stream)
        assert not stream.closed
        with pytest.raises(TimeoutError):
            stream.get(0)
        with pytest.raises(TimeoutError):
            stream.get(0.01)
    assert stream.closed
    assert list(stream) == []
    with pytest.raises(StreamClosedException):
        stream.get()
    stream.close()


def test_a_mail_in_many_segments_and_fragments_with_pings_between() -> None:
    whole = json.dumps({"_id": "1", "to": [], "text": "ü" * 5000}, ensure_ascii=False).encode()
    data = b"".join(
        (
            frame(TEXT, whole[:3001], fin=False),
            frame(PING, b"first"),
            frame(CONTINUATION, b"", fin=False),
            frame(CONTINUATION, whole[3001:9000], fin=False),
            frame(PING, b"s" * 125),
            frame(PONG, b"nobody asked"),
            frame(CONTINUATION, whole[9000:]),
        )
    )

    def script(peer: Peer) -> None:
        ready(peer)
        for at in range(0, len(data), 7):
            peer.send(data[at : at + 7])
        assert peer.expect(PONG) == b"first"
        assert peer.expect(PONG) == b"s" * 125
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert stream.get(5).email.text == "ü" * 5000


def test_pings_are_answered_while_nobody_reads() -> None:
    answered = threading.Event()

    def script(peer: Peer) -> None:
        ready(peer)
        for number in range(50):
            peer.send(frame(PING, b"%d" % number))
        assert [peer.expect(PONG) for _ in range(50)] == [b"%d" % n for n in range(50)]
        answered.set()
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server):
        assert answered.wait(5)


@pytest.mark.parametrize("size", [125, 126, 65535, 65536, 300_000, 3_000_000])
def test_mails_of_any_size(size: int) -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1, text="x" * size) + bare(2))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert len(stream.get(5).email.text or "") == size
        assert ids(stream, 1) == ["2"]


def test_what_cannot_be_read_is_skipped(caplog: pytest.LogCaptureFixture) -> None:
    odd = [b"{private", b"[]", b"null", b"", b"[" * 100_000, b'{"new":"private"}']
    data = b"".join(frame(TEXT, text) for text in odd) + frame(BINARY, b"\xff\x00private")

    def script(peer: Peer) -> None:
        peer.accept(frame(TEXT, b"not Listening yet") + LISTENING + data)
        peer.text({"status": 500, "error": "\x1b[31mno " + KEY})
        peer.send(bare(1, new_field={"x": 1}, cc=None))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert ids(stream, 1) == ["1"]
        assert stream.stats.skipped == len(odd) + 2
        assert server.connections == 1
    assert "private" not in caplog.text
    assert "reports 500: \\x1b[31mno ***" in caplog.text
    assert {r.name for r in caplog.records} == {"client.streaming"}


def test_too_large_messages_are_read_past(caplog: pytest.LogCaptureFixture) -> None:
    large = b'{"_id":"' + b"x" * 300_000 + b'"}'
    fragments = frame(TEXT, b"x" * 600, fin=False) + frame(PING, b"?") + b"".join(
        [frame(CONTINUATION, b"x" * 600, fin=False), frame(CONTINUATION, b"x" * 600, fin=False)]
    )  # fmt: skip

    def script(peer: Peer) -> None:
        ready(peer, frame(TEXT, large) + bare(1) + fragments + frame(PING, b"!"))
        peer.send(frame(CONTINUATION, b"") + bare(2) + bare(3, text="x" * 900))
        assert [peer.expect(PONG), peer.expect(PONG)] == [b"?", b"!"]
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, max_message_bytes=1000) as stream:
        assert ids(stream, 3) == ["1", "2", "3"]
        assert (stream.stats.skipped, server.connections) == (2, 1)
    assert "over the limit of 1000 bytes" in caplog.text


def test_a_message_that_claims_to_be_endless_ends_the_link() -> None:
    def script(peer: Peer) -> None:
        ready(peer, struct.pack("!BBQ", 0x81, 127, 1 << 62) + b"x" * 1000)
        assert peer.expect(CLOSE)[:2] == struct.pack("!H", 1002)

    with ScriptedServer(script, then_hold(bare(1))) as server, open_stream(server) as stream:
        assert ids(stream, 1) == ["1"]


# -- a slow reader


def test_a_full_buffer_pauses_reading_and_drops_nothing() -> None:
    count = 10_000

    def script(peer: Peer) -> None:
        ready(peer)
        for first in range(0, count, 100):
            mails = range(first, first + 100)
            peer.send(b"".join(bare(number, text="x" * 2000) for number in mails))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, max_queue=50) as stream:
        queue = stream._engine.buffer
        eventually(lambda: len(queue) == 50)
        received = stream.stats.received
        assert received < 250
        most = 0
        for number in range(count):
            most = max(most, len(queue))
            assert stream.get(5).email.id == str(number)
        assert most <= 50
        assert (stream.stats.received, server.connections) == (count, 1)


def test_the_buffer_is_bounded_in_bytes_too_and_one_large_mail_passes() -> None:
    data = b"".join(bare(number, text="x" * 1000) for number in range(100))

    def script(peer: Peer) -> None:
        ready(peer, data + bare(100, text="x" * 50_000) + bare(101))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, max_queue_bytes=10_000) as stream:
        eventually(lambda: stream._engine.buffer._full)
        assert len(stream._engine.buffer) == 9
        assert ids(stream, 102) == [str(number) for number in range(102)]


def test_a_paused_link_is_not_judged_and_shows_that_it_lives() -> None:
    paused = threading.Event()

    def script(peer: Peer) -> None:
        ready(peer, b"".join(bare(number) for number in range(200)))
        paused.set()
        for _ in range(5):
            assert peer.read_frame() == (PONG, b"")
        peer.send(bare(200))
        paused.clear()
        peer.hold()

    with (
        ScriptedServer(script) as server,
        open_stream(server, max_queue=2, ping_interval=0.02, ping_timeout=0.02) as stream,
    ):
        assert paused.wait(5)
        eventually(lambda: not paused.is_set())
        stream._engine._settings.__dict__.update(ping_timeout=5.0)  # the script answers no pings
        assert ids(stream, 201) == [str(number) for number in range(201)]
        assert server.connections == 1


# -- links that end


def test_a_silent_peer_is_found() -> None:
    gone = threading.Event()

    def silent(peer: Peer) -> None:
        ready(peer)
        peer.wait_gone()
        gone.set()

    with (
        ScriptedServer(silent, then_hold(bare(1))) as server,
        open_stream(server, ping_interval=0.1, ping_timeout=0.1) as stream,
    ):
        start = time.monotonic()
        assert ids(stream, 1) == ["1"]
        assert 0.19 < time.monotonic() - start < 1
        assert gone.wait(5)
        assert stream.stats.reconnects == 1


def test_any_byte_is_a_sign_of_life() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        for number in range(5):
            peer.expect(PING)
            peer.send(bare(number))
        peer.hold()

    with (
        ScriptedServer(script) as server,
        open_stream(server, ping_interval=0.05, ping_timeout=2) as stream,
    ):
        assert ids(stream, 5) == ["0", "1", "2", "3", "4"]
        assert server.connections == 1


@pytest.mark.parametrize("code", [None, 1000, 1001, 1011, 1012, 1013, 1014, 4408, 4429])
def test_close_codes_that_mean_come_back(code: int | None) -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1))
        peer.close(code)

    with ScriptedServer(script, then_hold(bare(2))) as server, open_stream(server) as stream:
        assert ids(stream, 2) == ["1", "2"]
        assert stream.stats.reconnects == 1


@pytest.mark.parametrize("code", [1002, 1003, 1007, 1008, 1009, 4400, 4499])
def test_close_codes_that_are_final(code: int) -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1) + bare(2))
        peer.close(code, "not \x1b with " + KEY)

    with ScriptedServer(script) as server, open_stream(server) as stream:
        eventually(lambda: stream.closed)
        assert ids(stream, 2) == ["1", "2"]  # mail first
        errors = []
        for call in (stream.get, stream.__next__, stream.get):
            with pytest.raises(StreamException) as caught:
                call()
            errors.append(caught.value)
        assert {error.code for error in errors} == {code}
        assert "not \\x1b with ***" in str(errors[0])
        assert len({len(traceback.extract_tb(error.__traceback__)) for error in errors[::2]}) == 1
        assert server.connections == 1
    assert list(stream) == []
    with pytest.raises(StreamClosedException):
        stream.get()


def test_mail_before_a_final_close_waits_for_room() -> None:
    def script(peer: Peer) -> None:
        ready(peer, b"".join(bare(number) for number in range(30)))
        peer.close(1008)

    with ScriptedServer(script) as server, open_stream(server, max_queue=2) as stream:
        assert ids(stream, 30) == [str(number) for number in range(30)]
        with pytest.raises(StreamException):
            stream.get(5)


@pytest.mark.parametrize("how", ["reset", "shut"])
@pytest.mark.parametrize("data", [bare(9)[:10], frame(TEXT, b'{"_id":', fin=False)])
def test_a_link_that_breaks_in_a_message(how: str, data: bytes) -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1) + frame(PING, b"") + data)
        peer.expect(PONG)
        getattr(peer, how)()

    with (
        ScriptedServer(script, then_hold(bare(2))) as server,
        open_stream(server) as stream,
    ):
        assert ids(stream, 2) == ["1", "2"]
        assert stream.stats.skipped == 0


def test_links_that_end_at_once_end_the_stream() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        peer.close(1001, "later")

    with ScriptedServer(script) as server, open_stream(server) as stream:
        with pytest.raises(ReconnectExhausted, match=r"5 links in a row .* later") as caught:
            next(stream)
        assert caught.value.code == 1001
        assert server.connections == 5


@pytest.mark.parametrize(
    "data",
    [
        frame(TEXT, b"{}", mask=b"\1\2\3\4"),
        frame(TEXT, b"{}", reserved=4),
        frame(3, b""),
        frame(11, b""),
        frame(PING, b"x" * 126),
        frame(PING, b"x", fin=False),
        frame(CONTINUATION, b"{}"),
        frame(TEXT, b"{", fin=False) + frame(TEXT, b"{}"),
        frame(CLOSE, b"x"),
        frame(CLOSE, struct.pack("!H", 999)),
        frame(CLOSE, struct.pack("!H", 1005)),
    ],
)
def test_a_broken_protocol_is_answered_with_1002(data: bytes) -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1) + data)
        assert struct.unpack("!H", peer.expect(CLOSE)[:2]) == (1002,)

    with ScriptedServer(script, then_hold(bare(2))) as server, open_stream(server) as stream:
        assert ids(stream, 2) == ["1", "2"]


def test_a_protocol_that_stays_broken_ends_the_stream() -> None:
    def script(peer: Peer) -> None:
        ready(peer, frame(3, b"") * 2)
        peer.expect(CLOSE)

    with ScriptedServer(script) as server, open_stream(server) as stream:
        with pytest.raises(StreamProtocolException) as caught:
            next(stream)
        assert (caught.value.code, server.connections) == (1002, 3)


@pytest.mark.parametrize("data", [frame(TEXT, b'"\xff"'), frame(CLOSE, b"\x03\xe8\xff")])
def test_what_is_not_utf8_is_answered_with_1007(data: bytes) -> None:
    def script(peer: Peer) -> None:
        ready(peer, data)
        assert struct.unpack("!H", peer.expect(CLOSE)[:2]) == (1007,)

    with ScriptedServer(script, then_hold(bare(2))) as server, open_stream(server) as stream:
        assert ids(stream, 1) == ["2"]


@pytest.mark.parametrize(
    ("status", "kind"), [(401, UnauthorizedException), (403, ForbiddenException), (429, None)]
)
def test_a_later_frame_with_a_status(status: int, kind: type[ApiException] | None) -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        peer.text({"status": status, "error": "no more for " + KEY})
        peer.wait_gone()

    with ScriptedServer(script, then_hold(bare(1))) as server, open_stream(server) as stream:
        if kind is None:
            assert ids(stream, 1) == ["1"]
            return
        with pytest.raises(kind, match=r"no more for \*\*\*"):
            next(stream)
        assert server.connections == 1


def test_refusals_while_reconnecting() -> None:
    def refused(peer: Peer) -> None:
        peer.refuse("503 Busy")

    def page(peer: Peer) -> None:
        peer.refuse("200 OK", b"<html><title>Back soon</title>")

    def gone(peer: Peer) -> None:
        peer.refuse("404 Not Found")

    def first(peer: Peer) -> None:
        ready(peer)
        peer.close(1012)

    with ScriptedServer(first, refused, page, gone) as server, open_stream(server) as stream:
        with pytest.raises(ApiException, match="404 Not Found"):
            next(stream)
        assert server.connections == 4


# -- the first open


@pytest.mark.parametrize(
    ("status", "body", "kind", "text"),
    [
        ("401 Unauthorized", b'{"message":"bad key"}', UnauthorizedException, "bad key"),
        ("403 Forbidden", b"", ForbiddenException, "may not open"),
        ("429 Slow", b"", TooManyRequestsException, "429"),
        ("503 Busy", b"<html><title>Down</title>", ServiceException, "Down"),
        ("200 OK", b"<html><title>Log in</title>", ApiException, "Log in"),
        ("302 Found", b"", ApiException, "not followed"),
        ("101 Hm", b"", StreamProtocolException, "no web-socket answer"),
    ],
)
def test_a_refused_upgrade(
    status: str, body: bytes, kind: type[ClientException], text: str
) -> None:
    def script(peer: Peer) -> None:
        peer.refuse(status, body, "Retry-After: 7", "Location: http://127.0.0.1:9/?key=" + KEY)

    with ScriptedServer(script) as server:
        with pytest.raises(kind, match=text) as caught:
            open_stream(server)
        assert type(caught.value) is kind
        assert caught.value.__cause__ is None
        assert caught.value.__context__ is None
        assert not our_threads()
        if isinstance(caught.value, ApiException):
            assert caught.value.headers["location"].endswith("?key=***")
        if isinstance(caught.value, TooManyRequestsException):
            assert caught.value.retry_after == 7.0
        assert server.connections == 1


def test_a_refusal_in_chunks_or_without_end() -> None:
    def chunked(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 503 Busy\r\nTransfer-Encoding: chunked\r\n\r\n")
        peer.send(b"5\r\nhello\r\n0\r\n\r\n")
        peer.wait_gone()

    def endless(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 500 Oh\r\nContent-Length: 33554432\r\n\r\n" + b"x" * 33_554_432)

    for script, body in ((chunked, 5), (endless, 65536)):
        with ScriptedServer(script) as server:
            with pytest.raises(ServiceException) as caught:
                open_stream(server)
            assert len(caught.value.body) == body


@pytest.mark.parametrize(
    "answer",
    [
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"HTTP/1.1 xyz\r\n\r\n",
        b"HTTP/1.1 503 Busy\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.0 101 Old\r\n\r\n",
    ],
)
def test_an_answer_that_is_no_http(answer: bytes) -> None:
    def script(peer: Peer) -> None:
        peer.request()
        peer.send(answer)

    with ScriptedServer(script) as server, pytest.raises(StreamProtocolException):
        open_stream(server)


def test_headers_without_end() -> None:
    def script(peer: Peer) -> None:
        peer.request()
        peer.send(b"HTTP/1.1 101 Go\r\n")
        while True:
            peer.send(b"X-More: " + b"x" * 8000 + b"\r\n")

    with ScriptedServer(script) as server, pytest.raises(StreamProtocolException, match="no end"):
        open_stream(server)


def drip(peer: Peer) -> None:
    peer.request()
    while True:
        peer.send(b"H")
        time.sleep(0.02)  # the pace of the fault


def no_answer(peer: Peer) -> None:
    peer.wait_gone()


def no_listening(peer: Peer) -> None:
    peer.accept()
    peer.wait_gone()


@pytest.mark.parametrize("script", [drip, no_answer, no_listening])
def test_one_deadline_over_the_opening(script: Script) -> None:
    start = time.monotonic()
    with ScriptedServer(script) as server, pytest.raises(TransportTimeoutException, match="time"):
        open_stream(server, open_timeout=0.3)
    assert 0.3 <= time.monotonic() - start < 1


def test_first_frames_that_are_errors() -> None:
    for status, kind in ((401, UnauthorizedException), (429, TooManyRequestsException)):
        data = frame(TEXT, {"status": status, "error": "key " + KEY})
        with (
            ScriptedServer(partial(Peer.accept, also=data)) as server,
            pytest.raises(kind, match=r"key \*\*\*"),
        ):
            open_stream(server)


def test_nobody_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(TransportConnectionException, match=f"127.0.0.1:{port}"):
        web_sockets(f"ws://127.0.0.1:{port}/").stream(addresses=ADDRESS)
    with pytest.raises(TransportException, match=r"nobody\.invalid:443"):
        web_sockets("wss://nobody.invalid/").stream(addresses=ADDRESS)


def test_what_is_not_confirmed(caplog: pytest.LogCaptureFixture) -> None:
    options = {"addresses": [ADDRESS, "b@x.example", "y.example"]}
    with ScriptedServer(then_hold()) as server:
        with open_stream(server, **options) as stream:
            assert stream.not_listening == ("b@x.example", "y.example")
        assert "does not listen to b@x.example, y.example" in caplog.text
        with pytest.raises(StreamException, match=r"b@x\.example, y\.example"):
            open_stream(server, require_all=True, **options)


@pytest.mark.parametrize(
    "addresses", [None, "", " , ", [], "a b@x", "a@x\n", ["a@x", "b\t@x"], "a\x00@x", "x" * 16_000]
)
def test_addresses_that_cannot_be(addresses: Any) -> None:
    with ScriptedServer(then_hold()) as server:
        with pytest.raises(ValueError, match="addresses"):
            open_stream(server, addresses=addresses)
        assert server.connections == 0


def test_arguments_that_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILSAC_API_KEY", raising=False)
    monkeypatch.delenv("MAILSAC_KEY", raising=False)
    api = web_sockets("ws://127.0.0.1:9/", api_key=None)
    for no_key in (None, ""):
        with pytest.raises(ValueError, match=r"key=.*MAILSAC_API_KEY"):
            api.stream(no_key, ADDRESS)
    with pytest.raises(ValueError, match="API key"):
        api.stream("k_\n", ADDRESS)
    with pytest.raises(TypeError):
        api.stream(b"k_", ADDRESS)  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(TypeError):
        api.stream(KEY, [b"a@x"])  # type: ignore[list-item]  # the point of the test
    for name in ("open_timeout", "ping_interval", "ping_timeout", "max_queue", "max_queue_bytes"):
        with pytest.raises(ValueError, match=name):
            api.stream(KEY, ADDRESS, **{name: 0})  # type: ignore[arg-type]  # any of them


# -- TLS


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


def test_mail_over_tls(tls: ssl.SSLContext, ca_file: str) -> None:
    # Records of many mails: what the TLS layer has decrypted, the selector cannot see.
    def script(peer: Peer) -> None:
        ready(peer)
        for first in range(0, 2000, 100):
            peer.send(b"".join(bare(n, text="x" * 500) for n in range(first, first + 100)))
            peer.send(frame(PING, b"next"))
            assert peer.expect(PONG) == b"next"
        peer.hold()

    with ScriptedServer(script, tls=tls) as server:
        api = web_sockets(server.url, ssl_ca_cert=ca_file)
        with api.stream(addresses=ADDRESS, max_queue=10_000) as stream:
            assert ids(stream, 2000) == [str(number) for number in range(2000)]


def test_a_certificate_that_is_not_trusted_is_final(tls: ssl.SSLContext, ca_file: str) -> None:
    with ScriptedServer(then_hold(), tls=tls) as server:
        with pytest.raises(TransportConnectionException, match="cannot trust"):
            open_stream(server)
        other_name = server.url.replace("localhost", "127.0.0.1")
        with pytest.raises(TransportConnectionException, match="cannot trust"):
            web_sockets(other_name, ssl_ca_cert=ca_file).stream(addresses=ADDRESS)

    def first(peer: Peer) -> None:
        ready(peer)
        changed.set()
        peer.close(1012)

    changed = threading.Event()
    with ScriptedServer(first, then_hold(), tls=tls) as server:
        other = trustme.CA()
        api = web_sockets(server.url, ssl_ca_cert=ca_file)
        with api.stream(addresses=ADDRESS, reconnect=ReconnectPolicy(initial_delay=0.2)) as stream:
            other.cert_pem.write_to_path(ca_file)
            with pytest.raises(TransportConnectionException, match="cannot trust"):
                next(stream)
        assert server.connections == 2


def test_a_tls_handshake_that_stalls() -> None:
    start = time.monotonic()
    with ScriptedServer(no_answer) as server, pytest.raises(TransportTimeoutException):
        web_sockets(server.url.replace("ws:", "wss:")).stream(addresses=ADDRESS, open_timeout=0.3)
    assert time.monotonic() - start < 1


# -- the end


def closed_by_another_thread(stream: MessageStream) -> list[float]:
    took: list[float] = []

    def close() -> None:
        start = time.monotonic()
        stream.close()
        took.append(time.monotonic() - start)

    thread = threading.Thread(target=close)
    thread.start()
    assert list(stream) == []
    thread.join()
    return took


def test_close_while_another_thread_iterates() -> None:
    with ScriptedServer(then_hold()) as server:
        stream = open_stream(server)
        readers = [threading.Thread(target=list, args=(stream,)) for _ in range(3)]
        for reader in readers:
            reader.start()
        eventually(lambda: stream._engine.buffer._waiting == 3)
        assert closed_by_another_thread(stream)[0] < 0.3
        for reader in readers:
            reader.join(5)
            assert not reader.is_alive()


def reset_after_listening(peer: Peer) -> None:
    ready(peer)
    peer.close(1012)


@pytest.mark.parametrize("script", [no_answer, no_listening, drip])
def test_close_during_a_handshake(script: Script) -> None:
    with ScriptedServer(reset_after_listening, script) as server:
        stream = open_stream(server, open_timeout=60)
        eventually(lambda: server.connections == 2)
        assert closed_by_another_thread(stream)[0] < 0.9


def test_close_ends_a_wait_that_the_service_has_asked_for(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def later(peer: Peer) -> None:
        peer.refuse("429 Slow", b"", f"Retry-After: {365 * 86400}")

    with ScriptedServer(reset_after_listening, later) as server:
        stream = open_stream(server)
        eventually(lambda: "next try in 300.0 s" in caplog.text)
        assert closed_by_another_thread(stream)[0] < 0.3
        assert server.connections == 2


def test_mail_without_end_in_the_place_of_listening() -> None:
    def script(peer: Peer) -> None:
        peer.accept()
        while True:
            peer.send(bare(1) * 100)

    with ScriptedServer(script) as server:
        start = time.monotonic()
        with pytest.raises(TransportTimeoutException, match="did not say in time"):
            open_stream(server, max_queue=1, open_timeout=0.5)
        assert time.monotonic() - start < 3
        assert not our_threads()


def test_a_peer_that_ignores_the_goodbye() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        peer.wait_gone()

    with ScriptedServer(script) as server:
        assert closed_by_another_thread(open_stream(server))[0] < 0.9


def test_a_full_buffer_can_be_closed() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        while True:
            peer.send(bare(1) * 100)

    with ScriptedServer(script) as server:
        stream = open_stream(server, max_queue=1)
        eventually(lambda: stream._engine.buffer._full)
        assert closed_by_another_thread(stream)[0] < 0.9


def test_a_consumer_that_raises_breaks_out_or_drops_the_stream() -> None:
    def raises(server: ScriptedServer) -> None:
        with open_stream(server) as stream:
            for _ in stream:
                raise KeyError("mine")

    def breaks_out(server: ScriptedServer) -> None:
        for _ in open_stream(server):
            break

    def drops(server: ScriptedServer) -> None:
        open_stream(server)

    with ScriptedServer(then_hold(bare(1))) as server:
        with pytest.raises(KeyError, match="mine"):
            raises(server)
        eventually(lambda: not our_threads())
        for consume in (breaks_out, drops):
            consume(server)
            gc.collect()
            eventually(lambda: not our_threads())


def test_many_reconnects_leave_nothing_behind() -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(peer.number))
        if peer.number < 60:
            peer.reset()
        else:
            peer.hold()

    def descriptors() -> int:
        return len(os.listdir("/proc/self/fd"))

    if not os.path.isdir("/proc/self/fd"):
        pytest.skip("needs /proc")
    policy = ReconnectPolicy(initial_delay=0.0)
    with ScriptedServer(script) as server, open_stream(server, reconnect=policy) as stream:
        stream.get(5)
        before = descriptors()
        while stream.stats.reconnects < 60:
            stream.get(5)
        assert descriptors() <= before + 3
        eventually(lambda: len(our_threads()) == 1)  # the one that connects has yet to end


PROGRAM = """
import sys, os, signal, threading
sys.path[:0] = {path!r}
from test_stream import *
"""


def run(program: str) -> str:
    """Run a program in an interpreter of its own, warnings as errors; return what it prints."""
    path = [str(Path(__file__).parent)]
    start = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-X", "dev", "-W", "error", "-c", PROGRAM.format(path=path) + program],
        capture_output=True, text=True, timeout=20, check=False,
    )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0
    assert time.monotonic() - start < 10
    return done.stdout


def test_the_interpreter_ends_with_a_stream_open() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        peer.wait_gone()
        ended.append(time.monotonic())

    ended: list[float] = []
    with ScriptedServer(script) as server:
        program = f"stream = web_sockets({server.url!r}).stream(addresses=ADDRESS)\nprint(stream)"
        assert "listening to 1" in run(program)


@pytest.mark.parametrize(
    "call",
    [
        "next(stream)",
        "stream.get()",
        "stream.get(60)",
        "web_sockets(URL.replace('/in', '/stall/in')).stream(addresses=ADDRESS, open_timeout=60)",
    ],
)
def test_ctrl_c(call: str) -> None:
    def script(peer: Peer) -> None:
        head = peer.request()
        if b"/stall/" in head:
            os.kill(pid[0], signal.SIGINT)
        else:
            peer.send(peer.acceptance(head) + LISTENING)
            pid.append(int(head.partition(b"&addresses=pid")[2].partition(b"@")[0] or 0))
        peer.wait_gone()

    pid: list[int] = []
    with ScriptedServer(script) as server:
        program = f"""
URL = {server.url!r}
stream = web_sockets(URL).stream(addresses=f"pid{{os.getpid()}}@x")
if "stall" not in {call!r}:
    threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT)).start()
start = time.monotonic()
try:
    {call}
except KeyboardInterrupt:
    stream.close()
    print("interrupted", time.monotonic() - start < 2, our_threads())
"""
        logging.getLogger("client.streaming").setLevel(logging.ERROR)
        assert run("logging.disable()\n" + program) == "interrupted True []\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_can_read_nothing() -> None:
    with ScriptedServer(then_hold(bare(1))) as server:
        program = f"""
import warnings
warnings.simplefilter("ignore", DeprecationWarning)  # fork with threads: the point of the test
stream = web_sockets({server.url!r}).stream(addresses=ADDRESS)
child = os.fork()
if not child:
    problems = 0
    for call in (stream.get, stream.__next__):
        try:
            call()
        except StreamClosedException:
            problems += 1
    stream.close()
    os._exit(problems if stream.closed else 9)
_, status = os.waitpid(child, 0)
print(os.waitstatus_to_exitcode(status), stream.get(5).email.id)
stream.close()
"""
        assert run(program) == "2 1\n"


# -- the rest


def test_importing_is_cheap() -> None:
    program = """
code = "import sys, client.streaming; print([m for m in ('websocket','urllib3') if m in sys.modules])"
print(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True,
    env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path[:2])}).stdout, end="")
"""  # noqa: E501  # a program in a program
    assert run(program) == "[]\n"


def shown(error: BaseException) -> str:
    """What a test runner or an error reporter may show of an error, but for this file's frames."""
    parts = [repr(error), str(error), repr(error.args), repr(vars(error))]
    report = traceback.TracebackException.from_exception(error, capture_locals=True)
    queue: list[traceback.TracebackException | None] = [report]
    while queue:
        report_or_none = queue.pop()
        if report_or_none is not None:
            parts += [str(report_or_none), *(str(f) + str(f.locals) for f in report_or_none.stack
                      if f.filename != __file__)]  # fmt: skip
            queue += [report_or_none.__cause__, report_or_none.__context__]
    return "\n".join(parts)


def test_the_key_is_nowhere(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    def quoting(peer: Peer) -> None:
        peer.refuse("401 No " + KEY, f"no {KEY} nor {KEY_IN_URL}".encode(), "X-Key: " + KEY)

    def closing(peer: Peer) -> None:
        ready(peer)
        peer.close(1008, KEY_IN_URL)

    def resetting(peer: Peer) -> None:
        peer.request()
        peer.reset()

    seen: list[str] = []
    caplog.set_level(logging.DEBUG)
    websocket.enableTrace(True)
    try:
        for script in (quoting, closing, resetting, drip):
            for url in ("ws:", "wss:"):
                with ScriptedServer(script) as server:
                    api = web_sockets(server.url.replace("ws:", url), api_key=None)
                    try:
                        with api.stream(KEY, ADDRESS, open_timeout=0.3) as stream:
                            seen.append(repr(stream))
                            next(stream)
                    except ClientException as error:
                        seen.append(shown(error))
        for bad in ({"addresses": "a b"}, {"addresses": ADDRESS, "max_queue": 0}):
            try:
                web_sockets("ws://127.0.0.1:9/").stream(KEY, **bad)
            except ValueError as error:
                seen.append(shown(error))
    finally:
        websocket.enableTrace(False)
    assert len(seen) == 11
    captured = capfd.readouterr()
    for text in (*seen, caplog.text, captured.out, captured.err):
        assert KEY not in text
        assert KEY_IN_URL not in text


def test_a_bug_in_the_engine_is_reported_without_what_it_held(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(KEY)

    with ScriptedServer(then_hold()) as server:
        stream = open_stream(server)
        monkeypatch.setattr(stream._engine, "_watch", broken)
        stream._engine.wakeup.wake()
        with pytest.raises(StreamException, match="unexpected RuntimeError"):
            next(stream)
    assert "test_stream.py:" in caplog.text
    assert KEY not in caplog.text


def test_canary_for_the_private_parts_of_websocket_client() -> None:
    """Fails when the parts of the library that ``connection.py`` builds on have changed."""
    abnf, reader = websocket.ABNF, websocket.frame_buffer
    assert list(inspect.signature(reader.__init__).parameters) == [
        "self",
        "recv_fn",
        "skip_utf8_validation",
    ]
    source = inspect.getsource(reader.recv_frame)
    order = ["self.recv_header()", "self.recv_length()", "self.recv_mask()"]
    order += ["self.recv_strict(length)", "self.clear()", "frame.validate("]
    places = [source.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "recv_strict(2)" in inspect.getsource(reader.recv_header)
    assert "self.header = (fin, rsv1, rsv2, rsv3, opcode, has_mask, length_bits)" in (
        inspect.getsource(reader.recv_header)
    )
    # A frame that comes byte by byte: the state must outlive a recv_strict that gives up.
    data = frame(TEXT, b"x" * 300)
    at_hand = bytearray()

    class Patient(reader):  # type: ignore[misc, valid-type]  # a class that is looked up
        def recv_strict(self, bufsize: int) -> bytes:
            if len(at_hand) < bufsize:
                raise BlockingIOError
            taken = bytes(at_hand[:bufsize])
            del at_hand[:bufsize]
            return taken

    patient = Patient(None, True)
    for number, byte in enumerate(data):
        at_hand.append(byte)
        if number < len(data) - 1:
            with pytest.raises(BlockingIOError):
                patient.recv_frame()
    got = patient.recv_frame()
    assert (got.opcode, got.fin, got.data) == (abnf.OPCODE_TEXT, 1, b"x" * 300)
    made = abnf.create_frame(b"hello", abnf.OPCODE_PING).format()
    assert made[:2] == b"\x89\x85"
    assert abnf.mask(made[2:6], made[6:]) == b"hello"


def test_stats_are_a_snapshot() -> None:
    with ScriptedServer(then_hold(bare(1))) as server, open_stream(server) as stream:
        stream.get(5)
        before = stream.stats
        assert isinstance(before, StreamStats)
        assert before == stream.stats
        with pytest.raises(AttributeError):
            before.received = 5  # type: ignore[misc]  # the point of the test
