"""The face of a stream for threads: an iterator over mail. The work is the engine's."""

from __future__ import annotations

import os
import weakref
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

from ..exceptions import StreamClosedException
from ..mail.criteria import Matcher, Wanted
from .buffer import Search
from .engine import Engine

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


class StreamFace:
    """What the face for threads and the one for asyncio have in common."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._pid = os.getpid()
        self._closed = False
        # A stream that is dropped ends its thread, which does not know of the stream. Not at
        # exit: there the thread is ended with the process, without a wait for the peer.
        weakref.finalize(self, _stop, engine, self._pid).atexit = False

    @property
    def closed(self) -> bool:
        """Whether the stream has ended: closed, or by itself (there may still be mail in it)."""
        return os.getpid() != self._pid or self._engine.buffer.ended

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

    def __repr__(self) -> str:
        state = "closed" if self.closed else f"listening to {len(self.listening)}"
        return f"<{type(self).__name__} {state}, {len(self._engine.buffer)} to read>"

    def _check_process(self) -> None:
        if os.getpid() != self._pid:
            raise StreamClosedException("the stream belongs to the process that has opened it")


class MessageStream(StreamFace):
    """Mail as it arrives. Made by ``WebSocketsApi.stream()``, which see.

    An iterator and a context manager. Every method may be called from any thread, and several
    threads may read: each mail goes to one of them.

    When the stream ends by itself, the mail in the buffer comes first, then the error, and the
    same error on every later call. After ``close()`` iteration ends, and ``get`` raises
    ``StreamClosedException``. A process that was forked off can read nothing: there, every call
    raises ``StreamClosedException``, but for ``close()``, which leaves the parent's link alone.
    """

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> EmailMessageWebSocketFrame:
        """Wait for the next mail.

        Raises:
            StopIteration: the stream was closed.
            ClientException: the stream has ended by itself, and this is why.
        """
        self._check_process()
        try:
            return self._engine.buffer.get(None)
        except StreamClosedException:
            if not self._closed:
                raise
        raise StopIteration

    def get(self, timeout: float | None = None) -> EmailMessageWebSocketFrame:
        """Wait for the next mail.

        Args:
            timeout: seconds to wait; None means without end, 0 takes only what is there.

        Returns:
            The oldest mail that nobody has read.

        Raises:
            TimeoutError: none came in time. The stream goes on.
            StreamClosedException: the stream was closed.
            ClientException: the stream has ended by itself, and this is why.
        """
        self._check_process()
        return self._engine.buffer.get(seconds(timeout))

    def wait_for(
        self,
        where: Callable[[EmailMessageWebSocketFrame], object] | None = None,
        *,
        to: Wanted | None = None,
        sender: Wanted | None = None,
        subject: Wanted | None = None,
        timeout: float | None = 60.0,
    ) -> EmailMessageWebSocketFrame:
        """Wait for the first mail that is sought; leave all others, in order, for later readers.

        A string is found anywhere in the text, whatever its case; a compiled pattern is searched
        for. All that is given must hold.

        Args:
            where: called with a frame; true for the one sought.
            to: sought in the inbox and in the recipients' addresses and names.
            sender: sought in the senders' addresses and names.
            subject: sought in the subject.
            timeout: seconds to wait; None means without end.

        Raises:
            TimeoutError: none came in time; it says what was sought. The stream goes on.
            StreamBufferFull: mail that is not sought fills the buffer's bytes.
            StreamClosedException: the stream was closed.
            ClientException: the stream has ended by itself, and this is why.
        """
        self._check_process()
        search = Search(Matcher(where, to, sender, subject))
        timeout = seconds(timeout)
        buffer = self._engine.buffer
        buffer.begin_search()
        try:
            return buffer.get(timeout, search)
        finally:
            buffer.end_search()

    def close(self) -> None:
        """End the stream; mail that was not read is gone.

        Any thread, any number of times. Returns within a second, also while the stream is
        connecting or waits to reconnect. Other threads that wait for mail return at once.
        """
        if os.getpid() == self._pid:
            self._closed = True
            self._engine.close()

    def _on_change(self, listener: Callable[[], None]) -> None:
        """Have a function called after each change of what is to be read; in any thread."""
        self._engine.buffer.listeners.add(listener)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def seconds(timeout: float | None) -> float | None:
    """Return a time limit as it is, if it is one."""
    if timeout is not None and not isinstance(timeout, int | float):
        raise TypeError(f"timeout must be a number of seconds or None, not {timeout!r}")
    return timeout


def _stop(engine: Engine, pid: int) -> None:
    # May run inside the garbage collector, in any thread: it takes no lock but a re-entrant one.
    if os.getpid() == pid:
        engine.wakeup.stop()
