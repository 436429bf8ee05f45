"""Reads messages from the broker's stream: consumers that are pulled from.

A consumer without a name is the reader's own, and keeps nothing: when the link or the broker was
lost, another begins behind the last message that came.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal

from .broker import Connection, asked
from .errors import BrokerException
from .naming import RECEIVED

if TYPE_CHECKING:
    from nats.aio.msg import Msg
    from nats.js import JetStreamContext
    from nats.js.api import ConsumerConfig, StreamInfo

_HEADERS = 500  # messages at a time
_BATCH = 25  # of 8 MB at most each: nats-py drops what is more than 256 MB
_IDLE_SECONDS = 60.0  # after which the broker forgets a consumer that nobody asks
_FETCH_SECONDS = 5.0
_WAIT_SECONDS = 20.0
_LEAST_SECONDS = 0.5
_MOST_TRIES = 40

MESSAGE_ID = "Nats-Msg-Id"

_log = logging.getLogger("client.relay")


async def stored(
    connection: Connection, stream: str, sequence: int
) -> AsyncIterator[tuple[str, datetime | None, int]]:
    """Yield what is in the stream by now, from a sequence number on: the id, the time and the
    number of each message. Their headers alone are read.

    Raises:
        BrokerException: it could not be read to its end.
    """
    from nats.js import api

    info = await asked(connection, connection.js.stream_info(stream), "the stream")
    last = info.state.last_seq
    if sequence > last + 1:  # of a stream that was there before this one
        sequence = 0
    sequence = max(sequence, info.state.first_seq, 1)
    for _ in range(_MOST_TRIES):
        config = own_consumer(headers_only=True)
        config.deliver_policy = api.DeliverPolicy.BY_START_SEQUENCE
        config.opt_start_seq = sequence
        name, subscription = await pulled(connection, stream, config)
        try:
            asking = subscription.consumer_info()
            pending = (await asked(connection, asking, "the consumer")).num_pending
            while pending and sequence <= last:
                fetching = subscription.fetch(_HEADERS, timeout=_FETCH_SECONDS)
                for message in await asked(connection, fetching, "the stream's headers"):
                    number = message.metadata.sequence.stream
                    sequence, pending = number + 1, message.metadata.num_pending
                    if number > last:
                        break
                    headers = message.headers or {}
                    yield headers.get(MESSAGE_ID, ""), moment(headers.get(RECEIVED)), number
        finally:
            await dropped(connection, stream, name, subscription)
        if sequence > last or not await _has(connection, stream, last):
            return
        # It was asked of one of a cluster that was away, and has not caught up yet.
        await asyncio.sleep(_LEAST_SECONDS)
    raise BrokerException(f"the stream {stream} cannot be read to its end: a broker lags behind")


async def _has(connection: Connection, stream: str, sequence: int) -> bool:
    """Whether the leader of a stream has a message of this number."""
    from nats.js.errors import NotFoundError

    getting = connection.js.get_msg(stream, sequence)
    try:
        await asked(connection, getting, "the last message")
    except BrokerException as error:
        if isinstance(error.__cause__, NotFoundError):
            return False
        raise
    return True


def own_consumer(*, headers_only: bool = False) -> ConsumerConfig:
    """Return the settings of a consumer that nobody else reads from, and that keeps nothing."""
    from nats.js import api

    return api.ConsumerConfig(
        ack_policy=api.AckPolicy.NONE,
        headers_only=headers_only or None,
        inactive_threshold=_IDLE_SECONDS,
        num_replicas=1,
        mem_storage=True,
    )


async def pulled(
    connection: Connection, stream: str, config: ConsumerConfig
) -> tuple[str, JetStreamContext.PullSubscription]:
    """Make a consumer, and return its name and what to fetch from."""
    what = f"a consumer of the stream {stream}"
    info = await asked(connection, connection.js.add_consumer(stream, config), what)
    binding = connection.js.pull_subscribe_bind(consumer=info.name, stream=stream)
    subscription: JetStreamContext.PullSubscription = await asked(connection, binding, what)
    return info.name, subscription


async def dropped(
    connection: Connection,
    stream: str,
    name: str,
    subscription: JetStreamContext.PullSubscription,
) -> None:
    """Let a consumer of our own go; the broker would do it by itself, later."""
    try:
        async with asyncio.timeout(_LEAST_SECONDS):
            await subscription.unsubscribe()
            if connection.is_up:
                await connection.js.delete_consumer(stream, name)
    except Exception:  # it is gone, or the link is
        return


async def fetched(
    connection: Connection, subscription: JetStreamContext.PullSubscription, batch: int
) -> list[Msg]:
    """Return the next messages, as soon as there are some; none if there are none for a while.

    Raises:
        BrokerException: the link was lost meanwhile, or the consumer is gone.
    """
    import nats.errors

    fetching = asyncio.ensure_future(subscription.fetch(batch, timeout=_WAIT_SECONDS))
    # Once cancelled, it ends with an error of nats-py's, which nobody is to be told.
    fetching.add_done_callback(lambda done: done.cancelled() or done.exception())
    try:
        racing: set[asyncio.Future[Any]] = {fetching, connection.lost}
        await asyncio.wait(racing, return_when=asyncio.FIRST_COMPLETED)
        if fetching.done():
            return fetching.result()
    except TimeoutError:  # of nats-py, or the plain one, which it raises, too
        # No mail; or nobody is there who would say so.
        await asked(connection, subscription.consumer_info(), "the consumer")
        return []
    except nats.errors.Error as error:
        raise BrokerException(connection.broker.scrubbed(error)) from error
    finally:
        fetching.cancel()
    raise BrokerException("the link to the broker was lost")


class Tail:
    """All messages of some subjects, from the first on or from a moment, and then as they come.

    Args:
        patterns: the subjects, as of ``pattern_of``; none means all.
        since: from when on, by the broker's clock; ``"now"``; None for all that are there.

    Attributes:
        sequence: of the last message that came.
        is_current: whether all that was there has come.
    """

    def __init__(
        self,
        connection: Connection,
        stream: str,
        patterns: Sequence[str],
        since: datetime | Literal["now"] | None = None,
    ) -> None:
        self._connection = connection
        self._stream = stream
        self._patterns = patterns
        self._since = since
        self._made: datetime | None = None  # when the stream was
        self.sequence = 0
        self.is_current = False

    async def batches(self) -> AsyncIterator[list[Msg]]:
        """Yield what comes, none twice. A batch is empty where nothing is there by now."""
        connection = self._connection
        while True:
            subscription = None
            try:
                getting = connection.js.stream_info(self._stream)
                self._place(await asked(connection, getting, "the stream"))
                name, subscription = await pulled(connection, self._stream, self._config())
                asking = subscription.consumer_info()
                if not (await asked(connection, asking, "the consumer")).num_pending:
                    self.is_current = True
                    yield []
                delivered = 0  # by this consumer
                while True:
                    messages = await fetched(connection, subscription, _BATCH)
                    for message in messages:
                        delivered += 1
                        if message.metadata.sequence.consumer != delivered:
                            raise BrokerException("messages were lost on the way")
                    fresh = [one for one in messages if self._is_new(one)]
                    if messages:
                        metadata = messages[-1].metadata
                        self.sequence = max(self.sequence, metadata.sequence.stream)
                        self.is_current = not metadata.num_pending
                    if fresh or messages:
                        yield fresh
            except BrokerException as error:
                connection.check()
                _log.debug("%s", error)
            finally:
                if subscription is not None:
                    await dropped(connection, self._stream, name, subscription)
            await asyncio.sleep(_LEAST_SECONDS)

    def _place(self, stream: StreamInfo) -> None:
        """Go on where the stream was left, or at the beginning of one that was made anew."""
        if self._made is None and self._since == "now":
            self.sequence = stream.state.last_seq
        elif self._made != stream.created:
            self.sequence = 0
        self._made = stream.created

    def _is_new(self, message: Msg) -> bool:
        if message.metadata.sequence.stream <= self.sequence:
            return False
        whole = message.subject.rpartition(".")[0] + ".*"
        return not self._patterns or not {message.subject, whole}.isdisjoint(self._patterns)

    def _config(self) -> ConsumerConfig:
        from nats.js import api

        config = own_consumer()
        if len(self._patterns) == 1:
            config.filter_subject = self._patterns[0]
        if self.sequence:
            config.deliver_policy = api.DeliverPolicy.BY_START_SEQUENCE
            config.opt_start_seq = self.sequence + 1
        elif isinstance(self._since, datetime):
            config.deliver_policy = api.DeliverPolicy.BY_START_TIME
            config.opt_start_time = self._since
        return config


def moment(text: str | None) -> datetime | None:
    """Return a time that a header tells; None if it tells none."""
    try:
        found = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return found if found.tzinfo is not None else None
