"""The routes for the messages of one inbox."""

from __future__ import annotations

from aiohttp import web

from ..http import (
    ApiError,
    Handlers,
    email_of,
    listing,
    message_of,
    readable_email_of,
)
from ..registry import Registry
from ..store import Store


class MessageRoutes:
    """List, get and delete messages. Belongs to the loop's thread."""

    def __init__(self, registry: Registry, store: Store) -> None:
        self._registry = registry
        self._store = store

    def handlers(self) -> Handlers:
        """What answers each operation."""
        return {
            "CountMessages": self._count,
            "ListMessages": self._list,
            "DeleteAllMessages": self._empty,
            "GetMessageMetadata": self._get,
            "DeleteMessage": self._delete,
        }

    async def _count(self, request: web.Request) -> web.Response:
        email = self._readable(request)
        return web.json_response({"count": len(self._store.inbox(email)), "inbox": email})

    async def _list(self, request: web.Request) -> web.Response:
        return listing(request, self._store.inbox(self._readable(request)))

    async def _empty(self, request: web.Request) -> web.Response:
        email = email_of(request)
        if not self._registry.owns(email):
            raise ApiError(401, "The account has neither this address nor its domain.")
        self._store.empty(email)
        return web.Response(status=204)

    async def _get(self, request: web.Request) -> web.Response:
        return web.json_response(message_of(request, self._store).metadata())

    async def _delete(self, request: web.Request) -> web.Response:
        message = message_of(request, self._store)
        self._store.delete(message)
        return web.json_response(
            {"_id": message.id, "inbox": message.inbox, "message": "The message is gone."}
        )

    def _readable(self, request: web.Request) -> str:
        return readable_email_of(request, self._registry, 403)
