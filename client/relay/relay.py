"""The relay: mail from the web socket into the broker, each once."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from ..api_client import client_or_own
from ..clock import monotonic
from ..exceptions import (
    ApiException,
    ClientException,
    ReconnectExhausted,
    TransportException,
)
from ..streaming.settings import Settings, address_list, known_key, known_moment
from .broker import Broker, Connection, connected
from .errors import BrokerException, BrokerRefused
from .progress import Mark
from .session import Session
from .statistics import Statistics
from .streams import Storage, Stores, ensured

if TYPE_CHECKING:
    from ..api_client import ApiClient

_FIRST_PAUSE = 1.0
_LAST_PAUSE = 60.0
_GAP_PAUSE = 30.0  # before what could not be found is sought again
_LAST_GAP_PAUSE = 3600.0
_PASSING = (408, 425, 429)

_log = logging.getLogger("client.relay")


class Relay:
    """Holds the web socket of some addresses, and puts their mail into a broker's stream.

    ::

        relay = Relay("example.msdc.co", "nats://localhost:4222")
        asyncio.run(relay.run())

    Nothing is lost: a mail counts as done once the broker has acknowledged it, and up to when all
    are done is kept in the broker, so a relay that starts, anywhere, goes on from there. Nothing is
    in the stream twice, also with several relays for the same addresses. While the broker is away,
    or full, the web socket is not read. It belongs to one event loop; ``stop`` may be called there.

    Args:
        addresses: addresses and whole domains, as for ``stream()``.
        broker: a URL such as ``nats://localhost:4222``, or a ``Broker``. Default: the environment's
            ``MAILSAC_RELAY_URL``.
        api_client: default: one of its own, configured by the environment.
        storage: how the stream is made if it is missing.
        since: where the broker does not know up to when mail is complete: from when on. Without a
            time zone it means UTC. Default: from now on.
        window: most mails that are under way to the broker.
        window_bytes: most bytes that are; one mail of any size may be.

    Raises:
        ValueError: an address, the URL or a number cannot be; there is no key.
    """

    def __init__(
        self,
        addresses: str | Iterable[str],
        broker: Broker | str | None = None,
        *,
        api_client: ApiClient | None = None,
        storage: Storage = Storage(),  # noqa: B008  # it is frozen
        since: datetime | None = None,
        window: int = 512,
        window_bytes: int = 32 * 1024 * 1024,
    ) -> None:
        self.addresses = address_list(addresses)
        self.broker = broker if isinstance(broker, Broker) else Broker(broker)
        if not (window > 0 and window_bytes > 0):
            raise ValueError("window and window_bytes must be more than 0")
        self._owns_client = api_client is None
        self._api_client = client_or_own(api_client)
        self._configuration = self._api_client.configuration
        self._key = known_key(self._configuration, None)
        self._storage = storage
        moment = known_moment(since)
        self._since = None if moment is None else Mark(moment, 0)
        self._marks: dict[str, Mark] = {}  # those in the broker may be gone, or not be written
        self._window = window
        self._window_bytes = window_bytes
        self._stop = asyncio.Event()
        #: What it has done so far, and how it is.
        self.statistics = Statistics()

    def stop(self) -> None:
        """Have ``run`` end: what has come goes to the broker first, for up to 10 s."""
        self._stop.set()

    async def run(self) -> None:
        """Relay mail until ``stop`` is called.

        What passes is waited for: a broker that is away, a link that is lost. Cancelling it loses
        nothing either; the next relay has more to look up.

        Raises:
            BrokerRefused: the broker does not let us in, or is set up so that mail would be lost.
            BrokerException: the broker could not be reached at first.
            UnauthorizedException, ForbiddenException, ApiException: the service refuses; but 408,
                429 and 5xx are waited out.
            NotListening: it pushes no mail for any of the addresses.
            ClientException: the service could not be reached at first, or the stream has ended.
        """
        pause = _FIRST_PAUSE
        try:
            while not self._stop.is_set():
                begun = monotonic()
                try:
                    async with connected(self.broker) as connection:
                        await self._sessions(connection)
                except ClientException as error:
                    if not _may_pass(error, is_first=not self.statistics.begun.is_set()):
                        raise
                    if monotonic() - begun > _LAST_PAUSE:  # it went well for a while
                        pause = _FIRST_PAUSE
                    _log.warning("%s; next try in %.0f s", error, pause)
                    self.statistics.trouble = str(error)
                    await self._pause(pause)
                    pause = min(2 * pause, _LAST_PAUSE)
        finally:
            if self._owns_client:
                self._api_client.close()

    async def _sessions(self, connection: Connection) -> None:
        """Run one session after another, each from the marks on, until there is no gap left open
        and ``stop`` is called."""
        stores = await ensured(connection, self._storage)
        self.statistics.kept = _kept(stores)
        _log.info("%s", self.statistics.kept)
        self.statistics.connection = connection
        self.statistics.trouble = ""
        pause = _GAP_PAUSE
        while not self._stop.is_set():
            session = Session(
                connection=connection,
                stores=stores,
                api_client=self._api_client,
                settings=Settings(
                    configuration=self._configuration, key=self._key, addresses=self.addresses
                ),
                since=self._since,
                known_marks=self._marks,
                window=self._window,
                window_bytes=self._window_bytes,
                statistics=self.statistics,
                stop=self._stop,
            )
            try:
                is_complete = await session.run(gap_pause=pause)
            finally:
                self._marks = session.marks
            pause = _GAP_PAUSE if is_complete else min(2 * pause, _LAST_GAP_PAUSE)

    async def _pause(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._stop.wait()


def _may_pass(error: ClientException, *, is_first: bool) -> bool:
    if isinstance(error, ApiException):
        return error.status in _PASSING or error.status >= 500
    if is_first or isinstance(error, BrokerRefused):  # somebody is there to see what is wrong
        return False
    return isinstance(error, BrokerException | TransportException | ReconnectExhausted)


def _kept(stores: Stores) -> str:
    """Say what the promise ends with."""
    days = stores.max_age / 86400
    kept = f"for {days:.3g} days" if stores.max_age else "until it is deleted"
    return f"the broker keeps mail {kept}, and tells duplicates for {stores.window:.0f} s"
