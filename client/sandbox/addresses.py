"""The routes for addresses."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from client.sandbox.http import ApiError, bad_request, email_of, flag_of, json_object
from client.sandbox.store import SETTINGS, Address, Store, normal_address

_MAX_BULK = 100


class AddressRoutes:
    """Reserve, change and release addresses. Belongs to the loop's thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> list[web.RouteDef]:
        """The routes, without the common prefix."""
        return [
            web.get("/addresses", self._list),
            web.get("/addresses/{email}", self._get),
            web.post("/addresses/{email}", self._reserve),
            web.put("/addresses/{email}", self._update),
            web.delete("/addresses/{email}", self._release),
            web.get("/addresses/{email}/availability", self._availability),
            web.post("/private-addresses-bulk", self._reserve_many),
        ]

    async def _list(self, _request: web.Request) -> web.Response:
        return web.json_response([address.to_json() for address in self._store.addresses()])

    async def _get(self, request: web.Request) -> web.Response:
        email = email_of(request)
        address = self._store.address(email)
        # An address that nobody reserved is answered too, without an owner.
        return web.json_response(address.to_json() if address else {"_id": email})

    async def _reserve(self, request: web.Request) -> web.Response:
        email, settings = email_of(request), await _settings(request)
        if self._store.address(email) is not None:
            raise ApiError(400, "The address is reserved already.")
        self._check_room(1)
        return web.json_response(self._store.reserve(email, settings).to_json())

    async def _update(self, request: web.Request) -> web.Response:
        email, settings = email_of(request), await _settings(request)
        # The service has no other error than 401 for an address that is not yours.
        address = self._owned(email, status=401)
        self._store.update(address, settings)
        return web.json_response(address.to_json())

    async def _release(self, request: web.Request) -> web.Response:
        email = email_of(request)
        self._owned(email, status=400)
        self._store.release(email)
        if flag_of(request, "deleteAddressMessages"):
            self._store.empty(email)
        return web.Response()

    async def _availability(self, request: web.Request) -> web.Response:
        email = email_of(request)
        owned = self._store.address(email) is not None
        return web.json_response({"email": email, "available": not owned, "owned": owned})

    async def _reserve_many(self, request: web.Request) -> web.Response:
        wanted = (await json_object(request)).get("addresses")
        if not isinstance(wanted, list) or not 0 < len(wanted) <= _MAX_BULK:
            raise bad_request(f"addresses: not a list of 1 to {_MAX_BULK} addresses")
        emails: dict[str, None] = {}
        for text in wanted:
            email = normal_address(text) if isinstance(text, str) else None
            if email is None:
                raise bad_request("addresses: not an address")
            emails[email] = None
        # All or nothing; those that are reserved already are not new, and so not answered.
        free = [email for email in emails if self._store.address(email) is None]
        self._check_room(len(free))
        return web.json_response([self._store.reserve(email, {}).to_json() for email in free])

    def _owned(self, email: str, *, status: int) -> Address:
        address = self._store.address(email)
        if address is None:
            raise ApiError(status, "The address is not reserved by this account.")
        return address

    def _check_room(self, wanted: int) -> None:
        if wanted > self._store.room:
            raise ApiError(400, "The account has no room for that many addresses.")


async def _settings(request: web.Request) -> dict[str, Any]:
    """What the body sets: only what it names, so that an update leaves the rest alone."""
    settings: dict[str, Any] = {}
    for name, value in (await json_object(request)).items():
        kind = SETTINGS.get(name)
        if kind is None:
            continue
        if value is not None and not isinstance(value, kind):
            raise bad_request(f"{name}: not a {'boolean' if kind is bool else 'string'}")
        settings[name] = value
    return settings
