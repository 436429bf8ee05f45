"""What stands in the stream for a frame, whatever the frame says."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from support.brokers import Place, run, until

from client.exceptions import printable
from client.models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from client.relay import Broker, BrokerException, Storage
from client.relay.broker import Connection, connected
from client.relay.known_ids import KnownIds
from client.relay.naming import message_id, subject_of
from client.relay.publisher import Publisher
from client.relay.statistics import Statistics
from client.relay.streams import Stores, ensured
from client.streaming.messages import FrameWithText, parse

RECEIVED = "2026-11-22T10:15:30.123Z"
INBOXES = [
    "a@b.example",
    "größe@bücher.example",
    "a\r\nMailsac-Object: b\r\n\r\n@b.example",
    "a\x00\x85\u2028\ud800@b.example",
    " : @b.example",
    "",
    "a b" * 400 + "@b.example",
]


def frame_of(inbox: str, number: int) -> FrameWithText:
    """As the engine makes it for a relay."""
    email = {"_id": f"{number}\r\n: {inbox}", "inbox": inbox, "received": RECEIVED, "text": "x"}
    text = json.dumps({"status": 200, "email": email})
    frame = parse(text, keep_text=True)
    assert isinstance(frame, FrameWithText)
    return frame


def publisher_of(
    connection: Connection,
    stores: Stores,
    on_done: Callable[[int, datetime | None, int], object],
    known: KnownIds | None = None,
) -> Publisher:
    return Publisher(
        connection,
        stores,
        known or KnownIds(connection, stores, lambda *_: None),
        window=3,
        window_bytes=1 << 24,
        now=time.time,
        statistics=Statistics(),
        on_done=on_done,
    )


def test_no_frame_writes_into_the_headers_or_the_link(place: Place) -> None:
    frames = [frame_of(inbox, number) for number, inbox in enumerate(INBOXES)]
    done: list[int] = []

    async def main() -> list[Any]:
        async with connected(Broker(place.url)) as connection:
            stores = await ensured(connection, Storage(stream=place.stream))
            publisher = publisher_of(connection, stores, lambda number, *_: done.append(number))
            await publisher.open()
            listening = await connection.client.subscribe(f"{place.stream}.>")
            for number, frame in enumerate(frames):
                await publisher.put(number, [frame])
            await until(lambda: len(done) == len(frames))
            await publisher.close()
            assert (connection.losses, connection.error) == (0, "")
            return [await listening.next_msg() for _ in frames]

    messages = run(main())
    assert sorted(done) == list(range(len(frames)))
    for message, frame, inbox in zip(messages, frames, INBOXES, strict=True):
        assert message.data.decode() == frame.text
        assert message.subject == subject_of(place.stream, inbox)
        shown = (inbox if inbox.isprintable() else printable(inbox))[:500]
        assert message.headers == {
            "Nats-Msg-Id": message_id(frame),
            "Content-Type": "application/json",
            "Mailsac-Inbox": shown.strip(),
            "Mailsac-Received": datetime.fromisoformat(RECEIVED).isoformat(),
        }


@pytest.mark.parametrize(("size", "limit"), [(1_500_000, -1), (50_000, 20_000)])
def test_a_large_mail_that_another_relay_was_faster_with_is_there_once(
    place: Place, size: int, limit: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It took so long to get into the object store that the broker has forgotten the other's. With
    a limit, it is sent again, after a refusal."""
    monkeypatch.setattr("client.relay.publisher._LATER_SECONDS", 0.1)
    email = {"_id": "1", "inbox": "a@b.example", "received": datetime.now(UTC).isoformat()}
    frame = parse(json.dumps({"status": 200, "email": {**email, "text": "x" * size}}))
    assert isinstance(frame, EmailMessageWebSocketFrame)

    async def main() -> None:
        async with connected(Broker(place.url)) as connection:
            js = connection.js
            stores = await ensured(connection, Storage(stream=place.stream))
            config = (await js.stream_info(place.stream)).config
            config.duplicate_window = stores.window = 0.5
            config.max_msg_size = limit
            await js.update_stream(config)
            done: list[str] = []
            slow, fast = (
                publisher_of(connection, stores, lambda *_, who=who: done.append(who))
                for who in ("slow", "fast")
            )
            begun, forgotten = asyncio.Event(), asyncio.Event()
            put = slow._to_object

            async def put_later(entry: Any) -> bool:
                begun.set()
                await forgotten.wait()
                return await put(entry)

            slow._to_object = put_later  # type: ignore[method-assign]  # a store that is slow
            for publisher in (slow, fast):
                await publisher.open()
            putting = asyncio.create_task(slow.put(0, [frame]))
            await begun.wait()
            await fast.put(0, [frame])
            await until(lambda: done == ["fast"])
            subject, headers = f"{place.stream}.mail.x.y", {"Nats-Msg-Id": "another"}
            await js.publish(subject, headers=headers)
            while (await js.publish(subject, headers=headers)).duplicate:
                pass
            before = (await js.stream_info(place.stream)).state.messages
            forgotten.set()
            await until(lambda: done == ["fast", "slow"])
            await putting
            assert (await js.stream_info(place.stream)).state.messages == before
            for publisher in (slow, fast):
                await publisher.close()

    run(main())


