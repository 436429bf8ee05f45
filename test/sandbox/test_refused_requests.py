"""Requests that the sandbox refuses, resets or delays."""

from __future__ import annotations

import contextlib
import gc
import logging
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable

import pytest
import urllib3
import websocket
from support.sandboxes import deliver, mail
from support.wire import (
    ADDRESS,
    forwarding_sandbox,  # noqa: F401  # the fixture "sandbox"
    get,
    listening,
)

from client.sandbox import Sandbox


def refused(sandbox: Sandbox) -> websocket.WebSocketBadStatusException:
    with pytest.raises(websocket.WebSocketBadStatusException) as caught, listening(sandbox):
        pass
    return caught.value


def test_fail_next_web_socket(sandbox: Sandbox) -> None:
    sandbox.fail_next(1, 429, retry_after=7, on="socket")
    sandbox.fail_next(2, on="socket")
    assert get(sandbox).status == 200
    first = refused(sandbox)
    assert first.status_code == 429
    assert first.resp_headers is not None
    assert first.resp_headers["retry-after"] == "7"
    for _ in range(2):
        again = refused(sandbox)
        assert again.status_code == 503
        assert again.resp_headers is not None
        assert "retry-after" not in again.resp_headers
    with listening(sandbox):
        pass


def test_fail_next_rest_call(sandbox: Sandbox) -> None:
    sandbox.fail_next(2, 500, on="rest")
    sandbox.fail_next(status=429, retry_after=0)
    sandbox.fail_next(status=499)
    answer = get(sandbox)
    assert (answer.status, answer.reason) == (500, "Internal Server Error")
    assert answer.json()["error"] == "Internal Server Error"
    assert get(sandbox, "/no-such-route").status == 500
    answer = get(sandbox)
    assert (answer.status, answer.headers["Retry-After"]) == (429, "0")
    assert (get(sandbox).status, get(sandbox).status) == (499, 200)


def test_either_kind_of_request_uses_up_a_shared_count(sandbox: Sandbox) -> None:
    sandbox.fail_next(3, 502)
    assert get(sandbox).status == 502
    assert refused(sandbox).status_code == 502
    assert get(sandbox).status == 502
    with listening(sandbox):
        assert get(sandbox).status == 200


def test_reset_in_place_of_an_answer(sandbox: Sandbox) -> None:
    sandbox.fail_next(2, None)
    with pytest.raises(urllib3.exceptions.ProtocolError) as caught:
        get(sandbox)
    assert isinstance(caught.value.args[1], ConnectionResetError | ssl.SSLEOFError)
    with pytest.raises((ConnectionResetError, ssl.SSLEOFError)), listening(sandbox):
        pass
    assert get(sandbox).status == 200


def test_reset_faults_forgets_refusals_and_delays(sandbox: Sandbox) -> None:
    sandbox.fail_next(1000, 503)
    sandbox.delay(3600)
    sandbox.reset_faults()
    assert get(sandbox).status == 200
    with listening(sandbox):
        pass


def seconds(action: Callable[[], object]) -> float:
    begun = time.monotonic()
    action()
    return time.monotonic() - begun


def test_delay(sandbox: Sandbox) -> None:
    def open_socket() -> None:
        with listening(sandbox):
            pass

    sandbox.delay(0.4, on="rest")
    assert seconds(lambda: get(sandbox)) >= 0.4
    assert seconds(open_socket) < 0.4
    sandbox.delay(0, on="rest")
    sandbox.delay(0.4, on="socket")
    assert seconds(lambda: get(sandbox)) < 0.4
    assert seconds(open_socket) >= 0.4
    sandbox.delay(0)
    assert seconds(open_socket) < 0.4
    sandbox.delay(0.4)
    sandbox.fail_next()
    assert seconds(lambda: get(sandbox)) >= 0.4


def test_who_waits_goes_on_when_faults_are_reset(sandbox: Sandbox) -> None:
    sandbox.delay(3600)
    waiting = threading.Thread(target=get, args=(sandbox,))
    waiting.start()
    time.sleep(0.3)
    assert waiting.is_alive()
    sandbox.reset_faults()
    waiting.join(5)
    assert not waiting.is_alive()


@pytest.mark.parametrize("how", ["reset", "end"])
def test_a_client_that_is_gone_before_its_upgrade_is_no_news(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    caplog.set_level(logging.INFO)
    sandbox.delay(30.0, on="socket")
    web = urllib3.util.parse_url(sandbox.socket_url)
    link = socket.create_connection((web.host, web.port), timeout=5)
    if sandbox.ca_file:
        trusting = ssl.create_default_context(cafile=sandbox.ca_file)
        link = trusting.wrap_socket(link, server_hostname=web.host)
    link.sendall(
        f"GET {web.path}?key={sandbox.api_key}&addresses={ADDRESS} HTTP/1.1\r\nHost: localhost\r\n"
        "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n".encode()
    )
    assert get(sandbox).status == 200  # so it has come, and waits
    if how == "reset":
        link.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    link.close()
    assert get(sandbox).status == 200  # so its end has come
    sandbox.reset_faults()
    with listening(sandbox) as ws:
        deliver(sandbox, mail(), ADDRESS)
        assert "hello" in ws.recv()
    assert sandbox.connections <= 1
    sandbox.stop()
    gc.collect()
    assert [record for record in caplog.records if record.name != "client.sandbox"] == []


def test_stop_while_a_request_waits(sandbox: Sandbox) -> None:
    sandbox.delay(3600)
    with contextlib.ExitStack() as stack:
        if sandbox.ca_file is None:
            web = urllib3.util.parse_url(sandbox.api_url)
            assert web.host is not None
            sock = stack.enter_context(socket.create_connection((web.host, web.port or 0)))
            sock.sendall(b"GET /api/me HTTP/1.1\r\nHost: localhost\r\n\r\n")
            time.sleep(0.1)
        assert seconds(sandbox.stop) < 1.0
