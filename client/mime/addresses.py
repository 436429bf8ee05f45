"""People in headers: ``The Shop <shop@shop.example>, bob@b.example``. Pure, never raises, in linear
time.

What is no address costs no other its place, and neither does a quote that is never closed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .headers import ENCODED_WORD, decode_words
from .one_line import without_controls

_MAX_CHARACTERS = 16_384

_ESCAPES_AND_QUOTES = re.compile(r'\\.|"')
_REST = r"|(?P<comment>\((?:[^()]|\([^()]*+\))*+\))|(?P<angle><[^<>]*+>)|(?P<end>[,;])|(?P<colon>:)"
_REST += r"|[^\"\\()<>,;:=\s]++|\s++|."
_WORD = f"(?P<word>{ENCODED_WORD})"
_PIECE = re.compile(rf'{_WORD}|(?P<quoted>"(?:[^"\\]|\\.)*+")|\\.{_REST}', re.DOTALL)
# If the quotes are not in pairs, those are that have no brackets between them.
_ODD_PIECE = re.compile(rf'{_WORD}|(?P<quoted>"[^"<>]*+"){_REST}', re.DOTALL)
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)
_AT = re.compile(r"(?:(?<!\s)\s++)?@\s*+")
_ADDRESS = re.compile(
    r'(?:"[^"]*+"|(?<![^\s"@<>()\[\]])[^\s"@<>()\[\]]++)@(?:\[[^\s\]]*+\]|[^\s"@<>()\[\]]++)'
)
_LOCAL_PART = re.compile(r"[\w.+-]++")
_STRAY = dict.fromkeys(map(ord, '<>[]"'))
_SURNAME = re.compile(r"[^\W\d_]++(?:[ '\u2019-][^\W\d_]++){0,3}")

_Pieces = list[tuple[str, str]]
"""Of an entry: kind, which is a group of the expressions above, and text."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """One mail box of a header: a name, possibly empty, and an address."""

    name: str
    address: str


def recipients(values: Sequence[str]) -> tuple[Recipient, ...]:
    """The mail boxes of headers, names decoded; those after 16,384 characters are left out."""
    joined = ", ".join(values)
    if len(joined) > _MAX_CHARACTERS:
        joined = joined[:_MAX_CHARACTERS].rpartition(",")[0]
    found: list[Recipient] = []
    locals_: list[Recipient] = []
    surname = ""  # of "Doe, John <john@a.example>"
    for entry in _entries(joined):
        name, address = _name_and_address(entry)
        if "@" in address:
            if surname and name and _has_brackets(entry):
                name = f"{surname}, {name}"
            found.append(Recipient(decode_words(name), without_controls(address)))
        elif _LOCAL_PART.fullmatch(address or name):
            locals_.append(Recipient(decode_words(name if address else ""), address or name))
        is_surname = not address and name[:1].isupper() and _SURNAME.fullmatch(name)
        surname = name if is_surname else ""
    # A word without "@" is a mail box of the same machine, if nothing else is.
    return tuple(found or locals_)


def _entries(value: str) -> Iterator[_Pieces]:
    quotes = sum(found[0] == '"' for found in _ESCAPES_AND_QUOTES.finditer(value))
    piece = _ODD_PIECE if quotes % 2 else _PIECE
    has_groups = ";" in value
    entry: _Pieces = []
    for found in piece.finditer(value):
        kind, text = found.lastgroup or "", found[0]
        if kind == "end":
            yield entry
            entry = []
        elif kind == "colon" and has_groups and not any("@" in one for _, one in entry):
            entry = []  # the name of a group
        else:
            entry.append((kind, text))
    yield entry


def _has_brackets(entry: _Pieces) -> bool:
    return any(kind == "angle" for kind, _ in entry)


def _name_and_address(entry: _Pieces) -> tuple[str, str]:
    """The name, with its encoded words, and the address; what there is not is empty."""
    brackets = [
        at for at, (kind, text) in enumerate(entry) if kind == "angle" and text[1:-1].strip()
    ]
    addressed = [at for at in brackets if "@" in entry[at][1]]
    if last := (addressed or brackets)[-1:]:
        rest = [*entry[: last[0]], ("", " "), *entry[last[0] + 1 :]]
        return _name(rest), _address(entry[last[0]][1][1:-1])
    comment = _name([(kind, text) for kind, text in entry if kind == "comment"])
    text = _AT.sub("@", "".join(text for kind, text in entry if kind != "comment")).strip()
    plain = _AT.sub(
        "@", "".join(" " if kind in ("word", "comment") else text for kind, text in entry)
    )
    if found := _ADDRESS.search(plain):
        around = text.replace(found[0], " ", 1).translate(_STRAY)
        return comment or " ".join(around.split()), _address(found[0])
    if comment and _LOCAL_PART.fullmatch(text):
        return comment, text
    return _decoded_entry(entry)


def _decoded_entry(entry: _Pieces) -> tuple[str, str]:
    """The same of an entry that has no address but in its encoded words, if at all."""
    name = _name(entry)
    text = decode_words(name) if any(kind == "word" for kind, _ in entry) else ""
    found = _ADDRESS.findall(text)
    return (text.rpartition(found[-1])[0].strip(' "<'), found[-1]) if found else (name, "")


def _name(pieces: _Pieces) -> str:
    texts = [" "]
    for kind, text in pieces:
        if kind == "quoted":
            texts.append(_QUOTED_PAIR.sub(r"\1", text[1:-1]))
        elif text.strip("<> "):  # else they are stray
            texts.append(text)
        elif text.isspace() and texts[-1] != " ":
            texts.append(" ")
    name = "".join(texts).strip()
    if name[:1] == "(" and name.find(")") == len(name) - 1:
        name = name[1:-1].strip()
    return name.strip(' "') if name.count('"') == 1 else name


def _address(text: str) -> str:
    """What is in the brackets, without blanks and what some put around it."""
    text = text if '"' in text else "".join(text.split())
    if text.lower().startswith("mailto:"):
        text = text[7:]
    if text[:1] == "@":  # a route of old
        text = text.rpartition(":")[2] or text
    return text.strip().strip("'")
