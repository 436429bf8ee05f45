"""The public calls that open a stream: a base class of the generated ``WebSocketsApi``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from ..configuration import Secret
from .policy import ReconnectPolicy

if TYPE_CHECKING:
    from ..api_client import ApiClient
    from .async_stream import AsyncOpening
    from .events import Event
    from .stream import MessageStream


class StreamMixin:
    """Adds ``stream()`` and ``stream_async()`` to an API class that has an ``api_client``."""

    api_client: ApiClient

    def stream(
        self,
        key: str | None = None,
        addresses: str | Iterable[str] | None = None,
        *,
        since: datetime | None = None,
        recover: bool = True,
        reconnect: ReconnectPolicy = ReconnectPolicy(),
        open_timeout: float = 10.0,
        ping_interval: float = 20.0,
        ping_timeout: float = 20.0,
        max_message_bytes: int = 64 * 1024 * 1024,
        max_queue: int = 1000,
        max_queue_bytes: int = 128 * 1024 * 1024,
        require_all: bool = False,
        on_event: Callable[[Event], object] | None = None,
    ) -> MessageStream:
        """Open a web socket and return the mail that arrives on it.

        Returns once the service has said that it listens, so mail that is sent after this call
        is not missed. A link that is lost later is made anew, and the mail that came meanwhile is
        found over REST, which costs one op for each such mail and one or more for the search.
        Mail waits in a bounded buffer; when that is full, reading from the socket pauses, and
        nothing is dropped. While it is paused, pings of the service cannot be seen; it gets
        unsolicited pongs instead. The whole promise is in docs/guides/streaming.md.

        Any thread may call this, and use the stream. One daemon thread per stream owns the socket.

        Example:
            import client

            with client.WebSocketsApi().stream(addresses="a@example.msdc.co") as stream:
                for frame in stream:
                    print(frame.email.subject)

        Args:
            key: the API key. Default: the configuration's, which falls back to the environment's
                MAILSAC_API_KEY.
            addresses: addresses and whole domains to listen to, as a string with commas or an
                iterable of strings. Blanks around commas and repeated ones are dropped. Required.
            since: deliver first what the service has received from two minutes before then on, and
                go on from there. Without a time zone it means UTC. Default: begin with what
                arrives from now on.
            recover: look over REST for mail that was missed while there was no link. If false, each
                such gap is reported, and stays one.
            reconnect: when a lost link is made anew, and when that is given up. Default: for as
                long as it takes; ReconnectPolicy(max_outage=0) never does.
            open_timeout: seconds for one link to be made, from resolving the name to the
                service's word that it listens.
            ping_interval: seconds of silence before the service is pinged.
            ping_timeout: seconds of further silence before the link counts as dead.
            max_message_bytes: bytes that one message may have; larger ones are skipped, and
                reported. Default: 64 MiB.
            max_queue: mails that wait in the buffer at most.
            max_queue_bytes: bytes of mail that wait in the buffer at most; a single mail that is
                larger passes while the buffer is empty. Default: 128 MiB.
            require_all: raise if the service does not confirm each of the addresses. If false, they
                are listed in the stream's not_listening, with a warning.
            on_event: called on the stream's own thread with each Listening, Reconnecting, Gap,
                Skipped, Unknown and ErrorFrame (see client.streaming.events). What it raises is
                logged and goes no further.

        Returns:
            The open stream: an iterator of EmailMessageWebSocketFrame and a context manager, with
            get(timeout), wait_for(subject=..., timeout=...), close(), listening, not_listening,
            stats and closed.

        Raises:
            ValueError: no key; no address, or one with a blank or control character; a URL of
                more than 16,000 bytes; a number that must be positive is not; a file of the
                configuration that cannot be used.
            TypeError: an argument of another type.
            UnauthorizedException: the service does not accept the key.
            ForbiddenException: the account may not use web sockets.
            ApiException: the service refused in another way, such as 429 or 503.
            TransportException: the service could not be reached, or not in time.
            StreamException: the service closed the socket, or broke its protocol; or
                require_all is true and an address was not confirmed.
        """
        # First of all: from here on no frame of ours holds the key where a traceback shows it.
        key, is_wrong = _hidden(key), not isinstance(key, str | None)
        if is_wrong:
            raise TypeError("key must be a string")
        # Imported here, because these need the socket libraries.
        from .settings import Settings, address_list, known_key, known_moment
        from .stream import open_stream

        configuration = self.api_client.configuration
        settings = Settings(
            configuration=configuration,
            key=known_key(configuration, key),
            addresses=address_list(addresses),
            since=known_moment(since),
            recover=recover,
            reconnect=reconnect,
            open_timeout=open_timeout,
            ping_interval=ping_interval,
            ping_timeout=ping_timeout,
            max_message_bytes=max_message_bytes,
            max_queue=max_queue,
            max_queue_bytes=max_queue_bytes,
            require_all=require_all,
            on_event=on_event,
        )
        return open_stream(settings)

    def stream_async(
        self,
        key: str | None = None,
        addresses: str | Iterable[str] | None = None,
        *,
        since: datetime | None = None,
        recover: bool = True,
        reconnect: ReconnectPolicy = ReconnectPolicy(),
        open_timeout: float = 10.0,
        ping_interval: float = 20.0,
        ping_timeout: float = 20.0,
        max_message_bytes: int = 64 * 1024 * 1024,
        max_queue: int = 1000,
        max_queue_bytes: int = 128 * 1024 * 1024,
        require_all: bool = False,
        on_event: Callable[[Event], object] | None = None,
    ) -> AsyncOpening:
        """Open the same stream for asyncio.

        Use the result in ``async with``, or ``await`` it. The stream is the same as that of
        ``stream()``, on the same kind of thread; its ``get``, ``wait_for`` and ``close`` are
        awaited. A task may be cancelled at any of them: no mail is lost, and no thread stays.

        Call it in the event loop in which the stream is used.

        Example:
            import asyncio

            import client

            async def main() -> None:
                api = client.WebSocketsApi()
                async with api.stream_async(addresses="a@example.msdc.co") as stream:
                    async for frame in stream:
                        print(frame.email.subject)

            asyncio.run(main())

        Args:
            key: as for stream.
            addresses: as for stream. Required.
            since: as for stream.
            recover: as for stream.
            reconnect: as for stream.
            open_timeout: as for stream.
            ping_interval: as for stream.
            ping_timeout: as for stream.
            max_message_bytes: as for stream.
            max_queue: as for stream.
            max_queue_bytes: as for stream.
            require_all: as for stream.
            on_event: as for stream; called on the stream's own thread, not in the event loop.

        Returns:
            What to await: it gives an AsyncMessageStream.

        Raises:
            ValueError: as for stream, at this call.
            TypeError: as for stream, at this call.
            ClientException: as for stream, when the result is awaited.
        """
        # First of all: from here on no frame of ours holds the key where a traceback shows it.
        key, is_wrong = _hidden(key), not isinstance(key, str | None)
        if is_wrong:
            raise TypeError("key must be a string")
        from .async_stream import AsyncOpening
        from .settings import Settings, address_list, known_key, known_moment

        configuration = self.api_client.configuration
        settings = Settings(
            configuration=configuration,
            key=known_key(configuration, key),
            addresses=address_list(addresses),
            since=known_moment(since),
            recover=recover,
            reconnect=reconnect,
            open_timeout=open_timeout,
            ping_interval=ping_interval,
            ping_timeout=ping_timeout,
            max_message_bytes=max_message_bytes,
            max_queue=max_queue,
            max_queue_bytes=max_queue_bytes,
            require_all=require_all,
            on_event=on_event,
        )
        return AsyncOpening(settings)


def _hidden(key: object) -> Secret | None:
    return Secret(key) if isinstance(key, str) else None
