"""One mail: its text, code, link and files, whether it was pushed or has to be fetched."""

from __future__ import annotations

import json
import pickle
import re
import subprocess
import sys
import unicodedata
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from hashlib import md5

import pytest
from support.http_server import Answer, HttpServer, Request
from support.mails import DOMAIN, Sender, mail

import client
from client.mail.fetching import fetch_failures
from client.mail.mail import Mail
from client.mime.attachments import attached_files
from client.mime.message import parse_mail
from client.sandbox import Sandbox

VERIFY = "https://shop.example/verify?token=7hGq2"
LEAVE = "https://shop.example/unsubscribe?u=1"


@pytest.fixture(params=["socket", "poll"])
def inbox(
    request: pytest.FixtureRequest, service: tuple[Sandbox, client.ApiClient]
) -> Iterator[client.Inbox]:
    with client.Inbox(domain=DOMAIN, api_client=service[1], via=request.param) as inbox:
        yield inbox


def frame(**fields: object) -> client.EmailMessageWebSocketFrame:
    email = {"_id": "1", "inbox": "a@b.example", "subject": "Hello", "to": [], "from": [], **fields}
    return client.EmailMessageWebSocketFrame.from_dict({"status": 200, "email": email})


# -- what it holds


def test_a_mail_is_the_same_whichever_way_it_came(inbox: client.Inbox, sender: Sender) -> None:
    message = mail(inbox.address, "Your code", f"Grüße! Your code is 123 456.\n{VERIFY}\n")
    message.add_alternative("<p>Your code is <b>123 456</b></p>", subtype="html")
    sender.send_message(message, inbox.address)
    found = inbox.wait(timeout=5)
    assert (found.subject, found.sender) == ("Your code", "noreply@shop.example")
    assert found.inbox == inbox.address
    assert found.received.tzinfo is not None
    assert found.text.startswith("Grüße! Your code is 123 456.")
    assert "<b>123 456</b>" in found.html
    assert found.raw.startswith("From: The Shop")
    assert b"\r\nSubject: Your code\r\n" in found.raw_bytes()
    assert found.message.headers is not None
    assert found.message.headers["subject"] == "Your code"
    assert (found.code(), found.codes(), found.link()) == ("123456", ["123456"], VERIFY)
    assert repr(found) == '<Mail "Your code" from noreply@shop.example>'


def test_files_come_back_byte_for_byte(inbox: client.Inbox, sender: Sender) -> None:
    files = {"bill.pdf": bytes(range(256)) * 40, "a.txt": b"text\r\n", "empty.bin": b""}
    message = mail(inbox.address)
    for name, data in files.items():
        message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    message.add_attachment(mail("b@c.example", "Attached"))
    sender.send_message(message, inbox.address)
    found = inbox.wait(timeout=5)
    *plain, attached = found.attachments
    assert {file.name: file.content() for file in plain} == files
    assert [file.type for file in plain] == ["application/pdf"] * 3
    assert [file.size for file in plain] == [len(data) for data in files.values()]
    assert all(file.md5 == md5(file.content()).hexdigest() for file in plain)
    assert [file.md5 for file in found.attachments] == found.message.attachments
    assert (attached.name, attached.type) == ("unnamed", "message/rfc822")
    assert b"Subject: Attached" in attached.content()


def test_an_attached_mail_comes_back_byte_for_byte(inbox: client.Inbox, sender: Sender) -> None:
    attached = b"Subject: in\r\nX-Odd:   two  spaces\r\n\r\ncaf\xe9\r\n"
    sender.send_bytes(
        b"Subject: out\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\n\r\nouter\r\n"
        b"--b\r\nContent-Type: message/rfc822; name=orig.eml\r\n\r\n" + attached + b"\r\n--b--\r\n",
        inbox.address,
    )
    found = inbox.wait(timeout=5)
    (file,) = found.attachments
    assert (file.name, file.type) == ("orig.eml", "message/rfc822")
    assert (file.content(), file.size) == (attached, len(attached))
    assert [file.md5] == found.message.attachments == [md5(attached).hexdigest()]
    assert found.text.strip() == "outer"


