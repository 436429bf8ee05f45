"""What goes wrong with a message broker. No exception holds a password, a token or a key."""

from __future__ import annotations

from ..exceptions import ClientException, StreamException


class BrokerException(ClientException):
    """The broker could not be reached, or failed."""


class BrokerTimeout(BrokerException, TimeoutError):
    """The broker did not answer in time."""


class NotRelayed(BrokerException):
    """No relay brings the mail of this address into the broker. The message says how one does."""


class BrokerRefused(BrokerException):
    """The broker does not let us in, or is set up so that mail would be lost. The message says what
    helps; another try does not."""


class NotListening(StreamException):
    """The service pushes no mail for any of a relay's addresses. The message says what helps."""
