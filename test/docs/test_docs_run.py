"""Every example of the pages runs, against the sandbox.

A fence that cannot run says why in a comment above it: ``<!-- not run: why -->``. The pages on
pytest, Django, webhooks and the relay have tests of their own.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import smtplib
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from pathlib import Path
from typing import NamedTuple

import pytest
from support.commands import Terminal, environment, started
from support.streams import eventually

import client
from client.sandbox import Sandbox

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
REFERENCE = [*sorted(ROOT.glob("docs/*Api.md")), ROOT / "docs/README.md"]
GUIDES = [ROOT / "README.md", *sorted(ROOT.glob("docs/guides/*.md"))]
ELSEWHERE = [ROOT / f"docs/guides/{name}.md" for name in ("pytest", "django", "webhooks", "relay")]
GUIDES = [page for page in GUIDES if page not in ELSEWHERE]
WITH_SHELL = [ROOT / "README.md", ROOT / "docs/guides/command_line.md"]

_FENCE = re.compile(r"(?:<!-- not run: (.+?) -->\n)?```(python|bash|console)\n(.*?)```", re.S)
_ENDLESS = r"^ *(async )?for frame in stream"
_ADDRESS = re.compile(r"[\w.-]+@[\w.-]+")
#: What the examples are about. Of this content is the checksum that they use.
INBOX, DOMAIN = "qa-signup@acme-qa.msdc.co", "acme-qa.msdc.co"
ID, ACCOUNT = "m9Qk2TzW41nb-0", "acme_qa"
CONTENT = b"The quick brown fox jumps over the lazy dog"

#: What the reader of a page has already: how their own program has a mail sent.
PRELUDE = """
import os, smtplib
from email.message import EmailMessage

def sign_up(address):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@b.example", address, "Your code"
    message.set_content("Your code is 481516, or https://shop.example/verify?token=7hGq2")
    with smtplib.SMTP(*os.environ["MAILSAC_SMTP"].split(":")) as smtp:
        smtp.send_message(message)

def enter(code):
    assert code == "481516"
"""


class Fence(NamedTuple):
    page: Path
    line: int
    language: str
    code: str
    why_not: str | None


def fences(pages: list[Path]) -> Iterator[Fence]:
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for found in _FENCE.finditer(text):
            line = text[: found.start()].count("\n") + 1
            yield Fence(page, line, found[2], found[3], found[1])


def cases(pages: list[Path], language: str) -> list[object]:
    return [
        pytest.param(fence, id=f"{fence.page.relative_to(ROOT)}:{fence.line}")
        for fence in fences(pages)
        if fence.language == language and not fence.why_not
    ]


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A sandbox with what the examples are about, that the environment leads to."""
    with Sandbox(tls=False) as sandbox:
        monkeypatch.setenv("MAILSAC_API_URL", sandbox.api_url)
        monkeypatch.setenv("MAILSAC_SOCKET_URL", sandbox.socket_url)
        monkeypatch.setenv("MAILSAC_API_KEY", sandbox.api_key)
        monkeypatch.setenv("MAILSAC_SMTP", "{}:{}".format(*sandbox.smtp))
        monkeypatch.setenv("MAILSAC_DOMAIN", "example.msdc.co")
        for domain in (DOMAIN, "example.msdc.co", "sandbox.example"):
            sandbox.enable_domain(domain)
        yield sandbox


def deliver(sandbox: Sandbox, *addresses: str) -> None:
    message = EmailMessage()
    message["From"], message["To"] = "Acme <noreply@acme.example>", ", ".join(addresses)
    message["Subject"] = "Your code"
    message.set_content("Your code is 481516.")
    message.add_attachment(CONTENT, maintype="application", subtype="pdf", filename="a.pdf")
    with smtplib.SMTP(*sandbox.smtp) as smtp:
        smtp.send_message(message)


