"""Tells the page what happens on the web sockets. Belongs to the loop's thread."""

from __future__ import annotations

from collections.abc import Sequence

from ..page.page import Page
from .web_sockets import Subscriber


class SocketWatcher:
    """See ``Watcher`` in ``web_sockets.py``."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._open: frozenset[Subscriber] = frozenset()
        self.changed([])

    def changed(self, subscribers: Sequence[Subscriber]) -> None:
        """Say how many are open, and what they listen to."""
        now = frozenset(subscribers)
        for one in now - self._open:
            self._page.note(f"a web socket is open; it listens to {_names(one)}")
        for one in self._open - now:
            self._page.note(f"a web socket has ended; it listened to {_names(one)}")
        self._open = now
        names = sorted({name for one in now for name in one.addresses | one.domains})
        count = len(now)
        text = f"{_counted(count)} open" if count else "No web socket is open"
        self._page.set_status("listening" if count else "waiting", text, names)

    def sent(self, frame: bytes, count: int) -> None:
        """Show a frame."""
        self._page.frame(frame, f"to {_counted(count)}")


def _names(subscriber: Subscriber) -> str:
    return ", ".join(sorted(subscriber.addresses | subscriber.domains)) or "nothing"


def _counted(count: int) -> str:
    return f"{count} web socket{'s' * (count != 1)}"
