"""Mails that are attached to mails come out byte for byte: signatures are over their bytes."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Callable
from hashlib import md5

import pytest

from client.mime.attachments import attached_files
from client.mime.message import parse_mail

HEADERS = b"Subject: in\r\nFrom: x@y.example\r\nX-Odd:   two  spaces \t\r\n"
PLAIN = HEADERS + b"\r\ninner line\r\n"
WITH_FILE = (
    HEADERS + b"Content-Type: multipart/mixed; boundary=inside\r\n\r\nbefore\r\n"
    b"--inside\r\nContent-Type: text/html\r\n\r\n<p>inner\r\n"
    b'--inside\r\nContent-Type: image/png; name="in.png"\r\n'
    b"Content-Transfer-Encoding: base64\r\n\r\niVBORw==\r\n--inside--\r\nafter\r\n"
)
WITHIN = (
    HEADERS + b"Content-Type: multipart/mixed; boundary=between\r\n\r\n"
    b"--between\r\ncontent-type:MESSAGE/RFC822\r\n\r\n" + WITH_FILE + b"\r\n--between--\r\n"
)
MAILS = {
    "plain": PLAIN,
    "line feeds": PLAIN.replace(b"\r\n", b"\n"),
    "mixed line ends": b"Subject: in\nX: 1\r\nY: 2\r\r\n\n\rinner\r",
    "no line end": HEADERS + b"\r\ninner line",
    "many line ends": PLAIN + b"\r\n\n\r\n\r\n",
    "long headers": b"Subject: " + b"long  " * 400 + b"\r\nX:\r\n\tfolded\r\n   oddly\r\n\r\ninner",
    "encoded words": b"Subject: =?utf-8?q?caf=C3=A9?=  =?utf-8?q?_x?=\r\n\r\ninner",
    "8 bits": b"Subject: caf\xc3\xa9 \xff\r\n\r\n" + bytes(range(256)),
    "with a file": WITH_FILE,
    "with a mail": WITHIN,
    "that is a mail": b"Content-Type: message/rfc822\r\n\r\n" + PLAIN,
    "never closed": WITH_FILE.partition(b"\r\n--inside--")[0],
    "kept by mbox": b"From x@y.example Mon Jan  1\n" + PLAIN,
    "no headers": b"inner line\r\n",
    "headers alone": HEADERS,
    "a blank line": b"\r\n",
    "empty": b"",
}

START = b"From: a@b.example\r\nSubject: out\r\n"
MIXED = START + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nouter text\r\n--b\r\n"
NAMED = b'Content-Disposition: attachment; filename="orig.eml"\r\n'
RFC822 = b"Content-Type: message/rfc822\r\n"
# What stands before an attached mail, and after it.
PLACES = {
    "closed": (MIXED + NAMED + RFC822, b"\r\n--b--\r\n"),
    "followed": (MIXED + RFC822 + NAMED, b"\r\n--b\r\n\r\n\r\n--b--"),
    "never closed": (MIXED + NAMED + RFC822, b"\r\n"),
    "deep": (
        MIXED + b"Content-Type: multipart/x; boundary=bb\r\n\r\n--bb\r\n" + NAMED + RFC822,
        b"\r\n--bb--\r\nafter\r\n--b--\r\n",
    ),
    "deep and never closed": (
        MIXED + b"Content-Type: multipart/x; boundary=bb\r\n\r\n--bb\r\n" + NAMED + RFC822,
        b"\r\n--b--\r\n",
    ),
    "digest": (
        MIXED + b"Content-Type: multipart/digest; boundary=bb\r\n\r\n--bb\r\n" + NAMED,
        b"\r\n--bb--\r\n--b--\r\n",
    ),
    "whole body": (START + NAMED + RFC822, b""),
}
ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "none": lambda data: b"\r\n" + data,
    "7bit": lambda data: b"Content-Transfer-Encoding: 7bit\r\n\r\n" + data,
    "8bit": lambda data: b"Content-Transfer-Encoding: 8bit\r\n\r\n" + data,
    "base64": lambda data: (
        b"Content-Transfer-Encoding: BASE64\r\n\r\n"
        + base64.encodebytes(data).replace(b"\n", b"\r\n")
    ),
    "quoted-printable": lambda data: (
        b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + binascii.b2a_qp(data, istext=False)
    ),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", MAILS)
def test_an_attached_mail_is_the_bytes_that_were_sent(name: str, place: str) -> None:
    sent = MAILS[name]
    before, after = PLACES[place]
    for encoding, encoded in ENCODINGS.items():
        raw = before + encoded(sent) + after
        (file,) = attached_files(raw)
        assert file.content == sent, encoding
        assert file.md5 == md5(sent).hexdigest()
        assert (file.name, file.type) == ("orig.eml", "message/rfc822")
        assert file.disposition == "attachment"
        assert file.encoding == ("" if encoding == "none" else encoding)
        mail = parse_mail(raw, sender="")
        assert mail.attachments == (file.md5,)
        assert mail.subject == "out"
        assert mail.text.strip() == ("" if place == "whole body" else "outer text")
        assert mail.html == ""


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
def test_line_ends_of_the_whole_are_kept(end: bytes) -> None:
    before, after = PLACES["closed"]
    raw = (before + b"\r\n" + WITHIN + after).replace(b"\r\n", end)
    (file,) = attached_files(raw)
    assert file.content == WITHIN.replace(b"\r\n", end)


def test_quoted_printable_keeps_its_line_ends() -> None:
    before, after = PLACES["closed"]
    encoding = b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    (file,) = attached_files(before + encoding + b"Subject: a=\r\n =3D  b\r\n\r\ncaf=E9\n" + after)
    assert file.content == b"Subject: a =  b\r\n\r\ncaf\xe9\n"


STATUS = (
    b"Reporting-MTA:  dns; mx.example\r\n\r\n"
    b"Final-Recipient: rfc822;  a@b.example\r\nStatus: 5.1.1\r\n\r\n\r\n"
    b"Final-Recipient: rfc822;c@d.example\r\n"
)


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("message/delivery-status", STATUS),
        ("message/delivery-status", b""),
        ("message/disposition-notification", STATUS),
        ("message/feedback-report", STATUS),
        ("message/partial; number=1; total=2; id=x", WITH_FILE[:200]),
        ("message/external-body; access-type=URL", b"Content-Type:  image/png\r\n\r\n"),
        ("message/global", "Subject:  größe\r\n\r\nÄ\r\n".encode()),
        ("message/", PLAIN),
        ("message/x-y", PLAIN),
    ],
)
def test_whatever_calls_itself_a_message_is_the_bytes_that_were_sent(
    kind: str, sent: bytes
) -> None:
    header = f"Content-Type: {kind}\r\n\r\n".encode()
    raws = [MIXED + header + sent + b"\r\n--b--\r\n", START + header + sent]
    for (file,) in map(attached_files, raws):
        assert (file.type, file.content, file.name) == (kind.partition(";")[0], sent, "")


def test_an_attached_mail_leaves_the_other_files_alone() -> None:
    data = bytes(range(256))
    raw = MIXED + b"Content-Type: a/b\r\n\r\n" + data + b"\r\n\r\n--b\r\n"
    raw += RFC822 + b"\r\n" + WITHIN + b"\r\n--b\r\n"
    raw += b"Content-Type: message/delivery-status\r\n\r\n" + STATUS + b"\r\n--b\r\n"
    raw += b"Content-Type: c/d\r\nContent-Transfer-Encoding: base64\r\n\r\nAAEC\r\n--b--\r\n"
    found = [(file.type, file.content) for file in attached_files(raw)]
    assert found == [
        ("a/b", data + b"\r\n"),
        ("message/rfc822", WITHIN),
        ("message/delivery-status", STATUS),
        ("c/d", b"\0\1\2"),
    ]


@pytest.mark.parametrize(
    "sent",
    [
        RFC822 + b"\r\n" + (RFC822 + b"\r\n") * 60_000,
        b"Content-Type: multipart/x; boundary=y\r\n\r\n" + b"--y\r\n\r\n\r\n" * 60_000,
        b"".join(
            b"Content-Type: multipart/x; boundary=y%d\r\n\r\n--y%d\r\n" % (n, n)
            for n in range(2000)
        ),
        b"Content-Type: message/delivery-status\r\n\r\n" + b"\r\n" * 500_000,
    ],
    ids=["mails in mails", "many parts", "nested parts", "many reports"],
)
def test_what_is_in_an_attached_mail_costs_nothing(sent: bytes) -> None:
    (file,) = attached_files(MIXED + RFC822 + b"\r\n" + sent + b"\r\n--b--\r\n")
    assert file.content == sent


@pytest.mark.parametrize(
    "raw",
    [
        RFC822,
        RFC822 + b"Content-Transfer-Encoding: base64\r\n\r\n!!!\xff=A",
        RFC822 + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 \xff\r\n\xff\r\n",
        MIXED + RFC822,
        MIXED + RFC822 + b"no blank line",
        MIXED + RFC822 + b"--b--",
        b"Content-Type: message/rfc822; boundary=b\r\n\r\n--b\r\n\r\n--b--\r\n",
    ],
)
def test_a_malformed_one_is_still_one_file(raw: bytes) -> None:
    (file,) = attached_files(raw)
    assert file.type == "message/rfc822"
    assert parse_mail(raw, sender="").attachments == (md5(file.content).hexdigest(),)


def test_what_is_said_of_a_file_is_on_one_line() -> None:
    raw = (
        b"Content-Type: image/png\x1b;\r\n name*=utf-8''a%0D%0Ab\r\n"
        b"Content-Disposition: attachment\x0b; x\r\nContent-ID: <a\x1b\r\n b>\r\n"
        b"Content-Transfer-Encoding: 8\0bit\r\n\r\ncontent"
    )
    (file,) = attached_files(raw)
    said = (file.name, file.type, file.disposition, file.content_id, file.encoding)
    assert said == ("a b", "image/png", "attachment", "a  b", "8")
