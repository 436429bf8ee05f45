"""What is wrong with a mail, told from its bytes: each check finds its kind, and nothing else."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest
from support.mails import mail

from client.checks import Finding, Findings, check_mail
from client.checks.findings import check_level, worst_first

HEADERS = (
    b"From: a@b.example\r\nDate: Thu, 26 Nov 2026 11:00:00 +0000\r\nMessage-ID: <1@b.example>\r\n"
)
TEXT = HEADERS + b"Content-Type: text/plain; charset=utf-8\r\n\r\n"
PAGE = HEADERS + b"Content-Type: multipart/alternative; boundary=b\r\n\r\n"
PAGE += b"--b\r\n\r\nHello\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s\r\n--b--\r\n"


def found(raw: bytes) -> list[tuple[str, str, str]]:
    return [(one.level, one.place, one.what) for one in check_mail(raw)]


def good() -> EmailMessage:
    message = mail(
        "a@b.example", text="Grüße! https://shop.example/verify http://127.0.0.1:8000/x\n"
    )
    message["Date"], message["Message-ID"] = "Thu, 26 Nov 2026 11:00:00 +0000", "<1@b.example>"
    message.add_alternative(
        "<a href='https://www.shop.example/'>shop.example</a> <a href='mailto:a@b.example'>Mail</a>"
        "<a href='#top'>Up</a><a href='shop-app://open'>App</a><a name='x'>x</a>"
        "<a href='http://localhost:3000/v'>https://localhost</a> main.py <img src='cid:a' alt=''>"
        "<a href='https://x.example/main.py'>main.py</a><a href=https://x.example>To A.com</a>"
        "<!-- <a href='http://no.example'> --><script>'<img src=x>'</script>",
        subtype="html",
    )
    message.add_attachment(b"\xff\xfe", maintype="image", subtype="png", filename="a.png")
    message.add_attachment(mail("b@c.example", "Attached, without a date"))
    return message


def test_nothing_is_wrong_with_a_good_mail() -> None:
    assert check_mail(good().as_bytes(policy=good().policy.clone(linesep="\r\n"))) == []
    assert check_mail(good().as_bytes()) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            "<a href='http://shop.example/v'>V</a>",
            "warning: link 'http://shop.example/v' is without",
        ),
        ("<area href=HTTP://shop.example>", "warning: link 'HTTP://shop.example' is without"),
        ("<a href='/verify?a=1&amp;b=2'>V</a>", "error: link '/verify?a=1&b=2' leads nowhere"),
        ("<a href='{{ url }}'>V</a>", "error: link '{{ url }}' leads nowhere"),
        ("<a href=''>V</a>", "error: link '' leads nowhere"),
        ("<a href='//shop.example'>V</a>", "error: link '//shop.example' leads nowhere"),
        ("<a href='https:///v'>V</a>", "error: link 'https:///v' has no host"),
        ("<a href='https://[x/v'>V</a>", "error: link 'https://[x/v' has no host"),
        ("<a href='javascript:x()'>V</a>", "error: link 'javascript:x()' is a script"),
        (
            "<a href='https://evil.example'>https://<b>bank</b>.com/login</a>",
            "warning: link 'https://bank.com/login' leads to 'evil.example'",
        ),
        (
            "<a href='https://evil.example'>Go to www.bank.com now</a>",
            "warning: link 'Go to www.bank.com now' leads to 'evil.example'",
        ),
        (
            "<a href='https://evil.example'>bank.com</a>",
            "warning: link 'bank.com' leads to 'evil.example'",
        ),
        (
            "<a href='https://bank.com@evil.example'>bank.com</a>",
            "warning: link 'bank.com' leads to 'evil.example'",
        ),
        (
            "<a href='https://evil.example\\@bank.com/'>bank.com</a>",
            "warning: link 'bank.com' leads to 'evil.example'",
        ),
        (
            "<a href='https://notbank.com'>bank.com</a>",
            "warning: link 'bank.com' leads to 'notbank.com'",
        ),
        ("<img src='a.png'>", "warning: image 'a.png' has no alt"),
        ("<IMG title=x>", "warning: image '' has no alt"),
        ("xxxxxxx\n" * 13_056 + "x", "warning: 104449 bytes of HTML"),
    ],
)
def test_html(html: str, expected: str) -> None:
    ((level, place, what),) = found(PAGE % html.encode())
    assert f"{level}: {what}".startswith(expected)
    assert place == "part 2 (text/html)"


@pytest.mark.parametrize(
    "html",
    [
        "<a href='https://click.shop.example/1'>https://shop.example</a>",
        "<a href='https://shop.example'>https://www.SHOP.example./x</a>",
        "<a href='https://xn--bcher-kva.example/'>https://bücher.example</a>",
        "<a href='https://x.example'>info@bank.com</a>",
        "<a href='http://[::1]:80/'>V</a><a href='http://127.9.9.9/'>V</a>",
        "<img src=a.png alt>",
        "xxxxxxx\n" * 13_056,
    ],
)
def test_html_with_which_nothing_is_wrong(html: str) -> None:
    assert found(PAGE % html.encode()) == []


def test_a_link_without_https_in_the_text_is_told_once() -> None:
    text = "http://shop.example/v http://shop.example/v http://localhost/ http://w.example/"
    html = b"<a href='http://w.example/'>W</a>"
    raw = (PAGE % html).replace(b"Hello", text.encode())
    places = [(one.place, one.what) for one in check_mail(raw)]
    assert places == [
        ("part 2 (text/html)", "link 'http://w.example/' is without https"),
        ("text", "link 'http://shop.example/v' is without https"),
    ]


@pytest.mark.parametrize("text", [b"", b" \r\n"])
def test_html_without_a_text(text: bytes) -> None:
    raw = (PAGE % b"<p>Hello").replace(b"Hello\r\n--b", text + b"\r\n--b", 1)
    assert found(raw) == [("warning", "mail", "no text part")]
    alone = HEADERS + b"Content-Type: text/html\r\n\r\n<p>Hello"
    assert found(alone) == [("warning", "mail", "no text part")]


@pytest.mark.parametrize(
    ("raw", "place", "what"),
    [
        ((PAGE % b"x").replace(b"--b--", b""), "mail", "boundary 'b' does not end"),
        ((PAGE % b"x").replace(b"boundary=b", b"boundary=c"), "mail", "boundary 'c' parts nothing"),
        ((PAGE % b"x").replace(b"; boundary=b", b""), "mail", "it names no boundary"),
        (
            (PAGE % b"x").replace(
                b"boundary=b", b"boundary=b\r\nContent-Transfer-Encoding: base64"
            ),
            "mail",
            "it is encoded as base64",
        ),
        (
            HEADERS + b"Content-Transfer-Encoding: base64\r\n\r\nSGVsbG8*",
            "mail",
            "what it has is no base64",
        ),
        (
            HEADERS + b"Content-Transfer-Encoding: base64\r\n\r\nSGVsbG8",
            "mail",
            "what it has is no base64",
        ),
        (
            HEADERS
            + b"Content-Transfer-Encoding: quoted-printable\r\n\r\nhttps://x.example/?a=xyz",
            "mail",
            "'=xyz' is no quoted-printable",
        ),
        (
            HEADERS + b"Content-Transfer-Encoding: rot13\r\n\r\nUryyb",
            "mail",
            "Content-Transfer-Encoding is 'rot13'",
        ),
        (HEADERS + b"Content-Type: plain\r\n\r\nHello", "mail", "Content-Type is 'plain'"),
        (
            HEADERS + b"Subject: Gr\xc3\xbc\xc3\x9fe\r\n\r\nHello",
            "headers",
            "bytes that are not ASCII",
        ),
        (TEXT + b"x" * 999, "mail", "a line is longer than 998 bytes"),
    ],
)
def test_broken_mime(raw: bytes, place: str, what: str) -> None:
    assert ("error", place, what) in found(raw)
    assert {level for level, _, _ in found(raw)} == {"error"}


def test_mime_that_is_right() -> None:
    encoded = HEADERS + b"Content-Transfer-Encoding: "
    for raw in (
        encoded + b"base64\r\n\r\nSGVs\r\nbG8=\r\n",
        encoded + b"quoted-printable\r\n\r\n=47=6c =\r\nx= \r\n=3D\r\nend=",
        encoded + b"8BIT\r\n\r\nHello",
        TEXT + b"x" * 998,
        (PAGE % b"x").replace(b"boundary=b", b'boundary="b" ').replace(b"--b--", b"--b-- \t"),
    ):
        assert found(raw) == []


@pytest.mark.parametrize(
    ("charset", "data", "what"),
    [
        ("utf-8", b"caf\xe9", "charset 'utf-8' does not have all of its bytes"),
        ("euc-kr", b"\xff\xff", "charset 'euc-kr' does not have all of its bytes"),
        ("iso-8859-1", "Grüße".encode(), "charset 'iso-8859-1', but the text is UTF-8"),
        ("windows-1251", "Привет".encode(), "charset 'windows-1251', but the text is UTF-8"),
        ("us-ascii", "Grüße".encode(), "charset 'us-ascii' for bytes that are not ASCII"),
        ("klingon", "Grüße".encode(), "charset 'klingon' for bytes that are not ASCII"),
        ("", "Grüße".encode(), "no charset for bytes that are not ASCII"),
    ],
)
def test_charsets_that_do_not_match(charset: str, data: bytes, what: str) -> None:
    kind = f"Content-Type: text/plain; charset={charset}" if charset else "Content-Type: text/plain"
    assert found(HEADERS + kind.encode() + b"\r\n\r\n" + data) == [("error", "mail", what)]


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("utf-8", "Grüße \ufffd"),
        ("iso-8859-1", "Grüße"),
        ("windows-1251", "Привет"),
        ("koi8-r", "Привет"),
        ("iso-2022-jp", "こんにちは"),
        ("shift_jis", "こんにちは"),
        ("gb2312", "你好"),
        ("us-ascii", "Hello"),
        ("klingon", "Hello"),
    ],
)
def test_charsets_that_match(charset: str, text: str) -> None:
    kind = f"Content-Type: text/plain; charset={charset}\r\n\r\n"
    data = text.encode("ascii" if charset == "klingon" else charset)
    assert found(HEADERS + kind.encode() + data) == []


def test_what_html_says_of_its_charset() -> None:
    says = "<meta charset={}>Grüße"
    page = HEADERS + b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n\r\nHello\r\n"
    page += b"--b\r\nContent-Type: text/html%s\r\n\r\n%s\r\n--b--\r\n"
    assert found(page % (b"", says.format("utf-8").encode())) == []
    assert found(page % (b"; charset=utf-8", says.format("UTF8").encode())) == []
    assert found(page % (b"; charset=utf-8", says.format("latin1").encode())) == [
        ("warning", "part 2 (text/html)", "charset 'utf-8', but 'latin1' in its <meta>")
    ]


def test_headers_that_are_missing() -> None:
    assert found(b"Subject: x\r\nDate: \r\n\r\nHello") == [
        ("warning", "headers", "no Message-ID"),
        ("warning", "headers", "no Date"),
    ]


ONE_CLICK = b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"


@pytest.mark.parametrize(
    ("headers", "body", "what"),
    [
        (b"Precedence: bulk\r\n", b"", "without a List-Unsubscribe"),
        (b"List-Id: <news.shop.example>\r\n", b"", "without a List-Unsubscribe"),
        (b"", b"<a href='https://x.example/unsubscribe'>here</a>", "without a List-Unsubscribe"),
        (b"", b"<a href='https://x.example/u/1'>Unsubscribe</a>", "without a List-Unsubscribe"),
        (b"List-Unsubscribe: https://x.example/u\r\n", b"", "without a List-Unsubscribe"),
        (b"List-Unsubscribe: <https://x.example/u>\r\n", b"", "no one click"),
        (b"List-Unsubscribe: <http://x.example/u>\r\n" + ONE_CLICK, b"", "no one click"),
        (b"List-Unsubscribe: <mailto:u@x.example>\r\n" + ONE_CLICK, b"", "no one click"),
        (b"Precedence: first-class\r\n", b"<a href='https://x.example/'>Bulk</a>", None),
        (
            b"Precedence: bulk\r\nList-Unsubscribe: <mailto:u@x.example>,\r\n <https://x.example/u>\r\n"
            + ONE_CLICK,
            b"",
            None,
        ),
    ],
)
def test_bulk(headers: bytes, body: bytes, what: str | None) -> None:
    findings = found(headers + PAGE % body)
    assert len(findings) == (what is not None)
    assert all(
        what is not None and what in one[2] and one[:2] == ("warning", "headers")
        for one in findings
    )


def test_findings_print_a_line_each_errors_first() -> None:
    some = [
        Finding("warning", "headers", "no Date", "why"),
        Finding("error", "links", "'x' is dead", "it answers 404"),
        Finding("warning", "headers", "no Date", "why"),
    ]
    assert repr(worst_first(some, "warning")) == str(worst_first(some, "warning"))
    assert str(worst_first(some, "warning")) == (
        "error: links: 'x' is dead (it answers 404)\nwarning: headers: no Date (why)"
    )
    assert worst_first(some, "error") == (some[1],)
    assert not worst_first(some[:1], "error")
    assert str(Findings()) == "no findings"
    with pytest.raises(ValueError, match="level must be 'error' or 'warning', not 'info'"):
        check_level("info")


def test_what_is_quoted_is_cut_and_escaped() -> None:
    url = "http://x.example/\x1b[31m\u202e" + "y" * 10_000
    raw = (PAGE % f"<a href='{url}'>V</a>".encode()).replace(b"text/plain", b"text/\x1b[31m")
    (one,) = [one for one in check_mail(raw) if "https" in one.what]
    assert str(one).isprintable()
    assert "\\x1b[31m\\u202e" in one.what
    assert len(str(one)) < 400


@pytest.mark.once
@pytest.mark.parametrize(
    "html",
    [
        b"<img>" * 500_000,
        b"<a href=x>" * 250_000,
        b"<a href='https://x.example'>" + b"a." * 1_000_000,
        b"<" * 2_500_000,
        b"<!--" * 600_000,
        b"<script>" * 300_000,
        b'<a href="' * 250_000,
        b"=" * 2_500_000,
        b"&#" * 1_000_000,
        b"--b\r\n" * 500_000,
        b"--" * 1_000_000 + b"\r\n",
        (b"x" * 998 + b"\r\n") * 2_500,
    ],
)
def test_hostile_html_takes_no_time_and_few_findings(html: bytes) -> None:
    began = time.process_time()
    findings = check_mail(PAGE % html)
    assert time.process_time() - began < 5
    assert len(findings) < 250
