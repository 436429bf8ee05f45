"""Waits of ``AsyncInbox``: how long a mail takes to its wait, and what many of them take."""

from __future__ import annotations

from benchmarks.measuring import Effort, Figure, Results, Scale, result, say

_SOLO = "benchmarks.solo_waits"
_WAITS = (1, 10, 100, 1000)
_INBOXES = (1, 50, 100, 200)
_LINEAR = 1.25  # how much dearer than in proportion it may be, and count as linear
#: As they are shown: of the seconds, the bytes and the number that were measured.
_COSTS = {"push to return in ms": 1e3, "memory in MB": 1e-6, "threads": 1}


def waits(port: int, effort: Effort, results: Results) -> None:
    """How costs grow with the waits of one inbox, and with the inboxes of one loop."""
    found = {}
    for what, name, counts in (
        ("waits", "waits of one `AsyncInbox`", _WAITS),
        ("inboxes", "inboxes that wait in one loop", _INBOXES),
    ):
        say(f"waits: {name}")
        times = effort.pick(1, 3)
        runs = [
            [result(_SOLO, port, count if what == "inboxes" else 1, count) for count in counts]
            for _ in range(times)
        ]
        # By cost, number, round.
        found[what] = [
            [[run[at][cost] for run in runs] for at in range(len(counts))]
            for cost in range(len(_COSTS))
        ]
        costs = {
            cost: [sorted(values)[times // 2] * unit for values in found[what][at]]
            for at, (cost, unit) in enumerate(_COSTS.items())
        }
        results.scales.append(Scale(name, list(counts), costs))
    seconds, _, threads = found["waits"]
    by_inbox, *_ = found["inboxes"]
    results.figures += [
        Figure("waits", *work, ours, theirs, target)
        for work, ours, theirs, target in (
            (
                ("push to return, 1,000 waits of one `AsyncInbox`", "100 waits", "s"),
                seconds[-1],
                seconds[-2],
                10 * _LINEAR,
            ),
            (
                ("threads of 1,000 waits of one `AsyncInbox`", "1 wait", "threads"),
                threads[-1],
                threads[0],
                1.0,
            ),
            (
                ("push to return, 200 inboxes that wait in one loop", "50 inboxes", "s"),
                by_inbox[-1],
                by_inbox[1],
                4 * _LINEAR,
            ),
        )
    ]
