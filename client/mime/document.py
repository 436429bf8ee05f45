"""HTML of strangers as a document that a browser may show. Pure, never raises, in linear time."""

from __future__ import annotations

import re

from .message import parse_mail

# No script runs, no form is sent, nothing is loaded: images are those that are inlined.
_CLOSED = "img-src data:; style-src 'unsafe-inline'; font-src data:"
# The same, but for what may be loaded from other hosts.
_REMOTE = (
    "img-src data: http: https:; style-src 'unsafe-inline' http: https:; "
    "font-src data: http: https:; media-src data: http: https:"
)
_HEAD = (
    '<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="'
    "default-src 'none'; script-src 'none'; base-uri 'none'; form-action 'none'; {}\">\n"
)
# A <meta> may lead elsewhere by itself, and browsers connect to where a frame leads before they
# ask the policy. A <base> and a <form> are forbidden by it already; but a program that clicks waits
# in vain for what a form begins. A <param> shows nothing, and means nothing.
_LEADING_AWAY = re.compile(r"<(?:meta|base|i?frame|form)(?![a-z0-9:-])", re.IGNORECASE)
# No policy keeps a <link> from connecting to other hosts.
_LINK = re.compile(r"<link(?![a-z0-9:-])", re.IGNORECASE)


def harmless_document(source: str, *, remote: bool = False) -> str:
    """The HTML body with a policy in front of all: scripts do not run, nothing is loaded.

    A link still leads where it leads, for whoever follows it. To be written as UTF-8.

    Args:
        remote: Images, styles, fonts and films may be loaded from other hosts.
    """
    source = _LEADING_AWAY.sub("<param", source)
    if remote:
        return _HEAD.format(_REMOTE) + source
    return _HEAD.format(_CLOSED) + _LINK.sub("<param", source)


def mail_document(raw: bytes, *, remote: bool = False) -> str:
    """What a mail looks like, with its images; see ``harmless_document``."""
    html = parse_mail(raw, sender="").html_with_images()
    return harmless_document(html, remote=remote)
