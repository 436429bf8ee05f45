"""The sandbox, over real sockets alone: smtplib in, urllib3 and websocket-client out."""

from __future__ import annotations

import contextlib
import gc
import hashlib
import json
import os
import re
import smtplib
import socket
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest
import urllib3
import websocket

from client.sandbox import Sandbox


class Api:
    """REST calls with the key, TLS checked."""

    def __init__(self, sandbox: Sandbox, key: str | None = None) -> None:
        self.url = sandbox.api_url
        self.headers = {"Mailsac-Key": sandbox.api_key if key is None else key}
        self.pool = urllib3.PoolManager(ca_certs=sandbox.ca_file, retries=False)

    def send(self, method: str, path: str, **options: Any) -> urllib3.BaseHTTPResponse:
        options.setdefault("headers", self.headers)
        return self.pool.request(method, self.url + path, timeout=5.0, **options)

    def __call__(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        answer = self.send(method, path, **({} if body is None else {"json": body}))
        assert answer.status == status, answer.data
        if answer.headers.get("Content-Type", "").startswith("application/json"):
            return answer.json()
        return answer.data.decode()


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def api(sandbox: Sandbox) -> Iterator[Api]:
    api = Api(sandbox)
    yield api
    api.pool.clear()


@contextlib.contextmanager
def listening(
    sandbox: Sandbox, addresses: str, *, key: str | None = None, **options: Any
) -> Iterator[websocket.WebSocket]:
    query = urlencode({"key": sandbox.api_key if key is None else key, "addresses": addresses})
    # The library checks UTF-8 byte by byte; json.loads does too, and is quick.
    ws = websocket.WebSocket(
        sslopt={"ca_certs": sandbox.ca_file}, skip_utf8_validation=True, **options
    )
    ws.settimeout(5.0)
    try:
        ws.connect(f"{sandbox.socket_url}?{query}")  # type: ignore[no-untyped-call]  # not typed by its library
        yield ws
    finally:
        ws.shutdown()  # type: ignore[no-untyped-call]  # as above


def receive(ws: websocket.WebSocket) -> Any:
    return json.loads(ws.recv())


def send(sandbox: Sandbox, raw: bytes | EmailMessage, *to: str, sender: str = "s@x.test") -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=10) as smtp:
        if isinstance(raw, EmailMessage):
            smtp.send_message(raw, sender, list(to))
        else:
            smtp.sendmail(sender, list(to), raw)


def simple(subject: str = "hello", text: str = "hi\n") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Dana <dana@x.test>"
    message["To"] = "a@box.test"
    message["Subject"] = subject
    message.set_content(text)
    return message


# Access


def test_urls_key_and_tls(sandbox: Sandbox, api: Api) -> None:
    assert re.fullmatch(r"https://127\.0\.0\.1:\d+/api", sandbox.api_url)
    assert re.fullmatch(r"wss://127\.0\.0\.1:\d+/incoming-messages", sandbox.socket_url)
    assert sandbox.smtp.host == "127.0.0.1"
    assert sandbox.api_key.startswith("k_")
    assert sandbox.api_key not in repr(sandbox)
    assert api("GET", "/me")["_id"] == "sandbox"
    named = sandbox.api_url.replace("127.0.0.1", "localhost")
    assert api.pool.request("GET", named + "/me", headers=api.headers).status == 200
    with urllib3.PoolManager(retries=False) as stranger, pytest.raises(urllib3.exceptions.SSLError):
        stranger.request("GET", sandbox.api_url + "/me")


def test_without_tls() -> None:
    with Sandbox(tls=False, api_key="mine") as sandbox:
        assert sandbox.ca_file is None
        assert sandbox.api_url.startswith("http://")
        assert sandbox.socket_url.startswith("ws://")
        api = Api(sandbox, "mine")
        api("POST", "/addresses/a@box.test", {"enablews": True})
        with listening(sandbox, "a@box.test", key="mine") as ws:
            assert receive(ws)["addresses"] == ["a@box.test"]
            send(sandbox, simple(), "a@box.test")
            assert receive(ws)["email"]["subject"] == "hello"
        api.pool.clear()


