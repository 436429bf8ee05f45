"""What happens, to each browser that is open: server-sent events. Belongs to the loop's thread."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from typing import Any

# A browser has six connections to a port, in all of its tabs together: each tab that follows holds
# one, and with none left no tab could ask for anything.
_MAX_FOLLOWING = 4
_MAX_QUEUED = 1000
_MAX_QUEUED_BYTES = 4 * 1024 * 1024
_HEARTBEAT_SECONDS = 10.0
_HEARTBEAT = b":\n\n"


def event(kind: str, /, **values: Any) -> bytes:
    """One server-sent event: a JSON object, with its kind."""
    return f"data: {json.dumps({'kind': kind, **values})}\n\n".encode()


class Feed:
    """All tabs of browsers that follow; called browsers for short."""

    def __init__(self) -> None:
        self._browsers: dict[_Browser, None] = {}  # that which came first is first

    def __bool__(self) -> bool:
        """Whether any is open."""
        return bool(self._browsers)

    def publish(self, kind: str, /, **values: Any) -> None:
        """Tell all browsers, at their own pace. One that lags too far behind is cut off: it asks
        anew, and then gets all that there is."""
        if self._browsers:
            message = event(kind, **values)
            for browser in list(self._browsers):
                if not browser.put(message):
                    del self._browsers[browser]

    async def follow(self, beginning: Iterable[bytes]) -> AsyncGenerator[bytes, None]:
        """What a browser gets: first the beginning, then what is published from now on. Where four
        follow already, the first of them is told to rest."""
        if len(self._browsers) >= _MAX_FOLLOWING:
            first = next(iter(self._browsers))
            del self._browsers[first]
            first.end(event("rest"))
        browser = _Browser()
        self._browsers[browser] = None
        try:
            for message in beginning:
                yield message
            async for message in browser.messages():
                yield message
        finally:
            self._browsers.pop(browser, None)

    def close(self) -> None:
        """Cut all browsers off."""
        for browser in self._browsers:
            browser.end()


class _Browser:
    def __init__(self) -> None:
        self._queue: deque[bytes] = deque()
        self._bytes = 0
        self._is_ended = False
        self._news = asyncio.Event()

    def put(self, message: bytes) -> bool:
        """Take a message; return False if it lags too far behind, and gets no more."""
        self._queue.append(message)
        self._bytes += len(message)
        if len(self._queue) > _MAX_QUEUED or self._bytes > _MAX_QUEUED_BYTES:
            self.end()
        self._news.set()
        return not self._is_ended

    def end(self, *last: bytes) -> None:
        self._is_ended = True
        self._queue = deque(last)
        self._news.set()

    async def messages(self) -> AsyncIterator[bytes]:
        while True:
            self._news.clear()
            while self._queue:
                message = self._queue.popleft()
                self._bytes -= len(message)
                yield message
            if self._is_ended:
                return
            try:
                await asyncio.wait_for(self._news.wait(), _HEARTBEAT_SECONDS)
            except TimeoutError:
                yield _HEARTBEAT  # or nobody would notice that the browser has gone
