"""Processes that measure, in turns; and the figures that come of it."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_PATIENCE = 300.0  # seconds for one measurement


@dataclass(frozen=True)
class Effort:
    """How long a run may take.

    Attributes:
        quick: whether this is the short version.
    """

    quick: bool

    def pick(self, quick: float, full: float) -> int:
        """Return one of two whole numbers."""
        return int(quick if self.quick else full)


@dataclass
class Figure:
    """One work, measured: ours beside another's, round by round.

    Attributes:
        row: the row of the table that it belongs to.
        work: what is done.
        beside: whose work it is compared with.
        unit: of the raw values.
        ours: our values, one a round.
        theirs: the other's values, of the same rounds.
        target: the bound of the ratio ours / theirs; None if it is only shown.
        at_least: whether the ratio is to reach the target; otherwise it is to stay below.
        note: what a reader should know.
    """

    row: str
    work: str
    beside: str
    unit: str
    ours: list[float]
    theirs: list[float]
    target: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def ratios(self) -> list[float]:
        """Ours to theirs, round by round, so that noise meets both alike."""
        return [our / their for our, their in zip(self.ours, self.theirs, strict=True)]

    @property
    def ratio(self) -> float:
        return statistics.median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The quarter below and the quarter above."""
        return quantile(self.ratios, 0.25), quantile(self.ratios, 0.75)

    @property
    def medians(self) -> tuple[float, float]:
        """Ours, and the other's."""
        return statistics.median(self.ours), statistics.median(self.theirs)

    @property
    def met(self) -> bool | None:
        """Whether the target is met; None without one."""
        if self.target is None:
            return None
        return self.ratio >= self.target if self.at_least else self.ratio <= self.target


@dataclass
class Scale:
    """How costs grow with a number.

    Attributes:
        name: what is counted.
        counts: the numbers that were tried.
        costs: for each cost, by name and unit, its value at each of them.
    """

    name: str
    counts: list[int]
    costs: dict[str, list[float]]


@dataclass
class Results:
    """All that a run has measured."""

    facts: dict[str, str]
    figures: list[Figure] = field(default_factory=list)
    scales: list[Scale] = field(default_factory=list)


def say(text: str) -> None:
    """Tell whoever waits how far we are."""
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


def rounds(count: int, work: Mapping[str, Callable[[], Any]]) -> dict[str, list[Any]]:
    """Do each work once a round, in turns; every other round in the reverse order."""
    found: dict[str, list[Any]] = {name: [] for name in work}
    for number in range(count):
        order = list(work) if number % 2 == 0 else list(reversed(list(work)))
        for name in order:
            found[name].append(work[name]())
    return found


def result(module: str, *words: object) -> Any:
    """Run a program to its end, and return the JSON that it prints."""
    command = [sys.executable, "-m", module, *map(str, words)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, timeout=_PATIENCE, check=True)
    return json.loads(done.stdout)


@contextmanager
def program(module: str, *words: object) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program until the block ends; it is to end with its standard input."""
    command = [sys.executable, "-m", module, *map(str, words)]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        try:
            yield process
        finally:
            assert process.stdin is not None
            process.stdin.close()
            process.wait(10)


def without_fast() -> None:
    """Have the client decode as it does without the extra ``[fast]``. To be called first."""
    sys.modules["msgspec"] = None  # type: ignore[assignment]  # so it cannot be imported
    decoding = import_module("client.decoding")
    del sys.modules["msgspec"]  # others may have it
    if decoding._decode is not decoding._decode_text:
        raise RuntimeError("the client had been imported before")


def timed(work: Callable[[], object], times: int) -> float:
    """Return the seconds that one call takes, on the average of so many."""
    begin = time.perf_counter()
    for _ in range(times):
        work()
    return (time.perf_counter() - begin) / times


def quantile(values: Sequence[float], part: float) -> float:
    """Return the value below which this part of the values lies."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]
