"""The links and images of HTML, as they are written. Pure, never raises, in linear time."""

from __future__ import annotations

import re
from typing import NamedTuple

from ..mime.markup import unescape
from ..mime.tags import MARKUP, NAME, attributes

_MAX_SOURCE = 5_000_000
_MAX_TEXT = 200
# Their content is no HTML, or is not shown.
_SILENT_ENDS = {
    name: re.compile(f"</{name}", re.IGNORECASE)
    for name in ("script", "style", "template", "textarea", "title")
}


class Link(NamedTuple):
    """Where a link leads."""

    url: str
    text: str = ""
    """What is read on it, on one line, up to 200 characters; of an image nothing."""


class Page(NamedTuple):
    """What checks look at."""

    links: list[Link]
    images_without_alt: list[str]
    """Where they come from."""


def read_page(source: str) -> Page:
    """Read the links and images of an HTML body, up to 5,000,000 characters of it."""
    source = source[:_MAX_SOURCE]
    page = Page([], [])
    link: str | None = None  # where the open one leads
    texts: list[str] = []
    at = 0

    def end_link() -> None:
        nonlocal link
        if link is not None:
            text = unescape("".join(texts))
            page.links.append(Link(link, " ".join(text.split())[:_MAX_TEXT]))
        link = None
        texts.clear()

    while found := MARKUP.search(source, at):
        if link is not None:
            texts.append(source[at : found.start()])
        at = found.end()
        if found[0] == "<!--":
            end = source.find("-->", found.start() + 2)
            at = end + 3 if end >= 0 else len(source)
            continue
        named = NAME.match(found[1] or "")
        if named is None:
            continue
        name, closes = named[1].lower(), found[1][0] == "/"
        if name == "a":
            end_link()
        if closes:
            continue
        if name in _SILENT_ENDS and found[1][-1] != "/":
            silent = _SILENT_ENDS[name].search(source, at)
            at = silent.start() if silent else len(source)
        elif name in ("a", "area", "img"):
            given = attributes(found[1])
            if name == "img" and "alt" not in given:
                page.images_without_alt.append(given.get("src", ""))
            elif name == "a" and "href" in given:
                link = given["href"].strip()
            elif name == "area" and "href" in given:
                page.links.append(Link(given["href"].strip()))
    if link is not None:
        texts.append(source[at:])
    end_link()
    return page
