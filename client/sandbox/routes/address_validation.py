"""The routes that check addresses. The format is looked at; the domain is not looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from ..http import Handlers, Routes, json_object, list_of

_MAX_BULK = 50

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_FORMAT = re.compile(
    rf"[a-z0-9!#$%&'*+/=?^_`{{|}}~.-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+",
    re.IGNORECASE | re.ASCII,
)

#: The providers of the documented example, and the service's own domains.
_DISPOSABLE: Mapping[str, Mapping[str, list[str]]] = {
    "mailsac.com": {"disposableDomains": ["mailsac.com"], "aliases": ["in.mailsac.com"]},
    "msdc.co": {"disposableDomains": ["mailsac.com"], "aliases": ["in.mailsac.com"]},
    "brief.example": {
        "disposableDomains": ["mailsac.com"],
        "aliases": ["in.mailsac.com", "198.51.100.7"],
    },
}


class AddressValidationRoutes(Routes):
    """Check addresses, one or many."""

    def handlers(self) -> Handlers:
        return {"ValidateAddress": self._one, "ValidateAddressesBulk": self._many}

    async def _one(self, request: web.Request) -> web.Response:
        return web.json_response(_findings(request.match_info["email"]))

    async def _many(self, request: web.Request) -> web.Response:
        emails = list_of(await json_object(request), "emails", _MAX_BULK)
        return web.json_response([_findings(email) for email in emails])


def _findings(email: str) -> dict[str, Any]:
    local, _, domain = email.partition("@")
    known = next(
        (found for name, found in _DISPOSABLE.items() if f".{domain.lower()}".endswith(f".{name}")),
        None,
    )
    return {
        "email": email,
        "validFormat": _FORMAT.fullmatch(email) is not None,
        "local": local,
        "domain": domain,
        "isDisposable": known is not None,
        **(known or {"disposableDomains": [], "aliases": []}),
    }
