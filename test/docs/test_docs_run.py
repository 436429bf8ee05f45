"""Every example of the pages runs, against the sandbox.

A fence that cannot run says why in a comment above it: ``<!-- not run: why -->``. The page on
pytest has a test of its own.
"""

from __future__ import annotations

import os
import re
import shlex
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
from support.commands import Terminal, environment, run, started
from support.streams import eventually

import client
from client.sandbox import Sandbox

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent
REFERENCE = [*sorted(ROOT.glob("docs/*Api.md")), ROOT / "docs/README.md"]
GUIDES = [ROOT / "README.md", *sorted(ROOT.glob("docs/guides/*.md"))]
GUIDES.remove(ROOT / "docs/guides/pytest.md")

_FENCE = re.compile(r"(?:<!-- not run: (.+?) -->\n)?```(python|bash)\n(.*?)```", re.S)
_ENDLESS = r"^ *(async )?for frame in stream|^mailsac (listen|sandbox)"
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
    if fence.language == "bash":
        command = ["bash", "-c", f"set -e -o pipefail\n{fence.code}"]
    elif "def test_" in fence.code:
        (folder / "test_it.py").write_text(PRELUDE + fence.code, encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-W", "error", "-p", "no:cacheprovider"]
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PATH": f"{SCRIPTS}:{os.environ['PATH']}"},
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
            if found := re.search(r">> (\S+)", fence.code):
                file = folder / found[1]
                eventually(lambda: file.exists() and file.stat().st_size)
                shown = file.read_text(encoding="utf-8")
            else:
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
    if fence.language == "bash":
        assert not re.search("^(Traceback|usage:)", errors, re.M), errors
    else:
        assert errors.rstrip().endswith("KeyboardInterrupt")
    return True


@pytest.mark.parametrize("fence", cases(GUIDES, "bash"))
def test_a_command_of_a_guide_runs(fence: Fence, sandbox: Sandbox, tmp_path: Path) -> None:
    assert interrupted(sandbox, fence, tmp_path)


def test_what_does_not_run_says_why() -> None:
    for fence in fences([*REFERENCE, *GUIDES]):
        assert fence.why_not is None or len(fence.why_not) > 10, fence


def test_the_sessions_of_the_command_line_are_what_is_seen() -> None:
    """One after another, with the sandbox that the first of them starts."""
    page = ROOT.joinpath("docs/guides/command_line.md").read_text(encoding="utf-8")
    shown = dict(re.findall(r"```console\n\$ (.+)\n((?s:.*?))```", page))
    commands = [shlex.split(command)[1:] for command in shown]
    assert [words[0] for words in commands] == ["sandbox", "listen", "wait", "wait"]
    exports, listened, *waited = shown.values()
    with started(environment(), *commands[0]) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in exports.splitlines()]
        assert general("".join(lines)) == general(exports)
        env = environment(
            **dict(re.findall(r"export (\w+)=(\S*)", "".join(lines).replace("'", "")))
        )
        with Terminal(env, *commands[1]) as terminal:
            terminal.read_until("listening to")
            host, port = env["MAILSAC_SMTP"].split(":")
            with smtplib.SMTP(host, int(port)) as smtp:
                smtp.send_message(welcome())
            terminal.read_until("481516.")
            terminal.type("\x03")
            assert terminal.end() == 130
            seen = re.sub(r"\x1b\[[0-9;]*m", "", terminal.seen).replace("\r\n", "\n")
        assert general(seen).startswith(general(listened))
        for words, expected in zip(commands[2:], waited, strict=True):
            done = run(env, *words)
            assert general(done.stdout + done.stderr) == general(expected)


def general(text: str) -> str:
    """A text without what differs from run to run: ports, keys and times."""
    text = re.sub(r"k_[0-9a-f]{32}|(?<=127.0.0.1:)\d+", "...", text)
    return re.sub(r"(\d{4}-\d\d-\d\dT)?\d\d:\d\d:\d\dZ?", "12:00:00", text)


def welcome() -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Example Shop <noreply@shop.example>"
    message["To"] = "you@sandbox.example"
    message["Subject"] = "Your code is 481516"
    message.set_content("Welcome!\n\nYour code is 481516.\n")
    link = "https://shop.example/verify?token=7hGq2"
    html = f'<p>Welcome!</p><p>Your code is 481516.</p><p><a href="{link}">Verify</a></p>'
    message.add_alternative(html, subtype="html")
    return message
