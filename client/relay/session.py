"""One session of a relay: from the marks in the broker on, to the end of the stream."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from ..api.messages_api import MessagesApi
from ..api_client import ApiClient, time_limit
from ..exceptions import ApiException, ClientException
from ..streaming.async_stream import AsyncMessageStream, AsyncOpening
from ..streaming.events import Event, Gap, Listening, Reconnecting
from ..streaming.settings import Settings
from .broker import asked, ended
from .errors import BrokerException, NotListening
from .known_ids import KnownIds
from .marks import oldest, read_marks, write_mark
from .naming import id_and_inbox
from .progress import Mark, Progress
from .publisher import Publisher

if TYPE_CHECKING:
    from .broker import Connection
    from .statistics import Statistics
    from .streams import Stores

_MARK_SECONDS = 2.0
_QUIET_SECONDS = 30.0
_DRAIN_SECONDS = 10.0
_LAST_MARK_SECONDS = 3.0
_CLOCK_SECONDS = 10.0
_CHECK_SECONDS = 5.0
_BATCH_BYTES = 1024 * 1024  # of mail that is published together

_log = logging.getLogger("client.relay")


class Session:
    """Opens the stream where the marks say, publishes what it gives, and moves the marks on.

    Args:
        api_client: tells the time of the service.
        settings: of the stream; what belongs to this session is added here.
        since: from where on, for what has no mark.
        known_marks: what sessions before this one know: the broker may have lost its marks.
        window: most mails that are under way to the broker.
        window_bytes: most bytes that are.
        stop: set when it is to end.
    """

    def __init__(
        self,
        *,
        connection: Connection,
        stores: Stores,
        api_client: ApiClient,
        settings: Settings,
        since: Mark | None,
        known_marks: Mapping[str, Mark],
        window: int,
        window_bytes: int,
        statistics: Statistics,
        stop: asyncio.Event,
    ) -> None:
        self._connection = connection
        self._stores = stores
        self._api_client = api_client
        self._settings = settings
        self._since = since
        self._known_marks = known_marks
        self._statistics = statistics
        self._stop = stop
        self._loop = asyncio.get_running_loop()
        self._ahead = 0.0  # seconds that the service's clock is ahead of ours
        self._began = time.time() - self._loop.time()
        self._progress = Progress(None, is_gap_open=False)
        self._known = KnownIds(
            connection,
            stores,
            lambda received, sequence: self._progress.stored(received, sequence),
        )
        self._publisher = Publisher(
            connection,
            stores,
            self._known,
            window=window,
            window_bytes=window_bytes,
            now=lambda: max(self._clocks()),
            statistics=statistics,
            on_done=self._on_done,
        )
        self._stream: AsyncMessageStream | None = None
        self._early: list[Event] = []  # events from before there was a stream
        self._left = asyncio.Event()  # a search has not found all
        self._changed = asyncio.Event()
        self._is_over = False
        self._end: float | None = None  # by the loop's clock; known once it is to end
        self._has_listened = False
        self._unheard: set[str] = set()  # names that a link of this session did not listen to
        self._written: Mark | None = None
        self._is_unwritable = False
        self._quiet_at = -float("inf")
        self._quiet: tuple[int, datetime] | None = None

    async def run(self, gap_pause: float) -> bool:
        """Relay until ``stop`` is set, or for some seconds after a gap was left open.

        Returns:
            Whether no gap was left open.

        Raises:
            BrokerException: the connection has ended for good, or a call failed at first.
            ClientException: the stream could not be opened, or has ended.
        """
        await self._publisher.open()
        try:
            stream = await self._opened_unless_stopped()
            if stream is not None:
                async with stream:
                    await self._relay(stream, gap_pause)
        finally:
            self._statistics.is_listening = False
            await self._publisher.close()
        return not self._left.is_set()

    @property
    def marks(self) -> dict[str, Mark]:
        """Up to where the mail of each name is complete, as far as this session knows."""
        mark = self._progress.mark()
        heard = {} if mark is None else dict.fromkeys(self._names_heard(), mark)
        return {**self._known_marks, **heard}

    def _names_heard(self) -> list[str]:
        return [name for name in self._settings.addresses if name not in self._unheard]

    # -- the beginning

    async def _opened_unless_stopped(self) -> AsyncMessageStream | None:
        opening = self._loop.create_task(self._opened())
        stopped = self._loop.create_task(self._stop.wait())
        try:
            await asyncio.wait({opening, stopped}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            await ended({opening, stopped})
        return None if opening.cancelled() else opening.result()

    async def _opened(self) -> AsyncMessageStream:
        names = self._settings.addresses
        read = await read_marks(self._connection, self._stores.marks, names)
        self._known_marks = marks = {**self._known_marks, **read}
        begin = oldest(marks.values())
        if self._since is not None and len(marks) < len(names):
            begin = oldest([*marks.values(), self._since])
        self._ahead = await asyncio.to_thread(clock_ahead, self._api_client)
        self._began = time.time() + self._ahead - self._loop.time()
        delivered = []
        if begin is None:  # from now on; so what is in the stream by now is of no interest
            now = datetime.fromtimestamp(min(self._clocks()), UTC)
            reading = self._connection.js.stream_info(self._stores.name)
            info = await asked(self._connection, reading, "the stream")
            begin_now = Mark(now, info.state.last_seq + 1)
            self._progress = Progress(begin_now, is_gap_open=False)
            self._known.know_before(begin_now.sequence)
        else:
            self._progress = Progress(begin, is_gap_open=True)
            ids = await self._known.read(begin.sequence)
            delivered = [key for one in ids if (key := id_and_inbox(one)) is not None]
        self._statistics.gap_is_open = self._progress.is_gap_open
        settings = replace(
            self._settings,
            since=None if begin is None else begin.received,
            on_event=self._on_event,
            delivered=delivered,
            keep_text=True,
        )
        stream = await AsyncOpening(settings)
        if not stream.listening:
            await stream.close()
            raise NotListening(
                f"the service pushes no mail for {', '.join(names)}: switch forwarding over web "
                "sockets on there, for the address or its domain"
            )
        self._stream = stream
        self._unheard = set(stream.not_listening)
        self._statistics.begun.set()
        for event in self._early:
            self._heard(event)
        return stream

    def _clocks(self) -> tuple[float, float]:
        """The service's time in seconds since the epoch, in two ways: our clock may be set anew
        meanwhile, and what counts the seconds may have stood still. The earlier one moves marks,
        the later one tells what is old."""
        return time.time() + self._ahead, self._began + self._loop.time()

    # -- the stream

    async def _relay(self, stream: AsyncMessageStream, gap_pause: float) -> None:
        pumping = self._loop.create_task(self._pump(stream))
        marking = self._loop.create_task(self._keep_marks(stream))
        ending = self._loop.create_task(self._until_end(stream, gap_pause))
        watching = self._loop.create_task(self._watch())
        tasks = {pumping, marking, ending, watching}
        try:
            await asyncio.wait(
                {*tasks, self._connection.failure}, return_when=asyncio.FIRST_COMPLETED
            )
        finally:
            self._is_over = True
            await ended(tasks)
        ends = [task.exception() for task in tasks if not task.cancelled()]
        for end in ends:
            if isinstance(end, Exception) and not isinstance(end, ClientException):
                self._connection.failed(end)
        self._connection.check()
        await self._publisher.drained(self._seconds_left())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_LAST_MARK_SECONDS):
                await self._write(stream)
        for end in filter(None, ends):
            raise end

    async def _pump(self, stream: AsyncMessageStream) -> None:
        number = 0
        while not self._is_over:
            frames = await stream._get_some(_BATCH_BYTES)
            await self._publisher.put(number, frames)
            number += len(frames)

    async def _watch(self) -> None:
        """What mail goes to may be deleted; without mail, nobody would notice."""
        name = before = ""
        while not self._is_over:
            await asyncio.sleep(_CHECK_SECONDS)
            before, name = name, await self._stores.missing(self._connection)
            if name and name == before:  # twice: one of a cluster may lag behind
                text = f"{name} was deleted in the broker, and is made anew"
                _log.error("ALARM: %s", text)
                self._connection.fail(BrokerException(text))
                return

    async def _until_end(self, stream: AsyncMessageStream, gap_pause: float) -> None:
        stopped = self._loop.create_task(self._stop.wait())
        left = self._loop.create_task(self._left.wait())
        try:
            await asyncio.wait({stopped, left}, return_when=asyncio.FIRST_COMPLETED)
            await asyncio.wait({stopped}, timeout=gap_pause)
        finally:
            stopped.cancel()
            left.cancel()
        given, self._end = stream._store.count, self._loop.time() + _DRAIN_SECONDS
        while self._progress.done < given and (left_over := self._seconds_left()) > 0:
            self._changed.clear()
            try:
                async with asyncio.timeout(left_over):
                    await self._changed.wait()
            except TimeoutError:
                return

    def _seconds_left(self) -> float:
        """For how long mail may still go to the broker."""
        return _DRAIN_SECONDS if self._end is None else self._end - self._loop.time()

    def _on_done(self, number: int, received: datetime | None, sequence: int) -> None:
        if received is not None:
            lag = min(self._clocks()) - received.timestamp()
            self._statistics.lagged(lag)
            if lag < 0:  # no mark goes into the future, but one may look for it from there
                self._progress.stored(received, sequence)
                received += timedelta(seconds=lag)
        self._statistics.mails += 1
        self._progress.acknowledged(number, received, sequence)
        self._changed.set()

    # -- events, from the stream's thread

    def _on_event(self, event: Event) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._heard, event)

    def _heard(self, event: Event) -> None:
        statistics = self._statistics
        if self._stream is None:
            self._early.append(event)
            return
        match event:
            case Listening():
                statistics.is_listening = True
                statistics.not_listening = self._stream.not_listening
                statistics.reconnects += self._has_listened
                self._has_listened = True
                unheard = set(self._stream.not_listening)
                if self._unheard - unheard:
                    _log.warning(
                        "the service listens to more names than before: what came to them until "
                        "now will be sought"
                    )
                    self._leave_gap()
                self._unheard |= unheard
            case Reconnecting():
                statistics.is_listening = False
                statistics.gap_is_open = True
                self._progress.gap_opened()
            case Gap(complete=True):
                statistics.gaps += 1
                statistics.recovered += event.recovered
                if not self._left.is_set():
                    statistics.gap_is_open = False
                    self._progress.gap_closed(self._stream._store.count)
            case Gap():
                statistics.gaps_left += 1
                statistics.recovered += event.recovered
                self._leave_gap()
                _log.error(
                    "ALARM: mail may be missing in the broker: %s; it will be sought again",
                    event.reason,
                )

    def _leave_gap(self) -> None:
        """Have the next session search, from the marks on."""
        self._statistics.gap_is_open = True
        self._progress.gap_opened()
        self._left.set()

    # -- the marks

    async def _keep_marks(self, stream: AsyncMessageStream) -> None:
        while not self._is_over:
            await self._write(stream)
            await asyncio.sleep(_MARK_SECONDS)

    async def _write(self, stream: AsyncMessageStream) -> None:
        self._look_whether_quiet(stream)
        mark = self._progress.mark()
        if mark is None or mark == self._written:
            return
        try:
            await write_mark(self._connection, self._stores.marks, self._names_heard(), mark)
        except BrokerException as error:
            self._connection.check()
            if self._connection.is_up and not self._is_unwritable:
                text = "the marks cannot be written, so the next relay has to look further back"
                _log.warning("%s: %s", text, error)
                self._is_unwritable = True
            return
        self._is_unwritable = False
        self._written = mark
        self._known.know_before(mark.sequence)

    def _look_whether_quiet(self, stream: AsyncMessageStream) -> None:
        """Move the mark on where no mail comes: what the link has carried by some time ago, it has
        carried whole, if all that has come since is done."""
        now, given = self._loop.time(), stream._store.count
        if now - self._quiet_at < _QUIET_SECONDS:
            return
        is_idle = self._progress.is_idle(given) and self._statistics.is_listening
        if is_idle and self._quiet is not None and self._quiet[0] == self._statistics.reconnects:
            self._progress.passed(self._quiet[1])
        heard = stream.stats.last_byte_at
        self._quiet_at = now
        self._quiet = None
        if is_idle and heard is not None:
            moment = min(heard.timestamp() + self._ahead, *self._clocks())
            self._quiet = self._statistics.reconnects, datetime.fromtimestamp(moment, UTC)


def clock_ahead(api_client: ApiClient) -> float:
    """Return how many seconds the service's clock is ahead of ours; it costs an op."""
    try:
        with time_limit(_CLOCK_SECONDS):
            headers = MessagesApi(api_client).list_inbox_messages_with_http_info(limit=1).headers
    except ApiException as error:  # a refusal tells the time, too
        headers = error.headers
    except ClientException as error:
        _log.warning("the service's time is not known, so ours is taken for it: %s", error)
        return 0.0
    try:
        return (
            parsedate_to_datetime(headers.get("Date", "")).astimezone(UTC).timestamp() - time.time()
        )
    except (ValueError, OverflowError):
        return 0.0
