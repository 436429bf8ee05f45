"""What the page of a sandbox can do, whatever the sandbox was started with."""

from __future__ import annotations

import smtplib
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from support.pages import Browser, Feed
from support.sandboxes import deliver, mail

from client.sandbox import Sandbox

TO = "you@sandbox.example"


def entered(sandbox: Sandbox) -> Browser:
    browser = Browser(sandbox.page_url)
    browser.enter()
    return browser


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"smtp_login": "user:pass:word"},
        {"smtp_tls": "starttls"},
        {"smtp_tls": "implicit", "smtp_login": "user:password"},
        {"bind": "0.0.0.0"},
    ],
    ids=str,
)
def test_samples_are_sent(options: dict[str, Any]) -> None:
    began = datetime.now(UTC)
    with Sandbox(tls=False, **options) as sandbox:
        browser = entered(sandbox)
        assert browser.post("/send", {"sample": "code", "to": f" {TO} "}).status == 200
        assert sandbox.recipients(began) == [TO]
        with closing(Feed(browser)) as feed:
            setup = feed.until("hello")[0]["setup"]
        assert bool(setup["command"]) == ("smtp_login" not in options)


@pytest.mark.parametrize(
    ("to", "inbox"),
    [
        ("a@bücher.example", "a@xn--bcher-kva.example"),
        ("ü@x.example", "ü@x.example"),
        (" a.b+c@x.example ", "a.b+c@x.example"),
    ],
)
def test_samples_go_to_any_address(sandbox: Sandbox, to: str, inbox: str) -> None:
    began = datetime.now(UTC)
    assert entered(sandbox).post("/send", {"sample": "code", "to": to}).status == 200
    assert sandbox.recipients(began) == [inbox]


@pytest.mark.parametrize(
    "to",
    ["", "nobody", "@", "a@", "@x.example", "a b@@x", "a@(", "a@[", "a@.", "a@x.example\r\nDATA"],
)
def test_what_is_no_address_is_said(sandbox: Sandbox, to: str) -> None:
    answer = entered(sandbox).post("/send", {"sample": "code", "to": to})
    assert (answer.status, answer.json["error"]) == (400, "this is no address")


def test_what_is_no_sample_or_is_refused_is_said(sandbox: Sandbox) -> None:
    browser = entered(sandbox)
    answer = browser.post("/send", {"sample": "other", "to": TO})
    assert (answer.status, answer.json["error"]) == (400, "there is no such sample")
    sandbox.smtp_faults(550)
    answer = browser.post("/send", {"sample": "code", "to": TO})
    assert answer.status == 400
    assert answer.json["error"].startswith("it was not sent: ")
    assert "550" in answer.json["error"]


def test_faults_of_smtp_and_what_they_did_are_shown(sandbox: Sandbox) -> None:
    browser = entered(sandbox)
    with closing(Feed(browser)) as feed:
        feed.until("complete")
        answer = browser.post("/fault", {"name": "smtp", "values": {"status": "451", "count": 1}})
        assert answer.json["said"] == "mail is refused with 451"
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            deliver(sandbox, mail(), TO)
        assert "451" in feed.until("note")[-1]["text"]
        deliver(sandbox, mail(), TO)
        assert feed.until("mails")[-1]["rows"][0]["inbox"] == TO


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("smtp", {"status": "200", "count": 1}),
        ("smtp", {"status": float("inf"), "count": 1}),
        ("smtp", {}),
        ("fail", {"count": 0, "status": 503, "on": "both"}),
        ("fail", {"status": "503"}),
        ("fail", {"other": 1}),
        ("delay", {"seconds": 1e9, "on": "rest"}),
        ("delay", {}),
        ("drop", {"how": "softly"}),
        ("other", {}),
    ],
)
def test_a_fault_that_there_is_not_is_refused(
    sandbox: Sandbox, name: str, values: dict[str, Any]
) -> None:
    answer = entered(sandbox).post("/fault", {"name": name, "values": values})
    assert answer.status == 400
    assert answer.json["error"]


def test_mail_that_is_kept_over_a_restart_is_shown(tmp_path: Path) -> None:
    for count in (1, 2):
        with Sandbox(tls=False, keep=tmp_path / "mails.sqlite") as sandbox:
            sandbox.enable_domain("sandbox.example")
            deliver(sandbox, mail(f"Mail {count}"), TO)
            with closing(Feed(entered(sandbox))) as feed:
                found = [e for e in feed.until("found") if e["kind"] == "mails"]
            subjects = [row["subject"] for event in found for row in event["rows"]]
            assert subjects == ["Mail 2", "Mail 1"][-count:]
