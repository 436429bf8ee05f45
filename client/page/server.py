"""The HTTP application of the page. All of it belongs to the loop's thread."""

from __future__ import annotations

import functools
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import aclosing, suppress
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from .control import Control
from .document import policy
from .mails import NewMail
from .page import Page
from .session import Session, is_fetched_from_outside, is_from_outside
from .view import details, document, examined, file_name, file_of

_MAX_BODY_BYTES = 256 * 1024
_MAX_HEADER_BYTES = 16_384
_IDLE_SECONDS = 30.0
_LINGER_SECONDS = 0.1
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    # Or browsers look up the hosts of all links.
    "X-DNS-Prefetch-Control": "off",
}
_TYPES = {"css": "text/css", "html": "text/html", "js": "text/javascript", "svg": "image/svg+xml"}
_DOWNLOAD = "application/octet-stream"

_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_log = logging.getLogger(f"{__name__}.http")
# What it says of a malformed request quotes it, and the token may be in it.
_log.addFilter(
    lambda record: not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))
)


def runner(page: Page, session: Session) -> web.AppRunner:
    """What serves a page, for `session` to decide to whom."""
    return web.AppRunner(
        _application(page, session),
        logger=_log,
        access_log=None,
        keepalive_timeout=_IDLE_SECONDS,
        handle_signals=False,
        handler_cancellation=True,  # of what the reader has left, before it is looked for
        shutdown_timeout=_LINGER_SECONDS,
        max_line_size=_MAX_HEADER_BYTES,
        max_field_size=_MAX_HEADER_BYTES,
    )


def _application(page: Page, session: Session) -> web.Application:
    @web.middleware
    async def guard(request: web.Request, handler: _Handler) -> web.StreamResponse:
        if is_from_outside(request.host, request.headers):
            raise web.HTTPForbidden(text="The page answers on loopback, to itself alone.")
        is_public = request.path == "/" or request.path.startswith("/static/")
        if not is_public:
            if is_fetched_from_outside(request.headers):
                raise web.HTTPForbidden(text="The page answers to itself alone.")
            if not session.is_known(request.cookies):
                raise web.HTTPForbidden(text="Open the address with the token.")
        try:
            return await handler(request)
        except ValueError as error:
            return web.json_response({"error": str(error)}, status=400)

    app = web.Application(middlewares=[guard], client_max_size=_MAX_BODY_BYTES)
    app.on_response_prepare.append(_add_headers)
    routes = _Routes(page, session)
    app.add_routes(
        [
            web.get("/", routes.index),
            web.get("/static/{name}", routes.static),
            web.get("/events", routes.events, allow_head=False),
            web.get("/mails/{key:[0-9]{1,15}}", routes.details),
            web.get("/mails/{key:[0-9]{1,15}}/examined", routes.examined),
            web.get("/mails/{key:[0-9]{1,15}}/html", routes.html),
            web.get("/mails/{key:[0-9]{1,15}}/raw", routes.raw),
            web.get("/mails/{key:[0-9]{1,15}}/files/{index:[0-9]{1,6}}", routes.file),
            web.post("/read", routes.read),
            web.post("/send", routes.send),
            web.post("/delete", routes.delete),
            web.post("/fault", routes.fault),
        ]
    )
    return app


async def _add_headers(_request: web.Request, response: web.StreamResponse) -> None:
    for name, value in _HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Content-Security-Policy", _POLICY)


