"""The mail of a test that failed: as files, in the page of pytest-html, and for Allure."""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from .api_client import time_limit
from .download import plain_name
from .exceptions import ClientException
from .mail.mail import Mail
from .mail.shown import shown
from .mime.document import mail_document

if TYPE_CHECKING:
    import pytest

_FETCH_SECONDS = 5.0  # for all mail of a test, so that a dead service holds up little
_MAX_SHOWN = 20
_MAX_CHARACTERS = 1_000_000  # of one mail, in a page that has all tests
_FRAME = (
    '<p><b>{}</b></p><iframe sandbox title="a mail" style="width: 100%; height: 20em; '
    'background: white; border: 1px solid #999" srcdoc="{}"></iframe>'
)


class Inboxes(Protocol):
    """The inboxes of a test.

    Attributes:
        folder: where its mail is kept, once it has failed.
    """

    folder: Path | None

    def mails(self) -> Sequence[tuple[str, Sequence[Mail]]]:
        """Return the mail of each address."""


def keep(
    inboxes: Inboxes,
    test: str,
    text: str,
    report: pytest.TestReport,
    *,
    folder: str | None,
    in_html: bool,
    attach: Callable[[bytes, str, str, str], object] | None,
) -> str:
    """Keep the mail of a test that failed wherever it is wanted; return what is to be said of it.

    It costs an op for each mail whose body is not there yet. What fails is said, and no more.

    Args:
        test: pytest's id of it.
        text: what the report of the test says of its mail.
        folder: for files.
        in_html: whether pytest-html makes a page of the report.
        attach: ``allure.attach``, where Allure reports.
    """
    mails: list[tuple[str, Mail]] = []
    lines: list[str] = []
    with time_limit(_FETCH_SECONDS):
        for address, arrived in inboxes.mails():
            for mail in arrived:
                try:
                    mail.raw_bytes()
                    mails.append((address, mail))
                except ClientException as error:
                    lines.append(f"{mail!r} to {address} could not be fetched: {error}")
        if folder is not None:
            try:
                inboxes.folder = inboxes.folder or _folder_for(test, Path(folder))
                lines.append(f"The mail is kept in {inboxes.folder}")
                lines += _save(mails, inboxes.folder, text)
            except OSError as error:
                lines.append(f"The mail could not be kept: {error}")
    latest = mails[-_MAX_SHOWN:]
    if in_html:
        report.extras = [*getattr(report, "extras", []), *_for_pytest_html(latest)]  # type: ignore[attr-defined]  # of pytest-html
    if attach is not None:
        for address, mail in latest:
            raw, name = mail.raw_bytes(), _name(address, mail)
            attach(mail_document(raw).encode("utf-8", "replace"), name, "text/html", "html")
            attach(raw, name, "message/rfc822", "eml")
    return "".join(f"\n{line}" for line in lines)


def _save(mails: Sequence[tuple[str, Mail]], folder: Path, text: str) -> Iterator[str]:
    """Write the mail and the text into a folder; yield what went wrong."""
    with (folder / "report.txt").open("a", encoding="utf-8", errors="replace") as file:
        file.write(f"{text}\n")
    for address, mail in mails:
        try:
            mail.save(folder / plain_name(address))
        except (ClientException, OSError) as error:
            yield f"{mail!r} to {address} was not saved: {error}"


def _for_pytest_html(mails: Sequence[tuple[str, Mail]]) -> Iterator[dict[str, str | None]]:
    """What pytest-html calls extras: each mail as its reader sees it, and as it was sent."""
    for address, mail in mails:
        # The page has what it is given as it is: all that is the sender's is escaped.
        name = html.escape(_name(address, mail))
        raw = mail.raw_bytes()
        document = mail_document(raw)
        if len(document) <= _MAX_CHARACTERS:
            frame = _FRAME.format(name, html.escape(document))
            yield _extra("html", frame, name, None, None)
        if len(raw) <= _MAX_CHARACTERS:
            source = raw.decode("utf-8", "replace")
            yield _extra("text", source, f"Mail: {name}", "text/plain", "txt")


def _name(address: str, mail: Mail) -> str:
    return f"{shown(mail.subject) or '(no subject)'} ({address})"


def _folder_for(test: str, folder: Path) -> Path:
    """Make a folder for one run of a test, for its owner alone; another run gets another one.

    Args:
        test: pytest's id of it, which may have any characters.

    Raises:
        OSError: it cannot be made.
    """
    words = re.sub(r"[^A-Za-z0-9_.]+", "-", test)[-80:].strip("-.")
    checksum = hashlib.sha256(test.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    for number in count(1):
        made = folder / (f"{words}-{checksum}" + (f"-{number}" if number > 1 else ""))
        try:
            made.mkdir(mode=0o700, parents=True)
        except FileExistsError:
            continue
        return made
    raise AssertionError("there is always another number")


def _extra(
    kind: str, content: str, name: str, media: str | None, extension: str | None
) -> dict[str, str | None]:
    return {
        "format_type": kind,
        "content": content,
        "name": name,
        "mime_type": media,
        "extension": extension,
    }
