"""The reader for threads. The work is that of ``Reader``, in a loop of the process's own."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import CancelledError
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Self

from ..exceptions import StreamClosedException
from .broker import Broker
from .delivery import Delivery
from .errors import BrokerException
from .reader import Reader
from .shared import Shared, acquire, release

if TYPE_CHECKING:
    from ..api_client import ApiClient
    from ..mail.mail import Mail
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame

_TELL_SECONDS = 10.0
_SPARE = 5.0


class ThreadDelivery:
    """One mail, and what to tell the broker of it: a ``Delivery`` for threads. Any thread."""

    def __init__(self, delivery: Delivery, shared: Shared) -> None:
        self._delivery = delivery
        self._shared = shared

    @property
    def frame(self) -> EmailMessageWebSocketFrame:
        """As ``stream()`` would have given it."""
        return self._delivery.frame

    @property
    def mail(self) -> Mail:
        """The same as a ``Mail``."""
        return self._delivery.mail

    @property
    def sequence(self) -> int:
        """Its number in the broker's stream."""
        return self._delivery.sequence

    @property
    def tries(self) -> int:
        """How often it was delivered, this time included."""
        return self._delivery.tries

    @property
    def stored(self) -> datetime:
        """When the broker took it, by the broker's clock."""
        return self._delivery.stored

    def ack(self) -> None:
        """See ``Delivery.ack``."""
        self._shared.result(self._delivery.ack(), _TELL_SECONDS)

    def nak(self, delay: float = 0.0) -> None:
        """See ``Delivery.nak``."""
        self._shared.result(self._delivery.nak(delay), _TELL_SECONDS)

    def term(self) -> None:
        """See ``Delivery.term``."""
        self._shared.result(self._delivery.term(), _TELL_SECONDS)

    def in_progress(self) -> None:
        """See ``Delivery.in_progress``."""
        self._shared.result(self._delivery.in_progress(), _TELL_SECONDS)

    def __repr__(self) -> str:
        return repr(self._delivery)


class ThreadReader:
    """Mail of a broker's stream: an iterator and context manager. Any thread.

    ::

        with ThreadReader("nats://localhost:4222", durable="archive") as reader:
            for delivery in reader:
                store(delivery.mail.raw_bytes())
                delivery.ack()

    Arguments and errors are those of ``Reader``. All readers and inboxes of a process share one
    connection to a broker.
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
        self._reader = Reader(
            broker,
            durable=durable,
            addresses=addresses,
            since=since,
            stream=stream,
            ack_wait=ack_wait,
            max_tries=max_tries,
            prefetch=prefetch,
            api_client=api_client,
        )
        self._shared: Shared | None = None

    def __enter__(self) -> Self:
        if self._shared is not None:
            raise RuntimeError("a ThreadReader can be entered once: make a new one")
        shared = acquire(self._reader.broker)
        try:
            shared.result(self._reader._enter(shared.connection))
        except BaseException:
            release(shared)
            raise
        self._shared = shared
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop reading; see ``Reader.close``. Any number of times."""
        shared = self._shared
        if shared is None or not shared.is_ours or self._reader.is_closed:
            return
        try:
            shared.result(self._reader.close(), _TELL_SECONDS)
        finally:
            release(shared)

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> ThreadDelivery:
        """Wait for the next mail; see ``get``. After ``close`` iteration ends."""
        try:
            return self.get()
        except StreamClosedException:
            raise StopIteration from None

    def get(self, timeout: float | None = None) -> ThreadDelivery:
        """Wait for the next mail; see ``Reader.get``."""
        shared = self._shared
        if shared is None:
            raise RuntimeError("the ThreadReader is not open: use it in a with statement")
        if not shared.is_ours:
            raise BrokerException("the reader belongs to the process that has opened it")
        if not self._reader.is_closed:
            limit = None if timeout is None else timeout + _SPARE
            with suppress(CancelledError, RuntimeError):  # closed meanwhile, by another thread
                return ThreadDelivery(shared.result(self._reader.get(timeout), limit), shared)
        raise StreamClosedException("the reader is closed")
