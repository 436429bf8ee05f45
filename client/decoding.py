"""JSON to Python values: by msgspec where it is installed (extra ``[fast]``), else by ``json``.

To be imported only when there is something to decode: msgspec takes some 20 ms to import.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

_MAX_NESTING = 100  # levels; the contract has five
_CONTAINERS = frozenset((dict, list))
_raw_decode = json.JSONDecoder().raw_decode


def _decode_text(text: str) -> Any:
    """Decode JSON without blanks at its ends. Of bytes it makes a TypeError."""
    data, end = _raw_decode(text)
    if end != len(text):
        raise ValueError("there is more")
    return data


_decode: Callable[[Any], Any] = _decode_text
try:
    from msgspec import DecodeError
    from msgspec.json import Decoder
except ModuleNotFoundError:
    pass
else:
    # True from 0.21 on. Who installed an older one did not ask us to use it: it raises other
    # errors, and some read numbers wrongly.
    if issubclass(DecodeError, ValueError):
        _decode = Decoder().decode


def loads(text: str | bytes) -> Any:
    """As ``json.loads``, errors and all, but faster; more than 100 levels are a ValueError.

    What is nested deeper could be decoded, but then raise a RecursionError where it is shown,
    compared or copied. Any thread.

    What the first try refuses, ``json.loads`` looks at again: it takes more, such as NaN, lone
    surrogates and UTF-16. What both take, both read alike. (Before Python 3.14, JSON that is nested
    100,000 deep can crash a thread with a small stack: of 2.5 MB and less with msgspec, of 1 MB and
    less with ``json``.)
    """
    try:
        data = _decode(text)
    except (ValueError, TypeError):
        data = json.loads(text)
    openings = ("[", "{") if isinstance(text, str) else (b"[", b"{")
    # To count is next to nothing, and all that most answers need.
    if sum(map(text.count, openings)) > _MAX_NESTING and _is_deep(data):  # type: ignore[arg-type]  # of its own kind
        raise ValueError("nested too deep")
    return data


def loads_only(kind: type) -> Callable[[str], Any]:
    """Return ``loads``, but quicker for objects of one type, a ``TypedDict``, with msgspec.

    Of such an object it makes the keys of the type alone, and looks at the rest, which may be
    nested too deep or have a number with too many digits for Python, only to see that it is JSON.
    """
    if _decode is _decode_text:
        return loads
    decode: Callable[[str], Any] = Decoder(kind).decode

    def decode_some(text: str) -> Any:
        try:
            return decode(text)
        except (ValueError, TypeError, RecursionError):  # of another type, for one
            return loads(text)

    return decode_some


def _is_deep(data: object) -> bool:
    # In one expression for each level: a list of 1,000 mails has some 20,000 values.
    level: list[Any] = [data] if type(data) in _CONTAINERS else []
    for _ in range(_MAX_NESTING):
        if not level:
            return False
        level = [
            value
            for one in level
            for value in (one.values() if type(one) is dict else one)
            if type(value) in _CONTAINERS
        ]
    return bool(level)
