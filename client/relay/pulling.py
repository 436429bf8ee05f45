"""Reads messages from the broker's stream: consumers that are pulled from.

A consumer without a name is the reader's own, and keeps nothing: when the link or the broker was
lost, another begins behind the last message that came.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from .broker import Connection, asked
from .errors import BrokerException
from .naming import RECEIVED

if TYPE_CHECKING:
    from nats.aio.msg import Msg
    from nats.js import JetStreamContext
    from nats.js.api import ConsumerConfig

_BATCH = 500
_IDLE_SECONDS = 60.0  # after which the broker forgets a consumer that nobody asks
_FETCH_SECONDS = 5.0
_WAIT_SECONDS = 20.0
_LEAST_SECONDS = 0.5

MESSAGE_ID = "Nats-Msg-Id"


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
    sequence = max(sequence, info.state.first_seq)
    while sequence <= last:
        config = own_consumer(headers_only=True)
        config.deliver_policy = api.DeliverPolicy.BY_START_SEQUENCE
        config.opt_start_seq = max(sequence, 1)
        subscription = await pulled(connection, stream, config)
        try:
            while sequence <= last:
                fetching = subscription.fetch(_BATCH, timeout=_FETCH_SECONDS)
                for message in await asked(connection, fetching, "the stream's headers"):
                    number = message.metadata.sequence.stream
                    sequence = number + 1
                    if number > last:
                        break
                    headers = message.headers or {}
                    yield headers.get(MESSAGE_ID, ""), moment(headers.get(RECEIVED)), number
                    if not message.metadata.num_pending:
                        sequence = last + 1  # what was behind is deleted
        finally:
            await dropped(connection, stream, subscription)


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
) -> JetStreamContext.PullSubscription:
    """Make a consumer, and return what to fetch from."""
    what = f"a consumer of the stream {stream}"
    info = await asked(connection, connection.js.add_consumer(stream, config), what)
    binding = connection.js.pull_subscribe_bind(consumer=info.name, stream=stream)
    subscription: JetStreamContext.PullSubscription = await asked(connection, binding, what)
    return subscription


async def dropped(
    connection: Connection, stream: str, subscription: JetStreamContext.PullSubscription
) -> None:
    """Let a consumer of our own go; the broker would do it by itself, later."""
    if not connection.is_up:
        return
    try:
        async with asyncio.timeout(_LEAST_SECONDS):
            await subscription.unsubscribe()
            await connection.js.delete_consumer(stream, subscription._consumer)
    except Exception:  # it is gone, or the link is
        return


class Tail:
    """All messages of some subjects, from the first on or from a moment, and then as they come.

    Args:
        patterns: the subjects.
        since: from when on, by the broker's clock; None for all that are there.

    Attributes:
        is_lost: whether the broker is away just now.
        sequence: of the last message that came.
    """

    def __init__(
        self,
        connection: Connection,
        stream: str,
        patterns: Sequence[str],
        since: datetime | None = None,
    ) -> None:
        self._connection = connection
        self._stream = stream
        self._patterns = patterns
        self._since = since
        self.sequence = 0
        self.is_lost = False
        self.error = ""

    async def batches(self) -> AsyncIterator[list[Msg]]:
        """Yield what comes, in batches, none twice; the first may be empty: then nothing is there
        yet."""
        while True:
            subscription = None
            losses = self._connection.losses
            try:
                subscription = await pulled(self._connection, self._stream, self._config())
                self.is_lost = False
                if not self.sequence and not (await subscription.consumer_info()).num_pending:
                    yield []
                while self._connection.losses == losses and self._connection.is_up:
                    messages = await self._fetched(subscription)
                    fresh = [
                        one for one in messages if one.metadata.sequence.stream > self.sequence
                    ]
                    if fresh:
                        self.sequence = fresh[-1].metadata.sequence.stream
                        yield fresh
            except BrokerException as error:
                self._connection.check()
                self.error = str(error)
            finally:
                if subscription is not None:
                    await dropped(self._connection, self._stream, subscription)
            self.is_lost = True
            await asyncio.sleep(_LEAST_SECONDS)

    async def _fetched(self, subscription: JetStreamContext.PullSubscription) -> list[Msg]:
        import nats.errors

        try:
            return await subscription.fetch(_BATCH, timeout=_WAIT_SECONDS)
        except nats.errors.TimeoutError:
            # No mail, or nobody is there any more.
            what = "the consumer"
            await asked(self._connection, subscription.consumer_info(), what)
            return []
        except nats.errors.Error as error:
            raise BrokerException(self._connection.broker.scrubbed(error)) from error

    def _config(self) -> ConsumerConfig:
        from nats.js import api

        config = own_consumer()
        if len(self._patterns) == 1:
            config.filter_subject = self._patterns[0]
        if self.sequence:
            config.deliver_policy = api.DeliverPolicy.BY_START_SEQUENCE
            config.opt_start_seq = self.sequence + 1
        elif self._since is not None:
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
