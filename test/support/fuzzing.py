"""Fuzzing: a check is run on example after example for a time, each within a bound.

For longer runs: MAILSAC_FUZZ_SECONDS. What fails is made as small as it may be, and printed.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Literal, NamedTuple, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

T = TypeVar("T")

# Read here, because the tests' fixtures hide the environment.
SECONDS = float(os.environ.get("MAILSAC_FUZZ_SECONDS") or 60)
#: To make a failure small may take Hypothesis five minutes more.
MARKS = [pytest.mark.fuzz, pytest.mark.timeout(SECONDS + 600, method="thread")]
_ROUND = 200
_MAX_SIZE = 1 << 17


class _Hang(BaseException):
    """Passes by what catches every ``Exception``."""


def fuzz(
    what: str,
    examples: st.SearchStrategy[T],
    check: Callable[[T], None],
    within: float,
    capsys: pytest.CaptureFixture[str],
) -> int:
    """Check examples until the time is over, each within so many seconds; print and return how many
    it were."""
    count, begin, has_failed = 0, time.monotonic(), False

    @settings(
        max_examples=_ROUND,
        deadline=None,  # of Hypothesis; ours also ends what hangs
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(examples)
    def one(example: T) -> None:
        nonlocal count, has_failed
        if time.monotonic() > begin + SECONDS and not has_failed:
            return
        count += 1
        try:
            with _bounded(within):
                check(example)
        except BaseException:
            has_failed = True
            raise

    try:
        while time.monotonic() < begin + SECONDS:
            one()
    finally:
        with capsys.disabled():
            print(f"\nfuzz: {count} {what} in {time.monotonic() - begin:.0f} s", flush=True)
    return count


@contextmanager
def _bounded(seconds: float) -> Iterator[None]:
    """End what takes longer, whatever it does: in the main thread a signal comes through."""

    def hang(*_: object) -> None:
        raise _Hang

    former = signal.signal(signal.SIGALRM, hang)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    is_hang = False
    try:
        yield
    except _Hang as error:
        where, frame = [], error.__traceback__
        while frame is not None:
            where.append(f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}")
            frame = frame.tb_next
        is_hang = True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, former)
    assert not is_hang, f"not over after {seconds} s, at {' > '.join(where)}"


class Edit(NamedTuple):
    """One change to some bytes; places and lengths are modulo what there is."""

    kind: Literal["flip", "insert", "replace", "delete", "repeat", "move", "cut"]
    unit: Literal["byte", "line"]
    at: int
    span: int
    filler: bytes
    number: int


def edits(*tokens: bytes, most: int = 6) -> st.SearchStrategy[list[Edit]]:
    """Changes that put in such tokens, or any bytes."""
    filler = st.sampled_from(tokens) | st.binary(min_size=1, max_size=8)
    number = st.integers(1, 300) | st.integers(1, 1 << 16)
    span = st.integers(1, 8) | st.integers(1, 2000)
    kind = st.sampled_from(("flip", "insert", "replace", "delete", "repeat", "move", "cut"))
    one = st.builds(
        Edit,
        kind=kind,
        unit=st.sampled_from(("byte", "byte", "line")),
        at=st.integers(0, 1 << 16),
        span=span,
        filler=filler,
        number=number,
    )
    return st.lists(one, max_size=most)


def mutated(data: bytes, changes: list[Edit]) -> bytes:
    """The data after these changes, of 128 KiB at most."""
    for change in changes:
        start, end = _range(data, change)
        before, part, behind = data[:start], data[start:end], data[end:]
        match change.kind:
            case "flip":
                part = bytes(byte ^ (change.number & 0xFF or 1) for byte in part[:1]) + part[1:]
            case "insert":
                before += change.filler
            case "replace":
                part = change.filler
            case "delete":
                part = b""
            case "repeat":
                part *= min(change.number, 1 + _MAX_SIZE // (len(part) or 1))
            case "move":
                place = change.number % (len(behind) + 1)
                part, behind = b"", behind[:place] + part + behind[place:]
            case "cut":
                part = behind = b""
        data = (before + part + behind)[:_MAX_SIZE]
    return data


def _range(data: bytes, change: Edit) -> tuple[int, int]:
    start = change.at % (len(data) + 1)
    if change.unit == "byte":
        return start, start + change.span
    start, end = data.rfind(b"\n", 0, start) + 1, start
    for _ in range(min(change.span, 8)):
        end = data.find(b"\n", end) + 1 or len(data)
    return start, end


def pieces(data: bytes, places: list[int]) -> list[bytes]:
    """The data, cut at these places."""
    cuts = sorted({place % (len(data) + 1) for place in places} | {0, len(data)})
    return [data[start:end] for start, end in pairwise(cuts)]
