"""Faults of the first frames: Listening is missing, late, or leaves out an address."""

from __future__ import annotations

import logging
import re

import pytest
from support.scripted_server import CLOSE, PING, TEXT, Peer, ScriptedServer, frame
from support.streams import (
    ADDRESS,
    LISTENING,
    NAMELESS,
    bare,
    come_back,
    ids,
    no_listening,
    open_stream,
    then_hold,
    within,
)

from client.exceptions import (
    StreamException,
    TransportTimeoutException,
)

# -- Listening is missing, late, or no JSON; mail comes before it


def test_missing_listening_is_bounded() -> None:
    def not_json(peer: Peer) -> None:
        peer.accept(frame(TEXT, b"Listening") + frame(TEXT, b"[]"))
        peer.wait_gone()

    for script in (no_listening, not_json):
        with ScriptedServer(script) as server, within(2, at_least=0.3):
            with pytest.raises(TransportTimeoutException, match="listens"):
                open_stream(server, open_timeout=0.3)


LIMIT = r"did not say within 0.5 s \(open_timeout\) that it listens"


def test_missing_listening_with_mail_without_end_is_bounded() -> None:
    def script(peer: Peer) -> None:
        peer.accept()
        while True:
            peer.send(NAMELESS * 100)

    with ScriptedServer(script) as server:
        with within(4), pytest.raises(TransportTimeoutException, match=LIMIT):
            open_stream(server, max_queue=1, open_timeout=0.5)


def test_missing_listening_and_a_close_raise_at_the_call() -> None:
    def script(peer: Peer) -> None:
        peer.accept()
        peer.close(1011, "not today")

    with ScriptedServer(script) as server:
        with pytest.raises(StreamException, match="not today") as caught:
            open_stream(server)
        assert (caught.value.code, server.connections) == (1011, 1)


def test_late_listening_opens_and_early_mail_is_delivered() -> None:
    def script(peer: Peer) -> None:
        peer.accept(bare(1) + frame(TEXT, b"no JSON"))
        peer.send(bare(2))
        assert peer.expect(PING) == b""  # it has waited so long that it asks for life
        peer.send(LISTENING + bare(3))
        peer.hold()

    with ScriptedServer(script) as server, open_stream(server, ping_interval=0.2) as stream:
        assert ids(stream, 3) == ["1", "2", "3"]
        assert stream.stats.skipped == 1


def test_early_mail_is_delivered_on_a_later_link_too() -> None:
    def second(peer: Peer) -> None:
        peer.accept(bare(1) + bare(2) + LISTENING + bare(3))
        peer.hold()

    with ScriptedServer(come_back, second) as server, open_stream(server) as stream:
        assert ids(stream, 3) == ["1", "2", "3"]


# -- Listening leaves out what was asked for


def test_listening_that_leaves_out_an_address_warns_or_raises(
    caplog: pytest.LogCaptureFixture,
) -> None:
    domain = "z.example"

    def hears_the_domain(peer: Peer) -> None:
        peer.accept()
        peer.listening(domains=(domain,))
        peer.hold()

    options = {"addresses": [ADDRESS.upper(), "b@x.example", "y.example"]}
    with ScriptedServer(then_hold()) as server:
        with open_stream(server, **options) as stream:
            assert stream.listening == (ADDRESS,)
            assert stream.not_listening == ("b@x.example", "y.example")
        warnings = [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING]
        assert any("does not listen to b@x.example, y.example" in text for text in warnings)
        with pytest.raises(StreamException, match=r"b@x\.example, y\.example"):
            open_stream(server, require_all=True, **options)
        assert server.connections == 2
        # An address is heard with its domain.
        both = [domain, f"C@{domain}"]
        with ScriptedServer(hears_the_domain) as other:
            with open_stream(other, addresses=both, require_all=True) as stream:
                assert stream.not_listening == ()
        # Hundreds of them make no line of their length.
        options = {"addresses": [f"{number}@x.example" for number in range(300)]}
        with pytest.raises(StreamException, match=r"9@x\.example and 290 more \(is it"):
            open_stream(server, require_all=True, **options)


def test_listening_that_later_leaves_out_an_address_is_told() -> None:
    def second(peer: Peer) -> None:
        peer.accept()
        peer.listening("b@x.example")
        peer.send(bare(1))
        peer.hold()

    with ScriptedServer(come_back, second) as server, open_stream(server) as stream:
        before = stream.not_listening
        assert ids(stream, 1) == ["1"]
        assert (before, stream.not_listening) == ((), (ADDRESS,))


def test_listening_that_later_leaves_out_an_address_is_final_with_require_all() -> None:
    def second(peer: Peer) -> None:
        peer.accept()
        peer.listening("b@x.example")
        assert peer.expect(CLOSE)

    with ScriptedServer(come_back, second) as server:
        with open_stream(server, require_all=True) as stream:
            with pytest.raises(StreamException, match=re.escape(ADDRESS)):
                next(stream)
        assert server.connections == 2
