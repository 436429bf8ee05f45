"""What a page may offer to do, beside showing mail: whoever serves it says so. Types alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a form."""

    name: str
    label: str
    default: str | int | float
    choices: Sequence[tuple[str, str]] = ()
    """Value and label of each; empty for a number."""
    minimum: float = 0
    maximum: float = 0


@dataclass(frozen=True, slots=True)
class Form:
    """Something that can be asked for."""

    name: str
    label: str
    """What its button says."""
    about: str
    fields: Sequence[Field] = ()


class Control(Protocol):
    """What can be asked for. All of it is called in the loop's thread, and raises ``ValueError``,
    with words for the reader of the page, for what cannot be done."""

    @property
    def samples(self) -> Mapping[str, str]:
        """Mails that can be sent: names, and what they are called on the page."""

    @property
    def faults(self) -> Sequence[Form]:
        """Faults that can be injected."""

    async def send(self, sample: str, to: str) -> None:
        """Send a mail to this address."""

    async def delete(self, keys: Sequence[int]) -> None:
        """Delete mails, by their keys on the page."""

    async def inject(self, fault: str, values: Mapping[str, Any]) -> str:
        """Inject a fault, and say what has happened."""
