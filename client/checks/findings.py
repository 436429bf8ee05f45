"""What checks find, and how it is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

_MAX_QUOTED = 160

#: "error": for some readers the mail is broken. "warning": it may be taken for spam, or some
#: readers get less of it than others.
Level = Literal["error", "warning"]
_LEVELS: tuple[Level, ...] = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with a mail. Printed, it is one line.

    Attributes:
        level: ``"error"`` if for some readers the mail is broken; ``"warning"`` if it may be taken
            for spam, or some readers get less of it than others.
        place: where in the mail: ``"headers"``, ``"links"``, ``"part 2 (text/html)"``.
        what: what is wrong there.
        why: why that matters, or what to do.
    """

    level: Level
    place: str
    what: str
    why: str

    def __str__(self) -> str:
        return f"{self.level}: {self.place}: {self.what} ({self.why})"


class Findings(tuple[Finding, ...]):
    """Findings, errors first: a tuple, which prints them a line each. Empty, it counts as false."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "\n".join(map(str, self)) or "no findings"

    __str__ = __repr__


def check_level(level: str) -> None:
    """Raise ``ValueError`` for what is no level."""
    if level not in _LEVELS:
        raise ValueError(f"level must be 'error' or 'warning', not {level!r}")


def worst_first(found: list[Finding], least: Level) -> Findings:
    """Return those of that level or a worse one, errors first, each once."""
    once = dict.fromkeys(found)
    levels = _LEVELS[: _LEVELS.index(least) + 1]
    return Findings(one for level in levels for one in once if one.level == level)


def quoted(text: str) -> str:
    """A text of the mail in quotes, up to 160 characters, with what does not print escaped."""
    return repr(text if len(text) <= _MAX_QUOTED else f"{text[: _MAX_QUOTED - 3]}...")
