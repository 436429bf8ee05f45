"""The routes for domains and their mail."""

from __future__ import annotations

from aiohttp import web

from ..http import ApiError, Handlers, Routes, bad_request, listing
from ..registry import Domain, normal_domain


class DomainRoutes(Routes):
    """Look at domains, and read or delete their mail."""

    def handlers(self) -> Handlers:
        return {
            "ListDomainMessages": self._messages,
            "DeleteAllDomainMessages": self._empty,
            "ListDomains": self._list,
            "GetDomain": self._get,
        }

    async def _messages(self, request: web.Request) -> web.Response:
        domain = self._owned(request, status=403)
        return listing(request, self._store.of_domain(domain.name))

    async def _empty(self, request: web.Request) -> web.Response:
        for message in self._store.of_domain(self._owned(request, status=401).name):
            self._store.delete(message)
        return web.Response(status=204)

    async def _list(self, _request: web.Request) -> web.Response:
        return web.json_response([domain.to_json() for domain in self._registry.domains()])

    async def _get(self, request: web.Request) -> web.Response:
        domain = self._owned(request, status=401)
        total = len(self._store.of_domain(domain.name))
        return web.json_response({"domain": domain.to_json(), "totalMessages": total})

    def _owned(self, request: web.Request, *, status: int) -> Domain:
        name = normal_domain(request.match_info["domain"])
        if name is None:
            raise bad_request("domain: not a domain")
        domain = self._registry.domain(name)
        if domain is None:
            raise ApiError(status, "The account does not have this domain.")
        return domain
