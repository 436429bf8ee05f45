"""A mail as somebody at a terminal wants to read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..download import plain_name
from ..mime.attachments import attached_files
from ..mime.markup import text_from_html
from .output import Row, escaped, escaped_lines

if TYPE_CHECKING:
    from ..mail.mail import Mail

_BRIEF_CHARACTERS = 4000
_BRIEF_LINES = 20
_BRIEF_LINE = 300
_BRIEF_LINKS = 3
_MAX_SENDERS = 3
_MAX_FILES = 5
_WHOLE = ("Link:     ", "Saved:    ")


def rows(mail: Mail, *, brief: bool, saved: Path | None = None) -> list[Row]:
    """Return the lines of a mail.

    The text is indented, so that no line of it can pass for one of ours.

    Args:
        brief: only how the text and each line begins, and only the first links.
        saved: where it was saved.

    Raises:
        ApiException, TransportException: its body had to be fetched, and could not be.
    """
    found = [
        Row("From:     ", _senders(mail), "green"),
        Row("To:       ", escaped(mail.inbox)),
        Row("Subject:  ", escaped(mail.subject), "bold"),
    ]
    if mail.received is not None:
        time = mail.received.isoformat(timespec="seconds").replace("+00:00", "Z")
        found.append(Row("Received: ", time))
    found += [Row("Code:     ", escaped(code), "bold yellow") for code in mail.codes()[:1]]
    links = mail.links()
    shown = links[:_BRIEF_LINKS] if brief else links
    found += [Row("Link:     ", escaped(link), "cyan") for link in shown]
    if len(shown) < len(links):
        found.append(Row("          ", f"and {len(links) - len(shown)} more links", "dim"))
    if mail.message.attachments:
        # Of the raw mail as it came: to have it exact may take a call, and names are enough here.
        files = attached_files(mail.raw.encode("utf-8", "surrogatepass"))
        names = [plain_name(file.name, "unnamed") for file in files[:_MAX_FILES]]
        more = len(files) - len(names)
        found.append(
            Row("Files:    ", escaped(", ".join(names) + f" and {more} more" * (more > 0)))
        )
    if saved is not None:
        found.append(Row("Saved:    ", escaped(str(saved))))
    if brief:  # but for links and files, which are of use only whole
        found = [row if row.label in _WHOLE else row._replace(text=_cut(row.text)) for row in found]
    return [*found, Row("", ""), *_body(mail.text or text_from_html(mail.html), brief), Row("", "")]


def _cut(text: str) -> str:
    return text if len(text) <= _BRIEF_LINE else text[: _BRIEF_LINE - 3] + "..."


def _senders(mail: Mail) -> str:
    people = mail.message.from_ or []
    names = [
        f"{person.name} <{person.address}>" if person.name else str(person.address or "")
        for person in people[:_MAX_SENDERS]
    ]
    return escaped(", ".join(names))


def _body(text: str, brief: bool) -> list[Row]:
    beginning = text[:_BRIEF_CHARACTERS] if brief else text
    lines = escaped_lines(beginning.strip("\r\n"))
    shown = [line[:_BRIEF_LINE] for line in lines[:_BRIEF_LINES]] if brief else lines
    body = [Row("  " if line else "", line) for line in shown]
    if shown != lines or beginning != text:
        body.append(Row("  ", "(and so on)", "dim"))
    return body
