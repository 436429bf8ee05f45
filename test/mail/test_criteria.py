"""Texts that are sought are compared as a person reads them; patterns are searched as given."""

from __future__ import annotations

import re
import smtplib
import time
import unicodedata
from base64 import b64encode

import pytest
from support.mails import DOMAIN

import client
from client.extraction.html import read_html
from client.mail import Mail
from client.mail.criteria import Criteria, found_in
from client.mime.one_line import without_controls
from client.sandbox import Sandbox

# What is sought, and a field in which a person reads it.
ALIKE = {
    "TAB": ("your code", "Your\tcode: 1"),
    "no-break blank": ("your code", "Your\u00a0code"),
    "narrow no-break blank": ("12 345", "12\u202f345"),
    "thin blank": ("your code", "Your\u2009code"),
    "ideographic blank": ("認証 コード", "認証\u3000コード"),
    "run of blanks": ("your code", "Your \t \u00a0 code"),
    "blanks in what is sought": ("your \u00a0 code", "Your code"),
    "line break": ("your code", "Your\r\n code"),
    "next line": ("your code", "Your\x85code"),
    "zero-width blank": ("your code", "Yo\u200bur\u200b code"),
    "zero-width no-break blank": ("your code", "\ufeffYour code"),
    "soft hyphen": ("verification", "Verifi\u00adcation"),
    "word joiner": ("your code", "Your\u2060 code"),
    "marks of direction": ("12345 קוד", "\u202b12345\u200f קוד\u202c"),
    "mark between blanks": ("your code", "Your \u200b code"),
    "selector of a variant": ("❤ code", "❤\ufe0f code"),
    "zero-width in what is sought": ("your\u200b code", "Your code"),
    "decomposed": ("größe", unicodedata.normalize("NFD", "Größe")),
    "decomposed in what is sought": (unicodedata.normalize("NFD", "café"), "Café"),
    "decomposed Hangul": ("인증번호", unicodedata.normalize("NFD", "인증번호")),
    "decomposed Vietnamese": ("mã xác thực", unicodedata.normalize("NFD", "Mã xác thực")),
    "marks in another order": ("a\u0323\u0302", "A\u0302\u0323"),
    "sharp s": ("GRÖSSE", "Größe"),
}
APART = {
    "no blank": ("your code", "Yourcode"),
    "blank": ("yourcode", "Your code"),
    "another letter": ("größe", "Grosse"),
    "another mark": ("café", "cafe"),
}


@pytest.mark.parametrize("name", ALIKE)
def test_alike_to_a_person(name: str) -> None:
    sought, field = ALIKE[name]
    assert found_in(sought, [None, field])


@pytest.mark.parametrize("name", APART)
def test_not_alike(name: str) -> None:
    sought, field = APART[name]
    assert not found_in(sought, [field])


@pytest.mark.parametrize("name", ALIKE)
def test_alike_in_a_long_text(name: str) -> None:
    sought, field = ALIKE[name]
    assert found_in(sought, ["é " * 2_000 + field + " é" * 2_000])


def test_a_pattern_is_searched_in_the_field_as_it_is() -> None:
    assert found_in(re.compile("Your\u00a0code"), ["Your\u00a0code"])
    assert not found_in(re.compile("Your code"), ["Your\u00a0code"])
    assert not found_in(re.compile("your code"), ["Your code"])
    assert found_in(re.compile("^Your code$"), ["Your\tcode"])  # on one line, without controls
    assert not found_in(re.compile("café"), [unicodedata.normalize("NFD", "café")])


def test_many_who_look_into_one_mail_take_little_longer_than_one() -> None:
    html = "<p><b>Hello</b> you</p>" * 3_000
    read_html("")  # has been imported
    frame = {"email": {"_id": "1", "inbox": "a@b.example", "text": "", "html": html, "raw": "x"}}
    mail = Mail.from_frame(client.EmailMessageWebSocketFrame.from_dict(frame))

    def took(count: int) -> float:
        began = time.process_time()
        for number in range(count):
            criteria = Criteria[Mail](text=f"no. {number}.")
            assert not criteria.holds(mail, lambda one: (one.text, one.html))
        return time.process_time() - began

    assert took(1) * 10 > took(20)


def test_a_mail_is_found_by_what_a_person_reads(
    service: tuple[Sandbox, client.ApiClient],
) -> None:
    sandbox, api_client = service
    fields = [(sought, field) for sought, field in ALIKE.values() if not field.isprintable()]
    assert len(fields) > 5
    with (
        client.Inbox(domain=DOMAIN, api_client=api_client) as inbox,
        client.WebSocketsApi(api_client).stream(addresses=DOMAIN) as stream,
        smtplib.SMTP(*sandbox.smtp) as smtp,
    ):
        for sought, field in fields:
            word = f"=?utf-8?B?{b64encode(field.encode()).decode()}?="
            raw = f"Subject: {word}\r\nFrom: {word} <a@b.example>\r\n\r\nHello\r\n"
            smtp.sendmail("a@b.example", [inbox.address], raw)
            frame = stream.wait_for(subject=sought, sender=sought, to=inbox.address, timeout=10)
            mail = inbox.wait(subject=sought, sender=sought, timeout=10)
            assert frame.email is not None
            shown = without_controls(field).removeprefix("\ufeff")  # no mark of the byte order
            assert mail.subject == frame.email.subject == shown
