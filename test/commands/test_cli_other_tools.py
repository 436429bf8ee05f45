"""What the guide shows of tools that are not ours, against ``mailsac sandbox``."""

from __future__ import annotations

import contextlib
import re
import shutil
import smtplib
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.commands import environment, run, started

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guides" / "command_line.md").read_text(encoding="utf-8")


def shown(start: str) -> str:
    """The one line of the guide that starts so."""
    (line,) = re.findall(rf"^{re.escape(start)}.*$", GUIDE, re.M)
    return str(line)


@contextlib.contextmanager
def sandbox(*args: str) -> Iterator[dict[str, str]]:
    """The environment that the lines of ``mailsac sandbox`` make."""
    with started(environment(), "sandbox", *args) as process:
        assert process.stdout is not None
        exports = re.findall(r"^export (\w+)='?(.*?)'?$", process.stdout.read(), re.M)
        yield environment() | dict(exports)


@pytest.mark.skipif(not shutil.which("swaks"), reason="needs swaks")
def test_swaks_sends() -> None:
    with sandbox() as env:
        sent = subprocess.run(
            ["sh", "-c", shown("swaks ")], env=env, capture_output=True, text=True, timeout=60
        )
        assert sent.returncode == 0, sent.stdout + sent.stderr
        found = run(env, "wait", "you@sandbox.example", "--code", "--timeout", "10")
    assert (found.returncode, found.stdout) == (0, "481516\n"), found.stderr


def node(program: str) -> list[str]:
    """The command for a program that uses ``ws``; the test is skipped if there is none."""
    path = shutil.which("node")
    if path is None:
        pytest.skip("needs node")
    command = [path, "-e"]
    if subprocess.run([*command, "require('ws')"], cwd=ROOT, capture_output=True).returncode:
        pytest.skip("needs Node's package ws: npm install --no-save ws")
    return [*command, f"const WebSocket = require('ws'); {program}"]


@pytest.mark.parametrize("tls", [False, True], ids=["plain", "tls"])
def test_ws_of_node_receives(tls: bool) -> None:
    receive = f"""
        const ws = {shown("new WebSocket(")}
        ws.on("message", (data) => console.log(String(data)))
    """
    command = node(receive)
    if tls:
        setting, _, _ = shown("NODE_EXTRA_CA_CERTS=").partition(" node ")
        command = ["sh", "-c", f'{setting} exec "$@"', "sh", *command]
    with sandbox(*["--tls"][:tls]) as env:
        process = subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, encoding="utf-8"
        )
        with process:
            try:
                assert process.stdout is not None
                assert '"msg":"Listening"' in process.stdout.readline()
                host, _, port = env["MAILSAC_SMTP"].partition(":")
                with smtplib.SMTP(host, int(port), timeout=10) as smtp:
                    smtp.sendmail("s@x.example", ["a@sandbox.example"], "Subject: for Node\n\nHi")
                assert '"subject":"for Node"' in process.stdout.readline()
            finally:
                process.kill()
