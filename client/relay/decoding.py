"""A message of the broker to the frame that the relay has put into it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from ..streaming.messages import parse
from .broker import Connection, asked
from .errors import BrokerException
from .naming import OBJECT, STREAM, STREAM_NAME

if TYPE_CHECKING:
    from nats.aio.msg import Msg

_OBJECT_SECONDS = 60.0
_AGAIN_SECONDS = 1.0
_MAX_BYTES = 128 * 1024 * 1024


class NoMail(Exception):
    """A message that holds no mail: no relay has put it there, or its object is gone."""


async def frame_of(connection: Connection, stream: str, message: Msg) -> EmailMessageWebSocketFrame:
    """Return the frame that a message holds, or that it names in the object store.

    Raises:
        NoMail: there is none.
        BrokerException: the object store does not answer.
    """
    headers = message.headers or {}
    name, store = headers.get(OBJECT), headers.get(STREAM, stream)
    if not STREAM_NAME.fullmatch(store):
        raise NoMail("it names no object store")
    data = message.data if name is None else await _object(connection, store, name)
    try:
        frame = parse(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise NoMail("it is no UTF-8") from None
    if not isinstance(frame, EmailMessageWebSocketFrame):
        raise NoMail("it is no mail")
    return frame


async def frame_in_the_end(
    connection: Connection, stream: str, message: Msg
) -> EmailMessageWebSocketFrame:
    """Return the same; an object store that does not answer is waited for.

    Raises:
        NoMail: there is none.
        BrokerException: the connection has ended for good.
    """
    while True:
        try:
            return await frame_of(connection, stream, message)
        except BrokerException:
            connection.check()
            await asyncio.sleep(_AGAIN_SECONDS)


async def _object(connection: Connection, stream: str, name: str) -> bytes:
    from nats.js.errors import NotFoundError

    what = "the object store"
    try:
        async with asyncio.timeout(_OBJECT_SECONDS):
            store = await asked(connection, connection.js.object_store(stream), what)
            info = await asked(connection, store.get_info(name), what)
            if (info.size or 0) > _MAX_BYTES:
                raise NoMail(f"its frame in the object store {stream} is too large")
            result = await asked(connection, store.get(name), what)
    except BrokerException as error:
        if isinstance(error.__cause__, NotFoundError):
            raise NoMail(f"its frame is gone from the object store {stream}") from None
        raise
    except TimeoutError:
        raise BrokerException(f"{what} does not answer") from None
    data: bytes = result.data or b""
    return data
