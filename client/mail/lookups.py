"""Finds the one thing in a mail that a test asks for, or says what there is instead.

``mail`` is how an error calls the mail.
"""

from __future__ import annotations

import re
from fnmatch import fnmatchcase

from ..extraction.html import read_html
from ..extraction.links import link_texts
from ..mime.parser import parse
from ..mime.unsubscribe import UnsubscribeLink, unsubscribe_links
from .attachment import Attachment
from .criteria import Pattern, check_pattern, found_in
from .shown import listed, shown, source


def codes_like(pattern: str | re.Pattern[str], text: str, html: str, subject: str) -> list[str]:
    """Return what a regular expression finds in text, HTML and subject: see ``Mail.codes``."""
    check_pattern("pattern", pattern)
    texts = text, read_html(html).text, subject
    matches = [match for one in texts for match in re.finditer(pattern, one)]
    found = [match[1] if match.re.groups else match[0] for match in matches]
    return [code for code in dict.fromkeys(found) if code]


def one_link(
    mail: str, links: list[str], html: str, contains: Pattern | None, text: Pattern | None
) -> str:
    """Return the link of ``Mail.link``."""
    __tracebackhide__ = True
    check_pattern("contains", contains)
    check_pattern("text", text)
    sought, with_it = links, ""
    seen_on: dict[str, str] = {}
    if contains is not None:
        with_it += f" with {source(contains)!r}"
        sought = [link for link in sought if found_in(contains, [link])]
    if text is not None:
        with_it += f" that says {source(text)!r}"
        texts = link_texts(html)
        saying_so = {link for link, seen in texts if found_in(text, [seen])}
        sought = [link for link in sought if link in saying_so]
        seen_on = {link: f"  {seen!r}" for link, seen in reversed(texts) if seen}
    if len(sought) == 1:
        return sought[0]
    list_ = listed([link + seen_on.get(link, "") for link in sought or links])
    if sought:
        which = "say which, with contains=... or text=..."
        raise LookupError(f"{len(sought)} links{with_it} in {mail}: {which}\n{list_}")
    raise LookupError(f"no link{with_it} in {mail}" + (f"; it has:\n{list_}" if links else ""))


def one_attachment(mail: str, files: list[Attachment], name: str) -> Attachment:
    """Return the file of ``Mail.attachment``."""
    __tracebackhide__ = True
    if not isinstance(name, str):
        raise TypeError(f"name must be a string, such as 'invoice-*.pdf', not {name!r}")
    pattern = name.casefold().replace("[", "[[]")  # brackets are what they are in a name
    sought = [file for file in files if fnmatchcase(file.name.casefold(), pattern)]
    if len(sought) == 1:
        return sought[0]
    count = f"{len(sought)} files" if sought else "no file"
    list_ = listed([f"{file.name}  {file.type}, {file.size} bytes" for file in sought or files])
    raise LookupError(f"{count} like {name!r} in {mail}" + (f"; it has:\n{list_}" if files else ""))


def link_to_unsubscribe(mail: str, raw: bytes) -> UnsubscribeLink:
    """Return the link of ``Mail.unsubscribe_link``."""
    __tracebackhide__ = True
    root = parse(raw)
    if links := unsubscribe_links(root):
        return links[0]
    value = root.value("list-unsubscribe")
    what = f" with a link in angle brackets: it is {shown(value)}" if value else ""
    raise LookupError(f"no List-Unsubscribe{what} in {mail}")
