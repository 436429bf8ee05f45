"""What is shown of an object that is not whole yet."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

T = TypeVar("T")


def shown_half_made(describe: Callable[[T], str]) -> Callable[[T], str]:
    """Have a ``__repr__`` never raise for what an object lacks.

    Debuggers and pytest's ``--showlocals`` show objects whose ``__init__`` was broken off.
    """

    @wraps(describe)
    def __repr__(self: T) -> str:  # noqa: N807  # its name in tracebacks
        try:
            return describe(self)
        except AttributeError:
            return f"<{type(self).__name__}, half made>"

    return __repr__