class _Routes:
    """What answers each request."""

    def __init__(self, page: Page, session: Session) -> None:
        self._page = page
        self._session = session

    async def index(self, request: web.Request) -> web.Response:
        token = request.query.get("token")
        if token is not None and self._session.is_token(token):
            answer = web.Response(status=303, headers={"Location": "/"})
            answer.set_cookie(
                self._session.cookie, self._session.value, httponly=True, samesite="Strict"
            )
            return answer
        if token is None and self._session.is_known(request.cookies):
            return _static("index.html")
        # A browser that was led here by another site sends its cookie from here on alone.
        return _static("closed.html", status=403)

    async def static(self, request: web.Request) -> web.Response:
        return _static(request.match_info["name"])

    async def events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        with suppress(ConnectionError):  # it has gone
            await response.prepare(request)
            async with aclosing(self._page.follow()) as messages:
                async for message in messages:
                    await response.write(message)
        return response

    async def details(self, request: web.Request) -> web.Response:
        return await self._about(request, details)

    async def examined(self, request: web.Request) -> web.Response:
        return await self._about(request, examined)

    async def html(self, request: web.Request) -> web.Response:
        mail, remote = self._mail(request), "remote" in request.query
        source = await self._page.in_thread(lambda: document(mail, remote=remote))
        return web.Response(
            body=source.encode("utf-8", "replace"),
            content_type="text/html",
            charset="utf-8",
            headers={"Content-Security-Policy": policy(remote=remote)},
        )

    async def raw(self, request: web.Request) -> web.Response:
        return _download(self._mail(request).raw, f"mail-{request.match_info['key']}.eml")

    async def file(self, request: web.Request) -> web.Response:
        mail, index = self._mail(request), int(request.match_info["index"])
        found = await self._page.in_thread(lambda: file_of(mail, index))
        if found is None:
            raise web.HTTPNotFound
        return _download(found.content, file_name(found.name, f"file-{index + 1}"))

    async def read(self, request: web.Request) -> web.Response:
        body = await _body(request)
        keys = None if body.get("keys") is None else _keys(body)
        self._page.mark_read(keys, is_read=body.get("read") is not False)
        return web.json_response({})

    async def send(self, request: web.Request) -> web.Response:
        body = await _body(request)
        sample, to = _text(body, "sample"), _text(body, "to")
        await self._control().send(sample, to)
        return web.json_response({})

    async def delete(self, request: web.Request) -> web.Response:
        keys = _keys(await _body(request))
        await self._control().delete(keys)
        return web.json_response({})

    async def fault(self, request: web.Request) -> web.Response:
        body = await _body(request)
        values = body.get("values")
        if not isinstance(values, dict):
            raise ValueError("values must be an object")
        said = await self._control().inject(_text(body, "name"), values)
        return web.json_response({"said": said})

    async def _about(
        self, request: web.Request, view: Callable[[NewMail], dict[str, Any]]
    ) -> web.Response:
        mail = self._mail(request)
        found = await self._page.in_thread(lambda: json.dumps(view(mail)))
        return web.Response(text=found, content_type="application/json")

    def _control(self) -> Control:
        if self._page.control is None:
            raise web.HTTPNotFound(text="This page only shows.")
        return self._page.control

    def _mail(self, request: web.Request) -> NewMail:
        mail = self._page.mail(int(request.match_info["key"]))
        if mail is None:
            raise web.HTTPNotFound(text="This mail is gone.")
        return mail


@functools.cache
def _contents() -> dict[str, bytes]:
    """The static files, by their names: nothing else is served from the disk."""
    folder = files(__package__ or "").joinpath("static")
    return {one.name: one.read_bytes() for one in folder.iterdir() if "." in one.name}


def _static(name: str, status: int = 200) -> web.Response:
    content, kind = _contents().get(name), _TYPES.get(name.rpartition(".")[2])
    if content is None or kind is None:
        raise web.HTTPNotFound
    return web.Response(status=status, body=content, content_type=kind, charset="utf-8")


def _download(content: bytes, name: str) -> web.Response:
    """Bytes of a stranger: to be saved, and never shown."""
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    return web.Response(
        body=content,
        content_type=_DOWNLOAD,
        headers={
            "Content-Disposition": disposition,
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )


async def _body(request: web.Request) -> dict[str, Any]:
    # No form of another site can send this type.
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    try:
        body = json.loads(await request.text())
    except (ValueError, LookupError, RecursionError):
        raise ValueError("the request is no JSON") from None
    if not isinstance(body, dict):
        raise ValueError("the request is no JSON object")
    return body


def _text(body: dict[str, Any], name: str) -> str:
    value = body.get(name)
    if not isinstance(value, str):
        raise ValueError(f"{name} must be a string")
    return value


def _keys(body: dict[str, Any]) -> list[int]:
    keys = body.get("keys")
    if not isinstance(keys, list) or not all(type(key) is int for key in keys):
        raise ValueError("keys must be a list of numbers")
    return keys
