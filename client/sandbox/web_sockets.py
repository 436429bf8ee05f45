"""Mail out: the web socket, and all who listen on it."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any, Protocol

from aiohttp import WSMsgType, web

from .connection_server import abort
from .http import check_key
from .message import Message
from .registry import Registry, normal_name

SOCKET_PATH = "/incoming-messages"

_MAX_QUEUED_FRAMES = 1000
_MAX_QUEUED_BYTES = 32 * 1024 * 1024
_MAX_QUEUED_BYTES_OF_ALL = 64 * 1024 * 1024
_MAX_INCOMING_BYTES = 64 * 1024
_CLOSE_SECONDS = 2.0
_STOP_SECONDS = 0.3
_MAX_WARNINGS = 10

_GOING_AWAY = 1001
_TRY_AGAIN_LATER = 1013

_log = logging.getLogger("client.sandbox")

Disconnect = Callable[[web.WebSocketResponse, asyncio.Transport], Awaitable[None]]
"""Ends a connection, in one way or another."""


def with_close_frame(code: int, reason: str = "") -> Disconnect:
    """The regular end: a close frame, and a moment for the answer."""

    async def disconnect(ws: web.WebSocketResponse, transport: asyncio.Transport) -> None:
        # Whoever does not read will not see the close frame either, and what is already
        # written for it must not stay in memory.
        asyncio.get_running_loop().call_later(_CLOSE_SECONDS, abort, transport)
        with suppress(ConnectionError):
            message = reason.encode("utf-8", "replace")
            await ws.close(code=code, message=message, drain=False)

    return disconnect


class Subscriber:
    """One web socket: what it listens to, and the frames that wait for it."""

    def __init__(self, addresses: list[str], domains: list[str]) -> None:
        self.addresses = frozenset(addresses)
        self.domains = frozenset(domains)
        self.ended: asyncio.Future[Disconnect] = asyncio.get_running_loop().create_future()
        """Set when the sandbox wants to be rid of it."""
        self.corrupt: Callable[[bytes], Disconnect] | None = None
        """What becomes of the next frame, and of the connection, in place of sending it."""
        self._frames: deque[bytes] = deque()
        self.bytes = 0
        """How many bytes wait, or are being sent."""
        self._has_frames = asyncio.Event()

    def put(self, frame: bytes) -> None:
        """Queue a frame; a client that lags too far behind is ended instead."""
        if self.ended.done():
            return
        full = len(self._frames) >= _MAX_QUEUED_FRAMES
        # A single frame is taken whatever its size, or a big mail could never be sent.
        if full or (self._frames and self.bytes + len(frame) > _MAX_QUEUED_BYTES):
            self.end(with_close_frame(_TRY_AGAIN_LATER))
            return
        self._frames.append(frame)
        self.bytes += len(frame)
        self._has_frames.set()

    def end(self, disconnect: Disconnect) -> None:
        """Ask for the connection to be ended; what is queued is not sent."""
        if not self.ended.done():
            self.ended.set_result(disconnect)
            self.bytes -= sum(map(len, self._frames))
            self._frames.clear()

    async def send(self, ws: web.WebSocketResponse) -> None:
        """Send what is queued, at the client's pace, until cancelled."""
        while True:
            await self._has_frames.wait()
            self._has_frames.clear()
            while self._frames:
                frame = self._frames.popleft()
                if self.corrupt is not None:
                    self.end(self.corrupt(frame))
                    return
                await ws.send_frame(frame, WSMsgType.TEXT)
                self.bytes -= len(frame)


class Watcher(Protocol):
    """Is told what happens on the web sockets. It must not wait."""

    def changed(self, subscribers: Sequence[Subscriber]) -> None:
        """These are open now."""

    def sent(self, frame: bytes, count: int) -> None:
        """A frame is queued for so many of them."""