@pytest.mark.parametrize("fence", cases(REFERENCE, "python"))
def test_an_example_of_the_reference_runs(
    fence: Fence, sandbox: Sandbox, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code = fence.code
    addresses = client.AddressesApi()
    forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
    if "create_address" not in code:
        for address in {INBOX, *_ADDRESS.findall(code)}:
            addresses.create_address(address, body=forwarding)
    deliver(sandbox, INBOX, "anyone@public.example")
    (message,) = client.MessagesApi().list_messages(INBOX)
    if "for frame in stream" in code:
        assert interrupted(sandbox, fence, tmp_path)
        return
    code = code.replace(ID, message.id).replace(ACCOUNT, client.AccountApi().user().id or "")
    exec(compile(code, fence.page.name, "exec"), {"__name__": "__main__"})
    shown = capsys.readouterr().out
    assert ("The service refused: 404" in shown) == ("docs_only" in code)
    assert ("The service refused" in shown) == ("docs_only" in code)
    assert "No answer" not in shown


@pytest.mark.parametrize("fence", cases(GUIDES, "python"))
def test_an_example_of_a_guide_runs(fence: Fence, sandbox: Sandbox, tmp_path: Path) -> None:
    if "create_address" not in fence.code:
        forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
        for address in set(_ADDRESS.findall(fence.code)):
            client.AddressesApi().create_address(address, body=forwarding)
    assert interrupted(sandbox, fence, tmp_path)


def interrupted(sandbox: Sandbox, fence: Fence, folder: Path) -> bool:
    """Run a program while mail comes. One that has no end gets Ctrl-C once it has shown something.

    Returns:
        Whether it did as it should. Else it raises.
    """
    is_endless = re.search(_ENDLESS, fence.code, re.M) is not None
    to = {*_ADDRESS.findall(fence.code), "someone@example.msdc.co", "someone@sandbox.example"}
    command = [sys.executable, "-u", "-W", "error", "-c", PRELUDE + fence.code]
    if "def test_" in fence.code:
        (folder / "test_it.py").write_text(PRELUDE + fence.code, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-W", "error", "-p", "no:cacheprovider"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    over = threading.Event()

    def feed() -> None:
        while not over.wait(0.1):
            deliver(sandbox, *to)

    feeder = threading.Thread(target=feed)
    feeder.start()
    try:
        assert process.stdout is not None
        shown = ""
        if is_endless:
            shown = process.stdout.readline()
            os.killpg(process.pid, signal.SIGINT)
        rest, errors = process.communicate(timeout=30)
        shown += rest
    finally:
        over.set()
        feeder.join()
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    if not is_endless:
        assert process.returncode == 0, shown + errors
        return True
    assert shown, errors
    assert errors.rstrip().endswith("KeyboardInterrupt")
    return True


def test_what_does_not_run_says_why() -> None:
    for fence in fences([*REFERENCE, *GUIDES, *ELSEWHERE]):
        assert fence.why_not is None or len(fence.why_not) > 10, fence


def shell(page: Path) -> list[Fence]:
    return [fence for fence in fences([page]) if fence.language != "python" and not fence.why_not]


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
@pytest.mark.parametrize("page", WITH_SHELL, ids=lambda page: str(page.relative_to(ROOT)))
def test_the_shell_of_a_page_is_a_session(page: Path, tmp_path: Path) -> None:
    """Pasted one after another, with the sandbox that the first starts, and no other mail."""
    first, *others = shell(page)
    with started(environment(), "sandbox") as process:
        assert process.stdout is not None
        exports = process.stdout.read()
        command, expected = taken_apart(first)
        assert command == "mailsac sandbox"
        assert general(expected or exports) == general(exports)
        folder = tmp_path / "bin"
        folder.mkdir()
        mailsac = folder / "mailsac"
        mailsac.write_text(f'#!/bin/sh\nexec {sys.executable} -m client "$@"\n')
        mailsac.chmod(0o755)
        env = environment(
            TERM="dumb", PYTHONPATH=str(ROOT), PATH=f"{folder}:{os.environ['PATH']}", PS1=""
        )
        bash = f"import os; os.chdir({str(tmp_path)!r}); os.execlp('bash', 'bash', '--norc', '-i')"
        with Terminal(env, program=bash) as terminal:
            paste(terminal, exports)
            for fence in others:
                command, expected = taken_apart(fence)
                if command.startswith("#!"):
                    (tmp_path / "script").write_text(command, encoding="utf-8")
                    command = "bash ./script"
                seen = paste(terminal, command, expected, tmp_path)
                assert general(expected) in general(seen)
                if "--code" in fence.code:
                    assert re.search(r"^(The code is )?481516\.?$", seen, re.M)


def taken_apart(fence: Fence) -> tuple[str, str]:
    """What is to be pasted; and what is then seen, if the page says so."""
    if fence.language == "bash":
        return fence.code.rstrip("\n"), ""
    prompt, _, expected = fence.code.partition("\n")
    return prompt.removeprefix("$ "), expected


def paste(terminal: Terminal, command: str, expected: str = "", folder: Path | None = None) -> str:
    """Paste a command into a shell, end it by Ctrl-C if it has no end, and see how it ends."""
    terminal.seen = ""
    terminal.type(f"{command}\n")
    status = 0
    if command.startswith("mailsac listen"):
        status = 130
        if (file := re.search(r">> (\S+)", command)) and folder:
            saved = folder / file[1]
            eventually(lambda: saved.exists() and saved.stat().st_size)
        else:
            terminal.read_until("\r\n\r\n  ")  # the mail's text
            terminal.read_until(expected.rstrip().rpartition("\n")[2])
        terminal.type("\x03")
        terminal.read_until("^C")
    elif expected.startswith("mailsac: "):
        status = 3
    terminal.type("echo ended with $?.\n")
    return terminal.read_until(f"ended with {status}.").replace("\r\n", "\n")


def test_what_is_pasted_has_no_comments() -> None:
    """For zsh, which takes them for arguments."""
    found = 0
    for fence in fences([*GUIDES, *ELSEWHERE]):
        if fence.language != "python" and not fence.code.startswith("#!"):
            assert not re.search(r"(^|\s)#", fence.code, re.M), fence
            found += 1
    assert found > 10


def general(text: str) -> str:
    """A text without what differs from run to run: ports, keys and times."""
    text = re.sub(r"k_[0-9a-f]{32}|(?<=127.0.0.1:)\d+|(?<=token=)[\w-]{43}", "...", text)
    return re.sub(r"(\d{4}-\d\d-\d\dT)?\d\d:\d\d:\d\dZ?", "12:00:00", text)
