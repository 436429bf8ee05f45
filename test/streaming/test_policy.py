"""How long a stream waits, and what ends it: pure, with times made up."""

from __future__ import annotations

import random

import pytest

from client.exceptions import (
    ClientException,
    ReconnectExhausted,
    StreamException,
    StreamProtocolException,
    TransportConnectionException,
    api_exception,
)
from client.streaming.policy import Backoff, LinkLost, ReconnectPolicy, is_final


class Highest(random.Random):
    """Draws the upper end of the range."""

    def uniform(self, a: float, b: float) -> float:
        return max(a, b)


LOST = LinkLost(TransportConnectionException("gone"))


def test_the_longest_wait_doubles_up_to_its_limit() -> None:
    policy = ReconnectPolicy(rng=Highest())
    waits = [policy.delay(attempt) for attempt in range(8)]
    assert waits == [0.5, 1.0, 2.0, 4.0, 8.0, 16.0, 30.0, 30.0]
    assert policy.delay(100_000) == 30.0


def test_the_jitter_is_full_and_can_be_repeated() -> None:
    waits = [ReconnectPolicy(rng=random.Random(seed)).delay(6) for seed in range(500)]
    assert 0.0 <= min(waits) < 1.0
    assert 29.0 < max(waits) <= 30.0
    assert waits == [ReconnectPolicy(rng=random.Random(seed)).delay(6) for seed in range(500)]


@pytest.mark.parametrize(("asked", "least"), [(None, 0.0), (7.0, 7.0), (365 * 86400.0, 300.0)])
def test_retry_after_is_honoured_and_capped(asked: float | None, least: float) -> None:
    assert least <= ReconnectPolicy().delay(0, asked) <= max(least, 0.5)


@pytest.mark.parametrize(
    "bad", [{"initial_delay": -1}, {"max_delay": -1}, {"max_short_lived": 0}, {"max_outage": -1}]
)
def test_numbers_out_of_range_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must be"):
        ReconnectPolicy(**bad)  # type: ignore[arg-type]  # the point of the test


@pytest.mark.parametrize("code", [1002, 1003, 1007, 1008, 1009, 4400, 4401, 4499])
def test_final_close_codes(code: int) -> None:
    assert is_final(StreamException("", code))


@pytest.mark.parametrize(
    "code", [None, 1000, 1001, 1011, 1012, 1013, 1014, 3000, 4000, 4399, 4408, 4429, 4500]
)
def test_close_codes_that_are_tried_again(code: int | None) -> None:
    assert not is_final(StreamException("", code))


def test_our_own_close_is_not_taken_for_the_services() -> None:
    assert not is_final(StreamProtocolException("", 1002))


@pytest.mark.parametrize(
    ("status", "final"),
    [
        *((status, True) for status in (400, 401, 403, 404)),
        *((status, False) for status in (408, 425, 429, 500, 503, 200, 302)),
    ],
)
def test_http_statuses(status: int, final: bool) -> None:
    assert is_final(api_exception(status, "", "", {})) is final


def test_links_that_never_last_end_the_stream() -> None:
    backoff = Backoff(ReconnectPolicy(max_short_lived=3))
    ends: list[float | ClientException] = []
    for now in (0.0, 10.0, 20.0):
        backoff.connected(now)
        ends.append(backoff.lost(now + 4.9, LinkLost(StreamException("bye", 1001))))
    assert [isinstance(end, float) for end in ends] == [True, True, False]
    assert isinstance(ends[2], ReconnectExhausted)
    assert "3 links in a row" in str(ends[2])
    assert "bye" in str(ends[2])
    assert ends[2].code == 1001


def test_failed_tries_to_connect_are_no_short_lived_links() -> None:
    backoff = Backoff(ReconnectPolicy(max_short_lived=1))
    assert all(isinstance(backoff.lost(float(now), LOST), float) for now in range(100))


def test_a_mail_or_a_long_life_starts_the_count_of_short_lived_links_again() -> None:
    backoff = Backoff(ReconnectPolicy(max_short_lived=2))
    for now in range(0, 100, 10):
        backoff.connected(float(now))
        if now % 20:
            backoff.delivered()
            assert isinstance(backoff.lost(now + 1.0, LOST), float)
        else:
            assert isinstance(backoff.lost(now + 1.0, LOST), float)
    backoff.connected(200.0)
    assert isinstance(backoff.lost(206.0, LOST), float)
    backoff.connected(210.0)
    assert isinstance(backoff.lost(211.0, LOST), float)


def test_a_mail_or_a_stable_link_starts_the_waits_again() -> None:
    backoff = Backoff(ReconnectPolicy(rng=Highest()))
    assert [backoff.lost(0.0, LOST) for _ in range(3)] == [0.5, 1.0, 2.0]
    backoff.connected(10.0)
    assert backoff.lost(39.0, LOST) == 4.0
    backoff.connected(40.0)
    assert backoff.lost(70.0, LOST) == 0.5
    backoff.connected(71.0)
    backoff.delivered()
    assert backoff.lost(71.5, LOST) == 0.5


def test_an_outage_has_an_end_if_that_is_asked_for() -> None:
    backoff = Backoff(ReconnectPolicy(max_outage=60.0))
    assert isinstance(backoff.lost(0.0, LOST), float)
    assert isinstance(backoff.lost(29.0, LOST), float)
    assert isinstance(backoff.lost(60.0, LOST), ReconnectExhausted)
    assert isinstance(Backoff(ReconnectPolicy(max_outage=0.0)).lost(0.0, LOST), ReconnectExhausted)
    backoff = Backoff(ReconnectPolicy(max_outage=60.0))
    assert isinstance(backoff.lost(0.0, LOST), float)
    backoff.listening()
    assert isinstance(backoff.lost(100.0, LOST), float)


def test_the_third_broken_protocol_in_a_row_is_final() -> None:
    backoff = Backoff(ReconnectPolicy())
    broken = LinkLost(StreamProtocolException("a masked frame", 1002))

    def link(lived: float, lost: LinkLost) -> float | ClientException:
        backoff.connected(0.0)
        backoff.delivered()
        return backoff.lost(lived, lost)

    for between in ((1.0, LOST), (30.0, broken)):
        link(1.0, broken)
        link(1.0, broken)
        assert isinstance(link(*between), float)
    assert isinstance(link(1.0, broken), float)
    assert link(1.0, broken) is broken.error
