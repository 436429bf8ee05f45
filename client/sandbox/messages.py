"""The routes for reading and deleting messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from client.markup import harmless_html
from client.mime import Mail
from client.sandbox.http import (
    ApiError,
    Handler,
    bad_request,
    email_of,
    flag_of,
    limit_of,
    moment_of,
    skip_of,
)
from client.sandbox.store import Message, Store, iso


class MessageRoutes:
    """Read and delete messages. Belongs to the loop's thread."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def routes(self) -> list[web.RouteDef]:
        """The routes, without the common prefix."""
        inbox = "/addresses/{email}/messages"
        return [
            web.get("/addresses/{email}/message-count", self._count),
            web.get(inbox, self._list),
            web.delete(inbox, self._empty),
            web.get(inbox + "/{id}", self._get),
            web.delete(inbox + "/{id}", self._delete),
            web.get(inbox + "/{id}/headers", self._headers),
            web.get("/inbox", self._account_inbox),
            web.get("/raw/{email}/{id}", self._body("plain", lambda mail: mail.raw)),
            web.get("/text/{email}/{id}", self._body("plain", lambda mail: mail.text)),
            web.get("/dirty/{email}/{id}", self._body("html", Mail.html_with_images)),
            web.get("/body/{email}/{id}", self._body("html", _harmless)),
        ]

    async def _count(self, request: web.Request) -> web.Response:
        email = email_of(request)
        return web.json_response({"count": len(self._store.inbox(email)), "inbox": email})

    async def _list(self, request: web.Request) -> web.Response:
        email, limit, until = email_of(request), limit_of(request), moment_of(request, "until")
        found = [m for m in self._store.inbox(email) if until is None or m.received <= until]
        return web.json_response([message.metadata() for message in found[:limit]])

    async def _empty(self, request: web.Request) -> web.Response:
        email = email_of(request)
        domain = email.rpartition("@")[2]
        if self._store.address(email) is None and not self._store.forwards_domain(domain):
            raise ApiError(401, "The address is not reserved by this account.")
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

    async def _headers(self, request: web.Request) -> web.Response:
        message = self._message(request)
        mail = message.mail
        # The contract and the guides name the parameter differently.
        shape = request.query.get("format") or request.query.get("messageHeadersFormat") or "json"
        if shape == "plain":
            return _document(request, message, "plain", mail.header_text())
        if shape not in ("json", "json-ordered"):
            raise bad_request("format: not one of json, json-ordered, plain")
        answer: Any = mail.headers_by_name()
        if shape == "json-ordered":
            answer = [{"name": name.lower(), "value": value} for name, value in mail.headers]
        return web.json_response(answer)

    async def _account_inbox(self, request: web.Request) -> web.Response:
        limit, skip, since = limit_of(request), skip_of(request), moment_of(request, "since")
        owned = self._store.owned()
        found = [message for message in owned if since is None or message.received >= since]
        return web.json_response(
            {
                "messages": [message.metadata() for message in found[skip : skip + limit]],
                "unread": sum(not message.read for message in owned),
                "limit": limit,
                "skip": skip,
                "since": iso(since) if since else None,
            }
        )

    def _body(self, kind: str, render: Callable[[Mail], str | bytes]) -> Handler:
        async def handler(request: web.Request) -> web.Response:
            message = self._message(request)
            return _document(request, message, kind, render(message.mail))

        return handler

    def _message(self, request: web.Request) -> Message:
        message = self._store.message(email_of(request), request.match_info["id"])
        if message is None:
            raise ApiError(404, "There is no such message in this inbox.")
        return message


def _harmless(mail: Mail) -> str:
    return harmless_html(mail.html_with_images())


def _document(request: web.Request, message: Message, kind: str, text: str | bytes) -> web.Response:
    body = text if isinstance(text, bytes) else text.encode()
    response = web.Response(body=body, content_type=f"text/{kind}", charset="utf-8")
    if flag_of(request, "download"):
        suffix = "html" if kind == "html" else "txt"
        response.headers["Content-Disposition"] = f'attachment; filename="{message.id}.{suffix}"'
    return response
