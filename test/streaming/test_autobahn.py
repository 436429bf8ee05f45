"""Counterparts of the Autobahn test suite's cases 2 to 7 and 9.1 to 9.6, for a receiver.

That suite has an echo to look at. A stream shows itself by the mail that it delivers, by the
frames that it answers with, and by how it closes; so each case ends with a mail or with a close
code. Text goes inside of a mail. A binary message is reported as skipped. "Failed" means a close
frame with 1002 (1007 for UTF-8), and a new link. UTF-8 is checked when a message is whole; the
suite calls that correct, if less strict than to fail at the first wrong byte (6.4.1 to 6.4.4).
"""

from __future__ import annotations

import struct
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import pytest
from support.scripted_server import (
    BINARY,
    CLOSE,
    CONTINUATION,
    PING,
    PONG,
    TEXT,
    Gone,
    Peer,
    ScriptedServer,
    frame,
)
from support.streams import (
    bare,
    open_stream,
    ready,
    then_hold,
)

from client.exceptions import StreamException

LAST = bare(999)
END = b"the end of the case"
HEAD, TAIL = b'{"to":[],"from":[],"text":"', b'"}'  # no id, or the second one would be a duplicate


@dataclass
class Seen:
    """What a stream did with the bytes of a case."""

    texts: list[str | None] = field(default_factory=list)
    pongs: list[bytes] = field(default_factory=list)
    closed: int | None = None  # with this code; None: the link went on
    skipped: int = 0
    error: StreamException | None = None  # that ended the stream


def seen(*frames: bytes, chop: int = 0, by_frame: bool = False, **options: Any) -> Seen:
    """Send this, all at once, in segments of so many bytes, or frame by frame; tell what happens.

    Then comes a ping, to see whether the link goes on, and a mail, on this link or the next.
    """
    result = Seen()

    def script(peer: Peer) -> None:
        ready(peer)
        with suppress(Gone):  # the stream may have closed before the end; then that is to be read
            for part in frames if by_frame else (b"".join(frames),):
                peer.send(part, chop)
            if not any(part[:1] == b"\x88" for part in frames):
                peer.send(frame(PING, END))
        while True:
            kind, payload = peer.read_frame()
            if kind == CLOSE:
                result.closed = struct.unpack("!H", payload[:2])[0] if payload else 0
                return
            assert kind == PONG
            if payload == END:
                break
            result.pongs.append(payload)
        then(peer)

    def then(peer: Peer) -> None:
        peer.send(LAST)
        peer.hold()

    with (
        ScriptedServer(script, then_hold(LAST)) as server,
        open_stream(server, open_timeout=10.0, **options) as stream,
    ):
        try:
            while (email := stream.get(20).email).id != "999":
                result.texts.append(email.text)
        except StreamException as error:
            result.error = error
        result.skipped = stream.stats.skipped
    # Not before the server's threads have ended, which say how the link was closed.
    assert server.connections == 1 + (result.closed is not None and result.error is None)
    return result


def mail(text: bytes) -> bytes:
    return HEAD + text + TAIL


def fragments(message: bytes, size: int, kind: int = TEXT) -> list[bytes]:
    cuts = range(0, len(message), size)
    return [
        frame(CONTINUATION if at else kind, message[at : at + size], fin=at + size >= len(message))
        for at in cuts
    ]


def text(content: str = "good") -> bytes:
    return frame(TEXT, mail(content.encode()))


GOOD = text()
PING_HERE = frame(PING, b"here?")


# -- 2: pings and pongs


@pytest.mark.parametrize(
    ("payload", "chop"),
    [
        pytest.param(b"", 0, id="2.1"),
        pytest.param(b"Hello, world!", 0, id="2.2"),
        pytest.param(bytes((0, 255, 254, 253, 252, 251, 0, 255)), 0, id="2.3"),
        pytest.param(b"\xfe" * 125, 0, id="2.4"),
        pytest.param(b"\xfe" * 125, 1, id="2.6"),
    ],
)
def test_a_ping_is_answered_with_its_payload(payload: bytes, chop: int) -> None:
    assert seen(frame(PING, payload), chop=chop) == Seen(pongs=[payload])


def test_a_ping_with_126_bytes_fails() -> None:  # 2.5
    assert seen(frame(PING, b"\xfe" * 126), GOOD) == Seen(closed=1002)


@pytest.mark.parametrize("payload", [b"", b"unsolicited"])  # 2.7, 2.8
def test_a_pong_that_nobody_asked_for_is_ignored(payload: bytes) -> None:
    assert seen(frame(PONG, payload)) == Seen()


