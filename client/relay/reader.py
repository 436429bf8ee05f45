"""Reads mail from a broker's stream, where a relay has put it; for asyncio."""

from __future__ import annotations

import asyncio
import logging
import re
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Iterable
from contextlib import AsyncExitStack
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Self

from ..exceptions import ClientException, StreamClosedException
from ..mail.bounded_set import BoundedSet
from ..streaming.settings import address_list, known_moment
from .broker import Broker, Connection, asked, connected
from .decoding import NoMail, frame_in_the_end, frame_of
from .delivery import Delivery, Place, place_of
from .errors import BrokerException, BrokerRefused, BrokerTimeout, NotRelayed
from .naming import STREAM, all_subjects, pattern_of
from .pulling import MESSAGE_ID, Tail, fetched
from .streams import Storage, ensured_dead_letters

if TYPE_CHECKING:
    from nats.aio.msg import Msg
    from nats.js import JetStreamContext
    from nats.js.api import ConsumerConfig, StreamInfo

    from ..api_client import ApiClient

_DURABLE = re.compile(r"[A-Za-z0-9_-]{1,64}")
_AGAIN_SECONDS = 0.5
_MAX_DONE = 100_000
_MAX_UNACKNOWLEDGED = 1000
_TURN = 32
_SEVERAL = (2, 10)  # the version of nats-server from which on a consumer has several subjects

_log = logging.getLogger("client.relay")


