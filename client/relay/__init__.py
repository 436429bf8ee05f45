"""Mail into a message broker, NATS JetStream, and out of it: for more than one machine.

One relay holds the web socket; the broker keeps the mail; any number of readers take it from there.
Needs the extra ``[relay]``. See docs/guides/relay.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .broker import Broker
    from .delivery import Delivery
    from .errors import BrokerException, BrokerRefused, BrokerTimeout
    from .reader import Reader
    from .relay import Relay
    from .streams import Storage
    from .thread_reader import ThreadReader

__all__ = [
    "Broker",
    "BrokerException",
    "BrokerRefused",
    "BrokerTimeout",
    "Delivery",
    "Reader",
    "Relay",
    "Storage",
    "ThreadReader",
]

_MODULES = {
    **dict.fromkeys(("BrokerException", "BrokerRefused", "BrokerTimeout"), ".errors"),
    "Delivery": ".delivery",
    "Reader": ".reader",
    "Broker": ".broker",
    "Relay": ".relay",
    "Storage": ".streams",
    "ThreadReader": ".thread_reader",
}

if not TYPE_CHECKING:  # a type checker is to see misspelt names
    __getattr__, __dir__ = lazily(globals(), _MODULES)
