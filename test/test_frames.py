"""What a message means: text in, one of four kinds out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from client.models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from client.streaming.frames import ErrorFrame, Listening, Skipped, parse

MAIL = {
    "_id": "m1",
    "to": [{"address": "a@x.example", "name": ""}],
    "from": [{"address": "b@y.example", "name": "B"}],
    "subject": "Hello",
    "text": "plain",
    "received": "2026-11-22T10:00:00.123Z",
    "cc": None,
    "attachments": None,
    "invented": {"later": True},
}


def mail(data: object) -> EmailMessageWebSocketFrame:
    frame = parse(json.dumps(data))
    assert isinstance(frame, EmailMessageWebSocketFrame)
    return frame


def test_enveloped_mail() -> None:
    frame = mail({"status": 200, "email": MAIL})
    assert (frame.status, frame.email.id, frame.email.subject) == (200, "m1", "Hello")


def test_bare_mail_has_no_status() -> None:
    frame = mail(MAIL)
    assert frame.status is None
    assert frame.email.id == "m1"
    assert "status" not in frame.to_dict()


@pytest.mark.parametrize("field", ["_id", "to", "from", "originalInbox"])
def test_one_telling_field_makes_a_mail(field: str) -> None:
    assert mail({field: None, "text": "t"}).email.text == "t"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            {"status": 200, "msg": "Listening", "addresses": ["a@x"], "domains": ["y"]},
            Listening(("a@x",), ("y",)),
        ),
        ({"status": 200, "msg": "Listening", "addresses": ["a@x"]}, Listening(("a@x",), ())),
        ({"status": "200", "msg": "listening", "addresses": None}, Listening((), ())),
        ({"status": 200, "msg": "Listening", "addresses": ["a", 5, None]}, Listening(("a",), ())),
        ({"status": 401, "error": "no"}, ErrorFrame(401, "no")),
        ({"status": 500, "message": "oh"}, ErrorFrame(500, "oh")),
        ({"status": 500}, ErrorFrame(500, "")),
    ],
)
def test_the_services_own_frames(data: Any, expected: object) -> None:
    assert parse(json.dumps(data)) == expected


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "5", '"mail"', "[" * 100_000, "9" * 5000, "{'_id': 1}", "{}"),
        *('{"status":200}', '{"text":"hello"}', '{"status":true,"_id":"1"}'),
        *('{"status":200,"email":null}', '{"status":{"_id":1}}'),
    ],
)
def test_anything_else_is_skipped_without_a_word_of_it(text: str) -> None:
    frame = parse(text)
    assert isinstance(frame, Skipped)
    assert frame.reason
    assert "hello" not in frame.reason


def test_a_lone_surrogate_and_odd_shapes_are_delivered() -> None:
    frame = parse('{"_id": 5, "to": "not a list", "subject": "\\ud800"}')
    assert isinstance(frame, EmailMessageWebSocketFrame)


def test_a_long_reason_is_cut() -> None:
    frame = parse(json.dumps({"status": 500, "error": "x" * 100_000}))
    assert isinstance(frame, ErrorFrame)
    assert len(frame.reason) == 300
