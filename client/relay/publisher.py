"""Puts mail into the broker's stream, and knows of each whether it is there.

A bounded window of mails is under way. One that is not acknowledged in time, or is refused for now,
is sent again under the same id, until it is acknowledged. The broker tells duplicates within its
window; of what is older than half of that, the ids in the stream are read first.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..decoding import loads
from ..exceptions import printable
from ..streaming.messages import FrameWithText
from .broker import Connection, asked, ended
from .errors import BrokerException
from .naming import CONTENT, INBOX, JSON, OBJECT, RECEIVED, message_id, subject_of
from .pulling import MESSAGE_ID

if TYPE_CHECKING:
    from nats.aio.msg import Msg
    from nats.aio.subscription import Subscription
    from nats.js.api import ObjectMeta

    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame
    from .known_ids import KnownIds
    from .statistics import Statistics
    from .streams import Stores

_ACK_SECONDS = 5.0
_LATER_SECONDS = 1.0
_LONGEST_SECONDS = 15.0
_TICK = 0.25
_MAX_INBOX = 500
_HEADER_BYTES = 4096  # more than all headers of a message have
_OBJECT_SECONDS = 60.0
_CHUNK = 128 * 1024
_TOO_LARGE = 10054  # for the stream's own limit
_TELL_SECONDS = 30.0

_log = logging.getLogger("client.relay")


@dataclass(slots=True)
class _Entry:
    """A mail that is under way."""

    number: int
    identity: str
    subject: str
    payload: bytes
    headers: str
    received: datetime | None
    size: int
    token: str = ""
    tries: int = 0
    due: float = 0.0  # when to send it, by the loop's clock


class Publisher:
    """One window of mails. One loop.

    Args:
        known: what is in the stream.
        window: most mails that are under way.
        window_bytes: most bytes that are; one mail of any size may be.
        now: the time by the service's clock, in seconds since the epoch.
        on_done: called with the number of a mail, when it was received, and its sequence number in
            the stream, or 0, once it is there.
        statistics: told of duplicates, large mail, and of trouble.
    """

    def __init__(
        self,
        connection: Connection,
        stores: Stores,
        known: KnownIds,
        *,
        window: int,
        window_bytes: int,
        now: Callable[[], float],
        statistics: Statistics,
        on_done: Callable[[int, datetime | None, int], object],
    ) -> None:
        self._connection = connection
        self._stores = stores
        self._known = known
        self._stream = stores.name
        self._window = window
        self._window_bytes = window_bytes
        self._now = now
        self._statistics = statistics
        self._on_done = on_done
        self._loop = asyncio.get_running_loop()
        self._entries: dict[str, _Entry] = {}  # by token
        self._bytes = 0
        self._room = asyncio.Event()
        self._tokens = 0
        self._prefix = connection.client.new_inbox() + "."
        self._told_at = -float("inf")
        self._limit = 1 << 62  # bytes that the stream has refused
        self._is_refused = False  # the broker takes nothing just now
        self._ticking: asyncio.Task[None]
        self._answers: Subscription

    def __len__(self) -> int:
        return len(self._entries)

    async def open(self) -> None:
        """Begin to listen to acknowledgements, and to send again what lacks one."""
        subscribing = self._connection.client.subscribe(f"{self._prefix}*", cb=self._on_answer)
        self._answers = await asked(self._connection, subscribing, "the broker")
        self._connection.on_reconnect.append(self._send_all_again)
        self._ticking = self._loop.create_task(self._tick())

    async def close(self) -> None:
        """Give up what is under way."""
        await ended([self._ticking])
        self._connection.on_reconnect.remove(self._send_all_again)
        with contextlib.suppress(Exception):  # the link may be gone
            await self._answers.unsubscribe()

    async def put(self, number: int, frames: Sequence[EmailMessageWebSocketFrame]) -> None:
        """Take mails, each as soon as the window has room for it.

        Args:
            number: of the first, for ``on_done``.

        Raises:
            BrokerException: the connection has ended for good.
        """
        leaving: list[_Entry] = []
        for at, frame in enumerate(frames, number):
            entry = self._entry(at, frame)
            if not self._may_leave(entry):
                await self._send(leaving)
                leaving = []
                await self._until_it_may_leave(entry)
            if entry.identity in self._known:
                self._is_there(entry, 0)
                continue
            self._tokens += 1
            entry.token = str(self._tokens)
            self._entries[entry.token] = entry
            self._bytes += entry.size
            leaving.append(entry)
        await self._send(leaving)

    async def drained(self, seconds: float) -> bool:
        """Wait until nothing is under way; tell whether that is so in time."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while self._entries:
                    self._room.clear()
                    await self._room.wait()
        return not self._entries

    # -- one mail

    def _entry(self, number: int, frame: EmailMessageWebSocketFrame) -> _Entry:
        email = frame.email
        if isinstance(frame, FrameWithText):
            payload = frame.text.encode()
        else:
            payload = json.dumps(frame.to_dict(), separators=(",", ":")).encode()
        identity = message_id(frame)
        inbox, received = email.inbox, email.received
        headers = f"{MESSAGE_ID}: {identity}\r\n{CONTENT}: {JSON}\r\n"
        if isinstance(inbox, str):
            text = inbox if inbox.isprintable() else printable(inbox)
            headers += f"{INBOX}: {text[:_MAX_INBOX]}\r\n"
        if isinstance(received, datetime):
            headers += f"{RECEIVED}: {received.isoformat()}\r\n"
        else:
            received = None
        subject = subject_of(self._stream, inbox)
        return _Entry(number, identity, subject, payload, headers, received, len(payload))

    def _has_room(self, size: int) -> bool:
        return not self._entries or (
            len(self._entries) < self._window and self._bytes + size <= self._window_bytes
        )

    def _is_too_large(self, entry: _Entry) -> bool:
        return bool(entry.payload) and entry.size + _HEADER_BYTES > self._max_size()

    def _may_leave(self, entry: _Entry) -> bool:
        """Whether nothing need be waited for."""
        return (
            self._has_room(entry.size)
            and (not self._is_old(entry) or self._known.is_fresh)
            and not self._is_too_large(entry)
            and not self._connection.failure.done()
        )

    async def _until_it_may_leave(self, entry: _Entry) -> None:
        while not self._has_room(entry.size):
            self._room.clear()
            await self._room.wait()
            self._connection.check()
        self._connection.check()
        while not await self._prepared(entry):
            await asyncio.sleep(_LATER_SECONDS)

    async def _prepared(self, entry: _Entry) -> bool:
        """See to it that it is told whether an old mail is there, and that a large one is in the
        object store; false if that failed."""
        if self._is_old(entry) and not await self._learn_ids():
            return False
        if entry.identity in self._known or not self._is_too_large(entry):
            return True
        if not await self._to_object(entry):
            return False
        return not self._is_old(entry) or await self._learn_ids()  # that may have taken long

    async def _send(self, entries: Sequence[_Entry]) -> None:
        now = self._loop.time()
        for entry in entries:
            entry.tries += 1
            entry.due = now + min(_ACK_SECONDS * entry.tries, _LONGEST_SECONDS)
        if not entries or not self._connection.is_up:  # it is sent when the link is there again
            return
        try:
            await self._connection.publish(
                (entry.subject, self._prefix + entry.token, entry.headers, entry.payload)
                for entry in entries
            )
        except OSError as error:
            self._in_trouble(self._connection.broker.scrubbed(error))

    async def _on_answer(self, message: Msg) -> None:
        try:
            self._answered(message)
        except Exception as bug:  # nats-py would go on, and the mail never be done
            self._connection.failed(bug)

    def _answered(self, message: Msg) -> None:
        entry = self._entries.get(message.subject[len(self._prefix) :])
        if entry is None:  # it was sent twice
            return
        try:
            answer = loads(message.data.decode()) if message.data else {}
            error = answer.get("error")
            is_ours = not error and answer.get("stream") == self._stream
            sequence = int(answer.get("seq", 0)) if is_ours else 0
        except (ValueError, TypeError, AttributeError):
            error, sequence = None, 0
        if not sequence:
            self._refused(entry, error if isinstance(error, dict) else {})
            return
        del self._entries[entry.token]
        self._bytes -= entry.size
        if answer.get("duplicate"):
            self._statistics.duplicates += 1
        self._statistics.trouble = ""
        if self._is_refused:
            self._is_refused = False
            for other in self._entries.values():
                other.due = 0.0
        self._on_done(entry.number, entry.received, sequence)
        self._room.set()

    def _refused(self, entry: _Entry, error: dict[str, object]) -> None:
        if error.get("err_code") == _TOO_LARGE:
            self._limit = min(self._limit, entry.size)
        text = str(error.get("description") or "the stream does not answer: is it there?")
        self._in_trouble(printable(text)[:300])
        self._is_refused = True
        entry.due = self._loop.time() + _LATER_SECONDS

    def _is_there(self, entry: _Entry, sequence: int) -> None:
        self._statistics.duplicates += 1
        if self._entries.pop(entry.token, None) is not None:
            self._bytes -= entry.size
            self._room.set()
        self._on_done(entry.number, entry.received, sequence)

    def _is_old(self, entry: _Entry) -> bool:
        """Whether the broker may have forgotten by now that it has the mail."""
        if entry.received is None:
            return True
        return self._now() - entry.received.timestamp() > self._stores.window / 2

    async def _learn_ids(self) -> bool:
        """See to it that the ids in the stream were read not long ago; false if they could not
        be."""
        try:
            await self._known.refresh()
        except BrokerException as error:
            self._connection.check()
            self._in_trouble(str(error))
            return False
        return True

    async def _to_object(self, entry: _Entry) -> bool:
        """Put a frame into the object store, and have the message say so; false if it failed."""
        objects = self._stores.objects
        try:
            async with asyncio.timeout(_OBJECT_SECONDS):
                putting = objects.put(entry.identity, entry.payload, meta=self._in_chunks())
                await asked(self._connection, putting, "the object store")
        except (BrokerException, TimeoutError) as error:
            self._connection.check()
            self._in_trouble(str(error) or "the object store does not answer")
            return False
        self._statistics.objects += 1
        entry.payload = b""
        entry.headers += f"{OBJECT}: {entry.identity}\r\n"
        return True

    def _in_chunks(self) -> ObjectMeta:
        from nats.js.api import ObjectMeta, ObjectMetaOptions

        size = min(_CHUNK, self._connection.client.max_payload // 2)
        return ObjectMeta(options=ObjectMetaOptions(max_chunk_size=size))

    def _max_size(self) -> int:
        limit = self._stores.info.config.max_msg_size or -1
        sizes = [self._connection.client.max_payload, self._limit]
        return min([*sizes, limit] if limit > 0 else sizes)

    # -- again

    async def _tick(self) -> None:
        try:
            await self._send_late()
        except BrokerException as error:  # as a rule, what has ended the connection
            self._connection.fail(error)
        except Exception as bug:  # nothing would be sent again
            self._connection.failed(bug)
        self._room.set()

    async def _send_late(self) -> None:
        while not self._connection.failure.done():
            await asyncio.sleep(_TICK)
            now = self._loop.time()
            late = [entry for entry in self._entries.values() if entry.due <= now]
            # What has not left this machine yet must not pile up.
            if late and self._is_refused:  # whether that is over, one can tell
                late = [random.choice(late)]
            if late and self._connection.is_up and not self._connection.client.pending_data_size:
                await self._send_again(late)

    async def _send_again(self, entries: list[_Entry]) -> None:
        if any(map(self._is_old, entries)) and not await self._learn_ids():
            return
        for entry in entries:
            if entry.token not in self._entries or not await self._prepared(entry):
                continue
            if entry.token not in self._entries:
                continue  # it was acknowledged meanwhile
            if entry.identity in self._known:
                self._is_there(entry, 0)
            else:
                await self._send([entry])

    def _send_all_again(self) -> None:
        """The link is new: whatever was on the old one may be lost."""
        for entry in self._entries.values():
            entry.due = 0.0
        self._known.outdated()

    def _in_trouble(self, text: str) -> None:
        self._statistics.trouble = text
        if self._loop.time() - self._told_at > _TELL_SECONDS:
            self._told_at = self._loop.time()
            _log.warning("the broker does not take mail, which waits: %s", text)
