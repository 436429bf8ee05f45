"""The files that came with a mail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial

from ..download import plain_name
from ..mime.attachments import AttachedFile


@dataclass(frozen=True)
class Attachment:
    """One file that came with a mail.

    Attributes:
        name: as the sender named it, made safe for a path (no folder, no control character), and
            the only one of this name in the mail. It is ``unnamed`` if the sender gave no name.
        type: media type, as the sender says: ``application/pdf``.
        size: bytes.
        md5: checksum in hexadecimal, by which the service knows the file.
    """

    name: str
    type: str
    size: int
    md5: str
    _load: Callable[[], bytes] = field(repr=False, compare=False)

    def content(self) -> bytes:
        """Return the bytes of the file.

        Raises:
            ApiException, TransportException: the raw mail that we have is damaged, so the file was
                to be fetched, and could not be.
        """
        return self._load()


def attachments(
    files: Sequence[AttachedFile],
    known: Sequence[str],
    load: Callable[[AttachedFile, str], bytes],
) -> list[Attachment]:
    """Return what a mail has attached.

    Args:
        files: as they are in the raw mail that we have.
        known: the checksums by which the service knows them.
        load: returns the bytes of a file, whose checksum is the second argument.
    """
    names = _unique([plain_name(file.name, "unnamed") for file in files])
    return [
        Attachment(name, file.type, len(file.content), md5, partial(load, file, md5))
        for name, file, md5 in zip(names, files, _checksums(files, known), strict=True)
    ]


def _checksums(files: Sequence[AttachedFile], known: Sequence[str]) -> list[str]:
    """Return the checksum by which the service knows each file.

    A file that it does not know was damaged on the way to us. If just as many of its checksums are
    left over, they are of those files, in their order.
    """
    left = Counter(known)
    damaged = []
    for place, file in enumerate(files):
        if left[file.md5]:
            left[file.md5] -= 1
        else:
            damaged.append(place)
    found = [file.md5 for file in files]
    others = list(left.elements())
    if len(others) == len(damaged):
        for place, md5 in zip(damaged, others, strict=True):
            found[place] = md5
    return found


def _unique(names: Sequence[str]) -> list[str]:
    """Return the names with a number where one has come before, whatever its case."""
    found: list[str] = []
    taken: set[str] = set()
    latest: dict[str, int] = {}  # numbers by name, so that many of one name cost linear time
    for name in names:
        stem, dot, suffix = name.rpartition(".")
        stem, suffix = (stem, dot + suffix) if dot else (name, "")
        folded, one = name.casefold(), name
        while one.casefold() in taken:
            latest[folded] = latest.get(folded, 1) + 1
            one = f"{stem}-{latest[folded]}{suffix}"
        taken.add(one.casefold())
        found.append(one)
    return found
