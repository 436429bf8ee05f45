"""The fault table, the rows on recovery: what came while there was no link is delivered, once.

A scripted server is the socket, an HTTP server is REST; both are on loopback.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from support.http_server import Answer, Request
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
    KEY,
    eventually,
    our_threads,
    queued,
    ready,
    then_hold,
    within,
)

from client.model import read_datetime
from client.streaming import (
    Reconnecting,
    ReconnectPolicy,
    catch_up,
)


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
    assert found.text == "Text of m2 ä\n"  # as its reader sees it
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


def test_more_than_one_page(service: Service) -> None:
    service.mails = [mail(number, number / 10) for number in range(2, 253)]
    with (
        ScriptedServer(break_after(over_socket(1, 0)), then_hold()) as socket,
        open_stream(socket, service) as stream,
    ):
        assert subjects(stream, 252) == [f"Mail {number}" for number in range(1, 253)]
    assert [one.query["skip"] for one in service.asked("/inbox")] == ["0"]


@pytest.mark.once
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
