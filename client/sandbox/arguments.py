"""Checks of what a user of the sandbox gives."""

from __future__ import annotations

from types import NoneType


def check_type(name: str, value: object, *kinds: type) -> None:
    """Raise ``TypeError`` for an argument of another type than these, by its name."""
    if not isinstance(value, kinds) or isinstance(value, bool):
        names = " or ".join("None" if kind is NoneType else kind.__name__ for kind in kinds)
        raise TypeError(f"{name} must be of type {names}, not {value!r}")


def check(is_good: bool, message: str) -> None:
    """Raise ``ValueError`` with this message, unless all is good."""
    if not is_good:
        raise ValueError(message)
