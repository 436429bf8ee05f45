"""Mail that comes into the sandbox by SMTP, and what REST and web socket say of it."""

from __future__ import annotations

import hashlib
import re
import smtplib
import socket
import time
from contextlib import ExitStack
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import partial
from urllib.parse import quote

import pytest
from support.sandboxes import deliver, mail
from support.wire import RawApi, connected, receive

from client.sandbox import Sandbox


def test_multipart_mail(sandbox: Sandbox, api: RawApi) -> None:
    sandbox.enable_domain("box.test")
    message = EmailMessage()
    message["From"] = '"Jösé, the 1st" <jose@x.test>'
    message["To"] = "Ána <a@box.test>, b@box.test"
    message["Cc"] = "c@box.test"
    message["Subject"] = "Größe — 大きさ " + "ж" * 60
    message["X-Trace"] = "one"
    message["X-Trace"] = "two"
    message.set_content("Code 1234: https://x.test/v?a=1&b=2.\n")
    page = '<p onclick="x()">Hi <a href="https://x.test/v?a=1&amp;b=3">you</a><img src="cid:logo">'
    message.add_alternative(page + "<script>alert(1)</script></p>", subtype="html")
    parts = list(message.iter_parts())
    parts[1].add_related(b"\x89PNG", "image", "png", cid="<logo>")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="größe.pdf")
    message.add_attachment(mail("inner"))
    with connected(sandbox, "box.test") as ws:
        receive(ws)
        deliver(sandbox, message, "a@box.test", "b@box.test", "hidden@box.test", "A@box.test")
        mails = [receive(ws)["email"] for _ in range(3)]
    assert [one["inbox"] for one in mails] == ["a@box.test", "b@box.test", "hidden@box.test"]
    assert len({one["_id"] for one in mails}) == 3
    one = mails[0]
    assert one["from"] == [{"name": "Jösé, the 1st", "address": "jose@x.test"}]
    assert one["to"] == [
        {"name": "Ána", "address": "a@box.test"},
        {"name": "", "address": "b@box.test"},
    ]
    assert one["cc"] == [{"name": "", "address": "c@box.test"}]
    assert one["bcc"] == []
    assert one["subject"] == message["Subject"]
    assert one["domain"] == "box.test"
    assert one["originalInbox"] == "a@box.test"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", one["received"])
    assert one["size"] == len(one["raw"].encode())
    assert one["text"] == "Code 1234: https://x.test/v?a=1&b=2.\n"
    assert one["links"] == ["https://x.test/v?a=1&b=2", "https://x.test/v?a=1&b=3"]
    assert one["attachments"][:2] == [
        hashlib.md5(data).hexdigest() for data in (b"\x89PNG", b"%PDF")
    ]
    assert len(one["attachments"]) == 3
    assert one["headers"]["x-trace"] == ["one", "two"]
    assert one["headers"]["subject"] == message["Subject"]
    assert (one["ip"], one["folder"], one["labels"]) == ("127.0.0.1", "inbox", [])
    assert (one["read"], one["savedBy"], one["rtls"]) == (False, None, False)

    where = f"a@box.test/{one['_id']}"
    assert api("GET", f"/raw/{where}") == one["raw"]
    assert api("GET", f"/text/{where}") == one["text"]
    assert '<img src="data:image/png;base64,iVBORw==">' in api("GET", f"/dirty/{where}")
    assert api("GET", f"/body/{where}").strip() == "<p>Hi you</p>"
    download = api.send("GET", f"/body/{where}?download=1")
    assert download.headers["Content-Type"] == "text/html; charset=utf-8"
    assert download.headers["Content-Disposition"].startswith("attachment")
    headers = f"/addresses/a@box.test/messages/{one['_id']}/headers"
    assert api("GET", headers) == api("GET", headers + "?format=json") == one["headers"]
    ordered = api("GET", headers + "?messageHeadersFormat=json-ordered")
    assert [entry["name"] for entry in ordered][:6] == [
        *("from", "to", "cc", "subject", "x-trace", "x-trace")
    ]
    assert api("GET", headers + "?format=plain").splitlines()[-4:-2] == [
        "X-Trace: one",
        "X-Trace: two",
    ]
    api("GET", headers + "?format=xml", status=400)


