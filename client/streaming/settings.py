"""What a stream is asked for, checked before there is any connection."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from ..configuration import Configuration, Secret, checked_key
from ..transport import ssl_context
from .events import Event
from .policy import ReconnectPolicy
from .upgrade import check_length

_OLDEST = datetime(1970, 1, 1, tzinfo=UTC)
_POSITIVE = (
    *("open_timeout", "ping_interval", "ping_timeout"),
    *("max_message_bytes", "max_queue", "max_queue_bytes"),
)


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Of one stream. ``StreamMixin.stream`` says what each is, and which errors there are.

    Attributes:
        configuration: where to, with which TLS and proxy.
        delivered: ids and inboxes of mails that are not wanted any more: a relay has them.
        keep_text: each frame is a ``FrameWithText``, unless it was found over REST; of its mail it
            may have the id, the inbox and the time alone.
        context: for TLS; None for ``ws``. Made once: a file that cannot be used is an error at the
            call, and a new link need not read every authority again.
    """

    configuration: Configuration
    key: Secret
    addresses: tuple[str, ...]
    since: datetime | None = None
    recover: bool = True
    reconnect: ReconnectPolicy = ReconnectPolicy()
    open_timeout: float = 10.0
    ping_interval: float = 20.0
    ping_timeout: float = 20.0
    max_message_bytes: int = 64 * 1024 * 1024
    max_queue: int = 1000
    max_queue_bytes: int = 128 * 1024 * 1024
    require_all: bool = False
    on_event: Callable[[Event], object] | None = None
    delivered: Collection[tuple[str, str | None]] = field(default=(), repr=False)
    keep_text: bool = False
    context: ssl.SSLContext | None = field(init=False, repr=False)

    def __post_init__(self) -> None:
        for name in _POSITIVE:
            value = getattr(self, name)
            if not isinstance(value, int | float):
                raise TypeError(f"{name} must be a number, not {value!r}")
            if not value > 0:
                raise ValueError(f"{name} must be more than 0, not {value!r}")
        if not isinstance(self.reconnect, ReconnectPolicy):
            raise TypeError(
                f"reconnect must be a ReconnectPolicy, not {self.reconnect!r}; "
                "ReconnectPolicy(max_outage=0) never reconnects"
            )
        if self.since and not self.recover:
            raise ValueError("since is searched for over REST, which recover=False switches off")
        if self.on_event is not None and not callable(self.on_event):
            raise TypeError(f"on_event must be a function, not {self.on_event!r}")
        url = self.configuration.socket_url
        check_length(url, self.key, self.addresses)
        context = ssl_context(self.configuration) if url.startswith("wss:") else None
        object.__setattr__(self, "context", context)


def known_key(configuration: Configuration, key: Secret | None) -> Secret:
    """Return the key that was given, or else the configuration's.

    Raises:
        ValueError: there is none, or it cannot be sent; the configuration is wrong.
    """
    configuration.check()
    found = configuration.key() if key is None else key
    if not found:
        raise ValueError(
            "no API key: pass key=, set it in the Configuration, or set MAILSAC_API_KEY"
        )
    return checked_key(found)


def known_moment(since: object) -> datetime | None:
    """Return a moment with its time zone.

    Raises:
        TypeError: it is none.
    """
    if since is None:
        return None
    if not isinstance(since, datetime):
        raise TypeError(f"since must be a datetime, not {since!r}")
    # There is no older mail, and a margin can be taken off.
    return max(since if since.tzinfo is not None else since.replace(tzinfo=UTC), _OLDEST)


def address_list(addresses: str | Iterable[str] | None) -> tuple[str, ...]:
    """Return the addresses and domains to listen to, each once, in their order.

    Raises:
        ValueError: there is none; one is neither an address nor a domain, or holds a blank or a
            control character.
    """
    if addresses is None:
        raise ValueError(
            "addresses is required: a string with commas, or an iterable of strings "
            "(the first argument is the key, so name it: addresses=...)"
        )
    given: list[object]
    try:
        given = [addresses] if isinstance(addresses, str) else list(addresses)
    except TypeError:
        given = [None]
    if not all(isinstance(item, str) for item in given):
        raise TypeError("addresses must be a string with commas, or an iterable of strings")
    found = [part.strip(" \t") for item in given for part in str(item).split(",")]
    for address in found:
        if not address.isprintable() or any(c.isspace() for c in address):
            raise ValueError(f"addresses: {address!r} holds a blank or a control character")
        if address and "@" not in address and "." not in address:
            # Not repeated: it may be a key, by mistake.
            raise ValueError("addresses must be mail addresses or domains; one has no @ and no dot")
    listed = tuple(dict.fromkeys(address for address in found if address))
    if not listed:
        raise ValueError("addresses must name at least one address or domain")
    return listed
