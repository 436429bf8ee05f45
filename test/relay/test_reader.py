"""Readers of a relay's stream: shared work, answers, replay, in asyncio and in threads."""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.brokers import Place, asked_of, relaying, run, running, until

import client
from client.exceptions import StreamClosedException
from client.relay import BrokerException, BrokerRefused, BrokerTimeout, Reader, ThreadReader
from client.relay.broker import Connection
from client.sandbox import Sandbox

pytestmark = pytest.mark.once


async def filled(place: Place, count: int, *, size: int = 20) -> None:
    """Put mails into the stream."""
    async with relaying(place.relay()) as relay:
        await place.send(count, size=size)
        await until(lambda: relay.statistics.mails == count)


async def drained(reader: Reader) -> list[str]:
    """Read and acknowledge until nothing comes; return the subjects."""
    found: list[str] = []
    while True:
        try:
            delivery = await reader.get(1)
        except BrokerTimeout:
            return found
        await delivery.ack()
        found.append(delivery.mail.subject)


def test_readers_of_one_name_share_the_work(place: Place) -> None:
    async def main() -> None:
        await filled(place, 60)
        settings = {"durable": "archive", "stream": place.stream, "prefetch": 4}
        async with (
            Reader(place.url, **settings) as one,  # type: ignore[arg-type]  # of several types
            Reader(place.url, **settings) as two,  # type: ignore[arg-type]  # of several types
            Reader(place.url, durable="other", stream=place.stream) as other,
        ):
            found = await asyncio.gather(drained(one), drained(two), drained(other))
        assert Counter(found[0] + found[1]) == Counter(found[2])
        assert len(set(found[2])) == 60
        assert found[0]
        assert found[1]
        async with Reader(place.url, **settings) as again:  # type: ignore[arg-type]  # of several types
            assert await drained(again) == []

    run(main())


def test_mail_is_typed_and_whole(place: Place) -> None:
    async def main() -> None:
        await filled(place, 1)
        async with Reader(place.url, stream=place.stream) as reader:
            delivery = await reader.get(5)
        assert delivery.frame.email.inbox == delivery.mail.inbox == f"u0@{place.domain}"
        assert delivery.mail.text.strip() == "x" * 20
        assert delivery.mail.raw_bytes().startswith(b"Received: ") or delivery.mail.raw
        assert (delivery.sequence, delivery.tries) == (1, 1)
        assert abs((datetime.now(UTC) - delivery.stored).total_seconds()) < 60

    run(main())


def test_nak_term_and_what_is_not_acknowledged(place: Place) -> None:
    async def main() -> None:
        await filled(place, 3)
        async with Reader(place.url, durable="d", stream=place.stream, ack_wait=1) as reader:
            first = await reader.get(5)
            begun = time.monotonic()
            await first.nak(0.5)
            await (await reader.get(5)).term()
            third = await reader.get(5)
            again = await reader.get(5)
            assert (again.sequence, again.tries) == (first.sequence, 2)
            assert time.monotonic() - begun >= 0.4
            await again.ack()
            forgotten = await reader.get(5)  # after ack_wait
            assert (forgotten.sequence, forgotten.tries) == (third.sequence, 2)
            await forgotten.ack()
            assert await drained(reader) == []

    run(main())


def test_what_came_again_before_its_ack_is_not_read_twice(place: Place) -> None:
    async def main() -> None:
        await filled(place, 2)
        async with Reader(place.url, durable="d", stream=place.stream, ack_wait=1) as reader:
            both = [await reader.get(5), await reader.get(5)]
            await until(lambda: len(reader._ready) == 2)  # both once more
            for delivery in both:
                await delivery.ack()
            assert await drained(reader) == []

    run(main())


def test_what_was_tried_too_often_is_put_aside(place: Place) -> None:
    async def main() -> None:
        await filled(place, 2)
        async with Reader(
            place.url, durable="d", stream=place.stream, max_tries=2, prefetch=1
        ) as reader:
            seen: list[int] = []
            while seen.count(1) < 2 or 2 not in seen:
                delivery = await reader.get(5)
                seen.append(delivery.sequence)
                await (delivery.nak() if delivery.sequence == 1 else delivery.ack())
            assert sorted(seen) == [1, 1, 2]
            assert await drained(reader) == []
        async with Reader(place.url, stream=f"{place.stream}-dead") as dead:
            delivery = await dead.get(5)
            assert delivery.mail.subject == "mail 0"
            assert delivery._message.subject.startswith(f"{place.stream}-dead.d.")

    run(main())


def test_a_poisoned_message_holds_up_nobody(place: Place) -> None:
    async def main() -> None:
        await filled(place, 1)
        subject = f"{place.stream}.mail.x.y"
        for body in (b"\xff", b"{}", b"[" * 100_000, b""):
            await asked_of(place.url, lambda link, body=body: link.js.publish(subject, body))  # type: ignore[misc]  # the default of a lambda
        missing = {"Mailsac-Object": "nothing"}
        await asked_of(place.url, lambda link: link.js.publish(subject, b"", headers=missing))
        async with Reader(place.url, durable="d", stream=place.stream, max_tries=5) as reader:
            assert await drained(reader) == ["mail 0"]
        async with Reader(place.url, stream=place.stream) as reader:
            assert await drained(reader) == ["mail 0"]

    run(main())


def test_replay_from_a_time_or_from_now(place: Place) -> None:
    async def main() -> None:
        async with relaying(place.relay()) as relay:
            await place.send(3)
            await until(lambda: relay.statistics.mails == 3)
            between = datetime.now(UTC)
            async with (
                Reader(place.url, stream=place.stream, since="now") as fresh,
                Reader(place.url, durable="n", stream=place.stream, since="now") as shared,
            ):
                with pytest.raises(BrokerTimeout, match=r"no mail within 0\.2 s"):
                    await fresh.get(0.2)
                await place.send(2, first=3)
                assert len(await drained(fresh)) == len(await drained(shared)) == 2
            async with Reader(place.url, stream=place.stream, since=between) as later:
                assert await drained(later) == ["mail 3", "mail 4"]
            async with Reader(place.url, stream=place.stream) as all_of_it:
                assert len(await drained(all_of_it)) == 5

    run(main())


def test_addresses_choose_what_is_read(place: Place) -> None:
    async def main() -> None:
        await filled(place, 5)
        names = [f"U1@{place.domain.upper()}", f"u3@{place.domain}"]
        async with Reader(place.url, stream=place.stream, addresses=names) as reader:
            assert await drained(reader) == ["mail 1", "mail 3"]
        async with Reader(
            place.url, durable="d", stream=place.stream, addresses=names[0]
        ) as reader:
            assert await drained(reader) == ["mail 1"]
        with pytest.raises(BrokerRefused, match="another durable name"):
            await Reader(
                place.url, durable="d", stream=place.stream, addresses=names[1]
            ).__aenter__()
        async with Reader(
            place.url, durable="whole", stream=place.stream, addresses=place.domain
        ) as reader:
            assert len(await drained(reader)) == 5

    run(main())


def test_a_broker_that_is_away_is_waited_for(own_place: Place) -> None:
    async def main() -> None:
        async with (
            Reader(own_place.url, durable="d", stream=own_place.stream) as shared,
            Reader(own_place.url, stream=own_place.stream) as own,
        ):
            await drained(shared)
            own_place.broker.kill()
            await until(lambda: not shared._link.is_up)
            with pytest.raises(BrokerTimeout, match="no link to the broker"):
                await shared.get(0.2)
            waiting = asyncio.gather(shared.get(30), own.get(30))
            own_place.broker.start()
            await filled(own_place, 1)
            assert [one.mail.subject for one in await waiting] == ["mail 0", "mail 0"]

    # The stream must be there before anybody reads from it.
    run(filled(own_place, 0))
    run(main())


def test_a_stream_that_is_not_there_is_an_error(place: Place) -> None:
    with pytest.raises(BrokerException, match=f"no relay has made the stream {place.stream}"):
        run(Reader(place.url, stream=place.stream).__aenter__())


def test_a_stream_that_is_made_anew_is_read_from_its_beginning(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its numbers begin anew, and are none that were acknowledged already."""
    monkeypatch.setattr("client.relay.pulling._WAIT_SECONDS", 0.5)

    async def main() -> None:
        await filled(place, 3)
        async with (
            Reader(place.url, durable="d", stream=place.stream) as shared,
            Reader(place.url, stream=place.stream) as alone,
            Reader(place.url, durable="n", stream=place.stream, since="now") as fresh,
        ):
            for reader in (shared, alone):
                for _ in range(3):
                    await (await reader.get(5)).ack()
            with pytest.raises(BrokerTimeout):
                await fresh.get(0.1)
            await asked_of(place.url, lambda link: link.js.delete_stream(place.stream))
            async with relaying(place.relay()) as relay:
                await place.send(2, first=3)
                await until(lambda: relay.statistics.mails == 5)
                for reader in (shared, alone, fresh):
                    found = {(await reader.get(10)).mail.subject for _ in range(5)}
                    assert found == {f"mail {number}" for number in range(5)}

    run(main())


def test_a_consumer_that_is_made_anew_begins_where_its_reader_was_entered(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.relay.pulling._WAIT_SECONDS", 0.5)

    async def main() -> None:
        await filled(place, 2)
        async with Reader(place.url, durable="n", stream=place.stream, since="now") as reader:
            await asked_of(place.url, lambda link: link.js.delete_consumer(place.stream, "n"))
            async with relaying(place.relay()) as relay:
                await place.send(2, first=2)
                await until(lambda: relay.statistics.mails == 2)
            assert {(await reader.get(10)).mail.subject for _ in range(2)} == {"mail 2", "mail 3"}

    run(main())


def test_an_object_store_that_does_not_answer_is_waited_for(
    tmp_path: Path,
    service: tuple[Sandbox, client.ApiClient],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("client.relay.broker._CALL_SECONDS", 0.3)
    service[0].enable_domain("objects.example")
    denied = 'publish: { deny: "$JS.API.STREAM.INFO.OBJ_TEST" }'
    users = f"""max_payload: 32KB
        no_auth_user: all
        authorization {{ users: [
            {{ user: all, password: p }},
            {{ user: reader, password: p, permissions: {{ {denied} }} }}
        ] }}"""
    with running(tmp_path, users) as server:
        place = Place(server, *service, "objects.example", "TEST")

        async def main() -> None:
            await filled(place, 1, size=50_000)
            url = place.url.replace("nats://", "nats://reader:p@")
            async with Reader(url, stream=place.stream) as reader:
                await until(lambda: "ermissions" in reader._link.error)
                server.allow(denied)
                assert (await reader.get(10)).mail.subject == "mail 0"

        run(main())


def test_a_dead_letter_that_was_too_large_for_a_message_is_whole(
    tmp_path: Path,
    service: tuple[Sandbox, client.ApiClient],
    caplog: pytest.LogCaptureFixture,
) -> None:
    service[0].enable_domain("dead.example")
    with running(tmp_path, "max_payload: 32KB") as server:
        place = Place(server, *service, "dead.example", "TEST")

        async def without_objects(connection: Connection) -> list[float]:
            """Delete what was too large; return how long each kind is kept."""
            js = connection.js
            store = await js.object_store("TEST")
            for one in await store.list():
                await store.delete(one.name)
            names = ("TEST", "TEST-dead", "OBJ_TEST")
            return [(await js.stream_info(name)).config.max_age or 0.0 for name in names]

        async def main() -> None:
            await filled(place, 1, size=50_000)
            async with (
                Reader(place.url, durable="d", stream="TEST", max_tries=1) as reader,
                Reader(place.url, stream="TEST-dead") as dead,
            ):
                await (await reader.get(5)).nak()
                assert len((await dead.get(10)).mail.text.strip()) == 50_000
            mail, letter, objects = await asked_of(place.url, without_objects)
            # It may become one when the mail is as old as it gets.
            assert objects >= mail + letter > mail > 0
            async with Reader(place.url, stream="TEST-dead") as dead:
                await until(lambda: "gone from the object store TEST" in caplog.text)
                assert await drained(dead) == []

        run(main())


def test_threads_read_the_same(place: Place) -> None:
    run(filled(place, 40))
    found: Counter[str] = Counter()

    def read(reader: ThreadReader) -> None:
        while True:
            try:
                delivery = reader.get(1)
            except TimeoutError:
                return
            found[delivery.mail.subject] += 1
            delivery.ack()

    with (
        ThreadReader(place.url, durable="d", stream=place.stream) as one,
        ThreadReader(place.url, durable="d", stream=place.stream) as two,
    ):
        readers = [threading.Thread(target=read, args=(one,)) for _ in range(2)]
        readers.append(threading.Thread(target=read, args=(two,)))
        for thread in readers:
            thread.start()
        for thread in readers:
            thread.join(30)
        # All of a process share one connection.
        names = [thread.name for thread in threading.enumerate()]
        assert names.count("mailsac-broker") == 1
    assert len(found) == found.total() == 40
    assert "mailsac-broker" not in [thread.name for thread in threading.enumerate()]
    with pytest.raises(StreamClosedException):
        one.get(0)
    assert list(one) == []


def test_a_cancelled_get_loses_no_mail(place: Place) -> None:
    async def main() -> None:
        async with relaying(place.relay()) as relay:
            async with Reader(place.url, durable="d", stream=place.stream) as reader:
                for number in range(30):
                    getting = asyncio.create_task(reader.get(5))
                    await asyncio.sleep(0)
                    await place.send(1, first=number)
                    getting.cancel()
                    await asyncio.wait([getting])
                    if not getting.cancelled():
                        await getting.result().ack()
                        continue
                    await (await reader.get(5)).ack()
                assert await drained(reader) == []
                assert relay.statistics.mails == 30

    run(main())


@pytest.mark.parametrize(
    "wrong",
    [
        {"durable": "a.b"},
        {"durable": ""},
        {"max_tries": 3},
        {"durable": "d", "max_tries": 0},
        {"since": "yesterday"},
        {"ack_wait": 0},
        {"prefetch": 0},
        {"stream": "a.b"},
        {"addresses": "no-address"},
        {"broker": "http://x"},
    ],
)
def test_what_cannot_be_is_refused_at_once(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"."):
        Reader(**{"broker": "nats://localhost", **wrong})  # type: ignore[arg-type]  # wrong ones are what is tested
