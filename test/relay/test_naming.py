"""Subjects that are safe for any address, ids of messages."""

from __future__ import annotations

import re
from typing import Any

import pytest

from client.models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from client.relay.naming import escaped, id_and_inbox, message_id, pattern_of, subject_of

#: Addresses that differ, and so must their subjects.
ADDRESSES = [
    "a@x.example",
    "b@x.example",
    "a@y.example",
    "a.b@x.example",
    "a=2Eb@x.example",
    "a%2Eb@x.example",
    "*@x.example",
    ">@x.example",
    "=@x.example",
    "a b@x.example",
    "a\tb@x.example",
    "a\r\nPUB x@x.example",
    "$JS.API@x.example",
    "ä@x.example",
    "a\u0308@x.example",
    "\ud800@x.example",
    "😀@x.example",
    "a@b@x.example",
    "a@x.example.",
    "@x.example",
    "a@",
    "",
    "@",
    "a" * 1000 + "@x.example",
    "a" * 1001 + "@x.example",
]


def mail(**data: Any) -> EmailMessageWebSocketFrame:
    return EmailMessageWebSocketFrame.from_dict({"email": data})


def test_each_address_has_a_subject_of_its_own() -> None:
    subjects = [subject_of("S", address) for address in ADDRESSES]
    # "" and "@" are both nobody at no domain.
    assert len(set(subjects)) == len(ADDRESSES) - 1
    for subject in [*subjects, subject_of("S", None), subject_of("S", 5)]:
        assert re.fullmatch(r"S\.mail(\.[A-Za-z0-9_=-]{1,300}){2}", subject), subject


def test_case_does_not_matter() -> None:
    assert subject_of("S", "Ada@X.Example") == subject_of("S", "ada@x.example")
    assert subject_of("S", "ÄDA@x.example") == subject_of("S", "äda@x.example")


def test_a_domain_has_the_subjects_of_its_addresses() -> None:
    assert subject_of("S", "a.b@x.example") == "S.mail.x=2Eexample.a=2Eb"
    assert pattern_of("S", "X.example") == "S.mail.x=2Eexample.*"
    assert pattern_of("S", "a@x.example") == subject_of("S", "a@x.example")


@pytest.mark.parametrize("inbox", [*ADDRESSES, None])
def test_an_id_can_be_read_again(inbox: str | None) -> None:
    for identity in ("5f0c", "a/b c\r\n%2F", "ä\ud800"):
        text = message_id(mail(_id=identity, inbox=inbox))
        assert re.fullmatch(r"[!-~]{1,400}", text)
        # A long one is a hash.
        assert id_and_inbox(text) in ((identity, inbox or None), None)
        assert (id_and_inbox(text) is None) is (len(inbox or "") > 300)


def test_mail_without_an_id_goes_by_its_frame() -> None:
    one, again = (mail(inbox="a@x.example", subject="one") for _ in range(2))
    other = mail(inbox="a@x.example", subject="other")
    assert message_id(one) == message_id(again) != message_id(other)
    assert id_and_inbox(message_id(one)) is None
    assert id_and_inbox(message_id(mail(_id=5, inbox="a@x.example"))) is None


def test_a_key_of_a_bucket_is_one() -> None:
    for address in ADDRESSES:
        assert re.fullmatch(r"[-/_=.a-zA-Z0-9]+", escaped(address))
