"""Faults of a link's life: breaks, silence, closes, readers, the end of it all."""

from __future__ import annotations

import gc
import logging
import os
import random
import threading
import time
import traceback
import tracemalloc
from collections.abc import Callable

import pytest
from support.scripted_server import CLOSE, PING, PONG, TEXT, Peer, Script, ScriptedServer, frame
from support.streams import (
    KEY,
    NAMELESS,
    bare,
    close_from_another_thread,
    come_back,
    drip,
    eventually,
    has_link,
    ids,
    is_full,
    is_stuck,
    no_answer,
    no_listening,
    nothing_is_left,  # noqa: F401  # a fixture, for every test here
    open_stream,
    our_threads,
    queued,
    readers,
    ready,
    refusing,
    run,
    then_hold,
    within,
)

import client.streaming.keep_alive
from client.exceptions import ReconnectExhausted, StreamException
from client.streaming import MessageStream, ReconnectPolicy
from client.streaming.events import Event, Reconnecting
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


def test_short_lived_links_are_no_storm() -> None:
    policy = ReconnectPolicy(initial_delay=30.0, rng=random.Random(1))
    assert policy.delay(0) > 3
    with ScriptedServer(then_fin) as server:
        with open_stream(server, reconnect=policy) as stream:
            eventually(lambda: not has_link(stream))
            with pytest.raises(TimeoutError):
                stream.get(0.3)
            assert server.connections == 1


# -- a slow reader


def test_slow_reader_of_a_full_buffer_loses_nothing_and_memory_is_bounded() -> None:
    count = 10_000
    blob = "x" * 2000

    def script(peer: Peer) -> None:
        ready(peer)
        for first in range(0, count, 100):
            peer.send(b"".join(bare(number, text=blob) for number in range(first, first + 100)))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, max_queue=50) as stream:
        eventually(lambda: queued(stream) == 50)
        assert stream.stats.received < 250  # a batch more than there is room for
        most = 0
        for number in range(count):
            most = max(most, queued(stream))
            assert stream.get(5).email.id == str(number)
        assert most <= 50
        assert (stream.stats.received, server.connections) == (count, 1)


def test_slow_reader_is_bounded_in_bytes_too_and_one_large_mail_passes() -> None:
    data = b"".join(bare(number, text="x" * 1000) for number in range(100))

    def script(peer: Peer) -> None:
        ready(peer, data + bare(100, text="x" * 50_000) + bare(101))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, max_queue_bytes=10_000) as stream:
        eventually(lambda: is_full(stream))
        assert queued(stream) == 9
        assert ids(stream, 102) == [str(number) for number in range(102)]


def test_slow_reader_does_not_make_the_peer_look_dead() -> None:
    def script(peer: Peer) -> None:
        ready(peer, b"".join(bare(number) for number in range(200)))
        for _ in range(3):
            assert peer.expect(PONG) == b""  # unsolicited: the paused link shows that it lives
        paused.set()
        peer.send(bare(200))
        while (kind := peer.read_frame()[0]) != CLOSE:
            if kind == PING:
                peer.send(frame(PONG, b""))

    paused = threading.Event()
    with (
        ScriptedServer(script) as server,
        open_stream(server, max_queue=2, ping_interval=0.1, ping_timeout=0.7) as stream,
    ):
        assert paused.wait(10)
        time.sleep(2.1)  # the fault: three times the ping timeout
        assert ids(stream, 201) == [str(number) for number in range(201)]
        with pytest.raises(TimeoutError):
            stream.get(0.3)  # judged again, and found alive
        assert (server.connections, stream.stats.reconnects) == (1, 0)


def test_slow_reader_is_warned_of_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.streaming.keep_alive.FULL_TOO_LONG == 10.0
    monkeypatch.setattr(client.streaming.keep_alive, "FULL_TOO_LONG", 0.1)

    def script(peer: Peer) -> None:
        ready(peer, b"".join(bare(number) for number in range(10)))
        for _ in range(10):
            peer.expect(PONG)  # one each 0.05 s
        paused.set()
        peer.hold()

    paused = threading.Event()
    with ScriptedServer(script) as server:
        with open_stream(server, max_queue=2, ping_interval=0.05) as stream:
            assert paused.wait(10)
            assert caplog.text.count("the buffer is full") == 1
            assert ids(stream, 10) == [str(number) for number in range(10)]


