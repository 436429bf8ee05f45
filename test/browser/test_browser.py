"""That the tests in this folder have a browser to run in."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_a_page_is_shown(page: Page) -> None:
    page.set_content("<button onclick='this.textContent = 1 + 1'>?</button>")
    page.click("button")
    assert page.inner_text("button") == "2"
