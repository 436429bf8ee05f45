"""The files that came with a mail. Pure, and never raises."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from email.message import Message as Part

from .headers import decode_words, header_value, one_line
from .parser import attempt, leaves, parse, payload_bytes


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
    return [file_from_part(part) for part in leaves(parse(raw)) if is_attachment(part)]


def is_attachment(part: Part) -> bool:
    """Whether the part is a file, and not a text to read."""
    kind = part.get_content_type()
    # A multipart that is a leaf is one that could not be taken apart: it is shown as text.
    if kind not in ("text/plain", "text/html") and not kind.startswith("multipart/"):
        return True
    return _disposition(part) == "attachment" or bool(attempt(part.get_filename, None))


def file_from_part(part: Part) -> AttachedFile:
    """The file that a part holds."""
    content = payload_bytes(part)
    return AttachedFile(
        name=decode_words(one_line(attempt(part.get_filename, None) or "")),
        type=one_line(Part.get_content_type(part)).strip(),  # not what the parser is told
        disposition=_disposition(part),
        content_id=header_value(part, "content-id").strip(" <>"),
        encoding=header_value(part, "content-transfer-encoding").strip().lower(),
        content=content,
        md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
    )


def _disposition(part: Part) -> str:
    return header_value(part, "content-disposition").partition(";")[0].strip().lower()
