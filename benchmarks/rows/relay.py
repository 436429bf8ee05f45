"""Mail into a message broker, and out of it. Without nats-server the row is left out."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from benchmarks.brokers import broker
from benchmarks.mails import KB
from benchmarks.measuring import Effort, Figure, Results, Scale, quantile, result, rounds, say
from benchmarks.server import path

_MODULE = "benchmarks.relaying"
_WINDOW = 512  # mails under way
_BARE = "bare `nats-py`, the same bytes and window"
# Size of a mail, its name, mails a round, and our rate as a multiple of theirs.
_SIZES = ((4 * KB, "4 KB", 20_000, 0.7), (32 * KB, "32 KB", 6_000, 0.8))
_READERS = [1, 2, 4, 8]
_SMALL = 2600


def relay(port: int, effort: Effort, results: Results) -> None:
    """Rates beside a bare publisher, waits beside the web socket, readers, memory."""
    if not shutil.which("nats-server") and not Path("/usr/sbin/nats-server").exists():
        say("relay: left out, as nats-server is missing")
        return
    with broker() as url:
        for size, name, many, target in _SIZES:
            say(f"relay: mails of {name}")
            count = effort.pick(many // 4, many)
            socket = f"ws://127.0.0.1:{port}{path(size, count)}"
            work = {
                "ours": partial(result, _MODULE, "relay", socket, url, count, _WINDOW),
                "bare": partial(result, _MODULE, "bare", url, size, count, _WINDOW),
            }
            found = rounds(effort.pick(3, 7), work)
            (ours, our_cpu), (bare, bare_cpu) = (zip(*found[who], strict=True) for who in work)
            results.figures += [
                Figure(
                    "relay",
                    f"web socket to acknowledged, mails of {name}, with `[fast]`",
                    _BARE,
                    "mails/s",
                    [*ours],
                    [*bare],
                    target,
                    at_least=True,
                    note="the bare one reads no socket, and decodes no JSON",
                ),
                Figure(
                    "relay",
                    f"CPU of the process for a mail of {name}",
                    _BARE,
                    "s",
                    [*our_cpu],
                    [*bare_cpu],
                ),
            ]
        say("relay: from SMTP to a wait that is over")
        waits = [result(_MODULE, "delays", url, effort.pick(50, 300)) for _ in range(3)]
        for part, name in ((0.5, "p50"), (0.99, "p99")):
            results.figures.append(
                Figure(
                    "relay",
                    f"SMTP accepted to `wait` over, {name}, from the relay",
                    "from the web socket",
                    "s",
                    [quantile(wait["relay"], part) for wait in waits],
                    [quantile(wait["socket"], part) for wait in waits],
                )
            )
        say("relay: readers")
        count = effort.pick(5_000, 20_000)
        rates = [result(_MODULE, "read", url, count, readers) for readers in _READERS]
        results.scales.append(Scale("readers of one name", _READERS, {"mails/s": rates}))
        say("relay: memory")
        count = effort.pick(20_000, 1_000_000)
        socket = f"ws://127.0.0.1:{port}{path(_SMALL, count)}"
        early, late = result(_MODULE, "many", socket, url, count, count // 4)
        results.figures.append(
            Figure(
                "relay",
                f"memory of a relay after {count:,} mails",
                f"after {count // 4:,}",
                "bytes",
                [late],
                [early],
                1.05,
            )
        )