@pytest.mark.parametrize("key", ["", "wrong", "käy"])
def test_wrong_key_is_refused(sandbox: Sandbox, api: Api, key: str) -> None:
    for path in ("/me", "/no-such-route"):
        answer = api.send("GET", path, headers={"Mailsac-Key": key.encode()})
        assert answer.status == 401
        assert answer.json()["error"] == "Unauthorized"
        assert sandbox.api_key not in answer.data.decode()
    refused = pytest.raises(websocket.WebSocketBadStatusException)
    with refused as caught, listening(sandbox, "a@box.test", key=key):
        pass
    assert caught.value.status_code == 401


def test_key_in_query_or_body(sandbox: Sandbox, api: Api) -> None:
    key = sandbox.api_key
    assert api.send("GET", f"/me?_mailsacKey={key}", headers={}).status == 200
    body = {"_mailsacKey": key, "enablews": True}
    answer = api.send("POST", "/addresses/a@box.test", headers={}, json=body)
    assert answer.json()["enablews"] is True
    assert key not in answer.data.decode()
    assert api.send("POST", "/addresses/b@box.test", headers={}, json={}).status == 401


def test_unknown_routes_and_bad_requests(api: Api) -> None:
    refusal = api("GET", "/no-such-route", status=404)
    assert refusal["error"] == "Not Found"
    assert refusal["message"] == "The sandbox does not offer GET /api/no-such-route"
    assert api("PATCH", "/me", status=405)["error"] == "Method Not Allowed"
    assert api("GET", "/addresses/nobody/messages", status=400)["validationErrors"]
    for query in ("limit=1001", "limit=-1", "limit=x", "until=yesterday"):
        api("GET", f"/addresses/a@box.test/messages?{query}", status=400)
    api("GET", "/inbox?skip=%C2%B2", status=400)
    assert api.send("POST", "/addresses/a@box.test", body=b"{").status == 400
    assert api.send("POST", "/addresses/a@box.test", body=b"[" * 60_000).status == 400
    assert api.send("POST", "/addresses/a@box.test", body=b"[]").status == 400
    too_long = api.send("POST", "/addresses/a@box.test", body=b" " * 70_000)
    assert too_long.status == 413
    assert too_long.json()["error"]


# Addresses


def test_addresses(api: Api) -> None:
    path = "/addresses/" + quote("Ünï+tag%2F/x@box.test", safe="@")
    email = "ünï+tag%2f/x@box.test"
    assert api("GET", path) == {"_id": email}
    assert api("GET", path + "/availability") == {"email": email, "available": True, "owned": False}
    made = api("POST", path)
    assert made["_id"] == email
    assert made["owner"] == "sandbox"
    assert made["enablews"] is False
    assert made["forward"] is None
    assert datetime.fromisoformat(made["created"]).tzinfo is not None
    api("POST", path, status=400)
    assert api("GET", path) == made
    assert api("GET", "/addresses") == [made]
    assert api("GET", path + "/availability")["owned"] is True
    assert api("GET", "/me")["privateAddressCredits"] == 999
    assert api("DELETE", path) == ""
    api("DELETE", path, status=400)
    api("PUT", path, {"enablews": True}, status=401)
    assert api("GET", "/addresses") == []


def test_put_changes_only_what_is_sent(api: Api) -> None:
    path = "/addresses/a@box.test"
    api("POST", path, {"forward": "b@x.test", "info": "note", "enablews": True})
    changed = api("PUT", path, {"enablews": False})
    assert (changed["forward"], changed["info"], changed["enablews"]) == ("b@x.test", "note", False)
    changed = api("PUT", path, {"forward": None, "webhook": "", "unknown": 1})
    assert (changed["forward"], changed["info"], changed["webhook"]) == (None, "note", None)
    assert "unknown" not in changed
    assert api("GET", path) == changed
    for wrong in ({"enablews": "yes"}, {"forward": 5}, {"forward": "me"}, {"info": "x" * 2001}):
        assert api("PUT", path, wrong, status=400)["validationErrors"]
    lone = api.send("PUT", path, body=b'{"enablews": null, "info": "\\ud800"}')
    assert (lone.json()["enablews"], lone.json()["info"]) == (False, "\ud800")


