"""The sandbox as it is on the wire: urllib3 and websocket-client alone, nothing of the client."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
import urllib3
import websocket

from client.sandbox import Sandbox

ADDRESS = "a@box.test"


class RawApi:
    """REST calls with the key, TLS checked."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.url = sandbox.api_url
        self.headers = {"Mailsac-Key": sandbox.api_key}
        self.pool = urllib3.PoolManager(ca_certs=sandbox.ca_file, retries=False)

    def send(self, method: str, path: str, **options: Any) -> urllib3.BaseHTTPResponse:
        options.setdefault("headers", self.headers)
        return self.pool.request(method, self.url + path, timeout=30.0, **options)

    def __call__(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Any:
        answer = self.send(method, path, **({} if body is None else {"json": body}))
        assert answer.status == status, answer.data
        if answer.headers.get("Content-Type", "").startswith("application/json"):
            return answer.json()
        return answer.data.decode()


@contextlib.contextmanager
def raw_api_of(sandbox: Sandbox) -> Iterator[RawApi]:
    api = RawApi(sandbox)
    try:
        yield api
    finally:
        api.pool.clear()


@pytest.fixture(name="sandbox")
def sandbox_with_tls() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture(name="sandbox", params=["tls", "plain"])
def forwarding_sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A sandbox with TLS, and one without, where ``ADDRESS`` is reserved, its web socket on."""
    with Sandbox(tls=request.param == "tls") as running:
        forward(running)
        yield running


def forward(sandbox: Sandbox) -> None:
    """Reserve ``ADDRESS``, with its web socket on."""
    with raw_api_of(sandbox) as api:
        api("POST", f"/addresses/{ADDRESS}", {"enablews": True})


def get(sandbox: Sandbox, path: str = "/me") -> urllib3.BaseHTTPResponse:
    """Call an operation on a connection of its own."""
    with raw_api_of(sandbox) as api:
        return api.send("GET", path)


@contextlib.contextmanager
def connected(
    sandbox: Sandbox, addresses: str, *, key: str | None = None, **options: Any
) -> Iterator[Any]:
    """A web socket, before its first frame."""
    query = urlencode({"key": sandbox.api_key if key is None else key, "addresses": addresses})
    tls_options = {"ca_certs": sandbox.ca_file, "suppress_ragged_eofs": False}
    # The library checks UTF-8 byte by byte; json.loads does too, and is quick.
    ws: Any = websocket.WebSocket(sslopt=tls_options, skip_utf8_validation=True, **options)
    ws.settimeout(30.0)
    try:
        ws.connect(f"{sandbox.socket_url}?{query}")
        yield ws
    finally:
        ws.shutdown()


@contextlib.contextmanager
def listening(sandbox: Sandbox) -> Iterator[Any]:
    """A web socket that listens to ``ADDRESS``."""
    with connected(sandbox, ADDRESS) as ws:
        assert receive(ws)["msg"] == "Listening"
        yield ws


def receive(ws: Any) -> Any:
    return json.loads(ws.recv())


@contextlib.contextmanager
def lazy_link(sandbox: Sandbox) -> Iterator[socket.socket]:
    """A connection that takes next to nothing before it is read. Without TLS."""
    url = urlsplit(sandbox.api_url)
    with socket.socket() as link:
        link.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        link.settimeout(60)
        link.connect((url.hostname, url.port))
        yield link
