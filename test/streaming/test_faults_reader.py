"""Faults of the reader: it is slow, raises, breaks out, or drops the stream."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable

import pytest
from support.scripted_server import CLOSE, PING, PONG, Peer, ScriptedServer, frame
from support.streams import (
    bare,
    eventually,
    ids,
    is_full,
    open_stream,
    our_threads,
    queued,
    ready,
)

import client.streaming.keep_alive

# -- a slow reader


def test_slow_reader_of_a_full_buffer_loses_nothing_and_memory_is_bounded() -> None:
    count = 10_000
    blob = "x" * 2000

    def script(peer: Peer) -> None:
        ready(peer)
        for first in range(0, count, 100):
            peer.send(b"".join(bare(number, text=blob) for number in range(first, first + 100)))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, max_queue=50) as stream:
        eventually(lambda: queued(stream) == 50)
        assert stream.stats.received < 250  # a batch more than there is room for
        most = 0
        for number in range(count):
            most = max(most, queued(stream))
            assert stream.get(5).email.id == str(number)
        assert most <= 50
        assert (stream.stats.received, server.connections) == (count, 1)


def test_slow_reader_is_bounded_in_bytes_too_and_one_large_mail_passes() -> None:
    data = b"".join(bare(number, text="x" * 1000) for number in range(100))

    def script(peer: Peer) -> None:
        ready(peer, data + bare(100, text="x" * 50_000) + bare(101))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, max_queue_bytes=10_000) as stream:
        eventually(lambda: is_full(stream))
        assert queued(stream) == 9
        assert ids(stream, 102) == [str(number) for number in range(102)]


def test_slow_reader_does_not_make_the_peer_look_dead() -> None:
    def script(peer: Peer) -> None:
        ready(peer, b"".join(bare(number) for number in range(200)))
        for _ in range(3):
            assert peer.expect(PONG) == b""  # unsolicited: the paused link shows that it lives
        paused.set()
        peer.send(bare(200))
        while (kind := peer.read_frame()[0]) != CLOSE:
            if kind == PING:
                peer.send(frame(PONG, b""))

    paused = threading.Event()
    with (
        ScriptedServer(script) as server,
        open_stream(server, max_queue=2, ping_interval=0.1, ping_timeout=0.7) as stream,
    ):
        assert paused.wait(10)
        time.sleep(2.1)  # the fault: three times the ping timeout
        assert ids(stream, 201) == [str(number) for number in range(201)]
        with pytest.raises(TimeoutError):
            stream.get(0.3)  # judged again, and found alive
        assert (server.connections, stream.stats.reconnects) == (1, 0)


def test_slow_reader_is_warned_of_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.streaming.keep_alive.FULL_TOO_LONG == 10.0
    monkeypatch.setattr(client.streaming.keep_alive, "FULL_TOO_LONG", 0.1)

    def script(peer: Peer) -> None:
        ready(peer, b"".join(bare(number) for number in range(10)))
        for _ in range(10):
            peer.expect(PONG)  # one each 0.05 s
        paused.set()
        peer.hold()

    paused = threading.Event()
    with ScriptedServer(script) as server:
        with open_stream(server, max_queue=2, ping_interval=0.05) as stream:
            assert paused.wait(10)
            assert caplog.text.count("the buffer is full") == 1
            assert ids(stream, 10) == [str(number) for number in range(10)]


# -- a reader that raises, breaks out, or drops the stream


def raises(server: ScriptedServer) -> None:
    with open_stream(server) as stream:
        for _ in stream:
            raise KeyError("mine")


def breaks_out(server: ScriptedServer) -> None:
    for _ in open_stream(server):
        break


def drops(server: ScriptedServer) -> None:
    open_stream(server)


@pytest.mark.parametrize("consume", [raises, breaks_out, drops])
def test_reader_that_raises_breaks_out_or_drops_leaves_no_thread_and_no_socket(
    consume: Callable[[ScriptedServer], None],
) -> None:
    gone = threading.Event()

    def script(peer: Peer) -> None:
        ready(peer, bare(1))
        peer.hold()  # it says goodbye
        peer.wait_gone()
        gone.set()

    with ScriptedServer(script) as server:
        if consume is raises:
            with pytest.raises(KeyError, match="mine"):
                consume(server)
        else:
            consume(server)
        gc.collect()
        assert gone.wait(5)
        eventually(lambda: not our_threads())
