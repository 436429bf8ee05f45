"""What stands in the stream for a frame, whatever the frame says."""

from __future__ import annotations

import json
import time
from datetime import datetime
from typing import Any

import pytest
from support.brokers import Place, run, until

from client.exceptions import printable
from client.models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from client.relay import Broker, Storage
from client.relay.broker import connected
from client.relay.known_ids import KnownIds
from client.relay.naming import message_id, subject_of
from client.relay.publisher import Publisher
from client.relay.statistics import Statistics
from client.relay.streams import ensured
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


def test_no_frame_writes_into_the_headers_or_the_link(place: Place) -> None:
    frames = [frame_of(inbox, number) for number, inbox in enumerate(INBOXES)]
    done: list[int] = []

    async def main() -> list[Any]:
        async with connected(Broker(place.url)) as connection:
            stores = await ensured(connection, Storage(stream=place.stream))
            publisher = Publisher(
                connection,
                stores,
                KnownIds(connection, stores, lambda *_: None),
                window=3,
                window_bytes=1 << 20,
                now=time.time,
                statistics=Statistics(),
                on_done=lambda number, *_: done.append(number),
            )
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
