"""Mutated mails: none raises, whatever is decoded is on one line, and none takes long."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from email.message import EmailMessage
from functools import partial

import pytest
from hypothesis import strategies as st
from support.fuzzing import MARKS, Edit, edits, fuzz, mutated

import client
from client.mail.fetching import with_body
from client.mail.mail import Mail
from client.mail.summary import summary
from client.mime.attachments import AttachedFile, attached_files
from client.mime.document import harmless_document
from client.mime.markup import harmless_html, text_from_html
from client.mime.message import parse_mail
from client.page.mails import NewMail
from client.page.view import details, document, examined, found, row

pytestmark = MARKS

WITHIN = 5.0  # seconds for one mail of 128 KiB at most; it is read a dozen times
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
WORDS = (
    b"Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe=0D=0ABcc:_x?=\r\n =?iso-8859-1?b?5Pb8?= =?x?q?=FF?=\r\n"
)
PLAIN = (
    b"From: =?utf-8?q?Der_L=C3=A4den?= <shop@shop.example>, group: a@b.example, c@d.example;\r\n"
    b'To: "a, b" <a@b.example>\r\nCc: x@y.example (comment)\r\nReceived: by x\r\n' + WORDS
)
FILE = b"Content-Disposition: attachment; filename*0*=utf-8''a%0D; filename*1=\"b.txt\"\r\n"
TOKENS = (
    *(b"\r\n", b"\r\n\r\n", b"\n", b"\r", b"\0", b"\x0b", b"\xc2\x85", b"\xff", b"\t", b";", b'"'),
    *(b"=?utf-8?q?=0D=0A?=", b"=?utf-16?b?", b"=?idna?q?x?=", b"?=", b"=", b"(", b"<", b"&#", b":"),
    *(b"Content-Type: ", b"Content-Type: multipart/mixed; boundary=b\r\n", b"--b\r\n", b"--b--"),
    *(b"Content-Transfer-Encoding: base64\r\n", b"Content-Transfer-Encoding: uuencode\r\n"),
    *(b"message/rfc822", b"text/html", b"charset=", b"utf-7", b"filename*=", b"name*0*=", FILE),
    *(b"Your code is 123 456", b"https://a.example/verify?t=1", b"<a href='", b"<!--", b"<style>"),
    *(b"List-Unsubscribe: <https://a.example/u>\r\n", b"<img src=", b"</a>", b"charset=utf-16 "),
)


def corpus() -> dict[str, bytes]:
    simple = EmailMessage()
    simple["From"], simple["To"], simple["Subject"] = "a@b.example", "c@d.example", "Größe"
    simple.set_content("Ihr Code lautet 482 913.\nhttps://shop.example/verify?token=x\n")
    html = EmailMessage()
    html.set_content("Your code: AB12-CD34 (or 123456) for $20.00 in 2024\n", charset="iso-8859-1")
    html.add_alternative(
        "<style>x</style><p>Your code is <b>123&nbsp;456</b></p><table><tr><td>PIN<td>7781"
        "</table><a href='https://x.example/reset?t=1&amp;u=2'><img src='cid:a'>Reset</a>",
        subtype="html",
    )
    html.get_payload(1).add_related(b"\x89PNG", "image", "png", cid="<a>")  # type: ignore[union-attr]  # of two
    mixed = EmailMessage()
    mixed.set_content("Grüße", cte="base64")
    mixed.add_attachment(bytes(range(256)), maintype="application", subtype="x", filename="ü.pdf")
    mixed.add_attachment("text = é\n" * 9, cte="quoted-printable", filename="a.txt")
    mixed.add_attachment(html)
    nested = b""
    for level in range(15):
        nested = (
            b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n%s\r\n--b%d--\r\n"
            % (level, level, nested or b"\r\nhere", level)
        )
    uuencoded = b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 644 a\r\n#86)C\r\n`\r\nend\r\n"
    made = {"simple": simple, "html": html, "mixed": mixed}
    whole = {name: mail.as_bytes().replace(b"\n", b"\r\n") for name, mail in made.items()}
    whole |= {"nested": nested, "uuencoded": uuencoded, "a file": FILE + b"\r\nbytes"}
    return {"": b"", **{name: PLAIN + mail for name, mail in whole.items()}}


CORPUS = corpus()


def on_one_line(*values: str) -> None:
    for value in values:
        assert isinstance(value, str)
        assert not CONTROL.search(value), repr(value)
        value.encode()  # and has no lone surrogates


def check(example: tuple[str, list[Edit]]) -> None:
    name_of_mail, changes = example
    raw = mutated(CORPUS[name_of_mail], changes)
    parsed = parse_mail(raw, sender="a@b.example")
    on_one_line(parsed.subject)
    for name, value in parsed.headers:
        on_one_line(name, value)
    for one in parsed.sender + parsed.to + parsed.cc + parsed.bcc:
        on_one_line(one.name, one.address)
    for file in attached_files(raw):
        check_file(file)
    texts = [parsed.text, parsed.html, parsed.raw_text(), parsed.header_text()]
    texts += [parsed.html_with_images(), text_from_html(parsed.html), harmless_html(parsed.html)]
    texts.append(harmless_document(parsed.html))
    shown = NewMail("a@x.example", datetime.now(UTC), raw)
    texts.append(document(shown, remote=True))
    texts += [json.dumps(view(shown)) for view in (row, found, details, examined)]
    texts += [*parsed.links, *client.find_links(parsed.text, parsed.html)]
    for code in client.find_codes(parsed.text, parsed.html):
        assert re.fullmatch("[0-9A-Za-z]{4,10}", code)
    for text in texts:
        assert isinstance(text, str)
        text.encode()
    check_mail(raw)


def check_file(file: AttachedFile) -> None:
    on_one_line(file.name, file.type, file.disposition, file.content_id, file.encoding)
    assert isinstance(file.content, bytes)
    assert re.fullmatch("[0-9a-f]{32}", file.md5)


def check_mail(raw: bytes) -> None:
    listed = client.EmailMessageShort.from_dict({"_id": "1", "inbox": "a@b.example"})
    mail = Mail(with_body(listed, raw))
    on_one_line(mail.subject, mail.sender, repr(mail), summary(mail))
    assert all(isinstance(text, str) for text in [mail.text, mail.html, mail.raw, *mail.links()])
    for file in mail.attachments:
        on_one_line(file.name, file.type)
        assert len(file.content()) == file.size
    for finding in mail.check():
        on_one_line(str(finding))
    for find in (mail.code, mail.link, mail.unsubscribe_link, partial(mail.attachment, "a*")):
        try:
            repr(find()).encode()
        except LookupError as error:
            str(error).encode()


def test_mails(capsys: pytest.CaptureFixture[str]) -> None:
    examples = st.tuples(st.sampled_from(list(CORPUS)), edits(*TOKENS, most=12))
    assert fuzz("mails", examples, check, WITHIN, capsys) > 0
