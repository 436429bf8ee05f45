"""Faults that make others print: the key is shown nowhere, whatever happens, whoever prints."""

from __future__ import annotations

import logging
import os
import pickle
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
import websocket
from support.scripted_server import TEXT, Peer, Script, ScriptedServer, frame
from support.streams import (
    KEY,
    KEY_IN_URL,
    drip,
    open_stream,
    ready,
    shown,
    stream_from,
    then_hold,
    web_sockets,
)

from client.exceptions import ClientException, StreamException


def holds_no_key(text: str) -> bool:
    return KEY not in text and KEY_IN_URL not in text


def quoting(peer: Peer) -> None:
    body = f"no {KEY} nor {KEY_IN_URL}".encode()
    peer.refuse(
        "401 No " + KEY, body, "X-Key: " + KEY, "X-Other: " + KEY_IN_URL, KEY_IN_URL + ": x"
    )


def redirecting(peer: Peer) -> None:
    peer.refuse("302 Found", b"", f"Location: http://127.0.0.1:9/?key={KEY_IN_URL}")


def closing(peer: Peer) -> None:
    ready(peer)
    peer.close(1008, f"{KEY} {KEY_IN_URL}")


def exhausting(peer: Peer) -> None:
    ready(peer)
    peer.close(1001, f"{KEY} {KEY_IN_URL}")


def resetting(peer: Peer) -> None:
    peer.request()
    peer.reset()


def no_http(peer: Peer) -> None:
    peer.send(b"SSH " + peer.request())  # with the request and its key in it
    peer.wait_gone()


FAILURES: dict[str, Script] = {
    "quotes the key": quoting,
    "redirects with the key": redirecting,
    "closes with the key": closing,
    "is exhausted with the key": exhausting,
    "is reset": resetting,
    "is slow": drip,
    "is no HTTP": no_http,
    "first frame": partial(Peer.accept, also=frame(TEXT, {"status": 401, "error": KEY})),
}


@pytest.mark.parametrize("failure", FAILURES)
@pytest.mark.parametrize("given", ["as an argument", "in the configuration"])
def test_key_is_in_no_log_no_trace_no_repr_no_error_and_no_pickle(
    failure: str, given: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    websocket.enableTrace(True)
    seen = ""
    try:
        with ScriptedServer(FAILURES[failure]) as server:
            for url in (server.url, server.url.replace("ws:", "wss:")):
                own = given == "as an argument"
                api = web_sockets(url, api_key=None if own else KEY)
                key = {"key": KEY} if own else {}
                try:
                    stream = stream_from(api, open_timeout=0.3, **key)
                    seen += repr(stream) + str(stream) + repr(vars(stream))
                    seen += repr(stream._engine) + repr(stream._engine._settings)
                    next(stream)
                except ClientException as problem:
                    error = problem
                seen += shown(error)
                raw = pickle.dumps(error)
                seen += raw.decode("latin-1") + repr(pickle.loads(raw))
                assert type(pickle.loads(raw)) is type(error)
                assert str(pickle.loads(raw)) == str(error)
    finally:
        websocket.enableTrace(False)
    captured = capfd.readouterr()
    assert seen
    for text in (seen, caplog.text, captured.out, captured.err):
        assert holds_no_key(text)


def test_key_is_in_no_error_about_arguments() -> None:
    for bad in (
        {"addresses": "a b"},
        {"addresses": "x" * 16_000},
        {"max_queue": 0},
        {"key": KEY + "\n"},
        {"key": KEY.encode()},
        {"open_timeout": "x"},
    ):
        with pytest.raises((ValueError, TypeError)) as caught:
            stream_from(web_sockets("ws://127.0.0.1:9/"), **{"key": KEY, **bad})
        assert holds_no_key(shown(caught.value))


@pytest.mark.parametrize("kind", [ValueError, RuntimeError, OSError])
def test_key_is_in_no_report_of_a_bug_in_the_engine(
    kind: type[Exception], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise kind(KEY)

    with ScriptedServer(then_hold()) as server:
        stream = open_stream(server)
        monkeypatch.setattr(stream._engine._keep_alive, "watch", broken)
        stream._engine.waker.wake()
        with pytest.raises(StreamException, match=f"unexpected {kind.__name__}") as caught:
            next(stream)
    assert f"{Path(__file__).name}:" in caplog.text
    assert holds_no_key(caplog.text)
    assert holds_no_key(shown(caught.value))


_FAILING_TESTS = """
import os, pytest, websocket
from support.streams import web_sockets

def opened(url, own):
    # The user's own frames aside: here the key has no name.
    if own:
        return web_sockets(url, api_key=None).stream(os.environ["THE_KEY"], "a@x.example")
    return web_sockets(url, api_key=os.environ["THE_KEY"]).stream(addresses="a@x.example")

URLS = {urls!r}

@pytest.mark.parametrize(("url", "own"), [*((url, True) for url in URLS), (URLS[-1], False)])
def test_it(url, own):
    websocket.enableTrace(True)
    with opened(url, own) as stream:
        for frame in stream:
            print(frame)

def test_arguments():
    web_sockets("ws://127.0.0.1:9/", api_key=None).stream(os.environ["THE_KEY"], "a b")
"""


@pytest.mark.parametrize("style", ["long", "native"])
def test_key_is_in_nothing_that_pytest_prints(style: str, tmp_path: Path) -> None:
    failures = [ScriptedServer(script) for script in (quoting, closing, resetting, no_http)]
    urls = [server.url for server in failures]
    tests = tmp_path / "test_failing.py"
    tests.write_text(_FAILING_TESTS.format(urls=urls), encoding="utf-8")
    for server in failures:
        server.__enter__()
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", str(tests), "--showlocals", f"--tb={style}", "-vv"]
            + ["-p", "no:cacheprovider", f"--rootdir={tmp_path}", "--log-level=DEBUG"]
            + ["--full-trace"] * (style == "long"),
            capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path,
            env={**os.environ, "THE_KEY": KEY, "PYTHONDONTWRITEBYTECODE": "1",
                 "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[1]), *sys.path])},
        )  # fmt: skip
    finally:
        for server in failures:
            server.__exit__()
    assert "6 failed" in done.stdout, done.stdout + done.stderr
    assert "mixin.py" in done.stdout
    for text in (done.stdout, done.stderr):
        assert holds_no_key(text)
