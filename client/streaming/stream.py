"""The stream for threads: an iterator over mail. The work is the engine's."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Self

from ..clock import monotonic
from ..exceptions import StreamClosedException
from ..mail.criteria import Criteria, Pattern
from .base_stream import BaseStream, Reader, new_engine, seconds
from .settings import Settings

if TYPE_CHECKING:
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame


def open_stream(settings: Settings) -> MessageStream:
    """Open a stream. It listens once this returns; see ``StreamMixin.stream`` for the errors."""
    engine, store = new_engine(settings)
    error = engine.open()
    if error is not None:
        raise error from None
    return MessageStream(engine, store)


class MessageStream(BaseStream):
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
        try:
            return self._get(None)
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
        return self._get(seconds(timeout))

    def wait_for(
        self,
        where: Callable[[EmailMessageWebSocketFrame], object] | None = None,
        *,
        to: Pattern | None = None,
        sender: Pattern | None = None,
        subject: Pattern | None = None,
        text: Pattern | None = None,
        timeout: float | None = 60.0,
    ) -> EmailMessageWebSocketFrame:
        """Wait for the first mail that is sought; leave all others, in order, for later readers.

        A string is found anywhere in the text, whatever its case and its blanks; a compiled pattern
        is searched for. All that is given must hold.

        Args:
            where: called with a frame; true for the one sought.
            to: sought in the inbox and in the recipients' addresses and names.
            sender: sought in the senders' addresses and names.
            subject: sought in the subject.
            text: sought in the plain text, and in what a reader sees of the HTML.
            timeout: seconds to wait; None means without end.

        Raises:
            TimeoutError: none came in time; it says what was sought. The stream goes on.
            StreamBufferFull: mail that is not sought fills the buffer's bytes.
            StreamClosedException: the stream was closed.
            ClientException: the stream has ended by itself, and this is why.
        """
        self._handle.check_process()  # before any lock, which a fork may have left taken
        criteria = Criteria(where, to, sender, subject, text=text)
        with self._store.searching():
            return self._get(seconds(timeout), criteria)

    def close(self) -> None:
        """End the stream; mail that was not read is gone.

        Any thread, any number of times. Returns within a second, also while the stream is
        connecting or waits to reconnect. Other threads that wait for mail return at once.
        """
        if self._let_go():
            self._handle.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _get(
        self,
        timeout: float | None,
        criteria: Criteria[EmailMessageWebSocketFrame] | None = None,
    ) -> EmailMessageWebSocketFrame:
        self._handle.check_process()
        if criteria is None and (frame := self._store.pop()) is not None:  # it is quicker
            return frame
        reader = Reader(self._store, criteria)
        deadline = math.inf if timeout is None else monotonic() + timeout
        while (frame := reader.take()) is None:
            left = deadline - monotonic()
            if left <= 0:
                raise reader.in_vain(timeout, self._remark())
            self._store.changed.wait_unless(reader.has_news, left)
        return frame
