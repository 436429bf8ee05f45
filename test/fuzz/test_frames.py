"""Mutated frames: a stream yields mail or raises what is documented, in time."""

from __future__ import annotations

import contextlib
import struct
from typing import Literal, NamedTuple

import pytest
from hypothesis import strategies as st
from support.fuzzing import MARKS, Edit, edits, fuzz, mutated, pieces
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
from support.streams import ADDRESS, LISTENING, eventually, our_threads, stream_from, web_sockets

import client
from client.mail.mail import Mail
from client.mail.summary import summary
from client.streaming import Event

pytestmark = MARKS

WITHIN = 8.0  # seconds; in the worst case each of three links is silent, and lingers in its end
MOST = 50
End = Literal["end", "close", "reset", "silence"]


class Plan(NamedTuple):
    """What the server does on each connection."""

    head: list[Edit]  # changes to the answer to the upgrade request
    frames: list[bytes]
    changes: list[Edit]  # to the frames, in a row
    cuts: list[int]  # where the segments end
    end: End
    outage: float  # seconds for which the client tries again


# -- frames

BRACKETS = st.integers(1, 1500).map(lambda depth: "[" * depth + "]" * depth)
BRACES = st.integers(1, 1500).map(lambda depth: '{"a":' * depth + "1" + "}" * depth)
DIGITS = st.integers(1, 6000).map(lambda count: "9" * count)
ODD = ["NaN", "-Infinity", "1e999", "-0.0", "null", "true", "{}", "[]", '""', '"\\ud800"', "[null]"]
ODD += ['"\\u0000\\r\\n"', '"0200"', "200", "401", "500", "-1", "4.5", '"Listening"', '"\\u2028"']
ODD += [f'["{ADDRESS}"]', '[{"address":1}]', '[{"address":"a@b.example","name":null}]']
ODD += ['"2024-13-45T99:00:00Z"', '"2024-01-01T00:00:00Z"', '"9999-12-31T23:59:59-23:59"', '"+"']
VALUES = st.sampled_from(ODD) | BRACKETS | BRACES | DIGITS
NAMES = ["_id", "to", "from", "inbox", "received", "subject", "text", "body", "raw", "headers"]
NAMES += ["status", "msg", "error", "message", "addresses", "domains", "email", "attachments", ""]


def written(fields: dict[str, str]) -> str:
    return "{" + ",".join(f'"{name}":{value}' for name, value in fields.items()) + "}"


FIELDS = st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=5)
MAIL = FIELDS.map(lambda more: {"_id": '"1"', "to": "[]", "subject": '"Code 1234"', **more})
MAILS = st.one_of(MAIL, MAIL.map(lambda m: {"status": "200", "email": written(m)}))
TEXTS = st.one_of(MAILS, MAILS, FIELDS).map(written) | VALUES
DATA = TEXTS.map(str.encode) | st.binary(max_size=200)
CODES = st.integers(0, 0xFFFF) | st.sampled_from((1000, 1002, 1005, 1008, 1012, 4000, 4429))
CLOSING = st.builds(lambda code, why: struct.pack("!H", code) + why, CODES, st.binary(max_size=130))
OPCODES = st.sampled_from((TEXT, BINARY, PING, PONG, CLOSE, CONTINUATION, 3, 11))


def fragments(data: bytes, cuts: list[int], between: bytes) -> bytes:
    """A text in fragments, and this after each of them but the last."""
    parts = pieces(data, cuts) or [b""]
    frames = [
        frame(TEXT if part is parts[0] else CONTINUATION, part, fin=part is parts[-1])
        for part in parts
    ]
    return between.join(frames)


