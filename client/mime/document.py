"""HTML of strangers as a document that a browser may show. Pure, never raises, in linear time."""

from __future__ import annotations

import re

# No script runs, no form is sent, nothing is loaded: images are those that are inlined.
_POLICY = (
    "default-src 'none'; img-src data:; style-src 'unsafe-inline'; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_HEAD = (
    '<!DOCTYPE html><meta charset="utf-8">'
    f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
)
# A <meta> may lead elsewhere by itself, a <link> connect to other hosts, and no policy forbids
# that; a <base> is forbidden already. A <param> has no content either, and means nothing.
_OF_HEAD = re.compile(r"<(?:meta|link|base)(?![a-z0-9:-])", re.IGNORECASE)


def harmless_document(source: str) -> str:
    """The HTML body with a policy in front of all: scripts do not run, nothing is loaded.

    A link still leads where it leads, for whoever follows it. To be written as UTF-8.
    """
    return _HEAD + _OF_HEAD.sub("<param", source)
