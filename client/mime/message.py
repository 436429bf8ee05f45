"""One mail as its reader sees it: people, subject, text, HTML, links. Pure, and never raises."""

from __future__ import annotations

from dataclasses import dataclass

from .addresses import Recipient, recipients
from .attachments import file_from_part
from .bodies import bodies_and_files, body_text, is_html
from .headers import decode_words
from .images import with_images
from .markup import html_from_text, links, text_from_html
from .parser import head, parse


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """One mail, as it is common to all who got it."""

    raw: bytes
    sender: tuple[Recipient, ...]
    to: tuple[Recipient, ...]
    cc: tuple[Recipient, ...]
    bcc: tuple[Recipient, ...]
    subject: str
    headers: tuple[tuple[str, str], ...]
    """In their order, named as sent; values decoded and on one line."""
    text: str
    """Made from the HTML if the mail has no text."""
    html: str
    """Empty if the mail has none."""
    attachments: tuple[str, ...]
    """The MD5 of each, as hexadecimal digits."""
    links: tuple[str, ...]

    def raw_text(self) -> str:
        """The whole mail as text; bytes that are not UTF-8 become U+FFFD."""
        return self.raw.decode("utf-8", "replace")

    def header_text(self) -> str:
        """The headers alone, as they came; empty if there are none."""
        return head(self.raw).decode("utf-8", "replace")

    def headers_by_name(self) -> dict[str, str | list[str]]:
        """Lower-case names; a list where a header is repeated, else a string."""
        grouped: dict[str, list[str]] = {}
        for name, value in self.headers:
            grouped.setdefault(name.lower(), []).append(value)
        return {name: vs[0] if len(vs) == 1 else vs for name, vs in grouped.items()}

    def html_with_images(self) -> str:
        """The HTML body, made from the text if there is none, with attached images inlined: see
        `with_images`."""
        if not self.html:
            return html_from_text(self.text)
        return with_images(self.html, parse(self.raw).leaves())


def parse_mail(raw: bytes, *, sender: str) -> ParsedMail:
    """Take a mail apart.

    Args:
        raw: The mail, with line ends of any kind.
        sender: Of the envelope; stands in for a missing ``From``. May be empty.
    """
    root = parse(raw)
    headers = tuple((name, decode_words(value)) for name, value in root.headers)

    # Addresses are taken apart before encoded words are decoded: a decoded name may well hold a
    # comma or an angle bracket.
    def people(header: str) -> tuple[Recipient, ...]:
        return recipients(root.values(header))

    bodies, files = bodies_and_files(root)
    texts: list[str] = []
    htmls: list[str] = []
    for part in bodies:
        (htmls if is_html(part) else texts).append(body_text(part))
    text, html = "\n".join(texts), "\n".join(htmls)
    envelope_from = (Recipient("", sender),) if "@" in sender else ()
    return ParsedMail(
        raw=raw,
        sender=people("from") or envelope_from,
        to=people("to"),
        cc=people("cc"),
        bcc=people("bcc"),
        subject=next((value for name, value in headers if name.lower() == "subject"), ""),
        headers=headers,
        text=text if text or not html else text_from_html(html),
        html=html,
        attachments=tuple(file_from_part(part).md5 for part in files),
        links=tuple(links(text, html)),
    )
