"""The sandbox misbehaving as it is told to, over real sockets alone."""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import smtplib
import socket
import ssl
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from typing import Any
from urllib.parse import urlencode

import pytest
import urllib3
import websocket

import client
from client.sandbox import Sandbox

ADDRESS = "a@box.test"
ABNF = websocket.ABNF


@pytest.fixture(params=["tls", "plain"])
def sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    with Sandbox(tls=request.param == "tls") as running:
        assert get(running, f"/addresses/{ADDRESS}", "POST", json={"enablews": True}).status == 200
        yield running


def get(
    sandbox: Sandbox, path: str = "/me", method: str = "GET", **options: Any
) -> urllib3.BaseHTTPResponse:
    headers = {"Mailsac-Key": sandbox.api_key}
    with urllib3.PoolManager(ca_certs=sandbox.ca_file, retries=False) as pool:
        url = sandbox.api_url + path
        return pool.request(method, url, headers=headers, timeout=5.0, **options)


@contextlib.contextmanager
def listening(sandbox: Sandbox) -> Iterator[Any]:
    query = urlencode({"key": sandbox.api_key, "addresses": ADDRESS})
    tls_options = {"ca_certs": sandbox.ca_file, "suppress_ragged_eofs": False}
    ws: Any = websocket.WebSocket(sslopt=tls_options, skip_utf8_validation=True)
    ws.settimeout(5.0)
    try:
        ws.connect(f"{sandbox.socket_url}?{query}")
        assert json.loads(ws.recv())["msg"] == "Listening"
        yield ws
    finally:
        ws.shutdown()


def send(sandbox: Sandbox, subject: str = "hello", text: str = "hi\n") -> None:
    message = EmailMessage()
    message["Subject"] = subject
    message.set_content(text)
    with smtplib.SMTP(*sandbox.smtp, timeout=10) as smtp:
        smtp.send_message(message, "s@x.test", [ADDRESS])


def refused(sandbox: Sandbox) -> websocket.WebSocketBadStatusException:
    with pytest.raises(websocket.WebSocketBadStatusException) as caught, listening(sandbox):
        pass
    return caught.value


def bytes_until_reset(ws: Any) -> bytes:
    found = bytearray()
    try:
        while chunk := ws.sock.recv(65536):
            found += chunk
    except (ConnectionResetError, ssl.SSLEOFError):  # OpenSSL takes a reset for a missing goodbye
        return bytes(found)
    raise AssertionError("ended, not reset")


# Dropping


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
            assert json.loads(other.recv())["email"]["subject"] == "for the other"
        ws.settimeout(5.0)
        sandbox.reset_faults()
        assert bytes_until_reset(ws) == b""


def test_a_silent_web_socket_ends_with_its_client_or_with_the_sandbox(sandbox: Sandbox) -> None:
    backend = sandbox._backend
    assert backend is not None
    with listening(sandbox):
        sandbox.drop_connections("silent")
        time.sleep(0.1)
        assert len(backend.faults._silent) == 1
    deadline = time.monotonic() + 5
    while backend.faults._silent:
        assert time.monotonic() < deadline
        time.sleep(0.01)
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
        assert json.loads(ws.recv())["email"]["subject"] == "hello"


# Refusing


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


# Delaying


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
        f"GET {web.path}?key={sandbox.api_key}&addresses={ADDRESS} HTTP/1.1\r\nHost: x\r\n"
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
        send(sandbox)
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
            sock.sendall(b"GET /api/me HTTP/1.1\r\nHost: x\r\n\r\n")
            time.sleep(0.1)
        assert seconds(sandbox.stop) < 1.0


# The shape of mail, and the surface


def test_mail_frames_at_run_time(sandbox: Sandbox) -> None:
    assert sandbox.mail_frames == "enveloped"
    with listening(sandbox) as ws:
        for shape, key in (("bare", "subject"), ("enveloped", "email"), ("bare", "subject")):
            sandbox.mail_frames = shape  # type: ignore[assignment]  # one of the two
            assert sandbox.mail_frames == shape
            send(sandbox)
            assert key in json.loads(ws.recv())
    with pytest.raises(ValueError, match="mail_frames"):
        sandbox.mail_frames = "other"  # type: ignore[assignment]  # the point of the test
    assert sandbox.mail_frames == "bare"


