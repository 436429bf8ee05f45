"""Fixtures for the tests of the command."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.commands import DOMAIN

from client.sandbox import Sandbox


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """A sandbox without TLS that owns ``DOMAIN``, for all tests of one file."""
    with Sandbox(tls=False) as sandbox:
        sandbox.enable_domain(DOMAIN)
        yield sandbox
