"""The sandbox at its beginning and its end: where it listens, and what holds neither up."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from client.sandbox import Sandbox
from client.sandbox.backend import Backend


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


def test_a_stop_that_comes_before_the_loop_is_not_lost() -> None:
    backend = Backend(api_key="k_x", enveloped=True, max_messages=1)
    backend.stop()
    web, smtp = (socket.create_server(("127.0.0.1", 0)) for _ in range(2))
    is_ready = threading.Event()
    asyncio.run(asyncio.wait_for(backend.run(web, smtp, None, is_ready.set), 10))
    assert is_ready.is_set()


def test_a_call_before_the_loop_says_that_nothing_runs() -> None:
    backend = Backend(api_key="k_x", enveloped=True, max_messages=1)
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
