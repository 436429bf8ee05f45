"""One mail as its reader sees it: people, subject, text, HTML, links. Pure, and never raises."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from .addresses import Recipient, recipients
from .attachments import content_id, file_from_part
from .bodies import bodies_and_files, body_text, is_html
from .headers import decode_words
from .markup import html_from_text, links, text_from_html
from .parser import head, parse

_MAX_INLINED_CHARACTERS = 16 * 1024 * 1024
_CID = re.compile(r"cid:([^\s\"'<>)]++)", re.IGNORECASE)


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
        """The HTML body, made from the text if there is none, with attached images inlined.

        Up to 16 MiB of them, counted each time that they are shown; the others stay ``cid:``.
        """
        if not self.html:
            return html_from_text(self.text)
        images: dict[str, str] = {}
        for part in parse(self.raw).leaves():
            cid = content_id(part)
            if cid and part.kind.startswith("image/"):
                data = base64.b64encode(part.decoded()).decode("ascii")
                images[cid] = f"data:{part.kind};base64,{data}"
        room = _MAX_INLINED_CHARACTERS

        def inlined(found: re.Match[str]) -> str:
            nonlocal room
            image = images.get(found[1])
            if image is None or len(image) > room:
                return found[0]
            room -= len(image)
            return image

        return _CID.sub(inlined, self.html)


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
