"""What the tests of the inbox share: opening one, and answers for one that polls."""

from __future__ import annotations

import json
from typing import Any, Literal

import pytest

import client
from support.http_server import Answer
from support.mails import DOMAIN

Via = Literal["auto", "socket", "poll"]
BOTH = pytest.mark.parametrize("via", ["socket", "poll"])


def new(api: client.ApiClient, via: Via = "auto", domain: str = DOMAIN) -> client.Inbox:
    return client.Inbox(domain=domain, api_client=api, via=via)


def waits(inbox: client.Inbox) -> bool:
    """Whether somebody waits for mail."""
    return bool(inbox._store.changed.waiting)


def pushed(inbox: client.Inbox) -> int:
    """How many mails its web socket has brought, for whatever address; 0 if it has none."""
    handle = inbox._receiver._engine
    return 0 if handle is None else handle.engine.received


def has_ended(inbox: client.Inbox) -> bool:
    """Whether its web socket has ended, or there was none."""
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
