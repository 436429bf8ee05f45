"""Web sockets that the sandbox drops: how they end, and what is left of them."""

from __future__ import annotations

import contextlib
import ssl
import sys
import threading
import time
from typing import Any

import pytest
import websocket
from support.sandboxes import deliver, mail, open_descriptors
from support.streams import eventually
from support.wire import (
    ADDRESS,
    forwarding_sandbox,  # noqa: F401  # the fixture "sandbox"
    get,
    listening,
    receive,
)

import client
from client.sandbox import Sandbox

pytestmark = pytest.mark.once

ABNF = websocket.ABNF


def send(sandbox: Sandbox, subject: str = "hello", text: str = "hi\n") -> None:
    deliver(sandbox, mail(subject, text=text), ADDRESS)


def bytes_until_reset(ws: Any) -> bytes:
    found = bytearray()
    try:
        while chunk := ws.sock.recv(65536):
            found += chunk
    except (
        ConnectionResetError,
        ssl.SSLEOFError,
    ):  # OpenSSL takes a reset for a missing close_notify
        return bytes(found)
    raise AssertionError("ended, not reset")


def test_close_with_a_code_and_a_reason(sandbox: Sandbox) -> None:
    assert sandbox.drop_connections() == 0
    with listening(sandbox) as one, listening(sandbox) as two:
        assert sandbox.connections == 2
        assert sandbox.drop_connections() == 2
        assert sandbox.drop_connections() == sandbox.connections == 0
        for ws in (one, two):
            assert ws.recv_data() == (ABNF.OPCODE_CLOSE, b"\x03\xe9")
    with listening(sandbox) as ws:
        assert sandbox.drop_connections("close", code=4429, reason="zu schnell, Jösé") == 1
        expected = (4429).to_bytes(2, "big") + "zu schnell, Jösé".encode()
        assert ws.recv_data() == (ABNF.OPCODE_CLOSE, expected)
        assert ws.sock.recv(1) == b""


def test_end_without_a_close_frame(sandbox: Sandbox) -> None:
    with listening(sandbox) as ws:
        assert sandbox.drop_connections("end") == 1
        assert ws.sock.recv(1) == b""


def test_reset(sandbox: Sandbox) -> None:
    with listening(sandbox) as ws:
        assert sandbox.drop_connections("reset") == 1
        assert bytes_until_reset(ws) == b""
    assert get(sandbox).status == 200


def test_silent(sandbox: Sandbox) -> None:
    with listening(sandbox) as ws:
        assert sandbox.drop_connections("silent") == 1
        assert sandbox.drop_connections("reset") == 0
        send(sandbox)
        ws.ping("are you there")
        ws.send_close(1000)
        ws.settimeout(0.5)
        with pytest.raises(websocket.WebSocketTimeoutException):
            ws.recv()
        with listening(sandbox) as other:
            send(sandbox, "for the other")
            assert receive(other)["email"]["subject"] == "for the other"
        ws.settimeout(5.0)
        sandbox.reset_faults()
        assert bytes_until_reset(ws) == b""


def test_a_silent_web_socket_ends_with_its_client_or_with_the_sandbox(sandbox: Sandbox) -> None:
    backend = sandbox._backend
    assert backend is not None
    with listening(sandbox):
        sandbox.drop_connections("silent")
        eventually(lambda: len(backend.faults._silent) == 1)
    eventually(lambda: not backend.faults._silent)
    with listening(sandbox):
        sandbox.drop_connections("silent")
        begun = time.monotonic()
        sandbox.stop()
        assert time.monotonic() - begun < 1.0


@pytest.mark.parametrize("size", [10, 1000, 200_000])
@pytest.mark.parametrize("part", [0.0, 0.001, 0.5, 0.999])
def test_cut_in_the_middle_of_a_mail(sandbox: Sandbox, size: int, part: float) -> None:
    with listening(sandbox) as ws, listening(sandbox) as whole:
        send(sandbox, text="x" * size)
        assert ws.recv() == whole.recv()
        assert sandbox.drop_connections("cut", part=part) == 2
        ws.ping("still there")
        assert ws.recv_data(control_frame=True) == (ABNF.OPCODE_PONG, b"still there")
        send(sandbox, text="x" * size)
        sent = bytes_until_reset(ws)
    with listening(sandbox) as ws:
        send(sandbox, text="x" * size)
        frame = ws.recv_frame()
        length = len(frame.data)
        length += 2 if length < 126 else 4 if length < 1 << 16 else 10
        assert len(sent) == int(length * part)
        assert sent[:1] == (b"\x81" if sent else b"")


def test_a_cut_can_be_taken_back(sandbox: Sandbox) -> None:
    with listening(sandbox) as ws:
        sandbox.drop_connections("cut")
        sandbox.reset_faults()
        send(sandbox)
        assert receive(ws)["email"]["subject"] == "hello"


@pytest.mark.skipif(sys.platform != "linux", reason="counts descriptors in /proc")
@pytest.mark.parametrize("how", ["close", "end", "reset", "silent", "cut", "refuse"])
def test_nothing_is_left_of_a_dropped_connection(sandbox: Sandbox, how: Any) -> None:
    def once() -> None:
        if how == "refuse":
            sandbox.fail_next(1, None)
            with contextlib.suppress(OSError), listening(sandbox):
                pass
            return
        with listening(sandbox):
            sandbox.drop_connections(how)
            send(sandbox)

    once()
    time.sleep(0.2)
    before, threads = open_descriptors(), set(threading.enumerate())
    for _ in range(20):
        once()
    eventually(lambda: open_descriptors() <= before)
    assert set(threading.enumerate()) <= threads  # one of an earlier test may have ended


@pytest.mark.parametrize("how", ["close", "end", "reset", "silent", "cut"])
def test_a_stream_comes_back(sandbox: Sandbox, how: Any) -> None:
    configuration = client.Configuration(
        host=sandbox.api_url,
        socket_url=sandbox.socket_url,
        api_key=sandbox.api_key,
        ssl_ca_cert=sandbox.ca_file,
    )
    policy = client.ReconnectPolicy(initial_delay=0.05, max_delay=0.1)
    with (
        client.ApiClient(configuration) as api_client,
        client.WebSocketsApi(api_client).stream(
            addresses=ADDRESS, reconnect=policy, ping_interval=0.3, ping_timeout=0.3
        ) as stream,
    ):
        sandbox.fail_next(1, None, on="socket")
        sandbox.fail_next(1, 429, retry_after=0, on="socket")
        assert sandbox.drop_connections(how) == 1
        deadline = time.monotonic() + 10
        while not stream.stats.reconnects:
            assert time.monotonic() < deadline
            send(sandbox, "on the way")
            time.sleep(0.05)
        send(sandbox, "after")
        while stream.get(timeout=5).email.subject != "after":
            pass
