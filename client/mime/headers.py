"""Values of headers: encoded words (RFC 2047) and addresses. Pure, and never raises."""

from __future__ import annotations

import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import Message as Part
from email.utils import getaddresses

from .charsets import clean, decode
from .parser import attempt

_MAX_ADDRESS_CHARACTERS = 16_384
# Among them all that may break a line: what is decoded must not begin a header of its own.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]++")
# An encoded word of RFC 2047; possessive, so that a header full of "=?" costs linear time.
_WORD = re.compile(r"=\?([\w-]++)(?:\*[\w-]*+)?\?([bBqQ])\?([^?]*+)\?=")


@dataclass(frozen=True, slots=True)
class Recipient:
    """One mail box of a header: a name, possibly empty, and an address."""

    name: str
    address: str


def header_value(part: Part, name: str) -> str:
    """The first header of that name, on one line; empty if there is none."""
    return one_line(part.get(name) or "")


def one_line(value: object) -> str:
    """The value of a header unfolded, without control characters and lone surrogates."""
    return without_controls(clean(str(value).replace("\r", "").replace("\n", "")))


def without_controls(text: str) -> str:
    """The text on one line: each run of control characters is a blank."""
    return _CONTROLS.sub(" ", text)


def decode_words(value: str) -> str:
    """Decode the encoded words (RFC 2047) of what `one_line` returns; the result is like that."""
    if "=?" not in value:
        return value
    parts: list[str] = []
    at, charset, data = 0, "", bytearray()
    for found in _WORD.finditer(value):
        between = value[at : found.start()]
        adjacent = bool(charset) and not between.strip()
        # Some senders cut a character in two between words, so adjacent words of one charset
        # are decoded together. Blanks between adjacent words are not part of the text.
        if not adjacent or found[1].lower() != charset:
            parts.append(decode(data, charset))
            data = bytearray()
        if not adjacent:
            parts.append(between)
        at, charset = found.end(), found[1].lower()
        data += _word_bytes(found[2], found[3])
    return without_controls("".join([*parts, decode(data, charset), value[at:]]))


def _word_bytes(encoding: str, text: str) -> bytes:
    ascii_text = text.encode("utf-8")
    if encoding in "qQ":
        return binascii.a2b_qp(ascii_text, header=True)
    try:
        return binascii.a2b_base64(ascii_text + b"==")
    except binascii.Error:
        return ascii_text


def recipients(values: Sequence[str]) -> tuple[Recipient, ...]:
    """The mail boxes of headers, names decoded; those after 16,384 characters are left out."""
    # In a group, even one that goes on in the next header, each address costs the length of all.
    joined = ", ".join(values)
    if len(joined) > _MAX_ADDRESS_CHARACTERS:
        joined = joined[:_MAX_ADDRESS_CHARACTERS].rpartition(",")[0]
    found: list[tuple[str, str]] = attempt(lambda: getaddresses([joined]), [])
    return tuple(
        Recipient(decode_words(name), without_controls(address))
        for name, address in found
        if address
    )
