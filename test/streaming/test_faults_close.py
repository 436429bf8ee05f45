"""The end of a stream in each of its states: close(), Ctrl-C, the end of the process, fork."""

from __future__ import annotations

import os
import threading
import time

import pytest
from support.scripted_server import PING, Peer, Script, ScriptedServer, frame
from support.streams import (
    NAMELESS,
    PROMPT,
    bare,
    close_from_another_thread,
    come_back,
    drip,
    eventually,
    is_full,
    is_stuck,
    no_answer,
    no_listening,
    open_stream,
    our_threads,
    readers,
    ready,
    refusing,
    run,
    then_hold,
    within,
)

from client.streaming import MessageStream
from client.streaming.events import Event, Reconnecting

# -- close(), in every state of the stream. (While opening: test_faults_opening.py.)


def test_close_ends_iteration_and_get_in_other_threads() -> None:
    with ScriptedServer(then_hold()) as server:
        stream = open_stream(server)
        threads = [threading.Thread(target=list, args=(stream,)) for _ in range(3)]
        for thread in threads:
            thread.start()
        eventually(lambda: readers(stream) == 3)
        assert close_from_another_thread(stream) < PROMPT
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
        assert close_from_another_thread(open_stream(server)) < PROMPT


def test_close_with_a_full_buffer_is_prompt() -> None:
    with ScriptedServer(mail_for_ever) as server:
        stream = open_stream(server, max_queue=1)
        eventually(lambda: is_full(stream))
        assert close_from_another_thread(stream) < PROMPT


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
        assert close_from_another_thread(stream) < PROMPT
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
        assert close_from_another_thread(stream) < PROMPT
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
    with stream._store.lock:  # as the stream's thread may, at that moment
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
