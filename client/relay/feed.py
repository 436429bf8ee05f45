"""The mail of one address, from a broker into a sink, such as the store of an inbox."""

from __future__ import annotations

import asyncio
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ..exceptions import ClientException
from .broker import Broker, Connection, asked
from .decoding import NoMail, frame_in_the_end
from .errors import BrokerException, NotRelayed
from .marks import read_marks
from .naming import subject_of
from .pulling import Tail
from .shared import Shared, acquire, release
from .streams import Storage

if TYPE_CHECKING:
    from nats.js.kv import KeyValue

    from ..streaming.messages import Item

_OPEN_SECONDS = 15.0
_CALL_SECONDS = 10.0


class Sink(Protocol):
    """Where the mail goes. Called on the thread of the broker's connection."""

    def put(self, items: list[Item], /) -> int:
        """Take in what there is room for, from the front; return how many that were."""

    def end(self, error: ClientException, /) -> None:
        """No more mail will come, and this is why."""


class Feed:
    """Brings what a relay has put into a broker for one address, and what it will. Any thread.

    All feeds of a process share one connection to a broker.

    Args:
        broker: where the mail is.
        address: whose mail.
        sink: has room for nothing until it says so: then ``wake`` is to be called.
        stream: the relay's.
    """

    def __init__(self, broker: Broker, address: str, sink: Sink, stream: str = "MAILSAC") -> None:
        self.broker = broker
        self._address = address
        self._sink = sink
        self._stream = Storage(stream=stream).stream
        self._subject = subject_of(stream, address)
        self._shared: Shared | None = None
        self._tail: Tail
        self._room: asyncio.Event
        self._taken: asyncio.Event
        self._put = 0  # sequence number up to which all is in the sink
        self._running: Future[None] | None = None
        self._bucket: KeyValue
        #: Up to when the relay has put all mail there, as of the latest look.
        self.complete: datetime | None = None

    @property
    def is_ours(self) -> bool:
        """Whether this process has opened it, and is no fork of that."""
        return self._shared is None or self._shared.is_ours

    @property
    def is_up(self) -> bool:
        """Whether there is a link to the broker just now."""
        return self._shared is not None and self._shared.connection.is_up

    def open(self) -> None:
        """Connect, and begin to read.

        Raises:
            BrokerRefused: the broker does not let us in.
            BrokerException: it could not be reached; or no relay has this address.
        """
        shared = acquire(self.broker)
        try:
            shared.result(self._check(shared.connection), _OPEN_SECONDS)
            self._tail = Tail(shared.connection, self._stream, [self._subject])
            self._room, self._taken = asyncio.Event(), asyncio.Event()
            self._running = shared.begin(self._run(shared.connection))
        except BaseException:
            release(shared)
            raise
        self._shared = shared

    def wake(self) -> None:
        """There is room in the sink again."""
        if self._shared is not None and self.is_ours and not self._shared.loop.is_closed():
            self._shared.loop.call_soon_threadsafe(self._room.set)

    def catch_up(self, seconds: float) -> None:
        """See to it that all that the broker has by now is in the sink, as far as that has room.

        Raises:
            BrokerException: the broker is away, or does not answer in time.
        """
        if self._shared is None:
            return
        if not self._shared.connection.is_up:
            raise BrokerException(f"no link to the broker at {self.broker}")
        self._shared.result(
            self._until_current(self._shared.connection), min(seconds, _CALL_SECONDS)
        )

    def stop(self) -> None:
        """Ask it to end, and do not wait for that."""
        if self._running is not None and self.is_ours:
            self._running.cancel()

    def close(self) -> None:
        """End it. Any number of times."""
        shared, self._shared = self._shared, None
        if shared is not None and shared.is_ours:
            self.stop()
            release(shared)

    # -- in the loop

    async def _check(self, connection: Connection) -> None:
        from nats.js.errors import NotFoundError

        try:
            bucket = await asked(connection, connection.js.key_value(self._stream), "the bucket")
        except BrokerException as error:
            if not isinstance(error.__cause__, NotFoundError):
                raise
            raise NotRelayed(
                f"no relay has put mail into the broker at {self.broker}: start one, with "
                f"mailsac relay {self._domain} --to URL"
            ) from None
        self._bucket = bucket
        await self._look_up(connection)
        if self.complete is None:
            raise NotRelayed(
                f"no relay at {self.broker} has {self._address}, nor all of {self._domain}: give "
                "one of them to mailsac relay"
            )

    async def _look_up(self, connection: Connection) -> None:
        names = self._address, self._domain
        marks = (await read_marks(connection, self._bucket, names)).values()
        self.complete = max((mark.received for mark in marks), default=None)

    @property
    def _domain(self) -> str:
        return self._address.rpartition("@")[2]

    async def _run(self, connection: Connection) -> None:
        try:
            async for messages in self._tail.batches():
                for message in messages:
                    try:
                        frame = await frame_in_the_end(connection, self._stream, message)
                    except NoMail:
                        continue
                    while True:
                        self._room.clear()
                        if self._sink.put([(frame, len(message.data))]):
                            break
                        await self._room.wait()
                    self._put = message.metadata.sequence.stream
                self._put = self._tail.sequence
                self._taken.set()
        except BrokerException as error:
            self._sink.end(error)
        except Exception as bug:
            self._sink.end(BrokerException(f"unexpected {type(bug).__name__} in the feed"))

    async def _until_current(self, connection: Connection) -> None:
        from nats.js.errors import NotFoundError

        getting = connection.js.get_last_msg(self._stream, self._subject)
        try:
            last = (await asked(connection, getting, "the stream")).seq or 0
        except BrokerException as error:
            if not isinstance(error.__cause__, NotFoundError):
                raise
            last = 0  # it has had none
        await self._look_up(connection)
        while self._put < last and not (self._running and self._running.done()):
            self._taken.clear()
            await self._taken.wait()