FRAMES = st.one_of(
    DATA.map(lambda data: frame(TEXT, data)),
    DATA.map(lambda data: frame(TEXT, data)),
    st.builds(fragments, DATA, st.lists(st.integers(0, 9999), max_size=4), st.just(b"")),
    st.builds(
        fragments, DATA, st.lists(st.integers(0, 9999), max_size=4), st.just(frame(PING, b"p"))
    ),
    CLOSING.map(lambda payload: frame(CLOSE, payload)),
    st.builds(
        frame,
        OPCODES,
        st.binary(max_size=130),
        fin=st.booleans(),
        reserved=st.sampled_from((0, 0, 0, 1, 4)),
        mask=st.sampled_from((b"", b"", b"mask")),
    ),
)
LENGTHS = (b"\x81\x7e\x00\x01", b"\x81\x7f" + b"\xff" * 8, b"\x81\x7f" + b"\0" * 7 + b"\x05hello")
TOKENS = (*LENGTHS, b"\x81", b"\x88\x00", b"\x89\x7d", b"\x80\x00", b"\x01\x00", b"\xff", b"\0")
HEADS = [b"HTTP/1.1 100 Continue\r\n\r\n", b"\r\n", b"Content-Length: 5\r\n", b"HTTP/1.1 429 x\r\n"]
HEADS += [b"Retry-After: 0\r\n", b"Transfer-Encoding: chunked\r\n", b"\r\n\r\n", b":", b"302"]
NONE: st.SearchStrategy[list[Edit]] = st.just([])
PLANS = st.builds(
    Plan,
    head=st.one_of(NONE, NONE, NONE, edits(*HEADS)),
    frames=st.lists(FRAMES, max_size=8).map(lambda frames: [LISTENING, *frames]),
    changes=NONE | edits(*TOKENS),
    cuts=st.lists(st.integers(0, 1 << 16), max_size=8),
    end=st.sampled_from(("end", "end", "end", "close", "reset", "silence")),
    outage=st.sampled_from((0.0, 0.0, 0.05)),
)


def play(peer: Peer, plan: Plan) -> None:
    head = peer.acceptance(peer.request())
    data = mutated(b"".join(plan.frames), plan.changes)
    for piece in pieces(mutated(head, plan.head) + data, plan.cuts):
        peer.send(piece)
    match plan.end:
        case "close":
            peer.close(1012)
        case "reset":
            peer.reset()
        case "silence":
            peer.wait_gone()


# -- the stream


def check(plan: Plan, url: str) -> None:
    policy = client.ReconnectPolicy(0.0, 0.0, max_short_lived=3, max_outage=plan.outage)
    times = {"open_timeout": 1.0, "ping_interval": 0.1, "ping_timeout": 0.1}
    events: list[Event] = []
    texts: list[str] = []
    with web_sockets(url).api_client as api_client:
        api = client.WebSocketsApi(api_client)
        try:
            with stream_from(api, reconnect=policy, on_event=events.append, **times) as stream:
                for _ in range(MOST):  # there may be a mail on each of link after link
                    check_frame(stream.get(timeout=WITHIN))
        except client.ClientException as error:
            texts.append(str(error) + repr(error))
    texts += map(repr, events)
    for text in texts:
        text.encode()
        assert "unexpected" not in text, "a fault of the stream's own"
    eventually(lambda: not our_threads())


def check_frame(mail_frame: client.EmailMessageWebSocketFrame) -> None:
    assert isinstance(mail_frame, client.EmailMessageWebSocketFrame)
    mail = Mail.from_frame(mail_frame)
    for text in (mail.id, mail.inbox, mail.subject, mail.sender, repr(mail), summary(mail)):
        assert isinstance(text, str)
    assert isinstance(repr(mail_frame), str)
    mail_frame.to_dict()
    with contextlib.suppress(ValueError):  # it came without its body
        assert all(isinstance(item, str) for item in [*mail.codes(), *mail.links()])


def test_frames(capsys: pytest.CaptureFixture[str]) -> None:
    plans: list[Plan] = []
    with ScriptedServer(lambda peer: play(peer, plans[-1])) as server:

        def one(plan: Plan) -> None:
            plans[:] = [plan]
            check(plan, server.url)

        assert fuzz("sequences of frames", PLANS, one, WITHIN, capsys) > 0
