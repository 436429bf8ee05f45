"""The command as a shell sees it: arguments, keys, exit statuses, and ``mailsac wait``."""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.commands import (
    DOMAIN,
    LINK,
    access,
    command,
    environment,
    new_address,
    run,
    send,
    sign_up,
    started,
)
from support.http_server import Answer, HttpServer

from client.sandbox import Sandbox

NO_KEY = environment()
WITH_KEY = environment(MAILSAC_API_KEY="k_env")


# -- arguments and help


def test_help_is_quick_and_lists_what_scripts_need() -> None:
    program = (
        "import sys; from client.cli import main; status = main(['--help']); "
        "heavy = {'rich', 'urllib3', 'websocket', 'aiohttp', 'ssl'} & set(sys.modules); "
        "sys.exit(status or str(heavy or ''))"
    )
    done = run(NO_KEY, program=program)
    assert done.stderr == "\n"
    for word in ("listen", "wait", "sandbox", "MAILSAC_API_KEY", "130", "  3    no such mail"):
        assert word in done.stdout
    version = run(NO_KEY, "--version")
    assert (version.returncode, version.stderr) == (0, "")
    assert re.fullmatch(r"mailsac \d+\.\d+\.\d+\n", version.stdout)


@pytest.mark.parametrize(
    ("args", "told"),
    [
        ([], "COMMAND"),
        (["listen"], "ADDRESS"),
        (["listen", "a b"], "blank"),
        (["wait", "k_secret"], "must be an email address"),
        (["wait", "a@x.example", "b@x.example"], "too many arguments"),
        (["wait", "--code", "--link"], "not allowed with"),
        (["wait", "--contains", "x"], "--link"),
        (["wait", "--regex"], "--regex goes with --subject, --from, --to or --text"),
        (["wait", "--regex", "--from", "k_(secret"], "argument --from: no regular expression"),
        (["wait", "--timeout", "nan"], "seconds"),
        (["wait", "--since", "99999999999d"], "a span like 45s"),
        (["wait", "--since", "\u0661h"], "a span like 45s"),
        (["listen", "a@x.example", "--save", ""], "empty"),
        (["sandbox", "--smtp", "65536"], "a port from 1"),
        (["sandbox", "--port", "²"], "a port from 1"),
        (["sandbox", "--port", "0000099999"], "a port from 1"),
    ],
)
def test_bad_use_is_named_with_status_2(args: list[str], told: str) -> None:
    done = run(WITH_KEY, *args)
    assert done.returncode == 2
    # A script that sources the lines of the sandbox must not go on.
    assert done.stdout == ("false\n" if args[:1] == ["sandbox"] else "")
    assert told in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.once
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["wait", "a@x.example", "--key", "k_secret"], "unknown option --key"),
        (["wait", "a@x.example", "--key=k_secret"], "unknown option --key"),
        (["wait", "a@x.example", "-kk_secret"], "unknown option -k"),
        (["wait", "a@x.example", "k_secret"], "too many arguments"),
        (
            ["wait", "--json=k_secret"],
            "argument --json: ignored explicit argument; see mailsac wait",
        ),
        (["k_secret"], "argument COMMAND: invalid choice (choose from "),
        (["k_'secret"], "listen"),
        (["listen", "k_secret"], "addresses must be mail addresses or domains"),
        (["k (choose from secret"], "argument COMMAND: invalid choice (choose from "),
        (["--api-key", "k_secret", "wait"], "argument COMMAND: invalid choice"),
    ],
)
def test_a_key_that_is_given_as_an_argument_is_not_repeated(
    arguments: list[str], told: str
) -> None:
    done = run(WITH_KEY, *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "secret" not in done.stderr


# -- the key and the settings


def test_no_key_says_what_to_set() -> None:
    for name in ("listen", "wait"):
        done = run(NO_KEY, name, "a@x.example")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("mailsac: no API key: set MAILSAC_API_KEY")
        assert '"mailsac sandbox"' in done.stderr
        assert done.stderr.count("\n") == 1


@pytest.mark.once
def test_key_from_a_file(sandbox: Sandbox, tmp_path: Path) -> None:
    address = new_address()
    send(sandbox, address)
    env = access(sandbox, MAILSAC_API_KEY="k_wrong")
    file = tmp_path / "key"
    file.write_text(f"{sandbox.api_key}\nnot this\n")
    file.chmod(0o600)
    done = run(env, "wait", address, "--code", "--key-file", file)
    assert (done.returncode, done.stdout, done.stderr) == (0, "481516\n", "")
    file.chmod(0o644)
    done = run(env, "wait", address, "--code", "--key-file", file)
    assert (done.returncode, done.stdout) == (0, "481516\n")
    assert "chmod 600" in done.stderr


@pytest.mark.once
def test_key_file_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    empty, odd = tmp_path / "empty", tmp_path / "odd"
    empty.touch(0o600)
    odd.touch(0o600)
    odd.write_text("k_sécret\n")
    for path, told in (
        ("k_secret", "cannot read"),
        (tmp_path, "cannot read"),
        (empty, "empty"),
        (odd, "outside ASCII"),
    ):
        done = run(WITH_KEY, "wait", "--key-file", path)
        assert (done.returncode, done.stdout) == (2, "")
        assert told in done.stderr
        assert "cret" not in done.stderr


@pytest.mark.once
def test_settings_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    done = run(WITH_KEY | {"MAILSAC_API_URL": "http://far.example"}, "wait")
    assert done.returncode == 2
    assert "host (MAILSAC_API_URL) must be https://" in done.stderr
    done = run(WITH_KEY | {"MAILSAC_CA_FILE": str(tmp_path / "none.pem")}, "wait")
    assert done.returncode == 2
    assert "none.pem" in done.stderr


@pytest.mark.once
@pytest.mark.parametrize("name", ["listen", "wait"])
def test_a_refused_key_ends_with_status_4(sandbox: Sandbox, name: str) -> None:
    done = run(access(sandbox, MAILSAC_API_KEY="k_wrong"), name, new_address())
    assert (done.returncode, done.stdout) == (4, "")
    assert done.stderr.startswith("mailsac: 401 Unauthorized")
    assert "\nThe service does not accept the API key, or an address belongs to" in done.stderr
    assert "k_wrong" not in done.stderr


@pytest.mark.once
@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answer(403), 4),
        (Answer(404), 4),
        (Answer(429, headers={"Retry-After": "100"}), 4),
        (Answer(500), 1),
        # A page for maintenance is no refusal.
        (Answer(200, b"<h1>Back soon</h1>", {"Content-Type": "text/html"}), 1),
        (Answer(200, b"[{", {"Content-Type": "application/json"}), 1),
    ],
)
def test_what_the_service_answers_decides_the_status(
    server: HttpServer, answer: Answer, status: int
) -> None:
    server.answers = [answer]
    env = WITH_KEY | {"MAILSAC_API_URL": server.url, "MAILSAC_DOMAIN": ""}
    done = run(env, "wait", "a@mailsac.com")
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith("mailsac: ")
    assert server.requests