def test_bulk_reservation(api: Api) -> None:
    api("POST", "/addresses/a@box.test")
    wanted = ["a@box.test", "B@box.test", "b@box.test", "c@box.test"]
    made = api("POST", "/private-addresses-bulk", {"addresses": wanted})
    assert [address["_id"] for address in made] == ["b@box.test", "c@box.test"]
    for wrong in ([], ["x"], [1], "a@b.test", [f"{n}@box.test" for n in range(101)]):
        api("POST", "/private-addresses-bulk", {"addresses": wrong}, status=400)
    assert len(api("GET", "/addresses")) == 3
    for batch in range(9):
        many = [f"{batch}-{n}@box.test" for n in range(100)]
        api("POST", "/private-addresses-bulk", {"addresses": many})
    many = [f"more-{n}@box.test" for n in range(98)]
    api("POST", "/private-addresses-bulk", {"addresses": many}, status=400)
    assert len(api("GET", "/addresses")) == 903


# Web socket


@pytest.mark.parametrize("shape", ["enveloped", "bare"])
def test_both_shapes_of_mail_frame(shape: Any) -> None:
    with Sandbox(mail_frames=shape) as sandbox:
        api = Api(sandbox)
        api("POST", "/addresses/a@box.test", {"enablews": True})
        with listening(sandbox, "A@Box.test") as ws:
            assert receive(ws) == {
                "status": 200,
                "msg": "Listening",
                "addresses": ["a@box.test"],
                "domains": [],
            }
            send(sandbox, simple(), "A@BOX.test")
            frame = receive(ws)
        if shape == "enveloped":
            assert set(frame) == {"status", "email"}
            assert frame["status"] == 200
            frame = frame["email"]
        assert frame["inbox"] == "a@box.test"
        assert frame["text"] == "hi\n"
        # What REST says of it is the same, without the body.
        stored = api("GET", f"/addresses/a@box.test/messages/{frame['_id']}")
        assert stored == {key: frame[key] for key in stored}
        assert set(frame) - set(stored) == {"text", "body", "raw", "headers"}
        api.pool.clear()


def test_listening_leaves_out_what_does_not_forward(sandbox: Sandbox, api: Api) -> None:
    api("POST", "/addresses/on@box.test", {"enablews": True})
    api("POST", "/addresses/off@box.test")
    wanted = "on@box.test,off@box.test,nobody@box.test, ,other.test"
    with listening(sandbox, wanted) as ws:
        frame = receive(ws)
        assert (frame["addresses"], frame["domains"]) == (["on@box.test"], [])
        send(sandbox, simple("no"), "off@box.test", "nobody@box.test")
        send(sandbox, simple("yes"), "on@box.test")
        assert receive(ws)["email"]["subject"] == "yes"
        api("PUT", "/addresses/on@box.test", {"enablews": False})
        send(sandbox, simple("no"), "on@box.test")
        api("PUT", "/addresses/on@box.test", {"enablews": True})
        send(sandbox, simple("again"), "on@box.test")
        assert receive(ws)["email"]["subject"] == "again"


def test_whole_domain(sandbox: Sandbox, api: Api) -> None:
    sandbox.enable_domain("Box.test")
    for wrong in ("", "a@box.test", "a,b", "x\x00"):
        with pytest.raises(ValueError, match="not a domain"):
            sandbox.enable_domain(wrong)
    with listening(sandbox, "BOX.test,other.test") as ws:
        frame = receive(ws)
        assert (frame["addresses"], frame["domains"]) == ([], ["box.test"])
        send(sandbox, simple(), "any@other.test", "Any@Box.test", "more@box.test")
        inboxes = [receive(ws)["email"]["inbox"] for _ in range(2)]
    assert inboxes == ["any@box.test", "more@box.test"]
    page = api("GET", "/inbox")
    assert [message["inbox"] for message in page["messages"]] == inboxes[::-1]


