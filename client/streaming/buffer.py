"""The mail between the engine's thread and its readers: bounded, and never dropped."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING

from client.exceptions import ClientException, StreamClosedException

if TYPE_CHECKING:
    from client.models.email_message_web_socket_frame import EmailMessageWebSocketFrame

#: A mail, and what it counts in bytes (the length of its message on the wire).
Item = tuple["EmailMessageWebSocketFrame", int]

# A wait without a time limit cannot be interrupted by Ctrl-C on Windows, so no wait is longer.
_SLICE = 0.5


class Buffer:
    """A queue bounded by count and by bytes. One thread puts; any number take.

    Args:
        max_items: most mails that are held.
        max_bytes: most bytes that are held; one mail of any size fits into an empty buffer.
        on_room: called, in a taker's thread, once a buffer that has refused a mail is half
            empty. Not at the first free place, or each mail would cost a switch of threads.
    """

    def __init__(self, max_items: int, max_bytes: int, on_room: Callable[[], None]) -> None:
        self._max_items = max_items
        self._max_bytes = max_bytes
        self._on_room = on_room
        self._items: deque[Item] = deque()
        self._bytes = 0
        self._full = False
        self._waiting = 0
        self._changed = threading.Condition(threading.Lock())
        #: What ``end`` was given.
        self.error: ClientException | None = None
        self._closed = False

    def __len__(self) -> int:
        return len(self._items)

    @property
    def ended(self) -> bool:
        """Nothing more will be put: closed, or ended with an error."""
        return self._closed or self.error is not None

    def put(self, items: list[Item]) -> int:
        """Take in what fits, from the front; return how many that were."""
        taken = 0
        with self._changed:
            for item in items:
                if self._items and (
                    len(self._items) >= self._max_items or self._bytes + item[1] > self._max_bytes
                ):
                    self._full = True
                    break
                self._items.append(item)
                self._bytes += item[1]
                taken += 1
            if taken and self._waiting:
                self._changed.notify(taken)
        return taken

    def get(self, timeout: float | None) -> EmailMessageWebSocketFrame:
        """Take the oldest mail; wait for one.

        Raises:
            TimeoutError: none came within ``timeout`` seconds.
            StreamClosedException: the buffer was closed.
            ClientException: what ``end`` was given, once the buffer is empty; a fresh copy
                each time, so that no traceback grows from call to call.
        """
        with self._changed:
            if not self._items:
                self._wait(timeout)
            frame, size = self._items.popleft()
            self._bytes -= size
            roomy = self._full and (
                2 * len(self._items) <= self._max_items and 2 * self._bytes <= self._max_bytes
            )
            if roomy:
                self._full = False
        if roomy:
            self._on_room()
        return frame

    def end(self, error: ClientException) -> None:
        """No more mail will come; readers get this error after what is held."""
        with self._changed:
            self.error = error
            self._changed.notify_all()

    def close(self) -> None:
        """Drop what is held and let every reader go."""
        with self._changed:
            self._closed = True
            self._items.clear()
            self._bytes = 0
            self._changed.notify_all()

    def _wait(self, timeout: float | None) -> None:
        """Wait, with the lock, until there is a mail."""
        deadline = None if timeout is None else time.monotonic() + timeout
        self._waiting += 1
        try:
            while not self._items:
                if self._closed:
                    raise StreamClosedException("the stream is closed")
                if self.error is not None:
                    raise copy(self.error)
                left = _SLICE if deadline is None else deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"no mail within {timeout:g} s")
                self._changed.wait(min(left, _SLICE))
        finally:
            self._waiting -= 1
