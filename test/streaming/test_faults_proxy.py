"""Faults of proxies: the stream keeps the same rules as REST."""

from __future__ import annotations

import socket
import ssl
import threading

import pytest
import trustme
from support.scripted_server import Peer, Script, ScriptedServer
from support.streams import (
    KEY,
    KEY_IN_URL,
    PROMPT,
    bare,
    close_from_another_thread,
    come_back,
    drip,
    eventually,
    ids,
    no_answer,
    our_threads,
    refusing,
    shown,
    stream_from,
    then_hold,
    web_sockets,
    within,
)

from client.exceptions import TransportConnectionException, TransportTimeoutException
from client.streaming import ReconnectPolicy
from client.transport import GuardedConnection

# -- proxies: 407, a stall, no_proxy; the same rules as REST


class Proxy:
    """A script that tunnels to itself: the proxy, and then the service behind it."""

    def __init__(self, *services: Script, tls: ssl.SSLContext | None = None) -> None:
        self.heads: list[bytes] = []
        self._services = services
        self._tls = tls

    def __call__(self, peer: Peer) -> None:
        self.heads.append(peer.request())
        peer.send(b"HTTP/1.1 200 Connection established\r\n\r\n")
        if self._tls:
            peer.start_tls(self._tls)
        self._services[min(peer.number, len(self._services) - 1)](peer)


def as_http(server: ScriptedServer, credentials: str = "") -> str:
    return f"http://{credentials}localhost:{server.port}"


@pytest.mark.parametrize("secure", [False, True])
def test_proxy_leads_to_the_service_and_does_so_again_later(
    secure: bool, server_tls: ssl.SSLContext, ca_file: str
) -> None:
    proxy = Proxy(come_back, then_hold(bare(1)), tls=server_tls if secure else None)
    with ScriptedServer(proxy) as server:
        url = "wss://localhost/" if secure else "ws://localhost:80/"
        through = as_http(server, "user:pass%20word@")
        api = web_sockets(url, proxy=through, ssl_ca_cert=ca_file)
        with stream_from(api) as stream:
            assert ids(stream, 1) == ["1"]
    assert len(proxy.heads) == 2
    for head in proxy.heads:
        port = 443 if secure else 80
        assert head.startswith(b"CONNECT localhost:%d HTTP/1." % port)
        assert b"dXNlcjpwYXNzIHdvcmQ=" in head  # user:pass word
        assert KEY_IN_URL.encode() not in head


def test_proxy_of_the_environment_and_no_proxy(
    monkeypatch: pytest.MonkeyPatch, authority: trustme.CA, ca_file: str
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("service.invalid").configure_cert(context)
    proxy = Proxy(then_hold(), tls=context)
    with ScriptedServer(proxy) as server:
        api = web_sockets("wss://service.invalid/", proxy=None, ssl_ca_cert=ca_file)
        monkeypatch.setenv("https_proxy", as_http(server))
        with stream_from(api):
            assert proxy.heads[0].startswith(b"CONNECT service.invalid:443 ")
        monkeypatch.setenv("no_proxy", "service.invalid")
        with pytest.raises(TransportConnectionException, match="name does not resolve"):
            stream_from(api)
        monkeypatch.delenv("no_proxy")
        api = web_sockets("wss://service.invalid/", proxy="")  # none, whatever is set
        with pytest.raises(TransportConnectionException, match="name does not resolve"):
            stream_from(api)
        assert server.connections == 1


def test_proxy_of_the_environment_is_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(no_answer) as proxy, ScriptedServer(then_hold()) as server:
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.setenv(name, as_http(proxy))
        with stream_from(web_sockets(server.url, proxy=None)):
            assert (proxy.connections, server.connections) == (0, 1)


def test_proxy_that_answers_407_raises_and_shows_no_credentials() -> None:
    refused = refusing("407 Proxy Authentication Required", "Proxy-Authenticate: Basic")
    with ScriptedServer(refused) as server:
        api = web_sockets("wss://localhost/", proxy=as_http(server, "user:pass-word@"))
        with pytest.raises(TransportConnectionException, match="407") as caught:
            stream_from(api)
        assert server.connections == 1
        assert "pass-word" not in shown(caught.value)
        assert KEY not in shown(caught.value)


def test_proxy_that_answers_407_later_is_asked_again() -> None:
    proxy = Proxy(come_back, then_hold(bare(1)))
    refused = refusing("407 Proxy Authentication Required")
    with ScriptedServer(proxy, refused, proxy) as server:
        with stream_from(web_sockets("ws://localhost/", proxy=as_http(server))) as stream:
            assert ids(stream, 1) == ["1"]
            assert server.connections == 3


def test_proxy_that_is_not_there_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    api = web_sockets("wss://service.invalid/", proxy=f"http://127.0.0.1:{port}")
    with pytest.raises(TransportConnectionException, match=f"proxy 127.0.0.1:{port}"):
        stream_from(api)


@pytest.mark.parametrize("script", [no_answer, drip])
def test_proxy_that_stalls_is_bounded_and_does_not_keep_close_waiting(script: Script) -> None:
    proxy = Proxy(come_back)
    with ScriptedServer(script) as server, within(3, at_least=0.1):
        with pytest.raises(TransportTimeoutException):
            stream_from(web_sockets("wss://localhost/", proxy=as_http(server)), open_timeout=0.3)
    with ScriptedServer(proxy, script) as server:
        api = web_sockets("ws://localhost/", proxy=as_http(server))
        stream = stream_from(api, open_timeout=60, reconnect=ReconnectPolicy(initial_delay=0.01))
        eventually(lambda: server.connections == 2)
        assert close_from_another_thread(stream) < PROMPT


def test_attempt_that_is_left_before_it_waits_for_the_proxy_ends_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    connected, go_on = threading.Event(), threading.Event()
    connect = GuardedConnection._new_conn
    attempts = []

    def slowly_at_last(self: GuardedConnection) -> socket.socket:
        attempts.append(self)
        sock = connect(self)
        if len(attempts) == 2:
            connected.set()
            assert go_on.wait(60)
        return sock

    monkeypatch.setattr(GuardedConnection, "_new_conn", slowly_at_last)
    with ScriptedServer(Proxy(come_back), no_answer) as server:
        api = web_sockets("ws://localhost/", proxy=as_http(server))
        with stream_from(api, open_timeout=60):
            assert connected.wait(60)
        with within(PROMPT):  # it had 20 s, a third of the time to open
            go_on.set()
            eventually(lambda: not our_threads())