def test_mail_frames_before_the_start() -> None:
    sandbox = Sandbox(tls=False)
    sandbox.mail_frames = "bare"
    with sandbox:
        get(sandbox, f"/addresses/{ADDRESS}", "POST", json={"enablews": True})
        with listening(sandbox) as ws:
            send(sandbox)
            assert "subject" in json.loads(ws.recv())


@pytest.mark.parametrize(
    ("method", "options", "named"),
    [
        ("drop_connections", {"how": "softly"}, "how"),
        ("drop_connections", {"code": 1005}, "code"),
        ("drop_connections", {"code": 999}, "code"),
        ("drop_connections", {"code": 5000}, "code"),
        ("drop_connections", {"reason": "ü" * 62}, "reason"),
        ("drop_connections", {"how": "cut", "part": 1}, "part"),
        ("drop_connections", {"part": -0.1}, "part"),
        ("fail_next", {"count": 0}, "count"),
        ("fail_next", {"count": 1_000_001}, "count"),
        ("fail_next", {"status": 302}, "status"),
        ("fail_next", {"status": 600}, "status"),
        ("fail_next", {"retry_after": -1}, "retry_after"),
        ("fail_next", {"on": "mail"}, "on"),
        ("delay", {"seconds": -1}, "seconds"),
        ("delay", {"seconds": 3601}, "seconds"),
        ("delay", {"seconds": float("nan")}, "seconds"),
        ("delay", {"seconds": 1, "on": ""}, "on"),
    ],
)
def test_bad_arguments(method: str, options: dict[str, Any], named: str) -> None:
    with Sandbox(tls=False) as sandbox:
        with pytest.raises(ValueError, match=f"^{named} must be"):
            getattr(sandbox, method)(**options)
        assert get(sandbox).status == 200


def test_too_many_refusals_at_once() -> None:
    with Sandbox(tls=False) as sandbox:
        for _ in range(1000):
            sandbox.fail_next()
        with pytest.raises(ValueError, match="1000"):
            sandbox.fail_next()
        sandbox.reset_faults()
        assert get(sandbox).status == 200


def test_only_while_it_runs() -> None:
    sandbox = Sandbox(tls=False)
    calls: list[Callable[[], object]] = [
        lambda: sandbox.connections,
        sandbox.drop_connections,
        sandbox.fail_next,
        lambda: sandbox.delay(1),
        sandbox.reset_faults,
    ]
    for call in calls:
        with pytest.raises(RuntimeError, match="not running"):
            call()
    with sandbox:
        for call in calls:
            call()
    for call in calls:
        with pytest.raises(RuntimeError, match="not running"):
            call()


def test_from_many_threads_at_once(sandbox: Sandbox) -> None:
    failures: list[BaseException] = []

    def meddle(number: int) -> None:
        try:
            for turn in range(20):
                sandbox.drop_connections(("close", "end", "reset", "silent")[turn % 4])
                sandbox.fail_next(1, 503)
                sandbox.mail_frames = "bare" if number % 2 else "enveloped"
                sandbox.delay(0.001)
                sandbox.reset_faults()
        except BaseException as error:
            failures.append(error)

    def come_back() -> None:
        while any(thread.is_alive() for thread in threads):
            with contextlib.suppress(OSError, websocket.WebSocketException, ValueError):
                with listening(sandbox) as ws:
                    ws.recv()

    threads = [threading.Thread(target=meddle, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    come_back()
    assert not failures
    sandbox.reset_faults()
    with listening(sandbox) as ws:
        send(sandbox)
        assert "hello" in ws.recv()


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

    def descriptors() -> int:
        gc.collect()
        return len(os.listdir("/proc/self/fd"))

    once()
    time.sleep(0.2)
    before, threads = descriptors(), set(threading.enumerate())
    for _ in range(20):
        once()
    deadline = time.monotonic() + 10
    while descriptors() > before:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert set(threading.enumerate()) <= threads  # one of an earlier test may have ended


# What it is for


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
