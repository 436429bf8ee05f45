"""Models: every one by the contract, and the awkward shapes by hand."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, ClassVar

import pytest
from support.contract import SCHEMAS, as_sent, properties, resolve

import client
from client.model import Model

OBJECTS = [name for name, schema in SCHEMAS.items() if not {"oneOf", "enum"} & schema.keys()]

MAIL = {
    "_id": "m1-0",
    "from": [{"name": "Shop", "address": "shop@shop.example"}],
    "to": [{"name": "", "address": "a@b.example"}, {"name": None, "address": "c@d.example"}],
    "cc": None,
    "bcc": [],
    "subject": "Hello",
    "received": "2026-11-03T08:21:36.745Z",
    "size": 3182,
    "attachments": None,
    "folder": "inbox",
    "text": "1e5",
    "body": "<p>1e5</p>",
    "headers": {"received": ["by a", "by b"], "date": "Tue, 3 Nov 2026 08:21:36 +0000"},
}


def model(name: str) -> Any:
    """Return a class by the name of its schema. Untyped: which one is known only at run time."""
    return getattr(client, name[0].upper() + name[1:])


@pytest.mark.parametrize("name", OBJECTS)
def test_help_says_what_each_field_is(name: str) -> None:
    kind = model(name)
    told = re.findall(r"^    (\w+): \S", inspect.cleandoc(kind.__doc__ or ""), re.M)
    assert told == list(kind.attribute_map)


# Every model, by the contract


@pytest.mark.parametrize("name", OBJECTS)
def test_a_model_has_the_fields_of_its_schema(name: str) -> None:
    fields = properties({"$ref": f"#/components/schemas/{name}"})
    kind = model(name)
    assert list(kind.attribute_map.values()) == list(fields)
    assert kind.openapi_types.keys() == kind.attribute_map.keys()
    assert not hasattr(kind.from_dict({}), "__dict__")


def test_the_types_of_fields_are_those_of_the_annotations() -> None:
    types = client.EmailMessage.openapi_types
    assert types["id"] == "str"
    assert types["from_"] == "list[EmailRecipient]"
    assert types["received"] == "datetime"
    assert types["folder"] == "MessageFolder | str"
    assert client.EmailMessage.from_dict({}).openapi_types == types

    class Narrowed(client.EmailMessage):
        received: datetime
        note = "no field"

    assert Narrowed.openapi_types == {**types, "received": "datetime"}

    class Wider(client.EmailMessage):
        attribute_map: ClassVar[dict[str, str]] = {**client.EmailMessage.attribute_map, "a": "A"}
        a: int | None

    Wider.__annotations__["a"] = int | None  # as in a module whose annotations are not text
    assert Wider.openapi_types == {**types, "a": "int"}
    assert client.EmailMessage.openapi_types == types
    assert Model.openapi_types == {}


@pytest.mark.parametrize("name", OBJECTS)
def test_an_example_goes_through_a_model_unchanged(name: str) -> None:
    example = SCHEMAS[name]["example"]
    read = model(name).from_dict(example)
    assert as_sent(read.to_dict()) == as_sent(example)
    assert read.additional_properties == {}
    assert json.loads(json.dumps(read.to_dict())) == read.to_dict()
    assert read == model(name).from_dict(example)


@pytest.mark.parametrize("name", OBJECTS)
def test_every_field_is_of_its_type(name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}"}
    read = model(name).from_dict(SCHEMAS[name]["example"])
    for field, wire in read.attribute_map.items():
        value = getattr(read, field)
        if value is not None:
            assert_is_of(value, properties(schema)[wire], f"{name}.{field}")


def assert_is_of(value: Any, schema: dict[str, Any], where: str) -> None:
    schema = resolve(schema)
    if "allOf" in schema and "properties" not in schema and len(schema["allOf"]) == 1:
        schema = resolve(schema["allOf"][0])
    if "oneOf" in schema:
        return
    if "properties" in schema or "allOf" in schema:
        assert isinstance(value, Model), where
    elif schema.get("format") == "date-time":
        assert isinstance(value, datetime), where
        assert value.tzinfo is not None, where
    elif schema.get("type") == "array":
        assert isinstance(value, list), where
        for item in value:
            assert_is_of(item, schema["items"], where)
    else:
        kinds: dict[str, type | tuple[type, ...]]
        kinds = {"string": str, "integer": int, "boolean": bool, "number": (int, float)}
        assert isinstance(value, kinds.get(schema["type"], dict)), where


@pytest.mark.parametrize("name", OBJECTS)
def test_nulls_absence_and_unknown_names_lose_nothing(name: str) -> None:
    kind = model(name)
    fields = properties({"$ref": f"#/components/schemas/{name}"})
    nulls = dict.fromkeys(fields)
    read = kind.from_dict(nulls)
    assert read.to_dict() == nulls
    assert all(getattr(read, field) is None for field in kind.attribute_map)
    empty = kind.from_dict({})
    assert empty.to_dict() == {}
    assert all(getattr(empty, field) is None for field in kind.attribute_map)
    assert empty != read or not fields
    odd = {**nulls, "brandNew": {"a": [1]}}
    assert kind.from_dict(odd).to_dict() == odd


@pytest.mark.parametrize("name", OBJECTS)
@pytest.mark.parametrize("odd", [5, "text", [], {}, [None], [[]], {"a": None}, True])
def test_a_value_of_another_shape_is_kept(name: str, odd: Any) -> None:
    fields = properties({"$ref": f"#/components/schemas/{name}"})
    sent = dict.fromkeys(fields, odd)
    read = model(name).from_dict(sent)
    assert read.to_dict() == sent
    repr(read)


# Awkward shapes, by hand


def test_a_mail_reads_as_types() -> None:
    mail = client.IncomingEmailMessage.from_dict(MAIL)
    assert mail.id == "m1-0"
    assert isinstance(mail.from_, list)
    assert isinstance(mail.from_[0], client.EmailRecipient)
    assert mail.from_[0].address == "shop@shop.example"
    assert mail.to is not None
    assert [one.address for one in mail.to] == ["a@b.example", "c@d.example"]
    assert mail.cc is None
    assert mail.received == datetime(2026, 11, 3, 8, 21, 36, 745000, tzinfo=UTC)
    assert mail.text == "1e5"
    assert mail.folder is client.MessageFolder.INBOX
    assert mail.headers == {"received": ["by a", "by b"], "date": "Tue, 3 Nov 2026 08:21:36 +0000"}


def test_both_shapes_of_a_frame() -> None:
    enveloped = client.EmailMessageWebSocketFrame.from_dict({"status": 200, "email": MAIL})
    bare = client.EmailMessageWebSocketFrame.from_dict({"email": MAIL})
    assert isinstance(enveloped.email, client.IncomingEmailMessage)
    assert enveloped.email == bare.email
    assert enveloped.status == 200
    assert bare.status is None
    assert "status" not in bare.to_dict()


@pytest.mark.parametrize(
    ("sent", "body", "extra"),
    [
        ({"body": "B"}, "B", {}),
        ({"html": "H"}, "H", {}),
        ({"body": "B", "html": "H"}, "B", {"html": "H"}),
        ({"body": None, "html": "H"}, None, {"html": "H"}),
        ({"html": None}, None, {}),
    ],
)
def test_html_fills_the_body(sent: dict[str, Any], body: str | None, extra: dict[str, Any]) -> None:
    mail = client.IncomingEmailMessage.from_dict(sent)
    assert mail.body == body
    assert mail.additional_properties == extra


def test_other_names_of_old_guides() -> None:
    assert client.EmailAddressIntegrity.from_dict({"isValidFormat": True}).valid_format is True
    assert client.EmailAddress.from_dict({"enabledws": True}).enablews is True


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-03T08:21:36.745Z", datetime(2026, 11, 3, 8, 21, 36, 745000, UTC)),
        ("2026-11-03T08:21:36", datetime(2026, 11, 3, 8, 21, 36, tzinfo=UTC)),
        ("2026-11-03", datetime(2026, 11, 3, tzinfo=UTC)),
        ("20261103T082136Z", datetime(2026, 11, 3, 8, 21, 36, tzinfo=UTC)),
        ("2026-11-03T24:00:00Z", datetime(2026, 11, 4, tzinfo=UTC)),
        ("2026-11-03T10:21:36+02:00", datetime(2026, 11, 3, 8, 21, 36, tzinfo=UTC)),
    ],
)
def test_moments_are_aware(text: str, moment: datetime) -> None:
    mail = client.EmailMessage.from_dict({"received": text})
    assert mail.received == moment
    assert mail.received is not None
    assert mail.received.tzinfo is not None


@pytest.mark.parametrize("text", ["", "yesterday", "3 Nov 2026", "2026-13-01", 1762158096, [], {}])
def test_what_is_no_moment_is_kept(text: Any) -> None:
    mail = client.EmailMessage.from_dict({"received": text})
    assert mail.received is None
    assert mail.additional_properties == {"received": text}
    assert mail.to_dict() == {"received": text}


def test_moments_are_written_in_utc() -> None:
    east = timezone(timedelta(hours=2))
    for moment in (datetime(2026, 11, 3, 10, tzinfo=east), datetime(2026, 11, 3, 8)):
        assert client.InboxPage(messages=[], since=moment).to_dict() == {
            "messages": [],
            "since": "2026-11-03T08:00:00Z",
        }


def test_a_moment_that_utc_does_not_have_is_a_value_error() -> None:
    first = datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=2)))
    with pytest.raises(ValueError, match="out of range"):
        client.MessagesApi().list_messages("a@x.example", until=first)


def test_an_unknown_enum_value_stays_a_string() -> None:
    mail = client.EmailMessage.from_dict({"folder": "archive"})
    assert mail.folder == "archive"
    assert mail.to_dict() == {"folder": "archive"}
    assert client.EmailMessage.from_dict({"folder": "sent"}).folder is client.MessageFolder.SENT


def test_an_update_sends_only_what_was_given() -> None:
    assert client.UpdatePrivateAddressForwarding(enablews=True).to_dict() == {"enablews": True}
    assert client.UpdatePrivateAddressForwarding(forward=None).to_dict() == {"forward": None}


def test_absent_and_null_survive_copy_and_pickle() -> None:
    mail = client.IncomingEmailMessage.from_dict({"subject": None, "text": "t", "new": 1})
    for other in (copy.copy(mail), copy.deepcopy(mail), pickle.loads(pickle.dumps(mail))):
        assert other.to_dict() == {"subject": None, "text": "t", "new": 1}
        assert other.body is None
        assert other == mail


def test_a_field_that_does_not_exist_is_an_error() -> None:
    mail = client.EmailMessage.from_dict({})
    with pytest.raises(AttributeError, match="sbuject"):
        _ = mail.sbuject  # type: ignore[attr-defined]  # the point of the test
    with pytest.raises(AttributeError):
        mail.sbuject = "x"  # type: ignore[attr-defined]  # the point of the test
    with pytest.raises(TypeError):
        client.EmailRecipient("positional")  # type: ignore[call-arg]  # the point of the test


@pytest.mark.parametrize("value", [None, [], "text", 5])
def test_only_an_object_can_be_read(value: Any) -> None:
    with pytest.raises(TypeError, match=r"EmailMessage .*dict"):
        client.EmailMessage.from_dict(value)


def test_what_must_be_there_must_be_given() -> None:
    with pytest.raises(TypeError, match="address"):
        client.EmailRecipient(name="no address")  # type: ignore[call-arg]  # the point of the test
    assert client.EmailRecipient(address="a@b.example").to_dict() == {"address": "a@b.example"}


def test_repr_shows_what_tells_one_from_another() -> None:
    frame = client.EmailMessageWebSocketFrame.from_dict({"status": 200, "email": MAIL})
    assert "m1-0" in repr(frame)
    page = client.InboxPage.from_dict({"messages": [MAIL], "unread": 1})
    assert "m1-0" in repr(page)
    assert "unread=1" in repr(page)


def test_repr_is_one_short_line() -> None:
    mail = client.IncomingEmailMessage.from_dict({**MAIL, "text": "~\n" * 10_000})
    text = repr(mail)
    assert len(text) < 300
    assert "\n" not in text
    assert "m1-0" in text
    assert mail.to_str().count("~") == 10_000
