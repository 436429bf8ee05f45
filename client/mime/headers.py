"""Values of headers: encoded words (RFC 2047). Pure, never raises, in linear time."""

from __future__ import annotations

import re

from .charsets import decode
from .one_line import without_controls
from .transfer import from_base64, from_quoted_printable

# An encoded word, also with blanks around its charset. In Q, a "?" may stand bare. Then "?=" is no
# end if it is "?" and a character in code, and a proper end follows.
ENCODED_WORD = (
    r"=\?\s*+([^?*\s]*+)(?:\*[^?\s]*+)?\s*+\?\s*+(?:"
    r"([bB])\s*+\?([^?]*+)"
    r"|([qQ])\s*+\?((?:[^?=]|=(?!\?(?!=))|\?(?!=)|\?(?==[0-9A-Fa-f]{2}[^\s?]*+\?=))*+)"
    r")\?="
)
_WORD = re.compile(ENCODED_WORD)


def decode_words(value: str) -> str:
    """Decode the encoded words (RFC 2047) of a value of `Part.headers`; the result is like it."""
    if "=?" not in value:
        return value
    parts: list[str] = []
    at, charset, data = 0, "", bytearray()
    for found in _WORD.finditer(value):
        between = value[at : found.start()]
        adjacent = at > 0 and not between.strip()
        # Some senders cut a character in two between words, so adjacent words of one charset
        # are decoded together. Blanks between adjacent words are not part of the text.
        if not adjacent or found[1].lower() != charset:
            parts.append(decode(data, charset))
            data = bytearray()
        if not adjacent:
            parts.append(between)
        at, charset = found.end(), found[1].lower()
        data += _word_bytes(found)
    return without_controls("".join([*parts, decode(data, charset), value[at:]]))


def _word_bytes(found: re.Match[str]) -> bytes:
    if found[2]:
        return from_base64(found[3].encode())
    return from_quoted_printable(found[5].encode(), header=True)
