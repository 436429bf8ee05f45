"""The REST application: the key in front, the account, and the routes of each tag."""

from __future__ import annotations

from aiohttp import web

from client.sandbox.addresses import AddressRoutes
from client.sandbox.http import Handler, check_key, key_of
from client.sandbox.messages import MessageRoutes
from client.sandbox.store import ACCOUNT, Store

_MONTHLY_CALLS = 1_000_000


class Rest:
    """Everything below ``/api``. Belongs to the loop's thread.

    Args:
        store: What the routes read and change.
        api_key: The key that every one of them asks for.
    """

    def __init__(self, store: Store, *, api_key: str) -> None:
        self._store = store
        self._api_key = api_key
        self._calls = 0

    def application(self) -> web.Application:
        """The routes, with the check of the key in front of all, unknown ones too."""

        @web.middleware
        async def with_key(request: web.Request, handler: Handler) -> web.StreamResponse:
            if request.path.startswith("/api/custom_"):  # the two that no server answers
                raise web.HTTPNotFound
            check_key(await key_of(request), self._api_key)
            self._calls += 1
            return await handler(request)

        app = web.Application(middlewares=[with_key])
        app.router.add_get("/me", self._me)
        app.router.add_routes(AddressRoutes(self._store).routes())
        app.router.add_routes(MessageRoutes(self._store).routes())
        return app

    async def _me(self, _request: web.Request) -> web.Response:
        return web.json_response(
            {
                "_id": ACCOUNT,
                "email": f"{ACCOUNT}@example.com",
                "messageLimit": self._store.max_messages,
                "privateAddressCredits": self._store.room,
                "privateDomain": 0,
                "moAPICount": self._calls,
                "apiMonthlyLimit": _MONTHLY_CALLS,
                "apiAccess": 1,
                "wsDomain": 1,
                "labels": [],
                "recents": [],
            }
        )
