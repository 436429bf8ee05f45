"""Faults for those who send mail."""

from __future__ import annotations

import contextlib
import json
import smtplib
import threading
import time
from typing import Any

import pytest
from support.sandboxes import deliver, mail
from support.senders import nodemailer, ran
from support.streams import eventually
from support.wire import raw_api_of

from client.sandbox import Sandbox
from client.sandbox.event_log import EventLog
from client.sandbox.smtp_faults import SmtpFaults

TO = "a@box.test"
AT_ONCE = (421, 450, 451, 452, 550)
AT_THE_END = (552, 554)


def begin(smtp: smtplib.SMTP) -> None:
    """So that recipients can follow."""
    smtp.ehlo()
    assert smtp.mail("x@y.test")[0] == 250


def count(sandbox: Sandbox, email: str = TO) -> int:
    with raw_api_of(sandbox) as api:
        return int(api("GET", f"/addresses/{email}/message-count")["count"])


def texts(sandbox: Sandbox) -> list[str]:
    return [event.text.partition(" (")[0] for event in sandbox.events()]


@pytest.mark.parametrize("status", AT_ONCE)
def test_a_recipient_is_refused(
    sandbox: Sandbox, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("INFO", "client.sandbox")
    sandbox.smtp_faults(status, count=1)
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as caught:
            smtp.send_message(mail(), "x@y.test", [TO])
        assert caught.value.recipients[TO][0] == status
        if status == 421:  # the connection ends, too
            with pytest.raises(smtplib.SMTPServerDisconnected):
                smtp.noop()
        else:
            smtp.send_message(mail(), "x@y.test", [TO])
            assert count(sandbox) == 1
    deliver(sandbox, mail(), TO)
    (event,) = sandbox.events()
    assert (event.number, event.kind, event.inbox) == (1, "fault", TO)
    assert event.text.startswith(f"SMTP answers {status} ")
    assert event.text.endswith(" (the sandbox was told to say so)")
    assert f"fault for {TO}: {event.text}" in caplog.messages


@pytest.mark.parametrize("status", AT_THE_END)
def test_a_mail_is_refused_once_it_has_come(sandbox: Sandbox, status: int) -> None:
    sandbox.smtp_faults(status, to=TO, count=1)
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        with pytest.raises(smtplib.SMTPDataError) as caught:
            smtp.send_message(mail(), "x@y.test", ["b@box.test", TO])
        assert caught.value.smtp_code == status
        assert count(sandbox) == count(sandbox, "b@box.test") == 0
        smtp.send_message(mail(), "x@y.test", ["b@box.test", TO])
    assert count(sandbox) == count(sandbox, "b@box.test") == 1


def test_what_was_to_be_refused_and_taken_back_is_not_refused(sandbox: Sandbox) -> None:
    sandbox.smtp_faults(554, count=1)
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        begin(smtp)
        assert smtp.rcpt(TO)[0] == 250
        smtp.rset()
        smtp.send_message(mail(), "x@y.test", [TO])
    assert count(sandbox) == 1


def test_by_recipient_domain_and_count(sandbox: Sandbox) -> None:
    sandbox.smtp_faults(550, to="Gone@Box.test")
    sandbox.smtp_faults(450, to="bücher.example", count=2)
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        begin(smtp)
        codes = [
            smtp.rcpt(to)[0]
            for to in (
                *(TO, "gone@box.test", "GONE@BOX.TEST", "gone@other.test"),
                *("a@xn--bcher-kva.example", "b@XN--bcher-kva.example", "c@xn--bcher-kva.example"),
            )
        ]
        assert codes == [250, 550, 550, 250, 450, 450, 250]
        sandbox.reset_faults()
        assert smtp.rcpt("gone@box.test")[0] == 250


def test_by_chance(sandbox: Sandbox) -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        begin(smtp)
        sandbox.smtp_faults(451, to="never.test", probability=0)
        assert [smtp.rcpt("a@never.test")[0] for _ in range(10)] == [250] * 10
        sandbox.smtp_faults(451, to="coin.test", probability=0.5)
        codes = [smtp.rcpt("a@coin.test")[0] for _ in range(60)]
    assert {*codes} == {250, 451}  # that all are alike happens once in 2**59


def test_delays_add_up_to_less_than_an_idle_connection_has() -> None:
    faults = SmtpFaults(EventLog(tell=print), by_address=False)
    for _ in range(3):
        faults.plan(None, None, None, 1.0, 25.0)
    assert faults.answer_to(TO).delay == 50


def test_faults_hold_together(sandbox: Sandbox) -> None:
    sandbox.smtp_faults(None, delay=0.1)
    sandbox.smtp_faults(450, count=1, delay=0.1)
    sandbox.smtp_faults(550, count=1)
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        begin(smtp)
        begun = time.monotonic()
        assert smtp.rcpt(TO)[0] == 450
        assert time.monotonic() - begun >= 0.2
        assert [smtp.rcpt(TO)[0] for _ in range(2)] == [550, 250]
    waits = [text for text in texts(sandbox) if "waits" in text]
    assert waits == ["SMTP waits for 0.2 s", "SMTP waits for 0.1 s", "SMTP waits for 0.1 s"]


def test_who_waits_goes_on_at_once_when_all_is_well_again(sandbox: Sandbox) -> None:
    sandbox.smtp_faults(None, delay=50)
    with smtplib.SMTP(*sandbox.smtp, timeout=20) as smtp:
        begin(smtp)
        codes: list[int] = []
        waiting = threading.Thread(target=lambda: codes.append(smtp.rcpt(TO)[0]))
        waiting.start()
        eventually(sandbox.events)
        sandbox.reset_faults()
        waiting.join(10)
        assert codes == [250]


def test_who_waits_does_not_hold_up_the_end() -> None:
    with Sandbox(tls=False) as sandbox:
        sandbox.smtp_faults(552, delay=50)
        smtp = smtplib.SMTP(*sandbox.smtp, timeout=20)
        with contextlib.closing(smtp):
            begin(smtp)
            smtp.rcpt(TO)
            smtp.putcmd("DATA")
            assert smtp.getreply()[0] == 354
            smtp.send(b"Subject: x\r\n\r\n.\r\n")
            eventually(sandbox.events)
            begun = time.monotonic()
            sandbox.stop()
            assert time.monotonic() - begun < 5


def test_addresses_say_what_they_are_answered() -> None:
    with Sandbox(tls=False, fault_addresses=True) as sandbox:
        with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
            begin(smtp)
            for status in (450, 451, 452, 550):
                assert [smtp.rcpt(f"ada+{status}@box.test")[0] for _ in range(2)] == [status] * 2
            assert smtp.rcpt("ada+250@box.test")[0] == 250
            assert smtp.rcpt("ada+450x@box.test")[0] == 250
            assert smtp.rcpt("ada@450.test")[0] == 250
            assert smtp.rcpt("ada+421@box.test")[0] == 421
        with pytest.raises(smtplib.SMTPDataError, match="554"):
            deliver(sandbox, mail(), "ada+554@box.test")
        sandbox.reset_faults()
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            deliver(sandbox, mail(), "ada+550@box.test")


def test_such_addresses_are_like_others_unless_asked_for(sandbox: Sandbox) -> None:
    deliver(sandbox, mail(), "ada+450@box.test")
    assert count(sandbox, "ada%2B450@box.test") == 1


@pytest.mark.parametrize(
    ("options", "named"),
    [
        ({"status": 250}, "status"),
        ({"status": 553}, "status"),
        ({"count": 0}, "count"),
        ({"probability": 1.1}, "probability"),
        ({"probability": float("nan")}, "probability"),
        ({"delay": 51}, "delay"),
        ({"delay": -1}, "delay"),
    ],
)
def test_bad_arguments(sandbox: Sandbox, options: dict[str, Any], named: str) -> None:
    with pytest.raises(ValueError, match=f"^{named} must be"):
        sandbox.smtp_faults(**options)
    deliver(sandbox, mail(), TO)


def test_too_many_at_once(sandbox: Sandbox) -> None:
    for _ in range(1000):
        sandbox.smtp_faults(450, to="never@box.test")
    with pytest.raises(ValueError, match="more than 1000"):
        sandbox.smtp_faults()


def test_the_log_has_all_faults_and_is_bounded(sandbox: Sandbox) -> None:
    sandbox.fail_next(1, 503)
    with raw_api_of(sandbox) as api:
        api("GET", "/me", status=503)
    sandbox.drop_connections("reset")
    assert texts(sandbox) == ["GET /api/me is answered 503", "web sockets dropped"]
    sandbox.smtp_faults(450)
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        begin(smtp)
        for _ in range(1000):
            smtp.rcpt(TO)
    events = sandbox.events()
    assert [event.number for event in events] == list(range(3, 1003))
    assert sandbox.events(after=1001) == events[-1:]
    assert sandbox.events(after=1002) == []


@pytest.mark.once
def test_what_nodemailer_makes_of_it(sandbox: Sandbox) -> None:
    options = json.dumps({"host": sandbox.smtp.host, "port": sandbox.smtp.port})
    for status, code in ((450, "EENVELOPE"), (554, "EMESSAGE")):
        sandbox.smtp_faults(status, count=1)
        sent = ran([*nodemailer(), options, TO])
        assert sent.stderr.startswith(f"{code} {status} "), sent.stderr
    assert ran([*nodemailer(), options, TO]).stdout == "sent\n"
