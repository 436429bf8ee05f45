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
    return bool(inbox._held.changed.waiting)


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
