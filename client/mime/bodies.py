"""Which parts of a mail are its bodies, and their text as it is read. Pure, and never raises."""

from __future__ import annotations

import re

from .charsets import decode
from .parameters import split, text, token
from .parser import Part

_HTML = {"text/html", "application/xhtml+xml"}
# Texts for programs. Any other text is for people.
_DATA = {"calendar", "css", "csv", "directory", "javascript", "rfc822-headers", "rtf", "vcard"}
_DATA |= {"tab-separated-values", "x-amp-html", "x-vcalendar", "x-vcard", "x-watch-html", "xml"}
# Whose first part is what is read; the others are what goes with it.
_HEADED = {"multipart/related", "multipart/report", "multipart/signed"}
_ALTERNATIVE = "multipart/alternative"
_META = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_META_WITHIN = 2048
_ENRICHED = re.compile(r"<(<)|(\n+)|<param>[^<]*+</param>|<(/?[a-z0-9-]{1,60})>", re.IGNORECASE)
_SIGNATURE = "-- "
_ENRICHED_SIGNS = {"lt": "<", "nl": "\n"}


def bodies_and_files(root: Part) -> tuple[list[Part], list[Part]]:
    """The parts that are read, and those that are files, each in their order.

    A text with a name is a file beside a body without one; but it is a body if it is an
    alternative, or the first of parts that go with it, or if there is no other.
    """
    leaves = list(root.leaves())
    shown = [part for part in leaves if _is_shown(part)]
    bodies = [part for part in shown if _has_place_of_body(part) or not name_of(part)]
    # Of alternatives, plain text and HTML are better known than Markdown and the like.
    served = {id(_alternatives(part)) for part in bodies if _is_common(part)} - {id(None)}
    bodies = [part for part in bodies if _is_common(part) or id(_alternatives(part)) not in served]
    chosen = {id(part) for part in bodies or shown[:1]}
    files = [part for part in leaves if id(part) not in chosen]
    return [part for part in leaves if id(part) in chosen], files


def _is_shown(part: Part) -> bool:
    main, _, sub = part.kind.partition("/")
    # A multipart that is a leaf is one that could not be taken apart: it is shown as text.
    is_text = main == "multipart" or part.kind in _HTML or (main == "text" and sub not in _DATA)
    return is_text and disposition(part) != "attachment"


def _is_common(part: Part) -> bool:
    return part.kind in _HTML or part.kind == "text/plain"


def _has_place_of_body(part: Part) -> bool:
    parent = part.parent
    if parent is None:
        return False
    is_headed = parent.kind in _HEADED and parent.parts[0] is part
    return is_headed or parent.kind == _ALTERNATIVE


def _alternatives(part: Part) -> Part | None:
    """The multipart of which it is one of the alternatives, or within one of them."""
    above = part.parent
    while above is not None and above.kind != _ALTERNATIVE:
        above = above.parent
    return above


def is_html(part: Part) -> bool:
    """Whether the body is HTML."""
    return part.kind in _HTML


def name_of(part: Part) -> str:
    """The name of a file, encoded words and all; empty if it has none."""
    _, parameters = split(part.value("content-disposition"))
    return text(parameters, "filename") or text(part.parameters, "name")


def disposition(part: Part) -> str:
    """As ``attachment`` or ``inline``; empty if it has none."""
    return split(part.value("content-disposition"))[0]


def body_text(part: Part) -> str:
    """The text of a body, with LF line ends: lines that were cut for the way are whole again."""
    data = part.decoded()
    charset = token(part.parameters, "charset")
    body = decode(data, charset or _guessed_charset(data, part)).replace("\r\n", "\n")
    if part.kind in ("text/enriched", "text/richtext"):
        return _ENRICHED.sub(_plain, body).strip(" ")
    if part.kind == "text/plain" and token(part.parameters, "format") == "flowed":
        return unflowed(body, is_space_cut=token(part.parameters, "delsp") == "yes")
    return body


def meta_charset(data: bytes) -> str:
    """What HTML says of its charset itself; empty if it says nothing."""
    meta = _META.search(data, 0, _META_WITHIN)
    return meta[1].decode("ascii", "replace") if meta else ""


def _guessed_charset(data: bytes, part: Part) -> str:
    """What HTML says of its charset, where its header says nothing, and it is no UTF-8."""
    if is_html(part) and (charset := meta_charset(data)):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            return charset
    return ""


def _plain(found: re.Match[str]) -> str:
    """A sign of text/enriched (RFC 1896), or of text/richtext before it, as plain text."""
    less_than, line_ends, command = found.groups()
    if line_ends:
        return line_ends[1:] or " "
    return less_than or _ENRICHED_SIGNS.get((command or "").lower(), "")


def unflowed(body: str, *, is_space_cut: bool) -> str:
    """Flowed text (RFC 3676) with each paragraph on one line.

    Args:
        body: With LF line ends.
        is_space_cut: The blanks that end its lines are no part of it (``delsp=yes``).
    """
    lines: list[tuple[str, list[str]]] = []  # the quote's signs, and the pieces of the line
    flows = False
    for line in body.split("\n"):
        content = line.lstrip(">")
        quote = line[: len(line) - len(content)]
        content = content.removeprefix(" ")
        # By the letter, an empty line would end the paragraph and be gone; nobody reads it so.
        if not flows or not content or content == _SIGNATURE or lines[-1][0] != quote:
            lines.append((quote, []))
        flows = content.endswith(" ") and content != _SIGNATURE
        lines[-1][1].append(content[:-1] if flows and is_space_cut else content)
    return "\n".join(
        (f"{quote} " if quote and any(pieces) else quote) + "".join(pieces)
        for quote, pieces in lines
    )
