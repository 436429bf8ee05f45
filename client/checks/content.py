"""Checks of what is read: bodies, links and images."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from ..mime.bodies import is_html
from ..mime.markup import links
from .findings import Finding, quoted
from .page import Link
from .parsed import ParsedMail

_GMAIL_CLIPS = 102 * 1024  # bytes
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*+:")
# What looks like a host in the text of a link. Without https:// or www. it is all of the text, and
# has a well-known end: "main.py" is none.
_HOST = re.compile(
    r"(?:https?://(?:[^\s/?#@]{1,200}@)?|(?<![\w.@-])(?=www\.)|^(?=[\w.-]{1,200}"
    r"\.(?:com|net|org|edu|gov|info|io|app|dev|example)(?:[/?#:]|$)))([\w.-]{1,250})",
    re.IGNORECASE,
)


def no_text(mail: ParsedMail) -> Iterator[Finding]:
    """HTML alone."""
    if not mail.text.strip():
        why = "spam filters count it, and some readers show text alone"
        yield Finding("warning", "mail", "no text part", why)


def html_is_clipped(mail: ParsedMail) -> Iterator[Finding]:
    """HTML over the size at which Gmail clips."""
    for place, part in mail.bodies:
        size = len(part.decoded())
        if is_html(part) and size > _GMAIL_CLIPS:
            why = f"Gmail shows the first {_GMAIL_CLIPS} bytes: what is below them is not seen"
            yield Finding("warning", place, f"{size} bytes of HTML", why)


def image_without_alt(mail: ParsedMail) -> Iterator[Finding]:
    """Images that say nothing to who does not see them."""
    for place, page in mail.pages:
        for source in page.images_without_alt:
            why = 'where images are off nothing stands there; alt="" is for decoration'
            yield Finding("warning", place, f"image {quoted(source)} has no alt", why)


def link_leads_astray(mail: ParsedMail) -> Iterator[Finding]:
    """Links without ``https``, without a host, or with another host than they say."""
    for place, link in _links(mail):
        url = link.url
        scheme = _SCHEME.match(url)
        host = host_of(url)
        if scheme is None:
            if not url.startswith("#"):
                why = "a mail has no address that it could be relative to"
                yield Finding("error", place, f"link {quoted(url)} leads nowhere", why)
        elif scheme[0].lower() == "javascript:":
            yield Finding("error", place, f"link {quoted(url)} is a script", "no mail runs one")
        elif scheme[0].lower() in ("http:", "https:"):
            if not host:
                yield Finding("error", place, f"link {quoted(url)} has no host", "it leads nowhere")
            elif scheme[0].lower() == "http:" and not _is_loopback(host):
                why = "whoever is on the way reads it, and what it opens"
                yield Finding("warning", place, f"link {quoted(url)} is without https", why)
            said = _HOST.search(link.text)
            if host and said and not _is_same_site(_plain(said[1]), host):
                what = f"link {quoted(link.text)} leads to {quoted(host)}"
                yield Finding("warning", place, what, "mail readers and filters take it for fraud")


def _links(mail: ParsedMail) -> Iterator[tuple[str, Link]]:
    for place, page in mail.pages:
        for link in page.links:
            yield place, link
    in_html = {link.url for _, page in mail.pages for link in page.links}
    for url in links(mail.text, ""):
        if url not in in_html:
            yield "text", Link(url)


def host_of(url: str) -> str:
    """The host of a URL as a browser takes it; empty if it has none."""
    try:
        return _plain(urlsplit(url.replace("\\", "/")).hostname or "")
    except ValueError:  # brackets without partners, or signs that look like others
        return ""


def _plain(host: str) -> str:
    """One spelling of a host name."""
    host = host.lower().rstrip(".")
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:  # a name
        return host == "localhost" or host.endswith(".localhost")


def _is_same_site(said: str, host: str) -> bool:
    said, host = said.removeprefix("www."), host.removeprefix("www.")
    return said == host or said.endswith(f".{host}") or host.endswith(f".{said}")
