"""The mail between the engine's thread and its readers: bounded, and never dropped."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable
from copy import copy
from typing import TYPE_CHECKING

from ..exceptions import ClientException, StreamBufferFull, StreamClosedException
from ..mail.condition import Condition

if TYPE_CHECKING:
    from ..mail.criteria import Matcher
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame

#: A mail, and what it counts in bytes (the length of its message on the wire).
Item = tuple["EmailMessageWebSocketFrame", int]


class Search:
    """A search of one reader among the mail that is held, and that comes."""

    def __init__(self, matcher: Matcher[EmailMessageWebSocketFrame]) -> None:
        self.matcher = matcher
        self.looked_at = 0  # the mails put in before this number were looked at


class Buffer:
    """A queue bounded by count and by bytes. One thread puts; any number take.

    Args:
        max_items: most mails that are held. While somebody searches, the bytes alone count.
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
        self._removed = 0  # how many were taken, from whatever place
        self._searches = 0
        self._changed = Condition()
        self._lock = self._changed.lock
        #: Called after each change, for readers that cannot wait in a thread.
        self.listeners: set[Callable[[], None]] = set()
        #: What ``end`` was given.
        self.error: ClientException | None = None
        self._closed = False
        #: What to say to a reader who has waited in vain.
        self.remark: Callable[[], str] = str

    def __len__(self) -> int:
        return len(self._items)

    @property
    def ended(self) -> bool:
        """Nothing more will be put: closed, or ended with an error."""
        return self._closed or self.error is not None

    # -- the engine's side

    def put(self, items: list[Item]) -> int:
        """Take in what fits, from the front; return how many that were."""
        taken = 0
        with self._lock:
            if self._closed:
                return len(items)  # nobody will read them
            for item in items:
                if self._items and (
                    (len(self._items) >= self._max_items and not self._searches)
                    or self._bytes + item[1] > self._max_bytes
                ):
                    self._full = True
                    break
                self._items.append(item)
                self._bytes += item[1]
                taken += 1
            if self._changed.waiting and (taken or self._full):
                self._changed.notify_all() if self._searches else self._changed.notify(taken)
        if taken or self._full:
            self._tell()
        return taken

    def end(self, error: ClientException) -> None:
        """No more mail will come; readers get this error after what is held."""
        with self._lock:
            self.error = error
            self._changed.notify_all()
        self._tell()

    # -- the readers' side

    def close(self) -> None:
        """Drop what is held and let every reader go."""
        with self._lock:
            self._closed = True
            self._items.clear()
            self._bytes = 0
            self._changed.notify_all()
        self._tell()

    def get(
        self, timeout: float | None, search: Search | None = None
    ) -> EmailMessageWebSocketFrame:
        """Take the oldest mail, or the oldest that is sought; wait for one.

        Raises:
            TimeoutError: none came within ``timeout`` seconds.
            StreamBufferFull: the buffer is full of mail that is not sought.
            StreamClosedException: the buffer was closed.
            ClientException: what ``end`` was given, once the buffer is empty; a fresh copy
                each time, so that no traceback grows from call to call.
        """
        deadline = None if timeout is None else time.monotonic() + timeout
        while (frame := self.take(search)) is None:
            left = math.inf if deadline is None else deadline - time.monotonic()
            has_news = self._changed.wait_unless(lambda: self._has_news(search), left)
            if left <= 0 and not has_news:
                raise TimeoutError(self.why_nothing(timeout, search))
        return frame

    def take(self, search: Search | None = None) -> EmailMessageWebSocketFrame | None:
        """Like ``get``, but return None in the place of waiting."""
        if search is not None:
            return self._take_sought(search)
        with self._lock:
            if not self._items:
                self._raise_if_ended()
                return None
            try:
                frame, size = self._items.popleft()
            except IndexError:  # closed in between, by a signal handler
                return None
            roomy = self._taken(size)
        if roomy:
            self._on_room()
        return frame

    def begin_search(self) -> None:
        """A reader begins to search: from now on the count is no bound."""
        with self._lock:
            self._searches += 1
            roomy, self._full = self._full, False
        if roomy:
            self._on_room()

    def end_search(self) -> None:
        with self._lock:
            self._searches -= 1

    def why_nothing(self, timeout: float | None, search: Search | None) -> str:
        """The text of a ``TimeoutError``."""
        if search is None:
            return f"no mail within {timeout:g} s{self.remark()}"
        return (
            f"no mail within {timeout:g} s: sought {search.matcher}; "
            f"{len(self._items)} that do not match wait to be read{self.remark()}"
        )

    def _take_sought(self, search: Search) -> EmailMessageWebSocketFrame | None:
        with self._lock:
            total = self._removed + len(self._items)
            fresh = list(self._items)[max(search.looked_at - self._removed, 0) :]
            full = self._full
            if not fresh:
                self._raise_if_ended()
        # Without the lock: the search may call the user's own function.
        for item in fresh:
            if not search.matcher.matches(item[0], item[0].email):
                continue
            with self._lock:
                try:
                    self._items.remove(item)
                except ValueError:  # another reader was faster
                    continue
                roomy = self._taken(item[1])
            if roomy:
                self._on_room()
            return item[0]
        search.looked_at = total
        if full and not fresh:
            raise StreamBufferFull(
                f"sought {search.matcher}; the buffer is full of {len(self)} mails that do not "
                "match. Read them, or raise max_queue_bytes."
            )
        return None

    def _has_news(self, search: Search | None) -> bool:
        """Tell whether a look is worth while; call with the lock."""
        if self.ended or (search is None and self._items):
            return True
        if search is None:
            return False
        return self._full or self._removed + len(self._items) > search.looked_at

    def _taken(self, size: int) -> bool:
        """Count a mail as taken, with the lock; tell whether there is room again."""
        self._bytes -= size
        self._removed += 1
        roomy = self._full and (
            2 * len(self._items) <= self._max_items and 2 * self._bytes <= self._max_bytes
        )
        if roomy:
            self._full = False
        return roomy

    def _raise_if_ended(self) -> None:
        if self._closed:
            raise StreamClosedException("the stream is closed")
        if self.error is not None:
            raise copy(self.error)

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()
