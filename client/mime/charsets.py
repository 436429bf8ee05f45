"""Bytes to text, by the name of a charset. Pure, and never raises."""

from __future__ import annotations

from encodings import normalize_encoding
from encodings.aliases import aliases

# Only these are asked for. Other codecs of Python are not for mail (`punycode` takes the square of
# the length, `unicode_escape` warns), and Python remembers each name that it was asked for.
_CHARSETS = frozenset(aliases.values()) | {
    *("cp1006", "cp720", "cp737", "cp856", "cp874", "cp875", "koi8_t", "koi8_u", "mac_arabic"),
    *("mac_croatian", "mac_farsi", "mac_romanian", "utf_8_sig"),
}


def decode(data: bytes | bytearray, charset: str) -> str:
    """The text; a charset that is unknown, or not for mail, is read as UTF-8."""
    name = normalize_encoding(charset).lower().replace(".", "_")
    name = aliases.get(name, name)
    try:
        return clean(data.decode(name if name in _CHARSETS else "utf-8", "replace"))
    except (LookupError, ValueError):  # a codec that is not for text, or not for this system
        return data.decode("utf-8", "replace")


def clean(value: str) -> str:
    """`value` without lone surrogates, which no UTF-8 can carry.

    Those that stand for raw bytes are read as UTF-8, which such bytes mostly are.
    """
    if value.isascii():  # as nearly every header of a mail that may have a million of them
        return value
    try:
        data = value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = value.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "replace")
