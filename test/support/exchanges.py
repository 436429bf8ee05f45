"""Requests and answers as they went over the wire, checked by openapi-core against the contract."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Self
from urllib.parse import parse_qsl, unquote, urlsplit

import urllib3
from openapi_core import OpenAPI
from openapi_core.testing import MockRequest, MockResponse

from client.sandbox import Sandbox
from support.contract import CONTRACT, named_operations
from support.http_server import Answer, HttpServer, Request

OPERATIONS = named_operations()


@cache  # it takes a second, and each worker of the tests comes by here
def _validator() -> OpenAPI:
    return OpenAPI.from_dict(CONTRACT)


@dataclass(frozen=True)
class Exchange:
    """A request and its answer, as they went over the wire."""

    request: Request
    answer: Answer

    @property
    def operation(self) -> str:
        """The operation that the contract has for it: that with the fewest variable parts."""
        path = urlsplit(self.request.target).path.removeprefix("/api")
        fitting = [
            (one["path"].count("{"), name)
            for name, one in OPERATIONS.items()
            if one["method"] == self.request.method
            and re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", one["path"]), path)
        ]
        return min(fitting)[1]

    def check(self) -> None:
        """Raise whatever the validator finds wrong, in the request or in the answer."""
        target = urlsplit(self.request.target)
        headers = dict(self.request.headers.items())
        # Decoded, as the parameters are meant; a slash within one would be taken for another part.
        parts = [unquote(part).replace("/", "%2F") for part in target.path.split("/")]
        asked = MockRequest(
            "https://mailsac.com",
            self.request.method,
            "/".join(parts),
            args=dict(parse_qsl(target.query)),
            headers=headers,
            data=self.request.body,
            content_type=headers.get("Content-Type", ""),
        )
        answered = MockResponse(
            self.answer.body,
            self.answer.status,
            self.answer.headers,
            self.answer.headers.get("Content-Type", ""),
        )
        if self.answer.status != 400:  # which says that the request is what is wrong
            _validator().validate_request(asked)
        _validator().validate_response(asked, answered)


class Recorder:
    """A server that hands every request on to the sandbox, and remembers it with its answer."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.exchanges: list[Exchange] = []
        self._sandbox = sandbox
        self._pool = urllib3.PoolManager(retries=False)
        self._server = HttpServer()
        self._server.respond = self.hand_on
        self.host = f"{self._server.url}/api"

    def hand_on(self, request: Request) -> Answer:
        url = self._sandbox.api_url.removesuffix("/api") + request.target
        headers = dict(request.headers.items())
        found = self._pool.request(request.method, url, body=request.body, headers=headers)
        headers = {name: found.headers[name] for name in found.headers if name != "Content-Length"}
        answer = Answer(found.status, found.data, headers)
        self.exchanges.append(Exchange(request, answer))
        return answer

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.__exit__()
        self._pool.clear()
