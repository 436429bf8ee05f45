"""The fault table, the rows on gaps: what may be missing is told, whatever REST answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from support.http_server import Answer
from support.recovery import (
    START,
    Events,
    Service,
    break_after,
    mail,
    open_stream,
    over_socket,
    subjects,
)
from support.scripted_server import TEXT, Peer, ScriptedServer, frame
from support.streams import (
    ADDRESS,
    AT_ONCE,
    KEY,
    LISTENING,
    eventually,
    then_hold,
    web_sockets,
)

import client


@pytest.mark.parametrize("status", [401, 429, 500])
@pytest.mark.parametrize("path", ["/inbox", "/raw/"])
def test_an_error_of_rest_is_an_incomplete_gap(path: str, status: int, service: Service) -> None:
    service.mails = [mail(2, 10)]
    service.broken[path] = Answer(status, b'{"message": "not now"}', {"Retry-After": "999"})
    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold(over_socket(3, 30))) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 2) == ["Mail 1", "Mail 3"]
        eventually(lambda: events.gaps)
    (gap,) = events.gaps
    assert not gap.complete
    fetch_failed = (path, status) == ("/raw/", 500)
    assert ("1 of the missed mails" if fetch_failed else str(status)) in gap.reason
    assert KEY not in repr(gap)


def test_one_mail_that_cannot_be_fetched_does_not_hide_the_others(service: Service) -> None:
    service.mails = [mail(number, number) for number in range(2, 6)]
    service.broken[f"/raw/{ADDRESS}/m3"] = Answer(500, b"")
    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold()) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 4) == ["Mail 1", "Mail 2", "Mail 4", "Mail 5"]
        eventually(lambda: events.gaps)
    assert not events.gaps[0].complete


def test_no_answer_of_rest_is_an_incomplete_gap() -> None:
    events = Events()
    with ScriptedServer(break_after(over_socket(1, 0)), then_hold(over_socket(3, 30))) as socket:
        api = web_sockets(socket.url)  # where nobody answers
        with api.stream(addresses=ADDRESS, reconnect=AT_ONCE, on_event=events.append) as stream:
            assert subjects(stream, 2) == ["Mail 1", "Mail 3"]
            eventually(lambda: events.gaps)
    assert not events.gaps[0].complete
    assert "TransportConnectionException" in events.gaps[0].reason


def test_a_mail_that_is_gone_is_an_incomplete_gap(service: Service) -> None:
    service.mails = [mail(2, 10), mail(3, 20)]
    service.broken[f"/raw/{ADDRESS}/m2"] = Answer(404, b"{}")
    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold()) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 2) == ["Mail 1", "Mail 3"]
        eventually(lambda: events.gaps)
    assert not events.gaps[0].complete
    assert "1 of the missed mails" in events.gaps[0].reason


@pytest.mark.parametrize("ahead", [-600, 0, 600])
def test_clocks_that_differ_by_minutes(ahead: int, service: Service) -> None:
    # No mail has come yet, so the search begins by this machine's clock, read as the service's.
    service.ahead = timedelta(seconds=ahead)
    there = (datetime.now(UTC) + service.ahead - START).total_seconds()
    service.mails = [mail(1, there - 300), mail(2, there + 5)]
    events = Events()
    with (
        ScriptedServer(break_after(b""), then_hold()) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 1) == ["Mail 2"]
        eventually(lambda: events.gaps)
        with pytest.raises(TimeoutError):
            stream.get(0)
    assert events.gaps[0].complete


@pytest.mark.parametrize("status", [403, 404])
def test_a_refusal_tells_the_time_too(status: int, service: Service) -> None:
    date = format_datetime(datetime.now(UTC), usegmt=True)
    service.broken["/inbox"] = Answer(status, b"{}", {"Date": date})
    service.mails = [mail(2, 10)]
    events = Events()
    with (
        ScriptedServer(break_after(b""), then_hold()) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 1) == ["Mail 2"]
        eventually(lambda: events.gaps)
    assert events.gaps[0].complete


@pytest.mark.parametrize("received", ["0001-01-01T00:00:00Z", "9999-01-01T00:00:00Z", "soon", None])
def test_an_odd_time_stamp_does_not_lead_the_search_astray(received: Any, service: Service) -> None:
    service.mails = [mail(2, 10)]
    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0, received=received)), then_hold()) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 2) == ["Mail 1", "Mail 2"]
        eventually(lambda: events.gaps)
    assert events.gaps[0].complete


def test_clocks_that_cannot_be_compared_are_a_doubt(service: Service) -> None:
    service.broken["/inbox"] = Answer(
        200, b'{"messages": []}', {"Content-Type": "application/json", "Date": "soon"}
    )
    events = Events()
    with (
        ScriptedServer(break_after(b""), then_hold()) as socket,
        open_stream(socket, service, events),
    ):
        eventually(lambda: events.gaps)
    assert not events.gaps[0].complete


def test_a_final_end_with_an_open_gap_is_reported(service: Service) -> None:
    def refuse(peer: Peer) -> None:
        peer.refuse("403 Forbidden", b"")

    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0)), refuse) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 1) == ["Mail 1"]
        with pytest.raises(client.ForbiddenException):
            stream.get(10)
    assert [gap.complete for gap in events.gaps] == [False]


@pytest.fixture
def wrong_mail() -> bytes:
    return frame(TEXT, {"_id": 5, "inbox": [1], "received": {}, "to": "nobody"})


def test_a_mail_of_odd_shape_is_no_bar_to_recovery(service: Service, wrong_mail: bytes) -> None:
    service.mails = [mail(2, 10)]
    with (
        ScriptedServer(break_after(over_socket(1, 0) + wrong_mail), then_hold(LISTENING)) as socket,
        open_stream(socket, service) as stream,
    ):
        assert stream.get(10).email.subject == "Mail 1"
        assert stream.get(10).email.to is None
        assert stream.get(10).email.subject == "Mail 2"
