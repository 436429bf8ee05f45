"""Bounds of what is about to be sent. A breach is a ``ValueError`` that names the argument.

The generated code checks these before any connection is made.
"""

from __future__ import annotations

from collections.abc import Sized
from typing import Any, NamedTuple


class Bounds(NamedTuple):
    """What the contract asks of one parameter or field. None means: not bounded."""

    required: bool = False  # None is refused
    minimum: float | None = None
    maximum: float | None = None
    min_length: int | None = None  # characters, or items of a list
    max_length: int | None = None
    choices: tuple[Any, ...] = ()  # empty for any
    is_list: bool = False  # anything but a list or a tuple is refused

    def check(self, name: str, value: Any) -> None:
        """Raise ``ValueError`` if the value is outside; None passes unless it is required.

        What is no list, or no number, where one must be, is a ``TypeError``.
        """
        if value is None:
            if self.required:
                raise ValueError(f"{name} is required and must not be None")
            return
        if self.is_list and not isinstance(value, list | tuple):
            raise TypeError(f"{name} must be a list, not {type(value).__name__}")
        if self.choices and value not in self.choices:
            allowed = ", ".join(repr(getattr(choice, "value", choice)) for choice in self.choices)
            raise ValueError(f"{name} must be one of {allowed}, not {value!r}")
        bounded = (self.minimum, self.maximum) != (None, None)
        if bounded and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise TypeError(f"{name} must be a number, not {value!r}")
        if self.minimum is not None and value < self.minimum:
            raise ValueError(f"{name} must be at least {self.minimum}, not {value}")
        if self.maximum is not None and value > self.maximum:
            raise ValueError(f"{name} must be at most {self.maximum}, not {value}")
        if self.min_length is not None and len(value) < self.min_length:
            raise ValueError(f"{name} must have at least {_count(self.min_length, value)}")
        if self.max_length is not None and len(value) > self.max_length:
            raise ValueError(
                f"{name} must have at most {_count(self.max_length, value)}, not {len(value)}"
            )


def _count(number: int, value: Sized) -> str:
    unit = "character" if isinstance(value, str) else "item"
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
