"""``mailsac listen`` through pipes, and the files that it saves."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.commands import (
    DOMAIN,
    HOSTILE_PARTS,
    INTERRUPTED,
    WITHOUT,
    access,
    command,
    ended,
    environment,
    hostile,
    listening,
    new_address,
    run,
    send,
    sign_up,
    started,
)
from support.streams import eventually

import client
from client.mail.saving import file_name
from client.sandbox import Sandbox

#: Runs the command, and kills it when the bytes of a mail are written, but not yet under its name.
KILLED = (
    "import os, signal, sys; os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL); "
    "from client.cli import script; script()"
)
#: The same, with files of no more than 1000 bytes, which is like a disk that is full.
NO_ROOM = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
    "from client.cli import script; script()"
)
#: Stands in for a command that Ctrl-C meets in a weak reference's callback, as imports have many.
DROPPED = """
import os, signal, sys, time, weakref
from client import cli
from client.commands import sandbox

def run(args):
    thing = type("Thing", (), {})()
    reference = weakref.ref(thing, lambda _: os.kill(os.getpid(), signal.SIGINT))
    del thing
    time.sleep(30)
    return 0

sandbox.run = run
sys.exit(cli.main(["sandbox"]))
"""

#: Ctrl-C meets the command while it is being imported.
EARLY = """
import os, signal, sys

class Interrupter:
    def find_spec(self, name, path=None, target=None):
        if name == "argparse":
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Interrupter())
from client.cli import main
sys.exit(main(["sandbox"]))
"""


def lines(process: subprocess.Popen[str], count: int) -> list[str]:
    assert process.stdout is not None
    return [process.stdout.readline() for _ in range(count)]


# -- what is shown


def test_mail_is_shown_as_it_comes_also_after_the_link_was_lost(sandbox: Sandbox) -> None:
    with listening(sandbox, DOMAIN) as process:
        send(sandbox, "a@box.example")
        assert lines(process, 3)[2] == "Subject:  Your code is 481516\n"
        assert sandbox.drop_connections("reset") == 1
        send(sandbox, "a@box.example", sign_up("Second"))
        shown = lines(process, 6 + 3 + 3)
        assert "Subject:  Second\n" in shown
        status, _, err = ended(process, signal.SIGINT)
    assert status == 130
    # Quiet, as nobody is there to read it; but a link that was lost is worth a line in a log.
    assert re.fullmatch(r"mailsac: lost the link \(.*\); next try in 0\.\d s\n", err)


def test_json_is_one_line_of_ascii_for_each_mail(sandbox: Sandbox) -> None:
    with listening(sandbox, DOMAIN, "--json") as process:
        send(sandbox, "a@box.example", hostile())
        send(sandbox, "b@box.example")
        first, second = lines(process, 2)
        assert ended(process, signal.SIGTERM) == (143, "", "")
    assert first.isascii()
    assert first[:-1].isprintable()
    mail = json.loads(first)
    assert all(part in mail["text"] for part in HOSTILE_PARTS)
    assert json.loads(second)["inbox"] == "b@box.example"


@pytest.mark.once
def test_hostile_mail_is_escaped_in_a_pipe_too(sandbox: Sandbox) -> None:
    address = new_address()
    send(sandbox, address, hostile())
    done = run(access(sandbox), "wait", address)
    shown = done.stdout
    assert done.returncode == 0
    assert all(character.isprintable() or character == "\n" for character in shown)
    assert r"\x1b]0;title\x07 \x1b[2J" in shown
    assert "[bold]b[/bold] [/] [link=https://evil.example]x[/link] :smile: ñ日本語😀" in shown
    # A text cannot pass for a line of ours.
    assert len(re.findall("^From:", shown, re.M)) == 1


@pytest.mark.once
def test_long_mail_is_cut(sandbox: Sandbox) -> None:
    subject, text = "Long" * 100, "x" * 400 + "\n" + "line\n" * 100
    with listening(sandbox, DOMAIN) as process:
        send(sandbox, "a@box.example", sign_up(subject, text))
        shown = lines(process, 6 + 21)
        assert ended(process, signal.SIGINT)[0] == 130
    assert shown[-1] == "  (and so on)\n"
    assert shown[2].endswith("...\n")
    assert max(map(len, shown)) < 312


@pytest.mark.once
def test_since_begins_in_the_past(sandbox: Sandbox) -> None:
    sandbox.enable_domain("since.example")
    send(sandbox, "a@since.example", sign_up("Before"))
    for since in ("1m", datetime.now(UTC).isoformat(), "0001-01-01T00:00+05:00"):
        with listening(sandbox, "since.example", "--since", since, "--json") as process:
            assert json.loads(lines(process, 1)[0])["subject"] == "Before"


# -- what it ends with


@pytest.mark.once
def test_what_is_not_pushed(sandbox: Sandbox) -> None:
    done = run(access(sandbox), "listen", "a@public.example", "else.example")
    assert (done.returncode, done.stdout) == (4, "")
    warning, remedy = done.stderr.splitlines()
    assert warning.startswith(
        "mailsac: the service does not listen to a@public.example, else.example"
    )
    assert remedy.endswith("mailsac listen public.example")
    with listening(sandbox, DOMAIN, "else.example") as process:
        send(sandbox, "a@box.example")
        assert lines(process, 1)[0].startswith("From:")
        status, _, err = ended(process, signal.SIGINT)
    assert status == 130
    assert err.startswith("mailsac: the service does not listen to else.example")


def test_listen_ends_quietly_when_nobody_reads_any_more(sandbox: Sandbox) -> None:
    with listening(sandbox, DOMAIN) as process:
        send(sandbox, "a@box.example")
        lines(process, 1)
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        send(sandbox, "a@box.example")
        assert process.stderr.read() == ""
        assert process.wait(20) == 141


def test_ctrl_c_at_any_time(sandbox: Sandbox) -> None:
    with started(access(sandbox, **INTERRUPTED), "wait", new_address()) as process:
        eventually(lambda: sandbox.connections == 1)
        assert ended(process, signal.SIGINT) == (130, "", "")
    with socket.create_server(("127.0.0.1", 0)) as mute:
        mute.settimeout(20)
        url = "ws://{}:{}".format(*mute.getsockname())
        env = access(sandbox, MAILSAC_SOCKET_URL=url, **INTERRUPTED)
        with started(env, "listen", DOMAIN) as process:
            with mute.accept()[0]:  # so it waits for an answer
                assert ended(process, signal.SIGINT) == (130, "", "")


# On a busy machine, what is sent once more can come while the thread that sends it still starts.
BUSY = """
import threading, time
def start(thread, start=threading.Thread.start):
    start(thread)
    time.sleep(0.1)
