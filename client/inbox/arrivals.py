"""What has come to an inbox: the mail that waits to be taken, and a line on all."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from ..exceptions import ClientException
from ..mail.bounded_set import BoundedSet
from ..mail.mail import Mail
from ..mail.store import Store
from ..mail.summary import summary, weight

_MAX_BYTES = 128 * 1024 * 1024
_MAX_LINES = 1000
_MAX_SHOWN = 20
_MAX_IDS = 100_000
_MAX_KEPT = 100
_MAX_KEPT_BYTES = 64 * 1024 * 1024


class Arrivals(Store[Mail]):
    """A store of mail, each mail once. Any thread.

    Attributes:
        ids: of the latest 100,000 that have come, taken or not.
    """

    def __init__(self) -> None:
        super().__init__(_MAX_BYTES)
        self.ids = BoundedSet[str](_MAX_IDS)
        self._lines: dict[int, str] = {}  # of the latest, taken or not
        self._forgotten = 0  # how many came before forget()
        self._kept: deque[Mail] | None = None

    def add(self, mail: Mail) -> bool:
        """Put a mail, unless it has come before, by its id; false if there is no room for it."""
        with self.lock:
            number = self.count
            if mail.id in self.ids:
                return True
            if not self.put([(mail, weight(mail))]):
                return False
            if self.count > number:  # else it is closed
                self._lines[number] = summary(mail)
                self._lines.pop(number - _MAX_LINES, None)
                self._keep(mail)
            if mail.id:  # at the end: what Ctrl-C has kept from being put may come again
                self.ids.add(mail.id)
        return True

    def forget(self, ids: Iterable[object]) -> None:
        """Drop all, lines too; and what has these ids if it comes later, as from a full stream."""
        with self.lock:
            for one in ids:
                if isinstance(one, str):
                    self.ids.add(one)
            self.clear()
            self._lines.clear()
            if self._kept is not None:
                self._kept.clear()
            self._forgotten = self.count

    def keep(self) -> None:
        """Have ``kept`` return what comes from now on: the latest 100, of 64 MiB in all."""
        self._kept = deque(maxlen=_MAX_KEPT)

    def kept(self) -> list[Mail]:
        """What came since ``keep``, taken or not; empty without it."""
        with self.lock:
            return list(self._kept or ())

    def _keep(self, mail: Mail) -> None:
        if self._kept is not None:
            self._kept.append(mail)
            while len(self._kept) > 1 and sum(map(weight, self._kept)) > _MAX_KEPT_BYTES:
                self._kept.popleft()

    @property
    def arrived(self) -> int:
        """How many have come since ``forget``."""
        return self.count - self._forgotten

    def line(self, number: int) -> str:
        """The line on one mail."""
        return self._lines.get(number, "(one of many)")

    def no_room(self) -> str:
        """Say that it is full, and what to do."""
        return (
            f"{len(self)} mails that no wait has returned fill {self.max_bytes >> 20} MiB. "
            "Take them, or clear() the inbox."
        )

    def waiting_lines(self, failures: Mapping[int, ClientException]) -> list[str]:
        """A line for each mail that waits to be taken, the latest of them.

        Args:
            failures: why the body of a mail could not be fetched, by its number.
        """
        waiting, _ = self.since(0)
        lines = [self.line(number) + _unread(failures.get(number)) for number in waiting]
        return _latest(lines, len(lines))

    def all_lines(self) -> list[str]:
        """A line for each mail that came, the latest of them."""
        with self.lock:  # no more than this: Ctrl-C in a comprehension may keep the lock
            known, arrived = list(self._lines.items()), self.arrived
        lines = [line + "  (no wait has returned it)" * (number in self) for number, line in known]
        return _latest(lines, arrived)


def _unread(error: ClientException | None) -> str:
    return "" if error is None else f"  (its body could not be fetched: {error})"


def _latest(lines: list[str], total: int) -> list[str]:
    shown = lines[-_MAX_SHOWN:]
    return [f"({total - len(shown)} earlier ones)"] * (total > len(shown)) + shown
