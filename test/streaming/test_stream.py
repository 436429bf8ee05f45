"""The stream as its users see it: arguments, iteration, ``get``, ``close``, counts and names.

What it does when things go wrong is in ``test_faults_*.py``, by the rows of the fault table.
"""

from __future__ import annotations

import inspect
import subprocess
import sys
import threading
from typing import Any

import pytest
import websocket
from support.scripted_server import TEXT, Peer, ScriptedServer, frame
from support.streams import (
    ADDRESS,
    KEY,
    KEY_IN_URL,
    bare,
    eventually,
    ids,
    open_stream,
    queued,
    readers,
    ready,
    then_hold,
    web_sockets,
    within,
)

from client.exceptions import StreamClosedException, StreamException
from client.streaming import ReconnectPolicy, StreamStats

# -- arguments


def test_what_is_asked_for_and_what_arrives() -> None:
    def script(peer: Peer) -> None:
        head = peer.accept(bare(0))
        assert b"/incoming-messages?key=k_S3cr3t%2F%2B%26key&addresses=a@x.example,b+c" not in head
        assert b"?key=" + KEY_IN_URL.encode() + b"&addresses=a@x.example,b%2Bc@y.example " in head
        peer.listening(ADDRESS, "B+C@y.example", domains=("x.example",))
        peer.text({"_id": "1", "to": []})
        peer.text({"status": 200, "email": {"_id": "2", "subject": "two"}})
        peer.hold()

    with (
        ScriptedServer(script) as server,
        open_stream(server, addresses=f" {ADDRESS} ,b+c@y.example,,{ADDRESS}") as stream,
    ):
        assert stream.listening == (ADDRESS, "B+C@y.example", "x.example")
        assert stream.not_listening == ()
        assert ids(stream, 3) == ["0", "1", "2"]
        stats = stream.stats
        assert (stats.received, stats.skipped, stats.reconnects) == (3, 0, 0)
        assert stats.bytes > 100
        assert KEY not in repr(stream)
        assert not stream.closed
        with pytest.raises(TimeoutError):
            stream.get(0)
        with pytest.raises(TimeoutError):
            stream.get(0.01)
    assert stream.closed
    assert list(stream) == []
    with pytest.raises(StreamClosedException):
        stream.get()
    stream.close()


@pytest.mark.parametrize(
    "addresses", [None, "", " , ", [], "a b@x", "a@x\n", ["a@x", "b\t@x"], "a\x00@x", "x" * 16_000]
)
def test_addresses_that_cannot_be_are_refused_before_a_link(addresses: Any) -> None:
    with ScriptedServer(then_hold()) as server:
        with pytest.raises(ValueError, match="addresses"):
            open_stream(server, addresses=addresses)
        assert server.connections == 0


def test_arguments_that_cannot_be_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAILSAC_API_KEY", raising=False)
    monkeypatch.delenv("MAILSAC_KEY", raising=False)
    api = web_sockets("ws://127.0.0.1:9/", api_key=None)
    for no_key in (None, ""):
        with pytest.raises(ValueError, match=r"key=.*MAILSAC_API_KEY"):
            api.stream(no_key, ADDRESS)
    with pytest.raises(ValueError, match="API key"):
        api.stream("k_\n", ADDRESS)
    with pytest.raises(TypeError):
        api.stream(b"k_", ADDRESS)  # type: ignore[arg-type]  # the point of the test
    with pytest.raises(TypeError):
        api.stream(KEY, [b"a@x"])  # type: ignore[list-item]  # the point of the test
    for name in ("open_timeout", "ping_interval", "ping_timeout", "max_queue", "max_queue_bytes"):
        with pytest.raises(ValueError, match=name):
            api.stream(KEY, ADDRESS, **{name: 0})  # type: ignore[arg-type]  # any of them


# -- reading


def test_iteration_and_get_take_the_oldest_mail() -> None:
    data = b"".join(bare(number) for number in range(6))
    with ScriptedServer(then_hold(data)) as server, open_stream(server) as stream:
        assert iter(stream) is stream
        assert next(stream).email.id == "0"
        assert stream.get(5).email.id == "1"
        for number, frame_ in enumerate(stream, start=2):
            assert frame_.email.id == str(number)
            if number == 3:
                break
        assert [stream.get(0).email.id, stream.get(timeout=None).email.id] == ["4", "5"]


def test_get_waits_as_long_as_it_is_told() -> None:
    with ScriptedServer(then_hold()) as server, open_stream(server) as stream:
        with within(0.2), pytest.raises(TimeoutError, match="0 s"):
            stream.get(0)
        with within(2, at_least=0.2), pytest.raises(TimeoutError, match=r"0\.2 s"):
            stream.get(0.2)
        assert not stream.closed


