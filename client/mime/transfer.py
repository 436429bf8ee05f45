"""What was encoded for the way: base64, quoted-printable, uuencode. Pure, and never raises."""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence

_COMMENT = re.compile(r"\([^()]*+\)")
_WORD = re.compile(r"[a-z0-9][\w-]*+")
_KNOWN = re.compile(
    r"(?P<base64>base[-_ ]?64)|(?P<quoted>quoted[-_ ]?printable)|(?P<uu>uu(?:e|encoded?)?\b)"
    r"|(?P<none>[78][-_ ]?bit|binary)"
)
_NAMES = {"base64": "base64", "quoted": "quoted-printable", "uu": "uuencode"}

_NOT_BASE64 = bytes(
    set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")
)
_PADDING = re.compile(b"=+")
# What follows the padding of base64 counts if it is base64 as well, and no footer of a list.
_MORE_BASE64 = re.compile(rb"(?:[A-Za-z0-9+/]++(?:=|[ \t]*+[\r\n]|\Z)|[=\s]++)*+")
_SOFT_BREAK = re.compile(rb"=[ \t]++(?=\r?\n)")
_UU_BEGIN = re.compile(rb"(?:\A|\n)begin [^\r\n]*+\r?\n")


def encoding_of(values: Sequence[str]) -> str:
    """The transfer encoding that headers name, in small letters; empty if there is none.

    One that has to be undone comes first, whatever stands around it.
    """
    named = [_COMMENT.sub(" ", value[:200]).lower() for value in values]
    for value in named:
        if (found := _KNOWN.search(value)) and found.lastgroup in _NAMES:
            return _NAMES[found.lastgroup]
    words = [word[0] for value in named if (word := _WORD.search(value))]
    return words[0] if words else ""


def decoded(data: bytes, encoding: str) -> bytes:
    """The content, with the encoding undone, if it is one that we know."""
    if encoding == "base64":
        return from_base64(data)
    if encoding == "quoted-printable":
        return from_quoted_printable(data)
    return _from_uuencode(data) if encoding == "uuencode" else data


def from_base64(data: bytes) -> bytes:
    """Decode base64, be it one piece or more, each with its padding. What is no base64 is junk."""
    first = data.find(b"=") + 1
    if not first or not data[first:].strip(b"=\r\n"):  # as nearly always
        try:
            return binascii.a2b_base64(data)
        except binascii.Error:
            pass  # the padding is not right
    elif more := _MORE_BASE64.match(data, first):
        data = data[: more.end()]
    pieces = _PADDING.split(data.translate(None, _NOT_BASE64))
    return b"".join(map(_from_one_piece, pieces))


def _from_one_piece(piece: bytes) -> bytes:
    left = len(piece) % 4
    if left == 1:  # six bits are no byte
        piece = piece[:-1]
    return binascii.a2b_base64(piece + b"=" * (-left % 4 if left != 1 else 0))


def from_quoted_printable(data: bytes, *, header: bool = False) -> bytes:
    """Decode quoted-printable; in a header ``_`` is a blank."""
    if header:
        return binascii.a2b_qp(data, header=True)
    return binascii.a2b_qp(_SOFT_BREAK.sub(b"=", data))


def _from_uuencode(data: bytes) -> bytes:
    begin = _UU_BEGIN.search(data)
    if begin is None:
        return data
    found = bytearray()
    for line in data[begin.end() :].splitlines():
        if line.strip() == b"end":
            break
        try:
            found += binascii.a2b_uu(line)
        except binascii.Error:  # some encoders get the length wrong: take what it says of it
            length = ((line[0] - 32 & 63) * 4 + 5) // 3 if line else 0
            try:
                found += binascii.a2b_uu(line[:length])
            except binascii.Error:
                continue
    return bytes(found)
