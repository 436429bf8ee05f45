"""A set of the latest things. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)

_SETS = 16


class BoundedSet(Generic[T]):
    """The latest so many things, each once. One thread adds at a time; any may look."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        # Not one dict: to find its oldest key, that would go past the places of all that were
        # dropped before. Nor one set: it is made anew again and again, for the places of what was
        # dropped, and the C library keeps some of these megabytes. Small ones leave small holes.
        self._sets: list[set[T]] = [set() for _ in range(_SETS)]
        self._order: deque[T] = deque()

    def add(self, thing: T) -> bool:
        """Add it, and drop the oldest if there are too many; tell whether it is new."""
        things = self._set_of(thing)
        if thing in things:
            return False
        things.add(thing)
        self._order.append(thing)
        if len(self._order) > self._limit:
            oldest = self._order.popleft()
            self._set_of(oldest).remove(oldest)
        return True

    def __contains__(self, thing: object) -> bool:
        return thing in self._set_of(thing)

    def _set_of(self, thing: object) -> set[T]:
        return self._sets[hash(thing) % _SETS]
