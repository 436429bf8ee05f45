"""Answers ``GET /healthz`` and ``GET /metrics``, and nothing else."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from .statistics import Statistics

_MAX_HEAD = 8192
_SECONDS = 5.0
_TEXT = "text/plain; charset=utf-8"
_METRICS = "text/plain; version=0.0.4; charset=utf-8"


@contextlib.asynccontextmanager
async def served(statistics: Statistics, host: str, port: int) -> AsyncIterator[int]:
    """Serve until the end of the block.

    Args:
        host: where to listen.
        port: 0 for any that is free.

    Yields:
        The port.

    Raises:
        OSError: the port cannot be had.
    """

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(
            OSError, TimeoutError, asyncio.IncompleteReadError, asyncio.LimitOverrunError
        ):
            async with asyncio.timeout(_SECONDS):
                head = await reader.readuntil(b"\r\n\r\n")
                writer.write(_answer(statistics, head))
                await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, host, port, limit=_MAX_HEAD)
    async with server:
        bound: int = server.sockets[0].getsockname()[1]
        yield bound


def _answer(statistics: Statistics, head: bytes) -> bytes:
    method, _, rest = head.partition(b" ")
    path = rest.partition(b" ")[0].partition(b"?")[0]
    status, kind, body = "404 Not Found", _TEXT, "there are /healthz and /metrics\n"
    if path == b"/metrics":
        status, kind, body = "200 OK", _METRICS, statistics.metrics()
    elif path == b"/healthz":
        ailments = statistics.ailments()
        status = "503 Service Unavailable" if ailments else "200 OK"
        body = "\n".join(ailments or ["all well"]) + "\n"
    if method not in (b"GET", b"HEAD"):
        status, kind, body = "405 Method Not Allowed", _TEXT, "GET alone\n"
    content = body.encode()
    lines = [
        f"HTTP/1.1 {status}",
        f"Content-Type: {kind}",
        f"Content-Length: {len(content)}",
        "Cache-Control: no-store",
        "Connection: close",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + content * (method != b"HEAD")
