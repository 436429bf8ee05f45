"""Up to which moment mail is complete. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from client.relay.progress import Mark, Progress

NOON = datetime(2026, 1, 31, 12, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_the_mark_stops_before_what_is_missing() -> None:
    progress = Progress(Mark(NOON, 7), is_gap_open=False)
    progress.acknowledged(0, at(1), 10)
    progress.acknowledged(2, at(3), 11)
    assert progress.mark() == Mark(at(1), 10)
    progress.acknowledged(1, at(2), 12)
    assert progress.mark() == Mark(at(3), 10)


def test_the_mark_stands_while_a_gap_is_open_and_until_what_was_found_is_done() -> None:
    progress = Progress(Mark(NOON, 1), is_gap_open=True)
    progress.acknowledged(0, at(5), 2)
    assert progress.mark() == Mark(NOON, 1)
    progress.gap_closed(barrier=3)
    assert progress.mark() == Mark(NOON, 1)
    progress.acknowledged(1, at(6), 3)
    progress.acknowledged(2, at(4), 4)
    mark = progress.mark()
    assert mark is not None
    assert mark.received == at(6)
    progress.gap_opened()
    progress.acknowledged(3, at(9), 5)
    assert progress.mark() == mark
    progress.gap_closed(barrier=4)
    assert progress.mark() == Mark(at(9), 2)


def test_mail_that_came_late_moves_no_mark_back() -> None:
    progress = Progress(None, is_gap_open=False)
    assert progress.mark() is None
    progress.acknowledged(0, None, 1)
    assert progress.mark() is None
    progress.acknowledged(1, at(50), 2)
    progress.acknowledged(2, at(20), 3)
    assert progress.mark() == Mark(at(50), 2)


def test_the_sequence_covers_the_overlap() -> None:
    """Whatever was received two minutes before the mark, or later, is from there on."""
    progress = Progress(Mark(NOON, 1), is_gap_open=False)
    where = {}
    for number in range(2000):
        received = at(number - (number % 7) * 13)
        where[number] = received
        progress.acknowledged(number, received, number + 1)
        if number % 100 == 99:
            mark = progress.mark()
            assert mark is not None
            needed = [n + 1 for n, r in where.items() if r >= mark.received - timedelta(minutes=2)]
            assert mark.sequence <= min(needed)
            assert number < 500 or mark.sequence > number - 500  # and not from the beginning


def test_what_others_have_stored_counts() -> None:
    progress = Progress(Mark(NOON, 5), is_gap_open=False)
    progress.stored(at(1), 6)
    progress.acknowledged(0, at(2), 90)
    assert progress.mark() == Mark(at(2), 6)


def test_a_mail_of_the_future_is_looked_for_from_where_it_is() -> None:
    """A search from the mark on lists it each time: it is to be known that it is there."""
    progress = Progress(Mark(NOON, 1), is_gap_open=False)
    progress.stored(at(3600), 7)
    for number in range(100):
        progress.acknowledged(number, at(number * 60), 8 + number)
        mark = progress.mark()
        assert mark is not None
        assert (mark.sequence > 7) == (mark.received > at(3600 + 240))


def test_a_quiet_link_moves_the_mark() -> None:
    progress = Progress(Mark(NOON, 5), is_gap_open=False)
    assert progress.is_idle(0)
    assert not progress.is_idle(1)
    progress.passed(at(60))
    assert progress.mark() == Mark(at(60), 5)
    progress.gap_opened()
    assert not progress.is_idle(0)