def test_bytes_that_json_cannot_carry_are_fetched(inbox: client.Inbox, sender: Sender) -> None:
    data = bytes(range(256)).replace(b"\r", b"").replace(b"\n", b"") * 3
    raw = (
        b"From: a@b.example\r\nSubject: Raw\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: application/octet-stream; name="raw.bin"\r\n'
        b"Content-Transfer-Encoding: binary\r\n\r\n" + data
    )
    sender.send_bytes(raw, inbox.address)
    found = inbox.wait(timeout=5)
    assert "\ufffd" in found.raw
    assert found.attachments[0].content().rstrip(b"\r\n") == data


def test_a_file_that_was_damaged_on_the_way_is_fetched(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    data = b"\xff\xfe"
    raw = "Content-Type: image/png\r\n\r\n" + data.decode("utf-8", "replace")
    checksum = md5(data).hexdigest()
    with_it = frame(raw=raw, attachments=[checksum])

    def answer(request: Request) -> Answer:
        is_raw = request.target.startswith("/api/raw/")
        body = raw.encode() if is_raw else data
        return Answer(body=body, headers={"Content-Type": "text/plain" if is_raw else "image/png"})

    server.respond = answer
    (file,) = Mail.from_frame(with_it, api_client).attachments
    assert file.content() == data
    assert server.requests[-1].target.endswith(f"/1/attachments/{checksum}")


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\system.ini", "system.ini"),
        ("a\x00b\x1b[31m.txt", "a b [31m.txt"),
        (".bashrc", "_bashrc"),
        ("", "unnamed"),
        ("Grüße.pdf", "Grüße.pdf"),
    ],
)
def test_names_of_files_are_harmless(name: str, safe: str) -> None:
    message = EmailMessage()
    message["Subject"] = "x"
    message.set_content("x")
    message.add_attachment(b"x", maintype="image", subtype="png", filename="NAME")
    given = "".join(f"%{byte:02X}" for byte in name.encode())
    raw = message.as_string().replace('filename="NAME"', f"filename*=utf-8''{given}")
    (attachment,) = Mail.from_frame(frame(raw=raw)).attachments
    assert attachment.name == safe


def test_a_long_name_of_a_file_is_kept() -> None:
    name = "書" * 200 + ".pdf"
    message = mail("a@b.example")
    message.add_attachment(b"x", maintype="a", subtype="b", filename=name)
    assert len(message.as_bytes()) > 2000
    assert [file.name for file in attached_files(message.as_bytes())] == [name]


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1251", "Привет"),
        ("KOI8-U", "Привіт"),
        ("cp874", "สวัสดี"),
        ("iso-8859-15", "100 €"),
        ("GB2312", "你好"),
        ("Shift_JIS", "こんにちは"),
        ("iso-2022-jp", "こんにちは"),
        ("ansi_x3.4-1968", "plain"),
        ("utf-8-sig", "größe"),
    ],
)
def test_charsets(charset: str, text: str) -> None:
    head = f"Content-Type: text/plain; charset={charset}\r\n\r\n".encode()
    assert parse_mail(head + text.encode(charset), sender="").text == text


@pytest.mark.parametrize(
    "charset", ["punycode", "idna", "unicode_escape", "raw-unicode-escape", "rot13", "hex", "none"]
)
def test_a_codec_that_is_no_charset_counts_as_utf_8(charset: str) -> None:
    text = r"größe \d \u0041 xn--gre-6ka8i 9a-"
    head = f"Subject: =?{charset}?q?caf=C3=A9?=\r\nContent-Type: text/plain; charset={charset}"
    found = parse_mail(f"{head}\r\n\r\n{text}".encode(), sender="")
    assert (found.subject, found.text) == ("café", text)


@pytest.mark.once
def test_names_of_files_are_unique_in_a_mail() -> None:
    message = EmailMessage()
    message.set_content("x")
    many = ["many.pdf"] * 990  # with the others, as many parts as a mail may have
    for name in ["a.txt", "A.TXT", "a-2.txt", "a.txt", "b", "b", "", *many]:
        message.add_attachment(b"x", maintype="image", subtype="png", filename=name)
    names = [file.name for file in Mail.from_frame(frame(raw=message.as_string())).attachments]
    assert names[:6] == ["a.txt", "A-2.TXT", "a-2-2.txt", "a-3.txt", "b", "b-2"]
    assert len({name.casefold() for name in names}) == 997