def test_each_mail_goes_to_one_of_several_readers() -> None:
    count = 1000
    taken: list[str | None] = []

    def read() -> None:
        taken.extend(frame_.email.id for frame_ in stream)

    def script(peer: Peer) -> None:
        ready(peer)
        everybody_waits.wait(10)
        for number in range(count):
            peer.send(bare(number))
        peer.hold()

    everybody_waits = threading.Event()
    with ScriptedServer(script) as server, open_stream(server) as stream:
        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        eventually(lambda: readers(stream) == 4)
        everybody_waits.set()
        eventually(lambda: len(taken) == count)
        stream.close()
        for thread in threads:
            thread.join(5)
        assert sorted(taken, key=lambda i: int(i or -1)) == [str(n) for n in range(count)]


# -- the end


def test_after_close_iteration_ends_and_get_raises() -> None:
    with ScriptedServer(then_hold(bare(1) + bare(2))) as server:
        stream = open_stream(server)
        assert ids(stream, 1) == ["1"]
        stream.close()
        for _ in range(2):
            assert list(stream) == []  # what was not read is gone
            for timeout in (None, 0, 1):
                with pytest.raises(StreamClosedException):
                    stream.get(timeout)
            stream.close()
        assert stream.closed


def test_after_its_own_end_the_stream_gives_the_mail_then_the_same_error() -> None:
    def script(peer: Peer) -> None:
        ready(peer, bare(1) + bare(2))
        peer.close(4401, "enough")

    with ScriptedServer(script) as server:
        with open_stream(server) as stream:
            eventually(lambda: stream.closed)
            assert ids(stream, 2) == ["1", "2"]
            for call in (stream.get, stream.__next__, lambda: stream.get(0)):
                with pytest.raises(StreamException, match="enough") as caught:
                    call()
                assert caught.value.code == 4401
        assert list(stream) == []
        with pytest.raises(StreamClosedException):
            stream.get()


def test_the_end_of_the_block_closes_whatever_is_raised_in_it() -> None:
    with ScriptedServer(then_hold()) as server:
        stream = open_stream(server)
        with pytest.raises(KeyError, match="mine"), stream as entered:
            raise KeyError("mine" if entered is stream else "other")
        assert stream.closed


# -- names and counts


def test_repr_says_what_it_does() -> None:
    with ScriptedServer(then_hold(bare(1))) as server:
        with open_stream(server) as stream:
            eventually(lambda: queued(stream) == 1)
            assert repr(stream) == "<MessageStream listening to 1, 1 to read>"
        assert repr(stream) == "<MessageStream closed, 0 to read>"
        assert "ReconnectPolicy(" in repr(ReconnectPolicy())


def test_stats_are_a_snapshot() -> None:
    with ScriptedServer(then_hold(bare(1))) as server, open_stream(server) as stream:
        stream.get(5)
        before = stream.stats
        assert isinstance(before, StreamStats)
        assert before == stream.stats
        with pytest.raises(AttributeError):
            before.received = 5  # type: ignore[misc]  # the point of the test


# -- the rest


def test_importing_is_cheap() -> None:
    names = "[m for m in ('websocket', 'urllib3') if m in sys.modules]"
    program = f"import sys, client.streaming; print({names})"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "[]\n"


def test_canary_for_the_private_parts_of_websocket_client() -> None:
    """Fails when the parts of the library that ``frames.py`` builds on have changed."""
    abnf, reader = websocket.ABNF, websocket.frame_buffer
    assert list(inspect.signature(reader.__init__).parameters) == [
        "self",
        "recv_fn",
        "skip_utf8_validation",
    ]
    source = inspect.getsource(reader.recv_frame)
    order = ["self.recv_header()", "self.recv_length()", "self.recv_mask()"]
    order += ["self.recv_strict(length)", "self.clear()", "frame.validate("]
    places = [source.find(part) for part in order]
    assert -1 not in places
    assert places == sorted(places)
    assert "recv_strict(2)" in inspect.getsource(reader.recv_header)
    assert "self.header = (fin, rsv1, rsv2, rsv3, opcode, has_mask, length_bits)" in (
        inspect.getsource(reader.recv_header)
    )
    # A frame that comes byte by byte: the state must outlive a recv_strict that gives up.
    data = frame(TEXT, b"x" * 300)
    at_hand = bytearray()

    class Patient(reader):  # type: ignore[misc, valid-type]  # a class that is looked up
        def recv_strict(self, bufsize: int) -> bytes:
            if len(at_hand) < bufsize:
                raise BlockingIOError
            taken = bytes(at_hand[:bufsize])
            del at_hand[:bufsize]
            return taken

    patient = Patient(None, True)
    for number, byte in enumerate(data):
        at_hand.append(byte)
        if number < len(data) - 1:
            with pytest.raises(BlockingIOError):
                patient.recv_frame()
    got = patient.recv_frame()
    assert (got.opcode, got.fin, got.data) == (abnf.OPCODE_TEXT, 1, b"x" * 300)
    made = abnf.create_frame(b"hello", abnf.OPCODE_PING).format()
    assert made[:2] == b"\x89\x85"
    assert abnf.mask(made[2:6], made[6:]) == b"hello"
