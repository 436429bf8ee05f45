"""Bounds the memory that responses take while their clients do not read them."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress

from aiohttp import web
from aiohttp.typedefs import Middleware

from .connection_server import abort
from .http import Handler

_MAX_UNREAD_BYTES = 64 * 1024 * 1024
_CHUNK_BYTES = 64 * 1024

_log = logging.getLogger(__name__)


class ResponseLimiter:
    """All responses to GET and HEAD that are in flight. Belongs to the loop's thread."""

    def __init__(self) -> None:
        self._making = asyncio.Lock()
        self._sizes: dict[asyncio.Transport, int] = {}  # oldest first; one at a time on each

    def middleware(self) -> Middleware:
        """Send each response; if all in flight get too big, end the oldest ones."""

        @web.middleware
        async def send(request: web.Request, handler: Handler) -> web.StreamResponse:
            # Other responses are small; and a body that does not come must not hold up the rest.
            if request.method not in ("GET", "HEAD"):
                return await handler(request)
            async with self._making:
                response, transport = await handler(request), request.transport
                body = response.body if isinstance(response, web.Response) else None
                if not isinstance(body, bytes) or transport is None:
                    return response
                if request.method == "HEAD":  # a body that waits, but not to be sent
                    return _head(response, len(body))
                self._sizes[transport] = len(body)
                # One response alone is sent whatever its size.
                while len(self._sizes) > 1 and sum(self._sizes.values()) > _MAX_UNREAD_BYTES:
                    oldest = next(iter(self._sizes))
                    del self._sizes[oldest]
                    _log.warning("an answer was not read, and is given up")
                    abort(oldest)
                    await asyncio.sleep(0)  # so that it is gone before the next one is made
            try:
                return await _send(request, response, body)
            finally:
                self._sizes.pop(transport, None)

        return send


def _head(response: web.StreamResponse, size: int) -> web.StreamResponse:
    """The same without its body, of which it tells the size."""
    head = web.StreamResponse(
        status=response.status, reason=response.reason, headers=response.headers
    )
    head.content_length = size
    return head


async def _send(
    request: web.Request, response: web.StreamResponse, body: bytes
) -> web.StreamResponse:
    # In pieces: TLS encrypts at once, and then keeps, whatever it is given.
    stream = _head(response, len(body))
    with suppress(ConnectionError):  # aiohttp, whose turn is next, finds out, too
        await stream.prepare(request)
        for start in range(0, len(body), _CHUNK_BYTES):
            await stream.write(body[start : start + _CHUNK_BYTES])
        await stream.write_eof()
    return stream
