"""Writes a mail to files: as it was sent, as a page to look at, and the files that came with it."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from ..download import save_whole
from ..mime.document import mail_document
from .attachment import Attachment


class SavedMail(Protocol):
    """What files are made of: a ``Mail``."""

    @property
    def id(self) -> str: ...
    @property
    def inbox(self) -> str: ...
    @property
    def received(self) -> datetime: ...
    @property
    def attachments(self) -> Sequence[Attachment]: ...
    def raw_bytes(self) -> bytes: ...


def save_mail(mail: SavedMail, folder: str | os.PathLike[str]) -> list[Path]:
    """Write the files of ``Mail.save``, and return their paths."""
    place = Path(folder)
    place.mkdir(parents=True, exist_ok=True)
    raw = mail.raw_bytes()
    message = place / file_name(mail)
    page = message.with_suffix(".html")
    _save(raw, message)
    _save(mail_document(raw).encode("utf-8", "replace"), page)
    written = [message, page]
    if files := mail.attachments:
        beside = message.with_suffix("")
        beside.mkdir(mode=0o700, exist_ok=True)
        for file in files:
            _save(file.content(), beside / file.name)
            written.append(beside / file.name)
    return written


def _save(content: bytes, path: Path) -> None:
    # A file that is there is of the same mail. For its owner alone: it may hold a code.
    save_whole([content], path, overwrite=True, mode=0o600)


def file_name(mail: SavedMail) -> str:
    """Return the name of a mail's file: when it was received, its id, and a checksum.

    A mail has the same name each time that it comes, and no other mail has it: the checksum is of
    the inbox and the id, or, of a mail without an id, of the inbox and all of it.
    """
    received, key = mail.received, str(mail.id or "")
    time = "undated" if received is None else received.strftime("%Y%m%dT%H%M%S%z")
    identity = f"{mail.inbox}\n{key}".encode("utf-8", "surrogatepass")
    identity += b"" if key else mail.raw_bytes()
    parts = [
        time.replace("+0000", "Z"),
        re.sub(r"[^A-Za-z0-9]+", "", key)[:40],
        hashlib.sha256(identity).hexdigest()[:16],
    ]
    return "-".join(part for part in parts if part) + ".eml"
