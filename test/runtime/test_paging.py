"""Walks over lists of messages, against a server that pages by the documented rules."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.http_server import HttpServer

import client
from client.model import read_datetime, write_datetime

START = datetime(2026, 11, 3, tzinfo=UTC)


def mails(moments: list[int]) -> list[dict[str, Any]]:
    """Return messages received at these milliseconds, newest first."""
    return [
        {"_id": f"m{number}", "received": write_datetime(START + timedelta(milliseconds=moment))}
        for number, moment in sorted(enumerate(moments), key=lambda one: -one[1])
    ]


def by_until(messages: list[dict[str, Any]], inclusive: bool) -> Callable[[dict[str, str]], Any]:
    def answer(query: dict[str, str]) -> Any:
        found = messages
        if "until" in query:
            until = read_datetime(query["until"])
            found = [
                one
                for one in messages
                if read_datetime(one["received"]) < until
                or (inclusive and read_datetime(one["received"]) == until)
            ]
        return found[: int(query["limit"])]

    return answer


MOMENTS = {
    "none": [],
    "one": [5],
    "apart": list(range(57)),
    "one page": list(range(10)),
    "two pages": list(range(20)),
    "all at once": [7] * 35,
    "in bunches": [number // 13 for number in range(90)],
    "at random": [random.Random(4).randrange(12) for _ in range(83)],
}


@pytest.mark.parametrize("inclusive", [True, False])
@pytest.mark.parametrize("moments", MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("call", ["list_messages", "list_domain_messages"])
def test_every_message_comes_once(
    call: str,
    moments: list[int],
    inclusive: bool,
    server: HttpServer,
    messages: client.MessagesApi,
) -> None:
    stored = mails(moments)
    server.respond_json(by_until(stored, inclusive))
    walked = client.walk_messages(getattr(messages, call), "b.example", page_size=10)
    assert [one.id for one in walked] == [one["_id"] for one in stored]
    assert len(server.requests) <= len(moments) // 5 + 3


def test_more_than_a_page_can_hold_at_one_moment_is_an_error(
    server: HttpServer, messages: client.MessagesApi
) -> None:
    server.respond_json(by_until(mails([7] * 1500), inclusive=True))
    with pytest.raises(client.ClientException, match="1000 messages or more"):
        list(client.walk_messages(messages.list_messages, "a@b.example"))


def test_mail_that_arrives_meanwhile_does_no_harm(
    server: HttpServer, messages: client.MessagesApi
) -> None:
    stored = mails(list(range(40)))
    answer = by_until(stored, inclusive=True)

    def growing(query: dict[str, str]) -> Any:
        page = answer(query)
        moment = write_datetime(START + timedelta(seconds=len(stored)))
        stored.insert(0, {"_id": f"new{len(stored)}", "received": moment})
        return page

    server.respond_json(growing)
    walked = client.walk_messages(messages.list_messages, "a@b.example", page_size=10)
    assert [one.id for one in walked] == [f"m{number}" for number in reversed(range(40))]


@pytest.mark.parametrize("moments", MOMENTS.values(), ids=MOMENTS)
def test_the_inbox_is_walked_by_skip(
    moments: list[int], server: HttpServer, messages: client.MessagesApi
) -> None:
    stored = mails(moments)
    arrived: list[str] = []

    def answer(query: dict[str, str]) -> Any:
        assert read_datetime(query["since"]) == START
        skip = int(query["skip"])
        page = stored[skip : skip + int(query["limit"])]
        arrived.append(f"new{len(arrived)}")
        stored.insert(0, {"_id": arrived[-1], "received": write_datetime(START)})
        return {"messages": page, "unread": 0}

    expected = [one["_id"] for one in stored]
    server.respond_json(answer)
    walked = client.walk_inbox(messages.list_inbox_messages, START, page_size=10)
    found = [one.id for one in walked]
    assert [one for one in found if one not in arrived] == expected
    assert len(set(found)) == len(found)


def test_a_list_that_shrinks_meanwhile_is_an_error(
    server: HttpServer, messages: client.MessagesApi
) -> None:
    stored = mails(list(range(40)))

    def answer(query: dict[str, str]) -> Any:
        skip = int(query["skip"])
        page = stored[skip : skip + 10]
        del stored[0]
        return {"messages": page}

    server.respond_json(answer)
    with pytest.raises(client.ClientException, match="deleted during the walk"):
        list(client.walk_inbox(messages.list_inbox_messages, page_size=10))


def test_a_server_that_ignores_skip_is_an_error(
    server: HttpServer, messages: client.MessagesApi
) -> None:
    server.respond_json(lambda _: {"messages": mails(list(range(10)))})
    with pytest.raises(client.ClientException, match="same page again"):
        list(client.walk_inbox(messages.list_inbox_messages, page_size=10))
    assert len(server.requests) == 2


def test_the_same_id_in_two_inboxes(server: HttpServer, messages: client.MessagesApi) -> None:
    twins = [{"_id": "m1", "inbox": "a@b.example"}, {"_id": "m1", "inbox": "c@b.example"}]
    server.respond_json(lambda _: {"messages": twins})
    assert len(list(client.walk_inbox(messages.list_inbox_messages))) == 2


@pytest.mark.parametrize("page_size", [0, -1, 1001])
def test_a_page_size_out_of_bounds_is_refused(page_size: int, messages: client.MessagesApi) -> None:
    with pytest.raises(ValueError, match="page_size must be 1 to 1000"):
        list(client.walk_messages(messages.list_messages, "a@b.example", page_size))
    with pytest.raises(ValueError, match="page_size must be 2 to 1000"):
        list(client.walk_inbox(messages.list_inbox_messages, page_size=page_size))
