"""Bytes of a mail, as SMTP brought them, to its parts. Pure, and never raises.

Mail is hostile: what cannot be decoded becomes U+FFFD, what cannot be parsed becomes text. The
headers are read here and not by `email.policy.default`, whose parser raises IndexError or
RecursionError on headers that are malformed or nest too deep, and slows down on long ones.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message as Part
from email.parser import BytesHeaderParser
from email.policy import Compat32
from email.utils import getaddresses
from encodings import normalize_encoding
from encodings.aliases import aliases
from typing import Any, TypeVar

from .markup import html_from_text, links, text_from_html

_T = TypeVar("_T")

_MAX_PARTS = 1000
_MAX_NESTING = 20
_MAX_INLINED_CHARACTERS = 16 * 1024 * 1024
_MAX_ADDRESS_CHARACTERS = 16_384
_MAX_PARAMETER_CHARACTERS = 4_096
_MAX_PARAMETERS = 64
# Only these are asked for. Other codecs of Python are not for mail (`punycode` takes the square of
# the length, `unicode_escape` warns), and Python remembers each name that it was asked for.
_CHARSETS = frozenset(aliases.values()) | {
    *("cp1006", "cp720", "cp737", "cp856", "cp874", "cp875", "koi8_t", "koi8_u", "mac_arabic"),
    *("mac_croatian", "mac_farsi", "mac_romanian", "utf_8_sig"),
}
# An encoded word of RFC 2047; possessive, so that a header full of "=?" costs linear time.
_WORD = re.compile(r"=\?([\w-]++)(?:\*[\w-]*+)?\?([bBqQ])\?([^?]*+)\?=")
_CID = re.compile(r"cid:([^\s\"'<>)]++)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recipient:
    """One mail box of a header: a name, possibly empty, and an address."""

    name: str
    address: str


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
        head = self.raw.partition(b"\r\n\r\n")[0] if self.headers else b""
        return head.decode("utf-8", "replace")

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
        for part in _leaves(_parse(self.raw)):
            cid = _header(part, "content-id").strip(" <>")
            if cid and part.get_content_maintype() == "image":
                data = base64.b64encode(_payload(part)).decode("ascii")
                images[cid] = f"data:{part.get_content_type()};base64,{data}"
        room = _MAX_INLINED_CHARACTERS

        def inlined(found: re.Match[str]) -> str:
            nonlocal room
            image = images.get(found[1])
            if image is None or len(image) > room:
                return found[0]
            room -= len(image)
            return image

        return _CID.sub(inlined, self.html)


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """One file that came with a mail. All is the sender's word; what is not said is empty."""

    name: str
    type: str
    disposition: str
    """As ``attachment`` or ``inline``."""
    content_id: str
    """Without its angle brackets."""
    encoding: str
    """How it was encoded for the way, such as ``base64``."""
    content: bytes
    """Decoded."""
    md5: str
    """Of the content, as hexadecimal digits."""


def attached_files(raw: bytes) -> list[AttachedFile]:
    """The files that came with a mail, in the order of `ParsedMail.attachments`.

    An attached mail is one file, byte for byte as it was sent. A mail of more than 1,000 parts, or
    20 levels of parts, has none: see `_parse`.
    """
    return [_file(part) for part in _leaves(_parse(raw)) if _attached(part)]


def parse_mail(raw: bytes, *, sender: str) -> ParsedMail:
    """Take a mail apart.

    Args:
        raw: The mail, with CRLF line ends.
        sender: Of the envelope; stands in for a missing ``From``. May be empty.
    """
    root = _parse(raw)
    # Addresses are taken apart before encoded words are decoded: a decoded name may well hold a
    # comma or an angle bracket.
    encoded = [(clean(name), _one_line(value)) for name, value in root.raw_items()]
    headers = tuple((name, decode_words(value)) for name, value in encoded)

    def people(header: str) -> tuple[Recipient, ...]:
        return _recipients([value for name, value in encoded if name.lower() == header])

    texts: list[str] = []
    htmls: list[str] = []
    attachments: list[str] = []
    for part in _leaves(root):
        kind = part.get_content_type()
        if _attached(part):
            attachments.append(_file(part).md5)
        else:
            (htmls if kind == "text/html" else texts).append(_text(part))
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
        attachments=tuple(attachments),
        links=tuple(links(text, html)),
    )


def clean(value: str) -> str:
    """`value` without lone surrogates, which no UTF-8 can carry.

    Those that stand for raw bytes are read as UTF-8, which such bytes mostly are.
    """
    try:
        data = value.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = value.encode("utf-8", "surrogatepass")
    return data.decode("utf-8", "replace")


def decode_words(value: str) -> str:
    """Decode the encoded words (RFC 2047) of a header that stands on one line."""
    parts: list[str] = []
    at, charset, data = 0, "", bytearray()
    for found in _WORD.finditer(value):
        between = value[at : found.start()]
        adjacent = bool(charset) and not between.strip()
        # Some senders cut a character in two between words, so adjacent words of one charset
        # are decoded together. Blanks between adjacent words are not part of the text.
        if not adjacent or found[1].lower() != charset:
            parts.append(_decode(data, charset))
            data = bytearray()
        if not adjacent:
            parts.append(between)
        at, charset = found.end(), found[1].lower()
        data += _word_bytes(found[2], found[3])
    return "".join([*parts, _decode(data, charset), value[at:]])


