"""What is deleted under a relay, and what fails in it: mail neither waits for ever nor is lost."""

from __future__ import annotations

import logging
import re
import signal
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.brokers import Place, asked_of, relaying, run, until

from client.relay import BrokerException
from client.relay.broker import Connection
from client.relay.marks import write_mark
from client.relay.publisher import Publisher
from client.relay.session import Session

pytestmark = pytest.mark.once


@pytest.mark.parametrize("prefix", ["", "KV_", "OBJ_"])
def test_what_was_deleted_is_made_anew_and_said(
    place: Place, prefix: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("client.relay.session._CHECK_SECONDS", 0.05)
    name = f"{prefix}{place.stream}"

    async def is_there(connection: Connection) -> bool:
        return name in [info.config.name for info in await connection.js.streams_info()]

    async def main() -> list[str]:
        async with relaying(place.relay()) as relay:
            await place.send(3)
            await until(lambda: relay.statistics.mails == 3)
            await place.until_mark()
            await asked_of(place.url, lambda link: link.js.delete_stream(name))
            await until(lambda: f"ALARM: {name} " in caplog.text)
            await place.send(3, first=3)  # while nobody listens
            await until(lambda: relay.statistics.mails >= 6)
            await until(lambda: relay.statistics.ailments() == [])
            assert await asked_of(place.url, is_there)
            await place.until_mark()
        return await place.ids()

    ids = run(main())
    # What came in the two minutes before the mark is found, and is there again.
    found = [one.rpartition("/")[2].partition("@")[0] for one in ids]
    assert sorted(found) == [f"u{number}" for number in range(6)]
    alarms = [one for one in caplog.records if one.levelno == logging.ERROR]
    assert len(alarms) == 1


@pytest.mark.parametrize("how", ["deleted", "reconnected"])
def test_what_came_to_a_name_before_the_service_listened_to_it_is_sought(
    place: Place, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The marks of the others do not count for it."""
    monkeypatch.setattr("client.relay.session._CHECK_SECONDS", 0.05)
    monkeypatch.setattr("client.relay.session._MARK_SECONDS", 0.05)
    monkeypatch.setattr("client.relay.relay._GAP_PAUSE", 0.05)
    monkeypatch.setattr("client.streaming.catch_up.OVERLAP", timedelta(0))
    late = f"late.{place.domain}"
    addresses = [place.domain, late]
    since = datetime.now(UTC) - timedelta(hours=1)

    async def main() -> list[str]:
        async with relaying(place.relay(addresses=addresses, since=since)) as relay:
            assert relay.statistics.not_listening == (late,)
            await replace(place, domain=late).send(1, first=8)
            await place.send(1)
            await until(lambda: relay.statistics.mails == 1)
            sent = datetime.now(UTC)
            while (mark := await place.mark()) is None or mark.received < sent:
                await place.send(1)
            place.sandbox.enable_domain(late)
            if how == "deleted":
                name = f"OBJ_{place.stream}"
                await asked_of(place.url, lambda link: link.js.delete_stream(name))
            else:
                place.sandbox.drop_connections()
            await until(lambda: relay.statistics.recovered)
            await until(lambda: relay.statistics.ailments() == [])
        return await place.ids()

    assert f"u8@{late}" in [one.rpartition("/")[2] for one in run(main())]


@pytest.mark.parametrize(
    "where",
    [
        (Publisher, "_send_again"),
        (Publisher, "_entry"),
        (Session, "_on_done"),
        (Session, "_look_whether_quiet"),
    ],
)
def test_an_error_that_nobody_expects_is_said_and_survived(
    place: Place,
    where: tuple[type, str],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr("client.relay.publisher._ACK_SECONDS", 0.05)
    monkeypatch.setattr("client.relay.session._MARK_SECONDS", 0.05)
    monkeypatch.setattr("client.relay.relay._FIRST_PAUSE", 0.1)
    kind, name = where
    whole, calls, is_armed = getattr(kind, name), 0, False

    def broken(*words: Any) -> Any:
        nonlocal calls, is_armed
        if is_armed:
            calls, is_armed = calls + 1, False
            raise ZeroDivisionError("k_not_for_a_log")
        return whole(*words)

    monkeypatch.setattr(kind, name, broken)
    process = place.broker.process
    assert process is not None

    async def main() -> None:
        nonlocal is_armed
        async with relaying(place.relay()) as relay:
            await place.until_mark()
            is_armed = True
            if name == "_send_again":
                process.send_signal(signal.SIGSTOP)  # so that something is to be sent again
            await place.send(1)
            await until(lambda: calls)
            process.send_signal(signal.SIGCONT)
            await until(lambda: "next try" in caplog.text)
            await until(lambda: relay.statistics.ailments() == [])
            await place.send(1, first=1)
            while await place.count() < 2:  # the first one may not be counted again
                assert relay.statistics.ailments() == []
        assert len(await place.ids()) == 2

    try:
        run(main())
    finally:
        process.send_signal(signal.SIGCONT)
    assert "unexpected ZeroDivisionError" in caplog.text
    assert re.search(r"client/relay/(publisher|session)\.py:\d+", caplog.text)
    assert "k_not_for_a_log" not in caplog.text
    assert "never retrieved" not in caplog.text


def test_marks_that_cannot_be_written_are_told(
    place: Place, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Without them, the next relay has to look further back."""
    monkeypatch.setattr("client.relay.session._MARK_SECONDS", 0.05)
    tried = 0

    async def write(*words: Any) -> None:
        nonlocal tried
        try:
            await write_mark(*words)
        except BrokerException:
            tried += 1
            raise

    monkeypatch.setattr("client.relay.session.write_mark", write)

    async def sealed(connection: Connection) -> None:
        config = (await connection.js.stream_info(f"KV_{place.stream}")).config
        config.max_msg_size = 8
        await connection.js.update_stream(config)

    async def main() -> None:
        async with relaying(place.relay()) as relay:
            await place.until_mark()
            await asked_of(place.url, sealed)
            await place.send(1)
            await until(lambda: "marks" in caplog.text)
            assert relay.statistics.mails == 1
            await until(lambda: tried > 2)  # a warning each time would be too much

    run(main())
    assert caplog.text.count("the marks cannot be written") == 1
