"""A bounded memory of what was seen. Pure."""

from __future__ import annotations

from collections import deque
from collections.abc import Hashable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Remembered(Generic[T]):
    """The latest so many things, each once. One thread adds at a time; any may look."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        # Not one dict: to find its oldest key, that would go past the places of all that were
        # dropped before.
        self._things: set[T] = set()
        self._order: deque[T] = deque()

    def add(self, thing: T) -> bool:
        """Remember it; tell whether it is new."""
        if thing in self._things:
            return False
        self._things.add(thing)
        self._order.append(thing)
        if len(self._order) > self._limit:
            self._things.remove(self._order.popleft())
        return True

    def __contains__(self, thing: object) -> bool:
        return thing in self._things
