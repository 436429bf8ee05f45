"""``await mail.open(page)``, with Playwright's async API, which goes with no sync one beside it."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Iterator
from typing import TYPE_CHECKING

import pytest
from support.http_server import HttpServer, messages_at
from support.received import html_mail, received

import client
from client.mail import Mail

if TYPE_CHECKING:
    from playwright.async_api import Browser


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def async_browser(chromium: dict[str, object], runner: asyncio.Runner) -> Iterator[Browser]:
    api = runner.run(pytest.importorskip("playwright.async_api").async_playwright().start())
    browser = runner.run(api.chromium.launch(**chromium))
    yield browser
    runner.run(browser.close())
    runner.run(api.stop())


def test_a_mail_is_opened_in_asyncio(
    runner: asyncio.Runner, async_browser: Browser, server: HttpServer
) -> None:
    server.answer(b"<title>Shop</title>", "text/html")
    mail = html_mail(
        f"<a href={server.url}/verify>Verify</a><img src={server.url}/a.png>"
        f"<script>fetch('{server.url}/b')</script>"
    )

    async def main() -> None:
        page = await async_browser.new_page()
        shown: Awaitable[None] = mail.open(page)
        await shown
        assert not server.connections
        await page.click("text=Verify")
        await page.wait_for_url("**/verify")

    runner.run(main())
    assert server.requests[0].target == "/verify"


def test_a_mail_is_fetched_beside_the_loop(
    runner: asyncio.Runner, async_browser: Browser, server: HttpServer
) -> None:
    server.answer(b"Subject: x\r\n\r\nHello", "text/plain")
    threads: list[str] = []

    class Watched(Mail):
        __slots__ = ()

        def raw_bytes(self) -> bytes:
            threads.append(threading.current_thread().name)
            return super().raw_bytes()

    async def main(api_client: client.ApiClient) -> None:
        message = client.IncomingEmailMessage.from_dict({"_id": "1", "inbox": "a@b.example"})
        page = await async_browser.new_page()
        await Watched(message, api_client).open(page)
        assert await page.inner_text("body") == "Hello"

    with messages_at(server.url) as messages:
        runner.run(main(messages.api_client))
    assert threads
    assert "MainThread" not in threads


def test_a_page_that_ignores_policies_is_refused_in_asyncio(
    runner: asyncio.Runner, async_browser: Browser
) -> None:
    async def main() -> None:
        page = await async_browser.new_page(bypass_csp=True)
        with pytest.raises(ValueError, match="bypass_csp"):
            await received("Subject: x\r\n\r\nHello").open(page)

    runner.run(main())