def test_a_pong_that_nobody_asked_for_and_a_ping() -> None:  # 2.9
    assert seen(frame(PONG, b"unsolicited"), PING_HERE) == Seen(pongs=[b"here?"])


@pytest.mark.parametrize("chop", [0, 1])  # 2.10, 2.11
def test_ten_pings_are_answered_in_order(chop: int) -> None:
    payloads = [b"payload-%d" % number for number in range(10)]
    assert seen(*(frame(PING, p) for p in payloads), chop=chop) == Seen(pongs=payloads)


# -- 3: reserved bits


@pytest.mark.parametrize(
    ("frames", "how", "texts"),
    [
        pytest.param([frame(TEXT, mail(b""), reserved=1)], {}, 0, id="3.1"),
        pytest.param([GOOD, frame(TEXT, mail(b""), reserved=2), PING_HERE], {}, 1, id="3.2"),
        pytest.param(
            [GOOD, frame(TEXT, mail(b""), reserved=3), PING_HERE], {"by_frame": True}, 1, id="3.3"
        ),
        pytest.param([GOOD, frame(TEXT, mail(b""), reserved=4)], {"chop": 1}, 1, id="3.4"),
        pytest.param([frame(BINARY, b"\0\xff", reserved=5)], {}, 0, id="3.5"),
        pytest.param([frame(PING, b"Hello", reserved=6)], {}, 0, id="3.6"),
        pytest.param([frame(CLOSE, b"\x03\xe8", reserved=7)], {}, 0, id="3.7"),
    ],
)
def test_a_reserved_bit_fails(frames: list[bytes], how: dict[str, Any], texts: int) -> None:
    assert seen(*frames, **how) == Seen(["good"] * texts, closed=1002)


# -- 4: reserved opcodes


@pytest.mark.parametrize("chop", [0, 1])
@pytest.mark.parametrize("payload", [b"", b"reserved"])
@pytest.mark.parametrize("opcode", [*range(3, 8), *range(11, 16)])  # 4.1.1-4.1.5, 4.2.1-4.2.5
def test_a_reserved_opcode_fails(opcode: int, payload: bytes, chop: int) -> None:
    frames = (GOOD, frame(opcode, payload), PING_HERE)
    assert seen(*frames, chop=chop) == Seen(["good"], closed=1002)


# -- 5: fragments


@pytest.mark.parametrize("opcode", [PING, PONG])  # 5.1, 5.2
def test_a_control_frame_in_fragments_fails(opcode: int) -> None:
    data = fragments(b"fragment1fragment2", 9, opcode)
    assert seen(*data) == Seen(closed=1002)


WAYS: list[dict[str, Any]] = [{}, {"by_frame": True}, {"chop": 1}]


@pytest.mark.parametrize("how", WAYS)  # 5.3-5.5
def test_a_text_in_two_fragments(how: dict[str, Any]) -> None:
    assert seen(*fragments(mail(b"good"), 20), **how) == Seen(["good"])


@pytest.mark.parametrize("how", WAYS)  # 5.6-5.8
def test_a_text_in_two_fragments_and_a_ping_between(how: dict[str, Any]) -> None:
    first, second = fragments(mail(b"good"), 20)
    assert seen(first, PING_HERE, second, **how) == Seen(["good"], [b"here?"])


@pytest.mark.parametrize("how", WAYS)
@pytest.mark.parametrize("fin", [True, False])  # 5.9-5.11, 5.12-5.14
def test_a_continuation_with_nothing_to_continue_fails(fin: bool, how: dict[str, Any]) -> None:
    data = frame(CONTINUATION, mail(b"bad"), fin=fin)
    assert seen(data, GOOD, **how) == Seen(closed=1002)


def test_a_continuation_after_a_whole_message_fails() -> None:  # 5.15
    data = [*fragments(mail(b"good"), 20), frame(CONTINUATION, b"more", fin=False), GOOD]
    assert seen(*data) == Seen(["good"], closed=1002)


@pytest.mark.parametrize("fin", [False, True])  # 5.16, 5.17
def test_continuations_before_messages_fail(fin: bool) -> None:
    data = [frame(CONTINUATION, b"lone", fin=fin), *fragments(mail(b"bad"), 20)]
    assert seen(*data, *data) == Seen(closed=1002)


def test_a_text_inside_of_a_text_fails() -> None:  # 5.18
    first, _ = fragments(mail(b"bad"), 20)
    assert seen(first, frame(TEXT, b"fragment2"), GOOD) == Seen(closed=1002)


