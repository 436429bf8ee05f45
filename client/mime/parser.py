"""Bytes of a mail to the tree of its parts, bounded in number and depth. Pure, and never raises.

Python's ``email`` is not used: what it makes of mail that is not quite right differs from one
version of Python to the next, and it has no bounds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from .charsets import guess
from .one_line import without_controls
from .parameters import content_type
from .transfer import decoded, encoding_of

_MAX_PARTS = 1000
_MAX_NESTING = 20

# All texts here have a character for each byte, so that places in them are places in the mail.
_HEADER = re.compile(
    r"([!-9;-~]++)[ \t]*+:([^\r\n]*+(?:(?:\r\n?|\n)[ \t][^\r\n]*+)*+)(?:\r\n?|\n|\Z)"
)
# What is among headers and is none: a line of an mbox, one without a name, one that goes on from
# none.
_NO_HEADER = re.compile(
    r"(?:From [^\r\n]*+(?=(?:\r\n?|\n)[!-9;-~]++[ \t]*+:)|:[^\r\n]*+|[ \t]++[^\s][^\r\n]*+)"
    r"(?:\r\n?|\n|\Z)"
)
_BLANK_LINE = re.compile(r"[ \t]*+(?:\r\n?|\n)")
_FOLDS = re.compile(r"[\r\n]++")
_DASHES = re.compile(r"[\r\n](--[^\r\n]*+)(?:\r\n?|\n|\Z)")


@dataclass(slots=True, eq=False)
class Part:
    """One part of a mail, or all of it."""

    headers: list[tuple[str, str]]
    """In their order, named as sent; values on one line, without control characters, encoded as
    sent."""
    kind: str
    """Its media type, in small letters."""
    parameters: Mapping[str, str]
    """Those of its media type."""
    parent: Part | None
    content: bytes = b""
    """As sent, with its transfer encoding."""
    parts: list[Part] = field(default_factory=list)
    """Empty if it was not taken apart. An attached mail never is, so that it stays as it was."""

    def values(self, name: str) -> list[str]:
        """The values of all headers of that name, which is in small letters."""
        length = len(name)
        return [
            value
            for header, value in self.headers
            if len(header) == length and header.lower() == name
        ]

    def value(self, name: str) -> str:
        """The value of the first header of that name; empty if there is none."""
        return next(iter(self.values(name)), "")

    def encoding(self) -> str:
        """Its transfer encoding, in small letters; empty if it names none."""
        return encoding_of(self.values("content-transfer-encoding"))

    def decoded(self) -> bytes:
        """The content, with the transfer encoding undone."""
        return decoded(self.content, self.encoding())

    def leaves(self) -> Iterator[Part]:
        """The parts that hold something, in order; an attached mail counts as one part."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def parse(raw: bytes) -> Part:
    """The mail and its parts; if these are too many, or nest too deep, it is all one text."""
    text = raw.decode("latin-1")
    headers, at = _headers(text, 0, {})
    root = Part(headers, *_kind(headers, "text/plain"), None)
    if not _take_apart(root, raw, text, at):
        root.parts = []
    if not root.parts:
        root.content = raw[at:]
    return root


def head(raw: bytes) -> bytes:
    """The headers as they came, without the line end behind them; empty if there are none."""
    headers, at = _headers(raw.decode("latin-1"), 0, {})
    return raw[:at].rstrip(b"\r\n") if headers else b""


def _kind(headers: list[tuple[str, str]], default: str) -> tuple[str, Mapping[str, str]]:
    for name, value in headers:
        if len(name) == 12 and name.lower() == "content-type":
            return content_type(value, default)
    return default, {}


def _headers(
    text: str, at: int, boundaries: Mapping[str, int]
) -> tuple[list[tuple[str, str]], int]:
    """The headers that begin there, and where what follows them begins."""
    headers = []
    while True:
        found = _HEADER.match(text, at)
        if found is None:
            skipped = _NO_HEADER.match(text, at)
            if skipped is None:
                break
            at = skipped.end()
            continue
        name, value = found.groups()
        if boundaries and name[:2] == "--" and _named(_FOLDS.split(found[0], 1)[0], boundaries):
            break
        at = found.end()
        if "\n" in value or "\r" in value:
            value = _FOLDS.sub("", value)
        if not value.isascii():
            value = guess(value.encode("latin-1"))
        headers.append((name, without_controls(value).lstrip()))
    end = _BLANK_LINE.match(text, at)
    return headers, end.end() if end else at


def _named(line: str, boundaries: Mapping[str, int]) -> tuple[int, bool] | None:
    """The level whose boundary stands on the line, behind two dashes, and whether it ends there."""
    line = line[2:].rstrip(" \t")
    if not line.isascii():
        line = guess(line.encode("latin-1"))
    if line in boundaries:
        return boundaries[line], False
    if line.endswith("--") and line[:-2] in boundaries:
        return boundaries[line[:-2]], True
    return None


class _Nest:
    """The parts that are open, the root first, while a mail is taken apart."""

    def __init__(self, root: Part, start: int) -> None:
        self.parts: list[Part] = []
        self.levels: dict[str, int] = {}
        """By boundary, of those that have one, and have not ended; the inner one if they share."""
        self._starts: list[int] = []
        self._boundaries: list[str] = []
        self.open(root, start)

    def open(self, part: Part, start: int) -> None:
        """Add the part whose content begins there."""
        is_multipart = part.kind.startswith("multipart/")
        self.parts.append(part)
        self._starts.append(start)
        self._boundaries.append(
            part.parameters.get("boundary", "").rstrip() if is_multipart else ""
        )
        self._number()

    def close(self, level: int, raw: bytes, end: int, *, is_end: bool = False) -> None:
        """End the parts that are inside of that level, and no more may follow if it ends, too."""
        before = raw[max(end - 2, 0) : end]
        end -= 2 if before == b"\r\n" else before[-1:] in (b"\r", b"\n")
        while len(self.parts) > level + 1:
            part, start = self.parts.pop(), self._starts.pop()
            self._boundaries.pop()
            if not part.parts:
                part.content = raw[start : max(start, end)]
        if is_end:
            self._boundaries[level] = ""
        self._number()

    def _number(self) -> None:
        self.levels = {name: level for level, name in enumerate(self._boundaries) if name}


def _take_apart(root: Part, raw: bytes, text: str, at: int) -> bool:
    """Give each part its parts, or its content; false if they are too many, or nest too deep."""
    nest = _Nest(root, at)
    count = 1
    while nest.levels and (found := _DASHES.search(text, max(at - 1, 0))):
        at = found.end()
        named = _named(found[1], nest.levels)
        if named is None:
            continue
        level, is_end = named
        nest.close(level, raw, found.start(1), is_end=is_end)
        if is_end:
            continue
        count += 1
        if count > _MAX_PARTS or len(nest.parts) >= _MAX_NESTING:
            return False
        parent = nest.parts[-1]
        default = "message/rfc822" if parent.kind == "multipart/digest" else "text/plain"
        headers, at = _headers(text, at, nest.levels)
        part = Part(headers, *_kind(headers, default), parent)
        parent.parts.append(part)
        nest.open(part, at)
    nest.close(-1, raw, len(raw))
    return True
