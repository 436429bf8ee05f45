"""The mails that the page sends to try it with."""

from __future__ import annotations

import re

import pytest

import client
from client.checks import check_mail
from client.mime.attachments import attached_files
from client.mime.message import parse_mail
from client.sandbox.samples import SAMPLES, sample_mail


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_as_mail_should_be(name: str) -> None:
    assert check_mail(sample_mail(name, "you@sandbox.example").as_bytes()) == []


def test_each_has_what_it_is_for() -> None:
    mails = {
        name: parse_mail(sample_mail(name, "you@sandbox.example").as_bytes(), sender="")
        for name in SAMPLES
    }
    codes = {name: client.find_codes(m.text, m.html, m.subject) for name, m in mails.items()}
    assert {name for name, found in codes.items() if found} == {"code"}
    assert re.fullmatch(r"\d{6}", codes["code"][0])
    (link,) = client.find_links(mails["link"].text, mails["link"].html)
    assert link.startswith("https://shop.example/verify?token=")
    photo, table = attached_files(mails["attachment"].raw)
    assert (photo.type, photo.disposition, table.type) == ("image/png", "inline", "text/csv")
    assert "src='data:image/png;base64," in mails["attachment"].html_with_images()
    (invoice,) = attached_files(mails["invoice"].raw)
    assert invoice.content.startswith(b"%PDF-1.4")
    start = int(invoice.content.split(b"startxref\n")[1].split()[0])
    assert invoice.content[start:].startswith(b"xref\n")