@pytest.mark.once
@pytest.mark.parametrize("name", ["listen", "wait"])
def test_no_connection_ends_with_status_1(name: str) -> None:
    done = run(WITH_KEY, name, "a@x.example")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("mailsac: no connection to ")


# -- waiting


def test_wait_prints_just_what_is_wanted(sandbox: Sandbox) -> None:
    address = new_address()
    send(sandbox, address)
    env = access(sandbox)
    for option, printed in (("--code", "481516\n"), ("--link", f"{LINK}\n")):
        done = run(env, "wait", address, option)
        assert (done.returncode, done.stdout, done.stderr) == (0, printed, "")
    done = run(env, "wait", address, "--json")
    assert json.loads(done.stdout)["subject"] == "Your code is 481516"
    assert json.loads(done.stdout)["text"].startswith("Your code")
    assert (done.stdout.count("\n"), done.stderr) == (1, "")
    done = run(env, "wait", address)
    lines = done.stdout.splitlines()
    assert lines[:3] == [
        "From:     Example Shop <noreply@shop.example>",
        f"To:       {address}",
        "Subject:  Your code is 481516",
    ]
    assert lines[-3:] == ["  Your code is 481516.", f"  {LINK}", ""]
    assert done.stderr == ""


@pytest.mark.once
def test_wait_makes_an_address_and_says_which_first(sandbox: Sandbox) -> None:
    with started(access(sandbox), "wait", "--code") as process:
        assert process.stderr is not None
        address = process.stderr.readline().strip()
        assert address.endswith(f"@{DOMAIN}")
        send(sandbox, address)
        assert process.communicate(timeout=60) == ("481516\n", "")
        assert process.returncode == 0


