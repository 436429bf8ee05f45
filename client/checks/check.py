"""Runs the checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from .content import html_is_clipped, image_without_alt, link_leads_astray, no_text
from .findings import Finding
from .headers import bulk_without_unsubscribe, header_is_missing
from .parsed import ParsedMail, parsed
from .structure import charset_does_not_match, mime_is_broken

_MAX_OF_ONE_CHECK = 100

Check = Callable[[ParsedMail], Iterator[Finding]]

#: In the order in which they are told.
CHECKS: tuple[Check, ...] = (
    mime_is_broken,
    charset_does_not_match,
    header_is_missing,
    bulk_without_unsubscribe,
    no_text,
    link_leads_astray,
    image_without_alt,
    html_is_clipped,
)


def check_mail(raw: bytes) -> list[Finding]:
    """Return what is wrong with a mail, up to 100 findings of each check.

    Args:
        raw: the mail as SMTP brought it.
    """
    mail = parsed(raw)
    return [one for check in CHECKS for one in islice(check(mail), _MAX_OF_ONE_CHECK)]
