"""The public call that opens a stream: a base class of the generated ``WebSocketsApi``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from client.configuration import Secret, checked_key
from client.streaming.policy import ReconnectPolicy

if TYPE_CHECKING:
    from client.api_client import ApiClient
    from client.streaming.stream import MessageStream

_Number = TypeVar("_Number", int, float)


class StreamMixin:
    """Adds ``stream()`` to an API class that has an ``api_client``."""

    api_client: ApiClient

    def stream(
        self,
        key: str | None = None,
        addresses: str | Iterable[str] | None = None,
        *,
        reconnect: ReconnectPolicy = ReconnectPolicy(),
        open_timeout: float = 10.0,
        ping_interval: float = 20.0,
        ping_timeout: float = 20.0,
        max_message_bytes: int = 64 * 1024 * 1024,
        max_queue: int = 1000,
        max_queue_bytes: int = 128 * 1024 * 1024,
        require_all: bool = False,
    ) -> MessageStream:
        """Open a web socket and return the mail that arrives on it.

        Returns once the service has said that it listens, so mail that is sent after this call
        cannot be missed. Later failures of the link are mended by reconnecting. Mail waits in a
        bounded buffer; when that is full, reading from the socket pauses, and no mail is dropped.
        While it is paused, pings of the service cannot be seen; it gets unsolicited pongs instead.

        Any thread may call this, and use the stream. One daemon thread per stream owns the socket.

        Example:
            import client

            with client.WebSocketsApi().stream(addresses="a@example.msdc.co") as stream:
                for frame in stream:
                    print(frame.email.subject)

        Args:
            key: the API key (str). Default: the configuration's, which falls back to the
                environment's MAILSAC_API_KEY.
            addresses: addresses and whole domains to listen to, as a string with commas or an
                iterable of strings. Blanks around commas and repeated ones are dropped. Required.
            reconnect: when a lost link is made anew, and when that is given up
                (ReconnectPolicy). Default: for as long as it takes.
            open_timeout: seconds (float) for one link to be made, from resolving the name to
                the service's word that it listens. Default: 10.
            ping_interval: seconds (float) of silence before the service is pinged. Default: 20.
            ping_timeout: seconds (float) of further silence before the link counts as
                dead. Default: 20.
            max_message_bytes: bytes (int) that one message may have; larger ones are skipped,
                with a warning. Default: 64 MiB.
            max_queue: mails (int) that wait in the buffer at most. Default: 1000.
            max_queue_bytes: bytes (int) of mail that wait in the buffer at most; a single mail
                that is larger passes while the buffer is empty. Default: 128 MiB.
            require_all: raise if the service does not confirm each of the addresses (bool); if
                false, they are listed in the stream's not_listening, with a warning.
                Default: False.

        Returns:
            The open stream: an iterator of EmailMessageWebSocketFrame and a context manager.

        Raises:
            ValueError: no key; no address, or one with a blank or control character; a URL of
                more than 16,000 bytes; a number that must be positive is not.
            UnauthorizedException: the service does not accept the key.
            ForbiddenException: the account may not use web sockets.
            ApiException: the service refused in another way, such as 429 or 503.
            TransportException: the service could not be reached, or not in time.
            StreamException: the service closed the socket, or broke its protocol; or
                require_all is true and an address was not confirmed.
        """
        # First of all: from here on no frame of ours holds the key where a traceback shows it.
        key, is_wrong = (
            Secret(key) if isinstance(key, str) else None,
            not isinstance(key, str | None),
        )
        if is_wrong:
            raise TypeError("key must be a string")
        # Imported here, because these need the socket libraries.
        from client.streaming.engine import Engine, Settings
        from client.streaming.stream import MessageStream
        from client.streaming.upgrade import address_list, check_length

        configuration = self.api_client.configuration
        given = configuration.key() if key is None else key
        if not given:
            raise ValueError(
                "no API key: pass key=, set it in the Configuration, or set MAILSAC_API_KEY"
            )
        settings = Settings(
            key=checked_key(Secret(given)),
            addresses=address_list(addresses),
            reconnect=reconnect,
            open_timeout=_positive("open_timeout", open_timeout),
            ping_interval=_positive("ping_interval", ping_interval),
            ping_timeout=_positive("ping_timeout", ping_timeout),
            max_message_bytes=_positive("max_message_bytes", max_message_bytes),
            max_queue=_positive("max_queue", max_queue),
            max_queue_bytes=_positive("max_queue_bytes", max_queue_bytes),
            require_all=require_all,
        )
        check_length(configuration.socket_url, settings.key, settings.addresses)
        engine = Engine(configuration, settings)
        error = engine.open()
        if error is not None:
            raise error from None
        return MessageStream(engine)


def _positive(name: str, value: _Number) -> _Number:
    if not value > 0:
        raise ValueError(f"{name} must be more than 0, not {value!r}")
    return value
