"""The images that came with a mail, in its HTML. Pure, never raises, in linear time."""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator
from urllib.parse import unquote

from .attachments import content_id
from .markup import unescape
from .parser import Part

_MAX_INLINED_CHARACTERS = 16 * 1024 * 1024
_CID = re.compile(r"cid:([^\s\"'<>)]++)", re.IGNORECASE)
# What is loaded: the value of an attribute, or a URL in a style.
_LOADED = re.compile(
    r"((?:(?<![\w-])(?:src|background|poster)\s*+=|\burl\()\s*+[\"']?+)"
    r"((?<=\")[^\"]*+|(?<=')[^']*+|(?<![\"'])[^\s\"'<>)]++)",
    re.IGNORECASE,
)


def with_images(source: str, parts: Iterator[Part]) -> str:
    """The HTML with the images that it shows inlined: by Content-ID, or by Content-Location.

    Up to 16 MiB of them, counted each time that they are shown; the others stay as they are.
    """
    by_id: dict[str, str] = {}
    by_location: dict[str, str] = {}
    for part in parts:
        if not part.kind.startswith("image/"):
            continue
        cid, location = content_id(part), part.value("content-location").strip()
        if cid or location:
            data = base64.b64encode(part.decoded()).decode("ascii")
            image = html.escape(f"data:{part.kind};base64,{data}")
            by_id.setdefault(cid, image)
            by_location.setdefault(location, image)
    by_id.pop("", None)
    by_location.pop("", None)
    room = _MAX_INLINED_CHARACTERS

    def fitting(image: str | None) -> str | None:
        nonlocal room
        if image is None or len(image) > room:
            return None
        room -= len(image)
        return image

    def of_id(found: re.Match[str]) -> str:
        written = unescape(found[1], attribute=True)
        image = by_id.get(written) or by_id.get(unquote(written))
        return fitting(image) or found[0]

    def of_location(found: re.Match[str]) -> str:
        image = fitting(by_location.get(unescape(found[2], attribute=True).strip()))
        return found[0] if image is None else found[1] + image

    if by_id:
        source = _CID.sub(of_id, source)
    if by_location:
        source = _LOADED.sub(of_location, source)
    return source
