"""Real brokers for the tests of the relay: Debian's nats-server, on free ports."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest

import client
from client.relay import Relay, Storage
from client.relay.broker import Broker, Connection, connected
from client.relay.marks import read_marks
from client.relay.progress import Mark
from client.relay.pulling import stored
from client.sandbox import Sandbox
from support.mails import Sender

T = TypeVar("T")

_START_SECONDS = 20.0


def program() -> str:
    """The path of nats-server. Without it a test is skipped, but fails in CI."""
    found = shutil.which("nats-server") or "/usr/sbin/nats-server"
    if not os.path.exists(found):
        if os.environ.get("CI"):
            pytest.fail("nats-server is missing")
        pytest.skip("nats-server is missing: apt-get install nats-server")
    return found


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


class Server:
    """One nats-server, with a folder of its own, that can be killed and started again.

    Args:
        config: more lines for its configuration file.
    """

    def __init__(
        self, folder: Path, config: str = "", *, jetstream: bool = True, name: str = "one"
    ) -> None:
        self.port = free_port()
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._config = folder / "nats.conf"
        store = f'jetstream {{ store_dir: "{folder}/store" }}' if jetstream else ""
        self._config.write_text(
            f'listen: "127.0.0.1:{self.port}"\nserver_name: {name}\n{store}\n{config}\n'
        )
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [program(), "-c", str(self._config)], stdout=log, stderr=log
            )
        end = time.monotonic() + _START_SECONDS
        while not self._answers():
            assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
            assert time.monotonic() < end, "nats-server does not listen"
            time.sleep(0.02)

    def kill(self) -> None:
        """End it as a power cut would end it."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(10)
            self.process = None

    def restart(self) -> None:
        self.kill()
        self.start()

    def allow(self, denied: str) -> None:
        """Take out of its configuration what forbids something, while it runs."""
        assert self.process is not None
        self._config.write_text(self._config.read_text().replace(denied, ""))
        self.process.send_signal(signal.SIGHUP)

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), 1) as link:
                return bool(link.recv(4) == b"INFO")
        except OSError:
            return False


@contextlib.contextmanager
def running(folder: Path, config: str = "", *, jetstream: bool = True) -> Iterator[Server]:
    server = Server(folder, config, jetstream=jetstream)
    server.start()
    try:
        yield server
    finally:
        server.kill()


async def _led(url: str) -> None:
    """Wait until a cluster has chosen who leads it."""
    async with connected(Broker(url)) as connection:
        js = connection.client.jetstream(timeout=1)
        for _ in range(40):
            with contextlib.suppress(Exception):
                await js.account_info()
                return
            await asyncio.sleep(0.1)
        raise AssertionError("the cluster has no leader")


@contextlib.contextmanager
def cluster(folder: Path) -> Iterator[list[Server]]:
    """Three brokers that are one."""
    ports = [free_port() for _ in range(3)]
    routes = ", ".join(f'"nats://127.0.0.1:{port}"' for port in ports)
    servers = []
    for number, port in enumerate(ports):
        config = f'cluster {{ name: c, listen: "127.0.0.1:{port}", routes: [{routes}] }}'
        servers.append(Server(folder / str(number), config, name=f"n{number}"))
    try:
        for server in servers:
            server.start()
        asyncio.run(_led(servers[0].url))
        yield servers
    finally:
        for server in servers:
            server.kill()


def run(main: Coroutine[Any, Any, T], seconds: float = 50) -> T:
    """Run it in a loop of its own, within a time, and leave no task behind."""

    async def whole() -> T:
        result = await asyncio.wait_for(main, seconds)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        if others:
            await asyncio.wait(others, timeout=2)
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return result

    return asyncio.run(whole())


async def until(happened: Callable[[], object], seconds: float = 20) -> None:
    """Wait until it is so."""
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it does not happen"
        await asyncio.sleep(0.01)


@contextlib.asynccontextmanager
async def relaying(relay: Relay) -> Any:
    """Run a relay; it is stopped in the end, and what it raised is raised."""
    task = asyncio.create_task(relay.run())
    try:
        await until(lambda: relay.statistics.is_listening or task.done())
        if task.done():
            task.result()
        yield relay
    finally:
        relay.stop()
        await asyncio.wait_for(task, 20)


@dataclass(frozen=True)
class Place:
    """A domain of its own in the sandbox, and a stream of its own in a broker."""

    broker: Server
    sandbox: Sandbox
    api: client.ApiClient
    domain: str
    stream: str

    @property
    def url(self) -> str:
        return self.broker.url

    def relay(self, url: str | Broker | None = None, **settings: Any) -> Relay:
        settings = {"storage": Storage(stream=self.stream), "api_client": self.api, **settings}
        return Relay(settings.pop("addresses", self.domain), url or self.url, **settings)

    async def send(self, count: int, *, size: int = 20, first: int = 0) -> None:
        """Send mails, to as many inboxes: ``u0``, ``u1``..."""

        def sending() -> None:
            sender = Sender(self.sandbox)
            for number in range(first, first + count):
                sender.send(f"u{number}@{self.domain}", f"mail {number}", "x" * size)
            sender.close()

        await asyncio.to_thread(sending)

    async def count(self) -> int:
        """How many messages the stream has."""

        async def ask(connection: Connection) -> int:
            messages: int = (await connection.js.stream_info(self.stream)).state.messages
            return messages

        return await asked_of(self.url, ask)

    async def ids(self) -> list[str]:
        """The ids of all messages of the stream, in their order."""

        async def ask(connection: Connection) -> list[str]:
            return [identity async for identity, _, _ in stored(connection, self.stream, 0)]

        return await asked_of(self.url, ask)

    async def mark(self) -> Mark | None:
        """How far the domain is complete."""

        async def ask(connection: Connection) -> Mark | None:
            bucket = await connection.js.key_value(self.stream)
            return (await read_marks(connection, bucket, [self.domain])).get(self.domain)

        return await asked_of(self.url, ask)

    async def until_mark(self) -> None:
        """Wait until there is one."""
        for _ in range(200):
            with contextlib.suppress(Exception):  # there is no bucket yet
                if await self.mark() is not None:
                    return
            await asyncio.sleep(0.05)
        raise AssertionError("there is no mark")


async def asked_of(url: str, ask: Callable[[Connection], Awaitable[T]]) -> T:
    """Ask a broker something, over a connection of its own."""
    async with connected(Broker(url)) as connection:
        return await ask(connection)
