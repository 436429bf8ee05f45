"""Which mails are in the broker's stream, as far as the broker itself may have forgotten them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from ..mail.bounded_set import BoundedSet
from .errors import BrokerRefused
from .pulling import stored

if TYPE_CHECKING:
    from .broker import Connection
    from .streams import Stores

_MAX_STORED = 100_000
_MAX_READ = 500_000  # of some 500 bytes, while a search goes on

_TOO_MANY = (
    "more than {0} mails are in the stream since the oldest mark of these addresses, too many to "
    "tell which are missing. Is one of them new here, or was it long away? Give it a relay of its "
    "own with another --stream, or delete its mark, and what came before is not sought: "
    "nats kv get {1} and nats kv del {1}, with its name as in a subject, are for marks."
)


class KnownIds:
    """The ids of a stream's latest messages, read when they are needed. One loop.

    Args:
        on_stored: called with when a mail was received, and its sequence number, as it is read that
            it is in the stream.
    """

    def __init__(
        self,
        connection: Connection,
        stores: Stores,
        on_stored: Callable[[datetime | None, int], object],
    ) -> None:
        self._connection = connection
        self._stores = stores
        self._on_stored = on_stored
        self._loop = asyncio.get_running_loop()
        self._stored = BoundedSet[str](_MAX_STORED)
        self._next = 0  # sequence number from which on the ids are not known
        self._read_at = -float("inf")
        self._reading = asyncio.Lock()

    def __contains__(self, identity: str) -> bool:
        return identity in self._stored

    @property
    def is_fresh(self) -> bool:
        """Whether they were read not long ago: the broker itself tells what came since."""
        return self._loop.time() - self._read_at < self._stores.window / 4

    def outdated(self) -> None:
        """They are to be read again before they are relied on."""
        self._read_at = -float("inf")

    def know_before(self, sequence: int) -> None:
        """Take note that nothing before this number in the stream is of interest any more."""
        self._next = max(self._next, sequence)

    async def refresh(self) -> None:
        """Read what came since, if that was long ago; see ``read`` for the errors."""
        if not self.is_fresh:
            await self.read(self._next)

    async def read(self, sequence: int) -> list[str]:
        """Read which mails are in the stream, from a sequence number on; return their ids.

        Raises:
            BrokerRefused: there are too many.
            BrokerException: they could not be read.
        """
        ids: list[str] = []
        async with self._reading:
            self._next = sequence
            begun = self._loop.time()
            name = self._stores.name
            async for identity, received, number in stored(self._connection, name, self._next):
                if len(ids) == _MAX_READ:
                    raise BrokerRefused(_TOO_MANY.format(_MAX_READ, name))
                self._next = number + 1
                self._on_stored(received, number)
                ids.append(identity)
                self._stored.add(identity)
            if len(ids) > _MAX_STORED:  # all of them are needed
                self._stored = BoundedSet(2 * len(ids))
                for identity in ids:
                    self._stored.add(identity)
            self._read_at = begun
        return ids
