"""What a person reads of each mail of the table, by itself, pushed and polled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest
from mime.mails import CASES, Case
from support.mails import DOMAIN, Sender

import client
from client.mail.mail import Mail
from client.mime.message import parse_mail
from client.sandbox import Sandbox


def _people(people: list[client.EmailRecipient] | None) -> list[tuple[str | None, str | None]]:
    return [(person.name, person.address) for person in people or []]


#: By the names in the table.
SEEN: dict[str, Callable[[Mail], Any]] = {
    "text": lambda mail: mail.text.strip("\n"),
    "html": lambda mail: mail.html.strip("\n"),
    "subject": lambda mail: mail.subject,
    "sender": lambda mail: _people(mail.message.from_),
    "to": lambda mail: _people(mail.message.to),
    "cc": lambda mail: _people(mail.message.cc),
    "files": lambda mail: [(file.name, file.content()) for file in mail.attachments],
    "code": lambda mail: mail.code(),
    "links": lambda mail: mail.links(),
}


def _alone(raw: bytes) -> Mail:
    parsed = parse_mail(raw, sender="")
    people = {"from": parsed.sender, "to": parsed.to, "cc": parsed.cc}
    fields = {
        name: [{"name": one.name, "address": one.address} for one in found]
        for name, found in people.items()
    }
    found = {"text": parsed.text, "body": parsed.html, "subject": parsed.subject}
    message = {"_id": "1", **fields, **found, "attachments": list(parsed.attachments)}
    mail = Mail(client.IncomingEmailMessage.from_dict({**message, "raw": parsed.raw_text()}))
    mail._raw_bytes = raw  # as fetched, where JSON cannot carry it
    return mail


def test_each_kind_has_enough() -> None:
    kinds = [case.kind for case in CASES]
    assert all(kinds.count(kind) >= 5 for kind in kinds)


def seen(case: Case, mail: Mail, head: Callable[[], str]) -> dict[str, Any]:
    """What the case asks for; ``head`` gives the headers as they came."""
    return {name: head() if name == "head" else SEEN[name](mail) for name in case.right}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_alone(case: Case) -> None:
    found = seen(case, _alone(case.raw), parse_mail(case.raw, sender="").header_text)
    assert found == case.right


@pytest.mark.parametrize("via", ["socket", "poll"])
def test_by_smtp(
    service: tuple[Sandbox, client.ApiClient], sender: Sender, via: Literal["socket", "poll"]
) -> None:
    api_client = service[1]
    messages = client.MessagesApi(api_client)
    with client.Inbox(domain=DOMAIN, api_client=api_client, via=via) as inbox:
        for case in CASES:
            sender.send_bytes(case.raw, inbox.address)
            inbox.refresh()
            mail = inbox.wait(timeout=10)

            def head(mail: Mail = mail) -> str:
                return str(messages.get_headers(mail.inbox, mail.id, format="plain"))

            assert seen(case, mail, head) == case.right, case


def test_by_stream(service: tuple[Sandbox, client.ApiClient], sender: Sender) -> None:
    address = f"stream@{DOMAIN}"
    with client.WebSocketsApi(service[1]).stream(addresses=DOMAIN) as stream:
        for case in CASES:
            sender.send_bytes(case.raw, address)
        for case in CASES:
            mail = Mail.from_frame(next(stream), service[1])
            right = {name: value for name, value in case.right.items() if name != "head"}
            assert {name: SEEN[name](mail) for name in right} == right, case
