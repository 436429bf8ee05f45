"""Headers that a program has sent with each call."""

from __future__ import annotations

import re

from .configuration import KEY_HEADER
from .secret import Secret, SecretDict

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")  # RFC 9110, section 5.6.2
# What depends on the call, on its body or on the link: the client alone can know it.
_OURS = frozenset(
    (
        *("accept", "accept-encoding", "content-encoding", "content-length", "content-type"),
        *("connection", "expect", "host", "http2-settings", "keep-alive", "te", "trailer"),
        *("transfer-encoding", "upgrade", "proxy-authorization", "proxy-connection"),
    )
)


class DefaultHeaders(SecretDict):
    """Headers by name, in any case. Values do not show themselves: they may be tokens."""

    __slots__ = ()

    def _name(self, name: str) -> str:
        return next((known for known in self if known.lower() == name.lower()), name)

    def _check(self, name: str, value: Secret) -> None:
        if not _TOKEN.fullmatch(name):
            raise ValueError(f"a header cannot be called {name!r}")
        if name.lower() in (KEY_HEADER.lower(), "_mailsackey"):
            raise ValueError(f"{KEY_HEADER} is set by Configuration(api_key=...)")
        if name.lower() in _OURS:
            raise ValueError(f"{name} is set by the client, as each call needs it")
        if not value.isascii() or not value.isprintable():
            raise ValueError(f"{name} must be printable ASCII, without line breaks")
