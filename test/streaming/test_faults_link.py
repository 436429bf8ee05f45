"""Faults of a link's life: breaks, silence, closes, one link after the other."""

from __future__ import annotations

import gc
import logging
import os
import random
import threading
import traceback
import tracemalloc

import pytest
from support.scripted_server import PING, PONG, TEXT, Peer, Script, ScriptedServer, frame
from support.streams import (
    KEY,
    bare,
    come_back,
    eventually,
    has_link,
    ids,
    open_stream,
    our_threads,
    ready,
    refusing,
    then_hold,
    within,
)

from client.exceptions import ReconnectExhausted, StreamException
from client.streaming import MessageStream, ReconnectPolicy
from client.streaming.socket_transport import READ_AHEAD

# -- a reset or a FIN inside of a message: the part is dropped, and the link made anew


@pytest.mark.parametrize("how", ["reset", "shut"])
@pytest.mark.parametrize(
    "data",
    [
        bare(9)[:1],
        bare(9)[:10],
        bare(9, text="x" * 70_000)[:5],
        frame(TEXT, b'{"_id":"9",', fin=False),
        frame(TEXT, b'{"_id":"9",', fin=False) + b"\x80",
    ],
    ids=["in a header", "in a payload", "in a long header", "between fragments", "in the second"],
)
def test_break_in_a_message_drops_the_part_and_comes_back(how: str, data: bytes) -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1) + frame(PING, b"") + data)
        peer.expect(PONG)
        getattr(peer, how)()

    with ScriptedServer(script, then_hold(bare(2))) as server, open_stream(server) as stream:
        assert ids(stream, 2) == ["1", "2"]
        assert (stream.stats.received, stream.stats.skipped) == (2, 0)
        assert stream.stats.reconnects == 1


# -- a half-open link: nobody answers any more


def test_silent_peer_is_found_and_replaced() -> None:
    gone = threading.Event()

    def silent(peer: Peer) -> None:
        ready(peer)
        peer.wait_gone()
        gone.set()

    with (
        ScriptedServer(silent, then_hold(bare(1))) as server,
        open_stream(server, ping_interval=0.2, ping_timeout=0.2) as stream,
        within(2, at_least=0.35),
    ):
        assert ids(stream, 1) == ["1"]
        assert gone.wait(5)
        assert stream.stats.reconnects == 1


def test_silent_peer_is_found_in_the_middle_of_a_message() -> None:
    def silent(peer: Peer) -> None:
        ready(peer, bare(9)[:10])
        peer.wait_gone()

    with ScriptedServer(silent, then_hold(bare(1))) as server:
        with open_stream(server, ping_interval=0.1, ping_timeout=0.1) as stream:
            assert ids(stream, 1) == ["1"]


# -- a peer that sends, and never a pong


def test_peer_without_pongs_is_not_taken_for_dead() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        for number in range(5):
            peer.expect(PING)
            peer.send(bare(number))
        peer.hold()

    with (
        ScriptedServer(script) as server,
        open_stream(server, ping_interval=0.05, ping_timeout=5) as stream,
    ):
        assert ids(stream, 5) == ["0", "1", "2", "3", "4"]
        assert server.connections == 1


# -- closes that mean: come back


@pytest.mark.parametrize("code", [None, 1000, 1001, 1011, 1012, 1013, 1014, 4408, 4429, "FIN"])
def test_close_that_means_come_back_is_followed_by_a_new_link(code: int | str | None) -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1))
        if not isinstance(code, str):
            peer.close(code)

    with ScriptedServer(script, then_hold(bare(2))) as server, open_stream(server) as stream:
        assert ids(stream, 2) == ["1", "2"]
        assert stream.stats.reconnects == 1


def test_close_that_means_come_back_waits_with_full_jitter() -> None:
    class Recorder(random.Random):
        ranges: list[tuple[float, float]] = []  # noqa: RUF012  # one instance

        def uniform(self, a: float, b: float) -> float:
            self.ranges.append((a, b))
            return super().uniform(a, b)

    policy = ReconnectPolicy(initial_delay=0.001, max_delay=0.004, rng=Recorder(7))
    scripts: list[Script] = [then_fin, refusing("503 Busy"), come_back, no_upgrade, then_hold()]
    with ScriptedServer(*scripts) as server, open_stream(server, reconnect=policy) as stream:
        eventually(lambda: stream.stats.reconnects == 2)
        assert Recorder.ranges == [(0.0, 0.001), (0.0, 0.002), (0.0, 0.004), (0.0, 0.004)]


def then_fin(peer: Peer) -> None:
    ready(peer)


def no_upgrade(peer: Peer) -> None:
    peer.request()


# -- closes that are final


