"""An address to wait for mail at, and how its mail gets there."""

from .inbox import Inbox

__all__ = ["Inbox"]
