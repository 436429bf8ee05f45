"""Keeps mail as ``.eml`` files: each whole or not at all, and never twice."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from ..download import save_whole
from .status import FAILED, Failure

if TYPE_CHECKING:
    from ..mail.mail import Mail


class Folder:
    """Where mail is kept. Several processes may save to the same folder.

    Raises:
        Failure: it cannot be made, or written to.
    """

    def __init__(self, path: str) -> None:
        self._path = Path(path)
        try:
            self._path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise Failure(FAILED, f"--save: cannot make {path!r}: {error.strerror}") from None
        if not os.access(self._path, os.W_OK | os.X_OK):
            raise Failure(FAILED, f"--save: cannot write to {path!r}")

    def __str__(self) -> str:
        return str(self._path)

    def save(self, mail: Mail) -> Path:
        """Write a mail to its file, unless that is there already. Return the file's path.

        Raises:
            ApiException, TransportException: the mail had to be fetched, and could not be.
            OSError: the file could not be written.
        """
        path = self._path / file_name(mail)
        if not path.exists():
            # Another process may be faster: then this replaces a file by its like.
            save_whole([mail.raw_bytes()], path, overwrite=True, mode=0o600)  # it may hold a code
        return path


def file_name(mail: Mail) -> str:
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
