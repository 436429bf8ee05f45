"""A mail, taken apart once for all checks. Pure, and never raises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..mime.bodies import bodies_and_files, body_text, is_html
from ..mime.parser import Part, parse
from .page import Page, read_page

_MAX_KIND = 60


@dataclass(frozen=True)
class ParsedMail:
    """What checks look at."""

    raw: bytes
    root: Part

    @cached_property
    def parts(self) -> list[tuple[str, Part]]:
        """All parts, with what to call the place of each."""
        return list(_placed(self.root, ""))

    @cached_property
    def bodies(self) -> list[tuple[str, Part]]:
        """The parts that are read, with their places."""
        bodies = {id(part) for part in bodies_and_files(self.root)[0]}
        return [(place, part) for place, part in self.parts if id(part) in bodies]

    @cached_property
    def text(self) -> str:
        """The plain text; empty if there is none."""
        return "\n".join(body_text(part) for _, part in self.bodies if not is_html(part))

    @cached_property
    def pages(self) -> list[tuple[str, Page]]:
        """The links and images of each HTML body, with its place."""
        return [(place, read_page(body_text(part))) for place, part in self.bodies if is_html(part)]


def parsed(raw: bytes) -> ParsedMail:
    """Take a mail apart."""
    return ParsedMail(raw, parse(raw))


def _placed(part: Part, number: str) -> Iterator[tuple[str, Part]]:
    yield f"part {number} ({part.kind[:_MAX_KIND]})" if part.parent else "mail", part
    for index, inner in enumerate(part.parts, 1):
        yield from _placed(inner, f"{number}.{index}" if number else str(index))
