"""Faults of opening a link: refusals, names, TLS, Listening."""

from __future__ import annotations

import contextlib
import logging
import re
import socket
import ssl
import threading
import time
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from typing import Any

import pytest
import trustme
from support.scripted_server import CLOSE, PING, PONG, TEXT, Peer, Script, ScriptedServer, frame
from support.streams import (
    ADDRESS,
    AT_ONCE,
    KEY,
    KEY_IN_URL,
    LISTENING,
    NAMELESS,
    bare,
    close_from_another_thread,
    come_back,
    drip,
    eventually,
    ids,
    no_answer,
    no_listening,
    nothing_is_left,  # noqa: F401  # a fixture, for every test here
    open_stream,
    our_threads,
    ready,
    refusing,
    shown,
    stream_from,
    then_hold,
    web_sockets,
    within,
)

from client.exceptions import (
    ApiException,
    ClientException,
    ForbiddenException,
    ServiceException,
    StreamException,
    StreamProtocolException,
    TooManyRequestsException,
    TransportConnectionException,
    TransportException,
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
        assert close_from_another_thread(stream) < 1.0  # ends the wait


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


# -- names and addresses: raised at the first open; later tried again, the next address too


class Resolver:
    """Answers for ``localhost`` in place of the system's; all sockets are real."""

    def __init__(self) -> None:
        self.addresses: list[str] = ["127.0.0.1"]
        self.calls = 0
        self.answers = threading.Event()
        self.answers.set()

    def getaddrinfo(self, host: str, port: int, *_: Any) -> list[tuple[Any, ...]]:
        assert host == "localhost"
        self.calls += 1
        addresses = self.addresses
        self.answers.wait()
        if not addresses:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in addresses]


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resolver]:
    resolver = Resolver()
    monkeypatch.setattr(socket, "getaddrinfo", resolver.getaddrinfo)
    yield resolver
    resolver.answers.set()


