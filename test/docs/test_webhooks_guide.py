"""The guide to webhooks, as it stands: both servers get a mail of the sandbox."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from support.sandboxes import deliver, mail
from support.senders import missing
from support.streams import eventually

from client.sandbox import Sandbox

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs/guides/webhooks.md").read_text(encoding="utf-8")
PROGRAMS = re.findall(r"```python\n(.*?)```", GUIDE, re.S)
COMMANDS = re.findall(r"```text\n(.*?)\n```", GUIDE, re.S)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def answers(port: int) -> bool:
    with socket.socket() as link:
        return link.connect_ex(("127.0.0.1", port)) == 0


@pytest.mark.parametrize("number", [0, 1], ids=["flask", "fastapi"])
def test_a_server_gets_mail(number: int, tmp_path: Path) -> None:
    *servers, setting = PROGRAMS
    command = shlex.split(COMMANDS[number])
    for needed in (command[0], ("flask", "fastapi")[number]):
        if find_spec(needed) is None:
            missing(f"{needed} is not installed: pip install {needed}")
    (name,) = re.findall(r"with_\w+", COMMANDS[number])
    (tmp_path / f"{name}.py").write_text(servers[number], encoding="utf-8")
    port = str(free_port())
    command = [port if word == "5000" else word for word in command]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}
    with Sandbox(tls=False) as sandbox:
        environment |= {"MAILSAC_API_URL": sandbox.api_url, "MAILSAC_API_KEY": sandbox.api_key}
        server = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=tmp_path,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        with server:
            try:
                eventually(lambda: answers(int(port)))
                program = setting.replace("5000", port)
                subprocess.run(
                    [sys.executable, "-W", "error", "-c", program],
                    env=environment,
                    check=True,
                    timeout=60,
                )
                deliver(sandbox, mail("Größe"), "sign-up@sandbox.example")
                assert server.stdout is not None
                lines = iter(server.stdout.readline, "")
                told = "sign-up@sandbox.example: Größe\n"
                assert any(line == told for line in lines)  # Flask greets first
                eventually(sandbox.events)
                (event,) = sandbox.events()
                assert event.text == f"http://127.0.0.1:{port}/mail: 200 (try 1 of 3)"
            finally:
                server.kill()
