"""Attachments in the sandbox, and the figures about public mail."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from support.sandboxes import Apis, deliver, identified, mail

import client
from client.sandbox import Sandbox

PUBLIC = "anyone@public.test"
PDF = b"%PDF-1.7 \x00\xff"
PDF_SUM = hashlib.md5(PDF).hexdigest()


def with_pdf(subject: str = "hello", **options: Any) -> EmailMessage:
    message = mail(subject, **options)
    message.add_attachment(PDF, maintype="application", subtype="pdf", filename="größe 1/2.pdf")
    return message


def test_attachments_are_described_and_found_by_sum_id_and_name(
    sandbox: Sandbox, apis: Apis, tmp_path: Path
) -> None:
    message = with_pdf()
    message.add_attachment(b"GIF89a", maintype="image", subtype="gif", cid="<logo@x>")
    message.add_attachment("col;col\n", subtype="csv", filename="a.csv")
    message.add_attachment(mail("inner"))
    deliver(sandbox, message, PUBLIC)
    here = apis.newest(PUBLIC)
    pdf, gif, csv, inner = apis.attachments.list_message_attachments(PUBLIC, here)
    assert pdf.to_dict() == {
        "checksum": PDF_SUM,
        "contentDisposition": "attachment",
        "contentType": "application/pdf",
        "fileName": "größe 1/2.pdf",
        "length": len(PDF),
        "transferEncoding": "base64",
    }
    assert (gif.content_id, gif.content_type, gif.file_name) == ("logo@x", "image/gif", None)
    assert (csv.content_type, csv.file_name) == ("text/csv", "a.csv")
    assert inner.content_type == "message/rfc822"
    sums = apis.messages.get_message_metadata(PUBLIC, here).attachments
    assert sums == [one.checksum for one in (pdf, gif, csv, inner)]
    for name in (PDF_SUM, "größe 1/2.pdf"):
        assert apis.attachments.download_attachment(PUBLIC, here, name) == PDF
    assert apis.attachments.download_attachment(PUBLIC, here, "logo@x") == b"GIF89a"
    response = apis.attachments.download_attachment_with_http_info(
        PUBLIC, here, PDF_SUM, _preload_content=False
    )
    path = client.save_download(response, tmp_path)
    assert path == tmp_path / "2.pdf"
    assert path.read_bytes() == PDF


def test_an_attached_mail_is_served_as_it_was_sent(sandbox: Sandbox, apis: Apis) -> None:
    attached = b"Subject: in\r\nX-Odd:   two  spaces\r\n\r\ncaf\xe9\r\n"
    raw = b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    raw += base64.encodebytes(attached).replace(b"\n", b"\r\n")
    deliver(sandbox, raw, PUBLIC)
    here = apis.newest(PUBLIC)
    (found,) = apis.attachments.list_message_attachments(PUBLIC, here)
    checksum = hashlib.md5(attached).hexdigest()
    assert found.to_dict() == {
        "checksum": checksum,
        "contentType": "message/rfc822",
        "length": len(attached),
        "transferEncoding": "base64",
    }
    assert apis.messages.get_message_metadata(PUBLIC, here).attachments == [checksum]
    assert apis.attachments.download_attachment(PUBLIC, here, checksum) == attached
    response = apis.attachments.download_public_attachment_with_http_info(checksum)
    assert response.data == attached
    assert response.headers["Content-Type"] == "message/rfc822"


def test_no_attachments(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail(), PUBLIC)
    here = apis.newest(PUBLIC)
    assert apis.attachments.list_message_attachments(PUBLIC, here) == []
    for name in ("481516", "", "x" * 1000):
        with pytest.raises((client.NotFoundException, ValueError)):
            apis.attachments.download_attachment(PUBLIC, here, name)


HOSTILE = [
    ("text/html", "../../etc/passwd"),
    ("application/x-y", 'a";\r\n b=\x00\x1b[31m\u202e'),
    ("no type at all", "x" * 20_000),
    ("a/\x7f\xe9", "=?utf-8?q?=0D=0ASet-Cookie:_x?="),
    ("message/rfc822", "\ud800"),
]


@pytest.mark.parametrize(("kind", "name"), HOSTILE)
def test_hostile_attachments_harm_no_header(
    sandbox: Sandbox, apis: Apis, kind: str, name: str
) -> None:
    raw = f"Content-Type: {kind}\r\nContent-Disposition: attachment; filename*=utf-8''{name}\r\n"
    raw += f"Content-Id: <{name}>\r\nContent-Type: {kind}; name={name}\r\n\r\nbody"
    message = raw.encode("utf-8", "surrogatepass")
    deliver(sandbox, message, PUBLIC)
    here = apis.newest(PUBLIC)
    (found,) = apis.attachments.list_message_attachments(PUBLIC, here)
    assert found.checksum is not None
    for response in (
        apis.attachments.download_attachment_with_http_info(PUBLIC, here, found.checksum),
        apis.attachments.download_public_attachment_with_http_info(found.checksum),
    ):
        assert b"body" in response.data
        assert "Set-Cookie" not in response.headers
        disposition = response.headers["Content-Disposition"]
        assert disposition.isascii()
        assert disposition.startswith("attachment; filename*=UTF-8''")
        assert len(disposition) < 8000


def test_public_attachments_are_counted(sandbox: Sandbox, apis: Apis) -> None:
    apis.addresses.create_address("mine@box.test")
    deliver(sandbox, with_pdf("private"), "mine@box.test")
    now = datetime.now(UTC)
    span = (now - timedelta(hours=1), now + timedelta(hours=1))
    assert apis.attachments.list_public_attachments(*span) == []
    assert apis.attachments.count_public_attachments(PDF_SUM).n == 0
    assert apis.attachments.list_messages_for_attachment(PDF_SUM) == []
    with pytest.raises(client.NotFoundException):
        apis.attachments.download_public_attachment(PDF_SUM)

    for number in range(3):
        deliver(sandbox, with_pdf(str(number)), PUBLIC)
    other = mail("other")
    other.add_attachment(b"1", maintype="image", subtype="png")
    deliver(sandbox, other, PUBLIC)
    most, least = apis.attachments.list_public_attachments(*span)
    assert (most.id, most.n, least.n) == (PDF_SUM, 3, 1)
    assert apis.attachments.list_public_attachments(*span, skip=1, limit=5) == [least]
    assert apis.attachments.list_public_attachments(now, now - timedelta(hours=1)) == []
    apis.messages.toggle_message_star(PUBLIC, identified(apis.messages.list_messages(PUBLIC)[1]))
    assert apis.attachments.count_public_attachments(PDF_SUM.upper()).n == 2
    listed = apis.attachments.list_messages_for_attachment(PDF_SUM)
    assert [message.subject for message in listed] == ["1", "0"]
    response = apis.attachments.download_public_attachment_with_http_info(PDF_SUM)
    assert response.data == PDF
    assert response.headers["Content-Type"] == "application/pdf"
    for wrong in ("x", PDF_SUM + "0", "g" * 32):
        with pytest.raises(client.BadRequestException):
            apis.attachments.count_public_attachments(wrong)


def test_public_mail_is_ranked(sandbox: Sandbox, apis: Apis) -> None:
    apis.addresses.create_address("mine@public.test")
    for sender in ("one@x.test", "TWO@x.test", "two@x.test", "nobody"):
        deliver(sandbox, mail(sender=sender), PUBLIC, "mine@public.test", "any@mailsac.com")
    deliver(sandbox, mail(sender="one@x.test"), "z@public.test")

    def ranked(found: list[Any]) -> list[tuple[str, int]]:
        return [(one.id, one.n) for one in found]

    stats = apis.stats
    addresses = [("any@mailsac.com", 4), (PUBLIC, 4), ("z@public.test", 1)]
    assert ranked(stats.list_top_public_addresses()) == addresses
    assert ranked(stats.list_top_public_addresses(skip=1, limit=1)) == addresses[1:2]
    assert ranked(stats.list_top_public_senders()) == [("two@x.test", 4), ("one@x.test", 3)]
    assert ranked(stats.list_top_public_domains()) == [("public.test", 5)]
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert stats.list_top_public_domains(start_date=tomorrow) == []
    assert ranked(stats.list_top_public_domains(end_date=tomorrow)) == [("public.test", 5)]


def test_the_deny_list_is_the_documented_one(apis: Apis) -> None:
    assert apis.stats.denylist() == ["spam.example", "192.0.2.66"]
    assert apis.stats.check_denylist("SPAM.example").blacklisted is True
    assert apis.stats.check_denylist("good.example").blacklisted is False