@contextlib.contextmanager
def silent_address(ip: str, port: int) -> Iterator[None]:
    """An address that answers no attempt to connect: its queue is full."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(socket.create_server((ip, port), backlog=0))
        for _ in range(10):
            sock = stack.enter_context(socket.socket())
            sock.settimeout(0.2)
            try:
                sock.connect((ip, port))
            except TimeoutError:
                break
        else:
            pytest.skip("this system has no full queue")
        yield


def test_unresolved_name_raises_at_the_first_open() -> None:
    with pytest.raises(TransportException, match=r"nobody\.invalid:443"):
        stream_from(web_sockets("wss://nobody.invalid/"))


def test_unresolved_name_later_is_tried_until_it_resolves(resolver: Resolver) -> None:
    def first(peer: Peer) -> None:
        ready(peer)
        resolver.addresses = []
        peer.close(1012)

    with ScriptedServer(first, then_hold(bare(1))) as server, open_stream(server) as stream:
        eventually(lambda: resolver.calls >= 4)
        assert server.connections == 1
        resolver.addresses = ["127.0.0.1"]
        assert ids(stream, 1) == ["1"]
        assert stream.stats.reconnects == 1


def test_stalled_resolver_is_bounded_and_close_does_not_wait_for_it(resolver: Resolver) -> None:
    def first(peer: Peer) -> None:
        ready(peer)
        resolver.answers.clear()
        peer.close(1012)

    with ScriptedServer(first, then_hold(bare(1))) as server:
        stream = open_stream(server, open_timeout=60)
        eventually(lambda: resolver.calls == 2)
        assert close_from_another_thread(stream) < 1.0
        with within(3, at_least=0.2), pytest.raises(TransportTimeoutException):
            open_stream(server, open_timeout=0.2)
        resolver.answers.set()
        eventually(lambda: not our_threads())


def test_refused_connection_raises_at_the_first_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(TransportConnectionException, match=f"127.0.0.1:{port}"):
        stream_from(web_sockets(f"ws://127.0.0.1:{port}/"))


def test_refused_connection_later_is_tried_until_somebody_listens(
    resolver: Resolver,
) -> None:
    gone = threading.Event()

    def first(peer: Peer) -> None:
        ready(peer)
        gone.wait(10)
        peer.reset()

    with ScriptedServer(first) as server:
        stream = open_stream(server)
        server.stop_listening()
        gone.set()
        eventually(lambda: resolver.calls >= 3)
        with ScriptedServer(then_hold(bare(1)), port=server.port), stream:
            assert ids(stream, 1) == ["1"]


@pytest.mark.parametrize(
    "first",
    [
        "refuses",
        "is silent",
    ],
)
def test_first_of_two_addresses_dead_the_next_is_tried(resolver: Resolver, first: str) -> None:
    with ScriptedServer(come_back, then_hold(bare(1))) as server, contextlib.ExitStack() as stack:
        if first == "is silent":
            stack.enter_context(silent_address("127.0.0.2", server.port))
        resolver.addresses = ["127.0.0.2", "127.0.0.1"]
        with open_stream(server, open_timeout=1.0) as stream:
            assert ids(stream, 1) == ["1"]
            assert server.connections == 2


# -- TLS: a certificate that is not accepted is final; what stalls or is no TLS is bounded


@pytest.fixture
def for_localhost(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    return context


def test_mail_over_tls_is_all_delivered(server_tls: ssl.SSLContext, ca_file: str) -> None:
    # Records of many mails: what the TLS layer has decrypted, the selector cannot see.
    def script(peer: Peer) -> None:
        ready(peer)
        for first in range(0, 2000, 100):
            peer.send(b"".join(bare(n, text="x" * 500) for n in range(first, first + 100)))
            peer.send(frame(PING, b"next"))
            assert peer.expect(PONG) == b"next"
        peer.hold()

    with ScriptedServer(script, tls=server_tls) as server:
        api = web_sockets(server.url, ssl_ca_cert=ca_file)
        with stream_from(api, max_queue=10_000) as stream:
            assert ids(stream, 2000) == [str(number) for number in range(2000)]


def test_unknown_ca_and_wrong_host_name_raise_at_the_first_open(
    for_localhost: ssl.SSLContext, ca_file: str
) -> None:
    with ScriptedServer(then_hold(), tls=for_localhost) as server:
        with pytest.raises(TransportConnectionException, match="cannot trust"):
            open_stream(server)
        other_name = server.url.replace("localhost", "127.0.0.1")
        with pytest.raises(TransportConnectionException, match=r"cannot trust.*127\.0\.0\.1"):
            stream_from(web_sockets(other_name, ssl_ca_cert=ca_file))
        assert server.connections == 2


def test_unknown_ca_later_is_final(server_tls: ssl.SSLContext, ca_file: str) -> None:
    unknown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("localhost").configure_cert(unknown)

    def script(peer: Peer) -> None:
        peer.start_tls(unknown if peer.number else server_tls)
        come_back(peer)

    with ScriptedServer(script) as server:
        url = server.url.replace("ws:", "wss:")
        with stream_from(web_sockets(url, ssl_ca_cert=ca_file)) as stream:
            for _ in range(2):
                with pytest.raises(TransportConnectionException, match="cannot trust"):
                    next(stream)
        assert server.connections == 2


def test_tls_that_stalls_is_bounded_and_later_tried_again(
    server_tls: ssl.SSLContext, ca_file: str
) -> None:
    def secure(script: Script) -> Script:
        def with_tls(peer: Peer) -> None:
            peer.start_tls(server_tls)
            script(peer)

        return with_tls

    scripts = (no_answer, secure(come_back), no_answer, secure(then_hold(bare(1))))
    with ScriptedServer(*scripts) as server:
        api = web_sockets(server.url.replace("ws:", "wss:"), ssl_ca_cert=ca_file)
        with within(3, at_least=0.1), pytest.raises(TransportTimeoutException):
            stream_from(api, open_timeout=0.5)
        with stream_from(api, open_timeout=0.5) as stream:
            assert ids(stream, 1) == ["1"]
            assert server.connections == 4


def test_tls_that_stalls_does_not_keep_close_waiting(
    server_tls: ssl.SSLContext, ca_file: str
) -> None:
    def first(peer: Peer) -> None:
        peer.start_tls(server_tls)
        come_back(peer)

    with ScriptedServer(first, no_answer) as server:
        api = web_sockets(server.url.replace("ws:", "wss:"), ssl_ca_cert=ca_file)
        stream = stream_from(api, open_timeout=5.0)
        eventually(lambda: server.connections == 2)
        assert close_from_another_thread(stream) < 1.0


def plain_text(peer: Peer) -> None:
    peer.send(b"HTTP/1.1 400 Bad Request\r\n\r\nThis is no TLS.")
    peer.wait_gone()


def test_plain_text_on_a_tls_port_raises_and_later_is_tried_again(
    server_tls: ssl.SSLContext, ca_file: str
) -> None:
    def secure(peer: Peer) -> None:
        peer.start_tls(server_tls)
        (come_back if peer.number == 1 else then_hold(bare(1)))(peer)

    with ScriptedServer(plain_text, secure, plain_text, secure) as server:
        api = web_sockets(server.url.replace("ws:", "wss:"), ssl_ca_cert=ca_file)
        with pytest.raises(TransportConnectionException, match="wss://localhost") as caught:
            stream_from(api)
        assert "This is" not in str(caught.value)
        with stream_from(api) as stream:
            assert ids(stream, 1) == ["1"]
            assert server.connections == 4


def test_tls_on_a_plain_port_raises(server_tls: ssl.SSLContext) -> None:
    with ScriptedServer(then_hold(), tls=server_tls) as server:
        with pytest.raises(ClientException):
            stream_from(web_sockets(server.url.replace("wss:", "ws:")))


# -- Listening is missing, late, or no JSON; mail comes before it


def test_missing_listening_is_bounded() -> None:
    def not_json(peer: Peer) -> None:
        peer.accept(frame(TEXT, b"Listening") + frame(TEXT, b"[]"))
        peer.wait_gone()

    for script in (no_listening, not_json):
        with ScriptedServer(script) as server, within(2, at_least=0.3):
            with pytest.raises(TransportTimeoutException, match="listens"):
                open_stream(server, open_timeout=0.3)


def test_missing_listening_with_mail_without_end_is_bounded() -> None:
    def script(peer: Peer) -> None:
        peer.accept()
        while True:
            peer.send(NAMELESS * 100)

    with ScriptedServer(script) as server:
        with within(4), pytest.raises(TransportTimeoutException, match="did not say in time"):
            open_stream(server, max_queue=1, open_timeout=0.5)


def test_missing_listening_and_a_close_raise_at_the_call() -> None:
    def script(peer: Peer) -> None:
        peer.accept()
        peer.close(1011, "not today")

    with ScriptedServer(script) as server:
        with pytest.raises(StreamException, match="not today") as caught:
            open_stream(server)
        assert (caught.value.code, server.connections) == (1011, 1)


def test_late_listening_opens_and_early_mail_is_delivered() -> None:
    def script(peer: Peer) -> None:
        peer.accept(bare(1) + frame(TEXT, b"no JSON"))
        peer.send(bare(2))
        assert peer.expect(PING) == b""  # it has waited so long that it asks for life
        peer.send(LISTENING + bare(3))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, ping_interval=0.2) as stream:
        assert ids(stream, 3) == ["1", "2", "3"]
        assert stream.stats.skipped == 1


def test_early_mail_is_delivered_on_a_later_link_too() -> None:
    def second(peer: Peer) -> None:
        peer.accept(bare(1) + bare(2) + LISTENING + bare(3))
        peer.hold()

    with ScriptedServer(come_back, second) as server, open_stream(server) as stream:
        assert ids(stream, 3) == ["1", "2", "3"]


# -- Listening leaves out what was asked for


def test_listening_that_leaves_out_an_address_warns_or_raises(
    caplog: pytest.LogCaptureFixture,
) -> None:
    domain = "z.example"

    def hears_the_domain(peer: Peer) -> None:
        peer.accept()
        peer.listening(domains=(domain,))
        peer.hold()

    options = {"addresses": [ADDRESS.upper(), "b@x.example", "y.example"]}
    with ScriptedServer(then_hold()) as server:
        with open_stream(server, **options) as stream:
            assert stream.listening == (ADDRESS,)
            assert stream.not_listening == ("b@x.example", "y.example")
        warnings = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
        assert any("does not listen to b@x.example, y.example" in text for text in warnings)
        with pytest.raises(StreamException, match=r"b@x\.example, y\.example"):
            open_stream(server, require_all=True, **options)
        assert server.connections == 2
        # An address is heard with its domain.
        both = [domain, f"C@{domain}"]
        with ScriptedServer(hears_the_domain) as other:
            with open_stream(other, addresses=both, require_all=True) as stream:
                assert stream.not_listening == ()
        # Hundreds of them make no line of their length.
        options = {"addresses": [f"{number}@x.example" for number in range(300)]}
        with pytest.raises(StreamException, match=r"9@x\.example and 290 more \(is it"):
            open_stream(server, require_all=True, **options)


def test_listening_that_later_leaves_out_an_address_is_told() -> None:
    def second(peer: Peer) -> None:
        peer.accept()
        peer.listening("b@x.example")
        peer.send(bare(1))
        peer.hold()

    with ScriptedServer(come_back, second) as server, open_stream(server) as stream:
        before = stream.not_listening
        assert ids(stream, 1) == ["1"]
        assert (before, stream.not_listening) == ((), (ADDRESS,))


def test_listening_that_later_leaves_out_an_address_is_final_with_require_all() -> None:
    def second(peer: Peer) -> None:
        peer.accept()
        peer.listening("b@x.example")
        assert peer.expect(CLOSE)

    with ScriptedServer(come_back, second) as server:
        with open_stream(server, require_all=True) as stream:
            with pytest.raises(StreamException, match=re.escape(ADDRESS)):
                next(stream)
        assert server.connections == 2


# -- close() while a link is opened


@pytest.mark.parametrize("script", [no_answer, no_listening, drip])
def test_close_during_a_handshake_is_prompt(script: Script) -> None:
    with ScriptedServer(come_back, script) as server:
        stream = open_stream(server, open_timeout=60, reconnect=AT_ONCE)
        eventually(lambda: server.connections == 2)
        assert close_from_another_thread(stream) < 1.0
