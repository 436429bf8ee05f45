"""What a stream tells ``on_event``, and its log: small frozen records. Pure."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from ..exceptions import ClientException
from ..models.web_socket_listening_frame import WebSocketListeningFrame
from .policy import one_line


@dataclass(frozen=True, slots=True)
class Listening:
    """The service listens: once for each link.

    Attributes:
        addresses: what it listens to, as it wrote them.
        domains: the same for whole domains; None if the service left the list out.
        frame: all that the service has said.
    """

    addresses: tuple[str, ...]
    domains: tuple[str, ...] | None
    frame: WebSocketListeningFrame


@dataclass(frozen=True, slots=True)
class Reconnecting:
    """The link is lost, and will be made anew.

    Attributes:
        attempt: how many tries in a row there were without success, 0 for the first.
        delay: seconds until the try.
        cause: why the link was lost, or the last try failed.
    """

    attempt: int
    delay: float
    cause: ClientException


@dataclass(frozen=True, slots=True)
class Gap:
    """There was a time without a link, and the search for what came meanwhile has ended.

    Attributes:
        start: from when on mail was searched for, in the service's time; None if unknown.
        end: when the search ended.
        complete: whether every mail that the service has kept was found. If not, look for the
            others yourself, with ``walk_messages`` for instance.
        recovered: how many mails were found and delivered.
        reason: why the search is not complete; empty if it is.
    """

    start: datetime | None
    end: datetime
    complete: bool
    recovered: int
    reason: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A message that cannot be a mail: too large, not JSON, binary. The stream goes on.

    Attributes:
        reason: what is wrong with it. It never quotes the message.
        size: its length in bytes, as far as it was kept.
    """

    reason: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """A JSON object of a kind that nobody has heard of. The stream goes on.

    Attributes:
        reason: how it differs from the known kinds. It never quotes the message.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class ErrorFrame:
    """The service reports an error in the place of a mail.

    Attributes:
        status: an HTTP status, not 200.
        reason: what the service says about it.
    """

    status: int
    reason: str


Event = Listening | Reconnecting | Gap | Skipped | Unknown | ErrorFrame


def described(event: Event) -> tuple[int, str]:
    """Return the level and the text with which an event is logged."""
    match event:
        case Listening():
            names = event.addresses + (event.domains or ())
            return logging.INFO, f"listening to {', '.join(names)}"
        case Reconnecting():
            wait = f"next try in {event.delay:.1f} s"
            return logging.WARNING, f"lost the link ({one_line(event.cause)}); {wait}"
        case Gap(complete=True):
            return logging.INFO, f"caught up after a gap; mails recovered: {event.recovered}"
        case Gap():
            return logging.WARNING, (
                f"a gap may hold mail that was missed: {event.reason}; "
                f"mails recovered: {event.recovered}"
            )
        case Skipped():
            return logging.WARNING, f"skipped a message: {event.reason}"
        case Unknown():
            return logging.WARNING, f"an unknown kind of message: {event.reason}"
        case ErrorFrame():
            return logging.WARNING, f"the service reports {event.status}: {event.reason}"
