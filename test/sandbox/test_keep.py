"""A file that keeps mail over a restart."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import smtplib
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.sandboxes import deliver, mail, open_descriptors
from support.wire import RawApi, raw_api_of

from client.sandbox import Sandbox
from client.sandbox.archive import Archive
from client.sandbox.backend import Backend

ADDRESS = "a@box.test"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "mails.sqlite"


@contextlib.contextmanager
def kept(file: Path, **options: Any) -> Iterator[tuple[Sandbox, RawApi]]:
    with Sandbox(tls=False, keep=file, **options) as sandbox, raw_api_of(sandbox) as api:
        yield sandbox, api


def listing(api: RawApi, email: str = ADDRESS) -> Any:
    return api("GET", f"/addresses/{email}/messages?limit=1000")


def test_all_of_it_outlives_a_restart(file: Path) -> None:
    asked = [
        *("/addresses", "/domains", "/addresses/starred/messages", "/inbox?limit=1000"),
        *(f"/addresses/{ADDRESS}/messages", "/addresses/b@public.test/messages"),
        *("/domains/box.test/messages", "/me/stats"),
    ]
    message = mail("Größe")
    message["To"] = f"Ünï <{ADDRESS}>"
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="größe.pdf")
    with kept(file) as (sandbox, api):
        sandbox.enable_domain("box.test")
        sandbox.enable_domain("second.test")
        sandbox.add_foreign("theirs.test")
        settings = b'{"enablews": true, "info": "\\ud83d\\ude00 \\ud800"}'
        api.send("POST", f"/addresses/{ADDRESS}", body=settings)
        api("POST", "/addresses/gone@box.test")
        api("DELETE", "/addresses/gone@box.test")
        api("PUT", f"/addresses/{ADDRESS}", {"webhook": "http://127.0.0.1:9/"})
        encrypted = api("GET", f"/addresses/{ADDRESS}")["encryptedInbox"]
        deliver(sandbox, message, ADDRESS, "b@public.test", "x@theirs.test")
        deliver(sandbox, b"\r\nno header\xff, by LF alone\n", ADDRESS)
        for n in range(3):
            deliver(sandbox, mail(f"{n}"), encrypted)
        gone, read, labelled, bare, starred = listing(api)
        here = f"/addresses/{ADDRESS}/messages"
        api("DELETE", f"{here}/{gone['_id']}")
        api("PUT", f"{here}/{read['_id']}/read/true")
        api("PUT", f"{here}/{labelled['_id']}/labels/one")
        api("PUT", f"{here}/{labelled['_id']}/labels/two")
        api("DELETE", f"{here}/{labelled['_id']}/labels/one")
        api("PUT", f"{here}/{bare['_id']}/folder/trash")
        api("PUT", f"{here}/{starred['_id']}/star")
        before = [api("GET", path) for path in asked]
        ids = [found["_id"] for found in listing(api)]
        raw = [api.send("GET", f"/raw/{ADDRESS}/{found}").data for found in ids]
    with kept(file) as (sandbox, api):
        assert [api("GET", path) for path in asked] == before
        assert [api.send("GET", f"/raw/{ADDRESS}/{found}").data for found in ids] == raw
        api("GET", "/addresses/x@theirs.test/messages", status=403)
        deliver(sandbox, mail("after"), encrypted)
        newest, *others = listing(api)
        assert newest["subject"] == "after"
        assert newest["received"] >= others[0]["received"]
        assert [found["_id"] for found in others] == ids


def test_bounds_hold_over_a_restart(file: Path) -> None:
    with kept(file) as (sandbox, api):
        for n in range(8):
            deliver(sandbox, mail(f"{n}"), "b@public.test")
        assert len(listing(api, "b@public.test")) == 6
    with kept(file, max_messages=2) as (sandbox, api):
        assert [m["subject"] for m in listing(api, "b@public.test")] == ["7", "6"]
    with kept(file) as (sandbox, api):
        assert [m["subject"] for m in listing(api, "b@public.test")] == ["7", "6"]
        deliver(sandbox, mail("8"), "b@public.test")
        api(
            "PUT",
            f"/addresses/b@public.test/messages/{listing(api, 'b@public.test')[0]['_id']}/star",
        )
    with contextlib.closing(sqlite3.connect(file)) as db:
        assert db.execute("SELECT count(*) FROM messages").fetchone() == (3,)
        assert db.execute("SELECT count(*) FROM mails").fetchone() == (3,)


def test_what_recipients_share_is_kept_once_and_as_long_as_one_has_it(file: Path) -> None:
    def mails() -> int:
        with contextlib.closing(sqlite3.connect(file)) as db:
            return int(db.execute("SELECT count(*) FROM mails").fetchone()[0])

    with kept(file) as (sandbox, api):
        deliver(sandbox, mail(), "a@box.test", "b@box.test")
    assert mails() == 1
    with kept(file) as (sandbox, api):
        (one,) = listing(api, "a@box.test")
        api("DELETE", f"/addresses/a@box.test/messages/{one['_id']}")
    assert mails() == 1
    with kept(file) as (sandbox, api):
        (one,) = listing(api, "b@box.test")
        api("DELETE", f"/addresses/b@box.test/messages/{one['_id']}")
    assert mails() == 0


def test_a_big_mail(file: Path) -> None:
    raw = b"Subject: big\r\n\r\n" + b"x" * 70 + (b"\r\n" + b"y" * 70) * 33_000
    with kept(file) as (sandbox, api):
        deliver(sandbox, raw, ADDRESS)
    with kept(file) as (sandbox, api):
        (found,) = listing(api)
        assert api.send("GET", f"/raw/{ADDRESS}/{found['_id']}").data == raw + b"\r\n"


KILLED = """
import sys
from client.sandbox import Sandbox
from client.sandbox.backend import Backend
sandbox = Sandbox(tls=False, keep=sys.argv[1]).start()
print(sandbox.smtp.port, flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(os.name == "nt", reason="needs SIGKILL")
def test_a_mail_that_was_taken_is_there_after_a_kill(file: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(file)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout is not None
        port = int(process.stdout.readline())
        with smtplib.SMTP("127.0.0.1", port, timeout=60) as smtp:
            for n in range(5):
                smtp.send_message(mail(f"{n}"), "x@y.test", [ADDRESS])
            process.send_signal(signal.SIGKILL)
    with kept(file) as (_, api):
        assert [found["subject"] for found in listing(api)] == ["4", "3", "2", "1", "0"]


def test_it_is_in_the_file_before_its_sender_hears_so(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kept(file) as (sandbox, _):
        sandbox.enable_domain("box.test")
        monkeypatch.setattr(
            "client.sandbox.archive.Archive._commit", lambda _: None
        )  # the late way
        deliver(sandbox, mail("taken"), ADDRESS)
        copies = tmp_path / "copies"
        copies.mkdir()
        for path in file.parent.glob(f"{file.name}*"):
            (copies / path.name).write_bytes(path.read_bytes())
        monkeypatch.undo()
    with kept(copies / file.name) as (_, api):
        assert [found["subject"] for found in listing(api)] == ["taken"]


def test_a_mail_that_cannot_be_written_is_not_taken(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with kept(file) as (sandbox, api):
        deliver(sandbox, mail("before"), ADDRESS)

        def fill(is_full: bool) -> None:
            def limit(backend: Backend) -> None:
                db: Any = vars(backend.store._archive)["_db"]
                (pages,) = db.execute("PRAGMA page_count").fetchone()
                db.execute(f"PRAGMA max_page_count = {pages if is_full else 1_000_000}")

            sandbox._on_loop(limit)

        fill(True)
        with pytest.raises(smtplib.SMTPDataError, match="451"):
            deliver(sandbox, mail("lost", text="x" * 100_000), ADDRESS)
        assert [found["subject"] for found in listing(api)] == ["before"]
        fill(False)
        deliver(sandbox, mail("after"), ADDRESS)
        assert [found["subject"] for found in listing(api)] == ["after", "before"]
    assert "a mail is refused: " in caplog.text
    with kept(file) as (_, api):
        assert [found["subject"] for found in listing(api)] == ["after", "before"]


def test_a_mail_that_cannot_be_written_takes_nothing_else_along(file: Path) -> None:
    async def change() -> None:
        with contextlib.closing(Archive(str(file))) as archive:
            archive.put("domain", "box.test", {})
            db: Any = vars(archive)["_db"]
            (pages,) = db.execute("PRAGMA page_count").fetchone()
            db.execute(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(OSError, match="full"):
                archive.add_mail("", b"x" * 100_000, [("id", {})])

    asyncio.run(change())
    with contextlib.closing(Archive(str(file))) as archive:
        assert [name for name, _ in archive.items("domain")] == ["box.test"]


def foreign(file: Path) -> None:
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE theirs (x)")
        db.commit()


def of_another_version(file: Path) -> None:
    with Sandbox(tls=False, keep=file):
        pass
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("PRAGMA user_version = 2")


def damaged_in_a_page(file: Path) -> None:
    with Sandbox(tls=False, keep=file) as sandbox:
        deliver(sandbox, mail(text="x" * 50_000), ADDRESS)
    data = bytearray(file.read_bytes())
    data[4096:] = b"\x07" * (len(data) - 4096)
    file.write_bytes(data)


def damaged_in_a_row(file: Path) -> None:
    with Sandbox(tls=False, keep=file) as sandbox:
        deliver(sandbox, mail(), ADDRESS)
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE messages SET state = '{}'")
        db.commit()


def damaged_in_the_last_row(file: Path) -> None:
    with Sandbox(tls=False, keep=file) as sandbox:
        for n in range(3):
            deliver(sandbox, mail(f"{n}"), ADDRESS)
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE messages SET state = '{}' WHERE number = 3")
        db.commit()


def damaged_without_its_mail(file: Path) -> None:
    with Sandbox(tls=False, keep=file) as sandbox:
        deliver(sandbox, mail(), ADDRESS)
    with contextlib.closing(sqlite3.connect(file)) as db:
        db.execute("DELETE FROM mails")
        db.commit()


def no_database(file: Path) -> None:
    file.write_bytes(b"Subject: a mail, and no database\r\n" * 100)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (foreign, "is not a file of the sandbox"),
        (no_database, "is not a file of the sandbox"),
        (of_another_version, "is of another version of the sandbox"),
        (damaged_in_a_page, "is damaged: move it away"),
        (damaged_in_a_row, "is damaged: move it away"),
        (damaged_in_the_last_row, "is damaged: move it away"),
        (damaged_without_its_mail, "is damaged: move it away"),
    ],
)
def test_a_file_that_is_not_ours_is_told_and_left_alone(file: Path, spoil: Any, told: str) -> None:
    Sandbox(tls=False).start().stop()
    spoil(file)
    before, descriptors = file.read_bytes(), open_descriptors()
    with pytest.raises(ValueError, match=told) as caught:
        Sandbox(tls=False, keep=file, max_messages=1).start()
    assert str(file) in str(caught.value)
    assert open_descriptors() == descriptors
    assert file.read_bytes() == before


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        Sandbox(tls=False, keep=tmp_path).start()
    with pytest.raises(FileNotFoundError):
        Sandbox(tls=False, keep=tmp_path / "none" / "x").start()
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(OSError, match="disk I/O error"):
            Sandbox(tls=False, keep=tmp_path / "pipe").start()


IN_ANOTHER_PROCESS = (
    "import sys; from client.sandbox import Sandbox; Sandbox(tls=False, keep=sys.argv[1]).start()"
)


def test_one_sandbox_at_a_time_has_the_file(file: Path) -> None:
    with kept(file):
        # Also after one of this process has tried: locks of POSIX end when the file is closed.
        with pytest.raises(OSError, match="another program has"):
            Sandbox(tls=False, keep=file).start()
        command = [sys.executable, "-c", IN_ANOTHER_PROCESS, str(file)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
        assert "another program has" in done.stderr
    with kept(file):
        pass


def test_the_file_is_for_its_owner_alone_and_nothing_stays_beside_it(file: Path) -> None:
    with kept(file) as (sandbox, _):
        deliver(sandbox, mail(), ADDRESS)
        modes = [stat.S_IMODE(path.stat().st_mode) for path in file.parent.iterdir()]
        assert {*modes} == {0o600}
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_names_that_mean_something_to_sqlite_are_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "file:x?mode=memory"):
        with Sandbox(tls=False, keep=name) as sandbox:
            deliver(sandbox, mail(), ADDRESS)
        assert (tmp_path / name).stat().st_size > 0
