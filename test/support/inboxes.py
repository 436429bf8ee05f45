"""What the tests of the inbox share: opening one, and answers for one that polls."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Coroutine
from typing import Any, Literal, TypeVar

import pytest

import client
from client.inbox.base_inbox import BaseInbox
from client.inbox.receiver import Receiver
from support.http_server import Answer
from support.mails import DOMAIN

T = TypeVar("T")
Via = Literal["auto", "socket", "poll"]
BOTH = pytest.mark.parametrize("via", ["socket", "poll"])


def new(api: client.ApiClient, via: Via = "auto", domain: str = DOMAIN) -> client.Inbox:
    return client.Inbox(domain=domain, api_client=api, via=via)


def new_async(api: client.ApiClient, via: Via = "auto", domain: str = DOMAIN) -> client.AsyncInbox:
    return client.AsyncInbox(domain=domain, api_client=api, via=via)


def our_threads() -> list[str]:
    """The names of the threads that inboxes have."""
    names = [thread.name for thread in threading.enumerate()]
    return [name for name in names if name.startswith(("mailsac-inbox", "mailsac-stream"))]


def run_whole(main: Coroutine[Any, Any, T], seconds: float = 60) -> T:
    """Run it in a loop of its own, of which nothing is left: no task, no thread of ours."""

    async def whole() -> T:
        result = await asyncio.wait_for(main, seconds)
        assert our_threads() == []
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return result

    return asyncio.run(whole())


def waits(inbox: BaseInbox) -> bool:
    """Whether somebody waits for mail."""
    return bool(inbox._store.changed.waiting)


def pushed(inbox: client.Inbox) -> int:
    """How many mails its web socket has brought, for whatever address; 0 if it has none."""
    assert isinstance(inbox._receiver, Receiver)
    handle = inbox._receiver._engine
    return 0 if handle is None else handle.engine.received


def has_ended(inbox: client.Inbox) -> bool:
    """Whether its web socket has ended, or there was none."""
    assert isinstance(inbox._receiver, Receiver)
    handle = inbox._receiver._engine
    return handle is None or handle.engine.error is not None


def listed(
    *subjects: str, inbox: str | None = "a@b.example", received: Any = None, **fields: object
) -> Answer:
    messages = [
        {"_id": subject, "inbox": inbox, "subject": subject, "to": [], "from": [], **fields}
        | ({"received": received[subject].isoformat()} if received else {})
        for subject in subjects
    ]
    return Answer(body=json.dumps(messages).encode(), headers={"Content-Type": "application/json"})


def polled(api_client: client.ApiClient) -> client.Inbox:
    return client.Inbox("a@b.example", api_client=api_client, via="poll")
