"""Up to when each address and domain is complete: in the broker, for the relay that is next."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from .broker import Connection, asked
from .errors import BrokerException
from .naming import escaped
from .progress import Mark
from .pulling import moment

if TYPE_CHECKING:
    from nats.js.kv import KeyValue

_AT_ONCE = 32


async def read_marks(
    connection: Connection, bucket: KeyValue, names: Iterable[str]
) -> dict[str, Mark]:
    """Return the marks that there are, by the names of addresses and domains.

    Raises:
        BrokerException: they could not be read.
    """
    found = {}
    for name in names:
        mark, _ = await _read(connection, bucket, escaped(name))
        if mark is not None:
            found[name] = mark
    return found


async def write_mark(
    connection: Connection, bucket: KeyValue, names: Iterable[str], mark: Mark
) -> None:
    """Move the marks of these on to this one, where they are not further already: what another
    relay has seen to is complete as well.

    Raises:
        BrokerException: they could not be written.
    """
    turns = asyncio.Semaphore(_AT_ONCE)
    failure: BaseExceptionGroup[BrokerException] | None = None

    async def write(name: str) -> None:
        async with turns:
            await _move_on(connection, bucket, escaped(name), mark)

    try:
        async with asyncio.TaskGroup() as group:
            for name in names:
                group.create_task(write(name))
    except* BrokerException as several:
        failure = several
    if failure is not None:
        raise BrokerException(str(failure.exceptions[0]))


async def _move_on(connection: Connection, bucket: KeyValue, key: str, mark: Mark) -> None:
    from nats.js.errors import KeyWrongLastSequenceError

    text = json.dumps({"received": mark.received.isoformat(), "sequence": mark.sequence})
    while True:
        there, revision = await _read(connection, bucket, key)
        if there is not None and there.received >= mark.received:
            return
        try:
            updating = bucket.update(key, text.encode(), last=revision)
            await asked(connection, updating, "the bucket")
        except Exception as error:
            if not isinstance(error.__cause__, KeyWrongLastSequenceError):
                raise
        else:
            return


async def _read(connection: Connection, bucket: KeyValue, key: str) -> tuple[Mark | None, int]:
    from nats.js.errors import KeyDeletedError, KeyNotFoundError

    try:
        entry = await asked(connection, bucket.get(key), "the bucket")
    except Exception as error:
        cause = error.__cause__
        if isinstance(cause, KeyDeletedError):
            return None, cause.entry.revision or 0
        if isinstance(cause, KeyNotFoundError):
            return None, 0
        raise
    try:
        data = json.loads(entry.value or b"")
        received, sequence = moment(data["received"]), int(data["sequence"])
    except (ValueError, TypeError, KeyError):
        return None, entry.revision  # not ours
    return (None if received is None else Mark(received, sequence)), entry.revision


def oldest(marks: Iterable[Mark]) -> Mark | None:
    """Return from where on all of these can be gone on from; None if there are none."""
    found = list(marks)
    if not found:
        return None
    received: datetime = min(mark.received for mark in found)
    return Mark(received, min(mark.sequence for mark in found))
