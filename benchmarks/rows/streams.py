"""How fast mail comes off a stream."""

from __future__ import annotations

from functools import partial
from itertools import product

from benchmarks.mails import KB, MB
from benchmarks.measuring import Effort, Figure, Results, quantile, result, rounds, say
from benchmarks.server import path

_CONTESTANTS = "benchmarks.contestants"
# Size of a mail, its name, mails a round for the slow contestant and for the others.
_SIZES = (
    (4 * KB, "4 KB", 800, 30_000),
    (32 * KB, "32 KB", 120, 8_000),
    (8 * MB, "8 MB", 3, 40),
)
_BEHIND = 10_000  # mails
_SLOW = "websocket-client"
_OURS = {"client": "`stream()`, typed", "client, fast": "`stream()`, typed, with `[fast]`"}
_LOOPS = {
    _SLOW: "`websocket-client` with `json.loads(ws.recv())`",
    "websocket-client, unchecked": "`websocket-client`, its check of UTF-8 off, with `json.loads`",
    "websockets": "`websockets` sync loop with `json.loads`",
    "picows": "`picows` with `json.loads`",
}
# Our rate as a multiple of theirs, for each size. Other ratios are only shown.
_TARGETS = {
    ("client", _SLOW): (30.0, 50.0, 50.0),
    ("client", "websockets"): (1.1, 1.1, 1.1),
    ("client", "picows"): (0.8, 0.8, 0.8),
}


def stream(port: int, effort: Effort, results: Results) -> None:
    """Mails per second, beside the loops that a user would write."""
    for at, (size, name, slow, fast) in enumerate(_SIZES):
        say(f"stream: mails of {name}")
        counts = {who: slow if who == _SLOW else fast for who in (*_OURS, *_LOOPS)}
        if effort.quick:
            counts = {who: max(count // 3, 3) for who, count in counts.items()}
        work = {who: partial(_rate, port, who, size, count) for who, count in counts.items()}
        found = rounds(effort.pick(3, 9), work)
        for (ours, what), (theirs, loop) in product(_OURS.items(), _LOOPS.items()):
            targets = _TARGETS.get((ours, theirs))
            figure = Figure(
                "stream",
                f"{what}, mails of {name}",
                loop,
                "mails/s",
                found[ours],
                found[theirs],
                targets[at] if targets else None,
                at_least=True,
            )
            results.figures.append(figure)


def fragments(port: int, effort: Effort, results: Results) -> None:
    """A large mail in many fragments."""
    say("fragments")
    size, count = 20 * MB, effort.pick(3, 6)
    work = {
        name: partial(_rate, port, "client", size, count, piece)
        for name, piece in (("fragments", 4 * KB), ("whole", 0))
    }
    found = {
        name: [1 / rate for rate in rates]
        for name, rates in rounds(effort.pick(3, 7), work).items()
    }
    figure = Figure(
        "fragments",
        "20 MB in 4 KB fragments",
        "one frame of 20 MB",
        "s",
        found["fragments"],
        found["whole"],
        1.5,
    )
    results.figures.append(figure)


def search(port: int, effort: Effort, results: Results) -> None:
    """One mail behind many others, all of them received."""
    say(f"search: behind {_BEHIND:,} mails")
    url = f"ws://127.0.0.1:{port}" + path(4 * KB, _BEHIND + 1)
    work = {"both": partial(result, "benchmarks.solo", "search", url, _BEHIND)}
    found, read = zip(*rounds(effort.pick(3, 9), work)["both"], strict=True)
    figure = Figure(
        "search",
        f"`wait_for` a mail behind {_BEHIND:,} others",
        "reading these",
        "s",
        list(found),
        list(read),
        3.0,
    )
    results.figures.append(figure)


def _rate(port: int, who: str, size: int, count: int, piece: int = 0) -> float:
    url = f"ws://127.0.0.1:{port}"
    warm = path(4 * KB, 200)
    words = (url + path(size, count, piece=piece), count, url + warm, 200)
    return float(result(_CONTESTANTS, who, "rate", *words))


def delays(port: int, effort: Effort, results: Results) -> None:
    """From the server's write to the mail in hand, with time between the mails."""
    say("delays")
    bare = "a blocking `websocket-client` read with the check off"
    # The target is for the first; the second does as much as ours, but for the types.
    others = {
        "websocket-client, text": (bare, 1.5),
        "websocket-client, unchecked": (f"{bare}, then `json.loads`", None),
    }
    count = effort.pick(300, 1000)
    url = f"ws://127.0.0.1:{port}" + path(4 * KB, count, gap=4)
    work = {
        who: partial(result, _CONTESTANTS, who, "delays", url, count) for who in ("client", *others)
    }
    found = rounds(effort.pick(3, 7), work)
    for part, name in ((0.5, "p50"), (0.99, "p99")):
        at = {
            who: [quantile(one[count // 10 :], part) for one in delays]
            for who, delays in found.items()
        }
        for who, (beside, target) in others.items():
            what = f"socket write to frame in hand, typed, idle, {name}"
            results.figures.append(
                Figure("delays", what, beside, "s", at["client"], at[who], target)
            )
