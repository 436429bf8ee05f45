"""The sandbox at its beginning and its end: where it listens, and what holds neither up."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import urllib3
import websocket
from support.sandboxes import deliver, mail, open_descriptors
from support.wire import (
    RawApi,
    connected,
    receive,
    sandbox_with_tls,  # noqa: F401  # the fixture "sandbox"
)

from client.page.page import Page, Setup
from client.page.session import Session
from client.sandbox import Sandbox
from client.sandbox.backend import Backend
from client.sandbox.settings import Settings


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere 127.0.0.2 is no address")
def test_it_listens_on_one_loopback_address_alone() -> None:
    with Sandbox(tls=False) as sandbox:
        for port in (int(sandbox.api_url.split(":")[2].split("/")[0]), sandbox.smtp.port):
            with socket.create_connection(("127.0.0.1", port), timeout=5) as link:
                link.sendall(b"GET / HTTP/1.0\r\n\r\n")
                assert link.recv(1)
            # On all addresses it would be here, too.
            with pytest.raises(ConnectionRefusedError):
                socket.create_connection(("127.0.0.2", port), timeout=5)


def test_stop_with_clients_connected() -> None:
    Sandbox().start().stop()  # what is imported and opened once is not counted below
    threads, descriptors = set(threading.enumerate()), open_descriptors()
    sandbox = Sandbox().start()
    assert sandbox.ca_file is not None
    api = RawApi(sandbox)
    api("POST", "/addresses/a@box.test", {"enablews": True})
    url = urllib3.util.parse_url(sandbox.api_url)
    web = (url.host, url.port)
    small = ((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),)
    with contextlib.ExitStack() as stack:
        silent = stack.enter_context(socket.create_connection(web))
        half = stack.enter_context(socket.create_connection(web))
        half.sendall(b"\x16\x03\x01\x02\x00\x01")
        trusting = ssl.create_default_context(cafile=sandbox.ca_file)
        raw = socket.create_connection(web)
        tls = stack.enter_context(trusting.wrap_socket(raw, server_hostname="localhost"))
        tls.sendall(b"GET /api/me HTTP/1.1\r\n")
        stack.enter_context(connected(sandbox, "a@box.test"))
        stack.enter_context(connected(sandbox, "a@box.test", sockopt=small))
        half_mail = stack.enter_context(socket.create_connection(sandbox.smtp))
        idle = stack.enter_context(socket.create_connection(sandbox.smtp))
        assert half_mail.recv(100).startswith(b"220")
        half_mail.sendall(b"HELO x\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<a@box.test>\r\nDATA\r\nhal")
        for _ in range(3):
            deliver(sandbox, mail(text=("x" * 70 + "\n") * 8000), "a@box.test")
        begun = time.monotonic()
        sandbox.stop()
        assert time.monotonic() - begun < 1.0
        sandbox.stop()
        for sock in (silent, half, half_mail, idle):
            sock.settimeout(5.0)
            with contextlib.suppress(ConnectionError):
                while sock.recv(1000):
                    pass
    api.pool.clear()
    assert set(threading.enumerate()) <= threads
    assert not Path(sandbox.ca_file).exists()
    for address in (web, sandbox.smtp):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(address, timeout=60).close()
    with pytest.raises(RuntimeError):
        sandbox.enable_domain("box.test")
    assert open_descriptors() == descriptors


def test_web_socket_hears_of_the_stop(sandbox: Sandbox) -> None:
    with connected(sandbox, "a@box.test") as ws:
        receive(ws)
        stopping = threading.Thread(target=sandbox.stop)
        stopping.start()
        opcode, data = ws.recv_data()
        stopping.join(5)
    assert (opcode, data[:2]) == (websocket.ABNF.OPCODE_CLOSE, (1001).to_bytes(2, "big"))


def test_many_connections_leave_nothing(sandbox: Sandbox, api: RawApi) -> None:
    api("POST", "/addresses/a@box.test", {"enablews": True})

    def once() -> None:
        with connected(sandbox, "a@box.test") as ws:
            receive(ws)
            ws.close(timeout=5)
        deliver(sandbox, mail(), "a@box.test")

    once()
    descriptors = open_descriptors()
    for _ in range(30):
        once()
    api("GET", "/me")  # the loop has gone round since
    assert open_descriptors() <= descriptors + 2


def test_runs_once_and_says_so() -> None:
    sandbox = Sandbox(tls=False)
    for name in ("api_url", "socket_url", "smtp", "ca_file"):
        with pytest.raises(RuntimeError):
            getattr(sandbox, name)
    sandbox.stop()
    with sandbox, pytest.raises(RuntimeError):
        sandbox.start()
    with pytest.raises(RuntimeError):
        sandbox.start()


@pytest.mark.parametrize(
    "options", [{"max_messages": 0}, {"mail_frames": "other"}, {"api_key": ""}]
)
def test_bad_arguments(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        Sandbox(**options)


@pytest.mark.parametrize(
    "options", [{"max_messages": "9"}, {"port": "8080"}, {"smtp_port": 25.0}, {"api_key": b"k_1"}]
)
def test_arguments_of_another_type(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError, match=f"^{next(iter(options))} must be ") as caught:
        Sandbox(**options)
    assert "k_1" not in str(caught.value)


def test_a_moment_without_a_time_zone_is_refused(sandbox: Sandbox) -> None:
    with pytest.raises(ValueError, match="since must have a time zone"):
        sandbox.recipients(datetime(2026, 1, 31))


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trustme", None)
    with pytest.raises(ImportError, match=r"in a clone: pip install '\.\[sandbox\]'$"):
        Sandbox().start()


def test_failure_to_listen_rises_in_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = set(threading.enumerate())

    def full(*_: Any, **__: Any) -> Any:
        raise OSError("no port")

    monkeypatch.setattr("client.sandbox.settings.socket.create_server", full)
    with pytest.raises(OSError, match="no port"):
        Sandbox().start()
    assert set(threading.enumerate()) <= threads


def test_a_stop_that_comes_before_the_loop_is_not_lost() -> None:
    backend = Backend(Settings(api_key="k_x"), Page(Setup("", "")))
    backend.stop()
    web, smtp, page = (socket.create_server(("127.0.0.1", 0)) for _ in range(3))
    is_ready = threading.Event()
    running = backend.run(web, smtp, page, None, Session(0), is_ready.set)
    asyncio.run(asyncio.wait_for(running, 10))
    assert is_ready.is_set()


def test_a_call_before_the_loop_says_that_nothing_runs() -> None:
    backend = Backend(Settings(api_key="k_x"), Page(Setup("", "")))
    with pytest.raises(RuntimeError, match="not running"):
        backend.call(lambda: None)


@contextlib.contextmanager
def stuck(sandbox: Sandbox) -> Iterator[None]:
    """Hold up the sandbox's thread meanwhile."""
    begun, release = threading.Event(), threading.Event()

    def hold(_: Backend) -> None:
        begun.set()
        release.wait(30)

    def ask() -> None:
        with contextlib.suppress(RuntimeError):  # it may wait too long, as well
            sandbox._on_loop(hold)

    holding = threading.Thread(target=ask)
    holding.start()
    assert begun.wait(10)
    try:
        yield
    finally:
        release.set()
        holding.join(10)


def test_a_thread_that_does_not_answer_or_end_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.sandbox.server._STOP_SECONDS", 0.1)
    sandbox = Sandbox().start()
    ca_file = sandbox.ca_file
    assert ca_file is not None
    (thread,) = (one for one in threading.enumerate() if one.name == "mailsac-sandbox")
    with stuck(sandbox):
        with monkeypatch.context() as patch:
            patch.setattr("client.sandbox.backend._CALL_SECONDS", 0.1)
            with pytest.raises(RuntimeError, match=r"did not answer within 0\.1 s"):
                assert sandbox.connections
        with pytest.raises(RuntimeError, match=r"did not end within 0\.1 s"):
            sandbox.stop()
        assert not Path(ca_file).exists()
    # It ends once it can.
    thread.join(10)
    assert not thread.is_alive()
    sandbox.stop()
