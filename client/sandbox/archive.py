"""What outlives a restart: messages, addresses and domains in one SQLite file.

Knows of no mail or address more than their JSON. Belongs to the loop's thread.
"""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import sqlite3

Kind = Literal["address", "domain", "foreign"]
State = dict[str, Any]
"""What JSON can hold."""

# Of the file, for other programs and for us: "MSBX", and which form its tables have.
_APPLICATION = 0x4D534258
_VERSION = 1
_TABLES = """
CREATE TABLE items (
    number INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, state TEXT NOT NULL,
    UNIQUE (kind, name)
);
CREATE TABLE mails (number INTEGER PRIMARY KEY, sender TEXT NOT NULL, raw BLOB NOT NULL);
CREATE TABLE messages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,
    mail INTEGER NOT NULL REFERENCES mails, state TEXT NOT NULL
);
CREATE INDEX messages_of_a_mail ON messages (mail);
CREATE TRIGGER the_last_message_takes_its_mail AFTER DELETE ON messages BEGIN
    DELETE FROM mails WHERE number = OLD.mail
        AND NOT EXISTS (SELECT 1 FROM messages WHERE mail = OLD.mail);
END
"""

_log = logging.getLogger("client.sandbox")


class NoArchive:
    """Keeps nothing: all ends with the sandbox."""

    def add_mail(self, sender: str, raw: bytes, messages: Sequence[tuple[str, State]]) -> None:
        """Keep a new mail, and who got it: ids and states. It is on disk when this returns.

        Raises:
            OSError: It could not be written.
        """

    def update_message(self, message_id: str, state: State) -> None:
        """Keep what has changed of a message; soon, as all below."""

    def drop_message(self, message_id: str) -> None:
        """Forget a message, and its mail with the last."""

    def put(self, kind: Kind, name: str, state: State) -> None:
        """Keep an address or a domain, or what has changed of it."""

    def drop(self, kind: Kind, name: str) -> None:
        """Forget an address or a domain."""


