"""Mails that look like real ones, of any size, as the bytes that a service would send.

CRLF lines, HTML with quotes, headers that repeat, null fields; JSON as a server in Node writes it.
Each was received just now: of mail that is older, a relay reads first whether it is there.
"""

from __future__ import annotations

import json
import struct
from datetime import UTC, datetime
from typing import Any

ADDRESS = "sign-up@inbox.example"
KB = 1024
MB = 1000 * 1000

_ID_DIGITS = 24
_NO_ID = "0" * _ID_DIGITS
_LINE = "Thank you for signing up. Your code is 482913; it is good for ten minutes.\r\n"
_ROW = '<tr><td class="cell" style="padding:4px">Your code is <b>482913</b></td></tr>\r\n'
_SENTENCE = "Received: by relay.example with ESMTPS id 4Xk2; it passed every check on its way.\r\n"
_BATCH = 1 << 20  # bytes that are prepared at once


def mail(size: int, emoji: bool = False) -> dict[str, Any]:
    """Return a mail in its envelope whose JSON has that many bytes.

    Args:
        size: at least 2,600.
        emoji: put one into the subject, the text, the HTML and the raw mail.
    """
    sign = "\N{PARTY POPPER}" if emoji else ""
    email: dict[str, Any] = {
        "_id": _NO_ID,
        "from": [{"address": "noreply@shop.example", "name": "The Shop"}],
        "to": [{"address": ADDRESS, "name": ""}],
        "cc": None,
        "bcc": None,
        "subject": f"Confirm your address{sign}",
        "savedBy": None,
        "originalInbox": ADDRESS,
        "inbox": ADDRESS,
        "domain": "inbox.example",
        "received": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.123Z"),
        "size": size // 2,
        "attachments": [],
        "ip": "192.0.2.7",
        "via": "192.0.2.9",
        "folder": "inbox",
        "labels": [],
        "read": None,
        "rtls": True,
        "links": ["https://shop.example/confirm?token=6f1e&from=mail"],
        "spam": 0.12,
        "text": sign,
        "body": f'<html>{sign}<body bgcolor="#ffffff"><table width="100%">\r\n',
        "raw": f"MIME-Version: 1.0\r\n{sign}",
        "headers": {
            "received": [
                "from mail.shop.example (mail.shop.example [192.0.2.7]) by mx.example",
                "from web.shop.example (localhost [127.0.0.1]) by mail.shop.example",
            ],
            "dkim-signature": "v=1; a=rsa-sha256; d=shop.example; s=s1; b=" + "dGVzdA" * 20,
            "from": '"The Shop" <noreply@shop.example>',
            "to": ADDRESS,
            "subject": "Confirm your address",
            "date": "Sun, 22 Nov 2026 10:15:29 +0000",
            "message-id": "<1763806529.482913@shop.example>",
            "mime-version": "1.0",
            "content-type": 'multipart/alternative; boundary="=_b1"',
        },
    }
    whole = {"status": 200, "email": email}
    left = size - len(_json(whole))
    # What each part gets: the raw mail holds the others, and as much again in its own headers.
    shares = (("text", _LINE, 5), ("body", _ROW, 3), ("raw", _SENTENCE, 2))
    for name, line, share in shares:
        email[name] += line * (left // share // len(_json(line)))
        left = size - len(_json(whole))
    if left < 0:
        raise ValueError(f"no mail is as small as {size} bytes")
    email["text"] += "." * left
    return whole


def prepared(size: int, emoji: bool = False) -> bytes:
    """Return the JSON of such a mail."""
    return _json(mail(size, emoji))


def messages(count: int) -> bytes:
    """Return the JSON of a list of mails without their texts, as an inbox is listed."""
    email = mail(4 * KB)["email"]
    for name in ("text", "body", "raw", "headers"):
        del email[name]
    return _json([{**email, "_id": f"{number:0{_ID_DIGITS}d}"} for number in range(count)])


def listening(addresses: list[str]) -> bytes:
    """Return the frame with which a service says that it listens."""
    return frame(_json({"status": 200, "msg": "Listening", "addresses": addresses, "domains": []}))


def frame(payload: bytes, piece: int = 0) -> bytes:
    """Return a text as a server's frame, or as fragments of so many bytes."""
    if not piece:
        return _head(0x81, len(payload)) + payload
    parts = [payload[at : at + piece] for at in range(0, len(payload), piece)]
    heads = [0x01, *(0x00 for _ in parts[1:])]
    heads[-1] |= 0x80
    return b"".join(_head(h, len(part)) + part for h, part in zip(heads, parts, strict=True))


def _head(first: int, size: int) -> bytes:
    if size < 126:
        return bytes((first, size))
    if size < 1 << 16:
        return struct.pack("!BBH", first, 126, size)
    return struct.pack("!BBQ", first, 127, size)


class Batch:
    """Frames that lie ready to be sent together, over and over, each time with new ids."""

    def __init__(self, size: int, count: int, emoji: bool = False, piece: int = 0) -> None:
        one = frame(prepared(size, emoji), piece)
        self.count = max(min(_BATCH // len(one), count), 1)
        self._length = len(one)
        self._data = bytearray(one * self.count)
        first = one.index(_NO_ID.encode())
        self._ids = [first + self._length * number for number in range(self.count)]

    def numbered(self, start: int, count: int) -> memoryview:
        """Return that many frames, whose ids count up from a number."""
        for number, at in enumerate(self._ids[:count], start):
            self._data[at : at + _ID_DIGITS] = b"%024d" % number
        return memoryview(self._data)[: self._length * count]


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
