"""Fixtures for the tests of the stream. None of them leaves a thread behind."""

from __future__ import annotations

import pytest
from support.http_server import HttpServer
from support.recovery import Service
from support.streams import nothing_is_left  # noqa: F401  # a fixture, for every test here


@pytest.fixture
def service(server: HttpServer) -> Service:
    return Service(server)
