"""Fixtures for all tests. No test reads the caller's own settings or reaches past loopback."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from http_server import HttpServer

import client

KEY = "k_test_0123456789abcdef"


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("MAILSAC_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def server() -> Iterator[HttpServer]:
    with HttpServer() as server:
        yield server


@pytest.fixture
def api_client(server: HttpServer) -> Iterator[client.ApiClient]:
    configuration = client.Configuration(host=f"{server.url}/api", api_key=KEY)
    with client.ApiClient(configuration) as api_client:
        yield api_client
