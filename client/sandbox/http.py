"""What all HTTP routes share: errors as JSON, the key, and reading what a request says."""

from __future__ import annotations

import hmac
import json
import logging
import re
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Container, Iterable, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Middleware

from .message import Message
from .registry import Registry, normal_address
from .store import Store

MAX_BODY_BYTES = 64 * 1024
_DEFAULT_LIMIT = 20
_MAX_LIMIT = 1000
_MAX_SKIP = 1_000_000_000
_HOST = re.compile(r"(?:\[([0-9a-fA-F:.]+)\]|([\w.-]+))(?::[0-9]{1,5})?")

_log = logging.getLogger(__name__)

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Handlers = dict[str, Handler]
"""What answers each operation, by the operation's id."""


class Routes(ABC):
    """What answers the operations of one kind. All of it belongs to the loop's thread.

    Args:
        registry, store: What the routes read and change.
    """

    def __init__(self, registry: Registry, store: Store) -> None:
        self._registry = registry
        self._store = store

    @abstractmethod
    def handlers(self) -> Handlers:
        """What answers each operation."""

    def _message(self, request: web.Request) -> Message:
        """The message that the path names."""
        message = self._store.message(email_of(request), request.match_info["messageId"])
        if message is None:
            raise ApiError(404, "There is no such message in this inbox, or you may not see it.")
        return message

    def _readable_email(self, request: web.Request, status: int) -> str:
        """The address in the path; if it is another account's, this status is answered."""
        email = email_of(request)
        self._refuse_foreign(email, status)
        return email

    def _refuse_foreign(self, email: str, status: int) -> None:
        if self._registry.is_foreign(email):
            raise ApiError(status, "Another account has this address.")


