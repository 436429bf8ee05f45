"""``mailsac sandbox`` as a script uses it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
from pathlib import Path

import pytest
from support.commands import WITHOUT, environment, run, started
from support.streams import eventually

from client.sandbox import Sandbox


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


@pytest.mark.once
@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_a_script_sources_its_lines_and_ends_it(tmp_path: Path) -> None:
    mailsac = tmp_path / "mailsac"
    mailsac.write_text(f'#!/bin/sh\nexec {sys.executable} -m client "$@"\n')
    mailsac.chmod(0o755)
    script = """
        source <(mailsac sandbox)
        sandbox=$!
        python3 -c '
import os, smtplib
host, port = os.environ["MAILSAC_SMTP"].split(":")
mail = "Subject: Hello\\n\\nYour code: 481516"
with smtplib.SMTP(host, int(port)) as smtp:
    smtp.sendmail("s@x.example", "a@sandbox.example", mail)
'
        CODE=$(mailsac wait a@sandbox.example --code)
        echo "$? $CODE"
        kill "$sandbox"
        while kill -0 "$sandbox" 2>&-; do sleep 0.05; done
    """
    env = environment()
    done = subprocess.run(
        ["bash", "-c", script],
        env=env | {"PATH": f"{tmp_path}:{env['PATH']}"},
        capture_output=True,
        text=True,
        timeout=40,
    )
    assert (done.stdout, done.stderr) == ("0 481516\n", "")


@pytest.mark.skipif(not shutil.which("bash"), reason="needs bash")
def test_a_script_ends_if_the_sandbox_cannot_start() -> None:
    words = f"source <({sys.executable} -m client sandbox --port 99999) || exit; echo went on"
    done = subprocess.run(
        ["bash", "-c", words], env=environment(), capture_output=True, text=True, timeout=40
    )
    assert (done.returncode, done.stdout) == (1, "")


def test_only_the_lines_go_to_standard_output_with_tls() -> None:
    smtp, port, page = free_port(), free_port(), free_port()
    args = ["sandbox", "--tls", "--smtp", f"{smtp}", "--port", f"{port}", "--page-port", f"{page}"]
    with started(environment(), *args) as process:
        assert process.stdout is not None
        lines = process.stdout.read()  # to its end, while the sandbox runs
        assert process.poll() is None
        exports = dict(re.findall(r"^export (MAILSAC_\w+)=(\S+)$", lines, re.M))
        assert len(exports) == len(lines.splitlines()) == 7
        assert exports["MAILSAC_API_URL"] == f"https://127.0.0.1:{port}/api"
        assert exports["MAILSAC_SOCKET_URL"] == f"wss://127.0.0.1:{port}/incoming-messages"
        assert exports["MAILSAC_SMTP"] == f"127.0.0.1:{smtp}"
        assert exports["MAILSAC_PAGE_URL"].startswith(f"'http://127.0.0.1:{page}/?token=")
        context = ssl.create_default_context(cafile=exports["MAILSAC_CA_FILE"])
        with socket.create_connection(("127.0.0.1", port), timeout=10) as sock:
            with context.wrap_socket(sock, server_hostname="localhost") as secure:
                assert secure.version() is not None

        for option, taken in (("--smtp", smtp), ("--port", port), ("--page-port", page)):
            done = run(environment(), "sandbox", option, str(taken))
            assert (done.returncode, done.stdout) == (1, "false\n")
            assert done.stderr.startswith("mailsac: the sandbox cannot start: Address already in")
            assert str(taken) in done.stderr

        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=60) == ("", "")
        assert process.returncode == 143
    assert not os.path.exists(exports["MAILSAC_CA_FILE"])


@pytest.mark.once
def test_web_connections_are_bounded() -> None:
    port = free_port()
    # In a process of its own: 1,024 descriptors may be all that one has.
    with started(environment(), "sandbox", "--port", str(port)) as process:
        assert process.stdout is not None
        assert process.stdout.read()  # to its end, and so it listens
        with contextlib.ExitStack() as stack:

            def is_served() -> bool:
                link = stack.enter_context(socket.create_connection(("127.0.0.1", port), 10))
                with contextlib.suppress(ConnectionError):
                    link.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                    return link.recv(8) == b"HTTP/1.1"
                return False

            assert sum(is_served() for _ in range(514)) == 512
            # Once some have gone, others may come.
            stack.pop_all().close()
            eventually(is_served)


def test_ports_out_of_bounds_are_named() -> None:
    with pytest.raises(ValueError, match="port"):
        Sandbox(port=-1)
    with pytest.raises(ValueError, match="smtp_port"):
        Sandbox(smtp_port=65536)


@pytest.mark.parametrize("name", ["aiohttp", "aiosmtpd", "idna", "trustme"])
def test_a_missing_extra_is_named(name: str) -> None:
    done = run(environment(), "sandbox", program=WITHOUT.format(name=name))
    assert (done.returncode, done.stdout) == (1, "false\n")
    assert done.stderr.startswith("mailsac: the sandbox cannot start: the sandbox needs ")
    assert "pip install '.[sandbox]'" in done.stderr


@pytest.mark.once
def test_a_token_that_cannot_be_one_is_named() -> None:
    done = run(environment(MAILSAC_PAGE_TOKEN="secret"), "sandbox")
    assert (done.returncode, done.stdout) == (1, "false\n")
    said = "mailsac: the sandbox cannot start: MAILSAC_PAGE_TOKEN must be 16 to 200 characters"
    assert done.stderr.startswith(said)
    assert "secret" not in done.stderr