@pytest.mark.parametrize("how", WAYS)  # 5.19, 5.20
def test_a_text_in_five_fragments_and_pings_between(how: dict[str, Any]) -> None:
    one, two, three, four, five = fragments(mail(b"good" * 10), 15)
    pings = frame(PING, b"one"), frame(PING, b"two")
    data = (one, two, pings[0], three, four, pings[1], five)
    assert seen(*data, **how) == Seen(["good" * 10], [b"one", b"two"])


# -- 6: UTF-8


def test_an_empty_text_is_valid() -> None:  # 6.1.1
    assert seen(frame(TEXT, b""), GOOD) == Seen(["good"], skipped=1)


def test_an_empty_text_in_three_fragments_is_valid() -> None:  # 6.1.2
    empty = frame(CONTINUATION, b"", fin=False)
    data = (frame(TEXT, b"", fin=False), empty, frame(CONTINUATION, b""))
    assert seen(*data, GOOD) == Seen(["good"], skipped=1)


def test_a_text_between_empty_fragments() -> None:  # 6.1.3
    middle = frame(CONTINUATION, mail(b"good"), fin=False)
    assert seen(frame(TEXT, b"", fin=False), middle, frame(CONTINUATION, b"")) == Seen(["good"])


HELLO = "Hello-µ@ßöäüàá-UTF-8!!".encode()
KOSME = b"\xce\xba\xe1\xbd\xb9\xcf\x83\xce\xbc\xce\xb5"  # five letters of Greek, in 11 bytes

VALID: dict[str, list[bytes]] = {
    "6.2.1, 6.2.3": [HELLO],
    "6.2.4": [KOSME],
    "6.5.1-6.5.5": [
        "hello$world".encode(),  # noqa: UP012  # one of a row
        "hello¢world".encode(),
        "hello€world".encode(),
        "hello𤭢world".encode(),
        KOSME,
    ],
    "6.6.2, 6.6.5, 6.6.7, 6.6.9, 6.6.11": [KOSME[:cut] for cut in (2, 5, 7, 9, 11)],
    "6.7.2-6.7.4": [b"\xc2\x80", b"\xe0\xa0\x80", b"\xf0\x90\x80\x80"],
    "6.9.1-6.9.4": [b"\x7f", b"\xdf\xbf", b"\xef\xbf\xbf", b"\xf4\x8f\xbf\xbf"],
    "6.11.1-6.11.4": [b"\xed\x9f\xbf", b"\xee\x80\x80", b"\xef\xbf\xbd", b"\xf4\x8f\xbf\xbf"],
    "6.22.1-6.22.34": [
        chr(plane << 16 | low).encode() for plane in range(17) for low in (0xFFFE, 0xFFFF)
    ],
    "6.23.1-6.23.7": [chr(code).encode() for code in range(0xFFF9, 0x10000)],
}