def test_url_of_16_kilobytes_and_pings(sandbox: Sandbox, api: Api) -> None:
    api("POST", "/addresses/last@box.test", {"enablews": True})
    addresses = ",".join([f"{n:050}@b.t" for n in range(250)] + ["last@box.test"])
    with listening(sandbox, addresses) as ws:
        assert receive(ws)["addresses"] == ["last@box.test"]
        ws.ping("are you there")
        opcode, data = ws.recv_data(control_frame=True)
        assert (opcode, data) == (websocket.ABNF.OPCODE_PONG, b"are you there")
        ws.send("ignored")
        ws.close(timeout=5)
    with listening(sandbox, "") as ws:
        assert receive(ws)["addresses"] == []


def test_slow_client_is_dropped_and_holds_nobody_up(sandbox: Sandbox, api: Api) -> None:
    api("POST", "/addresses/a@box.test", {"enablews": True})
    total, text = 40, "x" * 70 + "\n"
    message = simple(text=text * 8000)  # 1.1 MB a frame, 45 MB in all
    small = ((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),)
    with contextlib.ExitStack() as stack:
        slow = stack.enter_context(listening(sandbox, "a@box.test", sockopt=small))
        quick = stack.enter_context(listening(sandbox, "a@box.test"))
        assert receive(quick)["status"] == 200
        smtp = stack.enter_context(smtplib.SMTP(*sandbox.smtp, timeout=5))
        for number in range(total):
            del message["Subject"]
            message["Subject"] = str(number)
            smtp.send_message(message, "s@x.test", ["a@box.test"])
            assert receive(quick)["email"]["subject"] == str(number)
        # What was written before it was dropped is still there to read, then it ends.
        frames, code = 0, None
        try:
            while code is None:
                opcode, data = slow.recv_data()
                if opcode == websocket.ABNF.OPCODE_CLOSE:
                    code = int.from_bytes(data[:2], "big")
                else:
                    frames += 1
        except (OSError, websocket.WebSocketConnectionClosedException):
            code = 1013  # it had no time left to read the close frame
        assert code == 1013
        assert frames < 20
        send(sandbox, simple("after"), "a@box.test")
        assert receive(quick)["email"]["subject"] == "after"


# Mail


def test_multipart_mail(sandbox: Sandbox, api: Api) -> None:
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
    message.add_attachment(simple("inner"))
    with listening(sandbox, "box.test") as ws:
        receive(ws)
        send(sandbox, message, "a@box.test", "b@box.test", "hidden@box.test", "A@box.test")
        mails = [receive(ws)["email"] for _ in range(3)]
    assert [mail["inbox"] for mail in mails] == ["a@box.test", "b@box.test", "hidden@box.test"]
    assert len({mail["_id"] for mail in mails}) == 3
    mail = mails[0]
    assert mail["from"] == [{"name": "Jösé, the 1st", "address": "jose@x.test"}]
    assert mail["to"] == [
        {"name": "Ána", "address": "a@box.test"},
        {"name": "", "address": "b@box.test"},
    ]
    assert mail["cc"] == [{"name": "", "address": "c@box.test"}]
    assert mail["bcc"] is None
    assert mail["subject"] == message["Subject"]
    assert mail["domain"] == "box.test"
    assert mail["originalInbox"] == "a@box.test"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", mail["received"])
    assert mail["size"] == len(mail["raw"].encode())
    assert mail["text"] == "Code 1234: https://x.test/v?a=1&b=2.\n"
    assert mail["links"] == ["https://x.test/v?a=1&b=2", "https://x.test/v?a=1&b=3"]
    assert mail["attachments"][:2] == [
        hashlib.md5(data).hexdigest() for data in (b"\x89PNG", b"%PDF")
    ]
    assert len(mail["attachments"]) == 3
    assert mail["headers"]["x-trace"] == ["one", "two"]
    assert mail["headers"]["subject"] == message["Subject"]
    assert (mail["ip"], mail["folder"], mail["labels"]) == ("127.0.0.1", "inbox", [])
    assert (mail["read"], mail["savedBy"], mail["rtls"]) == (False, None, False)

    where = f"a@box.test/{mail['_id']}"
    assert api("GET", f"/raw/{where}") == mail["raw"]
    assert api("GET", f"/text/{where}") == mail["text"]
    assert '<img src="data:image/png;base64,iVBORw==">' in api("GET", f"/dirty/{where}")
    assert api("GET", f"/body/{where}").strip() == "<p>Hi you</p>"
    download = api.send("GET", f"/body/{where}?download=1")
    assert download.headers["Content-Type"] == "text/html; charset=utf-8"
    assert download.headers["Content-Disposition"].startswith("attachment")
    headers = f"/addresses/a@box.test/messages/{mail['_id']}/headers"
    assert api("GET", headers) == api("GET", headers + "?format=json") == mail["headers"]
    ordered = api("GET", headers + "?messageHeadersFormat=json-ordered")
    assert [entry["name"] for entry in ordered][:6] == [
        *("from", "to", "cc", "subject", "x-trace", "x-trace")
    ]
    assert api("GET", headers + "?format=plain").splitlines()[-4:-2] == [
        "X-Trace: one",
        "X-Trace: two",
    ]
    api("GET", headers + "?format=xml", status=400)


