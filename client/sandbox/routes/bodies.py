"""The routes for what a message says: its bodies, its headers, and the raw mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from aiohttp import web

from ...mime.markup import harmless_html
from ...mime.message import ParsedMail
from ..http import Handler, Handlers, Routes, bad_request
from ..message import Message


class BodyRoutes(Routes):
    """Read one message."""

    def handlers(self) -> Handlers:
        return {
            "GetFullRawMessage": self._body("plain", lambda mail: mail.raw),
            "GetHeaders": self._headers,
            "GetBodyDirty": self._body("html", ParsedMail.html_with_images),
            "GetBodySanitized": self._body("html", _harmless),
            "GetBodyPlainText": self._body("plain", lambda mail: mail.text),
        }

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

    def _body(self, kind: str, render: Callable[[ParsedMail], str | bytes]) -> Handler:
        async def handler(request: web.Request) -> web.Response:
            message = self._message(request)
            return _document(request, message, kind, render(message.mail))

        return handler


def _harmless(mail: ParsedMail) -> str:
    return harmless_html(mail.html_with_images())


def _document(request: web.Request, message: Message, kind: str, text: str | bytes) -> web.Response:
    body = text if isinstance(text, bytes) else text.encode()
    response = web.Response(body=body, content_type=f"text/{kind}", charset="utf-8")
    download = request.query.get("download")
    if download not in (None, "", "1"):
        raise bad_request("download: not 1")
    if download:
        suffix = "html" if kind == "html" else "txt"
        response.headers["Content-Disposition"] = f'attachment; filename="{message.id}.{suffix}"'
    return response
