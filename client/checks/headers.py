"""Checks of headers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..mime.unsubscribe import unsubscribe_links
from .findings import Finding
from .parsed import ParsedMail

_NEEDED = {
    "Message-ID": "mail without one counts as spam, unless the server that sends it adds one",
    "Date": "mail must have one: the server that sends it may add it",
}
_LIST_HEADERS = ("list-id", "list-post", "list-help", "list-unsubscribe")
_BULK = re.compile(r"\s*+(?:bulk|list|junk)\b", re.IGNORECASE)
_UNSUBSCRIBE = re.compile("unsubscribe", re.IGNORECASE)


def header_is_missing(mail: ParsedMail) -> Iterator[Finding]:
    """``Message-ID`` and ``Date``."""
    for name, why in _NEEDED.items():
        if not mail.root.value(name.lower()).strip():
            yield Finding("warning", "headers", f"no {name}", why)


def bulk_without_unsubscribe(mail: ParsedMail) -> Iterator[Finding]:
    """Bulk is what says so in its headers, or has a link to unsubscribe."""
    if not _is_bulk(mail):
        return
    links = unsubscribe_links(mail.root)
    if not links:
        why = "large providers ask for <https://...> in it, or put bulk among spam"
        yield Finding("warning", "headers", "bulk, without a List-Unsubscribe that works", why)
    elif not any(link.one_click for link in links):
        why = "large providers ask for an https link, and for List-Unsubscribe-Post (RFC 8058)"
        yield Finding("warning", "headers", "bulk that no one click unsubscribes from", why)


def _is_bulk(mail: ParsedMail) -> bool:
    return (
        any(mail.root.values(name) for name in _LIST_HEADERS)
        or _BULK.match(mail.root.value("precedence")) is not None
        or any(
            _UNSUBSCRIBE.search(link.url) or _UNSUBSCRIBE.search(link.text)
            for _, page in mail.pages
            for link in page.links
        )
    )
