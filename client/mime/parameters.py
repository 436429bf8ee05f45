"""Values of headers that have parameters, such as ``text/html; charset=utf-8``, as in RFC 2045 and
RFC 2231, and as others write them. Pure, never raises, in linear time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from urllib.parse import unquote_to_bytes

from .charsets import decode

_MAX_CHARACTERS = 4_096
_MAX_PARAMETERS = 64

_VALUE = re.compile(
    r"(?:\([^()]*+\)|[\s\"',;])*+([\w!#$&^.+-]++(?:\s*+/\s*+[\w!#$&^.+-]*+)?+)(?!\s*+=)"
)
# What has no quotes goes up to the semicolon, or to a blank or comma before the next parameter.
_PARAMETER = re.compile(
    r"(?<![\w*-])([\w*-]++)\s*+=\s*+"
    r'(?:"((?:[^"\\]|\\.)*+)"?|((?:[^;\s,]++|[\s,]++(?![\w*-]++\s*+=))*+))'
)
_ESCAPED = re.compile(r'\\([\\"])')
_PIECE = re.compile(r"\*(\d{1,3})(\*?)")


def split(value: str) -> tuple[str, dict[str, str]]:
    """What stands first, in small letters, and the parameters: by name, also in small letters.

    Of 4,096 characters, and 64 parameters, at most.
    """
    value = value[:_MAX_CHARACTERS]
    first = _VALUE.match(value)
    found: dict[str, str] = {}
    rest = value[first.end() :] if first else value
    for name, quoted, bare in islice(_PARAMETER.findall(rest), _MAX_PARAMETERS):
        found.setdefault(name.lower(), _ESCAPED.sub(r"\1", quoted) or bare.strip())
    return "".join(first[1].split()).lower() if first else "", found


def content_type(value: str, default: str) -> tuple[str, dict[str, str]]:
    """The media type and its parameters; the default if there is none."""
    kind, parameters = split(value)
    if "/" not in kind:
        kind = "text/html" if kind == "html" else default
    return kind, parameters


def token(parameters: Mapping[str, str], name: str) -> str:
    """The first word of a parameter, in small letters; empty if there is none."""
    return (text(parameters, name).strip(" '\"").lower().split() or [""])[0]


def text(parameters: Mapping[str, str], name: str) -> str:
    """A parameter that may be encoded and in pieces (RFC 2231); empty if there is none."""
    pieces: list[tuple[int, bool, str]] = []
    for key, value in parameters.items():
        if key == f"{name}*":
            pieces = [(0, True, value)]
            break
        if key.startswith(name) and (piece := _PIECE.fullmatch(key, len(name))):
            pieces.append((int(piece[1]), bool(piece[2]), value))
    if not pieces:
        return parameters.get(name, "")
    pieces.sort()
    charset = ""
    if pieces[0][1] and pieces[0][2].count("'") >= 2:
        charset, _, first = pieces[0][2].split("'", 2)
        pieces[0] = (0, True, first)
    data = b"".join(
        unquote_to_bytes(value) if is_encoded else value.encode() for _, is_encoded, value in pieces
    )
    return decode(data, charset)
