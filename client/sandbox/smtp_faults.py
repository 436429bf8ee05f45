"""Faults for those who send mail: answers of SMTP other than 250, and late ones.

`FaultInjection` says what each fault is. All of this belongs to the loop's thread.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

from .event_log import EventLog
from .fault_types import MAX_SMTP_SECONDS, SMTP_STATUSES
from .pauses import Pauses
from .registry import normal_name

_MAX_PLANNED = 1000
_TEXTS = {
    421: "4.3.2 Service not available, closing the connection",
    450: "4.2.1 Mailbox not available now",
    451: "4.3.0 Local error",
    452: "4.2.2 Mailbox full",
    550: "5.1.1 No such mailbox",
    552: "5.3.4 Mail too big",
    554: "5.6.0 Mail refused",
}
assert {*_TEXTS} == {*SMTP_STATUSES}
# What a server says of the whole mail, once it has it.
_AFTER_DATA = (552, 554)
_IN_ADDRESS = re.compile(rf"\+({'|'.join(map(str, SMTP_STATUSES))})@")


@dataclass(slots=True)
class _Fault:
    """Some of the answers to `to`, which is an address, a domain or, if None, anybody."""

    status: int | None
    to: str | None
    count: int | None
    chance: float
    delay: float

    def is_for(self, recipient: str) -> bool:
        """Whether this may come true for a recipient."""
        return self.to is None or self.to in (recipient, recipient.rpartition("@")[2])


@dataclass(frozen=True, slots=True)
class SmtpAnswer:
    """What becomes of a recipient: how long its sender waits, and for what."""

    status: int | None = None
    delay: float = 0.0

    @property
    def is_after_data(self) -> bool:
        """Whether this is said of the whole mail, once it has come."""
        return self.status in _AFTER_DATA


class SmtpFaults:
    """What SMTP answers next.

    Args:
        log: Told of each fault that comes true.
        by_address: Whether mail to ``ada+450@qa.example`` is answered with 450, and so on.
    """

    def __init__(self, log: EventLog, *, by_address: bool) -> None:
        self._log = log
        self._by_address = by_address
        self._planned: list[_Fault] = []
        self._pauses = Pauses()

    def plan(
        self, status: int | None, to: str | None, count: int | None, chance: float, delay: float
    ) -> None:
        """Add a fault to those that are planned.

        Raises:
            ValueError: Too many are planned.
        """
        if len(self._planned) >= _MAX_PLANNED:
            raise ValueError(f"more than {_MAX_PLANNED} calls of smtp_faults")
        name = None if to is None else normal_name(to)
        self._planned.append(_Fault(status, name, count, chance, delay))

    def reset(self) -> None:
        """Forget what is planned, and let go what waits."""
        self._planned.clear()
        self._pauses.end()

    def answer_to(self, recipient: str) -> SmtpAnswer:
        """Take what is to happen to this recipient from what is planned."""
        in_address = _IN_ADDRESS.search(recipient) if self._by_address else None
        status = int(in_address[1]) if in_address else None
        delay = 0.0
        for fault in self._planned.copy():
            is_spent_elsewhere = fault.status is not None and status is not None
            if is_spent_elsewhere or not fault.is_for(recipient):
                continue
            if random.random() >= fault.chance:
                continue
            status, delay = status or fault.status, delay + fault.delay
            if fault.count is not None:
                fault.count -= 1
                if not fault.count:
                    self._planned.remove(fault)
        return SmtpAnswer(status, min(delay, MAX_SMTP_SECONDS))

    async def give(self, answer: SmtpAnswer, recipient: str) -> str | None:
        """Wait as the answer has it, and return its line; None if all is well but for the wait."""
        if answer.delay:
            self._log.add("fault", f"SMTP waits for {answer.delay:g} s", recipient)
            await self._pauses.wait(answer.delay)
        if answer.status is None:
            return None
        line = f"{answer.status} {_TEXTS[answer.status]} (the sandbox was told to say so)"
        self._log.add("fault", f"SMTP answers {line}", recipient)
        return line
