"""The mails that the page shows, bounded by count and bytes. Pure state, of one thread."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

_MAX_MAILS = 5000
_MAX_BYTES = 256 * 1024 * 1024
_ENTRY_BYTES = 2048  # roughly, of a row


@dataclass(frozen=True, slots=True)
class NewMail:
    """A mail as the page is handed it."""

    inbox: str
    received: datetime
    raw: bytes
    sender: str = ""
    """Of the envelope; stands in for a missing ``From``."""


@dataclass(slots=True, eq=False)
class Entry:
    """A mail on the page."""

    key: int
    """By which the browser asks for it; never used again."""
    mail: NewMail
    row: dict[str, Any] = field(default_factory=dict)
    """What the list shows of it; empty until it is read."""
    is_unread: bool = True

    def shown(self) -> dict[str, Any]:
        """The row as the browser gets it."""
        return {**self.row, "key": self.key, "unread": self.is_unread}


class Mails:
    """The latest mails, up to 5,000 of them and 256 MiB."""

    def __init__(self) -> None:
        self._entries: dict[int, Entry] = {}  # oldest first
        self._bytes = 0
        self._last_key = 0
        # Oldest first, too. A dict, to take from the end, and by key.
        self._unprepared: dict[int, Entry] = {}
        self._unsearched: set[int] = set()  # keys: what was prepared last need not be the newest

    def add(self, mail: NewMail) -> tuple[int, list[int]]:
        """Take a mail; return its key, and the keys of those that had to go for it."""
        self._last_key += 1
        entry = Entry(self._last_key, mail)
        self._entries[entry.key] = self._unprepared[entry.key] = entry
        self._bytes += _weight(mail)
        gone = []
        while len(self._entries) > 1 and self._is_full():
            oldest = next(iter(self._entries))
            self.remove(oldest)
            gone.append(oldest)
        return entry.key, gone

    def remove(self, key: int) -> bool:
        """Forget a mail. Return whether it was there."""
        entry = self._entries.pop(key, None)
        if entry is None:
            return False
        self._bytes -= _weight(entry.mail)
        self._unprepared.pop(key, None)
        self._unsearched.discard(key)
        return True

    def get(self, key: int) -> Entry | None:
        """A mail that is there."""
        return self._entries.get(key)

    def keys(self) -> list[int]:
        """The keys of all mails, oldest first."""
        return list(self._entries)

    def rows(self) -> list[dict[str, Any]]:
        """The rows that are known, newest first."""
        return [e.shown() for e in reversed(self._entries.values()) if e.row]

    def take_unprepared(self, count: int) -> list[Entry]:
        """The newest mails without a row; they are yet to get it."""
        return [self._unprepared.popitem()[1] for _ in range(min(count, len(self._unprepared)))]

    def prepared(self, rows: Iterable[tuple[Entry, dict[str, Any]]]) -> list[Entry]:
        """Give mails their rows. Return those mails that are still there."""
        there = []
        for entry, row in rows:
            entry.row = row
            if entry.key in self._entries:
                self._unsearched.add(entry.key)
                there.append(entry)
        return there

    def take_unsearched(self) -> Entry | None:
        """The newest mail whose code and link are yet to be found."""
        if not self._unsearched:
            return None
        newest = max(self._unsearched)
        self._unsearched.remove(newest)
        return self._entries[newest]

    def _is_full(self) -> bool:
        return len(self._entries) > _MAX_MAILS or self._bytes > _MAX_BYTES


def _weight(mail: NewMail) -> int:
    return sys.getsizeof(mail.raw) + _ENTRY_BYTES
