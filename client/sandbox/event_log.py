"""What the sandbox did by itself, to be read by people: webhooks, and faults that came true."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from ..mime.one_line import without_controls

_MAX_EVENTS = 1000
_MAX_CHARACTERS = 500

_log = logging.getLogger("client.sandbox")


@dataclass(frozen=True, slots=True)
class SandboxEvent:
    """One thing that the sandbox did."""

    number: int
    """Counts from 1; those that were dropped from the log leave a gap at its beginning."""
    at: datetime
    """When, in UTC."""
    kind: Literal["webhook", "fault"]
    inbox: str | None
    """The address that it is about; ``None`` where it is about no single one."""
    text: str
    """What happened, on one line of at most 500 characters. Parts of it may be of a stranger."""


class EventLog:
    """The latest 1,000 events, the oldest first. Belongs to the loop's thread.

    Args:
        tell: Called with the text of each event.
    """

    def __init__(self, tell: Callable[[str], object]) -> None:
        self._tell = tell
        self._events: deque[SandboxEvent] = deque(maxlen=_MAX_EVENTS)
        self._count = 0

    def add(self, kind: Literal["webhook", "fault"], text: str, inbox: str | None = None) -> None:
        """Log an event that happens now; `client.sandbox` has it, too, at INFO."""
        self._count += 1
        line = without_controls(text)[:_MAX_CHARACTERS]
        self._events.append(SandboxEvent(self._count, datetime.now(UTC), kind, inbox, line))
        self._tell(line)
        _log.info("%s%s: %s", kind, f" for {inbox}" if inbox else "", line)

    def after(self, number: int = 0) -> list[SandboxEvent]:
        """The events with a higher number than this."""
        return [event for event in self._events if event.number > number]
