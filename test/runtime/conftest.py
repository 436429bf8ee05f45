"""Fixtures for the tests of calls."""

from __future__ import annotations

import pytest

import client


@pytest.fixture
def messages(api_client: client.ApiClient) -> client.MessagesApi:
    return client.MessagesApi(api_client)
