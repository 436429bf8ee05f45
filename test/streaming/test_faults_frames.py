"""Faults of what arrives: text, JSON, kinds of frames, and the protocol."""

from __future__ import annotations

import json
import logging
import struct
import threading
from typing import Any

import pytest
from support.scripted_server import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Peer,
    ScriptedServer,
    frame,
)
from support.streams import (
    ADDRESS,
    KEY,
    LISTENING,
    NAMELESS,
    bare,
    close_code,
    come_back,
    eventually,
    ids,
    open_stream,
    ready,
    refusing,
    shown,
    then_hold,
)

from client.exceptions import (
    ApiException,
    ForbiddenException,
    StreamProtocolException,
    UnauthorizedException,
)
from client.streaming.events import ErrorFrame, Event, Listening, Skipped, Unknown

# -- text that is not UTF-8, or is cut short


@pytest.mark.parametrize(
    "data",
    [
        frame(TEXT, b'{"_id":"8","to":[],"text":"private \xff"}'),
        frame(TEXT, '{"_id":"8","to":[],"text":"private ü'.encode()[:-1]),
        frame(TEXT, b'{"_id":"8","text":"private \xc3', fin=False) + frame(CONTINUATION, b'"}'),
        frame(CLOSE, b"\x03\xe8private \xff"),
    ],
    ids=["invalid", "cut short", "cut between fragments", "reason of a close"],
)
def test_text_that_is_not_utf8_closes_with_1007_and_is_quoted_nowhere(
    data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    codes: list[int] = []

    def script(peer: Peer) -> None:
        ready(peer, bare(peer.number) + data)
        codes.append(close_code(peer))

    caplog.set_level(logging.DEBUG)
    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert ids(stream, 3) == ["0", "1", "2"]  # each link's good mail
        with pytest.raises(StreamProtocolException, match="not UTF-8") as caught:
            next(stream)
        assert caught.value.code == 1007
        assert caught.value.__cause__ is caught.value.__context__ is None
        assert "private" not in shown(caught.value)
    assert (codes, server.connections) == ([1007] * 3, 3)  # when the server's threads have ended
    assert "private" not in caplog.text


def test_a_character_cut_by_a_fragment_is_whole_again() -> None:
    whole = '{"_id":"1","to":[],"text":"ü€𝄞"}'.encode()
    frames = [frame(CONTINUATION, whole[at : at + 1], fin=False) for at in range(1, len(whole))]
    data = frame(TEXT, whole[:1], fin=False) + b"".join(frames) + frame(CONTINUATION, b"")
    with ScriptedServer(then_hold(data)) as server, open_stream(server) as stream:
        assert stream.get(5).email.text == "ü€𝄞"


# -- odd JSON, and what is none


ODD = {
    "not JSON": frame(TEXT, b"{private"),
    "empty": frame(TEXT, b""),
    "an array": frame(TEXT, b'["private"]'),
    "null": frame(TEXT, b"null"),
    "a string": frame(TEXT, b'"private"'),
    "not a number": frame(TEXT, b"NaN"),
    "many digits": frame(TEXT, b"9" * 5000),
    "deep arrays": frame(TEXT, b"[" * 100_000 + b"]" * 100_000),
    "deep objects": frame(TEXT, b'{"private":' * 100_000 + b"1" + b"}" * 100_000),
    "deep in a mail": frame(
        TEXT, b'{"_id":"8","to":[],"private":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
    ),
    "deep enough to be decoded": frame(
        TEXT, b'{"_id":"8","to":[],"private":' + b"[" * 300 + b"]" * 300 + b"}"
    ),
    "binary": frame(BINARY, b'{"_id":"8","to":[],"text":"private"}'),
    "binary in fragments": frame(BINARY, b"\xffprivate", fin=False) + frame(CONTINUATION, b"\xff"),
    "unknown kind": frame(TEXT, {"new": "private"}),
    "unknown kind with status 200": frame(TEXT, {"status": 200, "msg": "private"}),
    "mail that is null": frame(TEXT, {"status": 200, "email": None}),
    "mail that is a list": frame(TEXT, {"status": 200, "email": [{"_id": "private"}]}),
}
UNKNOWN = (
    "unknown kind",
    "unknown kind with status 200",
    "mail that is null",
    "mail that is a list",
)


@pytest.mark.parametrize("kind", ODD)
def test_odd_message_is_reported_and_the_next_mail_is_delivered(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    events: list[Event] = []
    with (
        ScriptedServer(then_hold(ODD[kind] + bare(1))) as server,
        open_stream(server, on_event=events.append) as stream,
    ):
        assert ids(stream, 1) == ["1"]
        assert (stream.stats.received, stream.stats.skipped) == (1, 1)
        assert server.connections == 1
    listening, report = events
    assert isinstance(listening, Listening)
    assert isinstance(report, Unknown if kind in UNKNOWN else Skipped)
    assert report.reason in caplog.text
    assert "private" not in caplog.text + repr(report)
    assert {record.name for record in caplog.records} == {"client.streaming"}


def test_odd_mail_with_a_lone_surrogate_is_delivered() -> None:
    data = frame(TEXT, b'{"_id":"1","to":[],"subject":"\\ud800 or \\udc00\\ud800"}')
    with ScriptedServer(then_hold(data + bare(2))) as server, open_stream(server) as stream:
        mail = stream.get(5).email
        assert mail.subject == "\ud800 or \udc00\ud800"
        assert repr(mail).encode()
        assert ids(stream, 1) == ["2"]


# -- unknown keys, both shapes of mail, null and absent fields


def test_mail_in_both_shapes_with_unknown_keys_null_and_absent_fields_is_delivered() -> None:
    fields: dict[str, Any] = {"_id": "1", "to": None, "subject": "s", "later": {"x": [1]}}
    other = {**fields, "_id": "2"}
    data = frame(TEXT, fields) + frame(TEXT, {"status": 200, "email": other, "also": 1})
    data += frame(TEXT, {"email": {}}) + frame(TEXT, {"inbox": None, "to": None})
    with ScriptedServer(then_hold(data)) as server, open_stream(server) as stream:
        alone, wrapped, empty, null = (stream.get(5) for _ in range(4))
        assert (alone.status, wrapped.status, empty.status) == (None, 200, None)
        assert wrapped.additional_properties == {"also": 1}
        for frame_, sent in ((alone, fields), (wrapped, other)):
            assert (frame_.email.id, frame_.email.subject) == (sent["_id"], "s")
            assert frame_.email.additional_properties["later"] == {"x": [1]}
            assert (frame_.email.text, frame_.email.cc) == (None, None)
            assert frame_.email.to_dict() == sent
        assert (empty.email.to_dict(), null.email.to_dict()) == ({}, {"inbox": None, "to": None})
        assert stream.stats.skipped == 0


# -- a later frame with a status


@pytest.mark.parametrize(
    ("status", "kind"), [(401, UnauthorizedException), (403, ForbiddenException)]
)
def test_later_frame_with_401_or_403_is_final(status: int, kind: type[ApiException]) -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1))
        peer.text({"status": status, "error": "no more for " + KEY})
        peer.wait_gone()

    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert ids(stream, 1) == ["1"]
        with pytest.raises(kind, match=r"no more for \*\*\*"):
            next(stream)
        assert server.connections == 1


