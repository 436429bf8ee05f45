"""The options of ``mailsac sandbox``, as other programs meet them."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import smtplib
import socket
import sqlite3
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import websocket
from support.commands import environment, run, started

from client.sandbox import Sandbox

pytestmark = pytest.mark.once

ADDRESS = "you@sandbox.example"


@contextlib.contextmanager
def sandbox(*args: str | Path, **env: str) -> Iterator[tuple[dict[str, str], Any]]:
    """What it prints, as variables, and its process."""
    with started(environment(**env), "sandbox", *args) as process:
        assert process.stdout is not None
        lines = process.stdout.read()
        yield dict(re.findall(r"^export (\w+)='?(.*?)'?$", lines, re.M)), process


def smtp(variables: dict[str, str]) -> smtplib.SMTP:
    host, _, port = variables["MAILSAC_SMTP"].rpartition(":")
    return smtplib.SMTP(host, int(port), timeout=10)


def send(variables: dict[str, str], to: str = ADDRESS) -> None:
    with smtp(variables) as link:
        link.sendmail("shop@shop.example", [to], "Subject: Hello\n\nYour code is 481516.")


def get(variables: dict[str, str], path: str, **headers: str) -> Any:
    headers["Mailsac-Key"] = variables["MAILSAC_API_KEY"]
    request = urllib.request.Request(variables["MAILSAC_API_URL"] + path, headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def test_bare_frames_and_addresses_that_are_faults() -> None:
    with sandbox("--frames", "bare", "--fault-addresses") as (variables, _):
        url = f"{variables['MAILSAC_SOCKET_URL']}?key={variables['MAILSAC_API_KEY']}"
        link = websocket.create_connection(f"{url}&addresses={ADDRESS}", timeout=60)
        with contextlib.closing(link):
            assert json.loads(link.recv())["addresses"] == [ADDRESS]
            with pytest.raises(smtplib.SMTPRecipientsRefused):
                send(variables, "you+550@sandbox.example")
            send(variables)
            frame = json.loads(link.recv())
        assert frame["to"] == [{"name": "", "address": ADDRESS}]


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("source", ["file", "environment"])
def test_a_login_that_nobody_else_sees(source: str, tmp_path: Path) -> None:
    file = tmp_path / "login"
    file.write_text("shop:s3cret-ä\n", encoding="utf-8")
    file.chmod(0o600)
    args = ["--smtp-login", str(file)] if source == "file" else []
    env = {} if source == "file" else {"MAILSAC_SMTP_LOGIN": "shop:s3cret-ä"}
    with sandbox(*args, **env) as (variables, process):
        assert "s3cret" not in Path(f"/proc/{process.pid}/cmdline").read_text(encoding="utf-8")
        with pytest.raises(smtplib.SMTPSenderRefused):
            send(variables)
        with smtp(variables) as link:
            link.ehlo()
            code, _ = link.docmd("AUTH", "PLAIN AHNob3AAczNjcmV0LcOk")
            assert code == 235
            link.sendmail("shop@shop.example", [ADDRESS], "Subject: Hello\n\nHi")
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert "s3cret" not in errors + str(variables)


def test_mail_outlives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "mails.sqlite"
    with sandbox("--keep", file) as (variables, process):
        send(variables)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 143
    with sandbox("--keep", file) as (variables, _):
        (found,) = get(variables, f"/addresses/{ADDRESS}/messages")
        assert found["subject"] == "Hello"
        taken = run(environment(), "sandbox", "--keep", file)
        assert (taken.returncode, taken.stdout) == (1, "false\n")
        assert taken.stderr == (
            f"mailsac: the sandbox cannot start: another program has {file} open\n"
        )


def test_a_key_of_a_file_stays_over_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text("k_0123456789abcdef\n", encoding="ascii")
    file.chmod(0o600)
    # A key of the real service is not taken over, nor printed.
    with sandbox("--key-file", file, MAILSAC_API_KEY="k_real") as (variables, _):
        assert variables["MAILSAC_API_KEY"] == "k_0123456789abcdef"
        assert get(variables, "/me")["_id"] == "sandbox"


def test_a_kept_domain_that_is_not_ours_is_told(tmp_path: Path) -> None:
    file = tmp_path / "mails.sqlite"
    with Sandbox(tls=False, keep=file) as other:
        other.add_foreign("sandbox.example")
    done = run(environment(), "sandbox", "--keep", file)
    assert (done.returncode, done.stdout) == (1, "false\n")
    assert "the sandbox cannot start: another account has sandbox.example" in done.stderr


def test_a_file_of_another_program_is_told(tmp_path: Path) -> None:
    file = tmp_path / "theirs.sqlite"
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE theirs (x)")
    done = run(environment(), "sandbox", "--keep", file)
    assert (done.returncode, done.stdout) == (1, "false\n")
    assert (
        done.stderr == f"mailsac: the sandbox cannot start: {file} is not a file of the sandbox\n"
    )


def test_a_file_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "none" / "mails.sqlite"
    done = run(environment(), "sandbox", "--keep", file)
    assert (done.returncode, done.stdout) == (1, "false\n")
    told = f"mailsac: the sandbox cannot start: {file}: No such file or directory\n"
    assert done.stderr == told


def test_what_an_address_for_others_means_is_said() -> None:
    args = ["--bind", "0.0.0.0", "--host", "mail.test", "--host", "192.0.2.7"]
    with sandbox(*args, "--smtp-tls", "implicit") as (variables, process):
        assert variables["MAILSAC_API_URL"].startswith("http://127.0.0.1:")
        assert os.path.exists(variables["MAILSAC_CA_FILE"])
        for host in ("mail.test", "192.0.2.7:8080"):
            assert get(variables, "/me", Host=host)["_id"] == "sandbox"
        with pytest.raises(urllib.request.HTTPError, match="403"):
            get(variables, "/me", Host="evil.test")
        host, _, port = variables["MAILSAC_SMTP"].rpartition(":")
        with socket.create_connection((host, int(port)), 10) as link:
            link.settimeout(0.1)
            with pytest.raises(TimeoutError):  # TLS begins, so it waits for the peer
                link.recv(1)
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=20)
    assert "others can reach the sandbox at 0.0.0.0" in errors


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["--bind", "mail.test"], "bind must be an IP address"),
        (["--host", "mail.test:80"], "hosts must be names"),
        (["--frames", "other"], "--frames"),
        (["--smtp-tls", "ssl"], "--smtp-tls"),
        (["--smtp-login", "shop:s3cret"], "--smtp-login: cannot read the file: "),
    ],
)
def test_bad_use(args: list[str], told: str) -> None:
    done = run(environment(), "sandbox", *args)
    assert (done.returncode, done.stdout) == (2, "false\n")
    assert told in done.stderr
    assert "s3cret" not in done.stderr


def test_a_login_of_the_environment_that_is_none_is_not_repeated() -> None:
    done = run(environment(MAILSAC_SMTP_LOGIN="s3cret"), "sandbox")
    assert (done.returncode, done.stdout) == (2, "false\n")
    assert done.stderr == "mailsac: smtp_login must have the form USER:PASSWORD\n"
