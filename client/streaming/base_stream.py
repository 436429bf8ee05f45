"""What the stream for threads and the one for asyncio have in common."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..exceptions import StreamBufferFull
from ..half_made import shown_half_made
from ..mail.criteria import Bodies, Criteria
from ..mail.store import Store
from .engine import Engine, some
from .engine_handle import EngineHandle
from .settings import Settings

if TYPE_CHECKING:
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame


@dataclass(frozen=True)
class StreamStats:
    """Counts of one stream since it was opened.

    Attributes:
        received: mails that have come over the socket, read or not; each once.
        recovered: mails that were missed, and found over REST.
        duplicates: mails that came again, and were dropped.
        skipped: messages that were neither mail nor anything else known, or too large.
        reconnects: links that were made anew after the first.
        bytes: bytes read from the socket, after TLS.
        last_byte_at: when the last of them came, by this machine's clock; None before the first.
    """

    received: int
    recovered: int
    duplicates: int
    skipped: int
    reconnects: int
    bytes: int
    last_byte_at: datetime | None


class BaseStream:
    """An engine, and the store that its mail goes to.

    Args:
        engine: has listened.
        store: what the engine puts mail into.
    """

    def __init__(self, engine: Engine, store: Store[EmailMessageWebSocketFrame]) -> None:
        self._engine = engine
        self._handle = EngineHandle(engine)
        self._store = store
        self._closed = False

    @property
    def closed(self) -> bool:
        """Whether the stream has ended: closed, or by itself (there may still be mail in it)."""
        return self._store.has_ended or not self._handle.is_ours

    @property
    def listening(self) -> tuple[str, ...]:
        """The addresses and domains that the service has confirmed, on its latest link."""
        return self._engine.listening

    @property
    def not_listening(self) -> tuple[str, ...]:
        """What was asked for and not confirmed, on the latest link."""
        return self._engine.not_listening

    @property
    def stats(self) -> StreamStats:
        """A snapshot of the counts."""
        engine = self._engine
        return StreamStats(
            received=engine.received,
            recovered=engine.catch_up.recovered,
            duplicates=engine.catch_up.duplicates,
            skipped=engine.skipped,
            reconnects=engine.reconnects,
            bytes=engine.bytes,
            last_byte_at=engine.last_byte_at,
        )

    @shown_half_made
    def __repr__(self) -> str:
        state = "closed" if self.closed else f"listening to {len(self.listening)}"
        return f"<{type(self).__name__} {state}, {len(self._store)} to read>"

    def _remark(self) -> str:
        """What a reader who waits in vain should know."""
        missing = self.not_listening
        return f"; the service does not listen to {some(missing)}" if missing else ""

    def _let_go(self) -> bool:
        """Let every reader go, and drop the mail; false in a forked child, which has none."""
        if not self._handle.is_ours:
            return False
        self._closed = True
        self._store.close("the stream is closed")
        self._store.clear()
        return True


class Reader:
    """One reader of a stream: of whatever comes, or of what it seeks.

    Args:
        criteria: what is sought; None for the oldest mail.
    """

    def __init__(
        self,
        store: Store[EmailMessageWebSocketFrame],
        criteria: Criteria[EmailMessageWebSocketFrame] | None,
    ) -> None:
        self._store = store
        self._criteria = criteria
        self._seen = 0  # mails before this number do not match

    def take(self) -> EmailMessageWebSocketFrame | None:
        """Take a mail; None if there is none.

        Raises:
            StreamBufferFull: the store is full of mail that is not sought.
            StreamClosedException: it was closed.
            ClientException: what has ended the stream, once there is nothing else.
        """
        if self._criteria is None:
            return self._store.pop()
        # Without the lock: the user's own function may be called.
        numbers, seen = self._store.since(self._seen)
        for number in numbers:
            frame = self._store.get(number)
            if frame is None:
                continue
            is_sought = self._criteria.matches(frame, frame.email, bodies)
            if is_sought and self._store.take([number]):
                return frame
        self._seen = seen
        self._store.raise_if_ended(seen)
        if self._store.is_stuck(seen):
            raise StreamBufferFull(
                f"sought {self._criteria}; the buffer is full of {len(self._store)} mails that do "
                "not match. Read them, or raise max_queue_bytes."
            )
        return None

    def has_news(self) -> bool:
        """Whether it is worth while to try again."""
        if self._criteria is None:
            return len(self._store) > 0 or self._store.has_ended
        return self._store.has_news(self._seen)

    def in_vain(self, timeout: float | None, remark: str) -> TimeoutError:
        """Return what to raise when time has run out."""
        if self._criteria is None:
            return TimeoutError(f"no mail within {timeout:g} s{remark}")
        return TimeoutError(
            f"no mail within {timeout:g} s: sought {self._criteria}; "
            f"{len(self._store)} that do not match wait to be read{remark}"
        )


def bodies(frame: EmailMessageWebSocketFrame) -> Bodies:
    """Return the text and the HTML of a frame."""
    return frame.email.text, frame.email.body


def new_engine(settings: Settings) -> tuple[Engine, Store[EmailMessageWebSocketFrame]]:
    """Make an engine that is not started yet, and the store that it puts mail into."""
    store: Store[EmailMessageWebSocketFrame] = Store(settings.max_queue_bytes, settings.max_queue)
    engine = Engine(settings, store)
    store.on_drain = engine.waker.wake
    return engine, store


def seconds(timeout: float | None) -> float | None:
    """Return a time limit as it is, if it is one."""
    if timeout is not None and not isinstance(timeout, int | float):
        raise TypeError(f"timeout must be a number of seconds or None, not {timeout!r}")
    if timeout is not None and math.isnan(timeout):
        raise ValueError(f"timeout must be a number of seconds or None, not {timeout!r}")
    return timeout
