"""The routes for the addresses that the account reserves."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from ..http import (
    ApiError,
    Handlers,
    Routes,
    bad_request,
    boolean_of,
    email_of,
    json_object,
    list_of,
)
from ..registry import ACCOUNT, SETTINGS, Address, normal_address

_MAX_BULK = 100
_MAX_TEXT = 2000


class ReservedAddressRoutes(Routes):
    """Reserve, change and release addresses."""

    def handlers(self) -> Handlers:
        return {
            "ListAddresses": self._list,
            "GetAddress": self._get,
            "CreateAddress": self._reserve,
            "UpdateAddress": self._update,
            "DeleteAddress": self._release,
            "CheckAvailability": self._availability,
            "CreateAddresses": self._reserve_many,
        }

    async def _list(self, _request: web.Request) -> web.Response:
        return web.json_response([address.to_json() for address in self._registry.addresses()])

    async def _get(self, request: web.Request) -> web.Response:
        email = self._readable_email(request, 401)
        address = self._registry.address(email)
        if address is not None:
            return web.json_response(address.to_json())
        # An address that nobody reserved is answered too, without an owner.
        ours = {"owner": ACCOUNT, "implicit": True} if self._registry.owns(email) else {}
        return web.json_response({"_id": email, **ours})

    async def _reserve(self, request: web.Request) -> web.Response:
        email, settings = self._readable_email(request, 401), await _settings(request)
        if self._registry.address(email) is not None:
            raise ApiError(400, "The account has reserved this address already.")
        self._require_credits(1)
        return web.json_response(self._registry.reserve(email, settings).to_json())

    async def _update(self, request: web.Request) -> web.Response:
        email, settings = self._readable_email(request, 401), await _settings(request)
        # The service has no other error than 401 for an address that is not yours.
        address = self._reserved(email, status=401)
        self._registry.update(address, settings)
        return web.json_response(address.to_json())

    async def _release(self, request: web.Request) -> web.Response:
        email, with_messages = (
            self._readable_email(request, 401),
            boolean_of(request, "deleteAddressMessages"),
        )
        self._reserved(email, status=400)
        self._registry.release(email)
        if with_messages:
            self._store.empty(email)
        return web.Response()

    async def _availability(self, request: web.Request) -> web.Response:
        email = email_of(request)
        owned = self._registry.address(email) is not None or self._registry.is_foreign(email)
        return web.json_response({"email": email, "available": not owned, "owned": owned})

    async def _reserve_many(self, request: web.Request) -> web.Response:
        emails: dict[str, None] = {}
        for text in list_of(await json_object(request), "addresses", _MAX_BULK):
            email = normal_address(text)
            if email is None:
                raise bad_request("addresses: not an address")
            self._refuse_foreign(email, 401)
            emails[email] = None
        # All or nothing; those that are reserved already are not new, and so not answered.
        free = [email for email in emails if self._registry.address(email) is None]
        self._require_credits(len(free))
        return web.json_response([self._registry.reserve(email, {}).to_json() for email in free])

    def _reserved(self, email: str, *, status: int) -> Address:
        address = self._registry.address(email)
        if address is None:
            raise ApiError(status, "The account has not reserved this address.")
        return address

    def _require_credits(self, wanted: int) -> None:
        left = self._registry.free_addresses
        if wanted > left:
            raise ApiError(400, f"{wanted} address credits are needed, and {left} are left.")


async def _settings(request: web.Request) -> dict[str, Any]:
    """What the body sets: only what it names, so that an update leaves the rest alone."""
    body = await json_object(request)
    return {name: _setting(name, body[name]) for name in SETTINGS if name in body}


def _setting(name: str, value: object) -> object:
    kind = SETTINGS[name]
    if value is not None and not isinstance(value, kind):
        raise bad_request(f"{name}: not a {'boolean' if kind is bool else 'string'}")
    if isinstance(value, str):
        if len(value) > _MAX_TEXT:
            raise bad_request(f"{name}: longer than {_MAX_TEXT} characters")
        if not value and name != "info":
            return None  # an empty target is switched off, as with null
        if name == "forward" and normal_address(value) is None:
            raise bad_request("forward: not an address")
    return value
