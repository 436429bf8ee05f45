"""Reads a web socket as one contestant does: ``python -m benchmarks.contestants WHO WHAT ...``.

Prints what it has measured, as JSON:

    rate URL COUNT WARM_URL WARM_COUNT    mails per second
    delays URL COUNT                      seconds from the server's write to the mail in hand

The clock of a rate starts when the first mail is in hand, and ends with the last. Each contestant
imports its own library alone.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks.mails import ADDRESS
from benchmarks.measuring import without_fast

_MOST = 64 * 1024 * 1024  # bytes of a message, where a library wants a bound

Take = Callable[[Any, int], bool]
"""Called with a mail and the moment it was in hand; false ends the reading."""


def read_client(url: str, take: Take, *, fast: bool = False) -> None:
    if not fast:
        without_fast()
    import client
    from client.decoding import _decode, _decode_text

    if (_decode is _decode_text) is fast:
        raise SystemExit("msgspec is needed for [fast], and only there")
    configuration = client.Configuration(socket_url=url, api_key="k_benchmark", proxy="")
    api = client.WebSocketsApi(client.ApiClient(configuration))
    with api.stream(addresses=ADDRESS, recover=False) as stream:
        for frame in stream:
            if not take(frame.email, time.monotonic_ns()):
                return


def read_websocket_client(url: str, take: Take, *, check: bool = True, parsed: bool = True) -> None:
    """Read; in hand is what is parsed, or (for the delays) the text."""
    import websocket

    ws = websocket.create_connection(url, skip_utf8_validation=not check)
    _loop(ws.recv, take, parsed)
    ws.close()


def read_websockets(url: str, take: Take) -> None:
    from websockets.sync.client import connect

    with connect(url, max_size=_MOST, compression=None, proxy=None) as ws:
        _loop(ws.recv, take)


def _loop(recv: Callable[[], str | bytes], take: Take, parsed: bool = True) -> None:
    recv()  # Listening
    go_on = True
    while go_on:
        text = recv()
        now = time.monotonic_ns()
        mail = json.loads(text)["email"]
        go_on = take(mail, time.monotonic_ns() if parsed else now)


def read_picows(url: str, take: Take) -> None:
    from picows import WSFrame, WSListener, WSTransport, ws_connect

    class Listener(WSListener):  # type: ignore[misc]  # compiled
        is_first = True

        def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
            if self.is_first:  # Listening
                self.is_first = False
                return
            mail = json.loads(frame.get_payload_as_utf8_text())["email"]
            if not take(mail, time.monotonic_ns()):
                transport.disconnect()

    async def read() -> None:
        transport, _ = await ws_connect(Listener, url, max_frame_size=_MOST)
        await transport.wait_disconnected()

    asyncio.run(read())


READERS: dict[str, Callable[[str, Take], None]] = {
    "client": read_client,
    "client, fast": partial(read_client, fast=True),
    "websocket-client": read_websocket_client,
    "websocket-client, text": partial(read_websocket_client, check=False, parsed=False),
    "websocket-client, unchecked": partial(read_websocket_client, check=False),
    "websockets": read_websockets,
    "picows": read_picows,
}


def rate(read: Callable[[str, Take], None], url: str, count: int) -> float:
    """Return mails per second, between the first and the last of so many."""
    left = count
    first = last = 0.0

    def take(_mail: Any, _now: int) -> bool:
        nonlocal left, first, last
        if left == count:
            first = time.perf_counter()
        left -= 1
        if left:
            return True
        last = time.perf_counter()
        return False

    read(url, take)
    return (count - 1) / (last - first)


def delays(read: Callable[[str, Take], None], url: str, count: int) -> list[float]:
    """Return the seconds that each mail took, from the server's write to our hand."""
    found: list[float] = []

    def take(mail: Any, now: int) -> bool:
        sent = int(mail["_id"] if isinstance(mail, dict) else mail.id)
        found.append((now - sent) / 1e9)
        return len(found) < count

    read(url, take)
    return found


def main(words: Iterator[str]) -> None:
    read, what = READERS[next(words)], next(words)
    url, count = next(words), int(next(words))
    if what == "rate":
        rate(read, next(words), int(next(words)))  # warm up
        print(json.dumps(rate(read, url, count)))
    else:
        print(json.dumps(delays(read, url, count)))


if __name__ == "__main__":
    main(iter(sys.argv[1:]))