# -- a reader that raises, breaks out, or drops the stream


def raises(server: ScriptedServer) -> None:
    with open_stream(server) as stream:
        for _ in stream:
            raise KeyError("mine")


def breaks_out(server: ScriptedServer) -> None:
    for _ in open_stream(server):
        break


def drops(server: ScriptedServer) -> None:
    open_stream(server)


@pytest.mark.parametrize("consume", [raises, breaks_out, drops])
def test_reader_that_raises_breaks_out_or_drops_leaves_no_thread_and_no_socket(
    consume: Callable[[ScriptedServer], None],
) -> None:
    gone = threading.Event()

    def script(peer: Peer) -> None:
        ready(peer, bare(1))
        peer.hold()  # it says goodbye
        peer.wait_gone()
        gone.set()

    with ScriptedServer(script) as server:
        if consume is raises:
            with pytest.raises(KeyError, match="mine"):
                consume(server)
        else:
            consume(server)
        gc.collect()
        assert gone.wait(5)
        eventually(lambda: not our_threads())


# -- close(), in every state of the stream. (While opening: test_faults_opening.py.)


def test_close_ends_iteration_and_get_in_other_threads() -> None:
    with ScriptedServer(then_hold()) as server:
        stream = open_stream(server)
        threads = [threading.Thread(target=list, args=(stream,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        eventually(lambda: readers(stream) == 3)
        assert close_from_another_thread(stream) < 1.0
        for thread in threads:
            thread.join(5)
            assert not thread.is_alive()


def test_close_twice_and_from_two_threads_at_once_is_prompt() -> None:
    with ScriptedServer(no_goodbye) as server:
        stream = open_stream(server)
        threads = [threading.Thread(target=stream.close) for _ in range(4)]
        with within(1.0):
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        with within(0.5):
            stream.close()
        assert stream.closed


def no_goodbye(peer: Peer) -> None:
    ready(peer)
    peer.wait_gone()


def mail_for_ever(peer: Peer) -> None:
    ready(peer)
    while True:
        peer.send(NAMELESS * 100)


def test_close_of_a_peer_that_ignores_the_goodbye_is_prompt() -> None:
    with ScriptedServer(no_goodbye) as server:
        assert close_from_another_thread(open_stream(server)) < 1.0


def test_close_with_a_full_buffer_is_prompt() -> None:
    with ScriptedServer(mail_for_ever) as server:
        stream = open_stream(server, max_queue=1)
        eventually(lambda: is_full(stream))
        assert close_from_another_thread(stream) < 1.0


def test_close_of_a_peer_that_reads_nothing_is_prompt() -> None:
    def script(peer: Peer) -> None:
        ready(peer)
        for _ in range(50):  # until the client's own writing is stuck
            peer.send(frame(PING, b"x" * 125) * 1000)
        flooded.set()
        closed.wait(20)

    flooded, closed = threading.Event(), threading.Event()
    with ScriptedServer(script, receive_buffer=4096) as server:
        stream = open_stream(server)
        assert flooded.wait(20)
        eventually(lambda: is_stuck(stream))
        assert close_from_another_thread(stream) < 1.0
        closed.set()


@pytest.mark.parametrize(
    "script",
    [refusing("503 Busy", "Retry-After: 60"), no_answer, no_listening, drip],
    ids=["waiting", "no answer", "no Listening", "drip"],
)
def test_close_while_reconnecting_is_prompt(script: Script) -> None:
    with ScriptedServer(come_back, script) as server:
        stream = open_stream(server, open_timeout=60)
        eventually(lambda: server.connections == 2)
        assert close_from_another_thread(stream) < 1.0
        assert server.connections == 2


def test_close_from_on_event_is_prompt() -> None:
    opened: list[MessageStream] = []
    took: list[float] = []

    def on_event(event: Event) -> None:
        if isinstance(event, Reconnecting):
            start = time.monotonic()
            opened[0].close()
            took.append(time.monotonic() - start)

    def script(peer: Peer) -> None:
        ready(peer)
        assert is_assigned.wait(10)
        peer.close(1012)

    is_assigned = threading.Event()
    with ScriptedServer(script) as server:
        opened.append(open_stream(server, on_event=on_event))
        is_assigned.set()
        with within(2):
            assert list(opened[0]) == []
        eventually(lambda: not our_threads())
        assert (len(took), server.connections) == (1, 1)
        assert took[0] < 1.0


# -- Ctrl-C


@pytest.mark.parametrize(
    ("call", "then"),
    [
        ("next(stream)", then_hold()),
        ("for _ in stream: pass", then_hold()),
        ("stream.get()", then_hold()),
        ("stream.get(60)", refusing("503 Busy", "Retry-After: 60")),
        ("next(stream)", no_answer),
    ],
    ids=["next", "loop", "get", "get while waiting to reconnect", "next while connecting"],
)
def test_ctrl_c_is_raised_at_once_and_the_socket_closed(call: str, then: Script) -> None:
    with ScriptedServer(come_back, then) as server:
        program = f"""
def interrupt():
    eventually(lambda: readers(stream) and (stream.stats.reconnects or not has_link(stream)))
    interrupted.append(time.monotonic())
    os.kill(os.getpid(), signal.SIGINT)

interrupted = []
logging.disable()
stream = stream_from(web_sockets({server.url!r}), open_timeout=60)
threading.Thread(target=interrupt).start()
try:
    {call}
except KeyboardInterrupt:
    took = time.monotonic() - interrupted[0]
    stream.close()
    print("interrupted", took < 1)
    eventually(lambda: not our_threads())
"""
        assert run(program) == "interrupted True\n"


def test_ctrl_c_while_opening_is_raised_at_once() -> None:
    def script(peer: Peer) -> None:
        head = peer.request()
        os.kill(int(head.partition(b"&addresses=pid")[2].partition(b"@")[0]), 2)
        peer.wait_gone()

    with ScriptedServer(script) as server:
        program = f"""
start = time.monotonic()
try:
    stream_from(web_sockets({server.url!r}), addresses=f"pid{{os.getpid()}}@x", open_timeout=60)
except KeyboardInterrupt:
    print("interrupted", time.monotonic() - start < 3)
    eventually(lambda: not our_threads())
"""
        assert run(program) == "interrupted True\n"


# -- mail that is sent twice or out of order: test/test_recovery.py

# -- a link that drops during recovery, and what else may go wrong there: test/test_recovery.py

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


# -- the end of the process, and fork


@pytest.mark.parametrize(
    "script",
    [no_goodbye, mail_for_ever, come_back],
    ids=["idle", "full", "reconnecting"],
)
def test_exit_with_a_stream_open_does_not_hang(script: Script) -> None:
    with ScriptedServer(script, no_answer) as server:
        program = f"""
logging.disable()
stream = stream_from(web_sockets({server.url!r}), max_queue=1, open_timeout=60)
full = {script is mail_for_ever}
eventually(lambda: not full or is_full(stream))
print("open")
"""
        assert run(program) == "open\n"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_fork_leaves_the_child_nothing_to_read_and_the_parent_its_link() -> None:
    child_is_gone = threading.Event()

    def script(peer: Peer) -> None:
        ready(peer, bare(1))
        assert child_is_gone.wait(10)
        peer.send(bare(2))
        peer.hold()

    def told(peer: Peer) -> None:
        child_is_gone.set()
        then_hold()(peer)

    with ScriptedServer(script, told) as server:
        program = f"""
import warnings
warnings.simplefilter("ignore", DeprecationWarning)  # fork with threads: the point of the test
stream = stream_from(web_sockets({server.url!r}))
is_held, is_forked = threading.Event(), threading.Event()
def hold():
    with stream._store.changed.lock:  # as the stream's thread may, at that moment
        is_held.set()
        is_forked.wait()
threading.Thread(target=hold).start()
is_held.wait()
child = os.fork()
if not child:
    problems = 0
    calls = stream.get, lambda: stream.get(0), stream.__next__, lambda: list(stream)
    for call in (*calls, stream.wait_for):
        try:
            call()
        except StreamClosedException:
            problems += 1
    stream.close()
    os._exit(problems if stream.closed else 9)
_, status = os.waitpid(child, 0)
is_forked.set()
stream_from(web_sockets({server.url!r})).close()
print(os.waitstatus_to_exitcode(status), ids(stream, 2), stream.stats.reconnects)
stream.close()
"""
        assert run(program) == "5 ['1', '2'] 0\n"
