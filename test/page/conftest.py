"""A page in a thread of its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.pages import PageBrowser

from client.page.page import Setup
from client.page.thread import PageThread


@pytest.fixture
def browser() -> Iterator[PageBrowser]:
    """It was not let in yet."""
    with PageThread(Setup("Mail", "None yet.")) as page:
        yield PageBrowser(page)


@pytest.fixture
def inside(browser: PageBrowser) -> PageBrowser:
    """It was let in."""
    browser.enter()
    return browser
