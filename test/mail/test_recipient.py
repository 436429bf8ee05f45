"""What the recipient of a mail looks for in it: a code, a link, a file, where to unsubscribe."""

from __future__ import annotations

import re

import pytest
from support.mails import mail

import client
from client.mail import Mail, UnsubscribeLink

VERIFY = "https://shop.example/verify?token=7hGq2"
LEAVE = "https://shop.example/unsubscribe?u=1"


def received(**fields: object) -> Mail:
    message = {"_id": "1", "inbox": "a@b.example", "subject": "Hello", "to": [], **fields}
    return Mail(client.IncomingEmailMessage.from_dict(message))


def with_headers(headers: str) -> Mail:
    return received(raw=f"From: a@b.example\r\n{headers}\r\nHello")


# -- codes of other kinds


def test_a_pattern_finds_codes_of_other_kinds() -> None:
    found = received(
        subject="Order ord-0004",
        text="Your orders: ord-0001, ORD-0002.\nord-0001",
        body="<p>ord-<b>0003</b></p><div style='display:none'>ord-9999</div><!-- ord-8888 -->",
    )
    assert found.codes(r"ord-\d{4}") == ["ord-0001", "ord-0003", "ord-0004"]
    assert found.codes(r"ord-(\d{4})") == ["0001", "0003", "0004"]
    pattern = re.compile(r"(ord)-(?P<number>\d{4})", re.IGNORECASE)
    assert found.codes(pattern) == ["ord", "ORD"]
    assert found.code(r"ord-(\d{4})") == "0001"
    assert found.code(r"(?<=Order )ord-\d{4}") == "ord-0004"
    assert found.codes(r"(nowhere)?") == []
    assert found.codes() == []


def test_what_a_pattern_does_not_find_is_said() -> None:
    found = received(text="Hello there")
    with pytest.raises(LookupError) as caught:
        found.code(r"ord-\d")
    assert str(caught.value) == (
        r"nothing like 'ord-\\d' in"
        ' <Mail "Hello" from nobody>. Its body begins: Hello there'
    )
    with pytest.raises(LookupError, match=r"nothing like 'x\.y'"):
        found.code(re.compile("x.y"))
    with pytest.raises(re.error):
        found.code("(")
    for no_pattern in (5, b"x", re.compile(b"x")):
        with pytest.raises(TypeError, match="pattern must be a string or a compiled pattern"):
            found.codes(no_pattern)  # type: ignore[arg-type]  # the test's point


# -- links by what is read on them

PAGE = f"""
<a href="{VERIFY}" title="Click here"><b>Verify</b>&nbsp;your
 address</a> <a href="https://shop.example/?a=1&amp;b=2"><img src=x alt="Our Shop"></a>
<a href="{LEAVE}" title="Verify">Leave<span style="display:none"> and Verify</span></a>
<a href="https://hidden.example" style="display:none">Verify your address</a>
<a href="{VERIFY}">or here</a> <map><area href="https://shop.example/map" alt="The map"></map>
"""


def test_a_link_by_what_is_read_on_it() -> None:
    found = received(text="", body=PAGE)
    assert found.link(text="verify") == VERIFY
    assert found.link(text="VERIFY YOUR address") == VERIFY
    assert found.link(text="or here") == VERIFY
    assert found.link(text="our shop") == "https://shop.example/?a=1&b=2"
    assert found.link(text="The map") == "https://shop.example/map"
    assert found.link(text=re.compile(r"^Leave$")) == LEAVE
    assert found.link("token=", text=re.compile("address|Leave")) == VERIFY
    assert found.link("verify") == VERIFY


def test_a_link_with_another_text_is_an_error_that_lists_the_texts() -> None:
    found = received(text="", body=PAGE)
    with pytest.raises(LookupError) as caught:
        found.link(text="Reset")
    message = str(caught.value)
    assert message.startswith("no link that says 'Reset' in <Mail \"Hello\"")
    assert f"\n  {VERIFY} 'Verify your address'\n" in message
    with pytest.raises(
        LookupError, match=r"^2 links that says? .* say which, with contains=\.\.\. or"
    ):
        found.link(text=re.compile("address|Leave"))
    with pytest.raises(LookupError, match="no link with 'nowhere' that says 'verify' in"):
        found.link("nowhere", text="verify")
    with pytest.raises(LookupError, match=rf"no link that says 'Go' in(.|\n)*{re.escape(VERIFY)}"):
        received(text=VERIFY).link(text="Go")
    with pytest.raises(TypeError, match="text must be a string or a compiled pattern"):
        found.link(text=b"x")  # type: ignore[arg-type]  # the test's point