@pytest.mark.once
def test_wait_leaves_out_what_is_not_sought(sandbox: Sandbox) -> None:
    address = new_address()
    send(sandbox, address, sign_up("Welcome", "Your code is 111111."))
    send(sandbox, address, sign_up("Reset", "Your code is 222222."))
    env = access(sandbox)
    sought = ("--subject", "RESET", "--sender", "example shop", "--since", "1h", "--code")
    assert run(env, "wait", address, *sought).stdout == "222222\n"
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    done = run(env, "wait", address, "--since", later, "--timeout", "0.2")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith(f"mailsac: no mail to {address} within 0.2 s: sought")
    assert '"Welcome"' in done.stderr
    by_words = ("--from", "shop", "--to", address.upper(), "--text", "is  222", "--code")
    assert run(env, "wait", address, *by_words).stdout == "222222\n"
    by_patterns = ("--subject", "^R", "--from", "Shop <?", "--to", "@", "--text", r"\b2+\.\s")
    done = run(env, "wait", address, *by_patterns, "--regex", "--timeout", "0.2")
    assert (done.returncode, done.stdout) == (3, "")
    assert "sought subject like '^R' and sender like 'Shop <?' and to like '@' and" in done.stderr
    by_patterns = ("--subject", "^R", "--from", "Shop$", "--to", "@", "--text", r"\b2+\.\s")
    assert run(env, "wait", address, *by_patterns, "--regex", "--code").stdout == "222222\n"
    # A mail that is not pushed comes without its body, which is fetched.
    elsewhere = new_address().replace(DOMAIN, "other.example")
    send(sandbox, elsewhere)
    done = run(env, "wait", elsewhere, "--json")
    assert json.loads(done.stdout)["text"].startswith("Your code")


@pytest.mark.once
def test_what_wait_prints_cannot_steer_the_terminal(sandbox: Sandbox) -> None:
    address = new_address()
    send(sandbox, address, sign_up("Hello", "Or https://shop.example/a\x9b2J\u202eb"))
    done = run(access(sandbox), "wait", address, "--link", "--contains", "/a")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "https://shop.example/a%C2%9B2J\n"
    html = "<a href='https://shop.example/b\u200c\u202eü'>Confirm</a>"
    send(sandbox, address, sign_up("Persian", html=html))
    done = run(access(sandbox), "wait", address, "--subject", "persian", "--link")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "https://shop.example/b%E2%80%8C%E2%80%AEü\n"


@pytest.mark.once
def test_wait_says_what_there_is_when_the_link_or_code_is_not(sandbox: Sandbox) -> None:
    address = new_address()
    send(sandbox, address, sign_up("Hello", "Or https://shop.example/stop"))
    env = access(sandbox)
    done = run(env, "wait", address, "--link")
    assert (done.returncode, done.stdout) == (1, "")
    assert "say which, with --contains TEXT\n" in done.stderr
    assert LINK in done.stderr
    assert "Traceback" not in done.stderr
    assert run(env, "wait", address, "--link", "--contains", "VERIFY").stdout == f"{LINK}\n"
    done = run(env, "wait", address, "--code")
    assert (done.returncode, done.stdout) == (1, "")
    assert 'no code in <Mail "Hello"' in done.stderr
    assert "code(" not in done.stderr  # it is for Python


# -- outputs that fail


def test_an_output_that_nobody_reads_ends_it_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    for args in (["--help"], ["--version"]):
        done = subprocess.run(
            command(*args), env=NO_KEY, stdout=writer, stderr=subprocess.PIPE, timeout=60
        )
        assert (done.returncode, done.stderr) == (141, b"")
    os.close(writer)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_an_output_that_cannot_be_written_is_told() -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            command("--version"), env=NO_KEY, stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.returncode == 1
    assert done.stderr == b"mailsac: cannot write: No space left on device\n"


def test_outputs_that_are_closed_or_know_only_ascii(sandbox: Sandbox) -> None:
    address = new_address()
    send(sandbox, address, sign_up("Grüße 日本"))
    for closed, status, told in (
        (">&- 2>&-", 1, b""),
        (">&-", 1, b"mailsac: cannot write: standard output is closed\n"),
        ("2>&-", 0, b""),
    ):
        words = ["sh", "-c", f'exec "$@" {closed}', "sh", *command("wait", address)]
        ended = subprocess.run(words, env=access(sandbox), timeout=60, capture_output=True)
        assert (ended.returncode, ended.stderr) == (status, told)
    done = run(access(sandbox, PYTHONIOENCODING="ascii"), "wait", address)
    assert done.returncode == 0
    assert r"Subject:  Gr\xfc\xdfe \u65e5\u672c" in done.stdout
