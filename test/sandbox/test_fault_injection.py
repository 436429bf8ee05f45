"""Faults of the sandbox as they are asked for: when, with what, from which thread."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable
from typing import Any

import pytest
import websocket
from support.sandboxes import deliver, mail
from support.wire import (
    ADDRESS,
    forward,
    forwarding_sandbox,  # noqa: F401  # the fixture "sandbox"
    get,
    listening,
    receive,
)

from client.sandbox import Sandbox


def test_mail_frames_at_run_time(sandbox: Sandbox) -> None:
    assert sandbox.mail_frames == "enveloped"
    with listening(sandbox) as ws:
        for shape, key in (("bare", "subject"), ("enveloped", "email"), ("bare", "subject")):
            sandbox.mail_frames = shape  # type: ignore[assignment]  # one of the two
            assert sandbox.mail_frames == shape
            deliver(sandbox, mail(), ADDRESS)
            assert key in receive(ws)
    with pytest.raises(ValueError, match="mail_frames"):
        sandbox.mail_frames = "other"  # type: ignore[assignment]  # the point of the test
    assert sandbox.mail_frames == "bare"


def test_mail_frames_before_the_start() -> None:
    sandbox = Sandbox(tls=False)
    sandbox.mail_frames = "bare"
    with sandbox:
        forward(sandbox)
        with listening(sandbox) as ws:
            deliver(sandbox, mail(), ADDRESS)
            assert "subject" in receive(ws)


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


@pytest.mark.parametrize(
    ("method", "options"),
    [
        ("drop_connections", {"code": "1000"}),
        ("drop_connections", {"reason": None}),
        ("drop_connections", {"part": "0.5"}),
        ("fail_next", {"count": "2"}),
        ("fail_next", {"count": True}),
        ("fail_next", {"status": "503"}),
        ("fail_next", {"retry_after": 0.5}),
        ("delay", {"seconds": "1"}),
        ("enable_domain", {"domain": 5}),
        ("add_foreign", {"name": None}),
        ("recipients", {"since": 1.0}),
    ],
)
def test_an_argument_of_another_type_is_named(method: str, options: dict[str, Any]) -> None:
    (name,) = options
    with pytest.raises(TypeError, match=f"^{name} must be of type "):
        getattr(Sandbox(tls=False), method)(**options)


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
        deliver(sandbox, mail(), ADDRESS)
        assert "hello" in ws.recv()
