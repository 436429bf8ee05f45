"""What it takes to make a model of a mail's bytes."""

from __future__ import annotations

import json
from functools import partial

from benchmarks.mails import KB, prepared
from benchmarks.measuring import Effort, Figure, Results, rounds, say, timed


def models(_port: int, effort: Effort, results: Results) -> None:
    """``from_dict`` beside ``json.loads``; bytes to model beside other models."""
    from benchmarks.rivals import generated, msgspec_decode
    from client import EmailMessageWebSocketFrame
    from client.streaming.messages import parse

    data = prepared(4 * KB)
    parsed = json.loads(data)
    say("models: generating the rival")
    with generated() as generated_decode:
        say("models")
        work = {
            "from_dict": lambda: EmailMessageWebSocketFrame.from_dict(parsed),
            "loads": lambda: json.loads(data),
            "ours": lambda: parse(data.decode()),
            "generated": lambda: generated_decode(data),
            "msgspec": lambda: msgspec_decode(data),
        }
        for one in work.values():
            timed(one, 500)  # warm up
        times = effort.pick(400, 1000)
        turns = {name: partial(timed, one, times) for name, one in work.items()}
        found = rounds(effort.pick(15, 41), turns)
    rates = {name: [1 / seconds for seconds in found[name]] for name in found}
    results.figures += [
        Figure(
            "from_dict",
            "`from_dict` of a mail of 4 KB",
            "`json.loads` of the same bytes",
            "s",
            found["from_dict"],
            found["loads"],
            0.35,
        ),
        Figure(
            "decode",
            "decode of a mail of 4 KB, bytes to model",
            "OpenAPI Generator's own model (pydantic), from our contract",
            "mails/s",
            rates["ours"],
            rates["generated"],
            3.0,
            at_least=True,
        ),
        Figure(
            "decode",
            "decode of a mail of 4 KB, bytes to model",
            "`msgspec` with hand-written structs, as the limit",
            "mails/s",
            rates["ours"],
            rates["msgspec"],
        ),
    ]