class Broadcaster:
    """Sends mail to the web sockets that are open. All methods belong to the loop's thread.

    Args:
        registry: Knows what is forwarded.
        api_key: The key to connect with.
        enveloped: Whether a mail is sent in an envelope, or bare.
    """

    def __init__(self, registry: Registry, *, api_key: str, enveloped: bool) -> None:
        self._registry = registry
        self._api_key = api_key
        self.enveloped = enveloped
        """May be changed at any time, from any thread; the next mail goes by it."""
        self.watcher: Watcher | None = None
        """Is told what happens; to be set before the first connection."""
        self._subscribers: set[Subscriber] = set()
        self._serving: set[asyncio.Task[None]] = set()

    def publish(self, message: Message) -> None:
        """Queue a message for all who listen to its inbox or its domain. Never waits."""
        by_address = self._registry.forwards_address(message.inbox)
        frame: bytes | None = None
        count = 0
        for subscriber in self._subscribers:
            if not (
                (by_address and message.inbox in subscriber.addresses)
                or message.domain in subscriber.domains
            ):
                continue
            if frame is None:
                mail = message.full()
                frame = _encode({"status": 200, "email": mail} if self.enveloped else mail)
            subscriber.put(frame)
            count += 1
            self._enforce_limit()
        if frame is not None and self.watcher is not None:
            self.watcher.sent(frame, count)

    def subscribers(self) -> list[Subscriber]:
        """Those who are open, and are not being ended."""
        return [subscriber for subscriber in self._subscribers if not subscriber.ended.done()]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """``GET /incoming-messages?key=...&addresses=...``

        Raises:
            ApiError: The key is wrong (401, in place of the upgrade).
        """
        check_key(request.query.get("key"), self._api_key)
        names = request.query.get("addresses", "").split(",")
        wanted = dict.fromkeys(normal_name(name) for name in names if name.strip())
        # No compression, as with the service's own server; it would also run in other threads.
        ws = web.WebSocketResponse(
            compress=False, max_msg_size=_MAX_INCOMING_BYTES, timeout=_CLOSE_SECONDS
        )
        try:
            await ws.prepare(request)
        except ConnectionError:  # the client has gone meanwhile
            return web.Response()
        # From here to `add` nothing waits: a mail comes after Listening or is not listened to.
        addresses = [n for n in wanted if "@" in n and self._registry.forwards_address(n)]
        domains = [n for n in wanted if self._registry.forwards_domain(n)]
        _warn_of_deaf({*wanted}.difference(addresses, domains))
        subscriber = Subscriber(addresses, domains)
        frame = _encode(
            {"status": 200, "msg": "Listening", "addresses": addresses, "domains": domains}
        )
        subscriber.put(frame)
        self._subscribers.add(subscriber)
        if self.watcher is not None:
            self.watcher.changed(self.subscribers())
            self.watcher.sent(frame, 1)
        serving = asyncio.create_task(self._serve(subscriber, ws, request.transport))
        self._serving.add(serving)
        serving.add_done_callback(self._serving.discard)
        await serving
        return ws

    async def close(self) -> None:
        """End every web socket with 1001, and wait a moment for their answers."""
        for subscriber in self._subscribers:
            subscriber.end(with_close_frame(_GOING_AWAY))
        if self._serving:
            await asyncio.wait(list(self._serving), timeout=_STOP_SECONDS)

    def _enforce_limit(self) -> None:
        """End those who lag most, while too much waits for all together."""
        subscribers = self.subscribers()
        while sum(subscriber.bytes for subscriber in subscribers) > _MAX_QUEUED_BYTES_OF_ALL:
            slowest = max(subscribers, key=lambda subscriber: subscriber.bytes)
            slowest.end(with_close_frame(_TRY_AGAIN_LATER))
            subscribers.remove(slowest)

    async def _serve(
        self, subscriber: Subscriber, ws: web.WebSocketResponse, transport: asyncio.Transport | None
    ) -> None:
        reading = asyncio.create_task(_read(ws))
        sending = asyncio.create_task(subscriber.send(ws))
        try:
            events: list[asyncio.Future[Any]] = [reading, sending, subscriber.ended]
            await asyncio.wait(events, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._subscribers.discard(subscriber)
            if self.watcher is not None:
                self.watcher.changed(self.subscribers())
            for task in (reading, sending):
                task.cancel()
            await asyncio.gather(reading, sending, return_exceptions=True)
        subscriber.end(with_close_frame(_GOING_AWAY))
        if transport is not None:
            disconnect = subscriber.ended.result()
            await disconnect(ws, transport)


async def _read(ws: web.WebSocketResponse) -> None:
    """Read until the client closes: pings are answered meanwhile, all else is ignored."""
    async for _ in ws:
        pass


def _warn_of_deaf(names: set[str]) -> None:
    for name in sorted(names)[:_MAX_WARNINGS]:
        remedy = "set enablews on it, or enable its domain" if "@" in name else "enable_domain()"
        _log.warning("nothing is listened to at %.320r: forwarding is off (%s)", name, remedy)


def _encode(frame: object) -> bytes:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
