"""What a message says of texts that strangers wrote: cut, on one line, without controls."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..exceptions import printable

_MAX_SHOWN = 10
_MAX_CHARACTERS = 200


def shown(text: str) -> str:
    """The text on one line, cut, and escaped where it is not printable."""
    text = printable(" ".join(text[: 2 * _MAX_CHARACTERS].split()))
    return text if len(text) <= _MAX_CHARACTERS else text[: _MAX_CHARACTERS - 3] + "..."


def listed(items: Sequence[str]) -> str:
    """The first ten of them, a line each, and how many more there are."""
    lines = [f"  {shown(item)}" for item in items[:_MAX_SHOWN]]
    if len(items) > _MAX_SHOWN:
        lines.append(f"  and {len(items) - _MAX_SHOWN} more")
    return "\n".join(lines)


def source(pattern: str | re.Pattern[str]) -> str:
    """The text of a pattern."""
    return pattern if isinstance(pattern, str) else pattern.pattern
