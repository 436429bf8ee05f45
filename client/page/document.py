"""The HTML of a mail as a document for a frame of the page. Pure, and in linear time."""

from __future__ import annotations

import re

from ..mime.document import harmless_document
from ..mime.tags import MARKUP

_TARGET = re.compile(r"(?<=[\s\"'/])target(?=\s*=)", re.IGNORECASE)
_WITHIN = re.compile(r"href\s*=\s*[\"']?#", re.IGNORECASE)
# Of what a <link> may load, a style is seen.
_UNSEEN_LINK = re.compile(r"<link(?![^<>]{0,500}\bstylesheet\b)", re.IGNORECASE)
_START = "<!DOCTYPE html>"
# The frame is not to be led away: what is followed opens a tab, which does not hear from where.
_LINKS = '<base target="_blank"><meta name="referrer" content="no-referrer">'
_COMMON = "script-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
# The same again as in the document itself, for whoever opens it in a tab; there, the attribute
# `sandbox` of the frame is missing, too.
_SANDBOX = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; "
_CLOSED = "img-src data:; style-src 'unsafe-inline'; font-src data:"
_REMOTE = (
    "img-src data: http: https:; style-src 'unsafe-inline' http: https:; "
    "font-src data: http: https:; media-src data: http: https:"
)


def framed_document(source: str, *, remote: bool) -> str:
    """The HTML of a mail; see ``harmless_document``. Its links open in tabs of their own, but for
    those within it."""
    source = MARKUP.sub(_retargeted, _UNSEEN_LINK.sub("<param", source))
    document = harmless_document(source, remote=remote)
    return document.replace(_START, _START + _LINKS, 1)


def policy(*, remote: bool) -> str:
    """The value of ``Content-Security-Policy`` for such a document."""
    return _SANDBOX + _COMMON + (_REMOTE if remote else _CLOSED)


def _retargeted(tag: re.Match[str]) -> str:
    changed = _TARGET.sub("data-target", tag[0])
    if changed[:3].lower() in ("<a ", "<a\n", "<a\t") and _WITHIN.search(changed):
        changed = f'{changed[:2]} target="_self"{changed[2:]}'
    return changed
