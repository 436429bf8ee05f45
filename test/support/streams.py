"""What the tests of the stream share: opening one, scripts, and waits for what must come."""

from __future__ import annotations

import contextlib
import gc
import os
import struct
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import client
from client.configuration import Configuration
from client.streaming import MessageStream, ReconnectPolicy
from support.scripted_server import (
    CLOSE,
    TEXT,
    Peer,
    Script,
    ScriptedServer,
    frame,
    listening_frame,
)

KEY = "k_S3cr3t/+&key"
KEY_IN_URL = "k_S3cr3t%2F%2B%26key"
ADDRESS = "a@x.example"
AT_ONCE = ReconnectPolicy(initial_delay=0.01)
LISTENING = frame(TEXT, listening_frame(ADDRESS))

# -- opening


def web_sockets(url: str, **settings: Any) -> client.WebSocketsApi:
    """The API over a socket URL; its REST calls find nobody, and reach no further than here."""
    settings = {"proxy": "", "api_key": KEY, "host": "http://127.0.0.1:9", "retries": 0, **settings}
    return client.WebSocketsApi(client.ApiClient(Configuration(socket_url=url, **settings)))


def stream_from(api: client.WebSocketsApi, **options: Any) -> MessageStream:
    """Open a stream that tries again at once. Catching up over REST has tests of its own."""
    own = {"addresses": ADDRESS, "reconnect": AT_ONCE, "open_timeout": 5.0, "recover": False}
    return api.stream(**{**own, **options})


def open_stream(server: ScriptedServer, **options: Any) -> MessageStream:
    return stream_from(web_sockets(server.url), **options)


# -- scripts and their parts


def bare(number: int, **more: Any) -> bytes:
    """A mail without an envelope, as a frame."""
    return frame(TEXT, {"_id": str(number), "to": [], **more})


#: A mail without an id: however often it comes, it is no duplicate.
NAMELESS = frame(TEXT, {"to": [], "from": []})


def ready(peer: Peer, data: bytes = b"") -> None:
    """Accept, say Listening, and send this in the same segment."""
    peer.accept(LISTENING + data)


def then_hold(data: bytes = b"") -> Script:
    def script(peer: Peer) -> None:
        ready(peer, data)
        peer.hold()

    return script


def refusing(status: str, *headers: str, body: bytes = b"") -> Script:
    return lambda peer: peer.refuse(status, body, *headers)


def come_back(peer: Peer) -> None:
    """Listen, and close in a way that asks for another try."""
    ready(peer)
    peer.close(1012)


def no_answer(peer: Peer) -> None:
    peer.wait_gone()


def no_listening(peer: Peer) -> None:
    peer.accept()
    peer.wait_gone()


def drip(peer: Peer) -> None:
    """Answer the upgrade a byte at a time, without end."""
    peer.request()
    while True:
        peer.send(b"H")
        time.sleep(0.02)  # the pace of the fault


def close_code(peer: Peer) -> int:
    """The code with which the client closes."""
    code: int
    (code,) = struct.unpack("!H", peer.expect(CLOSE)[:2])
    return code


# -- what a stream does


def ids(stream: MessageStream, count: int) -> list[str | None]:
    return [stream.get(10).email.id for _ in range(count)]


def queued(stream: MessageStream) -> int:
    return len(stream._store)


def is_full(stream: MessageStream) -> bool:
    return stream._store._is_full


def readers(stream: MessageStream) -> int:
    """How many threads wait for mail."""
    return stream._store.changed.waiting


def has_link(stream: MessageStream) -> bool:
    return stream._engine._link is not None


def is_stuck(stream: MessageStream) -> bool:
    """Whether the peer takes nothing of what is to be written."""
    link = stream._engine._link
    return link is not None and len(link.transport.out) > 0


def our_threads() -> list[threading.Thread]:
    return [t for t in threading.enumerate() if t.name.startswith("mailsac-stream")]


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    yield
    eventually(lambda: not our_threads())
    # What a test has left unclosed is told now. What outlives this need not be looked at after each
    # of a thousand tests; at the end of the run it is.
    gc.collect()
    gc.freeze()


def shown(error: BaseException) -> str:
    """What an error reporter may show of an error, with the locals of all but the tests' files."""
    tests = str(Path(__file__).parents[1])
    parts = [repr(error), str(error), repr(error.args), repr(vars(error))]
    report = traceback.TracebackException.from_exception(error, capture_locals=True)
    queue: list[traceback.TracebackException | None] = [report]
    while queue:
        report_or_none = queue.pop()
        if report_or_none is not None:
            parts.append(str(report_or_none))
            parts += [
                str(f) + str(f.locals)
                for f in report_or_none.stack
                if not f.filename.startswith(tests)
            ]
            queue += [report_or_none.__cause__, report_or_none.__context__]
    return "\n".join(parts)


# -- time


def eventually(holds: Callable[[], object]) -> None:
    """Wait until it holds. For what no event tells."""
    end = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < end, "in vain"
        time.sleep(0.005)


@contextlib.contextmanager
def within(seconds: float, *, at_least: float = 0.0) -> Iterator[None]:
    start = time.monotonic()
    yield
    took = time.monotonic() - start
    assert at_least <= took < seconds, f"took {took:.2f} s"


# Seconds. A second is promised; a machine that has much else to do is given more.
PROMPT = 5.0


def close_from_another_thread(stream: MessageStream) -> float:
    """Close, while this thread iterates to a clean end; return the seconds that it took."""
    took: list[float] = []

    def close() -> None:
        start = time.monotonic()
        stream.close()
        took.append(time.monotonic() - start)

    thread = threading.Thread(target=close)
    thread.start()
    assert list(stream) == []
    thread.join()
    return took[0]


# -- programs of their own

_PROGRAM = """
import logging, os, signal, sys, threading, time
sys.path[:0] = {path!r}
from support.streams import *
from client.exceptions import *
"""


def run(program: str) -> str:
    """Run a program in an interpreter of its own, warnings as errors; return what it prints."""
    start = _PROGRAM.format(path=[str(Path(__file__).parents[1])])
    with within(20):
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-W", "error", "-c", start + program],
            capture_output=True, text=True, timeout=60, check=False,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        )  # fmt: skip
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout
