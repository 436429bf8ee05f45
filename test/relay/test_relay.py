"""Mail by SMTP through sandbox and relay into a real broker: nothing lost, nothing twice."""

from __future__ import annotations

import asyncio
import json
import socket
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.brokers import Place, asked_of, relaying, run, until
from support.mails import Sender

import client
from client.relay import BrokerRefused, Reader
from client.relay.broker import Connection
from client.relay.naming import escaped


def test_mail_gets_into_the_stream_as_the_frame_was(place: Place) -> None:
    async def main() -> None:
        async with relaying(place.relay()) as relay:
            sender = Sender(place.sandbox)
            sender.send(f"Ada.Lovelace@{place.domain}", "größer", "Your code is 481516.")
            sender.close()
            await until(lambda: relay.statistics.mails == 1)
            assert relay.statistics.ailments() == []

            async def ask(connection: Connection) -> Any:
                return await connection.js.get_last_msg(
                    place.stream, f"{place.stream}.mail.{escaped(place.domain)}.ada=2Elovelace"
                )

            message = await asked_of(place.url, ask)
        email = json.loads(message.data)["email"]
        assert email["subject"] == "größer"
        assert message.headers["Nats-Msg-Id"].startswith(email["_id"] + "/")
        assert message.headers["Mailsac-Inbox"] == email["inbox"]
        assert datetime.fromisoformat(message.headers["Mailsac-Received"]) == (
            datetime.fromisoformat(email["received"])
        )
        assert message.headers["Content-Type"] == "application/json"

    run(main())


def test_a_relay_goes_on_where_another_has_ended(place: Place) -> None:
    async def main() -> None:
        async with relaying(place.relay()) as relay:
            await place.send(20)
            await until(lambda: relay.statistics.mails == 20)
        await place.send(10, first=20)
        async with relaying(place.relay()) as relay:
            await until(lambda: relay.statistics.mails == 10)
            await until(lambda: relay.statistics.ailments() == [])
            # What is in the stream by its id was not fetched again.
            assert relay.statistics.recovered == 10
        ids = await place.ids()
        assert len(ids) == len(set(ids)) == 30
        mark = await place.mark()
        assert mark is not None
        assert abs(datetime.now(UTC) - mark.received) < timedelta(seconds=30)

    run(main())


def test_a_relay_that_died_before_any_mail_came_loses_none(place: Place) -> None:
    async def main() -> None:
        task = asyncio.create_task(place.relay().run())
        await place.until_mark()
        task.cancel()  # it has no time for anything
        await asyncio.wait([task])
        await place.send(3)
        async with relaying(place.relay()) as relay:
            await until(lambda: relay.statistics.mails == 3)
        assert await place.count() == 3

    run(main())


def test_a_clock_that_is_set_anew_moves_no_mark_into_the_future(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.relay.session._QUIET_SECONDS", 0.05)
    monkeypatch.setattr("client.relay.session._MARK_SECONDS", 0.05)

    async def main() -> None:
        async with relaying(place.relay()):
            await place.until_mark()
            begun = datetime.now(UTC)
            later = property(lambda _: datetime.now(UTC) + timedelta(hours=1))
            monkeypatch.setattr("client.streaming.engine.Engine.last_byte_at", later)
            while (mark := await place.mark()) is None or mark.received <= begun:
                await asyncio.sleep(0.05)
            assert mark.received <= datetime.now(UTC) + timedelta(seconds=2)

    run(main())


def test_a_purged_stream_and_a_gap_before_its_end_are_no_loss(place: Place) -> None:
    """How far mail is complete is in the bucket, and not to be read from the last message."""

    async def main() -> None:
        async with relaying(place.relay()) as relay:
            await place.send(5)
            await until(lambda: relay.statistics.mails == 5)
        await asked_of(place.url, lambda link: link.js.purge_stream(place.stream))
        await place.send(5, first=5)
        async with relaying(place.relay()) as relay:
            await until(lambda: relay.statistics.mails >= 5)
            await until(lambda: relay.statistics.ailments() == [])
        ids = await place.ids()
        assert len(ids) == len(set(ids)) >= 5

    run(main())


def test_two_relays_put_each_mail_there_once(place: Place) -> None:
    async def main() -> None:
        one = place.relay()
        two = place.relay()
        async with relaying(one), relaying(two):
            await place.send(100)
            place.sandbox.drop_connections("reset")
            await place.send(50, first=100)
            await until(lambda: one.statistics.mails >= 150 and two.statistics.mails >= 150)
        ids = await place.ids()
        assert len(ids) == len(set(ids)) == 150
        assert one.statistics.duplicates + two.statistics.duplicates == 150
        assert one.statistics.relayed + two.statistics.relayed == 150

    run(main())


def test_a_gap_that_stays_is_an_alarm_and_is_sought_again(
    place: Place,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("client.relay.relay._GAP_PAUSE", 0.2)

    async def main() -> None:
        relay = place.relay()
        async with relaying(relay):
            await place.send(1)
            await until(lambda: relay.statistics.mails == 1)
            before = await place.mark()
            place.sandbox.fail_next(1, 401, on="rest")
            place.sandbox.fail_next(1, 503, on="socket")
            place.sandbox.drop_connections("reset")
            await place.send(3, first=1)
            await until(lambda: relay.statistics.gaps_left == 1)
            assert any("gap is open" in line for line in relay.statistics.ailments())
            after = await place.mark()
            assert before is not None
            assert after is not None
            await until(lambda: relay.statistics.mails >= 4 and not relay.statistics.gap_is_open)
        ids = await place.ids()
        assert len(ids) == len(set(ids)) >= 4

    run(main())
    assert "ALARM" in caplog.text


@pytest.mark.parametrize("status", [408, 429, 503])
def test_a_service_that_cannot_just_now_is_waited_for(
    place: Place, monkeypatch: pytest.MonkeyPatch, status: int
) -> None:
    monkeypatch.setattr("client.relay.relay._FIRST_PAUSE", 0.05)

    async def main() -> None:
        place.sandbox.fail_next(2, status, on="socket")
        async with relaying(place.relay()) as relay:
            await place.send(1)
            await until(lambda: relay.statistics.mails == 1)
            assert await place.count() == 1

    run(main())


def test_an_address_that_is_not_pushed_is_an_alarm(place: Place) -> None:
    async def main() -> None:
        names = [place.domain, "a@nobody.example"]
        async with relaying(place.relay(addresses=names)) as relay:
            await until(lambda: relay.statistics.not_listening == ("a@nobody.example",))
            assert "pushes no mail for a@nobody.example" in "".join(relay.statistics.ailments())
            await place.send(1)
            await until(lambda: relay.statistics.mails == 1)
            assert "not_listening 1\n" in relay.statistics.metrics()

    run(main())


def test_since_counts_where_there_is_no_mark(place: Place) -> None:
    async def main() -> None:
        begun = datetime.now(UTC) + timedelta(minutes=2)  # a search begins so much before
        await place.send(4)
        async with relaying(place.relay(since=begun)) as relay:
            await until(lambda: relay.statistics.mails == 4)
        async with relaying(place.relay(since=begun)) as relay:
            await until(lambda: relay.statistics.ailments() == [])
            assert relay.statistics.mails == 0

    run(main())


def test_hostile_mail_gets_there(place: Place) -> None:
    async def main() -> None:
        inboxes = [f"{local}@{place.domain}" for local in ("a.b", "*", "a=2e", "$js.api", "x" * 60)]
        async with relaying(place.relay()) as relay:

            def sending() -> None:
                sender = Sender(place.sandbox)
                for inbox in inboxes:
                    sender.send_bytes(b"Subject: \xff\x00\x1b[2J\r\n\r\n\xff\xfe", inbox)
                sender.close()

            await asyncio.to_thread(sending)
            await until(lambda: relay.statistics.mails == len(inboxes))
        for inbox in inboxes:
            async with Reader(place.url, addresses=inbox, stream=place.stream) as reader:
                assert (await reader.get(5)).mail.inbox == inbox

    run(main())


def test_all_that_is_there_is_told_however_much_it_is(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.relay.known_ids._MAX_STORED", 5)
    monkeypatch.setattr("client.streaming.recovery._MAX_REMEMBERED", 5)

    async def main() -> None:
        begun = datetime.now(UTC)
        async with relaying(place.relay()) as relay:
            await place.send(20)
            await until(lambda: relay.statistics.mails == 20)
        name = f"KV_{place.stream}"
        await asked_of(place.url, lambda link: link.js.purge_stream(name))  # the marks
        async with relaying(place.relay(since=begun)) as relay:
            await until(lambda: relay.statistics.ailments() == [])
            assert relay.statistics.recovered == 0
        # There is a bound, which is told.
        await asked_of(place.url, lambda link: link.js.purge_stream(name))
        monkeypatch.setattr("client.relay.known_ids._MAX_READ", 10)
        with pytest.raises(BrokerRefused, match=f"more than 10 mails.*nats kv get {place.stream}"):
            await place.relay(since=begun).run()

    run(main())


def test_a_relay_is_stopped_while_the_service_does_not_answer(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("client.relay.session._CLOCK_SECONDS", 0.2)

    async def main() -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"127.0.0.1:{silent.getsockname()[1]}"
            configuration = client.Configuration(
                host=f"http://{url}/api", socket_url=f"ws://{url}/x", api_key="k_1"
            )
            with client.ApiClient(configuration) as api_client:
                relay = place.relay(api_client=api_client)
                task = asyncio.create_task(relay.run())
                await until(lambda: relay.statistics.connection)
                relay.stop()
                await asyncio.wait_for(task, 30)
                assert task.result() is None

    run(main())
