"""Ten thousand mails by SMTP through the sandbox, while the link is cut two hundred times.

The sandbox and its senders run in a process of their own, the stream in this one. For the same
plan again: MAILSAC_SOAK_SEED=...; for a smaller one: MAILSAC_SOAK_MAILS and MAILSAC_SOAK_CUTS.
"""

from __future__ import annotations

import multiprocessing
import os
import secrets
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import pytest
from support.soak import (
    ADDRESSES,
    BOTH,
    DOMAIN,
    planned,
    serve,
)

import client

pytestmark = [pytest.mark.soak, pytest.mark.timeout(900)]

# Read here, because the tests' fixtures hide the environment.
SEED = int(os.environ.get("MAILSAC_SOAK_SEED") or secrets.randbelow(2**32))
MAILS = int(os.environ.get("MAILSAC_SOAK_MAILS") or 10_000)
CUTS = int(os.environ.get("MAILSAC_SOAK_CUTS") or 200)

PROGRESS = 5.0  # seconds between two lines of progress
STALLED = 45.0  # seconds without a mail that count as a loss
QUIET = 4.0  # seconds after the last mail in which none may come twice


class Tally:
    """What has come, and whether it is what was sent."""

    def __init__(self, seed: int, mails: int) -> None:
        self.seed = seed
        self.mails = {mail.number: mail for mail in planned(seed, mails)}
        self.missing = {(m.number, inbox) for m in self.mails.values() for inbox in m.inboxes}
        self.seen: Counter[tuple[int, str]] = Counter()
        self.wrong: list[str] = []

    def take(self, frame: client.EmailMessageWebSocketFrame) -> None:
        email = frame.email
        number, inbox = int(str((email.headers or {})["x-number"])), email.inbox or ""
        self.seen[number, inbox] += 1
        self.missing.discard((number, inbox))
        mail = self.mails.get(number)
        text = (email.text or "").replace("\r\n", "\n").rstrip("\n")
        if (
            mail is None
            or inbox not in mail.inboxes
            or email.subject != f"Mail {number}, größer"
            or text != mail.text(self.seed)
        ):
            self.wrong.append(f"{number} for {inbox}: {email.subject!r}, {text[:60]!r}")

    @property
    def twice(self) -> list[tuple[int, str]]:
        return sorted(key for key, count in self.seen.items() if count > 1)


def test_soak(capsys: pytest.CaptureFixture[str]) -> None:
    def say(text: str) -> None:
        with capsys.disabled():
            print(text, flush=True)

    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs, SEED, MAILS, CUTS), daemon=True)
    say(f"\nsoak: seed {SEED}, {MAILS} mails, {CUTS} cuts")
    process.start()
    theirs.close()
    try:
        soak(pipe, say)
        pipe.send("ended")
        process.join(20)
        assert process.exitcode == 0
    finally:
        process.kill()
        process.join(10)
        pipe.close()


def soak(pipe: Connection, say: Callable[[str], None]) -> None:
    tally, events = Tally(SEED, MAILS), Counter[str]()

    def on_event(event: Any) -> None:
        events[f"{type(event).__name__}{'' if getattr(event, 'complete', True) else ' OPEN'}"] += 1

    configuration = client.Configuration(**pipe.recv())
    policy = client.ReconnectPolicy(initial_delay=0.05, max_delay=0.5, max_short_lived=100)
    with (
        client.ApiClient(configuration) as api_client,
        client.WebSocketsApi(api_client).stream(
            addresses=[*ADDRESSES, BOTH, DOMAIN],
            recover=True,
            reconnect=policy,
            ping_interval=0.5,
            ping_timeout=0.5,
            require_all=True,
            on_event=on_event,
        ) as stream,
    ):
        pipe.send("listening")
        begun = heard = told = time.monotonic()
        sent = cuts = 0
        is_over = False
        while True:
            try:
                tally.take(stream.get(timeout=0.5))
                heard = time.monotonic()
            except TimeoutError:
                pass
            now, stats = time.monotonic(), stream.stats
            while pipe.poll():
                sent, cuts = pipe.recv()
            if now - told >= PROGRESS:
                told = now
                say(f"soak: {now - begun:4.0f} s, {sent} sent, {len(tally.seen)} here, {cuts} cuts")
            if not is_over and not tally.missing and (sent, cuts) == (MAILS, CUTS):
                is_over = True
                pipe.send("over")
            if now - heard > (QUIET if is_over else STALLED):
                break
    lost, twice = sorted(tally.missing), tally.twice
    say(
        f"soak: seed {SEED}: {sent} sent, {tally.seen.total()} received, {len(lost)} lost, "
        f"{len(twice)} twice, {len(tally.wrong)} wrong; {stats.recovered} recovered, "
        f"{stats.duplicates} duplicates dropped, {cuts} cuts, {stats.reconnects} reconnects, "
        f"{heard - begun:.0f} s; events: {dict(events)}"
    )
    assert (lost[:20], twice[:20], tally.wrong[:5]) == ([], [], [])
    assert (sent, cuts) == (MAILS, CUTS)
    assert stats.reconnects > CUTS