def test_plain_headers_of_a_mail_without_headers(sandbox: Sandbox, api: RawApi) -> None:
    for raw in (b"\r\nhello\r\n\r\nworld\r\n", b"hello\r\n\r\nworld\r\n"):
        deliver(sandbox, raw, "a@box.test")
        mail_id = api("GET", "/addresses/a@box.test/messages")[0]["_id"]
        assert api("GET", f"/addresses/a@box.test/messages/{mail_id}/headers?format=plain") == ""


def test_html_only_and_text_only(sandbox: Sandbox, api: RawApi) -> None:
    html_only = EmailMessage()
    html_only.set_content(
        "<title>no</title><p>Dear &lt;you&gt;</p><!-- <b> --><p>2 < 3<br>ok</p>", subtype="html"
    )
    deliver(sandbox, html_only, "html@box.test")
    deliver(sandbox, mail(text="1 < 2\n"), "text@box.test")
    found = api("GET", "/addresses/html@box.test/messages")[0]
    assert found["to"] == [{"name": "", "address": "html@box.test"}]
    assert found["from"] == [{"name": "", "address": "bounce@shop.example"}]
    assert found["subject"] == ""
    assert api("GET", f"/text/html@box.test/{found['_id']}") == "Dear <you>\n\n2 < 3\nok"
    found = api("GET", "/addresses/text@box.test/messages")[0]
    assert api("GET", f"/dirty/text@box.test/{found['_id']}") == "<p>1 &lt; 2<br></p>"


def filled(start: bytes, again: bytes) -> bytes:
    """A mail that is nearly as large as the sandbox takes."""
    return start + again * ((2_400_000 - len(start)) // len(again))


def nested(levels: int) -> bytes:
    return b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(levels)
    )


MIXED = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"


# Each took from 17 seconds to hours where the time was not linear.
LARGE = [
    filled(b"To: g:\r\n", b"To: " + b"b@c," * 15_000 + b"\r\n"),
    filled(b"Content-Type: text/plain; charset=punycode\r\n\r\n", b"9a"),
    filled(b"Subject: =?punycode?q?", b"9a") + b"?=\r\n\r\n",
    filled(nested(300), b"--x\r\n"),
    filled(MIXED, b'--b\r\nContent-Type: text/plain; a="' + b";" * 8150 + b"\r\n\r\n"),
]


MALFORMED = [
    b"",
    b"no header at all",
    b"Subject\r\n\r\nx",
    b"\r\n\r\n\x00\xff\xfe",
    b"Subject: \xff\xfe caf\xc3\xa9\r\nTo: <<@@,,;:\r\nFrom: \r\n\r\n\xff caf\xc3\xa9",
    b"Subject: =?x-none?q?a?= =?utf-8?b?!?= =?utf-8?q?=C3?= =?utf-8?q?=A9?= =?\r\n\r\nx",
    b"To: " + b"(" * 50_000 + b"\r\nMessage-ID: <[\r\n\r\nx",
    b"Content-Type: text/plain; charset=undefined\r\n\r\n\xe9",
    b"Content-Type: text/plain; charset=utf-7\r\n\r\n+2AA-",
    b'Content-Type: text/plain; charset="\x00"\r\n\r\n\xe9',
    b"Content-Type: multipart/mixed\r\n\r\nno boundary",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nnever closed",
    b"Content-Type: message/rfc822\r\n\r\n" * 500,
    nested(2000),
    b"Content-Type: text/plain" + b"; a*0*=" * 50_000 + b"\r\n\r\nx",
    b"Content-Type: text/html\r\n\r\n" + b"<" * 1_000_000,
    b"Content-Transfer-Encoding: base64\r\n\r\n!!!\xff=A",
]


@pytest.mark.parametrize(
    "mails", [MALFORMED, pytest.param(LARGE, marks=pytest.mark.once)], ids=["small", "large"]
)
def test_malformed_mail_is_delivered(sandbox: Sandbox, api: RawApi, mails: list[bytes]) -> None:
    api("POST", "/addresses/a@box.test", {"enablews": True})
    with connected(sandbox, "a@box.test") as ws:
        receive(ws)
        with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
            for raw in mails:
                smtp.sendmail("s@x.test", ["a@box.test"], raw)
                found = receive(ws)["email"]
                mail_id = found["_id"]
                for kind in ("text", "body", "dirty"):
                    api("GET", f"/{kind}/a@box.test/{mail_id}")
                stored = api.send("GET", f"/raw/a@box.test/{mail_id}").data
                assert stored.rstrip() == b"\r\n".join(raw.splitlines()).rstrip()
                api("GET", f"/addresses/a@box.test/messages/{mail_id}/headers")
                if b"\xff caf" in raw:
                    assert found["subject"] == "\ufffd\ufffd café"
                    assert found["text"].rstrip() == "\ufffd café"
                if b"=C3" in raw:
                    assert found["subject"].startswith("a")
                    assert "é" in found["subject"]
    assert api("GET", "/addresses/a@box.test/message-count")["count"] == len(mails)