INVALID: dict[str, bytes] = {
    "6.3.1, 6.3.2, 6.4.1, 6.4.3": KOSME + b"\xed\xa0\x80edited",
    "6.4.2, 6.4.4": KOSME + b"\xf4\x90\x80\x80edited",
    **{f"6.6.{cut}": KOSME[:cut] for cut in (1, 3, 4, 6, 8, 10)},
    "6.8.1": b"\xf8\x88\x80\x80\x80",
    "6.8.2": b"\xfc\x84\x80\x80\x80\x80",
    "6.10.1": b"\xf7\xbf\xbf\xbf",
    "6.10.2": b"\xfb\xbf\xbf\xbf\xbf",
    "6.10.3": b"\xfd\xbf\xbf\xbf\xbf\xbf",
    "6.11.5": b"\xf4\x90\x80\x80",
    "6.12.1": b"\x80",
    "6.12.2": b"\xbf",
    **{f"6.12.{n + 1}": (b"\x80\xbf" * 4)[:n] for n in range(2, 7)},
    "6.12.8": bytes(range(0x80, 0xC0)),
    "6.13.1": b"".join(b"%c " % first for first in range(0xC0, 0xE0)),
    "6.13.2": b"".join(b"%c " % first for first in range(0xE0, 0xF0)),
    "6.13.3": b"".join(b"%c " % first for first in range(0xF0, 0xF8)),
    "6.13.4": b"".join(b"%c " % first for first in range(0xF8, 0xFC)),
    "6.13.5": b"\xfc ",
    "6.14.1": b"\xc0",
    "6.14.2": b"\xe0\x80",
    "6.14.3": b"\xf0\x80\x80",
    "6.14.4": b"\xf8\x80\x80\x80",
    "6.14.5": b"\xfc\x80\x80\x80\x80",
    "6.14.6": b"\xdf",
    "6.14.7": b"\xef\xbf",
    "6.14.8": b"\xf7\xbf\xbf",
    "6.14.9": b"\xfb\xbf\xbf\xbf",
    "6.14.10": b"\xfd\xbf\xbf\xbf\xbf",
    "6.15.1": b"\xc0\xe0\x80\xf0\x80\x80\xf8\x80\x80\x80\xfc\x80\x80\x80\x80"
    b"\xdf\xef\xbf\xf7\xbf\xbf\xfb\xbf\xbf\xbf\xfd\xbf\xbf\xbf\xbf",
    "6.16.1": b"\xfe",
    "6.16.2": b"\xff",
    "6.16.3": b"\xfe\xfe\xff\xff",
    "6.17.1": b"\xc0\xaf",
    "6.17.2": b"\xe0\x80\xaf",
    "6.17.3": b"\xf0\x80\x80\xaf",
    "6.17.4": b"\xf8\x80\x80\x80\xaf",
    "6.17.5": b"\xfc\x80\x80\x80\x80\xaf",
    "6.18.1": b"\xc1\xbf",
    "6.18.2": b"\xe0\x9f\xbf",
    "6.18.3": b"\xf0\x8f\xbf\xbf",
    "6.18.4": b"\xf8\x87\xbf\xbf\xbf",
    "6.18.5": b"\xfc\x83\xbf\xbf\xbf\xbf",
    "6.19.1": b"\xc0\x80",
    "6.19.2": b"\xe0\x80\x80",
    "6.19.3": b"\xf0\x80\x80\x80",
    "6.19.4": b"\xf8\x80\x80\x80\x80",
    "6.19.5": b"\xfc\x80\x80\x80\x80\x80",
    "6.20.1": b"\xed\xa0\x80",
    "6.20.2": b"\xed\xad\xbf",
    "6.20.3": b"\xed\xae\x80",
    "6.20.4": b"\xed\xaf\xbf",
    "6.20.5": b"\xed\xb0\x80",
    "6.20.6": b"\xed\xbe\x80",
    "6.20.7": b"\xed\xbf\xbf",
    "6.21.1": b"\xed\xa0\x80\xed\xb0\x80",
    "6.21.2": b"\xed\xa0\x80\xed\xbf\xbf",
    "6.21.3": b"\xed\xad\xbf\xed\xb0\x80",
    "6.21.4": b"\xed\xad\xbf\xed\xbf\xbf",
    "6.21.5": b"\xed\xae\x80\xed\xb0\x80",
    "6.21.6": b"\xed\xae\x80\xed\xbf\xbf",
    "6.21.7": b"\xed\xaf\xbf\xed\xb0\x80",
    "6.21.8": b"\xed\xaf\xbf\xed\xbf\xbf",
}


@pytest.mark.parametrize("case", VALID)
def test_valid_utf8_whole_in_halves_and_byte_by_byte(case: str) -> None:
    frames: list[bytes] = []
    texts: list[str | None] = []
    for sequence in VALID[case]:
        message = mail(sequence)
        middle = len(HEAD) + len(sequence) // 2  # 6.2.2 cuts between characters, this anywhere
        for size in (len(message), middle, 1):
            frames += fragments(message, size)
            texts.append(sequence.decode())
    assert seen(*frames) == Seen(texts)


def test_valid_utf8_that_is_no_json() -> None:  # 6.7.1: a NUL
    assert seen(frame(TEXT, mail(b"\0")), frame(TEXT, b"\0"), GOOD) == Seen(["good"], skipped=2)


@pytest.mark.parametrize("size", [1 << 16, 1])
@pytest.mark.parametrize("case", INVALID)
def test_invalid_utf8_fails_whole_and_byte_by_byte(case: str, size: int) -> None:
    assert seen(GOOD, *fragments(mail(INVALID[case]), size)) == Seen(["good"], closed=1007)


@pytest.mark.parametrize("case", [case for case in INVALID if case[:4] in ("6.6.", "6.14")])
def test_invalid_utf8_at_the_very_end_fails(case: str) -> None:
    assert seen(frame(TEXT, INVALID[case])) == Seen(closed=1007)


def test_invalid_utf8_in_slow_segments_fails() -> None:  # 6.4.3, 6.4.4: cut in a frame
    data = frame(TEXT, mail(INVALID["6.4.2, 6.4.4"]))
    assert seen(data, chop=1) == Seen(closed=1007)


def test_a_binary_message_need_not_be_utf8() -> None:  # the other side of 6
    assert seen(frame(BINARY, b"\xff\xfe"), GOOD) == Seen(["good"], skipped=1)


# -- 7: closing. After a close frame nothing counts any more.


def closing(code: int, reason: bytes = b"") -> bytes:
    return frame(CLOSE, struct.pack("!H", code) + reason)


