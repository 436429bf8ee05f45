"""Counts what tests do that are driven by the contract. For conftest.py, so it needs nothing."""

from __future__ import annotations

from collections import Counter

#: How often each operation was exercised, by kind.
EXERCISED: dict[str, Counter[str]] = {}


def exercised(kind: str, operation: str) -> None:
    EXERCISED.setdefault(kind, Counter())[operation] += 1