def test_a_body_is_fetched_once_and_only_when_asked_for(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    listing = json.dumps([{"_id": "7", "inbox": "a@b.example", "subject": "s", "to": []}]).encode()
    raw = b"Subject: s\r\n\r\nYour code is 481516."

    def answer(request: Request) -> Answer:
        is_list = request.target.startswith("/api/addresses")
        media = "application/json" if is_list else "text/plain"
        return Answer(body=listing if is_list else raw, headers={"Content-Type": media})

    server.respond = answer
    with client.Inbox("a@b.example", api_client=api_client, via="poll") as inbox:
        found = inbox.wait(timeout=5)
        del server.requests[:]
        assert found.subject == "s"
        assert server.requests == []
        with ThreadPoolExecutor() as pool:
            codes = [pool.submit(found.code) for _ in range(8)]
            assert {code.result() for code in codes} == {"481516"}
        assert (found.text, found.html, found.raw_bytes()) == ("Your code is 481516.", "", raw)
        assert found.attachments == []
        assert [request.target for request in server.requests] == ["/api/raw/a%40b.example/7"]


def test_a_mail_that_is_gone_is_an_error(server: HttpServer, api_client: client.ApiClient) -> None:
    server.answers = [Answer(404)]
    gone = Mail(frame().email, api_client)
    with pytest.raises(client.NotFoundException):
        gone.code()
    with pytest.raises(client.NotFoundException):
        assert gone.text


# -- from a frame


def test_a_frame_is_a_mail() -> None:
    found = Mail.from_frame(frame(text="Your code is 481516.", html=f"<a href='{VERIFY}'>Go</a>"))
    assert (found.code(), found.link("verify")) == ("481516", VERIFY)
    assert found.html.startswith("<a")


def test_what_a_frame_lacks_is_named() -> None:
    with pytest.raises(ValueError, match=r"<Mail \"Hello\" from nobody> came without its body; .*"):
        assert Mail.from_frame(frame()).text
    lacking = Mail.from_frame(frame(text="x"))
    with pytest.raises(ValueError, match="api_client"):
        assert lacking.raw


def test_nulls_are_no_trouble() -> None:
    empty = Mail.from_frame(
        frame(**dict.fromkeys(["subject", "from", "to", "received", "text"]), body="x")
    )
    assert (empty.subject, empty.sender, empty.text, empty.html) == ("", "", "", "x")
    assert (empty.codes(), empty.links()) == ([], [])
    assert repr(empty) == '<Mail "" from nobody>'


# -- codes and links


def test_a_code_may_be_in_the_subject_alone() -> None:
    assert Mail.from_frame(frame(subject="481516 is your code", text="Hi!")).code() == "481516"


def test_no_code_says_what_there_is() -> None:
    text = "Welcome, \x1b[31mdear\u202e customer.\n" + "We are glad. " * 100
    with pytest.raises(LookupError) as caught:
        Mail.from_frame(frame(text=text)).code()
    message = str(caught.value)
    assert message.startswith(
        'no code in <Mail "Hello" from nobody>. Its body begins: Welcome, \\x1b[31m'
    )
    assert "\u202e" not in message
    assert len(message) < 400
    with pytest.raises(LookupError, match="Its body is empty"):
        Mail.from_frame(frame(text="")).code()


def test_one_link_or_an_error_that_lists_them() -> None:
    found = Mail.from_frame(frame(text=f"Confirm: {VERIFY}\nLeave: {LEAVE}"))
    assert found.links() == [VERIFY, LEAVE]
    assert found.link("TOKEN=") == VERIFY
    assert found.link(re.compile(r"u=\d$")) == LEAVE
    with pytest.raises(LookupError, match=rf"2 links in .*\n  {re.escape(VERIFY)}\n  "):
        found.link()
    with pytest.raises(LookupError, match=rf"no link with 'reset' in(.|\n)*{re.escape(LEAVE)}"):
        found.link("reset")
    with pytest.raises(LookupError, match=r"no link in <Mail .*>$"):
        Mail.from_frame(frame(text="x")).link()
    with pytest.raises(TypeError, match="contains must be"):
        found.link(5)  # type: ignore[arg-type]  # the test's point


def test_a_long_list_of_links_is_cut() -> None:
    text = "\n".join(f"https://x.example/{n}/{'y' * 500}" for n in range(50))
    with pytest.raises(LookupError, match="and 40 more") as caught:
        Mail.from_frame(frame(text=text)).link()
    assert len(str(caught.value)) < 3000


def test_codes_that_html_hides_come_last() -> None:
    html = "<div style='display:none'>Your code is 111111</div><p>Your code is 482913</p>"
    # As the service makes a text of HTML.
    text = "Your code is 111111\nYour code is 482913"
    message = {"_id": "1", "to": [], "text": text, "body": html}
    found = client.Mail(client.IncomingEmailMessage.from_dict(message))
    assert found.codes() == ["482913", "111111"]


def test_a_code_without_a_digit_is_the_last_that_is_looked_for() -> None:
    message = {"to": [], "subject": "Your code is 482913", "text": "Your code:\n\nACMED\n\nThanks"}
    assert client.Mail(client.IncomingEmailMessage.from_dict(message)).codes() == ["482913"]
    message["subject"] = "Hello"
    assert client.Mail(client.IncomingEmailMessage.from_dict(message)).codes() == ["ACMED"]


def test_files_that_came_whole_are_not_fetched(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    raw = (
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n"
        "--b\r\nContent-Type: text/plain\r\n\r\nText \ufffd\r\n"
        "--b\r\nContent-Type: text/csv\r\n"
        "Content-Disposition: attachment; filename=a.csv\r\n\r\n1\r\n--b--\r\n"
    )
    known = [md5(b"1").hexdigest()]
    message = {"_id": "1", "inbox": "a@b.example", "to": [], "raw": raw, "attachments": known}
    found = client.Mail(client.IncomingEmailMessage.from_dict(message), api_client)
    assert [file.content() for file in found.attachments] == [b"1"]
    assert found.attachments == found.attachments
    assert server.requests == []


def test_failures_to_fetch_are_told_to_whoever_collects_them(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answers = [Answer(404)]
    message = {"_id": "1", "inbox": "a@b.example", "to": []}
    found = client.Mail(client.IncomingEmailMessage.from_dict(message), api_client)

    def failing() -> client.NotFoundException:
        with pytest.raises(client.NotFoundException) as raised:
            found.text  # noqa: B018  # it fetches
        return raised.value

    with fetch_failures() as outer:
        first = failing()
        with fetch_failures() as inner:
            second = failing()
        with ThreadPoolExecutor(1) as pool:  # another thread's are not ours
            pool.submit(failing).result()
    failing()
    assert (outer, inner) == ([first], [second])
    assert pickle.loads(pickle.dumps(first)).status == 404


@pytest.mark.parametrize(
    "odd",
    ["Hi\r\nBcc: x@y.example", "Hi\nBcc: x", "a\x00b", "a\x1b[31mb", "a\u2028b", "a\x85b", "a\tb"],
)
def test_what_a_mail_says_of_itself_is_on_one_line(odd: str) -> None:
    word = "=?utf-8?b?" + b64encode(odd.encode()).decode() + "?="
    raw = (
        f"Subject: {word}\r\nFrom: {word} <a@b.example>\r\nTo: {word} <c@d.example>\r\n"
        f'X-More: {word}\r\nContent-Disposition: attachment; filename="{word}"\r\n\r\nx'
    ).encode()
    parsed = parse_mail(raw, sender="")
    [file] = attached_files(raw)
    texts = [parsed.subject, parsed.sender[0].name, parsed.to[0].name, file.name]
    texts += [value for _, value in parsed.headers]
    message = frame(subject=odd, **{"from": [{"address": f"a@b.example{odd}", "name": odd}]})
    found = client.Mail.from_frame(message)
    for text in [*texts, found.subject, found.sender]:
        assert not any(unicodedata.category(one) in ("Cc", "Zl", "Zp") for one in text), repr(text)
    assert parsed.subject.startswith(odd[:1])


def test_an_inbox_is_imported_without_the_search_for_codes() -> None:
    """Its patterns take as long to import as all the rest."""
    program = (
        "import sys, client; client.Inbox; "
        "print([name for name in sys.modules if name.startswith('client.extraction')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=30, check=True
    )
    assert done.stdout == "[]\n"
