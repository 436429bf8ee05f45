"""Fixtures for the tests of the relay: one broker for a file; each test has a stream of its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest
from support.brokers import Place, Server, running

import client
from client.sandbox import Sandbox

_numbers = count()


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("broker")) as server:
        yield server


@pytest.fixture
def own_broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A broker that a test may kill."""
    with running(tmp_path_factory.mktemp("own-broker")) as server:
        yield server


@pytest.fixture(scope="module")
def sandbox(service: tuple[Sandbox, client.ApiClient]) -> Sandbox:
    return service[0]


@pytest.fixture
def place(broker: Server, service: tuple[Sandbox, client.ApiClient]) -> Iterator[Place]:
    yield new_place(broker, service)
    service[0].reset_faults()


@pytest.fixture
def own_place(own_broker: Server, service: tuple[Sandbox, client.ApiClient]) -> Iterator[Place]:
    """The same, in a broker that the test may kill."""
    yield new_place(own_broker, service)
    service[0].reset_faults()


def new_place(broker: Server, service: tuple[Sandbox, client.ApiClient]) -> Place:
    number = next(_numbers)
    domain = f"d{number}.example"
    service[0].enable_domain(domain)
    return Place(broker, *service, domain, f"TEST{number}")
