"""Where to unsubscribe, by the headers of a mail (RFC 2369, RFC 8058). Pure, and never raises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .headers import decode_words
from .one_line import without_controls
from .parser import Part

_MAX_URLS = 100
_BRACKETS = re.compile(r"<([^<>]*+)>")
_BLANKS = re.compile(r"\s++")
_ONE_CLICK = re.compile(r"List-Unsubscribe\s*+=\s*+One-Click", re.IGNORECASE)


@dataclass(frozen=True)
class UnsubscribeLink:
    """Where to unsubscribe from what a mail is a part of.

    Attributes:
        url: ``https:``, ``http:`` or ``mailto:``, as the sender wrote it.
        one_click: a ``POST`` of ``List-Unsubscribe=One-Click`` to the URL is enough (RFC 8058).
            Whether a signature covers these headers, as it should, is not checked.
    """

    url: str
    one_click: bool


def unsubscribe_links(root: Part) -> list[UnsubscribeLink]:
    """The links of ``List-Unsubscribe`` that can be used: those to the web first, in their order.

    Args:
        root: the whole mail.
    """
    values = [decode_words(value) for value in root.values("list-unsubscribe")]
    urls = [_BLANKS.sub("", url) for value in values for url in _BRACKETS.findall(value)]
    posts = any(
        _ONE_CLICK.fullmatch(value.strip()) for value in root.values("list-unsubscribe-post")
    )
    found = [
        UnsubscribeLink(without_controls(url), posts and scheme == "https:")
        for scheme in ("https:", "http:", "mailto:")
        for url in urls
        if url.lower().startswith(scheme) and len(url) > len(scheme)
    ]
    return found[:_MAX_URLS]
