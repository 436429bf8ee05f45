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
        changed: told of each change.
        lock: of ``changed``; whoever holds it keeps all else still.
        count: how many items were ever put, and so the number of the next.
        bytes: the sizes of what is held.
        error: what ``end`` was given.
        on_drain: called, with the lock, when a full store has room again.
    """

    def __init__(self, max_bytes: int, max_items: float = math.inf) -> None:
        self.max_bytes = max_bytes
        self._max_items = max_items
        self.changed = Condition()
        self.lock = self.changed.lock
        self.count = 0
        self.bytes = 0
        self.error: ClientException | None = None
        self.on_drain: Callable[[], object] = lambda: None
        self._items: dict[int, tuple[T, int]] = {}  # with its size, in the order of the numbers
        self._first = 0  # no number before this one is held
        self._is_full = False
        self._searches: set[object] = set()
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
        """Whether it was closed, or ``end`` was called."""
        return self.is_closed or self.error is not None

    # -- for those who bring it

    def put(self, items: Sequence[tuple[T, int]]) -> int:
        """Take in what fits, each with its size in bytes, from the front; return how many did."""
        taken = 0
        with self.lock:
            if self.is_closed:
                return len(items)  # nobody will take them
            if not self._items:
                self.bytes = 0  # whatever Ctrl-C has left
            for item in items:
                if self._items and (
                    (len(self._items) >= self._max_items and not self._searches)
                    or self.bytes + item[1] > self.max_bytes
                ):
                    self._is_full = True
                    break
                number = self.count
                self.count += 1  # first: a signal handler may put, too
                self._items[number] = item
                self.bytes += item[1]
                taken += 1
            if self.changed.waiting and (taken or self._is_full):
                self.changed.notify_all() if self._searches else self.changed.notify(taken)
        return taken

    def end(self, error: ClientException) -> None:
        """Nothing more will come; whoever has seen what is held gets this error."""
        with self.lock:
            self.error = error
            self.changed.notify_all()

    # -- for those who take it. An item is removed last of all: Ctrl-C loses none before.

    def pop(self) -> T | None:
        """Take the oldest item; None if there is none.

        Raises:
            ClientException: there is none, and there will be none: see ``raise_if_ended``.
        """
        with self.lock:
            items = self._items
            if not items:
                self.raise_if_ended(self.count)
                return None
            number = self._first
            while number not in items:
                number += 1
                if number >= self.count:  # cleared in between, by a signal handler
                    return None
            self._first = number
            if self._is_full:
                self._leaving(1, items[number][1])
            else:  # it is quicker
                self.bytes -= items[number][1]
            item = items.pop(number, None)
        return None if item is None else item[0]

    def pop_some(self, most_bytes: int) -> list[T]:
        """Take the oldest items: so many bytes of them, or one; none if there are none.

        Raises:
            ClientException: there is none, and there will be none: see ``raise_if_ended``.
        """
        numbers: list[int] = []
        with self.lock:
            for number in range(self._first, self.count):
                if number in self._items:
                    most_bytes -= self._items[number][1]
                    if most_bytes < 0 and numbers:
                        break
                    numbers.append(number)
            if not numbers:
                self.raise_if_ended(self.count)
                return []
            self._first = numbers[0]
            return self.take(numbers) or []

    def since(self, number: int) -> tuple[list[int], int]:
        """Return the numbers of what is held, from this one on; and ``count`` at that time."""
        with self.lock:
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
        with self.lock:
            try:
                found = list(map(self._items.__getitem__, numbers))
                self._leaving(len(found), sum(map(itemgetter(1), found)))
                list(map(self._items.pop, numbers))  # in one step
            except KeyError:  # taken; or cleared in between, by a signal handler
                return None
        return list(map(itemgetter(0), found))

    def resize(self, number: int, size: int) -> None:
        """Count an item anew, if it is there: it may have grown since it was put."""
        with self.lock:
            if number in self._items:
                item, before = self._items[number]
                self._items[number] = item, size
                self.bytes += size - before

    def clear(self) -> None:
        """Drop what is held."""
        with self.lock:
            self._leaving(len(self._items), self.bytes)
            self._items.clear()

    def close(self, reason: str) -> None:
        """Let everybody go who waits, and take in nothing more. What is held stays."""
        with self.lock:
            self._reason = self._reason or reason
            self.changed.notify_all()

    @contextmanager
    def searching(self) -> Iterator[None]:
        """While it lasts, somebody looks for one item among others, and the count is no bound."""
        token = object()
        try:
            with self.lock:
                self._searches.add(token)
                self._let_in()
            yield
        finally:
            self._searches.discard(token)

    # -- what keeps a reader from waiting, who has seen what came before the number ``seen``

    def has_news(self, seen: int) -> bool:
        """Whether there is more to see, or nothing to wait for."""
        return self.count > seen or self._is_full or self.has_ended

    def is_stuck(self, seen: int) -> bool:
        """Whether what was seen keeps more from coming."""
        with self.lock:
            return self._is_full and self.count <= seen

    def raise_if_ended(self, seen: int) -> None:
        """Raise why nothing more will come.

        Raises:
            StreamClosedException: it was closed.
            ClientException: what ``end`` was given, if there is no more to see; a fresh copy each
                time, so that no traceback grows from call to call.
        """
        with self.lock:
            if self._reason:
                raise StreamClosedException(self._reason)
            if self.error is not None and self.count <= seen:
                raise copy(self.error)

    def _leaving(self, count: int, size: int) -> None:
        """Count items as gone, and let more in if half of the room is free. With the lock."""
        left = len(self._items) - count
        self.bytes -= size
        if 2 * left <= self._max_items and 2 * self.bytes <= self.max_bytes:
            self._let_in()

    def _let_in(self) -> None:
        if self._is_full:
            # In this order, and with the lock: a handler of Ctrl-C in between costs a second call.
            self.on_drain()
            self._is_full = False