def test_plain_headers_of_a_mail_without_headers(sandbox: Sandbox, api: Api) -> None:
    for raw in (b"\r\nhello\r\n\r\nworld\r\n", b"hello\r\n\r\nworld\r\n"):
        with smtplib.SMTP(*sandbox.smtp, timeout=5) as smtp:
            smtp.sendmail("s@x.test", ["a@box.test"], raw)
        mail_id = api("GET", "/addresses/a@box.test/messages")[0]["_id"]
        assert api("GET", f"/addresses/a@box.test/messages/{mail_id}/headers?format=plain") == ""


def test_html_only_and_text_only(sandbox: Sandbox, api: Api) -> None:
    html_only = EmailMessage()
    html_only.set_content(
        "<title>no</title><p>Dear &lt;you&gt;</p><!-- <b> --><p>2 < 3<br>ok</p>", subtype="html"
    )
    send(sandbox, html_only, "html@box.test")
    send(sandbox, simple(text="1 < 2\n"), "text@box.test")
    found = api("GET", "/addresses/html@box.test/messages")[0]
    assert found["to"] == [{"name": "", "address": "html@box.test"}]
    assert found["from"] == [{"name": "", "address": "s@x.test"}]
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
    *LARGE,
]


def test_malformed_mail_is_delivered(sandbox: Sandbox, api: Api) -> None:
    api("POST", "/addresses/a@box.test", {"enablews": True})
    with listening(sandbox, "a@box.test") as ws:
        receive(ws)
        with smtplib.SMTP(*sandbox.smtp, timeout=10) as smtp:
            for raw in MALFORMED:
                smtp.sendmail("s@x.test", ["a@box.test"], raw)
                mail = receive(ws)["email"]
                mail_id = mail["_id"]
                for kind in ("text", "body", "dirty"):
                    api("GET", f"/{kind}/a@box.test/{mail_id}")
                stored = api.send("GET", f"/raw/a@box.test/{mail_id}").data
                assert stored.rstrip() == b"\r\n".join(raw.splitlines()).rstrip()
                api("GET", f"/addresses/a@box.test/messages/{mail_id}/headers")
                if b"\xff caf" in raw:
                    assert mail["subject"] == "\ufffd\ufffd café"
                    assert mail["text"].rstrip() == "\ufffd café"
                if b"=C3" in raw:
                    assert mail["subject"].startswith("a")
                    assert "é" in mail["subject"]
    assert api("GET", "/addresses/a@box.test/message-count")["count"] == len(MALFORMED)


