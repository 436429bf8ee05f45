"""What the command ends with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from ..exceptions import ApiException, ClientException, MailTimeout
from ..relay.errors import BrokerRefused, NotListening

FAILED = 1
BAD_USE = 2
TIMED_OUT = 3
REFUSED = 4


class Failure(Exception):
    """Ends the command with a status. The message says what is wrong, and what helps."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


@contextmanager
def bad_use() -> Iterator[None]:
    """What the library does not accept as an argument or a setting is bad use of the command."""
    try:
        yield
    except ValueError as error:
        raise Failure(BAD_USE, str(error)) from None


def status_of(error: ClientException) -> int:
    """Return what an error of the library ends the command with. Pure."""
    if isinstance(error, MailTimeout):
        return TIMED_OUT
    if isinstance(error, BrokerRefused | NotListening):
        return REFUSED
    # An answer of 200 that cannot be read is no refusal.
    is_refusal = isinstance(error, ApiException) and 400 <= error.status < 500
    return REFUSED if is_refusal else FAILED