# -- files by name


def test_a_file_by_its_name() -> None:
    message = mail("a@b.example")
    for name in ("invoice-17.pdf", "Terms[1].PDF", "logo.png", "logo.png"):
        message.add_attachment(b"x" * len(name), maintype="a", subtype="b", filename=name)
    found = received(raw=message.as_string())
    assert found.attachment("invoice-*.pdf").name == "invoice-17.pdf"
    assert found.attachment("INVOICE-??.PDF").content() == b"x" * 14
    assert found.attachment("terms[1].pdf").name == "Terms[1].PDF"
    assert found.attachment("terms[1]*").name == "Terms[1].PDF"
    with pytest.raises(LookupError):
        found.attachment("terms?[1].pdf")
    assert found.attachment("logo.png").name == "logo.png"
    with pytest.raises(LookupError) as caught:
        found.attachment("*.gif")
    assert str(caught.value) == (
        "no file like '*.gif' in <Mail \"Hello\" from nobody>; it has:\n"
        "  invoice-17.pdf a/b, 14 bytes\n  Terms[1].PDF a/b, 12 bytes\n"
        "  logo.png a/b, 8 bytes\n  logo-2.png a/b, 8 bytes"
    )
    with pytest.raises(LookupError, match=r"^2 files like 'logo\*'.*has:\n  logo.png.*\n  logo-2"):
        found.attachment("logo*")
    with pytest.raises(LookupError, match=r"^no file like 'x' in <Mail .*>$"):
        received(raw="Subject: x\r\n\r\nHello").attachment("x")
    for wrong in (0, re.compile("x")):
        with pytest.raises(TypeError, match=r"^name must be a string, such as 'invoice-\*\.pdf'"):
            found.attachment(wrong)  # type: ignore[arg-type]  # the test's point


# -- where to unsubscribe

POST = "List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"


@pytest.mark.parametrize(
    ("headers", "url", "one_click"),
    [
        (f"List-Unsubscribe: <{LEAVE}>\r\n{POST}", LEAVE, True),
        (f"list-unsubscribe: <{LEAVE}>\r\n{POST.lower()}", LEAVE, True),
        (f"List-Unsubscribe: <{LEAVE}>\r\n", LEAVE, False),
        (f"List-Unsubscribe: <{LEAVE}>\r\nList-Unsubscribe-Post: One-Click\r\n", LEAVE, False),
        (f"List-Unsubscribe: <mailto:u@x.example>,\r\n\t<{LEAVE}>\r\n{POST}", LEAVE, True),
        (f"List-Unsubscribe: <http://x.example/u>, <{LEAVE}>\r\n", LEAVE, False),
        (f"List-Unsubscribe: <http://x.example/u>\r\n{POST}", "http://x.example/u", False),
        (
            f"List-Unsubscribe: <mailto:u@x.example?subject=u>\r\n{POST}",
            "mailto:u@x.example?subject=u",
            False,
        ),
        (
            "List-Unsubscribe: (Use this:) <https://x.example/\r\n  u,1> (thanks)\r\n",
            "https://x.example/u,1",
            False,
        ),
        (
            "List-Unsubscribe: =?utf-8?q?=3Chttps=3A//x.example/u=3E?=\r\n",
            "https://x.example/u",
            False,
        ),
        (
            "List-Unsubscribe: <ftp://x.example>, <https:>, <HTTPS://x.example>\r\n",
            "HTTPS://x.example",
            False,
        ),
    ],
)
def test_where_to_unsubscribe(headers: str, url: str, one_click: bool) -> None:
    assert with_headers(headers).unsubscribe_link() == UnsubscribeLink(url, one_click)


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ("", r"^no List-Unsubscribe in <Mail \"Hello\" from nobody>$"),
        (
            "List-Unsubscribe: https://x.example\r\n",
            r"^no List-Unsubscribe with a link in angle brackets: it is https://x\.example in",
        ),
        (
            "List-Unsubscribe: <javascript:x>\r\n",
            "with a link in angle brackets: it is <javascript:x> in",
        ),
        (f"List-Unsubscribe: {'<' * 100_000}\r\n", "with a link in angle brackets"),
    ],
)
def test_nowhere_to_unsubscribe(headers: str, message: str) -> None:
    with pytest.raises(LookupError, match=message) as caught:
        with_headers(headers).unsubscribe_link()
    assert len(str(caught.value)) < 400