def test_addresses_of_the_envelope(sandbox: Sandbox, api: Api) -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=5) as smtp:
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
        with smtplib.SMTP(*sandbox.smtp, timeout=5) as smtp:
            smtp.sendmail("s@x.test", to, b"Subject: x\r\n\r\nx")

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


def test_size_limit(sandbox: Sandbox, api: Api) -> None:
    with smtplib.SMTP(*sandbox.smtp, timeout=10) as smtp:
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


# Reading and deleting


def test_reading_and_deleting(sandbox: Sandbox, api: Api) -> None:
    inbox = "/addresses/a@box.test/messages"
    assert api("GET", inbox) == []
    api("POST", "/addresses/a@box.test")
    for number in range(25):
        send(sandbox, simple(str(number)), "a@box.test")
    found = api("GET", inbox)
    assert [message["subject"] for message in found] == [str(n) for n in range(24, 4, -1)]
    assert len(api("GET", inbox + "?limit=1000")) == 25
    assert api("GET", inbox + "?limit=0") == []
    until = found[10]["received"]
    older = api("GET", f"{inbox}?until={until}&limit=100")
    assert older[0]["received"] == until
    assert found[10] in older
    assert {"10", "0"} <= {message["subject"] for message in older}
    assert api("GET", inbox + "?until=2001-02-03") == []
    assert api("GET", "/addresses/a@box.test/message-count") == {
        "count": 25,
        "inbox": "a@box.test",
    }

    message_id = found[0]["_id"]
    assert api("GET", f"{inbox}/{message_id}") == found[0]
    for path in (f"{inbox}/nothing", f"/addresses/b@box.test/messages/{message_id}"):
        assert api("GET", path, status=404)["error"] == "Not Found"
    gone = api("DELETE", f"{inbox}/{message_id}")
    assert (gone["_id"], gone["inbox"]) == (message_id, "a@box.test")
    api("DELETE", f"{inbox}/{message_id}", status=404)

    # The account's inbox has the mail of what it owns.
    send(sandbox, simple("public"), "b@box.test")
    page = api("GET", "/inbox?limit=2&skip=1")
    assert [message["subject"] for message in page["messages"]] == ["22", "21"]
    assert (page["limit"], page["skip"], page["unread"], page["since"]) == (2, 1, 24, None)
    since = found[3]["received"]
    page = api("GET", f"/inbox?since={since}")
    assert page["since"] == since
    assert all(message["received"] >= since for message in page["messages"])
    assert api("GET", "/inbox?since=2999-01-01T00:00:00%2B02:00")["messages"] == []

    assert api("DELETE", inbox, status=204) == ""
    assert api("GET", inbox) == []
    send(sandbox, simple(), "a@box.test")
    api("DELETE", "/addresses/a@box.test?deleteAddressMessages=true")
    assert api("GET", inbox) == []


def test_the_oldest_messages_go_first() -> None:
    with Sandbox(max_messages=3) as sandbox:
        api = Api(sandbox)
        send(sandbox, simple("1"), "a@box.test")
        send(sandbox, simple("2"), "a@box.test", "b@box.test", "c@box.test")
        assert [m["subject"] for m in api("GET", "/addresses/a@box.test/messages")] == ["2"]
        send(sandbox, simple("3"), *[f"{n}@box.test" for n in range(10)])
        counts = [
            api("GET", f"/addresses/{name}@box.test/message-count")["count"] for name in "abc06789"
        ]
        assert counts == [0, 0, 0, 0, 0, 1, 1, 1]
        api.pool.clear()


# Lifecycle


def open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0


