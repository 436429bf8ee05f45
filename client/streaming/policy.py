"""How long to wait before the next link, and which failures are final. Pure."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from ..exceptions import (
    ApiException,
    ClientException,
    ReconnectExhausted,
    StreamException,
    StreamProtocolException,
)

SHORT_LIVED = 5.0  # seconds; a link that ends sooner, without a mail, is short-lived
STABLE = 30.0  # seconds; a link that lasts this long starts the count of attempts again
MAX_RETRY_AFTER = 300.0  # seconds
MAX_VIOLATIONS = 3  # links in a row, none of them stable, that broke the protocol

# The one table of what is final after the first Listening. (Before it, everything is.)
# A certificate that is not accepted is final too; ``LinkLost.final`` says so, because the
# public exception for it does not.
FINAL_CLOSE_CODES = frozenset({1002, 1003, 1007, 1008, 1009, *range(4400, 4500)}) - {4408, 4429}
# 4xx: the service has understood us and does not want us. These three ask for another try.
# Anything else (5xx, a redirect, a maintenance page with 200) may be over in a minute.
RETRIED_4XX = frozenset({408, 425, 429})


class LinkLost(Exception):
    """A link ended, or could not be made. Internal; users get ``error``.

    Attributes:
        error: the public exception, without traceback, cause and context.
        final: no further try, whatever the table says.
        retry_after: seconds that the service asks to wait, or None.
    """

    def __init__(
        self, error: ClientException, *, final: bool = False, retry_after: float | None = None
    ) -> None:
        super().__init__(type(error).__name__)
        error.__cause__ = error.__context__ = error.__traceback__ = None
        self.error = error
        self.final = final
        self.retry_after = retry_after


@dataclass(frozen=True)
class ReconnectPolicy:
    """When a stream that has lost its link tries again.

    The wait before try number n (from 0) is drawn evenly from 0 to
    ``min(max_delay, initial_delay * 2**n)`` seconds. A delivered mail, or a link that lasted
    30 s, starts the count again. A ``Retry-After`` of the service is honoured up to 300 s.
    Immutable; may be shared by streams and threads.

    Attributes:
        initial_delay: longest first wait, in seconds.
        max_delay: longest wait of all, in seconds.
        max_short_lived: how many links in a row may end within 5 s, without a mail, before
            the stream ends with ``ReconnectExhausted``. Failed tries to connect do not count.
        max_outage: longest time without a link, in seconds, before the stream ends with
            ``ReconnectExhausted``; None means no limit, 0 means never to reconnect.
        rng: source of the random waits, for repeatable tests; None means the ``random`` module.
    """

    initial_delay: float = 0.5
    max_delay: float = 30.0
    max_short_lived: int = 5
    max_outage: float | None = None
    rng: random.Random | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        if self.initial_delay < 0 or self.max_delay < 0:
            raise ValueError("initial_delay and max_delay must be 0 or more")
        if self.max_short_lived < 1:
            raise ValueError("max_short_lived must be 1 or more")
        if self.max_outage is not None and self.max_outage < 0:
            raise ValueError("max_outage must be None, or 0 or more")

    def delay(self, attempt: int, retry_after: float | None = None) -> float:
        """Return the seconds to wait before this attempt, the first being 0."""
        longest = min(self.max_delay, self.initial_delay * 2.0 ** min(attempt, 64))
        drawn = (self.rng.uniform if self.rng else random.uniform)(0.0, longest)
        return max(drawn, min(retry_after or 0.0, MAX_RETRY_AFTER))


def is_final(error: ClientException) -> bool:
    """Tell whether trying again is pointless after this failure of an established stream."""
    if isinstance(error, ApiException):
        return 400 <= error.status < 500 and error.status not in RETRIED_4XX
    if isinstance(error, StreamException) and not isinstance(error, StreamProtocolException):
        return error.code in FINAL_CLOSE_CODES  # a code that the peer has sent, not one of ours
    return False


class Backoff:
    """Counts links and tries of one stream. Times are seconds of any one monotonic clock."""

    def __init__(self, policy: ReconnectPolicy) -> None:
        self._policy = policy
        self._attempt = 0
        self._short_lived = 0
        self._violations = 0
        self._connected_at: float | None = None
        self._has_mail = False  # of the link at hand
        self._outage_since: float | None = None

    @property
    def attempt(self) -> int:
        """How many tries in a row were made since the last mail or stable link."""
        return self._attempt

    def connected(self, now: float) -> None:
        """The upgrade was accepted."""
        self._connected_at = now
        self._has_mail = False

    def listening(self) -> None:
        """The service says that it listens."""
        self._outage_since = None

    def delivered(self) -> None:
        """A mail came."""
        self._has_mail = True
        self._attempt = self._short_lived = 0

    def lost(self, now: float, lost: LinkLost) -> float | ClientException:
        """Return the seconds to wait before the next try, or the error that ends the stream."""
        error = lost.error
        if lost.final or is_final(error):
            return error
        connected_at, self._connected_at = self._connected_at, None
        if connected_at is not None:
            lived = now - connected_at
            if lived >= STABLE:
                self._attempt = self._violations = 0
            broken = isinstance(error, StreamProtocolException)
            self._violations = self._violations + 1 if broken else 0
            if self._violations >= MAX_VIOLATIONS:
                return error
            is_short = lived < SHORT_LIVED and not self._has_mail
            self._short_lived = self._short_lived + 1 if is_short else 0
            if self._short_lived >= self._policy.max_short_lived:
                return self._exhausted(
                    f"{self._short_lived} links in a row ended within {SHORT_LIVED:g} s "
                    "without a mail",
                    error,
                )
        if self._outage_since is None:
            self._outage_since = now
        delay = self._policy.delay(self._attempt, lost.retry_after)
        self._attempt += 1
        limit = self._policy.max_outage
        if limit is not None and now + delay - self._outage_since >= limit:
            return self._exhausted(f"no link within {limit:g} s", error)
        return delay

    @staticmethod
    def _exhausted(what: str, error: ClientException) -> ReconnectExhausted:
        last = one_line(error)
        if isinstance(error, StreamException):  # without its code, which this one has too
            last = f"{type(error).__name__}: {error.reason}"
        return ReconnectExhausted(f"{what}; the last one: {last}", getattr(error, "code", None))


def one_line(error: ClientException) -> str:
    """The gist of an error, for a log line or as part of another message."""
    return f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