def test_later_frame_with_429_ends_the_link_and_waits() -> None:
    gone = threading.Event()

    def script(peer: Peer) -> None:
        ready(peer, frame(TEXT, {"status": 429, "error": "slower"}))
        peer.wait_gone()
        gone.set()

    with ScriptedServer(script, then_hold(bare(1))) as server, open_stream(server) as stream:
        assert ids(stream, 1) == ["1"]
        assert gone.wait(5)
        assert stream.stats.reconnects == 1


def test_later_frame_with_500_is_reported_and_the_link_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    events: list[Event] = []
    data = frame(TEXT, {"status": 500, "error": "\x1b[31mno " + KEY}) + bare(1)
    with (
        ScriptedServer(then_hold(data)) as server,
        open_stream(server, on_event=events.append) as stream,
    ):
        assert ids(stream, 1) == ["1"]
        assert server.connections == 1
    assert events[1:] == [ErrorFrame(500, "\x1b[31mno ***")]
    assert "500: \\x1b[31mno ***" in caplog.text


# -- pings


def test_ping_between_fragments_is_answered_and_the_message_is_whole() -> None:
    whole = json.dumps({"_id": "1", "to": [], "text": "ü" * 5000}, ensure_ascii=False).encode()
    data = b"".join(
        (
            frame(TEXT, whole[:3001], fin=False),
            frame(PING, b"first"),
            frame(CONTINUATION, b"", fin=False),
            frame(CONTINUATION, whole[3001:9000], fin=False),
            frame(PING, b"s" * 125),
            frame(PONG, b"nobody asked"),
            frame(CONTINUATION, whole[9000:]),
        )
    )

    def script(peer: Peer) -> None:
        ready(peer)
        peer.send(data, chop=7)
        assert peer.expect(PONG) == b"first"
        assert peer.expect(PONG) == b"s" * 125
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert stream.get(5).email.text == "ü" * 5000


def test_ping_is_answered_while_nobody_reads() -> None:
    answered = threading.Event()

    def script(peer: Peer) -> None:
        ready(peer)
        for number in range(50):
            peer.send(frame(PING, b"%d" % number))
        assert [peer.expect(PONG) for _ in range(50)] == [b"%d" % n for n in range(50)]
        answered.set()
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server):
        assert answered.wait(5)


