"""What the tests of the command share: the sandbox, running the command, a pseudo-terminal."""

from __future__ import annotations

import contextlib
import os
import re
import select
import signal
import smtplib
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path

from client.sandbox import Sandbox
from support.streams import eventually

DOMAIN = "box.example"
#: For what is interrupted at any moment: the standard library, too, leaves a file to be collected.
INTERRUPTED = {"PYTHONWARNINGS": "ignore"}
LINK = "https://shop.example/verify?token=7hGq2"

#: Runs the command as if a package were not installed.
WITHOUT = (
    "import sys; sys.modules[{name!r}] = None; sys.argv[0] = 'mailsac'; "
    "from client.cli import script; script()"
)


def new_address() -> str:
    return f"{uuid.uuid4().hex[:12]}@{DOMAIN}"


def environment(**more: str) -> dict[str, str]:
    """The environment of a command that finds no sandbox, nor any setting of the caller's."""
    unwanted = re.compile(r"MAILSAC_|PYTHON|NO_COLOR|FORCE_COLOR|COLUMNS|LINES|.*_proxy", re.I)
    kept = {name: value for name, value in os.environ.items() if not unwanted.match(name)}
    # Whatever happens, nothing is to reach past this machine.
    nowhere = {
        "MAILSAC_API_URL": "http://127.0.0.1:9",
        "MAILSAC_SOCKET_URL": "ws://127.0.0.1:9",
    }
    python = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "error"}
    return kept | nowhere | python | {"TERM": "xterm-256color"} | more


def access(sandbox: Sandbox, **more: str) -> dict[str, str]:
    """The environment of a command that uses this sandbox."""
    settings = {
        "MAILSAC_API_URL": sandbox.api_url,
        "MAILSAC_SOCKET_URL": sandbox.socket_url,
        "MAILSAC_API_KEY": sandbox.api_key,
        "MAILSAC_DOMAIN": DOMAIN,
    }
    return environment(**(settings | more))


def command(*args: str | Path, program: str = "") -> list[str]:
    """The command line; with a program in place of the module, for what has to be arranged."""
    how = ["-c", program] if program else ["-m", "client"]
    return [sys.executable, *how, *map(str, args)]


def run(
    env: dict[str, str], *args: str | Path, program: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run the command to its end, with pipes."""
    return subprocess.run(
        command(*args, program=program),
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@contextlib.contextmanager
def started(
    env: dict[str, str], *args: str | Path, program: str = ""
) -> Iterator[subprocess.Popen[str]]:
    """Run the command, with pipes, beside the test."""
    process = subprocess.Popen(
        command(*args, program=program),
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


@contextlib.contextmanager
def listening(
    sandbox: Sandbox, *args: str | Path, program: str = "", **more: str
) -> Iterator[subprocess.Popen[str]]:
    """``mailsac listen``, once it listens."""
    eventually(lambda: sandbox.connections == 0)
    with started(access(sandbox, **more), "listen", *args, program=program) as process:
        eventually(lambda: sandbox.connections == 1 or process.poll() is not None)
        yield process


def ended(process: subprocess.Popen[str], number: int) -> tuple[int, str, str]:
    """Send a signal; return the exit status, and what was still to be read of both outputs."""
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    return process.returncode, out, err


def send(sandbox: Sandbox, to: str, raw: bytes | EmailMessage | None = None) -> None:
    """Send a mail to the sandbox; by default that of a sign-up."""
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        if isinstance(raw, bytes):
            smtp.sendmail("s@x.example", [to], raw)
        else:
            smtp.send_message(raw or sign_up(), "s@x.example", [to])


def sign_up(
    subject: str = "Your code is 481516", text: str = "Your code is 481516.", html: str = ""
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Example Shop <noreply@shop.example>"
    message["Subject"] = subject
    if html:
        message.set_content(html, "html")
    else:
        message.set_content(f"{text}\n{LINK}\n")
    return message


#: Everything that a mail may try on a terminal, and that a program may do to it by mistake.
HOSTILE_PARTS = [
    "\x1b]0;title\x07", "\x1b[2J", "\x1b[31mred", "\x9b2J", "\x08\x08", "\x7f", "\x00", "\x0e",
    "\u202eback", "\u2066in\u2069", "\u200f", "\ufeff", "\U000e0041", "\u2028",
]  # fmt: skip
PLAIN_PARTS = [
    "[bold]b[/bold]", "[/]", "[link=https://evil.example]x[/link]", ":smile:", "ñ日本語😀", "12345",
]  # fmt: skip


def hostile() -> EmailMessage:
    text = " ".join([*HOSTILE_PARTS, *PLAIN_PARTS])
    message = EmailMessage()
    message["From"] = '"Shop \u202e\x9b[31m" <a@x.example>'
    message["Subject"] = text.replace("\u2028", "").replace("\x00", "")
    message.set_content(f"{text}\nFrom:     nobody\n\ttab\r\x1b[1A", cte="base64")
    return message


class Terminal:
    """A command in a pseudo-terminal of its own, which it can be interrupted from."""

    def __init__(self, env: dict[str, str], *args: str, program: str = "") -> None:
        self.master, slave = os.openpty()
        self.seen = ""
        # A new session takes the first terminal that it opens for its own, so Ctrl-C reaches it.
        script = 'name=$1; shift; exec "$@" <"$name" >"$name" 2>"$name"'
        arguments = ["sh", "-c", script, "sh", os.ttyname(slave), *command(*args, program=program)]
        self.process = subprocess.Popen(arguments, env=env, stdin=slave, start_new_session=True)
        os.close(slave)

    def read_until(self, text: str) -> str:
        """Read until the text has come; return all that was ever read."""
        end = time.monotonic() + 20
        while text not in self.seen:
            assert self._read(end - time.monotonic()), f"{text!r} is not in {self.seen!r}"
        return self.seen

    def type(self, text: str) -> None:
        os.write(self.master, text.encode())

    def end(self) -> int:
        """Read to the end; return the exit status."""
        end = time.monotonic() + 20
        while self._read(end - time.monotonic()):
            pass
        print(repr(self.seen))  # for the report of a test that fails
        return self.process.wait(60)

    def _read(self, seconds: float) -> bool:
        if not select.select([self.master], [], [], max(seconds, 0))[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # EIO: nobody has it open any more
            return False
        self.seen += data.decode("utf-8", "surrogateescape")
        return bool(data)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(60)
        os.close(self.master)