def test_addresses_of_the_envelope(sandbox: Sandbox, api: RawApi) -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        smtp.ehlo()
        assert smtp.mail("", ["SMTPUTF8"])[0] == 250
        assert smtp.docmd("RCPT TO:<nobody>")[0] == 553
        assert smtp.docmd("MAIL FROM:<")[0] in (500, 501, 503, 553)
        smtp.command_encoding = "utf-8"
        assert smtp.docmd("RCPT TO:<jösé@box.test>")[0] == 250
        assert smtp.data(b"Subject: caf\xc3\xa9\r\n\r\nx")[0] == 250
        assert smtp.mail("s@x.test")[0] == 250
        codes = [smtp.rcpt(f"{n}@box.test")[0] for n in range(101)]
        assert codes == [250] * 100 + [452]
    found = api("GET", "/addresses/" + quote("jösé@box.test") + "/messages")[0]
    assert (found["subject"], found["from"]) == ("café", [])


def test_recipients_since(sandbox: Sandbox) -> None:
    def send(*to: str) -> None:
        deliver(sandbox, b"Subject: x\r\n\r\nx", *to)

    start = datetime.now(UTC)
    send("early@box.test", "both@box.test")
    assert sandbox.recipients(start) == ["both@box.test", "early@box.test"]
    time.sleep(0.01)  # its clock has milliseconds
    later = datetime.now(UTC)
    assert sandbox.recipients(later) == []
    send("Both@box.test")
    send("late@other.test")
    assert sandbox.recipients(later) == ["late@other.test", "both@box.test"]
    assert sandbox.recipients(start) == ["late@other.test", "both@box.test", "early@box.test"]


def test_size_limit(sandbox: Sandbox, api: RawApi) -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        smtp.ehlo()
        assert smtp.esmtp_features["size"] == "2500000"
        assert smtp.mail("s@x.test", ["SIZE=2500001"])[0] == 552
        lines = b"x" * 98 + b"\r\n"
        for content, code in (
            (lines * 24_999, 250),
            (lines * 25_001, 552),
            (b"y" * 2_400_000, 250),
        ):
            smtp.mail("s@x.test")
            smtp.rcpt("a@box.test")
            assert smtp.data(content)[0] == code
    found = api("GET", "/addresses/a@box.test/messages")
    assert [message["size"] for message in found] == [2_400_002, 2_499_900]


def test_an_idle_sender_is_told_and_ended_and_leaves_room_for_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("client.sandbox.smtp._IDLE_SECONDS", 0.3)
    monkeypatch.setattr("client.sandbox.backend._MAX_SMTP_CONNECTIONS", 2)
    with Sandbox(tls=False) as sandbox, ExitStack() as links:
        idle = [links.enter_context(socket.create_connection(sandbox.smtp)) for _ in range(2)]
        assert [link.recv(1000)[:4] for link in idle] == [b"220 "] * 2
        with socket.create_connection(sandbox.smtp) as third:
            assert third.makefile("rb").read().startswith(b"421 4.3.2 ")
        for link in idle:
            assert link.makefile("rb").read().startswith(b"421 4.4.2 ")
        deliver(sandbox, mail(), "a@b.example")


@pytest.mark.once
def test_an_idle_sender_that_does_not_read_is_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.sandbox.smtp._IDLE_SECONDS", 0.3)
    with Sandbox(tls=False) as sandbox, socket.create_connection(sandbox.smtp) as link:
        link.settimeout(60)
        flood = iter(partial(link.sendall, b"HELP\r\n" * 1000), object())
        with pytest.raises(ConnectionError):  # the answers fill all buffers between us, and then
            list(flood)


def test_a_slow_sender_is_not_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.sandbox.smtp._IDLE_SECONDS", 0.3)
    with Sandbox(tls=False) as sandbox, socket.create_connection(sandbox.smtp) as link:
        answers = link.makefile("rb")
        assert answers.readline().startswith(b"220 ")
        for _ in range(8):
            time.sleep(0.1)  # the pace of the sender
            link.sendall(b"NOOP\r\n")
            assert answers.readline().startswith(b"250 ")
