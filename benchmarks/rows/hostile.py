# ruff: noqa: RUF001 (signs of many languages)
"""What a mail can cost that was written to cost much."""

from __future__ import annotations

from email import message_from_bytes
from functools import partial

from benchmarks.measuring import Effort, Figure, Results, rounds, say, timed

# Found by trying random patterns for some minutes.
_PATTERNS = (
    '"<p>4821\xa0"验证码"code%,код(',
    "OTPرمز,A1B2<td>",
    "voucheryourEURA1B2кодmin\n  验证码验证码482913\xa0",
    "EURABCD验证码A%%A1B2кодcode</b>*\xa0",
    "4821\n",
    "رمز 482913 ",
)
_SIZE = 100_000


def hostile(_port: int, effort: Effort, results: Results) -> None:
    """A mail of 800,000 headers; texts that are candidates and words for a code throughout."""
    from client import find_codes
    from client.mime.message import parse_mail

    say("hostile mail")
    headers = b"".join(b"a:%d\r\n" % (n % 10) for n in range(800_000)) + b"\r\nhello"
    texts = [(pattern * _SIZE)[:_SIZE] for pattern in _PATTERNS]
    prose = ("We have received your order, and it is on its way to you. " * _SIZE)[:_SIZE]
    work = {
        "parsed": lambda: timed(lambda: parse_mail(headers, sender=""), 1),
        "email": lambda: timed(lambda: message_from_bytes(headers), 1),
        "worst": lambda: max(timed(partial(find_codes, text, text), 1) for text in texts),
        "prose": lambda: timed(partial(find_codes, prose, prose), 1),
    }
    found = rounds(effort.pick(3, 7), work)
    results.figures += [
        Figure(
            "hostile",
            "a mail of 800,000 headers taken apart",
            "`email.message_from_bytes`, which leaves them encoded",
            "s",
            found["parsed"],
            found["email"],
            3.0,
        ),
        Figure(
            "hostile",
            "`find_codes` in the worst known 100,000 characters, as text and as HTML",
            "`find_codes` in as much prose",
            "s",
            found["worst"],
            found["prose"],
        ),
    ]
