"""What a broker may do: be away, be full, refuse, stall, be set up in another way. Nothing is lost,
and what cannot be mended by waiting is said at once, with the remedy."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.brokers import Place, Server, asked_of, cluster, relaying, run, running, until

import client
from client.relay import Broker, BrokerException, BrokerRefused, Reader, Storage
from client.relay.broker import Connection, connected, ended
from client.relay.errors import BrokerTimeout
from client.relay.pulling import stored
from client.relay.streams import ensured
from client.sandbox import Sandbox

pytestmark = pytest.mark.once


async def made(place: Place, **config: Any) -> None:
    """Make the stream in another way than the relay would."""
    from nats.js import api

    settings = {"storage": api.StorageType.FILE, "subjects": [f"{place.stream}.mail.>"]} | config

    async def ask(connection: Connection) -> object:
        return await connection.js.add_stream(api.StreamConfig(name=place.stream, **settings))

    await asked_of(place.url, ask)


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ({"storage": "memory"}, ["is in memory", "--stream"]),
        ({"retention": "workqueue"}, ["retention workqueue", "--stream"]),
        ({"retention": "interest"}, ["retention interest", "--stream"]),
        ({"max_bytes": 10_000_000}, ["discard old", "--discard=new"]),
        ({"max_msgs": 1000}, ["discard old", "--discard=new"]),
        ({"duplicate_window": 60.0}, ["60 s", "--dupe-window=2m"]),
        ({"subjects": ["orders.>"]}, ["orders.>", "--stream"]),
        ({"max_msgs_per_subject": 10, "discard": "new"}, ["for each inbox", "--stream"]),
    ],
)
def test_a_stream_in_which_mail_would_be_lost_is_refused(
    place: Place, config: dict[str, Any], words: list[str]
) -> None:
    async def main() -> None:
        await made(place, **config)
        with pytest.raises(BrokerRefused) as caught:
            await place.relay().run()
        assert place.stream in str(caught.value)
        for word in words:
            assert word in str(caught.value)

    run(main())


def test_a_stream_that_keeps_mail_is_taken_as_it_is(place: Place) -> None:
    async def main() -> None:
        await made(
            place, max_bytes=10_000_000, discard="new", duplicate_window=600.0, max_age=3600.0
        )
        async with relaying(place.relay()) as relay:
            await place.send(2)
            await until(lambda: relay.statistics.mails == 2)

            async def ask(connection: Connection) -> Any:
                return (await connection.js.stream_info(f"OBJ_{place.stream}")).config

            # What a message names is there for as long as the message is.
            assert (await asked_of(place.url, ask)).max_age >= 3600.0

    run(main())


@pytest.mark.parametrize(("age", "least"), [(3600.0, 2 * 3600.0), (0.0, 0.0)])
def test_an_object_store_that_keeps_large_mail_for_too_short_is_changed(
    place: Place, age: float, least: float
) -> None:
    async def main() -> None:
        async def shorten(connection: Connection) -> object:
            config = (await connection.js.stream_info(f"OBJ_{place.stream}")).config
            config.max_age = 3600.0
            return await connection.js.update_stream(config)

        storage = Storage(stream=place.stream, max_age=age)
        async with connected(Broker(place.url)) as connection:
            await ensured(connection, storage)
            await shorten(connection)
            await ensured(connection, storage)
            config = (await connection.js.stream_info(f"OBJ_{place.stream}")).config
            kept = config.max_age or 0.0
            assert kept > least if least else kept == 0
            assert (config.allow_rollup_hdrs, config.discard) == (True, "new")

    run(main())


@pytest.mark.parametrize(("age", "is_refused"), [(3600.0, False), (0.0, True)])
def test_an_object_store_that_cannot_be_changed_is_told(
    tmp_path: Path, age: float, is_refused: bool, caplog: pytest.LogCaptureFixture
) -> None:
    from nats.js import api

    denied = 'publish: { deny: "$JS.API.STREAM.UPDATE.>" }'
    config = (
        f"authorization {{ users: [ {{ user: u, password: p, permissions: {{ {denied} }} }} ] }}"
    )
    with running(tmp_path, config) as server:

        async def main() -> None:
            url = server.url.replace("//", "//u:p@")
            async with connected(Broker(url)) as connection:
                connection.js = connection.client.jetstream(timeout=0.3)
                subjects = ["$O.TEST.C.>", "$O.TEST.M.>"]
                objects = api.StreamConfig(name="OBJ_TEST", subjects=subjects, max_age=3600.0)
                await connection.js.add_stream(objects)
                storage = Storage(stream="TEST", max_age=age)
                if is_refused:
                    with pytest.raises(BrokerRefused, match=r"OBJ_TEST .* for 3600 s .* ever"):
                        await ensured(connection, storage)
                else:
                    await ensured(connection, storage)
                    assert "OBJ_TEST keeps large mail for 3600 s alone" in caplog.text

        run(main())


def test_subjects_that_another_stream_has_are_refused(place: Place) -> None:
    async def main() -> None:
        taken = Storage(stream=f"{place.stream}-2")

        async def take(connection: Connection) -> object:
            from nats.js import api

            other = api.StreamConfig(name=f"{place.stream}-3", subjects=[f"{taken.stream}.>"])
            return await connection.js.add_stream(other)

        await asked_of(place.url, take)
        with pytest.raises(BrokerRefused, match="--stream"):
            await place.relay(storage=taken).run()

    run(main())


def test_a_broker_without_jetstream_says_so(
    tmp_path: Path, service: tuple[Sandbox, client.ApiClient]
) -> None:
    with running(tmp_path, jetstream=False) as server:
        place = Place(server, *service, "x.example", "TEST")
        with pytest.raises(BrokerException, match="nats-server -js"):
            run(place.relay().run())


def test_nobody_at_the_first_connection_is_an_error(place: Place) -> None:
    with socket.socket() as taken:  # bound, and nobody listens
        taken.bind(("127.0.0.1", 0))
        url = f"nats://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(BrokerException, match="no connection to the broker at nats://127"):
            run(place.relay(Broker(url, connect_timeout=0.5)).run())


def test_mail_waits_while_the_broker_is_away(own_place: Place) -> None:
    async def main() -> None:
        async with relaying(own_place.relay(window=5)) as relay:
            await own_place.send(10)
            await until(lambda: relay.statistics.mails == 10)
            own_place.broker.kill()
            await until(lambda: not relay.statistics.broker_is_up)
            await own_place.send(50, first=10)
            assert "no link to the broker" in relay.statistics.ailments()
            own_place.broker.start()
            await until(lambda: relay.statistics.mails == 60)
        ids = await own_place.ids()
        assert len(ids) == len(set(ids)) == 60

    run(main())


def test_a_full_stream_makes_the_relay_wait(place: Place) -> None:
    async def main() -> None:
        storage = Storage(stream=place.stream, max_bytes=100_000)
        async with relaying(place.relay(storage=storage, window=10)) as relay:
            await place.send(30, size=10_000)
            await until(lambda: "maximum bytes" in relay.statistics.trouble)
            before = await place.count()
            assert 0 < before < 30
            await asked_of(place.url, lambda link: link.js.purge_stream(place.stream))
            await until(lambda: relay.statistics.mails > before)
            while relay.statistics.mails < 30:
                await asked_of(place.url, lambda link: link.js.purge_stream(place.stream))
                await asyncio.sleep(0.1)
            assert relay.statistics.trouble == ""
            assert relay.statistics.duplicates == 0

    run(main())


def test_what_is_too_large_for_a_message_goes_to_the_object_store(
    tmp_path: Path, service: tuple[Sandbox, client.ApiClient]
) -> None:
    service[0].enable_domain("large.example")
    with running(tmp_path, "max_payload: 32KB") as server:
        place = Place(server, *service, "large.example", "TEST")

        async def main() -> None:
            async with relaying(place.relay()) as relay:
                await place.send(1)
                await place.send(2, size=900_000, first=1)
                await place.send(1, size=31_000, first=3)
                await until(lambda: relay.statistics.mails == 4)
                assert relay.statistics.objects == 3
            sizes = []
            async with Reader(place.url, stream=place.stream) as reader:
                for _ in range(4):
                    sizes.append(len((await reader.get(10)).mail.text.strip()))
            assert sorted(sizes) == [20, 31_000, 900_000, 900_000]

        run(main())


def test_a_stream_with_a_limit_of_its_own_has_the_rest_in_the_object_store(place: Place) -> None:
    async def main() -> None:
        await made(place, max_msg_size=20_000, duplicate_window=120.0)
        async with relaying(place.relay()) as relay:
            await place.send(2, size=30_000)
            await until(lambda: relay.statistics.mails == 2)
            assert relay.statistics.objects == 2

    run(main())


def test_a_stream_that_is_deleted_is_waited_for(place: Place) -> None:
    async def main() -> None:
        async with relaying(place.relay()) as relay:
            await asked_of(place.url, lambda link: link.js.delete_stream(place.stream))
            await place.send(1)
            await until(lambda: "is it there" in relay.statistics.trouble)
            await made(place, duplicate_window=120.0)
            await until(lambda: relay.statistics.mails == 1)
            assert await place.count() == 1

    run(main())


class Stalling:
    """Between relay and broker: passes all on, until it is told to pass nothing, nor to close."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self.flows = threading.Event()
        self.flows.set()
        self._sockets: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                near = self._listener.accept()[0]
                far = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                return
            self._sockets += [near, far]
            for ends in ((near, far), (far, near)):
                threading.Thread(target=self._pass, args=ends, daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self.flows.wait()
                target.sendall(data)
        except OSError:
            pass
        for end in (source, target):
            end.close()

    def drop(self) -> None:
        for one in self._sockets:
            one.close()

    def close(self) -> None:
        self._listener.close()
        self.flows.set()
        self.drop()


@pytest.fixture
def stalling(broker: Server) -> Iterator[Stalling]:
    between = Stalling(broker.port)
    yield between
    between.close()


@pytest.mark.slow
def test_a_broker_that_stalls_holds_mail_up_and_loses_none(
    place: Place, stalling: Stalling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.relay.broker._PING_SECONDS", 1)
    monkeypatch.setattr("client.relay.publisher._ACK_SECONDS", 0.5)

    async def main() -> None:
        async with relaying(place.relay(f"nats://127.0.0.1:{stalling.port}", window=20)) as relay:
            await place.send(5)
            await until(lambda: relay.statistics.mails == 5)
            stalling.flows.clear()
            await place.send(40, size=100_000, first=5)
            await until(lambda: not relay.statistics.broker_is_up)
            stalling.flows.set()
            await until(lambda: relay.statistics.mails == 45)
        ids = await place.ids()
        assert len(ids) == len(set(ids)) == 45

    run(main())


@pytest.mark.slow
def test_a_cluster_whose_leader_is_killed(
    tmp_path: Path, service: tuple[Sandbox, client.ApiClient]
) -> None:
    service[0].enable_domain("cluster.example")
    with cluster(tmp_path) as servers:
        url = ",".join(server.url for server in servers)
        place = Place(servers[0], *service, "cluster.example", "TEST")
        storage = Storage(stream="TEST", replicas=3)

        async def main() -> None:
            async with relaying(place.relay(url, storage=storage)) as relay:
                await place.send(50)
                await until(lambda: relay.statistics.mails == 50)
                info = await asked_of(url, lambda link: link.js.stream_info("TEST"))
                leader = info.cluster and info.cluster.leader
                assert leader
                servers[int(leader[1:])].kill()
                await place.send(50, first=50)
                await until(lambda: relay.statistics.mails == 100)
                servers[int(leader[1:])].start()

            async def listed(link: Connection) -> list[str]:
                return [identity async for identity, _, _ in stored(link, "TEST", 0)]

            ids: list[str] = []
            while not ids:  # the cluster may still be choosing who answers
                with contextlib.suppress(BrokerTimeout):
                    ids = await asked_of(url, listed)
            assert len(ids) == len(set(ids)) == 100

        run(main())


def test_ids_are_read_where_the_broker_may_have_forgotten_them(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A relay that comes late, beyond the window, puts nothing there twice."""

    async def main() -> None:
        async with relaying(place.relay()) as relay:
            await place.send(20)
            await until(lambda: relay.statistics.mails == 20)
            # What came to this one late: all that is older than the window is.
            monkeypatch.setattr("client.relay.publisher.Publisher._is_old", lambda *_: True)
            late = place.relay(since=(await _mark(place)))
            seen: list[str] = []
            monkeypatch.setattr("client.relay.session.id_and_inbox", lambda one: seen.append(one))
            await _forget_marks(place)
            async with relaying(late):
                await until(lambda: late.statistics.mails == 20)
                assert late.statistics.duplicates == 20
        assert len(seen) == 20
        assert await place.count() == 20

    run(main())


async def _mark(place: Place) -> Any:
    await place.until_mark()
    mark = await place.mark()
    assert mark is not None
    return mark.received


async def _forget_marks(place: Place) -> None:
    await asked_of(place.url, lambda link: link.js.purge_stream(f"KV_{place.stream}"))


def test_a_mark_that_cannot_be_written_ends_nothing(
    own_place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.relay.broker._CALL_SECONDS", 0.3)

    async def main() -> None:
        process = own_place.broker.process
        assert process is not None
        async with relaying(own_place.relay()) as relay:
            await own_place.until_mark()
            await own_place.send(1)
            await until(lambda: relay.statistics.mails == 1)
            process.send_signal(signal.SIGSTOP)
            os.waitpid(process.pid, os.WUNTRACED)
            relay.stop()
            try:
                await until(lambda: not relay.statistics.is_listening)
            finally:
                process.send_signal(signal.SIGCONT)
        async with relaying(own_place.relay()) as relay:  # looks up what the mark does not tell
            await until(lambda: not relay.statistics.gap_is_open)
        assert await own_place.count() == 1

    run(main())


def test_a_cancellation_that_was_swallowed_is_said_again() -> None:
    async def stubborn() -> None:  # as nats-py is while it flushes
        with contextlib.suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        await asyncio.Event().wait()

    async def main() -> None:
        task = asyncio.create_task(stubborn())
        await asyncio.sleep(0)
        await ended([task])
        assert task.cancelled()

    run(main())
