"""A mail as the browser gets it: a row of the list, all of it, its HTML. Pure, and bounded.

What searches and checks is imported when it is first needed, in the thread that needs it: to import
its patterns takes longer than to start a sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from ..mime.addresses import Recipient
from ..mime.attachments import AttachedFile, attached_files
from ..mime.message import ParsedMail, parse_mail
from .document import framed_document
from .mails import NewMail

_MAX_LINE = 500
_MAX_URL = 4000
_MAX_TEXT = 400_000
_MAX_SOURCE = 400_000
_MAX_VALUE = 8000
_MAX_ITEMS = 300
_MAX_SEARCHED = 2_000_000
# What loads from outside. It need not be exact: it says whether to offer that.
_REMOTE = re.compile(
    r"(?:\b(?:src|srcset|background|poster)\s*+=|\burl\()\s*+[\"']?\s*+(?:https?:)?//",
    re.IGNORECASE,
)
_UNSAFE = re.compile(r"[^\w.()+=,@ -]+")


def row(mail: NewMail) -> dict[str, Any]:
    """What the list shows of a mail, but for its code and its link. Takes a millisecond or less
    for most mails."""
    parsed = _parsed(mail)
    return {
        "from": _people(parsed.sender[:3]),
        "subject": parsed.subject[:_MAX_LINE],
        "inbox": mail.inbox[:_MAX_LINE],
        "received": _milliseconds(mail.received),
        "size": len(mail.raw),
        "files": len(parsed.attachments),
    }


def found(mail: NewMail) -> dict[str, Any]:
    """The code and the link of a mail; empty if there are none. Takes some milliseconds, and for
    the largest mails a second."""
    from ..extraction.codes import find_codes
    from ..extraction.links import find_links

    parsed = _parsed(mail)
    codes = find_codes(parsed.text, parsed.html, parsed.subject)
    links = find_links(parsed.text, parsed.html)
    return {"code": next(iter(codes), ""), "link": next(iter(links), "")[:_MAX_URL]}


def details(mail: NewMail) -> dict[str, Any]:
    """What one mail says, but for its HTML."""
    parsed = _parsed(mail)
    source = parsed.raw_text()
    return {
        "from": _people(parsed.sender),
        "to": _people(parsed.to),
        "cc": _people(parsed.cc),
        "bcc": _people(parsed.bcc),
        "inbox": mail.inbox[:_MAX_LINE],
        "subject": parsed.subject[:_MAX_VALUE],
        "received": _milliseconds(mail.received),
        "size": len(mail.raw),
        "text": parsed.text[:_MAX_TEXT],
        "textIsCut": len(parsed.text) > _MAX_TEXT,
        "source": source[:_MAX_SOURCE],
        "sourceIsCut": len(source) > _MAX_SOURCE,
        "hasHtml": bool(parsed.html),
        "loads": _loads(parsed.html),
        "headers": [[name[:_MAX_LINE], value[:_MAX_VALUE]] for name, value in parsed.headers],
        "files": [_file(one) for one in attached_files(mail.raw)[:_MAX_ITEMS]],
    }


def examined(mail: NewMail) -> dict[str, Any]:
    """What is found in one mail, and what is wrong with it. For the largest it takes seconds."""
    from ..checks.check import check_mail
    from ..extraction.codes import find_codes

    parsed = _parsed(mail)
    return {
        "codes": find_codes(parsed.text, parsed.html, parsed.subject)[:_MAX_ITEMS],
        "links": list(islice(_links(parsed), _MAX_ITEMS)),
        "findings": [
            {"level": one.level, "place": one.place, "what": one.what, "why": one.why}
            for one in sorted(check_mail(mail.raw), key=lambda one: one.level)[:_MAX_ITEMS]
        ],
    }


def document(mail: NewMail, *, remote: bool) -> str:
    """The HTML of a mail for a frame, made from the text if there is none.

    Args:
        mail: whose HTML.
        remote: whether images, styles and fonts from outside may be loaded.
    """
    return framed_document(_parsed(mail).html_with_images(), remote=remote)


def file_of(mail: NewMail, index: int) -> AttachedFile | None:
    """A file that came with a mail; None if there are not so many."""
    files = attached_files(mail.raw)
    return files[index] if index < len(files) else None


def file_name(name: str, default: str) -> str:
    """A name under which a browser may save a file: plain letters, and no path."""
    last = re.split(r"[/\\]", name[-_MAX_LINE:])[-1]
    return _UNSAFE.sub("_", last)[-150:].strip(" .") or default


def _parsed(mail: NewMail) -> ParsedMail:
    return parse_mail(mail.raw, sender=mail.sender)


def _people(people: Sequence[Recipient]) -> list[dict[str, str]]:
    return [
        {"name": one.name[:_MAX_LINE], "address": one.address[:_MAX_LINE]}
        for one in people[:_MAX_ITEMS]
    ]


def _milliseconds(moment: datetime) -> int:
    try:
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return int(moment.timestamp() * 1000)
    except (OverflowError, ValueError):  # of another world
        return 0


def _links(parsed: ParsedMail) -> Iterator[dict[str, str]]:
    """Those to act on first, with what is read on them; then what no browser should follow."""
    from ..checks.page import read_page
    from ..extraction.links import find_links, link_texts

    usable = find_links(parsed.text, parsed.html)
    texts: dict[str, str] = {}
    for url, text in link_texts(parsed.html):
        texts[url] = texts.get(url) or text
    for url in usable:
        yield {"url": url[:_MAX_URL], "text": texts.get(url, "")}
    seen = set(usable)
    for link in read_page(parsed.html).links:
        if link.url not in seen and not link.url.startswith("#"):
            seen.add(link.url)
            yield {"url": link.url[:_MAX_URL], "text": link.text}


def _loads(source: str) -> bool:
    """Whether the HTML would load something from outside, as far as that is easily seen."""
    return _REMOTE.search(source[:_MAX_SEARCHED]) is not None


def _file(file: AttachedFile) -> dict[str, Any]:
    return {
        "name": file.name[:_MAX_LINE],
        "type": file.type[:_MAX_LINE],
        "size": len(file.content),
        "inline": file.disposition == "inline",
    }
