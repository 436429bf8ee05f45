"""Shows a document in a page of Playwright, of either API, without importing Playwright."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Protocol, cast

_BLANK = "about:blank"
# Whether code can be made of a string, which the policy forbids; nothing goes to the console. Not
# within the call, which no policy binds; and where scripts are off, there is no later.
_IGNORES_POLICY = """() => {
  document.body.innerHTML = "<noscript><b></b></noscript>";
  return document.querySelector("b") ? false : new Promise(done => setTimeout(() => {
    try { new Function(""); done(true) } catch { done(false) }
  }))
}"""


class SyncPage(Protocol):
    """What is used of ``playwright.sync_api.Page``."""

    def goto(self, url: str) -> object: ...
    def set_content(self, html: str) -> None: ...
    def evaluate(self, expression: str) -> object: ...


class AsyncPage(Protocol):
    """What is used of ``playwright.async_api.Page``."""

    def goto(self, url: str) -> Awaitable[object]: ...
    def set_content(self, html: str) -> Awaitable[None]: ...
    def evaluate(self, expression: str) -> Awaitable[object]: ...


def show(
    page: SyncPage | AsyncPage, empty: str, document: Callable[[], str]
) -> Awaitable[None] | None:
    """Show a document; of a page of the async API, what is returned is to be awaited.

    Args:
        empty: a document that has the policy alone; the same, for policies add up.
        document: makes it; with the async API in a thread, for it may make a call.

    Raises:
        TypeError: it is no page.
        ValueError: the page ignores policies.
    """
    if not hasattr(page, "set_content"):  # a browser, or a context of one
        raise TypeError(f"page must be a page of Playwright, not {page!r}")
    # Whatever it showed before is gone, and its policy, and its origin.
    moved = page.goto(_BLANK)
    if isawaitable(moved):
        return _show_async(cast("AsyncPage", page), moved, empty, document)
    page = cast("SyncPage", page)
    page.set_content(empty)
    _check(page.evaluate(_IGNORES_POLICY))
    page.set_content(document())
    return None


async def _show_async(
    page: AsyncPage, moved: Awaitable[object], empty: str, document: Callable[[], str]
) -> None:
    await moved
    await page.set_content(empty)
    _check(await page.evaluate(_IGNORES_POLICY))
    await page.set_content(await asyncio.to_thread(document))


def _check(ignores_policy: object) -> None:
    if ignores_policy:
        raise ValueError(
            "this page ignores content policies, so scripts of the mail would run: "
            "open it in a context without bypass_csp=True"
        )