class Archive(NoArchive):
    """A file that keeps all of it. Whoever makes one has to close it.

    Args:
        path: The file; made, for its owner alone, if it is not there.

    Raises:
        OSError: It cannot be opened, or another program has it open.
        ValueError: It is no file of a sandbox, one of another version, or damaged.
        ImportError: This Python has no SQLite.
    """

    def __init__(self, path: str) -> None:
        import sqlite3  # some builds of Python lack it

        self._path = path
        self._is_closed = False
        self._error: type[sqlite3.Error] = sqlite3.Error
        # A file that is there is SQLite's alone: to close it here would end the locks, which are
        # of POSIX, that another sandbox of this process has on it.
        with suppress(FileExistsError):
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if os.path.isdir(path):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), path)
        try:
            with ExitStack() as stack:
                # As a whole path none of SQLite's own names, such as ":memory:".
                self._db = sqlite3.connect(Path(path).absolute(), timeout=0.5, isolation_level=None)
                stack.callback(self._db.close)
                self._prepare()
                stack.pop_all()
        except sqlite3.Error as error:
            raise self._explained(error) from None

    def undo(self) -> None:
        """Forget what was changed since the loop's last turn."""
        with suppress(self._error):
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")

    def close(self) -> None:
        """Write what is still to be written, and close the file."""
        self._commit()
        self._is_closed = True
        self._db.close()

    def items(self, kind: Kind) -> Iterator[tuple[str, State]]:
        """Names and states, in the order in which they came.

        Raises:
            ValueError: The file is damaged.
        """
        query = "SELECT name, state FROM items WHERE kind = ? ORDER BY number"
        for name, state in self._rows(query, kind):
            yield name, _state(state)

    def messages(self) -> Iterator[tuple[int, str, State]]:
        """The number of its mail, id and state of each message, the oldest first.

        Raises:
            ValueError: The file is damaged.
        """
        for mail, name, state in self._rows("SELECT mail, id, state FROM messages ORDER BY number"):
            yield mail, name, _state(state)

    def mail(self, number: int) -> tuple[str, bytes]:
        """Sender of the envelope and content of a mail.

        Raises:
            ValueError: The file is damaged.
        """
        for sender, raw in self._rows("SELECT sender, raw FROM mails WHERE number = ?", number):
            return str(sender), bytes(raw)
        raise self._damaged()

    def add_mail(self, sender: str, raw: bytes, messages: Sequence[tuple[str, State]]) -> None:
        self._commit()  # what goes wrong with this mail is not to undo what came before
        try:
            self._begin()
            values = "INSERT INTO mails (sender, raw) VALUES (?, ?)"
            text = sender.encode("utf-8", "replace").decode()
            number = self._db.execute(values, (text, raw)).lastrowid
            self._db.executemany(
                "INSERT INTO messages (id, mail, state) VALUES (?, ?, ?)",
                [(name, number, json.dumps(state)) for name, state in messages],
            )
            self._db.execute("COMMIT")
        except self._error as error:
            self.undo()
            raise OSError(errno.EIO, f"cannot write {self._path}: {error}") from None

    def update_message(self, message_id: str, state: State) -> None:
        self._write("UPDATE messages SET state = ? WHERE id = ?", json.dumps(state), message_id)

    def drop_message(self, message_id: str) -> None:
        self._write("DELETE FROM messages WHERE id = ?", message_id)

    def put(self, kind: Kind, name: str, state: State) -> None:
        self._write(
            "INSERT INTO items (kind, name, state) VALUES (?, ?, ?) "
            "ON CONFLICT DO UPDATE SET state = excluded.state",
            *(kind, name, json.dumps(state)),
        )

    def drop(self, kind: Kind, name: str) -> None:
        self._write("DELETE FROM items WHERE kind = ? AND name = ?", kind, name)

    def _prepare(self) -> None:
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        (application,) = self._db.execute("PRAGMA application_id").fetchone()
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        (tables,) = self._db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        # Before anything is written to what may be another program's.
        if application != _APPLICATION and (application or version or tables):
            raise ValueError(f"{self._path} is not a file of the sandbox")
        if application == _APPLICATION and version != _VERSION:
            raise ValueError(
                f"{self._path} is of another version of the sandbox (form {version}, not "
                f"{_VERSION}): move it away"
            )
        self._db.execute("PRAGMA journal_mode = WAL")
        # A commit is on disk when it returns, not only safe from a crash of this process.
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("BEGIN EXCLUSIVE")
        if application != _APPLICATION:
            for statement in _TABLES.split(";\n", 4):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA application_id = {_APPLICATION}")
            self._db.execute(f"PRAGMA user_version = {_VERSION}")
        self._db.execute("COMMIT")

    def _rows(self, query: str, *values: object) -> Iterator[Any]:
        try:
            yield from self._db.execute(query, values)
        except self._error:
            raise self._damaged() from None

    def _write(self, statement: str, *values: object) -> None:
        try:
            if self._begin():
                # With all else that this turn of the loop changes: each commit waits for the disk.
                asyncio.get_running_loop().call_soon(self._commit)
            self._db.execute(statement, values)
        except self._error as error:
            self._give_up(error)

    def _begin(self) -> bool:
        if self._db.in_transaction:
            return False
        self._db.execute("BEGIN")
        return True

    def _commit(self) -> None:
        if self._is_closed:  # it was asked for just before the end
            return
        try:
            if self._db.in_transaction:
                self._db.execute("COMMIT")
        except self._error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        self.undo()
        _log.error("%s does not have the latest changes: %s", self._path, error)

    def _explained(self, error: sqlite3.Error) -> Exception:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return OSError(errno.EBUSY, f"another program has {self._path} open")
        if name.startswith("SQLITE_NOTADB"):
            return ValueError(f"{self._path} is not a file of the sandbox")
        if name.startswith("SQLITE_CORRUPT"):
            return self._damaged()
        return OSError(errno.EIO, str(error), self._path)

    def _damaged(self) -> ValueError:
        return ValueError(f"{self._path} is damaged: move it away")


def _state(text: str) -> State:
    state = json.loads(text)
    if not isinstance(state, dict):
        raise ValueError("not an object")
    return state
