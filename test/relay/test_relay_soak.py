"""Mail by SMTP through sandbox, relays and brokers to readers, while all these are cut and killed.

``tox -e soak`` runs it. For the same plan again: MAILSAC_SOAK_SEED=...; for a smaller one:
MAILSAC_SOAK_MAILS, MAILSAC_SOAK_CUTS (of the web socket), MAILSAC_SOAK_KILLS (of a relay) and
MAILSAC_SOAK_RESTARTS (of a broker).
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import random
import secrets
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from support.brokers import Server, asked_of, cluster, running
from support.commands import command, environment
from support.soak import ADDRESSES, BOTH, DOMAIN, planned, serve

from client.relay import Broker, BrokerException, Reader
from client.relay.broker import connected
from client.relay.pulling import stored

pytestmark = [pytest.mark.soak, pytest.mark.timeout(1800)]

# Read here, because the tests' fixtures hide the environment.
SEED = int(os.environ.get("MAILSAC_SOAK_SEED") or secrets.randbelow(2**32))
MAILS = int(os.environ.get("MAILSAC_SOAK_MAILS") or 10_000)
CUTS = int(os.environ.get("MAILSAC_SOAK_CUTS") or 50)
KILLS = int(os.environ.get("MAILSAC_SOAK_KILLS") or 20)
RESTARTS = int(os.environ.get("MAILSAC_SOAK_RESTARTS") or 10)

PROGRESS = 5.0  # seconds between two lines of progress
STALLED = 90.0  # seconds without a mail that count as a loss
QUIET = 5.0  # seconds after the last mail in which none may come twice

Key = tuple[int, str]


class Relays:
    """Processes of ``mailsac relay``, each of which is started again when it was killed."""

    def __init__(self, settings: dict[str, Any], url: str, folder: Path, *more: str) -> None:
        self._env = environment(
            MAILSAC_API_URL=settings["host"],
            MAILSAC_SOCKET_URL=settings["socket_url"],
            MAILSAC_API_KEY=settings["api_key"],
            MAILSAC_CA_FILE=settings["ssl_ca_cert"],
            MAILSAC_RELAY_URL=url,
        )
        self._args = ["relay", *ADDRESSES, BOTH, DOMAIN, *more]
        self._folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
        self.ended: Counter[int] = Counter()  # by status

    def start(self) -> None:
        with (self._folder / "relays.log").open("ab") as log:
            self.running.append(
                subprocess.Popen(command(*self._args), env=self._env, stdout=log, stderr=log)
            )

    def kill(self) -> None:
        """The first; ``watch`` starts it again."""
        self.running[0].kill()
        self.running[0].wait(10)

    async def watch(self) -> None:
        """Start again what has ended, as a supervisor does."""
        while True:
            for process in list(self.running):
                if (status := process.poll()) is not None:
                    self.ended[status] += 1
                    self.running.remove(process)
                    self.start()
            await asyncio.sleep(0.1)

    def end(self) -> list[int]:
        """End them as they should end; return their statuses."""
        for process in self.running:
            process.send_signal(signal.SIGTERM)
        return [process.wait(30) for process in self.running]

    def log(self) -> str:
        return (self._folder / "relays.log").read_text(errors="replace")[-3000:]


class Tally:
    """What readers have got, and whether that is what was sent."""

    def __init__(self) -> None:
        self.mails = {mail.number: mail for mail in planned(SEED, MAILS)}
        self.missing = {(m.number, inbox) for m in self.mails.values() for inbox in m.inboxes}
        self.seen: Counter[Key] = Counter()
        self.wrong: list[str] = []
        self.heard = time.monotonic()

    def take(self, email: Any) -> None:
        number, inbox = int(str((email.headers or {})["x-number"])), email.inbox or ""
        self.heard = time.monotonic()
        self.seen[number, inbox] += 1
        self.missing.discard((number, inbox))
        text = (email.text or "").replace("\r\n", "\n").rstrip("\n")
        if text != self.mails[number].text(SEED):
            self.wrong.append(f"{number} for {inbox}: {text[:60]!r}")

    @property
    def twice(self) -> list[Key]:
        return sorted(key for key, count in self.seen.items() if count > 1)


async def read(reader: Reader, tally: Tally) -> None:
    async for delivery in reader:
        tally.take(delivery.frame.email)
        with contextlib.suppress(BrokerException):  # the link is lost: this reader remembers
            await delivery.ack()


async def unrest(count: int, tally: Tally, trouble: Callable[[], Awaitable[None]]) -> None:
    """Make trouble so often, spread over the first nine tenths of the mails."""
    for number in range(count):
        while len(tally.seen) < MAILS * 0.9 * number / count:
            await asyncio.sleep(0.05)
        await asyncio.sleep(random.random() * 0.5)
        await trouble()


async def soaked(
    pipe: Connection,
    url: str,
    relays: Relays,
    troubles: list[tuple[int, Callable[[], Awaitable[None]]]],
    say: Callable[[str], None],
    stack: contextlib.AsyncExitStack,
) -> None:
    # Each reader gets all. Of those that share a name, another may get a mail again whose
    # acknowledgement a broker that was killed has forgotten.
    tally, other = Tally(), Tally()
    relays.start()
    begun = time.monotonic()
    async with connected(Broker(url)) as connection:
        while True:  # until the relay has made the stream, and listens
            with contextlib.suppress(Exception):
                bucket = await connection.js.key_value("MAILSAC")
                if await bucket.keys():
                    break
            assert time.monotonic() - begun < 60, relays.log()
            await asyncio.sleep(0.1)
    pipe.send("listening")
    tallies = {"one": tally, "other": other}
    opened = [
        await stack.enter_async_context(Reader(url, durable=name, ack_wait=10)) for name in tallies
    ]
    readers = [
        asyncio.create_task(read(*both)) for both in zip(opened, tallies.values(), strict=True)
    ]
    readers.append(asyncio.create_task(relays.watch()))
    chaos = [asyncio.create_task(unrest(count, tally, trouble)) for count, trouble in troubles]
    told, sent, cuts, is_over = time.monotonic(), 0, 0, False
    try:
        while True:
            await asyncio.sleep(0.2)
            while pipe.poll():
                sent, cuts = pipe.recv()
            now = time.monotonic()
            if now - told > PROGRESS:
                told = now
                say(f"soak: {now - begun:4.0f} s, {sent} sent, {len(tally.seen)} here, {cuts} cuts")
            for task in [*readers, *chaos]:
                if task.done():
                    task.result()
            done = all(task.done() for task in chaos) and not tally.missing | other.missing
            if not is_over and done and (sent, cuts) == (MAILS, CUTS):
                is_over = True
                pipe.send("over")
            if now - max(tally.heard, other.heard) > (QUIET if is_over else STALLED):
                break
    finally:
        for task in [*readers, *chaos]:
            task.cancel()
        await asyncio.wait([*readers, *chaos], timeout=10)
    statuses = relays.end()
    pipe.send("ended")

    async def listed(link: Any) -> list[str]:
        return [identity async for identity, _, _ in stored(link, "MAILSAC", 0)]

    ids = await asked_of(url, listed)
    lost, twice = sorted(tally.missing | other.missing), tally.twice + other.twice
    wrong = tally.wrong + other.wrong
    say(
        f"soak: seed {SEED}: {sent} sent, {len(tally.seen)} received, {len(lost)} lost, "
        f"{len(twice)} twice at the readers, {len(ids) - len(set(ids))} twice in the stream, "
        f"{len(wrong)} wrong; {cuts} cuts, {[count for count, _ in troubles]} troubles, "
        f"relays ended: {dict(relays.ended)}, "
        f"{tally.heard - begun:.0f} s"
    )
    assert (lost[:20], twice[:20], wrong[:5]) == ([], [], [])
    assert len(ids) == len(set(ids)) == MAILS
    assert statuses == [0] * len(statuses), relays.log()


def assert_nothing_is_lost(
    folder: Path,
    url: str,
    capsys: pytest.CaptureFixture[str],
    troubles: Callable[[Relays], list[tuple[int, Callable[[], Awaitable[None]]]]],
    *more: str,
    relays: int = 1,
) -> None:
    def say(text: str) -> None:
        with capsys.disabled():
            print(text, flush=True)

    context = multiprocessing.get_context("spawn")
    pipe, theirs = context.Pipe()
    service = context.Process(target=serve, args=(theirs, SEED, MAILS, CUTS), daemon=True)
    say(f"\nsoak: seed {SEED}, {MAILS} mails, {CUTS} cuts")
    service.start()
    theirs.close()
    group = Relays(pipe.recv(), url, folder, *more)

    async def whole() -> None:
        async with contextlib.AsyncExitStack() as stack:
            await soaked(pipe, url, group, troubles(group), say, stack)

    try:
        for _ in range(relays - 1):
            group.start()
        asyncio.run(whole())
        service.join(20)
        assert service.exitcode == 0
    finally:
        for process in group.running:
            process.kill()
            process.wait(10)
        service.kill()
        service.join(10)
        pipe.close()


def restarting(broker: Server) -> Callable[[], Awaitable[None]]:
    async def restart() -> None:
        await asyncio.to_thread(broker.kill)
        await asyncio.sleep(random.random())
        await asyncio.to_thread(broker.start)

    return restart


def killing(relays: Relays) -> Callable[[], Awaitable[None]]:
    async def kill() -> None:
        await asyncio.to_thread(relays.kill)

    return kill


def test_one_relay_and_one_broker(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with running(tmp_path, "max_payload: 512KB") as broker:
        assert_nothing_is_lost(
            tmp_path,
            broker.url,
            capsys,
            lambda relays: [(KILLS, killing(relays)), (RESTARTS, restarting(broker))],
        )


def test_two_relays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with running(tmp_path) as broker:
        assert_nothing_is_lost(
            tmp_path, broker.url, capsys, lambda both: [(KILLS, killing(both))], relays=2
        )


def test_a_cluster_whose_leader_is_killed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with cluster(tmp_path) as servers:
        url = ",".join(server.url for server in servers)

        async def kill_leader() -> None:
            try:
                info = await asked_of(url, lambda link: link.js.stream_info("MAILSAC"))
            except Exception:
                return  # it has none just now
            leader = info.cluster and info.cluster.leader
            if leader:
                await restarting(servers[int(leader[1:])])()

        troubles = [(RESTARTS, kill_leader)]
        assert_nothing_is_lost(tmp_path, url, capsys, lambda _: [*troubles], "--replicas", "3")