# -- the protocol broken: we close with 1002, and come back; the third in a row is final


VIOLATIONS = {
    "masked frame": frame(TEXT, b"{}", mask=b"\1\2\3\4"),
    "masked ping": frame(PING, b"", mask=b"\1\2\3\4"),
    "reserved bit 1": frame(TEXT, b"{}", reserved=4),
    "reserved bit 2": frame(TEXT, b"{}", reserved=2),
    "reserved bit 3": frame(PING, b"", reserved=1),
    "reserved opcode 3": frame(3, b""),
    "reserved opcode 11": frame(11, b""),
    "a length of 125 in two bytes": b"\x81\x7e\x00\x7d" + b"x" * 125,
    "a length of 2 in eight bytes": b"\x81\x7f" + bytes(7) + b"\x02{}",
    "a length of 65,535 in eight bytes": b"\x81\x7f" + bytes(5) + b"\x00\xff\xff" + b"x" * 65_535,
    "a ping whose length is in two bytes": b"\x89\x7e\x00\x01x",
    "long ping": frame(PING, b"x" * 126),
    "long pong": frame(PONG, b"x" * 70_000),
    "long close": frame(CLOSE, b"\x03\xe8" + b"x" * 124),
    "fragmented ping": frame(PING, b"x", fin=False),
    "fragmented pong": frame(PONG, b"x", fin=False),
    "fragmented close": frame(CLOSE, b"\x03\xe8", fin=False),
    "continuation without a start": frame(CONTINUATION, b"{}"),
    "fragment without a start": frame(CONTINUATION, b"{", fin=False),
    "text inside a message": frame(TEXT, b"{", fin=False) + frame(TEXT, b"{}"),
    "binary inside a message": frame(TEXT, b"{", fin=False) + frame(BINARY, b"{}"),
    "second start": frame(TEXT, b"{", fin=False) + frame(TEXT, b"}", fin=False),
    "close with half a code": frame(CLOSE, b"x"),
    "close with code 999": frame(CLOSE, struct.pack("!H", 999)),
    "close with code 1005": frame(CLOSE, struct.pack("!H", 1005)),
}


@pytest.mark.parametrize("kind", VIOLATIONS)
def test_broken_protocol_closes_with_1002_and_comes_back(kind: str) -> None:
    def script(peer: Peer) -> None:
        # The mail after it is not to be trusted any more; the one before it is.
        ready(peer, bare(1) + VIOLATIONS[kind] + bare(8))
        assert close_code(peer) == 1002

    with ScriptedServer(script, then_hold(bare(2))) as server, open_stream(server) as stream:
        assert ids(stream, 2) == ["1", "2"]
        assert stream.stats.reconnects == 1


def test_broken_protocol_before_listening_raises_at_the_call() -> None:
    def script(peer: Peer) -> None:
        peer.accept(VIOLATIONS["masked frame"] + LISTENING)
        assert close_code(peer) == 1002

    with ScriptedServer(script) as server:
        with pytest.raises(StreamProtocolException, match="masked"):
            open_stream(server)
        assert server.connections == 1


def test_broken_protocol_three_times_in_a_row_is_final() -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(peer.number) + frame(3, b"") * 2)
        peer.expect(CLOSE)

    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert ids(stream, 3) == ["0", "1", "2"]
        for _ in range(2):
            with pytest.raises(StreamProtocolException) as caught:
                next(stream)
            assert (caught.value.code, server.connections) == (1002, 3)


def test_broken_protocol_twice_a_link_that_ends_otherwise_twice_again_is_not_final() -> None:
    def broken(peer: Peer) -> None:
        ready(peer, bare(peer.number) + frame(3, b""))
        peer.expect(CLOSE)

    def fine(peer: Peer) -> None:
        ready(peer, bare(peer.number))
        peer.close(1012)

    scripts = (broken, broken, fine, broken, broken, then_hold(bare(5)))
    with ScriptedServer(*scripts) as server, open_stream(server) as stream:
        assert ids(stream, 6) == ["0", "1", "2", "3", "4", "5"]


def test_broken_protocol_does_not_keep_close_waiting() -> None:
    """The peer goes on for ever after our close frame."""

    def script(peer: Peer) -> None:
        ready(peer, frame(3, b""))
        while True:
            peer.send(NAMELESS * 100)

    with ScriptedServer(come_back, script, refusing("503 Busy", "Retry-After: 60")) as server:
        stream = open_stream(server)
        eventually(lambda: server.connections >= 3)
        stream.close()
        assert list(stream) == []
    assert ADDRESS in stream.listening
