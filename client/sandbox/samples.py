"""Mails to try a page or a program with. Pure."""

from __future__ import annotations

import secrets
import zlib
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import format_datetime, make_msgid
from typing import NamedTuple

from .registry import utc_now

_SENDER = "Example Shop <shop@shop.example>"
_STYLE = "font-family: system-ui, sans-serif; color: #1d2733"
_BUTTON = (
    "display: inline-block; padding: 12px 20px; border-radius: 6px; background: #1f5fd1; "
    "color: #ffffff; text-decoration: none; font-weight: 600"
)


class Sample(NamedTuple):
    """A mail that can be sent."""

    label: str
    fill: Callable[[EmailMessage], None]


def sample_mail(name: str, to: str) -> EmailMessage:
    """Make the sample of that name."""
    mail = EmailMessage()
    mail["From"] = _SENDER
    mail["To"] = to
    mail["Date"] = format_datetime(utc_now())
    mail["Message-ID"] = make_msgid(domain="shop.example")
    SAMPLES[name].fill(mail)
    return mail


def _set_bodies(mail: EmailMessage, text: str, html: str) -> None:
    mail.set_content(text)
    page = f'<body style="{_STYLE}; max-width: 560px; margin: 24px auto; padding: 0 16px">{html}'
    mail.add_alternative(f"<!DOCTYPE html><html lang=en>{page}</body></html>", subtype="html")


def _code(mail: EmailMessage) -> None:
    code = f"{secrets.randbelow(900_000) + 100_000}"
    mail["Subject"] = f"{code} is your code"
    _set_bodies(
        mail,
        f"Your code is {code}\n\nIt works for ten minutes. Nobody of us will ever ask for it.\n",
        f"<h1 style='font-size: 20px'>Your code</h1>"
        f"<p style='font: 600 32px ui-monospace, monospace; letter-spacing: 6px'>{code}</p>"
        "<p>It works for ten minutes. Nobody of us will ever ask for it.</p>",
    )


def _link(mail: EmailMessage) -> None:
    link = f"https://shop.example/verify?token={secrets.token_urlsafe(12)}"
    mail["Subject"] = "Confirm your address"
    _set_bodies(
        mail,
        f"Welcome! Confirm your address:\n\n{link}\n",
        "<h1 style='font-size: 20px'>Welcome!</h1><p>One more step, and your account is ready.</p>"
        f"<p><a href='{link}' style='{_BUTTON}'>Confirm your address</a></p>",
    )


def _attachment(mail: EmailMessage) -> None:
    mail["Subject"] = "The photo that you asked for"
    _set_bodies(
        mail,
        "The photo is attached.\n",
        "<p>Here is the photo that you asked for.</p>"
        "<p><img src='cid:photo@shop.example' alt='A blue square' width=240></p>",
    )
    html = mail.get_payload(1)
    assert isinstance(html, EmailMessage)
    html.add_related(
        _png(),
        "image",
        "png",
        cid="<photo@shop.example>",
        filename="photo.png",
        disposition="inline",
    )
    mail.add_attachment("day,visits\n1,120\n2,148\n", "csv", filename="visits.csv")


def _invoice(mail: EmailMessage) -> None:
    number = f"2026-{secrets.randbelow(9000) + 1000}"
    mail["Subject"] = f"Your invoice {number}"
    rows = [("Tea pot, blue", "24.00"), ("Tea, 250 g", "9.50"), ("Shipping", "4.90")]
    lines = "\n".join(f"{what:<20}{price:>8}" for what, price in rows)
    cells = "".join(
        f"<tr><td style='padding: 8px 0; border-bottom: 1px solid #dde3ea'>{what}</td>"
        f"<td style='text-align: right; border-bottom: 1px solid #dde3ea'>{price}</td></tr>"
        for what, price in rows
    )
    _set_bodies(
        mail,
        f"Thank you. Invoice {number}\n\n{lines}\n{'Total, EUR':<20}{'38.40':>8}\n",
        f"<h1 style='font-size: 20px'>Thank you!</h1><p>Invoice <b>{number}</b></p>"
        f"<table style='width: 100%; border-collapse: collapse'>{cells}"
        "<tr><td style='padding: 8px 0'><b>Total, EUR</b></td>"
        "<td style='text-align: right'><b>38.40</b></td></tr></table>"
        f"<p><a href='https://shop.example/invoices/{number}'>See it in your account</a></p>",
    )
    mail.add_attachment(_pdf(f"Invoice {number}"), "application", "pdf", filename=f"{number}.pdf")


def _png() -> bytes:
    """A square of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        checked = kind + data
        check = zlib.crc32(checked).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + checked + check

    size = 64
    head = size.to_bytes(4, "big") * 2 + bytes([8, 2, 0, 0, 0])
    rows = (b"\0" + b"\x3b\x7d\xd8" * size) * size
    parts = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def _pdf(text: str) -> bytes:
    """A page with one line."""
    drawn = f"BT /F1 24 Tf 72 760 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    file, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<< /Size %d /Root 1 0 R >>\n"
        b"startxref\n%d\n%%%%EOF\n" % (count, table, count, len(file))
    )


SAMPLES = {
    "code": Sample("A code", _code),
    "link": Sample("A link", _link),
    "attachment": Sample("An attachment", _attachment),
    "invoice": Sample("An invoice", _invoice),
}
"""By their names."""
