"""Who may see the page: the token in its address, the cookie, and the names that it answers to."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from collections.abc import Mapping

_VARIABLE = "MAILSAC_PAGE_TOKEN"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{16,200}")
# Any port: one may be forwarded. What matters is that no name of another site leads here.
_HOST = re.compile(r"(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]{1,5})?", re.IGNORECASE)
_OWN_FETCHES = (None, "same-origin", "none")


class Session:
    """The access to one page, for as long as the process lives.

    Args:
        port: of the page.

    Raises:
        ValueError: MAILSAC_PAGE_TOKEN is set to what cannot be a token.
    """

    def __init__(self, port: int) -> None:
        given = os.environ.get(_VARIABLE)
        if given and not _TOKEN.fullmatch(given):
            raise ValueError(f"{_VARIABLE} must be 16 to 200 characters of A-Z, a-z, 0-9, - and _")
        self._token = given or secrets.token_urlsafe(32)
        self._once: str | None = None
        self._port = port
        # Servers on two ports of a host share its cookies.
        self.cookie = f"mailsac_page_{port}"
        """The name of the cookie."""
        # The same for the same token: a browser with it is let in after a restart, too.
        self.value = hmac.digest(self._token.encode(), b"cookie", hashlib.sha256).hex()
        """The value of the cookie."""

    def __repr__(self) -> str:
        return f"<Session on port {self._port}>"

    @property
    def url(self) -> str:
        """The address that lets a browser in, any number of times."""
        return self._url(self._token)

    def url_for_once(self) -> str:
        """An address that lets one browser in: other users of the machine may see it among the
        arguments of the browser, and would be too late."""
        self._once = secrets.token_urlsafe(32)
        return self._url(self._once)

    def is_token(self, given: str) -> bool:
        """Whether this lets a browser in."""
        once = self._once
        if once is not None and _same(given, once):
            self._once = None
            return True
        return _same(given, self._token)

    def is_known(self, cookies: Mapping[str, str]) -> bool:
        """Whether a browser was let in before."""
        return _same(cookies.get(self.cookie, ""), self.value)

    def _url(self, token: str) -> str:
        return f"http://127.0.0.1:{self._port}/?token={token}"


def is_from_outside(host: str, headers: Mapping[str, str]) -> bool:
    """Whether a request was made by another web site, or goes to a name of one."""
    if not _HOST.fullmatch(host):
        return True
    return headers.get("Origin") not in (None, f"http://{host}")


def is_fetched_from_outside(headers: Mapping[str, str]) -> bool:
    """Whether a browser says that another web site, or another port of this host, asks."""
    return headers.get("Sec-Fetch-Site") not in _OWN_FETCHES


def _same(given: str, known: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), known.encode())
