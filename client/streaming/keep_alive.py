"""Judges whether the peer of a link lives, and shows it that we do. On the engine's thread."""

from __future__ import annotations

import logging
import math

from ..clock import monotonic
from ..exceptions import TransportTimeoutException
from .connection import Connection
from .policy import LinkLost

FULL_TOO_LONG = 10.0  # seconds of a full buffer before a warning

_log = logging.getLogger("client.streaming")


class KeepAlive:
    """Of one link after another.

    Args:
        open_timeout: seconds that a link has to open and to say that it listens.
        ping_interval: seconds of silence before a ping.
        ping_timeout: seconds that the peer then has for a sign of life.

    Attributes:
        deadline: by when the link must listen, on the monotonic clock.
    """

    def __init__(self, open_timeout: float, ping_interval: float, ping_timeout: float) -> None:
        self._open_timeout = open_timeout
        self._ping_interval = ping_interval
        self._ping_timeout = ping_timeout
        self.deadline = 0.0
        self._ping_at: float | None = None  # when the unanswered ping was sent
        self._pong_at = 0.0  # when a paused link shows its next sign of life
        self._full_since: float | None = None
        self._paused_at = 0.0  # when the link was last known not to be read from

    def begin(self) -> None:
        """A link is about to be opened."""
        self.deadline = monotonic() + self._open_timeout
        self._ping_at = None

    def watch(self, link: Connection, is_listening: bool) -> float:
        """Look after a link that is read from; return the seconds until the next look.

        Raises:
            LinkLost: there was no sign of life in time, or no Listening.
        """
        now = monotonic()
        self._full_since = None
        if not is_listening and now >= self.deadline:
            raise self._no_listening(link)
        heard_at = max(link.transport.last_read, self._paused_at)
        if self._ping_at is not None and heard_at >= self._ping_at:
            self._ping_at = None  # whatever came: it lives
        if self._ping_at is None and now >= heard_at + self._ping_interval:
            link.ping()
            self._ping_at = now
        if self._ping_at is None:
            due = heard_at + self._ping_interval
        else:
            due = self._ping_at + self._ping_timeout
            if now >= due:
                name = link.transport.name
                text = f"{name} gave no sign of life for {now - heard_at:.0f} s"
                raise LinkLost(TransportTimeoutException(text))
        return (due if is_listening else min(due, self.deadline)) - now

    def watch_paused(self, link: Connection, has_listened: bool) -> float:
        """Look after a link that is not read from; return the seconds until the next look.

        What the peer says is unread, so it cannot be judged, and its pings cannot be answered.
        It gets a pong of its own accord instead (RFC 6455, section 5.5.3, allows that), which
        servers that ask for pongs commonly count.

        Args:
            has_listened: whether any link of the stream ever has.

        Raises:
            LinkLost: none has, and there was no Listening in time.
        """
        now = monotonic()
        if has_listened:
            self.deadline = now + self._open_timeout
        elif now >= self.deadline:  # nobody can read yet, so this would never end
            raise self._no_listening(link)
        if self._full_since is None:
            self._full_since = now
            self._pong_at = now + self._ping_interval
        self._paused_at = now
        self._ping_at = None
        if now >= self._pong_at:
            link.pong()
            self._pong_at = now + self._ping_interval
        warn_at = self._full_since + FULL_TOO_LONG
        if now >= warn_at:
            _log.warning("the buffer is full and nobody reads the stream; reading has paused")
            warn_at = self._full_since = math.inf
        due = min(self._pong_at, warn_at)
        return (due if has_listened else min(due, self.deadline)) - now

    def _no_listening(self, link: Connection) -> LinkLost:
        limit = f"within {self._open_timeout:g} s (open_timeout)"
        text = f"{link.transport.name} did not say {limit} that it listens"
        return LinkLost(TransportTimeoutException(text))
