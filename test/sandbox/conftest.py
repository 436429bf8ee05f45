"""Fixtures for the tests of the sandbox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.wire import RawApi, raw_api_of

from client.sandbox import Sandbox


@pytest.fixture
def api(sandbox: Sandbox) -> Iterator[RawApi]:
    """REST calls without the client."""
    with raw_api_of(sandbox) as api:
        yield api
