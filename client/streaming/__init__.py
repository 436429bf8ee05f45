"""The web-socket half of the client: mail as it arrives.

Importing this package is cheap: the socket libraries are imported by the first ``stream()``.
Mail goes one way: socket, wire, connection, frames, engine, buffer, stream, the user's loop.

=================  ================================================================
``mixin.py``       the public calls
``arguments.py``   what they are given, checked
``stream.py``      the face for threads; ``async_stream.py`` the one for asyncio
``buffer.py``      mail between the engine and its readers; ``matching`` finds one
``engine.py``      one thread that owns the socket
``keep_alive.py``  whether the peer lives
``catch_up.py``    what was delivered, and which gaps are open
``recovery.py``    the search for missed mail over REST
``connection.py``  one web socket, from open to close
``framing.py``     its frames; with the former the only user of websocket-client
``opening.py``     TCP, proxy and TLS; ``upgrade.py`` the HTTP request and answer
``wire.py``        a non-blocking socket; ``wakeup.py`` what ends its waits
``frames.py``      what a message means; ``events.py`` what users are told (pure)
``policy.py``      when to try again, and what is final (pure)
=================  ================================================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .mixin import StreamMixin
from .policy import ReconnectPolicy

if TYPE_CHECKING:
    from .async_stream import AsyncMessageStream
    from .events import (
        ErrorFrame,
        Event,
        Gap,
        Listening,
        Reconnecting,
        Skipped,
        Unknown,
    )
    from .stream import MessageStream, StreamStats

__all__ = [
    "AsyncMessageStream",
    "ErrorFrame",
    "Event",
    "Gap",
    "Listening",
    "MessageStream",
    "ReconnectPolicy",
    "Reconnecting",
    "Skipped",
    "StreamMixin",
    "StreamStats",
    "Unknown",
]


if not TYPE_CHECKING:  # a type checker is to see misspelt names

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        rooms = {"AsyncMessageStream": "async_stream", "MessageStream": "stream"}
        room = "stream" if name == "StreamStats" else rooms.get(name, "events")
        return getattr(import_module(f"{__name__}.{room}"), name)
