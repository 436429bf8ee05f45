"""How faults are done: the one place where requests are refused and web sockets dropped.

`FaultInjection` says what each fault is. All of this belongs to the loop's thread.
"""

from __future__ import annotations

import asyncio
import os
import socket
import struct
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from aiohttp import web
from aiohttp.typedefs import Middleware

from .connection_server import abort
from .event_log import EventLog
from .fault_types import How, Target
from .http import Handler
from .pauses import Pauses
from .web_sockets import SOCKET_PATH, Broadcaster, Disconnect, with_close_frame

_MAX_PLANNED = 1000
_POLL_SECONDS = 0.05
_CUT_SECONDS = 0.05
# On, for no time: what makes a close a reset. Windows has its own layout.
_LINGER = struct.pack("hh" if os.name == "nt" else "ii", 1, 0)


@dataclass(slots=True)
class _Refusal:
    """The next `count` requests at `target` get this answer; without a status, none at all."""

    count: int
    status: int | None
    retry_after: int | None
    target: Target

    def answer(self) -> web.Response:
        """The refusal as the service words it."""
        assert self.status is not None
        reason = HTTPStatus(self.status).phrase if self.status in set(HTTPStatus) else "Error"
        return web.json_response(
            {"message": "The sandbox was told to refuse this request.", "error": reason},
            status=self.status,
            reason=reason,
            headers=None if self.retry_after is None else {"Retry-After": str(self.retry_after)},
        )


class Faults:
    """What goes wrong next.

    Args:
        broadcaster: Has the web socket connections that can be dropped.
        log: Told of each fault that comes true.
    """

    def __init__(self, broadcaster: Broadcaster, log: EventLog) -> None:
        self._log = log
        self._broadcaster = broadcaster
        self._refusals: deque[_Refusal] = deque()
        self._delays: dict[Target, float] = {}
        self._pauses = Pauses()
        self._silent: set[asyncio.Transport] = set()

    def fail_next(
        self, count: int, status: int | None, retry_after: int | None, target: Target
    ) -> None:
        """Plan a refusal, after those that are planned already.

        Raises:
            ValueError: Too many are planned.
        """
        if len(self._refusals) >= _MAX_PLANNED:
            raise ValueError(f"more than {_MAX_PLANNED} calls of fail_next that wait")
        self._refusals.append(_Refusal(count, status, retry_after, target))

    def delay(self, seconds: float, target: Target) -> None:
        """Keep requests at this target waiting, from the next one on."""
        for each in _targets(target):
            self._delays[each] = seconds

    def drop(self, how: How, code: int, reason: str, part: float) -> int:
        """Drop the web sockets that are open, and return how many that are."""
        ways: dict[How, Disconnect] = {
            "close": with_close_frame(code, reason),
            "end": _end,
            "reset": _reset_web_socket,
            "silent": self._keep_silent,
        }
        subscribers = self._broadcaster.subscribers()
        for subscriber in subscribers:
            if how == "cut":
                subscriber.corrupt = partial(_cut, part)
            else:
                subscriber.end(ways[how])
        self._log.add("fault", f"web sockets dropped ({how}): {len(subscribers)}")
        return len(subscribers)

    def reset(self) -> None:
        """Forget what is planned, let go what waits, and reset what is silent."""
        self._refusals.clear()
        self._delays.clear()
        self._pauses.end()
        for subscriber in self._broadcaster.subscribers():
            subscriber.corrupt = None
        for transport in self._silent:
            _reset(transport)

    def middleware(self) -> Middleware:
        """For every request: wait, and refuse, as was asked for."""

        @web.middleware
        async def inject(request: web.Request, handler: Handler) -> web.StreamResponse:
            target: Target = "socket" if request.path == SOCKET_PATH else "rest"
            # On arrival, so that a delay does not change who is refused.
            refusal = self._take_refusal(target)
            if seconds := self._delays.get(target, 0.0):
                self._log.add("fault", f"{request.method} {request.path} waits for {seconds:g} s")
                await self._pauses.wait(seconds)
            if refusal is None:
                return await handler(request)
            how = "reset" if refusal.status is None else f"answered {refusal.status}"
            self._log.add("fault", f"{request.method} {request.path} is {how}")
            if refusal.status is not None:
                return refusal.answer()
            if request.transport is not None:
                _reset(request.transport)
            return web.Response()  # which goes nowhere

        return inject

    def _take_refusal(self, target: Target) -> _Refusal | None:
        for refusal in self._refusals:
            if target in _targets(refusal.target):
                refusal.count -= 1
                if refusal.count < 1:
                    self._refusals.remove(refusal)
                return refusal
        return None

    async def _keep_silent(self, _ws: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        # Nobody reads, so that pings and close frames are not answered; what the peer sends until
        # it gives up is kept by aiohttp, within its limits.
        self._silent.add(transport)
        try:
            while not transport.is_closing():
                await asyncio.sleep(_POLL_SECONDS)
        finally:
            self._silent.discard(transport)


def _targets(target: Target) -> tuple[Target, ...]:
    return ("socket", "rest") if target == "both" else (target,)


async def _end(_ws: web.WebSocketResponse, transport: asyncio.Transport) -> None:
    transport.close()


async def _reset_web_socket(_ws: web.WebSocketResponse, transport: asyncio.Transport) -> None:
    _reset(transport)


def _cut(part: float, frame: bytes) -> Disconnect:
    """Send the first `part` of a text frame, then reset."""
    size = len(frame)
    if size < 126:
        head = struct.pack("!BB", 0x81, size)
    elif size < 1 << 16:
        head = struct.pack("!BBH", 0x81, 126, size)
    else:
        head = struct.pack("!BBQ", 0x81, 127, size)
    whole = head + frame

    async def disconnect(_ws: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        transport.write(whole[: int(len(whole) * part)])
        # A reset may overtake what was written, so it waits a moment.
        await asyncio.sleep(_CUT_SECONDS)
        _reset(transport)

    return disconnect


def _reset(transport: asyncio.Transport) -> None:
    """End a connection with a TCP reset."""
    # One of TLS that is closing cannot be asked any more.
    sock = None if transport.is_closing() else transport.get_extra_info("socket")
    if sock is not None:
        with suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER)
    abort(transport)
