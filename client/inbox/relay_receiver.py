"""How mail gets to an ``Inbox`` from a message broker, where a relay has put it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..clock import monotonic
from ..exceptions import ClientException
from .arrivals import Arrivals
from .poll_schedule import PollSchedule
from .receiver import Push
from .search import may_pass

if TYPE_CHECKING:
    from ..api_client import ApiClient
    from ..relay.feed import Feed

_OPEN_SECONDS = 10.0


class RelayReceiver:
    """Brings the mail of one address into a store, and asks the service for nothing. Any thread.

    Raises:
        ValueError: the environment does not name a broker as it should.
    """

    how = "from the relay"

    def __init__(self, address: str, api_client: ApiClient, store: Arrivals) -> None:
        from ..relay.broker import Broker
        from ..relay.feed import Feed

        self._api_client = api_client
        self._store = store
        self._push = Push(address, api_client, store, may_poll=False)
        self._feed: Feed = Feed(Broker(), address, self._push)
        self._trouble: ClientException | None = None

    @property
    def is_pushed(self) -> bool:
        """Whether mail comes by itself: the broker is there."""
        return self._push.error is None and self._feed.is_up

    @property
    def is_ours(self) -> bool:
        """Whether this process has opened it, and is no fork of that."""
        return self._feed.is_ours

    def open(self) -> None:
        """Connect, and bring the mail that has come already.

        Raises:
            NotRelayed: no relay has this address, nor its domain.
            BrokerException: the broker could not be reached, or does not let us in.
        """
        self._store.on_drain = self._feed.wake
        self._push.start()
        self._feed.open()
        self._feed.catch_up(_OPEN_SECONDS)

    def stop(self) -> None:
        """Ask it to end, and do not wait for it."""
        self._feed.stop()

    def close(self) -> None:
        """End it. Any number of times."""
        self._feed.close()

    def poll(self) -> ClientException | None:
        """See to it that all is here that the broker has. Return what went wrong, if it may pass.

        Raises:
            BrokerRefused: the broker does not let us in any more.
        """
        try:
            self._feed.catch_up(self._api_client.deadline() - monotonic())
        except ClientException as error:
            self._trouble = error
            if not may_pass(error):
                raise
            return error
        self._trouble = None
        return None

    def clear(self) -> None:
        """Forget what has come. The broker keeps it, for others."""
        error = self.poll()
        if error is not None:
            raise error
        self._store.forget(())

    def account(self, schedule: PollSchedule, hints: Sequence[str]) -> list[str]:
        """Say how mail was received, and what may have kept it.

        Args:
            schedule: of the wait that was in vain.
            hints: what else may have kept it.
        """
        lines = [f"Mail is read from the relay's broker at {self._feed.broker}."]
        if not self.is_pushed:
            lines.append("There is no link to it just now.")
        elif (complete := self._feed.complete) is not None:
            lines.append(f"The relay has put there all mail up to {complete:%Y-%m-%d %H:%M:%S}Z.")
        trouble = self.trouble() if schedule.error is not None else []
        what = "The service may hold mail back for a minute or more. Was it sent to this address?"
        return [*lines, *trouble, *hints, what]

    def trouble(self) -> list[str]:
        """Say what went wrong with the latest look; nothing if nothing did."""
        if self._trouble is None:
            return []
        return [f"The latest look into the broker failed: {' '.join(str(self._trouble).split())}"]
