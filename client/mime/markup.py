"""HTML of strangers to text and to harmless HTML, in linear time. Pure, and never raises.

The expressions use possessive quantifiers (``*+``): without them a mail full of ``<`` costs the
square of its size.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_MARKUP = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9:-]*+)[^<>]*+>|<[!?][^<>]*+>")
_URL = re.compile(r"https?://[^\s<>\"'\x00-\x1f]++", re.IGNORECASE)
# Bounded: the library raises for a reference of thousands of digits.
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?")
# In an attribute a name without its semicolon is the next parameter: "?a=1&copy=2".
_IN_ATTRIBUTE = re.compile(_REFERENCE.pattern.removesuffix(";?") + "(?:;|(?![=a-zA-Z0-9]))")
# As RFC 3986 has it in its Appendix C. Ten lines at most: some brackets are never closed.
_WRAPPED_URL = re.compile(
    r"<(?:URL:)?(https?://[^\s<>]++(?:[ \t]*+\r?\n[ \t]*+[^\s<>]++){1,10}+)[ \t]*+\r?\n?[ \t]*+>",
    re.IGNORECASE,
)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_NEWLINES = re.compile(r"\n\s*\n\s*")
_MAX_LINKS = 1000
_AFTER_URL = ".,;:!?)]}"

#: Elements whose content is not for reading.
SILENT = {"head", "iframe", "math", "noscript", "object", "script", "style", "svg"}
SILENT |= {"template", "textarea", "title"}
#: Elements that begin a line.
BREAKING = {"blockquote", "br", "div", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p"}
BREAKING |= {"pre", "table", "tr", "ul"}
_HARMLESS = BREAKING | {"b", "code", "em", "i", "s", "small", "span", "strong", "tbody", "td"}
_HARMLESS |= {"th", "thead", "u"}


def _tokens(source: str) -> Iterator[tuple[str, str]]:
    """Text as ``("", text)``, tags as ``("<" or "</", lower-case name)``, nothing else."""
    at = 0
    while found := _MARKUP.search(source, at):
        yield "", source[at : found.start()]
        at = found.end()
        slash, name = found[1], (found[2] or "").lower()
        if found[0] == "<!--":
            at = source.find("-->", at) + 3
            if at < 3:
                return
        elif name in SILENT:
            if not slash:
                end = re.compile(rf"</{name}\b[^<>]*+>", re.IGNORECASE).search(source, at)
                if end is None:
                    return
                at = end.end()
        elif name:
            yield f"<{slash}", name
    yield "", source[at:]


def unescape(text: str, *, attribute: bool = False) -> str:
    """Resolve the character references of a text, or of an attribute's value."""
    reference = _IN_ATTRIBUTE if attribute else _REFERENCE
    return reference.sub(lambda found: html.unescape(found[0]), text) if "&" in text else text


def text_from_html(source: str) -> str:
    """The readable text of an HTML body."""
    parts = []
    for tag, value in _tokens(source):
        if not tag:
            parts.append(unescape(_BLANKS.sub(" ", value)))
        elif value in BREAKING:
            parts.append("\n")
    lines = "".join(parts).split("\n")
    return _NEWLINES.sub("\n\n", "\n".join(line.strip() for line in lines)).strip()


def html_from_text(text: str) -> str:
    """A simple HTML body for a mail that has only text, with its URLs as links."""
    parts = []
    at = 0
    for found in _URL.finditer(text):
        url = found[0].rstrip(_AFTER_URL)
        shown = html.escape(url)
        parts += [html.escape(text[at : found.start()]), f'<a href="{shown}">{shown}</a>']
        at = found.start() + len(url)
    parts.append(html.escape(text[at:]))
    return f"<p>{''.join(parts).replace(chr(10), '<br>')}</p>"


def harmless_html(source: str) -> str:
    """The HTML with scripts, images, links and every attribute taken out."""
    parts = []
    for tag, value in _tokens(source):
        if not tag:
            parts.append(value.replace("<", "&lt;").replace(">", "&gt;"))
        elif value in _HARMLESS:
            parts.append(f"{tag}{value}>")
    return "".join(parts)


def unwrapped(text: str) -> str:
    """The text with each URL whole that stands in angle brackets on more than one line."""
    if "<" not in text:
        return text
    return _WRAPPED_URL.sub(lambda found: f"<{''.join(found[1].split())}>", text)


def links(text: str, source: str) -> list[str]:
    """The ``http`` and ``https`` URLs of both bodies, each once, in order; at most 1000."""
    seen: dict[str, None] = {}
    for body, is_html in ((unwrapped(text), False), (source, True)):
        for found in _URL.finditer(body):
            url = unescape(found[0]) if is_html else found[0]
            seen.setdefault(url.rstrip(_AFTER_URL))
            if len(seen) == _MAX_LINKS:
                return list(seen)
    return list(seen)
