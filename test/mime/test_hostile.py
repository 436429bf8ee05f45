"""Mail that is made to cost much, or to break what reads it."""

from __future__ import annotations

import random
import time

import pytest
from mime.mails import CASES

from client.mail.criteria import found_in
from client.mime.attachments import attached_files
from client.mime.message import parse_mail

_SIZE = 400_000
_TYPE = b"Content-Type: text/plain; "
_MIXED = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"

# What begins, what is repeated, and what ends.
UNITS = {
    "words": (b"Subject: ", b"=?", b""),
    "words with a charset": (b"Subject: ", b"=?a?q?", b""),
    "words that seem to end": (b"Subject: =?a?q?", b"?=AA", b""),
    "words of question marks": (b"Subject: =?a?q?", b"?", b"?="),
    "adjacent words": (b"Subject: ", b"=?a?q?b?= ", b""),
    "blanks behind a charset": (b"Subject: =?a", b" ", b""),
    "addresses": (b"To: ", b"a@b,", b""),
    "quotes": (b"To: ", b'"', b""),
    "quotes that are escaped": (b"To: ", b'"\\', b""),
    "brackets": (b"To: ", b"<", b""),
    "brackets in quotes": (b"To: ", b'<"', b""),
    "comments": (b"To: ", b"(", b""),
    "a long word": (b"To: ", b"a", b""),
    "blanks": (b"To: a", b" ", b"b"),
    "colons": (b"To: ", b"a:", b";"),
    "many recipients": (b"", b"To: a@b\r\n", b""),
    "parameters": (_TYPE, b"a=", b""),
    "parameters in quotes": (_TYPE, b'a="\\"', b""),
    "blanks in a parameter": (_TYPE + b"name=a", b" ", b"b"),
    "words in a parameter": (_TYPE + b"name=", b"a ", b""),
    "parts with parameters": (_MIXED, b"--b\r\n" + _TYPE + b"a" * 4000 + b"\r\n\r\n", b""),
    "pieces of base64": (b"Content-Transfer-Encoding: base64\r\n\r\n", b"QQ=", b""),
    "padding alone": (b"Content-Transfer-Encoding: base64\r\n\r\n", b"=", b""),
    "blanks behind base64": (b"Content-Transfer-Encoding: base64\r\n\r\nQQ==", b" ", b"!"),
    "soft breaks": (b"Content-Transfer-Encoding: quoted-printable\r\n\r\n", b"= ", b""),
    "uuencode": (b"Content-Transfer-Encoding: uue\r\n\r\nbegin 1 x\r\n", b"M\r\n", b""),
    "begins": (b"Content-Transfer-Encoding: uue\r\n\r\n", b"begin ", b""),
    "flowed": (_TYPE + b"format=flowed\r\n\r\n", b"> \r\n", b""),
    "flowed on": (_TYPE + b"format=flowed\r\n\r\n", b"a \r\n", b""),
    "quote marks": (_TYPE + b"format=flowed\r\n\r\n", b">", b""),
    "enriched": (b"Content-Type: text/enriched\r\n\r\n", b"<param>", b""),
    "meta": (b"Content-Type: text/html\r\n\r\n", b"<meta charset", b"\xff"),
    "URLs on two lines": (b"\r\n", b"<https://a\r\nb", b""),
    "Japanese": (b"Content-Type: a; charset=euc-jp\r\n\r\n", b"\xad\xa1\x8e\xb1\xff", b""),
    "escapes": (b"Content-Type: text/plain; charset=iso-2022-jp\r\n\r\n", b"\x1b$B-!\x1b(I1", b""),
    "Chinese": (b"Content-Type: text/plain; charset=big5\r\n\r\n", b"\x88\x62\xa3\xe1", b""),
    "delimiters": (_MIXED, b"--x\r\n", b""),
    "delimiters at the end": (_MIXED, b"--b--\r\n", b""),
    "continuations": (b"", b" a\r\n", b""),
    "lines of an mbox": (b"", b"From a\r\n", b""),
    "colons alone": (b"", b":\r\n", b""),
    "folds": (b"Subject: a\r\n", b" \r\n", b""),
    "carriage returns": (b"Subject: a", b"\r", b""),
}


@pytest.mark.once
@pytest.mark.parametrize("name", UNITS)
def test_it_costs_little(name: str) -> None:
    start, unit, end = UNITS[name]
    raw = start + unit * (_SIZE // len(unit)) + end
    began = time.process_time()
    parse_mail(raw, sender="")
    attached_files(raw)
    # A quarter of a second at most; work that grows with the square of the size takes minutes.
    assert time.process_time() - began < 3


def test_any_bytes_are_a_mail() -> None:
    chance = random.Random(16)
    pieces = [b"\r\n", b"\n", b"--=_b", b"=?", b"?=", b"<", b'"', b";", b"=", b"\xff", b"\x1b$B"]
    for case in CASES:
        for _ in range(10):
            raw = bytearray(case.raw)
            for _ in range(chance.randrange(1, 6)):
                at = chance.randrange(len(raw) + 1)
                raw[at : at + chance.randrange(3)] = chance.choice(pieces)
            mail = parse_mail(bytes(raw), sender="a@b.example")
            assert len(mail.attachments) == len(attached_files(bytes(raw)))
            for text in (mail.text, mail.html, mail.subject, *mail.links, *dict(mail.headers)):
                text.encode()  # no lone surrogates


@pytest.mark.parametrize("unit", ["a\u0301\u0323", " ", "\u200b", "\u0301\u0323", "\u1112\u1161"])
def test_what_is_compared_costs_little(unit: str) -> None:
    began = time.process_time()
    found_in("code", [unit * 200_000])
    assert time.process_time() - began < 2
