"""What a message means: text in, one of five kinds out."""

from __future__ import annotations

import json
from typing import Any

import pytest

from client.models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from client.streaming.events import ErrorFrame, Listening, Skipped, Unknown
from client.streaming.messages import parse

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


@pytest.mark.parametrize(
    "fields", [["_id"], ["to", "from"], ["inbox", "received"], ["subject", "originalInbox"]]
)
@pytest.mark.parametrize("more", [{}, {"status": None}, {"status": 200}, {"status": "200"}])
def test_an_id_or_two_telling_fields_make_a_mail(fields: list[str], more: dict[str, Any]) -> None:
    assert mail({**dict.fromkeys(fields), "text": "t", **more}).email.text == "t"


def test_one_weak_sign_makes_no_mail() -> None:
    assert isinstance(parse('{"kind": "typing", "to": "a@x.example"}'), Unknown)


@pytest.mark.parametrize(
    ("data", "addresses", "domains"),
    [
        ({"status": 200, "msg": "Listening", "addresses": ["a@x"], "domains": ["y"]}, 1, ("y",)),
        ({"status": 200, "msg": "Listening", "addresses": ["a@x"]}, 1, None),
        ({"status": 200, "msg": "Listening", "addresses": ["a@x"], "domains": None}, 1, ()),
        ({"status": "200", "msg": "listening", "addresses": None}, 0, None),
        ({"status": 200, "msg": "Listening", "addresses": ["a@x", 5, None]}, 1, None),
        ({"status": 200, "msg": "Listening", "addresses": "a@x", "domains": "y"}, 0, ()),
        ({"status": 200, "msg": "Listening"}, 0, None),
    ],
)
def test_listening(data: Any, addresses: int, domains: tuple[str, ...] | None) -> None:
    frame = parse(json.dumps(data))
    assert isinstance(frame, Listening)
    assert (frame.addresses, frame.domains) == (("a@x",) * addresses, domains)
    assert frame.frame.to_dict() == data


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"status": 401, "error": "no"}, ErrorFrame(401, "no")),
        ({"status": "403", "msg": "no"}, ErrorFrame(403, "no")),
        ({"status": 500, "message": "oh"}, ErrorFrame(500, "oh")),
        ({"status": 500, "error": {"a": 1}}, ErrorFrame(500, "{'a': 1}")),
        ({"status": 500}, ErrorFrame(500, "")),
        ({"status": 500, "email": {"_id": "1"}}, ErrorFrame(500, "")),
        ({"status": 500, "_id": "1"}, ErrorFrame(500, "")),
    ],
)
def test_errors_of_the_service(data: Any, expected: object) -> None:
    assert parse(json.dumps(data)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", "5", '"mail"', "[" * 100_000, "9" * 5000, "{'_id': 1}", '["hello"]'],
)
def test_what_cannot_be_a_mail_is_skipped_without_a_word_of_it(text: str) -> None:
    frame = parse(text)
    assert isinstance(frame, Skipped | Unknown)
    assert frame.reason
    assert "hello" not in frame.reason


@pytest.mark.parametrize(
    "text",
    [
        *("{}", '{"status":200}', '{"text":"hello"}', '{"status":200,"email":null}'),
        *('{"status":{"_id":1}}', '{"status":true}', '{"status":200,"msg":"hello"}'),
        *('{"email":["hello"]}', '{"status":200,"msg":["Listening"]}'),
    ],
)
def test_objects_of_other_kinds_are_unknown_and_not_quoted(text: str) -> None:
    frame = parse(text)
    assert isinstance(frame, Unknown)
    assert frame.reason
    assert "hello" not in frame.reason


def test_a_lone_surrogate_and_odd_shapes_are_delivered() -> None:
    frame = parse('{"_id": 5, "to": "not a list", "subject": "\\ud800"}')
    assert isinstance(frame, EmailMessageWebSocketFrame)


def test_a_long_reason_is_cut() -> None:
    frame = parse(json.dumps({"status": 500, "error": "x" * 100_000}))
    assert isinstance(frame, ErrorFrame)
    assert len(frame.reason) == 300
