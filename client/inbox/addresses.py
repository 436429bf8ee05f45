"""Addresses to receive mail at: which are, and new ones. Pure, but for the environment."""

from __future__ import annotations

import os
import re
import secrets

#: Where anybody may receive mail. Nobody owns its addresses, so they have no web socket.
PUBLIC_DOMAIN = "mailsac.com"

_PREFIX = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,38}[a-z0-9])?", re.IGNORECASE)
_DOMAIN = re.compile(r"[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,10}", re.IGNORECASE)
# Signs that are rather part of how an address is written down: "mailto:", "<...>", "*@".
_NO_SIGNS = r"[^\s@,:;<>()\[\]\"*\\\x00-\x1f]"
_ADDRESS = re.compile(rf"(?!\.){_NO_SIGNS}{{1,64}}(?<!\.)@{_NO_SIGNS}{{1,255}}")


def checked_address(address: object) -> str:
    """Return an address that may exist.

    Raises:
        ValueError: it is none.
    """
    if not isinstance(address, str) or ".." in address or not _ADDRESS.fullmatch(address):
        raise ValueError(f"not an address: {address!r}")
    return address


def new_address(prefix: object, domain: object) -> str:
    """Return an address that nobody has used; no call is made.

    Args:
        prefix: how it begins.
        domain: default: the environment's MAILSAC_DOMAIN, else the public one.

    Raises:
        ValueError: they cannot be parts of an address.
    """
    if domain is None:
        domain = os.environ.get("MAILSAC_DOMAIN") or PUBLIC_DOMAIN
    if not isinstance(prefix, str) or not _PREFIX.fullmatch(prefix):
        raise ValueError(
            "prefix must be 1 to 40 letters, digits, dots, dashes and underscores, with a letter "
            f"or a digit at both ends, not {prefix!r}"
        )
    if not isinstance(domain, str) or not _DOMAIN.fullmatch(domain):
        raise ValueError(f"not a domain: {domain!r}")
    # Lower case, and no more than letters and digits: some sign-up forms take no more.
    return f"{prefix}-{secrets.token_hex(6)}@{domain}".lower()
