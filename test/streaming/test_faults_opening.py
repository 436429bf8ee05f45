"""Faults of opening a link: names, addresses and TLS."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Iterator
from typing import Any

import pytest
import trustme
from support.scripted_server import PING, PONG, Peer, Script, ScriptedServer, frame
from support.streams import (
    AT_ONCE,
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
    ready,
    stream_from,
    then_hold,
    web_sockets,
    within,
)

from client.exceptions import (
    ClientException,
    TransportConnectionException,
    TransportException,
    TransportTimeoutException,
)

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
        assert close_from_another_thread(stream) < PROMPT
        late = r"no answer to connect within 0\.2 s \(open_timeout\)"
        with within(3, at_least=0.2), pytest.raises(TransportTimeoutException, match=late):
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
        late = r"no answer from .* within 0\.5 s \(a third of open_timeout\)"
        with within(3, at_least=0.5), pytest.raises(TransportTimeoutException, match=late):
            stream_from(api, open_timeout=1.5)
        with stream_from(api, open_timeout=1.5) as stream:
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
        assert close_from_another_thread(stream) < PROMPT


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


# -- close() while a link is opened


@pytest.mark.parametrize("script", [no_answer, no_listening, drip])
def test_close_during_a_handshake_is_prompt(script: Script) -> None:
    with ScriptedServer(come_back, script) as server:
        stream = open_stream(server, open_timeout=60, reconnect=AT_ONCE)
        eventually(lambda: server.connections == 2)
        assert close_from_another_thread(stream) < PROMPT
