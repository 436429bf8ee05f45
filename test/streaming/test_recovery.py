"""The fault table, the rows on recovery: what came while there was no link is delivered, once.

A scripted server is the socket, an HTTP server is REST; both are on loopback.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote

import pytest
from support.http_server import Answer, HttpServer, Request
from support.scripted_server import TEXT, Peer, ScriptedServer, frame
from support.streams import (
    ADDRESS,
    AT_ONCE,
    KEY,
    LISTENING,
    eventually,
    nothing_is_left,  # noqa: F401  # a fixture, for every test here
    our_threads,
    queued,
    ready,
    then_hold,
    web_sockets,
    within,
)

import client
from client.model import read_datetime, write_datetime
from client.streaming import (
    Event,
    Gap,
    MessageStream,
    Reconnecting,
    ReconnectPolicy,
    catch_up,
)

# Ahead of the stream's opening, as mail from before is not wanted.
START = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
RAW = b"Subject: Hello\r\nX-Twice: a\r\nX-Twice: b\r\n\r\nText of %s \xe4\r\n"


def mail(number: int, seconds: float, inbox: str = ADDRESS) -> dict[str, Any]:
    """The metadata of a mail that came so many seconds after START."""
    return {
        "_id": f"m{number}",
        "from": [{"name": "", "address": "shop@shop.example"}],
        "to": [{"name": "", "address": inbox}],
        "subject": f"Mail {number}",
        "inbox": inbox,
        "received": write_datetime(START + timedelta(seconds=seconds)),
    }


def over_socket(number: int, seconds: float, **more: Any) -> bytes:
    return frame(TEXT, {**mail(number, seconds), "text": "live", **more})


class Service:
    """The REST half of the service: an inbox, and the raw mail."""

    def __init__(self, server: HttpServer) -> None:
        self.server = server
        self.mails: list[dict[str, Any]] = []
        self.broken: dict[str, Answer] = {}  # what to answer below a path, instead
        self.ahead = timedelta()  # of this machine's clock
        self.before_answer: Callable[[Request], object] = lambda _: None
        server.respond = self.respond

    def respond(self, request: Request) -> Answer:
        self.before_answer(request)
        path = unquote(request.target.partition("?")[0])
        for prefix, answer in self.broken.items():
            if path.startswith(prefix):
                return answer
        headers = {
            "Content-Type": "application/json",
            "Date": format_datetime(datetime.now(UTC) + self.ahead, usegmt=True),
        }
        if path.startswith("/raw/"):
            number = path.rpartition("/")[2]
            return Answer(body=RAW % number.encode(), headers={"Content-Type": "text/plain"})
        found = sorted(self.mails, key=lambda one: str(one["received"]), reverse=True)
        if "since" in request.query:
            since = read_datetime(request.query["since"])
            found = [one for one in found if read_datetime(one["received"]) >= since]
        if path == "/inbox":
            skip, limit = int(request.query.get("skip", 0)), int(request.query["limit"])
            body: Any = {"messages": found[skip : skip + limit], "unread": 0}
        else:
            name = path.split("/")[2]
            found = [one for one in found if name in (one["inbox"], one["inbox"].split("@")[1])]
            body = found[: int(request.query["limit"])]
        return Answer(body=json.dumps(body).encode(), headers=headers)

    def asked(self, prefix: str) -> list[Request]:
        return [one for one in self.server.requests if one.target.startswith(prefix)]


@pytest.fixture
def service(server: HttpServer) -> Service:
    return Service(server)


class Events(list[Event]):
    def of(self, kind: type) -> list[Any]:
        return [event for event in self if isinstance(event, kind)]

    @property
    def gaps(self) -> list[Gap]:
        return self.of(Gap)


def open_stream(
    socket: ScriptedServer, service: Service, events: Events | None = None, **options: Any
) -> MessageStream:
    api = web_sockets(socket.url, host=service.server.url)
    tell = None if events is None else events.append
    own = {"addresses": ADDRESS, "reconnect": AT_ONCE, "on_event": tell}
    return api.stream(**{**own, **options})


def subjects(stream: MessageStream, count: int) -> list[str]:
    return [stream.get(10).email.subject for _ in range(count)]


def break_after(data: bytes) -> Callable[[Peer], None]:
    def script(peer: Peer) -> None:
        ready(peer, data)
        peer.close(1012)

    return script


def test_what_was_missed_comes_in_order_and_then_live_mail(service: Service) -> None:
    service.mails = [mail(1, 0), mail(3, 20), mail(2, 10)]
    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold(over_socket(4, 30))) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 4) == ["Mail 1", "Mail 2", "Mail 3", "Mail 4"]
        eventually(lambda: events.gaps)
        stats = stream.stats
    assert (stats.received, stats.recovered, stats.reconnects) == (2, 2, 1)
    (gap,) = events.gaps
    assert gap.complete
    assert gap.recovered == 2
    assert gap.start == START - timedelta(minutes=2)
    (listed,) = service.asked("/inbox")
    assert read_datetime(listed.query["since"]) == START - timedelta(minutes=2)
    assert len(service.asked("/raw/")) == 2
    assert all(one.headers["Mailsac-Key"] == KEY for one in service.server.requests)


def test_a_recovered_mail_is_whole(service: Service) -> None:
    service.mails = [mail(2, 10)]
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold()) as socket,
        open_stream(socket, service) as stream,
    ):
        subjects(stream, 1)
        found = stream.get(10).email
    assert found.id == "m2"
    assert found.received == START + timedelta(seconds=10)
    assert found.text == "Text of m2 \ufffd\n"
    assert found.headers == {"subject": "Hello", "x-twice": ["a", "b"]}
    assert found.raw is not None
    assert found.raw.startswith("Subject: Hello\r\n")
    assert found.from_[0].address == "shop@shop.example"


def test_only_what_is_listened_to_is_delivered(service: Service) -> None:
    service.mails = [
        mail(2, 10, "other@x.example"),
        mail(3, 11, ADDRESS.upper()),
        mail(4, 12, "any@whole.example"),
        mail(5, 13, "any@sub.whole.example"),
    ]

    def listen(data: bytes, *, hold: bool) -> Callable[[Peer], None]:
        text = {
            "status": 200,
            "msg": "Listening",
            "addresses": [ADDRESS],
            "domains": ["whole.example"],
        }

        def script(peer: Peer) -> None:
            peer.accept(frame(TEXT, text) + data)
            peer.hold() if hold else peer.close(1012)

        return script

    with (
        ScriptedServer(
            listen(over_socket(1, 0), hold=False), listen(over_socket(6, 20), hold=True)
        ) as socket,
        open_stream(socket, service, addresses=[ADDRESS, "whole.example"]) as stream,
    ):
        assert subjects(stream, 4) == ["Mail 1", "Mail 3", "Mail 4", "Mail 6"]


def test_a_mail_that_comes_twice_is_delivered_once(service: Service) -> None:
    events = Events()
    twice = over_socket(1, 0) + over_socket(2, 1) + over_socket(1, 0)
    nameless = frame(TEXT, {"to": [], "subject": "No id"})
    other_inbox = over_socket(1, 0, inbox="b@x.example", subject="Its twin")
    with (
        ScriptedServer(then_hold(twice + other_inbox + nameless * 2)) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 5) == ["Mail 1", "Mail 2", "Its twin", "No id", "No id"]
        assert stream.stats.duplicates == 1
        assert stream.stats.received == 5


def test_live_mail_during_the_search_is_held_back_and_comes_once(service: Service) -> None:
    service.mails = [mail(2, 10), mail(3, 20)]
    may_answer = threading.Event()

    def hold_list(request: Request) -> None:
        if request.target.startswith("/inbox"):
            assert may_answer.wait(10)

    service.before_answer = hold_list

    def second(peer: Peer) -> None:
        ready(peer, over_socket(4, 30) + over_socket(3, 20))
        peer.send(frame(0x9, b"still there?"))  # a ping
        assert peer.expect(0xA) == b"still there?"
        may_answer.set()
        peer.hold()

    with (
        ScriptedServer(break_after(over_socket(1, 0)), second) as socket,
        open_stream(socket, service) as stream,
    ):
        assert sorted(subjects(stream, 4)) == ["Mail 1", "Mail 2", "Mail 3", "Mail 4"]
        with pytest.raises(TimeoutError):
            stream.get(0.1)
        assert stream.stats.recovered == 1


def test_the_link_drops_during_the_search_and_nothing_is_lost(service: Service) -> None:
    service.mails = [mail(2, 10), mail(3, 20), mail(4, 30)]
    listed = threading.Event()
    go_on = threading.Event()

    def stall(request: Request) -> None:
        if request.target.startswith("/inbox") and not listed.is_set():
            listed.set()
            assert go_on.wait(10)

    service.before_answer = stall

    def second(peer: Peer) -> None:
        ready(peer)
        assert listed.wait(10)
        service.mails.append(mail(5, 40))
        peer.reset()
        go_on.set()

    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0)), second, then_hold()) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 5) == [f"Mail {number}" for number in range(1, 6)]
        eventually(lambda: events.gaps)
        assert stream.stats.recovered == 4
    assert [gap.complete for gap in events.gaps] == [True]


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


def test_more_than_one_page(service: Service) -> None:
    service.mails = [mail(number, number / 10) for number in range(2, 253)]
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold()) as socket,
        open_stream(socket, service) as stream,
    ):
        assert subjects(stream, 252) == [f"Mail {number}" for number in range(1, 253)]
    assert [one.query["skip"] for one in service.asked("/inbox")] == ["0"]


def test_more_than_the_largest_page(service: Service) -> None:
    service.mails = [mail(number, number / 100) for number in range(2, 1103)]
    service.mails += [mail(number, 0, "other@x.example") for number in range(2000, 2500)]
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold()) as socket,
        open_stream(socket, service) as stream,
    ):
        assert subjects(stream, 1102) == [f"Mail {number}" for number in range(1, 1103)]
    assert [one.query["skip"] for one in service.asked("/inbox")] == ["0", "999"]


def test_an_account_without_an_inbox_is_searched_by_address(service: Service) -> None:
    service.broken["/inbox"] = Answer(403, b"{}")
    service.mails = [mail(2, 10), mail(9, -1000)]
    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold()) as socket,
        open_stream(socket, service, events) as stream,
    ):
        assert subjects(stream, 2) == ["Mail 1", "Mail 2"]
        eventually(lambda: events.gaps)
    assert events.gaps[0].complete
    assert len(service.asked(f"/addresses/{ADDRESS.replace('@', '%40')}/messages")) == 1


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


def test_mail_from_before_the_stream_is_not_delivered(service: Service) -> None:
    now = (datetime.now(UTC) - START).total_seconds()
    service.mails = [mail(9, now - 60), mail(2, now + 10)]
    with (
        ScriptedServer(
            break_after(over_socket(1, now + 5)), then_hold(over_socket(3, 20))
        ) as socket,
        open_stream(socket, service) as stream,
    ):
        assert subjects(stream, 3) == ["Mail 1", "Mail 2", "Mail 3"]
    (listed,) = service.asked("/inbox")
    assert read_datetime(listed.query["since"]) < START + timedelta(seconds=now - 60)


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


def test_the_same_id_in_another_inbox_is_another_mail(service: Service) -> None:
    service.mails = [mail(2, 10), mail(2, 11, "b@x.example")]

    def script(peer: Peer) -> None:
        text = {"status": 200, "msg": "Listening", "addresses": [ADDRESS, "b@x.example"]}
        peer.accept(frame(TEXT, text) + over_socket(1, 0))
        peer.close(1012) if peer.number == 0 else peer.hold()

    with (
        ScriptedServer(script) as socket,
        open_stream(socket, service, addresses=[ADDRESS, "b@x.example"]) as stream,
    ):
        assert [stream.get(10).email.inbox for _ in range(3)] == [ADDRESS, ADDRESS, "b@x.example"]


def test_what_was_listened_to_once_is_searched(service: Service) -> None:
    def listen(*addresses: str) -> bytes:
        return frame(TEXT, {"status": 200, "msg": "Listening", "addresses": list(addresses)})

    def first(peer: Peer) -> None:
        peer.accept(listen(ADDRESS, "b@x.example"))
        peer.close(1012)

    def second(peer: Peer) -> None:
        peer.accept(listen(ADDRESS))
        peer.hold()

    service.mails = [mail(2, 10, "b@x.example")]
    with (
        ScriptedServer(first, second) as socket,
        open_stream(socket, service, addresses=[ADDRESS, "b@x.example"]) as stream,
    ):
        assert subjects(stream, 1) == ["Mail 2"]


def test_a_slow_search_does_not_withhold_live_mail_for_ever(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catch_up, "_HOLD", 0.2)
    go_on = threading.Event()
    service.before_answer = lambda _: go_on.wait(10)
    service.mails = [mail(2, 10)]
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold(over_socket(3, 20))) as socket,
        open_stream(socket, service) as stream,
    ):
        assert subjects(stream, 2) == ["Mail 1", "Mail 3"]
        go_on.set()
        assert subjects(stream, 1) == ["Mail 2"]


def test_recovered_mail_starts_the_count_of_tries_again(service: Service) -> None:
    numbers = iter(range(2, 8))

    def script(peer: Peer) -> None:
        number = next(numbers, None)
        if number is None:
            ready(peer)
            peer.hold()
            return
        service.mails.append(mail(number, number))
        ready(peer)
        assert took.wait(10)
        took.clear()
        peer.close(1012)

    took = threading.Event()
    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0)), script) as socket,
        open_stream(socket, service, events) as stream,
    ):
        for _ in range(7):
            stream.get(10)
            took.set()
        eventually(lambda: stream.stats.reconnects == 7)
    assert max(event.attempt for event in events.of(Reconnecting)) <= 1


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


def test_recovery_can_be_switched_off_and_says_so(service: Service) -> None:
    service.mails = [mail(2, 10)]
    events = Events()
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold(over_socket(3, 20))) as socket,
        open_stream(socket, service, events, recover=False) as stream,
    ):
        assert subjects(stream, 2) == ["Mail 1", "Mail 3"]
    assert service.server.requests == []
    assert [gap.complete for gap in events.gaps] == [False]


def test_since_goes_on_where_an_earlier_run_stopped(service: Service) -> None:
    service.mails = [mail(1, 0), mail(2, 10), mail(3, 20)]
    events = Events()
    with (
        ScriptedServer(then_hold(over_socket(4, 30))) as socket,
        open_stream(socket, service, events, since=START + timedelta(seconds=125)) as stream,
    ):
        assert subjects(stream, 3) == ["Mail 2", "Mail 3", "Mail 4"]
        eventually(lambda: events.gaps)
    # Two minutes earlier: what is listed late must not be missed.
    assert events.gaps[0].start == START + timedelta(seconds=5)
    with pytest.raises(ValueError, match="since"), ScriptedServer(then_hold()) as socket:
        open_stream(socket, service, since=START, recover=False)
    with pytest.raises(TypeError, match="since must be a datetime"), ScriptedServer() as socket:
        open_stream(socket, service, since="yesterday")


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


def test_a_search_leaves_room_for_the_reader(service: Service) -> None:
    service.mails = [mail(number, number / 10) for number in range(2, 102)]
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold(over_socket(200, 99))) as socket,
        open_stream(socket, service, max_queue=5) as stream,
    ):
        found = []
        for _ in range(102):
            assert queued(stream) <= 5
            found.append(stream.get(10).email.subject)
    assert found == [f"Mail {number}" for number in (*range(1, 102), 200)]


def test_close_during_the_search_is_prompt(service: Service) -> None:
    asked = threading.Event()
    go_on = threading.Event()

    def stall(_: Request) -> None:
        asked.set()
        assert go_on.wait(10)

    service.before_answer = stall
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold()) as socket,
        open_stream(socket, service) as stream,
    ):
        assert asked.wait(10)
        with within(0.9):
            stream.close()
        assert not our_threads()
        go_on.set()


def test_searches_do_not_pile_up(service: Service) -> None:
    go_on = threading.Event()
    service.before_answer = lambda _: go_on.wait(10)
    service.mails = [mail(2, 10)]

    def searches() -> list[threading.Thread]:
        return [one for one in threading.enumerate() if one.name == "mailsac-recovery"]

    breaks = [break_after(b"")] * 20
    with (
        ScriptedServer(break_after(over_socket(1, 0)), *breaks, then_hold()) as socket,
        open_stream(
            socket, service, reconnect=ReconnectPolicy(max_delay=0.001, max_short_lived=99)
        ) as stream,
    ):
        eventually(lambda: stream.stats.reconnects == 21)
        assert len(searches()) == 1
        go_on.set()
        assert subjects(stream, 2) == ["Mail 1", "Mail 2"]
    eventually(lambda: not searches())


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
