"""A real browser, Debian's Chromium, for the tests of what people see. Without it they are skipped,
except in CI, where they fail: there it has to be."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(f"{what} is missing, and CI has to have it: see .ci/run", pytrace=False)
    pytest.skip(f"{what} is missing: tox -e browser, and apt-get install chromium")


@pytest.fixture(scope="session")
def chromium() -> dict[str, object]:
    """What Playwright's `launch` takes; its own browsers are not needed."""
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if path is None:
        _missing("Chromium")
    # It has no sandbox of its own for root, nor in a container. What it shows here is our own mail.
    return {"executable_path": path, "args": ["--no-sandbox"]}


@pytest.fixture(scope="module")
def browser(chromium: dict[str, object]) -> Iterator[Browser]:
    """For each module: as long as Playwright's sync API is in use, no other loop can run here."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing("Playwright")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium)  # type: ignore[arg-type]  # of several types
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The script of axe-core, which finds what keeps people out of a page."""
    spec = find_spec("axe_playwright_python")
    if spec is None or not spec.submodule_search_locations:
        _missing("axe-playwright-python, which brings axe-core,")
    script = Path(spec.submodule_search_locations[0], "axe.min.js")
    return script.read_text(encoding="utf-8")
