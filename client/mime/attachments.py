"""The files that came with a mail. Pure, and never raises."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from .bodies import bodies_and_files, disposition, name_of
from .headers import decode_words
from .one_line import without_controls
from .parser import Part, parse


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """One file that came with a mail. All is the sender's word; what is not said is empty.

    Each text is on one line, without control characters.
    """

    name: str
    type: str
    disposition: str
    """As ``attachment`` or ``inline``."""
    content_id: str
    """Without its angle brackets."""
    encoding: str
    """How it was encoded for the way, such as ``base64``."""
    content: bytes
    """Decoded."""
    md5: str
    """Of the content, as hexadecimal digits."""


def attached_files(raw: bytes) -> list[AttachedFile]:
    """The files that came with a mail, in the order of `ParsedMail.attachments`.

    An attached mail is one file, byte for byte as it was sent. A mail of more than 1,000 parts, or
    20 levels of parts, has none: see `parse`.
    """
    return [file_from_part(part) for part in bodies_and_files(parse(raw))[1]]


def file_from_part(part: Part) -> AttachedFile:
    """The file that a part holds."""
    content = part.decoded()
    return AttachedFile(
        name=without_controls(decode_words(name_of(part))),
        type=part.kind,
        disposition=disposition(part),
        content_id=content_id(part),
        encoding=part.encoding(),
        content=content,
        md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
    )


def content_id(part: Part) -> str:
    """By which HTML shows it, without the angle brackets; empty if it has none."""
    return without_controls(part.value("content-id")).strip(" <>")
