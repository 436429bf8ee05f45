"""Where mail waits to be taken: numbered, bounded, and never dropped."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from itertools import takewhile
from operator import itemgetter
from typing import Generic, TypeVar

from ..exceptions import ClientException, StreamClosedException
from .condition import Condition

T = TypeVar("T")


class Store(Generic[T]):
    """Items by the number of their arrival. Any number of threads, and of coroutines, take from it.

    It is full from the moment that it refuses an item until it is half empty. Not until the first
    free place: then each item would cost a switch of threads.

    Args:
        max_bytes: most bytes that are held; one item of any size fits into an empty store.
        max_items: most items that are held. While somebody searches, the bytes alone count.

    Attributes:
        max_bytes: as it was given.
        changed: told of each change; whoever holds its lock keeps all else still.
        count: how many items were ever put, and so the number of the next.
        bytes: the sizes of what is held.
        error: what ``end`` was given.
        on_drain: called, in the thread that has made it, when a full store has room again.
    """

    def __init__(self, max_bytes: int, max_items: float = math.inf) -> None:
        self.max_bytes = max_bytes
        self._max_items = max_items
        self.changed = Condition()
        self._lock = self.changed.lock
        self.count = 0
        self.bytes = 0
        self.error: ClientException | None = None
        self.on_drain: Callable[[], object] = bool
        self._items: dict[int, tuple[T, int]] = {}  # with its size, in the order of the numbers
        self._first = 0  # no number before this one is held
        self._is_full = False
        self._searches = 0
        self._reason = ""  # why it was closed

    def __len__(self) -> int:
        return len(self._items)

    def __contains__(self, number: int) -> bool:
        return number in self._items

    @property
    def is_closed(self) -> bool:
        """Whether ``close`` was called."""
        return bool(self._reason)

    @property
    def has_ended(self) -> bool:
        """Nothing more will be put: closed, or ended with an error."""
        return self.is_closed or self.error is not None

    # -- for those who bring it

    def put(self, items: Sequence[tuple[T, int]]) -> int:
        """Take in what fits, each with its size in bytes, from the front; return how many did."""
        taken = 0
        with self._lock:
            if self.is_closed:
                return len(items)  # nobody will take them
            for item in items:
                if self._items and (
                    (len(self._items) >= self._max_items and not self._searches)
                    or self.bytes + item[1] > self.max_bytes
                ):
                    self._is_full = True
                    break
                self._items[self.count] = item
                self.count += 1
                self.bytes += item[1]
                taken += 1
            if self.changed.waiting and (taken or self._is_full):
                self.changed.notify_all() if self._searches else self.changed.notify(taken)
        return taken

    def end(self, error: ClientException) -> None:
        """Nothing more will come; whoever has seen what is held gets this error."""
        with self._lock:
            self.error = error
            self.changed.notify_all()

    # -- for those who take it

    def pop(self) -> T | None:
        """Take the oldest item; None if there is none.

        Raises:
            ClientException: there is none, and there will be none: see ``raise_if_ended``.
        """
        with self._lock:
            if not self._items:
                self.raise_if_ended(self.count)
                return None
            # A signal handler may close the store in between.
            for number in range(self._first, self.count):
                item = self._items.pop(number, None)
                if item is not None:
                    break
            else:
                return None
            self._first = number + 1
            self.bytes -= item[1]
            has_drained = self._is_full and self._drained()
        if has_drained:
            self.on_drain()
        return item[0]

    def since(self, number: int) -> tuple[list[int], int]:
        """Return the numbers of what is held, from this one on; and ``count`` at that time."""
        with self._lock:
            count = self.count
            # From the end, so that what is old costs nothing.
            found = list(takewhile(number.__le__, reversed(self._items)))
        found.reverse()
        return found, count

    def get(self, number: int) -> T | None:
        """Return an item, and leave it; None if it was taken."""
        item = self._items.get(number)
        return None if item is None else item[0]

    def take(self, numbers: Sequence[int]) -> list[T] | None:
        """Take items, all or none; None if somebody was faster."""
        with self._lock:
            if not self._items.keys() >= set(numbers):
                return None
            try:
                taken = list(map(self._items.pop, numbers))  # in one step, for Ctrl-C
            except KeyError:  # cleared in between, by a signal handler
                return None
            self.bytes -= sum(map(itemgetter(1), taken))
            has_drained = self._is_full and self._drained()
        if has_drained:
            self.on_drain()
        return list(map(itemgetter(0), taken))

    def resize(self, number: int, size: int) -> None:
        """Count an item anew, if it is there: it may have grown since it was put."""
        with self._lock:
            if number in self._items:
                item, before = self._items[number]
                self._items[number] = item, size
                self.bytes += size - before

    def clear(self) -> None:
        """Drop what is held."""
        with self._lock:
            self._items.clear()
            self.bytes = 0
            was_full, self._is_full = self._is_full, False
        if was_full:
            self.on_drain()

    def close(self, reason: str) -> None:
        """Let everybody go who waits, and take in nothing more. What is held stays."""
        with self._lock:
            self._reason = self._reason or reason
            self.changed.notify_all()

    @contextmanager
    def searching(self) -> Iterator[None]:
        """While it lasts, somebody looks for one item among others, and the count is no bound."""
        with self._lock:
            self._searches += 1
            was_full, self._is_full = self._is_full, False
        try:
            if was_full:
                self.on_drain()
            yield
        finally:
            with self._lock:
                self._searches -= 1

    # -- what keeps a reader from waiting, who has seen what came before the number ``seen``

    def has_news(self, seen: int) -> bool:
        """Whether there is more to see, or nothing to wait for."""
        return self.count > seen or self._is_full or self.has_ended

    def is_full(self, seen: int) -> bool:
        """Whether what was seen keeps more from coming."""
        with self._lock:
            return self._is_full and self.count <= seen

    def raise_if_ended(self, seen: int) -> None:
        """Raise why nothing more will come, unless there is more to see.

        Raises:
            StreamClosedException: it was closed.
            ClientException: what ``end`` was given; a fresh copy each time, so that no traceback
                grows from call to call.
        """
        with self._lock:
            if self._reason:
                raise StreamClosedException(self._reason)
            if self.error is not None and self.count <= seen:
                raise copy(self.error)

    def _drained(self) -> bool:
        """With the lock, tell whether a full store has room again; then it is full no more."""
        if 2 * len(self._items) > self._max_items or 2 * self.bytes > self.max_bytes:
            return False
        self._is_full = False
        return True
