"""Saves a downloaded attachment as a file: safely named, whole or not at all."""

from __future__ import annotations

import os
import re
import secrets
import unicodedata
from collections.abc import Iterable
from email.message import Message
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from .clock import monotonic
from .rest import read_chunks

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

    from .call import ApiResponse

_MAX_NAME_BYTES = 200
_MAX_HEADER = 4096
# Windows drops blanks before the dot.
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])\s*(\.|$)", re.IGNORECASE
)


def save_download(
    response: ApiResponse[BaseHTTPResponse],
    to: str | os.PathLike[str] | BinaryIO,
    *,
    overwrite: bool = False,
    timeout: float = 120.0,
) -> Path | None:
    """Save the answer of a download, in constant memory.

    ::

        api = client.AttachmentsApi()
        response = api.download_attachment_with_http_info(
            "a@example.msdc.co", message_id, checksum, _preload_content=False
        )
        path = client.save_download(response, "downloads")

    Args:
        response: what a ``..._with_http_info`` method returned with ``_preload_content=False``.
        to: an existing folder (the file is named as the sender named it, see ``safe_name``), the
            path of the file, or an object to write bytes to.
        overwrite: replace a file that is there.
        timeout: seconds for the whole download.

    Returns:
        The path of the file; None for an object.

    Raises:
        FileExistsError: a file is there, and ``overwrite`` is false.
        TransportException: the download broke off; no part of the file is left behind.
    """
    chunks = read_chunks(response.data, "the download", monotonic() + timeout)
    if not isinstance(to, str | os.PathLike):
        for chunk in chunks:
            to.write(chunk)
        return None
    try:
        path = Path(to)
        if path.is_dir():
            path /= safe_name(response.headers.get("Content-Disposition"))
        if path.exists() and not overwrite:
            raise FileExistsError(f"{path} is there; pass overwrite=True to replace it")
        save_whole(chunks, path, overwrite=overwrite)
        return path
    finally:
        response.data.close()


def safe_name(disposition: str | None) -> str:
    """Return a plain file name for what a ``Content-Disposition`` header asks for."""
    header = Message()
    # Cut, because parsing takes the square of its length.
    header["Content-Disposition"] = " ".join((disposition or "")[:_MAX_HEADER].split())
    try:
        name = header.get_filename() or ""
    except ValueError:  # a character set that is none, or that the name is not in
        name = ""
    return plain_name(name)


def plain_name(name: str, default: str = "download") -> str:
    """Return a file name that is safe to use, for one that comes from a stranger.

    The result has no folder, drive, control character or name that an operating system keeps for
    itself, does not begin with a dot, has at most 200 bytes, and is never empty (``default`` is
    the last resort).
    """
    name = re.split(r"[/\\]", name)[-1]
    name = unicodedata.normalize("NFC", name)
    name = "".join(c for c in name if c == "\u200d" or not _is_control(unicodedata.category(c)))
    name = re.sub(r'[<>:"|?*]', "_", name).strip().rstrip(". ")
    if name.startswith("."):
        name = "_" + name.lstrip(".")
    if _RESERVED.match(name):
        name = "_" + name
    stem, suffix = os.path.splitext(name)
    tail = suffix.encode()[:20]
    head = stem.encode()[: _MAX_NAME_BYTES - len(tail)]
    return (head + tail).decode("utf-8", "ignore") or default


def _is_control(category: str) -> bool:
    return category[0] == "C" or category in ("Zl", "Zp")  # lines and paragraphs end with them


def save_whole(chunks: Iterable[bytes], path: Path, *, overwrite: bool, mode: int = 0o666) -> None:
    """Write a file whole or not at all, even if the process is killed or the power fails.

    Args:
        mode: who may do what with it, less what the umask takes away.

    A hidden file that ends in ``.part`` may stay behind then, in the same folder; and, on a file
    system without hard links and with ``overwrite`` false, an empty file.

    Raises:
        FileExistsError: a file is there, and ``overwrite`` is false.
        OSError: the file could not be written.
    """
    part = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with open(part, "xb", opener=partial(os.open, mode=mode)) as file:
            file.writelines(chunks)  # not one by one: a traceback may show what has a name
            file.flush()
            os.fsync(file.fileno())
        if overwrite or not _linked(part, path):
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _linked(part: Path, path: Path) -> bool:
    """Give a file a second name, which no other has. False: the name is only taken."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links; to rename would replace what is there
        path.open("xb").close()
        return False
    return True
