"""Fixtures for the tests of the inbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import client
from client.sandbox import Sandbox


@pytest.fixture
def sandbox(service: tuple[Sandbox, client.ApiClient]) -> Iterator[Sandbox]:
    yield service[0]
    service[0].reset_faults()


@pytest.fixture
def api(service: tuple[Sandbox, client.ApiClient]) -> client.ApiClient:
    return service[1]
