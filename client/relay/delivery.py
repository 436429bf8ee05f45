"""One mail that was read from a broker's stream."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import datetime
from typing import TYPE_CHECKING

from ..mail.bounded_set import BoundedSet
from ..mail.mail import Mail
from .broker import Connection, asked

if TYPE_CHECKING:
    from nats.aio.msg import Msg

    from ..api_client import ApiClient
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame


#: Where a message is: its number, and when the broker took it. A stream that is made anew begins to
#: count anew.
Place = tuple[int, datetime]


def place_of(message: Msg) -> Place:
    metadata = message.metadata
    return metadata.sequence.stream, metadata.timestamp


class Delivery:
    """One mail, and what to tell the broker of it. It belongs to the loop of its reader.

    Attributes:
        frame: as ``stream()`` would have given it.
        mail: the same as a ``Mail``.
        sequence: its number in the broker's stream.
        tries: how often it was delivered, this time included.
        stored: when the broker took it, by the broker's clock.
    """

    def __init__(
        self,
        link: Connection,
        message: Msg,
        frame: EmailMessageWebSocketFrame,
        api_client: ApiClient | None,
        done: BoundedSet[Place] | None,
    ) -> None:
        """
        Args:
            done: places of what was acknowledged; None if there is nobody to answer.
        """
        self._link = link
        self._message = message
        self._done = done
        self.frame = frame
        self.mail = Mail.from_frame(frame, api_client)
        self.place = place_of(message)
        metadata = message.metadata
        self.sequence: int = metadata.sequence.stream
        self.tries: int = metadata.num_delivered or 1
        self.stored: datetime = metadata.timestamp

    async def ack(self) -> None:
        """Say that it is done. If the link is lost just then, another reader of the name may get it
        once more; this one will not."""
        if self._done is not None:
            self._done.add(self.place)
            await self._tell(self._message.ack())

    async def nak(self, delay: float = 0.0) -> None:
        """Have it delivered again.

        Args:
            delay: seconds until then, at least.
        """
        if self._done is not None:
            await self._tell(self._message.nak(delay or None))

    async def term(self) -> None:
        """Say that it is never to be delivered again, though it is not done."""
        if self._done is not None:
            await self._tell(self._message.term())

    async def in_progress(self) -> None:
        """Say that more time is needed: the wait for an answer begins anew."""
        if self._done is not None:
            await self._tell(self._message.in_progress())

    async def _tell(self, telling: Awaitable[object]) -> None:
        await asked(self._link, telling, "the broker")

    def __repr__(self) -> str:
        return f"<Delivery {self.sequence}, try {self.tries}: {self.mail!r}>"