def test_a_message_and_a_close() -> None:  # 7.1.1
    assert seen(GOOD, closing(1000)) == Seen(["good"], closed=1000)


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(closing(1001), id="7.1.2"),
        pytest.param(PING_HERE, id="7.1.3"),
        pytest.param(text("late"), id="7.1.4"),
        pytest.param(frame(3, b"") + text("late"), id="not even looked at"),
    ],
)
def test_what_comes_after_a_close_is_ignored(after: bytes) -> None:
    assert seen(GOOD, closing(1000), after) == Seen(["good"], closed=1000)


def test_a_close_between_fragments() -> None:  # 7.1.5
    first, second = fragments(mail(b"never whole"), 20)
    assert seen(first, closing(1000), second) == Seen(closed=1000)


def test_a_large_message_a_close_and_a_ping() -> None:  # 7.1.6
    large = "*" * 262_144
    assert seen(text(large), closing(1000), PING_HERE) == Seen([large], closed=1000)


@pytest.mark.parametrize(
    ("payload", "answer"),
    [
        pytest.param(b"", 0, id="7.3.1"),
        pytest.param(b"a", 1002, id="7.3.2"),
        pytest.param(b"\x03\xe8", 1000, id="7.3.3"),
        pytest.param(b"\x03\xe8Hello World!", 1000, id="7.3.4"),
        pytest.param(b"\x03\xe8" + b"*" * 123, 1000, id="7.3.5"),
        pytest.param(b"\x03\xe8" + b"*" * 124, 1002, id="7.3.6"),
        pytest.param(b"\x03\xe8" + KOSME + b"\xed\xa0\x80edited", 1007, id="7.5.1"),
    ],
)
def test_the_payload_of_a_close(payload: bytes, answer: int) -> None:
    assert seen(frame(CLOSE, payload)) == Seen(closed=answer)


FINAL = (1002, 1003, 1007, 1008, 1009)


@pytest.mark.parametrize(  # 7.7.1-7.7.13
    "code",
    [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999],
)
def test_a_valid_close_code_is_answered_with_itself(code: int) -> None:
    result = seen(closing(code, "an own reason ü".encode()))
    error, result.error = result.error, None
    assert result == Seen(closed=code)
    if code not in FINAL:
        assert error is None
        return
    assert error is not None
    assert error.code == code
    assert "an own reason ü" in str(error)


@pytest.mark.parametrize(
    "code",
    [
        *(0, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999),  # 7.9.1-7.9.9, and 1015
        *(5000, 65535),  # 7.13.1, 7.13.2: open in the suite, invalid here
    ],
)
@pytest.mark.parametrize("reason", [b"", b"reason"])
def test_an_invalid_close_code_fails(code: int, reason: bytes) -> None:
    assert seen(closing(code, reason)) == Seen(closed=1002)


# -- 9: limits. Large messages arrive whole, in one frame, in fragments, in small segments.


def large(size: int, kind: int) -> tuple[bytes, Seen]:
    """A message of so many bytes, and what is to be seen of it."""
    content = b"*" * (size - len(HEAD) - len(TAIL))
    return mail(content), Seen([content.decode()]) if kind == TEXT else Seen(skipped=1)


KIB, MIB = 1 << 10, 1 << 20
SIZES = [64 * KIB, 256 * KIB, MIB, 4 * MIB, 8 * MIB, 16 * MIB]
FRAGMENTS = [64, 256, KIB, 4 * KIB, 16 * KIB, 64 * KIB, 256 * KIB, MIB, 4 * MIB]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", [TEXT, BINARY])  # 9.1.1-9.1.6, 9.2.1-9.2.6
def test_a_large_message_in_one_frame(kind: int, size: int) -> None:
    message, expected = large(size, kind)
    assert seen(frame(kind, message)) == expected


@pytest.mark.parametrize("size", FRAGMENTS)
@pytest.mark.parametrize("kind", [TEXT, BINARY])  # 9.3.1-9.3.9, 9.4.1-9.4.9
def test_a_large_message_in_fragments(kind: int, size: int) -> None:
    message, expected = large(4 * MIB, kind)
    assert seen(*fragments(message, size, kind)) == expected


@pytest.mark.parametrize("chop", [64, 128, 256, 512, 1024, 2048])
@pytest.mark.parametrize("kind", [TEXT, BINARY])  # 9.5.1-9.5.6, 9.6.1-9.6.6
def test_a_large_message_in_small_segments(kind: int, chop: int) -> None:
    message, expected = large(MIB, kind)
    assert seen(frame(kind, message), chop=chop) == expected