def _word_bytes(encoding: str, text: str) -> bytes:
    ascii_text = text.encode("utf-8")
    if encoding in "qQ":
        return binascii.a2b_qp(ascii_text, header=True)
    try:
        return binascii.a2b_base64(ascii_text + b"==")
    except binascii.Error:
        return ascii_text


def _decode(data: bytes | bytearray, charset: str) -> str:
    name = normalize_encoding(charset).lower().replace(".", "_")
    name = aliases.get(name, name)
    try:
        return clean(data.decode(name if name in _CHARSETS else "utf-8", "replace"))
    except (LookupError, ValueError):  # a codec that is not for text, or not for this system
        return data.decode("utf-8", "replace")


def _one_line(value: object) -> str:
    return clean(str(value).replace("\r", "").replace("\n", ""))


def _recipients(values: Sequence[str]) -> tuple[Recipient, ...]:
    # In a group, even one that goes on in the next header, each address costs the length of all.
    joined = ", ".join(values)
    if len(joined) > _MAX_ADDRESS_CHARACTERS:
        joined = joined[:_MAX_ADDRESS_CHARACTERS].rpartition(",")[0]
    found: list[tuple[str, str]] = _attempt(lambda: getaddresses([joined]), [])
    return tuple(Recipient(decode_words(name), address) for name, address in found if address)


def _parse(raw: bytes) -> Part:
    """The mail and its parts; if these are too many, or nest too deep, it is all one text."""
    count = 0

    def new_part() -> Part:
        nonlocal count
        count += 1
        if count > _MAX_PARTS:
            raise ValueError("too many parts")
        return _ParserPart(_POLICY)

    whole = _attempt(lambda: message_from_bytes(raw, new_part, policy=_POLICY), None)
    return whole or BytesHeaderParser(policy=_POLICY).parsebytes(raw)


class _Policy(Compat32):
    def header_fetch_parse(self, name: str, value: Any) -> Any:
        # To take parameters apart costs their length times the semicolons. What the parser looks
        # up is cut short; `raw_items` is not.
        parameters = value[:_MAX_PARAMETER_CHARACTERS].split(";")[:_MAX_PARAMETERS]
        return super().header_fetch_parse(name, ";".join(parameters))


_POLICY = _Policy()


class _ParserPart(Part):
    """To the parser, which asks what to take apart, an attached mail is a mere file.

    Once taken apart, it could not be put together again byte for byte.
    """

    _level = 1

    def attach(self, payload: Any) -> None:
        # The parser calls itself for every level, and compares each line with the boundaries of
        # all levels; it has no limit of its own.
        payload._level = self._level + 1
        if payload._level > _MAX_NESTING:
            raise ValueError("parts nest too deep")
        super().attach(payload)

    def get_content_type(self) -> str:
        kind = super().get_content_type()
        return "application/octet-stream" if kind.startswith("message/") else kind


def _leaves(root: Part) -> Iterator[Part]:
    """The parts that hold something, in order; an attached message counts as one part."""
    waiting = [root]
    while waiting:
        part = waiting.pop()
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            waiting.extend(reversed(_children(part)))
        else:
            yield part


def _children(part: Part) -> list[Part]:
    children = part.get_payload()
    return [child for child in children if isinstance(child, Part)]


def _attached(part: Part) -> bool:
    kind = part.get_content_type()
    # A multipart that is a leaf is one that could not be taken apart: it is shown as text.
    if kind not in ("text/plain", "text/html") and not kind.startswith("multipart/"):
        return True
    return _disposition(part) == "attachment" or bool(_attempt(part.get_filename, None))


def _file(part: Part) -> AttachedFile:
    content = _payload(part)
    return AttachedFile(
        name=decode_words(_one_line(_attempt(part.get_filename, None) or "")),
        type=clean(Part.get_content_type(part)),  # not what the parser is told
        disposition=_disposition(part),
        content_id=_header(part, "content-id").strip(" <>"),
        encoding=_header(part, "content-transfer-encoding").strip().lower(),
        content=content,
        md5=hashlib.md5(content, usedforsecurity=False).hexdigest(),
    )


def _disposition(part: Part) -> str:
    return _header(part, "content-disposition").partition(";")[0].strip().lower()


def _header(part: Part, name: str) -> str:
    return _one_line(part.get(name) or "")


def _payload(part: Part) -> bytes:
    def read() -> bytes:
        data = part.get_payload(decode=True)
        return data if isinstance(data, bytes) else b""

    return _attempt(read, b"")


def _text(part: Part) -> str:
    charset = _attempt(part.get_content_charset, None) or "utf-8"
    return _decode(_payload(part), charset).replace("\r\n", "\n")


def _attempt(read: Callable[[], _T], default: _T) -> _T:
    """What `read` returns, or `default`: the standard library raises all sorts on bad mail."""
    try:
        return read()
    except Exception:
        return default
