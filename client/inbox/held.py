"""The mail that an ``Inbox`` has received: what waits to be taken, and a line on all that came."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Set
from operator import itemgetter

from ..mail.bounded_set import Remembered
from ..mail.condition import Condition
from ..mail.mail import Mail, fetch_error, summary, weight

_MAX_LINES = 1000
_MAX_SHOWN = 20
_MAX_REMEMBERED = 100_000


class Held:
    """Mails by the number of their arrival, each mail once. Any thread.

    Attributes:
        changed: told when mail comes; whoever holds its lock keeps all else still.
        count: how many mails have come.
        bytes: roughly what those that wait to be taken hold in memory.
        ids: of the latest 100,000 that have come, taken or not.
        is_told: whether ``tell`` was called; whoever then takes what there is sets it back.
    """

    def __init__(self) -> None:
        self.changed = Condition()
        self.count = 0
        self.bytes = 0
        self.is_told = True
        self.ids = Remembered[str](_MAX_REMEMBERED)
        self._mails: dict[int, tuple[Mail, int]] = {}  # with the weight that is counted
        self._lines: dict[int, str] = {}  # of the latest, taken or not
        self._forgotten = 0  # how many came before forget()

    def __len__(self) -> int:
        return len(self._mails)

    def add(self, mails: Iterable[Mail]) -> None:
        """Take in what has not come before, by its id, and tell those who wait for it."""
        with self.changed.lock:
            for mail in mails:
                if mail.id in self.ids:
                    continue
                self._mails[self.count] = mail, weight(mail)
                self.bytes += weight(mail)
                self._lines[self.count] = summary(mail)
                self.count += 1
                if mail.id:  # at the end: what Ctrl-C has kept from being held may come again
                    self.ids.add(mail.id)
            while len(self._lines) > _MAX_LINES:
                del self._lines[next(iter(self._lines))]
            self.changed.notify_all()

    def tell(self) -> None:
        """Tell those who wait that the web socket has brought something, or has ended."""
        with self.changed.lock:
            self.is_told = True
            self.changed.notify_all()

    def since(self, number: int, besides: Set[int]) -> tuple[list[int], int]:
        """Return the numbers of what came from this one on, and of the others; and the count."""
        with self.changed.lock:
            numbers = list(self._mails)  # in their order; to copy all is faster than to choose
            earlier = sorted(besides & self._mails.keys())
            return earlier + numbers[bisect_left(numbers, number) :], self.count

    def get(self, number: int) -> Mail | None:
        """Return a mail; None if it was taken."""
        mail, _ = self._mails.get(number, (None, 0))
        return mail

    def weigh(self, number: int) -> None:
        """Weigh a mail again: its body may have been fetched."""
        with self.changed.lock:
            if number in self._mails:
                mail, before = self._mails[number]
                self._mails[number] = mail, weight(mail)
                self.bytes += weight(mail) - before

    def take(self, numbers: list[int]) -> list[Mail] | None:
        """Take mails out, all or none; None if another thread has taken one of them."""
        with self.changed.lock:
            if not self._mails.keys() >= set(numbers):
                return None
            taken = list(map(self._mails.pop, numbers))
            self.bytes -= sum(map(itemgetter(1), taken))
        return [mail for mail, _ in taken]

    def forget(self) -> None:
        """Drop all."""
        with self.changed.lock:
            self._mails.clear()
            self._lines.clear()
            self.bytes = 0
            self._forgotten = self.count

    @property
    def arrived(self) -> int:
        """How many have come since ``forget``."""
        return self.count - self._forgotten

    def line(self, number: int) -> str:
        """The line on one mail."""
        return self._lines.get(number, "(one of many)")

    def waiting_lines(self) -> list[str]:
        """A line for each mail that waits to be taken, the latest of them."""
        with self.changed.lock:  # no more than this: Ctrl-C in a comprehension may keep the lock
            held = list(self._mails.items())
        lines = [self.line(n) + _unread(mail) for n, (mail, _) in held]
        return _latest(lines, len(lines))

    def all_lines(self) -> list[str]:
        """A line for each mail that came, the latest of them."""
        with self.changed.lock:
            known, held, arrived = list(self._lines.items()), set(self._mails), self.arrived
        lines = [line + "  (no wait has returned it)" * (number in held) for number, line in known]
        return _latest(lines, arrived)


def _unread(mail: Mail) -> str:
    error = fetch_error(mail)
    return "" if error is None else f"  (its body could not be fetched: {error})"


def _latest(lines: list[str], total: int) -> list[str]:
    shown = lines[-_MAX_SHOWN:]
    return [f"({total - len(shown)} earlier ones)"] * (total > len(shown)) + shown