threading.Thread.start = start
"""


@pytest.mark.parametrize("machine", ["", BUSY], ids=["quiet", "busy"])
def test_ctrl_c_that_python_drops_is_not_lost(machine: str) -> None:
    with started(environment(), program=machine + DROPPED) as process:
        assert process.communicate(timeout=60) == ("", "")
        assert process.returncode == 130


def test_ctrl_c_while_it_is_imported() -> None:
    done = run(environment(**INTERRUPTED), program=EARLY)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_ctrl_c_is_ignored_where_a_shell_says_so(sandbox: Sandbox) -> None:
    eventually(lambda: sandbox.connections == 0)
    ignoring = ["sh", "-c", 'trap "" INT; exec "$@"', "sh", *command("listen", DOMAIN)]
    env = access(sandbox, **INTERRUPTED)
    with subprocess.Popen(ignoring, env=env, stderr=subprocess.PIPE) as process:
        eventually(lambda: sandbox.connections == 1)
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=60)[1] == b""
        assert process.returncode == 143


# -- saving


def test_mail_is_saved_as_it_was_sent_and_once(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.enable_domain("save.example")
    folder = tmp_path / "new" / "mails"
    raw = "Subject: Grüße\r\nX: 1\r\n\r\nText\r\n".encode()
    args = ("save.example", "--since", "1h", "--save", folder)
    with listening(sandbox, *args, "--json") as process:
        send(sandbox, "a@save.example", raw)
        send(sandbox, "b@save.example", raw)
        ids = {json.loads(line)["_id"].replace("-", "") for line in lines(process, 2)}
        assert ended(process, signal.SIGINT)[0] == 130
    files = sorted(folder.iterdir())
    assert {file.name.split("-")[1] for file in files} == ids
    assert [file.read_bytes() for file in files] == [raw, raw]
    assert all(re.fullmatch(r"\d{8}T\d{6}Z-[0-9a-f]+-[0-9a-f]{16}\.eml", f.name) for f in files)
    # What is there stays as it is, whatever was made of it.
    files[0].write_text("mine")
    send(sandbox, "c@save.example", raw)
    with listening(sandbox, *args) as process:
        eventually(lambda: len(list(folder.iterdir())) == 3)
        assert ended(process, signal.SIGINT)[0] == 130
    assert files[0].read_text() == "mine"
    assert {file.suffix for file in folder.iterdir()} == {".eml"}


@pytest.mark.once
def test_a_mail_is_saved_whole_or_not_at_all(sandbox: Sandbox, tmp_path: Path) -> None:
    sandbox.enable_domain("whole.example")
    args = ("whole.example", "--since", "1h", "--save", tmp_path)
    message = sign_up("Whole", "word " * 1000)
    with listening(sandbox, *args, program=KILLED) as process:
        send(sandbox, "a@whole.example", message)
        assert process.wait(20) == -signal.SIGKILL
    assert list(tmp_path.glob("*.eml")) == []
    assert [path.name[0] for path in tmp_path.iterdir()] == ["."]
    with listening(sandbox, *args, program=NO_ROOM) as process:
        out, err = process.communicate(timeout=60)
        assert (process.returncode, out) == (1, "")
    assert err.startswith("mailsac: --save: ")
    assert "File too large" in err
    assert "Traceback" not in err
    assert list(tmp_path.glob("*.eml")) == []
    assert len(list(tmp_path.iterdir())) == 1  # no other part
    with listening(sandbox, *args) as process:
        eventually(lambda: list(tmp_path.glob("*.eml")))
    assert b"word word" in next(tmp_path.glob("*.eml")).read_bytes()


@pytest.mark.once
def test_a_mail_that_cannot_be_fetched_is_shown_and_the_next_is_saved(
    sandbox: Sandbox, tmp_path: Path
) -> None:
    with listening(sandbox, DOMAIN, "--save", tmp_path) as process:
        sandbox.fail_next(1, 404, on="rest")
        # JSON cannot carry this byte, so the mail has to be fetched.
        send(sandbox, "a@box.example", b"Subject: odd\r\n\r\n\xff\r\n")
        assert lines(process, 7)[2] == "Subject:  odd\n"
        send(sandbox, "a@box.example", sign_up("Next"))
        assert lines(process, 3)[2] == "Subject:  Next\n"
        status, _, err = ended(process, signal.SIGINT)
    assert status == 130
    told = (
        r"mailsac: mail \S+ to a@box\.example is not saved, as it cannot be fetched: 404 Not Found"
    )
    assert re.match(told, err)
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.once
def test_what_came_whole_is_shown_without_a_call(sandbox: Sandbox) -> None:
    # A byte that JSON cannot carry is in it, so to have the files exactly it would be fetched.
    raw = (
        b"Subject: odd\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nText \xff\r\n"
        b"--b\r\nContent-Type: text/csv\r\n"
        b"Content-Disposition: attachment; filename=a.csv\r\n\r\n1\r\n--b--\r\n"
    )
    with listening(sandbox, DOMAIN) as process:
        sandbox.fail_next(1, 429, on="rest")
        send(sandbox, "a@box.example", raw)
        assert "Files:    a.csv\n" in lines(process, 5)
        status, _, err = ended(process, signal.SIGINT)
        sandbox.reset_faults()
    assert (status, err) == (130, "")


@pytest.mark.once
def test_a_folder_that_cannot_be_made_is_named(sandbox: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for path in (file, file / "below"):
        done = run(access(sandbox), "listen", DOMAIN, "--save", path)
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(f"mailsac: --save: cannot make '{path}'")


def test_names_of_files() -> None:
    def name(**fields: object) -> str:
        message = {"to": [], "raw": "x", "received": "2026-01-31T12:00:00.5Z", **fields}
        return file_name(client.Mail(client.IncomingEmailMessage.from_dict(message)))

    hostile_id = "../../\x00\x1b\ud800" + "a" * 500
    names = [
        name(_id="1", inbox="a@x.example"),
        name(_id="1", inbox="b@x.example"),
        name(_id="1/", inbox="a@x.example"),
        name(_id=hostile_id, inbox="a@x.example"),
        name(_id=hostile_id + "b", inbox="a@x.example"),
        name(_id="1", inbox="a@x.example", received=None),
        name(),
        name(inbox="a@x.example"),
        name(raw="y"),
    ]
    assert len(set(names)) == len(names)
    assert names[0].startswith("20260131T120000Z-1-")
    assert names[5].startswith("undated-1-")
    assert all(re.fullmatch(r"[A-Za-z0-9-]{1,90}\.eml", one) for one in names)
    assert name(_id="1", inbox="a@x.example") == names[0]


@pytest.mark.once
def test_a_page_that_cannot_be_served(sandbox: Sandbox) -> None:
    taken = sandbox.page_url.split(":")[2].partition("/")[0]
    for args, env, program, status, said in (
        (["--page", "--page-port", taken], {}, "", 1, "--page: Address already in use"),
        (["--page"], {"MAILSAC_PAGE_TOKEN": "x"}, "", 2, "MAILSAC_PAGE_TOKEN must be"),
        (["--page"], {}, WITHOUT.format(name="aiohttp"), 1, "--page: the page needs aiohttp"),
        (["--open"], {}, "", 2, "--open and --page-port go with --page"),
        (["--page-port", "1"], {}, "", 2, "--open and --page-port go with --page"),
    ):
        done = run(access(sandbox, **env), "listen", DOMAIN, *args, program=program)
        assert (done.returncode, done.stdout) == (status, "")
        assert f"mailsac: {said}" in done.stderr


@pytest.mark.once
def test_a_page_goes_on_beside_what_is_shown(sandbox: Sandbox) -> None:
    address = new_address()
    with listening(sandbox, "--page", DOMAIN) as process:
        send(sandbox, address)
        assert process.stdout is not None
        for line in process.stdout:
            if line == "  Your code is 481516.\n":
                break
        assert process.stderr is not None
        said = process.stderr.readline()
        url = re.fullmatch(r"page: (http://127\.0\.0\.1:\d+)/\?token=\S{43}\n", said)
        assert url is not None
        status, _, err = ended(process, signal.SIGTERM)
        assert (status, err) == (143, "")
    with pytest.raises(urllib.error.URLError, match="refused"):
        urllib.request.urlopen(url[1], timeout=60)