@pytest.mark.parametrize("code", [1002, 1003, 1007, 1008, 1009, 4400, 4401, 4499])
def test_close_that_is_final_raises_after_the_mail_with_code_and_reason(code: int) -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1) + bare(2))
        peer.close(code, "not \x1b with " + KEY)

    with ScriptedServer(script) as server, open_stream(server) as stream:
        eventually(lambda: stream.closed)
        assert ids(stream, 2) == ["1", "2"]  # mail first
        errors = []
        for call in (stream.get, stream.__next__, stream.get):
            with pytest.raises(StreamException) as caught:
                call()
            errors.append(caught.value)
        assert {error.code for error in errors} == {code}
        assert "not \\x1b with ***" in str(errors[0])
        # A fresh copy each time: no traceback grows from call to call.
        assert len({len(traceback.extract_tb(error.__traceback__)) for error in errors[::2]}) == 1
        assert server.connections == 1


def test_close_that_is_final_waits_until_there_is_room_for_the_mail_before_it() -> None:
    def script(peer: Peer) -> None:
        ready(peer, b"".join(bare(number) for number in range(30)))
        peer.close(1008)

    with ScriptedServer(script) as server, open_stream(server, max_queue=2) as stream:
        assert ids(stream, 30) == [str(number) for number in range(30)]
        with pytest.raises(StreamException):
            stream.get(5)


# -- accepted, and closed at once, for ever


def test_short_lived_links_end_the_stream_after_the_policys_number() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        peer.close(1001, "later")

    for number in (5, 3):
        policy = ReconnectPolicy(initial_delay=0.01, max_short_lived=number)
        with ScriptedServer(script) as server, open_stream(server, reconnect=policy) as stream:
            match = rf"{number} links in a row .* later"
            with pytest.raises(ReconnectExhausted, match=match) as caught:
                next(stream)
            assert (caught.value.code, server.connections) == (1001, number)


def test_short_lived_links_with_a_mail_between_start_the_count_again() -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(peer.number) if peer.number in (4, 8, 12) else b"")
        peer.close(1001)

    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert ids(stream, 3) == ["4", "8", "12"]
        with pytest.raises(ReconnectExhausted):
            next(stream)
        assert server.connections == 18


def test_short_lived_links_with_a_mail_that_has_come_before_are_no_better() -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1))
        peer.close(1001)

    with ScriptedServer(script) as server, open_stream(server) as stream:
        assert ids(stream, 1) == ["1"]
        with pytest.raises(ReconnectExhausted):
            next(stream)
        assert server.connections == 6


def test_short_lived_links_are_no_storm() -> None:
    policy = ReconnectPolicy(initial_delay=30.0, rng=random.Random(1))
    assert policy.delay(0) > 3
    with ScriptedServer(then_fin) as server:
        with open_stream(server, reconnect=policy) as stream:
            eventually(lambda: not has_link(stream))
            with pytest.raises(TimeoutError):
                stream.get(0.3)
            assert server.connections == 1


# -- mail that is sent twice or out of order: test_recovery.py

# -- a link that drops during recovery, and what else may go wrong there: test_recovery_gaps.py

# -- many reconnects: threads, descriptors and memory stay flat


def reconnect_many_times(count: int) -> int:
    """Half of the links are reset, half are closed; each brings a mail. Return how many."""
    settled = 50

    def script(peer: Peer) -> None:
        # Without an id, as ids are remembered for a while.
        ready(peer, frame(TEXT, {"to": [], "subject": str(peer.number), "text": "x" * 1000}))
        if peer.number == count:
            peer.hold()
        elif peer.number % 2:
            peer.reset()
        else:
            peer.close(1012)

    def descriptors() -> int:
        return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0

    def read(stream: MessageStream, first: int, last: int) -> None:
        for number in range(first, last):
            assert stream.get(10).email.subject == str(number)
            # The stream's, the one that connects, and former ones that have yet to end.
            assert len(our_threads()) <= 5

    policy = ReconnectPolicy(initial_delay=0.0)
    logging.getLogger("client.streaming").setLevel(logging.CRITICAL)  # caplog keeps records
    try:
        with ScriptedServer(script) as server, open_stream(server, reconnect=policy) as stream:
            read(stream, 0, settled)
            gc.collect()
            before = descriptors()
            tracemalloc.start()
            read(stream, settled, settled + 50)
            gc.collect()
            memory = tracemalloc.get_traced_memory()[0]
            read(stream, settled + 50, count + 1)
            eventually(lambda: stream.stats.reconnects == count)
            gc.collect()
            # A link that is open has a buffer, and maybe none was open before.
            assert tracemalloc.get_traced_memory()[0] < memory + READ_AHEAD + 140_000
            eventually(lambda: descriptors() <= before + 3)
            eventually(lambda: len(our_threads()) == 1)
            return stream.stats.reconnects
    finally:
        tracemalloc.stop()
        logging.getLogger("client.streaming").setLevel(logging.NOTSET)


def test_many_reconnects_leave_nothing_behind() -> None:
    assert reconnect_many_times(200) == 200


@pytest.mark.slow
def test_a_thousand_reconnects_leave_nothing_behind() -> None:
    assert reconnect_many_times(1000) == 1000