def test_stop_with_clients_connected() -> None:
    Sandbox().start().stop()  # what is imported and opened once is not counted below
    gc.collect()
    threads, descriptors = set(threading.enumerate()), open_descriptors()
    sandbox = Sandbox().start()
    assert sandbox.ca_file is not None
    api = Api(sandbox)
    api("POST", "/addresses/a@box.test", {"enablews": True})
    url = urllib3.util.parse_url(sandbox.api_url)
    web = (url.host, url.port)
    small = ((socket.SOL_SOCKET, socket.SO_RCVBUF, 4096),)
    with contextlib.ExitStack() as stack:
        silent = stack.enter_context(socket.create_connection(web))
        half = stack.enter_context(socket.create_connection(web))
        half.sendall(b"\x16\x03\x01\x02\x00\x01")
        trusting = ssl.create_default_context(cafile=sandbox.ca_file)
        raw = socket.create_connection(web)
        tls = stack.enter_context(trusting.wrap_socket(raw, server_hostname="localhost"))
        tls.sendall(b"GET /api/me HTTP/1.1\r\n")
        stack.enter_context(listening(sandbox, "a@box.test"))
        stack.enter_context(listening(sandbox, "a@box.test", sockopt=small))
        mail = stack.enter_context(socket.create_connection(sandbox.smtp))
        idle = stack.enter_context(socket.create_connection(sandbox.smtp))
        assert mail.recv(100).startswith(b"220")
        mail.sendall(b"HELO x\r\nMAIL FROM:<a@b.test>\r\nRCPT TO:<a@box.test>\r\nDATA\r\nhal")
        for _ in range(3):
            send(sandbox, simple(text=("x" * 70 + "\n") * 8000), "a@box.test")
        begun = time.monotonic()
        sandbox.stop()
        assert time.monotonic() - begun < 1.0
        sandbox.stop()
        for sock in (silent, half, mail, idle):
            sock.settimeout(5.0)
            with contextlib.suppress(ConnectionError):
                while sock.recv(1000):
                    pass
    api.pool.clear()
    assert set(threading.enumerate()) <= threads
    assert not Path(sandbox.ca_file).exists()
    for address in (web, sandbox.smtp):
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(address, timeout=5).close()
    with pytest.raises(RuntimeError):
        sandbox.enable_domain("box.test")
    gc.collect()
    assert open_descriptors() == descriptors


def test_web_socket_hears_of_the_stop(sandbox: Sandbox) -> None:
    with listening(sandbox, "a@box.test") as ws:
        receive(ws)
        stopping = threading.Thread(target=sandbox.stop)
        stopping.start()
        opcode, data = ws.recv_data()
        stopping.join(5)
    assert (opcode, data[:2]) == (websocket.ABNF.OPCODE_CLOSE, (1001).to_bytes(2, "big"))


def test_many_connections_leave_nothing(sandbox: Sandbox, api: Api) -> None:
    api("POST", "/addresses/a@box.test", {"enablews": True})

    def once() -> None:
        with listening(sandbox, "a@box.test") as ws:
            receive(ws)
            ws.close(timeout=5)
        send(sandbox, simple(), "a@box.test")

    once()
    gc.collect()
    descriptors = open_descriptors()
    for _ in range(30):
        once()
    api("GET", "/me")  # the loop has gone round since
    gc.collect()
    assert open_descriptors() <= descriptors + 2


def test_runs_once_and_says_so() -> None:
    sandbox = Sandbox(tls=False)
    for name in ("api_url", "socket_url", "smtp", "ca_file"):
        with pytest.raises(RuntimeError):
            getattr(sandbox, name)
    sandbox.stop()
    with sandbox, pytest.raises(RuntimeError):
        sandbox.start()
    with pytest.raises(RuntimeError):
        sandbox.start()


@pytest.mark.parametrize(
    "options", [{"max_messages": 0}, {"mail_frames": "other"}, {"api_key": ""}]
)
def test_bad_arguments(options: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(options))):
        Sandbox(**options)


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trustme", None)
    with pytest.raises(ImportError, match=r"in a clone: pip install '\.\[sandbox\]'$"):
        Sandbox().start()


def test_failure_to_listen_rises_in_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = set(threading.enumerate())

    def full(*_: Any, **__: Any) -> Any:
        raise OSError("no port")

    monkeypatch.setattr("client.sandbox.server.socket.create_server", full)
    with pytest.raises(OSError, match="no port"):
        Sandbox().start()
    assert set(threading.enumerate()) <= threads