class Reader:
    """Mail of a broker's stream: an asynchronous iterator and context manager.

    ::

        async with Reader("nats://localhost:4222", durable="archive") as reader:
            async for delivery in reader:
                store(delivery.mail.raw_bytes())
                await delivery.ack()

    Readers of one durable name share the work, in any number of processes and on any number of
    machines: each mail goes to one of them, and comes again if it was not acknowledged in time. The
    broker remembers how far a name has come. Without a name, a reader gets all, and nobody
    remembers. A broker that is away is waited for.

    Args:
        broker: a URL such as ``nats://localhost:4222``, or a ``Broker``. Default: the environment's
            ``MAILSAC_RELAY_URL``.
        durable: the name: up to 64 letters, digits, dashes and underscores.
        addresses: addresses and whole domains to read; default: all that is in the stream. More
            than one with a durable name needs nats-server 2.10.
        since: from when on, by the broker's clock, without a time zone in UTC; or ``"beginning"``,
            or ``"now"``. Of a durable name it counts once, when the name is new.
        stream: the name of the relay's stream.
        ack_wait: seconds after which a mail that was not acknowledged is delivered again.
        max_tries: how often a mail is delivered at most; then it is put under the dead-letter
            subject ``STREAM-dead.DURABLE.>``, in the stream ``STREAM-dead``. Default: for ever.
        prefetch: most mails that are here and not read yet. They are within ``ack_wait``.
        api_client: fetches what a frame lacks, such as raw bytes that JSON cannot carry.

    Raises:
        ValueError: a name, an address, the URL or a number cannot be.

    Entering it raises ``BrokerRefused`` and ``BrokerException``. It belongs to one event loop;
    several tasks may read from it.
    """

    def __init__(
        self,
        broker: Broker | str | None = None,
        *,
        durable: str | None = None,
        addresses: str | Iterable[str] | None = None,
        since: datetime | Literal["beginning", "now"] = "beginning",
        stream: str = "MAILSAC",
        ack_wait: float = 30.0,
        max_tries: int | None = None,
        prefetch: int = 32,
        api_client: ApiClient | None = None,
    ) -> None:
        if durable is not None and not _DURABLE.fullmatch(durable):
            raise ValueError(
                f"durable must be up to 64 letters, digits, dashes and underscores, not {durable!r}"
            )
        if max_tries is not None and (durable is None or max_tries < 1):
            raise ValueError("max_tries must be at least 1, and needs a durable name")
        if not (ack_wait >= 1 and prefetch >= 1):
            raise ValueError("ack_wait must be 1 second or more, prefetch 1 or more")
        if isinstance(since, str) and since not in ("beginning", "now"):
            raise ValueError(f"since must be a datetime, 'beginning' or 'now', not {since!r}")
        self.broker = broker if isinstance(broker, Broker) else Broker(broker)
        self._stream = Storage(stream=stream).stream
        names = () if addresses is None else address_list(addresses)
        self._patterns = [pattern_of(stream, name) for name in names]
        self._durable = durable
        self._since = since if isinstance(since, str) else known_moment(since)
        self._ack_wait = ack_wait
        self._max_tries = max_tries
        self._prefetch = prefetch
        self._api_client = api_client
        self._done = BoundedSet[Place](_MAX_DONE)
        self._stack = AsyncExitStack()  # what is to be closed
        self._is_open = False
        self.is_closed = False
        self._ready: deque[Delivery] = deque()
        self._news = asyncio.Event()
        self._room = asyncio.Event()
        self._turns = 0
        self._link: Connection
        self._trouble = ""
        self._info: StreamInfo | None = None
        self._now = 0  # the number in the stream behind which "now" begins

    async def __aenter__(self) -> Self:
        self._check_new()
        try:
            await self._enter(await self._stack.enter_async_context(connected(self.broker)))
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    def _check_new(self) -> None:
        if self._is_open:
            raise RuntimeError(f"a {type(self).__name__} can be entered once: make a new one")

    async def _enter(self, link: Connection) -> None:
        """Begin to read, over this connection."""
        from nats.js.errors import NotFoundError

        self._is_open = True
        self._link = link
        try:
            info = await self._look()
        except BrokerException as error:
            if not isinstance(error.__cause__, NotFoundError):
                raise
            raise NotRelayed(
                f"no relay has made the stream {self._stream} in the broker at {self.broker}: "
                "start one (mailsac relay), or read the stream that it names with --stream"
            ) from None
        if self._max_tries is not None:
            await ensured_dead_letters(link, info.config)
        if self._durable is not None:
            await self._consumer()
        source = self._tail() if self._durable is None else self._shared()
        self._filling = asyncio.get_running_loop().create_task(self._fill(source))
        self._stack.push_async_callback(self._end)

    async def _end(self) -> None:
        self._filling.cancel()
        await asyncio.wait([self._filling], timeout=1)

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def close(self) -> None:
        """Stop reading. What was not acknowledged comes again, to whoever reads."""
        self.is_closed = True
        self._news.set()
        await self._stack.aclose()

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> Delivery:
        """Wait for the next mail; see ``get``. After ``close`` iteration ends."""
        try:
            return await self.get()
        except StreamClosedException:
            raise StopAsyncIteration from None

    async def get(self, timeout: float | None = None) -> Delivery:
        """Wait for the next mail.

        Args:
            timeout: seconds to wait; None means without end.

        Raises:
            BrokerTimeout: none came in time; it says if the broker is away. It is a
                ``TimeoutError``.
            StreamClosedException: the reader was closed.
            BrokerException: the connection has ended for good.
            RuntimeError: the reader was not entered.
        """
        if not self._is_open:
            raise RuntimeError("the Reader is not open: use it in an async with statement")
        self._turns += 1
        if self._turns % _TURN == 0:  # before a mail is taken: no other task is to starve
            await asyncio.sleep(0)
        try:
            async with asyncio.timeout(timeout):
                while True:
                    while not (self._ready or self.is_closed or self._filling.done()):
                        self._news.clear()
                        await self._news.wait()
                    if not self._ready:
                        break
                    self._room.set()
                    delivery = self._ready.popleft()
                    if delivery.place not in self._done:
                        return delivery
                    # It came again before its ack was heard.
                    await self._settled(delivery._message.ack())
        except TimeoutError:
            away = "" if self._link.is_up else f"; no link to the broker at {self.broker}"
            raise BrokerTimeout(f"no mail within {timeout:g} s{away or self._trouble}") from None
        if self.is_closed:
            raise StreamClosedException("the reader is closed")
        self._link.check()
        self._filling.result()
        raise BrokerException("the reader has ended")

    # -- what comes

    async def _fill(self, source: AsyncIterator[list[Msg]]) -> None:
        try:
            async for messages in source:
                for message in messages:
                    await self._take(message)
                while len(self._ready) >= self._prefetch:
                    self._room.clear()
                    await self._room.wait()
        except (ClientException, asyncio.CancelledError):
            raise
        except Exception as bug:
            raise BrokerException(f"unexpected {type(bug).__name__} in the reader") from bug
        finally:
            self._news.set()

    async def _take(self, message: Msg) -> None:
        is_shared = self._durable is not None
        metadata = message.metadata
        if place_of(message) in self._done:  # its ack was lost with the link
            await self._settled(message.ack())
            return
        if self._max_tries is not None and (metadata.num_delivered or 1) > self._max_tries:
            await self._bury(message, f"delivered {self._max_tries} times, and not acknowledged")
            return
        try:
            # What nobody else reads does not come again.
            decoded = frame_of if is_shared else frame_in_the_end
            frame = await decoded(self._link, self._stream, message)
        except NoMail as error:
            _log.warning("message %d is skipped: %s", metadata.sequence.stream, error)
            if is_shared:
                await self._bury(message, str(error))
            return
        except BrokerException as error:  # it comes again
            if not is_shared:
                raise
            self._trouble = f"; {error}"
            await self._settled(message.nak(_AGAIN_SECONDS))
            return
        done = self._done if is_shared else None
        self._ready.append(Delivery(self._link, message, frame, self._api_client, done))
        self._news.set()

    async def _bury(self, message: Msg, reason: str) -> None:
        """Put a message under the dead-letter subject, if there is one, and have done with it."""
        if self._max_tries is not None:
            headers = dict(message.headers or {})
            sequence = message.metadata.sequence.stream
            headers[MESSAGE_ID] = f"{self._durable}/{sequence}"
            headers["Mailsac-Reason"] = reason
            headers.setdefault(STREAM, self._stream)
            tail = message.subject.partition(".mail.")[2]
            subject = f"{self._stream}-dead.{self._durable}.{tail}"
            putting = self._link.js.publish(subject, message.data, headers=headers)
            if not await self._settled(putting):
                return  # it comes again, and then is put there
        await self._settled(message.term())

    async def _settled(self, telling: Awaitable[object]) -> bool:
        try:
            await asked(self._link, telling, "the broker")
        except BrokerException as error:
            self._trouble = f"; {error}"
            return False
        return True

    # -- where it comes from

    def _tail(self) -> AsyncIterator[list[Msg]]:
        since = None if self._since == "beginning" else self._since
        return Tail(self._link, self._stream, self._patterns, since).batches()

    async def _shared(self) -> AsyncIterator[list[Msg]]:
        """Yield what the consumer of the durable name gives this reader."""
        subscription: JetStreamContext.PullSubscription | None = None
        while True:
            try:
                if subscription is None:
                    binding = self._link.js.pull_subscribe_bind(
                        consumer=self._durable, stream=self._stream
                    )
                    subscription = await asked(self._link, binding, "the consumer")
                room = max(self._prefetch - len(self._ready), 1)
                yield await fetched(self._link, subscription, room)
                self._trouble = ""
            except BrokerException as error:
                self._link.check()
                self._trouble = f"; {error}"
                await asyncio.sleep(_AGAIN_SECONDS)
                await self._made_anew()

    async def _made_anew(self) -> None:
        """Make the consumer if it is gone, as with a stream that was deleted."""
        try:
            await self._look()
            await self._consumer()
        except BrokerRefused:
            raise
        except BrokerException as error:
            self._trouble = f"; {error}"

    async def _look(self) -> StreamInfo:
        """Return what the stream is, and see where "now" is: at its end as the reader was entered,
        or at the beginning of one that was made anew since."""
        getting = self._link.js.stream_info(self._stream)
        info: StreamInfo = await asked(self._link, getting, f"the stream {self._stream}")
        if self._info is None:
            self._now = info.state.last_seq
        elif self._info.created != info.created:
            self._now = 0
        self._info = info
        return info

    async def _consumer(self) -> None:
        """See to it that there is a consumer of the durable name."""
        from nats.js.errors import NotFoundError

        js, what = self._link.js, f"the consumer {self._durable}"
        assert self._durable is not None
        wanted = self._config()
        try:
            info = await asked(self._link, js.consumer_info(self._stream, self._durable), what)
        except BrokerException as error:
            if not isinstance(error.__cause__, NotFoundError):
                raise
            await asked(self._link, js.add_consumer(self._stream, wanted), f"cannot make {what}")
            return
        there = info.config
        subjects = sorted(there.filter_subjects or [there.filter_subject or ">"])
        asked_for = sorted(wanted.filter_subjects or [wanted.filter_subject or ">"])
        if subjects != asked_for or there.ack_policy != "explicit" or there.deliver_subject:
            raise BrokerRefused(
                f"{what} is there, and reads {', '.join(subjects)}: give the reader the same "
                "addresses, or another durable name"
            )

    def _config(self) -> ConsumerConfig:
        from nats.js import api

        config = api.ConsumerConfig(
            name=self._durable,
            durable_name=self._durable,
            ack_policy=api.AckPolicy.EXPLICIT,
            ack_wait=self._ack_wait,
            max_ack_pending=_MAX_UNACKNOWLEDGED,
            filter_subject=all_subjects(self._stream),
        )
        if len(self._patterns) == 1:
            config.filter_subject = self._patterns[0]
        elif self._patterns:
            version = self._link.client.connected_server_version
            if (version.major, version.minor) < _SEVERAL:
                raise BrokerRefused(
                    "to read several addresses under one durable name, the broker must be "
                    f"nats-server 2.10 or later, and not {version.major}.{version.minor}: read "
                    "one address, a whole domain, or all"
                )
            config.filter_subject, config.filter_subjects = None, self._patterns
        if self._since == "now":
            config.deliver_policy = api.DeliverPolicy.BY_START_SEQUENCE
            config.opt_start_seq = self._now + 1
        elif isinstance(self._since, datetime):
            config.deliver_policy = api.DeliverPolicy.BY_START_TIME
            config.opt_start_time = self._since
        return config
