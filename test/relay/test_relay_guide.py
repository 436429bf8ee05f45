"""The programs of the guide run, against a real broker and a relay; and so does its unit."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.brokers import Place, free_port
from support.commands import access, environment, started
from support.mails import Sender
from support.streams import eventually

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/guides/relay.md"
PROGRAMS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)

#: What the reader has already.
PRELUDE = """
import smtplib

def sign_up(address):
    with smtplib.SMTP({smtp!r}, {port}) as smtp:
        smtp.sendmail("a@x.example", [address], "Subject: Your code\\n\\nYour code is 481516.")
"""


@pytest.fixture
def relayed(own_place: Place) -> Iterator[Place]:
    """A broker with the stream of the guide, and ``mailsac relay`` for its domain."""
    own_place.sandbox.enable_domain("example.msdc.co")
    place = Place(own_place.broker, own_place.sandbox, own_place.api, "example.msdc.co", "MAILSAC")
    with started(access(place.sandbox), "relay", place.domain, "--to", place.url) as process:
        asyncio.run(place.until_mark())
        assert process.poll() is None
        yield place


@pytest.mark.parametrize("program", PROGRAMS, ids=range(len(PROGRAMS)))
def test_a_program_of_the_guide_runs(relayed: Place, program: str, tmp_path: Path) -> None:
    host, port = relayed.sandbox.smtp
    code = PRELUDE.format(smtp=host, port=port) + program
    is_endless = "for delivery in" in program
    code = code.replace("nats://localhost:4222", relayed.url)
    over = threading.Event()

    def feed() -> None:
        sender = Sender(relayed.sandbox)
        while not over.wait(0.2):
            sender.send(f"someone@{relayed.domain}", "Your code", "Your code is 481516.")
        sender.close()

    feeder = threading.Thread(target=feed)
    feeder.start()
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code],
        cwd=tmp_path,
        env=environment(PYTHONPATH=str(ROOT)),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        if is_endless:
            assert process.stdout is not None
            if "print(" in program:
                assert "481516" in process.stdout.readline()
            else:
                eventually(lambda: any(tmp_path.glob("*.eml")) or process.poll() is not None)
                assert any(tmp_path.glob("*.eml"))
        else:
            out, err = process.communicate(timeout=30)
            assert (process.returncode, out) == (0, "481516\n"), err
    finally:
        process.kill()
        process.communicate()
        over.set()
        feeder.join()


def test_the_unit_starts_what_the_command_takes(place: Place, tmp_path: Path) -> None:
    text = PAGE.read_text(encoding="utf-8")
    found = re.search(r"ExecStart=\S+ (.+)", text)
    assert found is not None
    key = tmp_path / "key"
    key.write_text(place.sandbox.api_key)
    key.chmod(0o600)
    args = found[1].replace("%d/key", str(key)).replace("example.msdc.co", place.domain).split()
    args[args.index("--port") + 1] = str(free_port())
    env = access(place.sandbox, MAILSAC_RELAY_URL=place.url)
    del env["MAILSAC_API_KEY"]
    with started(env, *args, "--stream", place.stream) as process:
        asyncio.run(place.until_mark())
        assert process.poll() is None
