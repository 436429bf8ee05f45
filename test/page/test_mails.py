"""The mails of the page are bounded, and its documents are harmless."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta, timezone

import pytest
from support.pages import new_mail

from client.page.document import framed_document, policy
from client.page.mails import Mails, NewMail
from client.page.view import details, document, examined, found, row

pytestmark = pytest.mark.once

HOSTILE = [b"", b"\0", b"\xff" * 100, b"Subject:\r\n", b"From: <<<\r\n\r\n", b"\r\n\r\n" * 1000]


def test_the_oldest_go_first_by_count() -> None:
    mails = Mails()
    for number in range(5000):
        assert mails.add(new_mail(f"{number}")) == (number + 1, [])
    assert mails.add(new_mail("the last")) == (5001, [1])
    assert len(mails.keys()) == 5000
    assert mails.get(1) is None
    assert mails.get(2) is not None


def test_the_oldest_go_first_by_bytes() -> None:
    mails = Mails()
    raw = bytes(60 * 1024 * 1024)
    gone = [mails.add(NewMail("a@x.example", datetime.now(UTC), raw))[1] for _ in range(6)]
    assert gone == [[], [], [], [], [1], [2]]
    whole = NewMail("a@x.example", datetime.now(UTC), bytes(300 * 1024 * 1024))
    assert mails.add(whole)[1] == [3, 4, 5, 6]  # one is kept, however large
    assert mails.keys() == [7]
    assert mails.add(new_mail())[1] == [7]


def test_the_newest_are_read_first_and_what_is_gone_never() -> None:
    mails = Mails()
    for number in range(5):
        mails.add(new_mail(f"{number}"))
    mails.remove(4)
    entries = mails.take_unprepared(3)
    assert [one.key for one in entries] == [5, 3, 2]
    mails.remove(3)
    assert [one.key for one in mails.prepared((one, {}) for one in entries)] == [5, 2]
    older = mails.take_unprepared(1)
    mails.prepared((one, {}) for one in older)
    mails.remove(2)
    assert [mails.take_unsearched(), mails.take_unsearched()] == [mails.get(5), mails.get(1)]
    assert mails.take_unsearched() is None
    assert not mails.remove(4)


@pytest.mark.parametrize("raw", HOSTILE)
def test_whatever_comes_is_shown(raw: bytes) -> None:
    for moment in (
        datetime.min.replace(tzinfo=timezone(timedelta(hours=14))),
        datetime.max.replace(tzinfo=timezone(timedelta(hours=-14))),
        datetime(2026, 1, 1),
    ):
        mail = NewMail("", moment, raw)
        assert row(mail)["size"] == len(raw)
        assert set(found(mail)) == {"code", "link"}
        assert details(mail)["size"] == len(raw)
        assert examined(mail)["codes"] == []
        assert document(mail, remote=False).startswith("<!DOCTYPE html>")


@pytest.mark.parametrize("target", ["_top", "_self", "frame", "_parent"])
def test_links_open_tabs_of_their_own(target: str) -> None:
    for link in (
        f'<a href="https://x.example/" target="{target}">x</a>',
        f"<A TARGET={target} HREF=https://x.example/>x</A>",
        f"<area title='a' target = '{target}' href='https://x.example/'>",
        f'<a title="a>b"target="{target}" href="https://x.example/">x</a>',
    ):
        shown = framed_document(link, remote=False)
        assert f"data-target{link[link.lower().index('target') + 6 :]}" in shown
        assert shown.startswith('<!DOCTYPE html><base target="_blank">')
    assert "target=a" in framed_document("<p>Write target=a", remote=False)  # a text
    assert '<a target="_self" href="#a"' in framed_document('<a href="#a">', remote=False)


def test_a_policy_for_each_way() -> None:
    closed, opened = policy(remote=False), policy(remote=True)
    for each in (closed, opened):
        for word in ("sandbox allow-popups ", "default-src 'none'", "form-action 'none'"):
            assert word in each
        assert "allow-scripts" not in each
    assert "http" not in closed
    assert "img-src data: http: https:" in opened
    shown = framed_document('<link rel=prefetch href=x><link rel="stylesheet" href=y>', remote=True)
    assert shown.count("<link") == 1


@pytest.mark.parametrize(
    "piece", ["<link", "<a target=", "<a ", "<img src=", "url(", '<a "', "<table ", "<img x"]
)
def test_documents_take_linear_time(piece: str) -> None:
    mail = new_mail("x", piece * (400_000 // len(piece)), "Content-Type: text/html\r\n")
    began = time.perf_counter()
    document(mail, remote=True)
    details(mail)
    examined(mail)
    assert time.perf_counter() - began < 8  # the square of it would take minutes
