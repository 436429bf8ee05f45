"""Checks of how a mail is put together: MIME and charsets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..mime.bodies import is_html, meta_charset
from ..mime.charsets import codec, decode
from ..mime.parameters import split, token
from ..mime.parser import Part, head
from .findings import Finding, quoted
from .parsed import ParsedMail

_ENCODINGS = {"", "7bit", "8bit", "binary", "base64", "quoted-printable"}
_BASE64 = re.compile(rb"[A-Za-z0-9+/]*+={0,2}")
_NOT_QUOTED = re.compile(rb"[\x80-\xff]|=(?![0-9A-Fa-f]{2}|[ \t]*+(?:\r?\n|\Z))")
_MAX_LINE = 998
# From its beginning on: from each byte on it would cost the square of a line.
_LONG_LINE = re.compile(rb"(?:\A|[\r\n])[^\r\n]{%d}" % (_MAX_LINE + 1))
_LAST_BOUNDARIES = re.compile(rb"(?:\A|[\r\n])(--[^\r\n]*+)")
_SINGLE_BYTE = re.compile("cp8|cp12|iso8859|koi8|mac")  # how the names of such codecs begin


def _broken(place: str, what: str, why: str) -> Finding:
    return Finding("error", place, what, why)


def mime_is_broken(mail: ParsedMail) -> Iterator[Finding]:
    """What readers make different things of, or nothing."""
    last = {line.rstrip(b" \t") for line in _LAST_BOUNDARIES.findall(mail.raw)}
    for place, part in mail.parts:
        value = part.value("content-type")
        if value and "/" not in split(value)[0]:
            yield _broken(
                place, f"Content-Type is {quoted(value)}", "it takes the form type/subtype"
            )
        if part.kind.startswith("multipart/"):
            yield from _broken_multipart(place, part, last)
        else:
            yield from _broken_encoding(place, part)
    if not head(mail.raw).isascii():
        yield _broken("headers", "bytes that are not ASCII", "each reader guesses their charset")
    if _LONG_LINE.search(mail.raw):
        why = "servers may cut it, and a link in it, or refuse the mail"
        yield _broken("mail", f"a line is longer than {_MAX_LINE} bytes", why)


def _broken_multipart(place: str, part: Part, last: set[bytes]) -> Iterator[Finding]:
    boundary = part.parameters.get("boundary", "").rstrip()
    shown = f"boundary {quoted(boundary)}"
    if not boundary:
        yield _broken(place, "it names no boundary", "its parts are shown as text, or not at all")
    elif not part.parts:
        why = "it has no parts, or more, or deeper ones, than are read"
        yield _broken(place, f"{shown} parts nothing", why)
    elif f"--{boundary}--".encode() not in last:
        yield _broken(place, f"{shown} does not end", "the mail looks cut off")
    if part.encoding() in ("base64", "quoted-printable"):
        why = "its parts have an encoding, it must have none"
        yield _broken(place, f"it is encoded as {part.encoding()}", why)


def _broken_encoding(place: str, part: Part) -> Iterator[Finding]:
    encoding, content = part.encoding(), part.content
    if encoding not in _ENCODINGS:
        why = "known are base64, quoted-printable, 7bit, 8bit, binary"
        yield _broken(place, f"Content-Transfer-Encoding is {quoted(encoding)}", why)
    elif encoding == "base64":
        data = content.translate(None, b" \t\r\n")
        if len(data) % 4 or not _BASE64.fullmatch(data):
            why = "readers drop what they cannot decode, or all that follows"
            yield _broken(place, "what it has is no base64", why)
    elif encoding == "quoted-printable" and (found := _NOT_QUOTED.search(content)):
        around = content[found.start() : found.start() + 20].decode("latin-1")
        why = 'a "=" is written =3D, a byte that is not ASCII the same way'
        yield _broken(place, f"{quoted(around)} is no quoted-printable", why)


def charset_does_not_match(mail: ParsedMail) -> Iterator[Finding]:
    """Where bytes are not in the charset that is named."""
    for place, part in mail.bodies:
        data = part.decoded()
        declared = token(part.parameters, "charset")
        in_html = meta_charset(data) if is_html(part) else ""
        charset = declared or in_html
        name, shown = codec(charset), quoted(charset)
        if data.isascii():
            continue  # in any charset that mail has; the few others have their own decoders
        if name == "guess":
            named = f"charset {shown}" if charset else "no charset"
            yield _broken(
                place, f"{named} for bytes that are not ASCII", "each reader guesses what they mean"
            )
        elif _SINGLE_BYTE.match(name) and _is_utf_8(data):
            why = "readers see pairs of odd signs: name utf-8"
            yield _broken(place, f"charset {shown}, but the text is UTF-8", why)
        elif "\ufffd" in decode(data, charset) and b"\xef\xbf\xbd" not in data:
            yield _broken(
                place,
                f"charset {shown} does not have all of its bytes",
                "readers see signs like \ufffd",
            )
        elif declared and in_html and codec(in_html) != name:
            why = "programs that take the HTML alone read it wrongly"
            what = f"charset {shown}, but {quoted(in_html)} in its <meta>"
            yield Finding("warning", place, what, why)


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
