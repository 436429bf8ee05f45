"""The routes for the messages of one inbox."""

from __future__ import annotations

from aiohttp import web

from ..http import ApiError, Handlers, Routes, email_of, listing


class InboxMessageRoutes(Routes):
    """List, get and delete the messages of an inbox."""

    def handlers(self) -> Handlers:
        return {
            "CountMessages": self._count,
            "ListMessages": self._list,
            "DeleteAllMessages": self._empty,
            "GetMessageMetadata": self._get,
            "DeleteMessage": self._delete,
        }

    async def _count(self, request: web.Request) -> web.Response:
        email = self._readable_email(request, 403)
        return web.json_response({"count": len(self._store.inbox(email)), "inbox": email})

    async def _list(self, request: web.Request) -> web.Response:
        return listing(request, self._store.inbox(self._readable_email(request, 403)))

    async def _empty(self, request: web.Request) -> web.Response:
        email = email_of(request)
        if not self._registry.owns(email):
            raise ApiError(401, "The account has neither this address nor its domain.")
        self._store.empty(email)
        return web.Response(status=204)

    async def _get(self, request: web.Request) -> web.Response:
        return web.json_response(self._message(request).metadata())

    async def _delete(self, request: web.Request) -> web.Response:
        message = self._message(request)
        self._store.delete(message)
        return web.json_response(
            {"_id": message.id, "inbox": message.inbox, "message": "The message is gone."}
        )