class ApiError(Exception):
    """An error that is answered as the service answers it: a status and a JSON body."""

    def __init__(self, status: int, message: str, *, invalid: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.invalid = invalid


def bad_request(invalid: str) -> ApiError:
    """A 400 that says what is invalid."""
    return ApiError(400, "The request is not valid.", invalid=invalid)


class _KeyRedaction(logging.Filter):
    """Takes out what aiohttp quotes of a malformed request: the key may be in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError):
            record.exc_info = None
            record.msg += f": {type(error).__name__}"
        return True


AIOHTTP_LOG = logging.getLogger(f"{__name__}.server")
"""Where aiohttp logs what happens to its server."""
AIOHTTP_LOG.addFilter(_KeyRedaction())


def own_hosts_alone(names: Container[str]) -> Middleware:
    """Refuse what a page of another web site may send: it has our address, under a name of its own
    or as its own origin.

    Args:
        names: By which it may be asked for, in lower case, beside those of loopback.
    """

    @web.middleware
    async def check(request: web.Request, handler: Handler) -> web.StreamResponse:
        parts = _HOST.fullmatch(request.host.lower())
        name = (parts[1] or parts[2]) if parts else ""
        if name not in names and not _is_loopback(name):
            asked = request.host[:100]
            raise ApiError(
                403, f"The sandbox is asked for as {asked!r}, which is none of its hosts."
            )
        origin = request.headers.get("Origin")
        if origin not in (None, f"{request.scheme}://{request.host}"):
            raise ApiError(403, "The sandbox answers no page of another web site.")
        return await handler(request)

    return check


def _is_loopback(name: str) -> bool:
    try:
        return name == "localhost" or ip_address(name).is_loopback
    except ValueError:
        return False


@web.middleware
async def errors_as_json(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turn every error into the service's JSON body.

    Those that aiohttp finds before it has a request to hand on stay its own: a request that is
    malformed, or has an unknown ``Expect``.
    """
    try:
        return await handler(request)
    except ApiError as error:
        body: dict[str, Any] = {"message": error.message, "error": HTTPStatus(error.status).phrase}
        if error.invalid is not None:
            body["validationErrors"] = [error.invalid]
        return web.json_response(body, status=error.status)
    except web.HTTPException as error:
        allow = error.headers.get("Allow")
        message = error.reason
        if error.status in (404, 405):
            message = f"The sandbox does not offer {request.method} {request.path}"
        return web.json_response(
            {"message": message, "error": error.reason},
            status=error.status,
            headers={"Allow": allow} if allow else None,
        )
    except ConnectionError:
        raise
    except Exception:
        _log.exception("the sandbox failed on %s %s", request.method, request.path)
        return web.json_response({"error": HTTPStatus(500).phrase}, status=500)


def check_key(given: str | None, api_key: str) -> None:
    """Raise a 401 unless the key is the right one."""
    # Bytes: the comparison refuses text that is not ASCII.
    ours = api_key.encode("utf-8", "surrogatepass")
    if not hmac.compare_digest((given or "").encode("utf-8", "surrogatepass"), ours):
        raise ApiError(401, "The key is missing or wrong.")


async def key_of(request: web.Request) -> str | None:
    """The key of a REST request: from its header, else its query, else its JSON body."""
    key = request.headers.get("Mailsac-Key") or request.query.get("_mailsacKey")
    if key is None and request.method in ("POST", "PUT") and request.can_read_body:
        in_body = (await json_object(request)).get("_mailsacKey")
        key = in_body if isinstance(in_body, str) else None
    return key


async def json_object(request: web.Request) -> dict[str, Any]:
    """The JSON object in the body; empty if there is no body. May be read again."""
    try:
        body = await request.read()
    except web.RequestPayloadError:  # "Content-Encoding: gzip", and it is not
        raise bad_request("the body is not what its headers say") from None
    if not body.strip():
        return {}
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise bad_request("the body is not JSON") from None
    if not isinstance(found, dict):
        raise bad_request("the body is not a JSON object")
    return found


def email_of(request: web.Request) -> str:
    """The address in the path, in lower case."""
    email = normal_address(request.match_info["email"])
    if email is None:
        raise bad_request("email: not an address")
    return email


def metadata_of(messages: Iterable[Message]) -> list[dict[str, Any]]:
    """The messages without their bodies."""
    return [message.metadata() for message in messages]


def listing(request: web.Request, messages: Iterable[Message]) -> web.Response:
    """Answer those messages that the query's `until` and `limit` leave."""
    limit, until = limit_of(request), moment_of(request, "until")
    found = [message for message in messages if until is None or message.received <= until]
    return web.json_response(metadata_of(found[:limit]))


def list_of(body: Mapping[str, Any], name: str, most: int) -> list[str]:
    """A list of 1 to `most` strings in the body."""
    found = body.get(name)
    if not isinstance(found, list) or not 0 < len(found) <= most:
        raise bad_request(f"{name}: not a list of 1 to {most} addresses")
    if not all(isinstance(item, str) for item in found):
        raise bad_request(f"{name}: not addresses alone")
    return found


def limit_of(request: web.Request) -> int:
    """The query's `limit`: 0 to 1000, default 20."""
    return _number(request, "limit", _DEFAULT_LIMIT, _MAX_LIMIT)


def skip_of(request: web.Request) -> int:
    """The query's `skip`, default 0."""
    return _number(request, "skip", 0, _MAX_SKIP)


def moment_of(request: web.Request, name: str) -> datetime | None:
    """A date or date-time of the query; without an offset it means UTC."""
    text = request.query.get(name)
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        raise bad_request(f"{name}: not a date in ISO 8601") from None


def boolean_of(request: web.Request, name: str) -> bool | None:
    """A boolean of the path or the query; None if it is not there."""
    text = request.match_info.get(name) or request.query.get(name)
    if not text:
        return None
    if text not in ("true", "false"):
        raise bad_request(f"{name}: not true or false")
    return text == "true"


def _number(request: web.Request, name: str, default: int, most: int) -> int:
    text = request.query.get(name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit()) or len(text) > 10 or int(text) > most:
        raise bad_request(f"{name}: not a whole number from 0 to {most}")
    return int(text)
