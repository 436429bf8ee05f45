"""Programs for the client of Swagger-codegen, one for each operation, with the sandbox."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.operations import OPERATIONS, snake
from support.sandboxes import Apis, apis_of, deliver, mail
from support.swagger_programs import CHANGES, DOMAIN, OURS, PROGRAMS, PUBLIC

from client.sandbox import Sandbox

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "moving.md"
DOCS_ONLY = {"_doNotUse_WebSocketDocsOnly", "_doNotUse_WebhookDocsOnly"}


@pytest.fixture
def values(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[dict[str, str], Apis]]:
    """What stands for the placeholders, and the APIs of a sandbox that the environment leads to."""
    with Sandbox(tls=False) as sandbox, apis_of(sandbox) as apis:
        monkeypatch.setenv("MAILSAC_API_URL", sandbox.api_url)
        sandbox.enable_domain(DOMAIN)
        apis.addresses.create_address(OURS)
        message = mail("Hello")
        message["To"] = OURS
        message.add_alternative("<p>Your code is 481516.</p>", subtype="html")
        message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="a.pdf")
        deliver(sandbox, message, OURS, PUBLIC, f"any@{DOMAIN}")
        identifier = apis.newest(OURS)
        apis.messages.add_message_label(OURS, identifier, "blue")
        (attached,) = apis.attachments.list_message_attachments(OURS, identifier)
        assert attached.checksum is not None
        yield (
            {"KEY": sandbox.api_key, "MESSAGE": identifier, "CHECKSUM": attached.checksum},
            apis,
        )


def filled_in(text: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        text = re.sub(rf"\b{name}\b", value, text)
    return text


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_program_runs_as_it_is_or_with_the_change_that_the_guide_names(
    name: str, values: tuple[dict[str, str], Apis], capsys: pytest.CaptureFixture[str]
) -> None:
    program = PROGRAMS[name]
    source = filled_in(program.source(name), values[0])
    if name in CHANGES:
        error, old, new = CHANGES[name]
        with pytest.raises((AttributeError, TypeError)) as caught:
            run(source)
        assert f"{type(caught.value).__name__}: {caught.value}" == error
        assert source.count(old) == 1
        source = source.replace(old, new)
    run(source)
    shown = capsys.readouterr().out
    if name in DOCS_ONLY:
        assert shown.startswith("Exception when calling We")
        assert ": 404 " in shown
    else:
        assert filled_in(program.shown or "", values[0]) in shown
        assert (program.shown is None) == (shown == "")
        assert has_been_done(name, values[1])


def run(source: str) -> None:
    exec(compile(source, "program.py", "exec"), {"__name__": "__main__"})


def has_been_done(name: str, apis: Apis) -> bool:
    """Whether an operation that shows nothing of it has had its effect."""
    match name:
        case "UpdateAddress":
            return apis.addresses.get_address(OURS).info == "notes"
        case "DeleteAddress":
            return apis.addresses.list_addresses() == []
        case "DeleteAllMessages":
            return apis.messages.list_messages(OURS) == []
        case "DeleteAllDomainMessages":
            return apis.messages.list_domain_messages(DOMAIN) == []
        case "DeleteMessageLabel":
            return apis.messages.list_messages(OURS)[0].labels == []
    return True


def test_the_guide_counts_them_and_has_each_change() -> None:
    section = GUIDE.read_text(encoding="utf-8").partition("## What runs as it is\n")[2]
    section = section.partition("\n## ")[0]
    assert PROGRAMS.keys() == OPERATIONS.keys()
    assert f"{len(PROGRAMS) - len(CHANGES)} of {len(PROGRAMS)} run as they are" in section
    rows = re.findall(r"^`(\w+)` \| ", section, re.M)
    assert rows == [snake(name) for name in CHANGES]