def test_a_connection_that_ends_while_ids_are_read_is_no_surprise(
    place: Place, caplog: pytest.LogCaptureFixture
) -> None:
    async def main() -> None:
        async with connected(Broker(place.url)) as connection:
            stores = await ensured(connection, Storage(stream=place.stream))
            known = KnownIds(connection, stores, lambda *_: None)
            publisher = publisher_of(connection, stores, lambda *_: None, known)
            await known.refresh()
            await connection.js.delete_stream(place.stream)  # so that nothing is acknowledged
            reading, ends = asyncio.Event(), asyncio.Event()
            refresh = known.refresh

            async def refresh_later() -> None:
                reading.set()
                await ends.wait()
                await refresh()

            await publisher.open()
            await publisher.put(0, [frame_of("a@b.example", 0)])
            known.refresh = refresh_later  # type: ignore[method-assign]  # a broker that is slow
            publisher._send_all_again()
            await reading.wait()
            connection.fail(BrokerException("it has ended"))
            ends.set()
            await publisher._ticking
            await publisher.close()

    run(main())
    assert "unexpected" not in caplog.text


@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"status": 200, "email": {"_id": "1", "inbox": "a@b", "received": RECEIVED}}),
        json.dumps({"_id": "1", "inbox": "a@b", "received": RECEIVED, "to": []}),
        json.dumps({"status": "200", "email": {"_id": 1, "inbox": None, "received": "soon"}}),
        json.dumps({"email": {"inbox": "a@b", "subject": "no id"}}),
        json.dumps({"status": 200, "email": {}}),
        json.dumps({"status": 401, "email": {"_id": "1", "inbox": "a@b", "received": RECEIVED}}),
        json.dumps({"status": 200, "msg": "Listening", "addresses": ["a@b"], "domains": []}),
        json.dumps({"status": 200, "email": 5}),
        "[1]",
        '{"status":200,"email":{"_id":"1","inbox":"a@b","received":"x","text":"\\x"}}',
    ],
)
def test_a_label_tells_as_much_of_a_mail_as_the_whole_of_it(text: str) -> None:
    whole, label = parse(text), parse(text, keep_text=True)
    if isinstance(whole, EmailMessageWebSocketFrame) and isinstance(
        label, EmailMessageWebSocketFrame
    ):
        assert message_id(label) == message_id(whole)
        assert (label.email.inbox, label.email.received) == (
            whole.email.inbox,
            whole.email.received,
        )
        assert isinstance(label, FrameWithText)
        assert label.text == text
    else:
        assert label == whole
