"""Messages over the limit are read past with flat memory; large ones are whole."""

from __future__ import annotations

import json
import struct
import threading
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from support.scripted_server import (
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Peer,
    ScriptedServer,
    frame,
)
from support.streams import (
    bare,
    close_code,
    ids,
    open_stream,
    ready,
    then_hold,
)

import client.streaming.frames

MIB = 1 << 20


@contextmanager
def flat_memory(limit: int) -> Iterator[None]:
    """No more than so many bytes are allocated at any moment of the block."""
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        yield
        grown = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    assert grown < limit, f"{grown:,} bytes"


# -- messages over the limit: read past, never kept, with flat memory


def test_too_large_frame_is_read_past_with_flat_memory(caplog: pytest.LogCaptureFixture) -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        peer.send(struct.pack("!BBQ", 0x81, 127, 64 * MIB))
        for _ in range(1024):
            peer.send(b"x" * 65536)
        peer.send(bare(1))
        peer.hold()

    with ScriptedServer(script) as server, flat_memory(4 * MIB):
        with open_stream(server, max_message_bytes=MIB) as stream:
            assert ids(stream, 1) == ["1"]
            assert (stream.stats.skipped, server.connections) == (1, 1)
            assert stream.stats.bytes > 64 * MIB
    assert f"over the limit of {MIB} bytes" in caplog.text


def test_too_large_sum_of_fragments_is_read_past_with_flat_memory() -> None:
    part = frame(CONTINUATION, b"x" * 100_000, fin=False)

    def script(peer: Peer) -> None:
        ready(peer, frame(TEXT, b"x" * 600, fin=False) + frame(PING, b"?"))
        for _ in range(320):
            peer.send(part)
        peer.send(frame(PING, b"!") + frame(CONTINUATION, b"") + bare(1))
        assert [peer.expect(PONG), peer.expect(PONG)] == [b"?", b"!"]
        peer.hold()

    with ScriptedServer(script) as server, flat_memory(4 * MIB):
        with open_stream(server, max_message_bytes=MIB) as stream:
            assert ids(stream, 1) == ["1"]
            assert (stream.stats.skipped, server.connections) == (1, 1)


def test_too_large_is_meant_to_the_byte() -> None:
    def mail(number: int, size: int) -> bytes:
        head = b'{"_id":"%d","to":[],"text":"' % number
        return head + b"x" * (size - len(head) - 2) + b'"}'

    def fragments(data: bytes) -> bytes:
        first, rest = frame(TEXT, data[:500], fin=False), frame(CONTINUATION, data[500:])
        return first + frame(CONTINUATION, b"", fin=False) + rest

    data = frame(TEXT, mail(1, 1000)) + frame(TEXT, mail(2, 1001))
    data += fragments(mail(3, 1000)) + fragments(mail(4, 1001)) + bare(5)
    with ScriptedServer(then_hold(data)) as server:
        with open_stream(server, max_message_bytes=1000) as stream:
            assert ids(stream, 3) == ["1", "3", "5"]
            assert stream.stats.skipped == 2


@pytest.mark.once
@pytest.mark.parametrize(
    "fragment",
    [frame(CONTINUATION, b"", fin=False), frame(CONTINUATION, b"x" * 64, fin=False)],
    ids=["empty", "small"],
)
def test_endless_fragments_end_the_link_with_flat_memory(
    fragment: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client.streaming.frames, "_MAX_FRAGMENTS", 20_000)

    def script(peer: Peer) -> None:
        ready(peer, frame(TEXT, b"{", fin=False))
        try:
            while True:
                peer.send(fragment * 1000)
        finally:
            ended.set()

    ended = threading.Event()
    with ScriptedServer(script, then_hold(bare(1))) as server, flat_memory(4 * MIB):
        with open_stream(server, max_message_bytes=MIB) as stream:
            assert ids(stream, 1) == ["1"]
            assert ended.wait(5)
            assert stream.stats.reconnects == 1


@pytest.mark.slow
def test_endless_fragments_end_the_link_by_the_limit_that_is_set() -> None:
    def script(peer: Peer) -> None:
        ready(peer, frame(TEXT, b"{", fin=False))
        while True:
            peer.send(frame(CONTINUATION, b"", fin=False) * 10_000)

    with ScriptedServer(script, then_hold(bare(1))) as server, open_stream(server) as stream:
        assert stream.get(50).email.id == "1"


@pytest.mark.parametrize("length", [1 << 62, 1 << 63, (1 << 64) - 1])
def test_endless_frame_ends_the_link(length: int) -> None:
    def script(peer: Peer) -> None:
        ready(peer, struct.pack("!BBQ", 0x81, 127, length) + b"x" * 1000)
        assert close_code(peer) == 1002

    with ScriptedServer(script, then_hold(bare(1))) as server, open_stream(server) as stream:
        assert ids(stream, 1) == ["1"]


# -- large messages: all there. (What they cost is for the benchmarks.)


@pytest.mark.timeout(20)
def test_large_message_of_64_mib_in_fragments_of_16_kib_is_whole() -> None:
    head, tail = b'{"_id":"1","to":[],"text":"', b'"}'
    rest = 64 * MIB - len(head) - len(tail)
    part = frame(CONTINUATION, b"x" * 16384, fin=False) * 16

    def script(peer: Peer) -> None:
        ready(peer, frame(TEXT, head, fin=False))
        for _ in range(rest // 16384 // 16):
            peer.send(part)
        left = rest - rest // 16384 // 16 * 16384 * 16
        peer.send(frame(CONTINUATION, b"x" * left + tail) + bare(2))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server) as stream:
        text = stream.get(18).email.text
        assert text is not None
        assert len(text) == text.count("x") == rest
        assert ids(stream, 1) == ["2"]


@pytest.mark.timeout(20)
def test_large_message_of_10_mb_in_one_frame_is_whole() -> None:
    text = "ü" * 5_000_000
    data = json.dumps({"_id": "1", "to": [], "text": text}, ensure_ascii=False).encode()
    with ScriptedServer(then_hold(frame(TEXT, data) + bare(2))) as server:
        with open_stream(server) as stream:
            assert stream.get(18).email.text == text
            assert ids(stream, 1) == ["2"]


@pytest.mark.parametrize("size", [125, 126, 65535, 65536, 300_000, 3_000_000])
def test_message_of_any_size_is_whole(size: int) -> None:
    with ScriptedServer(then_hold(bare(1, text="x" * size) + bare(2))) as server:
        with open_stream(server) as stream:
            assert len(stream.get(5).email.text or "") == size
            assert ids(stream, 1) == ["2"]
