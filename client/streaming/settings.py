"""Checks what ``stream()`` and ``stream_async()`` are given, and makes the engine of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from ..configuration import Configuration, Secret, checked_key
from ..transport import ssl_context
from .engine import Engine, Settings
from .policy import ReconnectPolicy
from .upgrade import check_length

_OLDEST = datetime(1970, 1, 1, tzinfo=UTC)
_POSITIVE = (
    *("open_timeout", "ping_interval", "ping_timeout"),
    *("max_message_bytes", "max_queue", "max_queue_bytes"),
)


def engine_factory(
    configuration: Configuration,
    key: Secret | None,
    addresses: str | Iterable[str] | None,
    options: dict[str, Any],
) -> Callable[[], Engine]:
    """Return what makes the engine, once the arguments are checked.

    Raises ``ValueError`` and ``TypeError``; see ``stream``.

    Args:
        options: the other arguments of ``stream``, by their names.
    """
    configuration.check()
    given = configuration.key() if key is None else key
    if not given:
        raise ValueError(
            "no API key: pass key=, set it in the Configuration, or set MAILSAC_API_KEY"
        )
    for name in _POSITIVE:
        value = options[name]
        if not isinstance(value, int | float):
            raise TypeError(f"{name} must be a number, not {value!r}")
        if not value > 0:
            raise ValueError(f"{name} must be more than 0, not {value!r}")
    if not isinstance(options["reconnect"], ReconnectPolicy):
        raise TypeError(
            f"reconnect must be a ReconnectPolicy, not {options['reconnect']!r}; "
            "ReconnectPolicy(max_outage=0) never reconnects"
        )
    options["since"] = _moment(options["since"])
    if options["since"] and not options["recover"]:
        raise ValueError("since is searched for over REST, which recover=False switches off")
    if options["on_event"] is not None and not callable(options["on_event"]):
        raise TypeError(f"on_event must be a function, not {options['on_event']!r}")
    settings = Settings(checked_key(Secret(given)), _address_list(addresses), **options)
    check_length(configuration.socket_url, settings.key, settings.addresses)
    # Made once and here: a file that cannot be used is an error at the call, and a new link need
    # not read every authority again.
    secure = configuration.socket_url.startswith("wss:")
    context = ssl_context(configuration) if secure else None
    return partial(Engine, configuration, settings, context)


def _moment(since: object) -> datetime | None:
    if since is None:
        return None
    if not isinstance(since, datetime):
        raise TypeError(f"since must be a datetime, not {since!r}")
    # There is no older mail, and a margin can be taken off.
    return max(since if since.tzinfo is not None else since.replace(tzinfo=UTC), _OLDEST)


def _address_list(addresses: str | Iterable[str] | None) -> tuple[str, ...]:
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
