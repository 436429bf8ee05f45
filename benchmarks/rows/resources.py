"""What a stream takes of the machine."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

from benchmarks.mails import KB, MB
from benchmarks.measuring import Effort, Figure, Results, Scale, result, rounds, say
from benchmarks.server import path

_SOLO = "benchmarks.solo"
_LARGE = 25 * MB
_AT = 100_000  # mails: the number that the memory of many is compared with
_STREAMS = (1, 50, 100, 150, 200)
_ADDRESSES = (1, 125, 250, 375, 500)
_LINEAR = 1.25  # how much dearer the second half may be, and count as linear
#: As they are shown: of the number, the bytes and the seconds that were measured.
_COSTS = {"threads": 1, "memory in MB": 1e-6, "open time in ms": 1e3}


def memory(port: int, effort: Effort, results: Results) -> None:
    """The peak of one large mail, above the idle process."""
    url = f"ws://127.0.0.1:{port}"
    kinds = {
        "ascii": "one ASCII mail of 25 MB",
        "ascii, fast": "the same, with `[fast]`",
        "emoji": "one mail of 25 MB with an emoji in each text",
        "emoji, fast": "the same, with `[fast]`",
    }
    say("memory")
    warm = url + path(4 * KB, 1)
    work = {}
    for kind in kinds:
        text, _, fast = kind.partition(", ")
        words = ("memory", url + path(_LARGE, 1, kind=text, gap=1000), warm)
        work[kind] = partial(result, _SOLO, *words, *(["--fast"] if fast else []))
    found = rounds(effort.pick(1, 3), work)
    for kind, what in kinds.items():
        figure = Figure(
            "memory",
            f"memory for {what}, above the idle process",
            "its frame",
            "bytes",
            found[kind],
            [_LARGE] * len(found[kind]),
            3.0 if kind == "ascii" else None,
        )
        results.figures.append(figure)


def idle(port: int, effort: Effort, results: Results) -> None:
    """The CPU of a stream on which nothing comes."""
    seconds = effort.pick(10, 60)
    say(f"idle: {seconds} s")
    took = result(_SOLO, "idle", f"ws://127.0.0.1:{port}" + path(0, 0), seconds)
    figure = Figure(
        "idle",
        f"CPU of an idle stream over {seconds} s, with a reader that waits",
        "one core",
        "s",
        [took],
        [float(seconds)],
        0.001,
    )
    results.figures.append(figure)


def many(port: int, effort: Effort, results: Results) -> None:
    """Whether memory grows with the mails that have passed."""
    count = effort.pick(2 * _AT, 10 * _AT)
    say(f"many: {count:,} mails")
    url = f"ws://127.0.0.1:{port}" + path(4 * KB, count)
    at, end = result(_SOLO, "many", url, count, _AT)
    figure = Figure(
        "many",
        f"memory after {count:,} mails of 4 KB",
        f"after {_AT:,}",
        "bytes",
        [end],
        [at],
        1.05,
    )
    results.figures.append(figure)


def scale(port: int, _effort: Effort, results: Results) -> None:
    """How costs grow with the streams of a process, and with the addresses of a stream."""
    url = f"ws://127.0.0.1:{port}" + path(0, 0)
    measured = []
    for what, name, counts in (
        ("streams", "streams in a process", _STREAMS),
        ("addresses", "addresses in a stream", _ADDRESSES),
    ):
        say(f"scale: {name}")
        rows = result(_SOLO, what, url, *counts)
        measured.append([list(values) for values in zip(*rows, strict=True)])
        costs = {
            cost: [value * unit for value in values]
            for (cost, unit), values in zip(_COSTS.items(), measured[-1], strict=True)
        }
        results.scales.append(Scale(name, list(counts), costs))
    (threads, memory, seconds), (*_, by_addresses) = measured
    middle = len(_STREAMS) // 2
    for name, unit, values in (
        ("threads", "threads", threads),
        ("memory", "bytes", memory),
    ):
        steps = [after - before for before, after in pairwise(values)]
        results.figures.append(_linear(f"{name} of the 101st to 200th stream", unit, steps, middle))
    results.figures += [
        _linear("time to open each of them", "s", seconds[1:], middle),
        Figure(
            "scale",
            "time to open a stream with 500 addresses",
            "with 250",
            "s",
            [by_addresses[-1]],
            [by_addresses[middle]],
            2 * _LINEAR,
        ),
    ]


def _linear(work: str, unit: str, values: list[float], middle: int) -> Figure:
    """Compare what the second half costs with what the first does."""
    first, second = sum(values[:middle]), sum(values[middle:])
    return Figure("scale", work, "the 2nd to 100th", unit, [second], [first], _LINEAR)
