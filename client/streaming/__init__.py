"""The web-socket half of the client: mail as it arrives.

Importing this package is cheap: the socket libraries are imported by the first ``stream()``.
Mail goes one way: socket, transport, connection, frames, engine, store, stream, the user's loop.

=======================  ==========================================================
``mixin.py``             the public calls
``settings.py``          what they are given, checked
``stream.py``            the stream for threads; ``async_stream.py`` the one for asyncio;
                         ``base_stream.py`` what both have
``engine.py``            one thread that owns the socket, and puts mail into a store
``keep_alive.py``        whether the peer lives
``catch_up.py``          what was delivered, and which gaps are open
``recovery.py``          the search for missed mail over REST
``connection.py``        one web socket, from open to close
``frames.py``            its frames; with the former the only user of websocket-client
``connector.py``         TCP, proxy and TLS; ``upgrade.py`` the HTTP request and answer
``socket_transport.py``  a non-blocking socket; ``waker.py`` what ends its waits
``messages.py``          what a message means; ``events.py`` what users are told (pure)
``policy.py``            when to try again, and what is final (pure)
=======================  ==========================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily
from .mixin import StreamMixin
from .policy import ReconnectPolicy

if TYPE_CHECKING:
    from .async_stream import AsyncMessageStream
    from .base_stream import StreamStats
    from .events import (
        ErrorFrame,
        Event,
        Gap,
        Listening,
        Reconnecting,
        Skipped,
        Unknown,
    )
    from .stream import MessageStream

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

_MODULES = {
    **dict.fromkeys(__all__, ".events"),
    "AsyncMessageStream": ".async_stream",
    "MessageStream": ".stream",
    "StreamStats": ".base_stream",
}

if not TYPE_CHECKING:  # a type checker is to see misspelt names
    __getattr__, __dir__ = lazily(globals(), _MODULES)
