"""Mail over REST: when it is asked for, page by page, and what its errors do."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from support.http_server import Answer, HttpServer, Request
from support.inboxes import listed, polled
from support.streams import within

import client
from client.inbox.poll_schedule import PollSchedule


@pytest.mark.parametrize("status", [401, 403])
def test_a_refusal_is_raised_at_once(
    server: HttpServer, api_client: client.ApiClient, status: int
) -> None:
    server.answers = [listed(), Answer(status)]
    with polled(api_client) as inbox, within(5):
        with pytest.raises(client.ApiException, match=str(status)):
            inbox.wait(timeout=30)
    server.answers = [Answer(status)]
    with pytest.raises(client.ApiException, match=str(status)), polled(api_client):
        pass


def test_what_passes_does_not_end_a_wait(server: HttpServer, api_client: client.ApiClient) -> None:
    api_client.configuration.retries = 0
    page = Answer(200, b"<title>Back soon</title>", {"Content-Type": "text/html"})
    server.answers = [listed(), Answer(503), Answer(429), page, listed("late")]
    with polled(api_client) as inbox:
        assert inbox.wait(timeout=30).subject == "late"


def test_one_deadline_holds_for_all_of_a_wait(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    go_on = threading.Event()

    def stall(_: Request) -> Answer:
        if len(server.requests) > 1:
            go_on.wait(20)
        return listed("one")

    server.respond = stall
    with polled(api_client) as inbox:
        with within(5), pytest.raises(client.MailTimeout):
            inbox.wait(subject="two", timeout=0.5)
        # The body of a mail, which the user's function asks for, counts as well.
        with within(5), pytest.raises(client.MailTimeout, match="its body could not be fetched"):
            inbox.wait(where=lambda mail: mail.text, timeout=0.5)
        go_on.set()


def test_a_page_is_not_lost_when_the_next_cannot_be_had(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    names = [f"m{number:03}" for number in range(150)]
    answers = [listed(), listed(*names[:100]), Answer(503)]
    api_client.configuration.retries = 0

    def answer(request: Request) -> Answer:
        if answers:
            return answers.pop(0)
        return listed(*names[: int(request.query["limit"])])

    server.respond = answer
    with polled(api_client) as inbox:
        found = inbox.wait_many(150, timeout=30)
        assert [mail.subject for mail in found] == names[::-1]


def test_old_mail_beyond_the_first_page_does_not_come_as_new(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    old, new = [f"old{n}" for n in range(1500)], [f"new{n}" for n in range(100)]
    now = datetime.now(UTC)
    box = old

    def answer(request: Request) -> Answer:
        until = request.query.get("until")
        times = {name: now - timedelta(seconds=n) for n, name in enumerate(box)}
        page = [n for n in box if until is None or times[n] <= datetime.fromisoformat(until)]
        return listed(*page[: int(request.query["limit"])], received=times)

    server.respond = answer
    with polled(api_client) as inbox:
        assert len(inbox.wait_many(1000, timeout=10)) == 1000
        box = new + old
        assert {mail.subject for mail in inbox.wait_many(100, timeout=10)} == set(new)
        inbox.assert_none(within=1)


def test_a_short_wait_looks_once_and_a_long_one_now_and_then(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [listed()]
    with polled(api_client) as inbox:
        with pytest.raises(client.MailTimeout):
            inbox.wait(timeout=0.05)
        assert len(server.requests) <= 3  # to begin with, at once, and at the end
        del server.requests[:]
        with pytest.raises(client.MailTimeout):
            inbox.wait(timeout=3)
        assert 3 <= len(server.requests) <= 5  # 0, 1, 2.5, 2.7 s


def test_a_pause_that_the_service_asks_for_is_kept(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [listed(), Answer(429, headers={"Retry-After": "100"})]
    with polled(api_client) as inbox, pytest.raises(client.MailTimeout, match="429"):
        inbox.wait(timeout=4)
    assert len(server.requests) == 3  # on entering, at once, and shortly before the end


def test_polls_of_a_minute_cost_what_is_said() -> None:
    schedule, now = PollSchedule(0.0, 60.0), 0.0
    while (now := max(now, schedule.due(is_pushed=False))) < 60.0:
        schedule.polled(now, now, None)
    assert schedule.count == 16
