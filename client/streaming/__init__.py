"""The web-socket half of the client: mail as it arrives.

Importing this package is cheap: the socket libraries are imported by the first ``stream()``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from client.streaming.mixin import StreamMixin
from client.streaming.policy import ReconnectPolicy

if TYPE_CHECKING:
    from client.streaming.stream import MessageStream, StreamStats

__all__ = ["MessageStream", "ReconnectPolicy", "StreamMixin", "StreamStats"]


def __getattr__(name: str) -> Any:
    if name in ("MessageStream", "StreamStats"):
        from client.streaming import stream

        return getattr(stream, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
