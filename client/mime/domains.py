"""One spelling for the many of an address or a domain. Pure, never raises."""

from __future__ import annotations

import unicodedata
from contextlib import suppress

_MAX_LABEL = 63


def same_form(name: str) -> str:
    """An address or a domain in a form to compare it by.

    Capital and small letters are alike, and an international domain is, as people and as DNS have
    it.
    """
    local, at, domain = name.rpartition("@")
    labels = ".".join(map(_decoded, domain.casefold().split(".")))
    return unicodedata.normalize("NFC", f"{local}{at}{labels}").casefold()


def _decoded(label: str) -> str:
    if label.startswith("xn--") and len(label) <= _MAX_LABEL:
        with suppress(UnicodeError, OverflowError):  # else it is a name like any other
            return label[4:].encode("ascii").decode("punycode")
    return label
