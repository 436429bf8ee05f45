"""What a mail says of itself, on one line. Pure, and quick to import: a stream needs it, too."""

from __future__ import annotations

import re

# Among them all that may break a line: what is decoded must not begin a header of its own.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]++")


def without_controls(text: str) -> str:
    """The text on one line: each run of control characters is a blank."""
    return text if text.isprintable() else _CONTROLS.sub(" ", text)
