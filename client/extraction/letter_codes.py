# ruff: noqa: RUF001 (signs of many languages)
"""Finds codes of letters alone, such as XKQDPR. Pure.

Whoever makes codes of capitals and digits makes some without a digit: of those of six signs one in
seven. But words in capitals are everywhere, so this is only for mails that have no other code, and
a word for a code must stand right before it, with a colon, with "is", or on the line above.
"""

from __future__ import annotations

import re
from itertools import islice

from .candidates import normalise
from .evidence import announces_directly
from .labels import fold, forms, labels
from .other_words import STATES

# The end of its line, or of its sentence, must follow. Groups are of one size.
_CODE = re.compile(
    r"(?<![\w@/.&'-])([A-Z]{4,10}|[A-Z]{3}(?:[- ][A-Z]{3}){1,2}|[A-Z]{4}[- ][A-Z]{4})"
    r"(?=[\"'”’»“」』)\]*]{0,3}(?:[.,;!。、,]?(?:\s|$)))"
)
_STATES = frozenset(forms(STATES))
_READ_BEFORE = 80
_MOST = 100


def letter_codes(text: str) -> list[str]:
    """The codes of letters alone in a text, in order, each once."""
    text = normalise(text)
    folded = fold(text)
    codes: dict[str, None] = {}
    for found in islice(_CODE.finditer(text), _MOST):
        start = max(0, found.start() - _READ_BEFORE)
        before = labels(folded, [(start, found.start())])
        if not before or before[-1].kind not in ("code", "one-time"):
            continue
        if not announces_directly(before[-1], found.start(), found.end(), text):
            continue
        itself = folded[found.start() : found.end()]
        if itself not in _STATES and not labels(itself, [(0, len(itself))]):
            codes[re.sub("[- ]", "", found[0])] = None
    return list(codes)
