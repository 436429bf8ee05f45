"""Where the broker is, and how we get in; one connection to it. The only file that connects.

What nats-py leaves open is closed here: the first connection has a time limit, a flush of a broker
that takes nothing has one, and a password goes over TLS alone where TLS was asked for.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import re
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..exceptions import printable, whereabouts
from ..secret import Secret
from .broker_url import parts_of
from .errors import BrokerException, BrokerRefused, BrokerTimeout

if TYPE_CHECKING:
    from nats.aio.client import Client
    from nats.js import JetStreamContext

DEFAULT_SECONDS = 10.0
_RETRY_SECONDS = 0.5
_PING_SECONDS = 10
_FLUSH_SECONDS = 5.0
_PENDING_BYTES = 2 * 1024 * 1024
_CLOSE_SECONDS = 2.0
_CANCEL_SECONDS = 1.0
_CALL_SECONDS = 10.0
_REFUSALS = ("authorization violation", "authentication", "user authentication expired")

# The seed in a file.
_HOLDS = {
    "credentials": (
        re.compile(rb"(?s)\A(?=.*-BEGIN NATS USER JWT-).*-BEGIN USER NKEY SEED-+\s+(\S+)"),
        "the JWT of a user and a seed, as a .creds file does",
    ),
    "nkey": (re.compile(rb"\A\s*(\S+)\s*\Z"), "the seed of a user alone, which begins with SU"),
}

_log = logging.getLogger("client.relay")


class Broker:
    """A message broker: NATS with JetStream.

    Args:
        url: ``nats://HOST:4222`` or ``tls://HOST:4222``; several of one cluster with commas between
            them. It may have a user and a password, or a token, before the ``@``. Default: the
            environment's ``MAILSAC_RELAY_URL``.
        credentials: path of a ``.creds`` file. Default: the environment's ``MAILSAC_RELAY_CREDS``.
        nkey: path of a file with the seed of an NKey. Default: ``MAILSAC_RELAY_NKEY``.
        ca_file: path of a PEM file with the authorities to trust in place of the system's; asks for
            TLS, as ``tls://`` does. Default: ``MAILSAC_RELAY_CA_FILE``.
        connect_timeout: seconds for the first connection. Default: 10.

    Raises:
        ValueError: there is no URL, it is of another kind, or there is no such file, or it does not
            hold what it should.

    Attributes:
        servers: the URLs, without what is secret.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        credentials: str | None = None,
        nkey: str | None = None,
        ca_file: str | None = None,
        connect_timeout: float | None = None,
    ) -> None:
        self.servers: tuple[str, ...] = ()
        secret = Secret(url or os.environ.get("MAILSAC_RELAY_URL") or "")
        del url  # no frame that raises has it in plain
        self.credentials = credentials or os.environ.get("MAILSAC_RELAY_CREDS")
        self.nkey = nkey or os.environ.get("MAILSAC_RELAY_NKEY")
        self.ca_file = ca_file or os.environ.get("MAILSAC_RELAY_CA_FILE")
        self.connect_timeout = DEFAULT_SECONDS if connect_timeout is None else connect_timeout
        if not secret:
            raise ValueError(
                "no broker: give a URL such as nats://localhost:4222, or set MAILSAC_RELAY_URL"
            )
        for name in ("credentials", "nkey", "ca_file"):
            path = getattr(self, name)
            if path and not Path(path).is_file():
                raise ValueError(f"{name}: there is no file of that name")
        for name, (seed, words) in _HOLDS.items():
            path = getattr(self, name)
            if path and not _holds(path, seed):
                raise ValueError(f"{name}: the file cannot be read, or does not hold {words}")
        self.servers, self._user, self._password, is_tls = parts_of(secret)
        self._is_tls = is_tls or bool(self.ca_file)

    def __repr__(self) -> str:
        return f"<Broker {self}>"

    def __str__(self) -> str:
        return ",".join(self.servers)

    def key(self) -> tuple[object, ...]:
        """Return what two of them have alike if a connection can serve both."""
        secrets = [one and one.reveal() for one in (self._user, self._password)]
        digest = hashlib.sha256(repr(secrets).encode()).digest()
        return self.servers, digest, self.credentials, self.nkey, self.ca_file

    def scrubbed(self, error: object) -> str:
        """Return what an error says, on one line, and without what is secret."""
        told = getattr(error, "description", None) or str(error) or type(error).__name__
        text = printable(" ".join(str(told).split()))[:300]
        for secret in (self._user, self._password):
            if secret:
                text = secret.scrub(text)
        return text.removeprefix("nats: ")

    def options(self, server_info: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        """Return what ``Client.connect`` is given to get in."""

        def revealed(secret: Secret) -> Callable[[], str]:
            def reveal() -> str:
                if self._is_tls and not server_info().get("tls_required"):
                    raise _NoTls
                return secret.reveal()

            return reveal

        options: dict[str, Any] = {}
        if self._password is not None and self._user is not None:
            options |= {"user": revealed(self._user), "password": revealed(self._password)}
        elif self._user is not None:
            options["token"] = revealed(self._user)
        if self.credentials:
            options["user_credentials"] = self.credentials
        elif self.nkey:
            options["nkeys_seed"] = self.nkey
        if self._is_tls:
            try:
                options["tls"] = ssl.create_default_context(cafile=self.ca_file)
            except OSError:
                raise ValueError("ca_file: no certificates in PEM can be read from it") from None
        return options


def _holds(path: str, seed: re.Pattern[bytes]) -> bool:
    try:
        found = seed.search(Path(path).read_bytes())
    except OSError:
        return False
    return found is not None and found[1].startswith(b"SU") and _is_seed(found[1])


def _is_seed(data: bytes) -> bool:
    try:
        import nkeys  # type: ignore[import-untyped]  # it has no types
    except ModuleNotFoundError:
        return True  # that it is missing is told when it is needed
    try:
        nkeys.from_seed(bytearray(data))
    except (nkeys.NkeysError, ValueError):
        return False
    return True


class _NoTls(OSError):
    """The broker does not use TLS."""

    def __str__(self) -> str:
        return "the broker does not use TLS, which was asked for"


class Connection:
    """One connection, which is made anew when it is lost, for as long as it takes. One loop.

    Attributes:
        js: JetStream.
        on_reconnect: called when it was made anew.
        losses: how often it was lost.
        lost: done when the link at hand is lost; another one then takes its place.
        failure: done, with an exception, when it has ended for good.
    """

    def __init__(self, broker: Broker, client: Client) -> None:
        self.broker = broker
        self.client = client
        self.js: JetStreamContext = client.jetstream(timeout=_CALL_SECONDS)
        self.on_reconnect: list[Callable[[], object]] = []
        self.losses = 0
        self.error = ""  # the latest
        self.failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.failure.add_done_callback(lambda done: done.cancelled() or done.exception())
        self.lost: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._is_closing = False
        self._refused = asyncio.Event()

    @property
    def is_up(self) -> bool:
        """Whether there is a link to the broker just now."""
        return self.client.is_connected

    def check(self) -> None:
        """Raise what has ended it, if it has ended."""
        if self.failure.done():
            self.failure.result()

    def fail(self, error: BrokerException) -> None:
        """Have it end for good."""
        if not self.failure.done():
            self.failure.set_exception(error)

    def failed(self, bug: Exception) -> None:
        """The same, for an error that nobody expected. Where it was is told, and not what it says:
        that may be of a mail."""
        error = BrokerException(f"unexpected {type(bug).__name__} in the relay")
        _log.error("%s, at %s", error, whereabouts(bug))
        self.fail(error)

    async def open(self) -> None:
        """Connect.

        Raises:
            BrokerRefused: it does not let us in.
            BrokerException: it could not be reached in time.
        """
        broker = self.broker
        connecting = asyncio.ensure_future(
            self.client.connect(
                list(broker.servers),
                name="mailsac-client",
                error_cb=self._on_error,
                disconnected_cb=self._on_lost,
                reconnected_cb=self._on_reconnected,
                closed_cb=self._on_closed,
                connect_timeout=5,
                max_reconnect_attempts=-1,
                reconnect_time_wait=_RETRY_SECONDS,  # type: ignore[arg-type]  # passed to sleep()
                ping_interval=_PING_SECONDS,
                max_outstanding_pings=2,
                pending_size=_PENDING_BYTES,
                flush_timeout=_FLUSH_SECONDS,
                **broker.options(lambda: self.client._server_info),
            )
        )
        refusal = asyncio.ensure_future(self._refused.wait())
        try:
            await asyncio.wait(
                {connecting, refusal},
                timeout=broker.connect_timeout,
                return_when=asyncio.FIRST_COMPLETED,
            )
            if connecting.done() and not connecting.cancelled():
                error = connecting.exception()
                if error is None:
                    return
                self.error = broker.scrubbed(error)
        finally:
            refusal.cancel()
            connecting.cancel()
        await self.close()
        if self._refused.is_set():
            raise BrokerRefused(f"the broker at {broker} does not let us in: {self.error}")
        raise BrokerException(f"no connection to the broker at {broker}: {self.error or 'timeout'}")

    async def publish(self, messages: Iterable[tuple[str, str, str, bytes]]) -> None:
        """Publish, while the link is up. What is published at a time goes out in one write.

        ``Client.publish`` checks and copies each header of each message, which takes longer than
        all else that is done for a mail.

        Args:
            messages: the subject of each, where to answer, its headers, checked and each with its
                line end, and what it holds.
        """
        client = self.client
        parts: list[bytes] = []
        for subject, reply, headers, payload in messages:
            head = f"NATS/1.0\r\n{headers}\r\n".encode()
            size = len(head) + len(payload)
            command = f"HPUB {subject} {reply} {len(head)} {size}\r\n".encode()
            parts += command, head, payload, b"\r\n"
        await client._send_command(b"".join(parts))
        if client._flush_queue is not None and client._flush_queue.empty():
            await client._flush_pending()

    async def close(self) -> None:
        """Close it; what was not flushed is lost."""
        self._is_closing = True
        with contextlib.suppress(Exception):
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self.client.close()

    # -- nats-py wants coroutines

    async def _on_error(self, error: Exception) -> None:
        self.error = self.broker.scrubbed(error)
        if any(words in self.error.lower() for words in _REFUSALS) or isinstance(error, _NoTls):
            self._refused.set()
        _log.debug("broker: %s", self.error)

    async def _on_lost(self) -> None:
        if not self._is_closing:
            self.losses += 1
            self.lost.set_result(None)
            self.lost = asyncio.get_running_loop().create_future()
            _log.warning("lost the link to the broker at %s", self.broker)

    async def _on_reconnected(self) -> None:
        # Who was told of the loss is to hear of this, too.
        _log.warning("linked to the broker at %s again", self.broker)
        for call in self.on_reconnect:
            call()

    async def _on_closed(self) -> None:
        if not self._is_closing:
            error = self.client.last_error
            text = self.broker.scrubbed(error) if error else "the broker has closed the connection"
            refused = any(words in text.lower() for words in _REFUSALS)
            kind = BrokerRefused if refused else BrokerException
            self.fail(kind(f"broker at {self.broker}: {text}"))


@contextlib.asynccontextmanager
async def connected(broker: Broker) -> AsyncIterator[Connection]:
    """Connect, and close in the end; see ``Connection.open`` for the errors."""
    connection = Connection(broker, _new_client())
    await connection.open()
    try:
        yield connection
    finally:
        await connection.close()


async def ended(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel tasks, and wait until they have ended. One time may not do: nats-py swallows it as it
    flushes."""
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        _, left = await asyncio.wait(left, timeout=_CANCEL_SECONDS)


async def asked(connection: Connection, call: Awaitable[Any], what: str) -> Any:
    """Await a call to the broker.

    Raises:
        BrokerException: it failed; its cause is the error of nats-py.
    """
    import nats.errors
    from nats.js.errors import ServiceUnavailableError

    try:
        return await call
    except (TimeoutError, nats.errors.TimeoutError) as error:
        connection.check()
        raise BrokerTimeout(f"{what}: the broker does not answer") from error
    except nats.errors.NoRespondersError as error:
        raise BrokerException(f"{what}: {_NO_JETSTREAM}") from error
    except ServiceUnavailableError as error:
        text = error.description or _NO_JETSTREAM
        raise BrokerException(f"{what}: {connection.broker.scrubbed(text)}") from error
    except (OSError, nats.errors.Error) as error:
        connection.check()
        raise BrokerException(f"{what}: {connection.broker.scrubbed(error)}") from error


_NO_JETSTREAM = (
    "nobody answers for JetStream: start the broker with it (nats-server -js, or jetstream { } in "
    "its configuration), or wait until its cluster has a leader"
)


def _new_client() -> Client:
    try:
        from nats.aio.client import Client
    except ModuleNotFoundError as error:
        if error.name and error.name.partition(".")[0] == "nats":
            raise BrokerRefused(
                "the relay needs nats-py: install the extra [relay] of mailsac-client; "
                "in a clone: pip install '.[relay]'"
            ) from None
        raise
    return Client()
