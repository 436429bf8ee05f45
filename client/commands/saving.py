"""Keeps mail as ``.eml`` files: each whole or not at all, and never twice."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..download import save_whole
from ..mail.saving import file_name
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
