"""What the page shows, and who is told of it. Belongs to the loop's thread."""

from __future__ import annotations

import asyncio
import secrets
from collections import deque
from collections.abc import AsyncGenerator, Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from threading import Thread
from time import time
from typing import Any, Literal, TypeVar

from .control import Control
from .feed import Feed, event
from .mails import Mails, NewMail
from .view import found, row

State = Literal["listening", "waiting", "lost"]
"""Of the web socket: it works; nobody has opened it; it is to be opened anew."""

_MAX_LOGGED = 300
_MAX_FRAME = 16_000
_MAX_NOTE = 1000
_MAX_NAMES = 200
_ROWS_AT_ONCE = 250
_PREPARED_AT_ONCE = 50
_END_SECONDS = 0.3

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Setup:
    """What the page says of itself."""

    title: str
    """What is shown, in a word or two."""
    hint: str
    """For whoever has no mail yet."""
    command: str = ""
    """What sends the first mail, to be pasted into a terminal."""
    to: str = ""
    """Where test mails go unless another address is given."""


class Page:
    """A page. `work` has to run for its mails to be shown.

    Args:
        setup: what it says of itself.
    """

    def __init__(self, setup: Setup) -> None:
        self.control: Control | None = None
        """What it offers to do; None for a page that only shows."""
        self._setup = setup
        self._mails = Mails()
        self._feed = Feed()
        self._log: deque[dict[str, Any]] = deque(maxlen=_MAX_LOGGED)
        self._frames: deque[dict[str, Any]] = deque(maxlen=_MAX_LOGGED)
        self._status: dict[str, Any] = {"state": "waiting", "text": "Connecting", "names": []}
        # By which a browser that comes back knows that all else is new, too.
        self._epoch = secrets.token_hex(8)
        self._gone: list[int] = []
        self._added = asyncio.Event()
        self._prepared = asyncio.Event()
        # One to read, one to search, two for the mail that is opened meanwhile.
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="mailsac-page")

    # -- for whoever has mail to show

    def add(self, mail: NewMail) -> int:
        """Show a mail; return its key. What it holds is read later, and elsewhere."""
        key, gone = self._mails.add(mail)
        self._tell_gone(gone)
        self._added.set()
        return key

    def remove(self, key: int) -> None:
        """Show a mail no more."""
        if self._mails.remove(key):
            self._tell_gone([key])

    def set_status(self, state: State, text: str, names: Sequence[str] = ()) -> None:
        """Say how the web socket is, and what is listened to."""
        self._status = {
            "state": state,
            "text": text[:_MAX_NOTE],
            "names": [name[:_MAX_NOTE] for name in names[:_MAX_NAMES]],
        }
        self._feed.publish("status", **self._status)

    def note(self, text: str, *, warning: bool = False) -> None:
        """Say what has happened, beside mail."""
        note = {"time": _now(), "text": text[:_MAX_NOTE], "warning": warning}
        self._log.append(note)
        self._feed.publish("note", **note)

    def frame(self, frame: bytes, about: str) -> None:
        """Show what went over the web socket.

        Args:
            frame: a text frame. Its first 16,000 bytes are kept.
            about: whence it came, or where it went, in a few words.
        """
        text = frame[:_MAX_FRAME].decode("utf-8", "replace")
        shown = {
            "time": _now(),
            "about": about,
            "size": len(frame),
            "text": text,
            "isCut": len(frame) > _MAX_FRAME,
        }
        self._frames.append(shown)
        self._feed.publish("frame", **shown)

    async def work(self) -> None:
        """Read the mails that are yet to be shown, the newest first, while a browser is open."""
        await asyncio.gather(self._prepare(), self._search())

    def close(self) -> None:
        """End what the browsers wait for, and the threads."""
        self._feed.close()
        end = partial(self._threads.shutdown, cancel_futures=True)
        ending = Thread(target=end, name="mailsac-page-end", daemon=True)
        ending.start()
        ending.join(_END_SECONDS)  # a mail may take longer: that is not waited for

    # -- for the server

    async def in_thread(self, action: Callable[[], _T]) -> _T:
        """Do in another thread what takes a while."""
        return await asyncio.get_running_loop().run_in_executor(self._threads, action)

    def mail(self, key: int) -> NewMail | None:
        """A mail that is shown."""
        entry = self._mails.get(key)
        return None if entry is None else entry.mail

    def mark_read(self, keys: Sequence[int] | None, *, is_read: bool) -> None:
        """Mark mails as read or unread, by their keys; None means all."""
        entries = map(self._mails.get, self._mails.keys() if keys is None else keys)
        changed = [one for one in entries if one is not None and one.is_unread == is_read]
        for entry in changed:
            entry.is_unread = not is_read
        if changed:
            changes = [one.key for one in changed]
            self._feed.publish("read", keys=changes, unread=not is_read)

    def follow(self) -> AsyncGenerator[bytes, None]:
        """All that there is to show, and from then on whatever changes, as server-sent events. To
        be iterated at once, or it misses what comes between."""
        self._added.set()
        self._prepared.set()
        return self._feed.follow(self._beginning())

    # -- inside

    def _beginning(self) -> Iterator[bytes]:
        control = self.control
        setup = asdict(self._setup) | {
            "samples": dict(control.samples) if control else {},
            "faults": [asdict(form) for form in control.faults] if control else [],
            "canDelete": control is not None,
        }
        rows = self._mails.rows()
        parts = [rows[at : at + _ROWS_AT_ONCE] for at in range(0, len(rows), _ROWS_AT_ONCE)]
        return iter(
            [
                b"retry: 500\n\n",
                event("hello", epoch=self._epoch, setup=setup, status=self._status),
                event("log", notes=list(self._log), frames=list(self._frames)),
                *(event("mails", rows=part) for part in parts),
                event("complete", keys=[one["key"] for one in rows]),
            ]
        )

    async def _prepare(self) -> None:
        """Read what the list shows of each mail."""
        while True:
            await self._added.wait()
            self._added.clear()
            while self._feed and (entries := self._mails.take_unprepared(_PREPARED_AT_ONCE)):
                mails = [one.mail for one in entries]
                rows = await self.in_thread(partial(_rows, mails))
                there = self._mails.prepared(zip(entries, rows, strict=True))
                self._feed.publish("mails", rows=[one.shown() for one in there])
                self._prepared.set()

    async def _search(self) -> None:
        """Find the code and the link of each mail: beside, as it may take a while."""
        while True:
            await self._prepared.wait()
            self._prepared.clear()
            while self._feed and (entry := self._mails.take_unsearched()):
                values = await self.in_thread(partial(found, entry.mail))
                entry.row |= values
                self._feed.publish("found", key=entry.key, **values)

    def _tell_gone(self, keys: Sequence[int]) -> None:
        if not keys or not self._feed:
            return
        if not self._gone:  # told a little later, and together: they may be thousands
            asyncio.get_running_loop().call_soon(self._flush_gone)
        self._gone += keys

    def _flush_gone(self) -> None:
        gone, self._gone = self._gone, []
        self._feed.publish("gone", keys=gone)


def _rows(mails: list[NewMail]) -> list[dict[str, Any]]:
    return [row(mail) for mail in mails]


def _now() -> int:
    return int(time() * 1000)
