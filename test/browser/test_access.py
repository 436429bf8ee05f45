"""Who may see the page: a browser with the token, and no other web site."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.commands import send, sign_up
from support.http_server import Answer, HttpServer

from client.sandbox import Sandbox

if TYPE_CHECKING:
    from playwright.sync_api import Page

TO = "you@sandbox.example"
TOKEN = "a-token-that-stays-the-same"


def test_without_the_token_it_says_where_to_find_it(page: Page, sandbox: Sandbox) -> None:
    answer = page.goto(sandbox.page_url.partition("?")[0])
    assert answer is not None
    assert answer.status == 403
    page.get_by_role("heading", name="This page needs its whole address").wait_for()
    page.goto(sandbox.page_url[:-1])
    page.get_by_role("heading", name="This page needs its whole address").wait_for()


def test_a_page_of_another_site_that_links_here_leads_on(
    page: Page, sandbox: Sandbox, server: HttpServer
) -> None:
    """There the browser does not send a strict cookie, but one click later."""
    link = f'<a href="{sandbox.page_url}">Open</a>'.encode()
    server.answers = [Answer(body=link, headers={"Content-Type": "text/html"})]
    page.goto(server.url.replace("127.0.0.1", "localhost"))
    page.get_by_role("link", name="Open").click()
    page.get_by_role("link", name="Then go on from here").click()
    page.get_by_text("Mail appears here as it comes").wait_for()


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_another_site_can_neither_read_nor_send(
    page: Page, sandbox: Sandbox, server: HttpServer, host: str
) -> None:
    """On the same host it has the cookie: cookies do not tell ports apart."""
    page.goto(sandbox.page_url)
    send(sandbox, TO, sign_up("Secret"))
    page.locator(".row", has_text="Secret").wait_for()
    server.answers = [Answer(body=b"<p>Other", headers={"Content-Type": "text/html"})]
    page.goto(server.url.replace("127.0.0.1", host))
    base = sandbox.page_url.partition("/?")[0]
    tried = page.evaluate(
        """async (base) => {
            const found = []
            const attempt = async (name, action) => {
                try { found.push([name, await action()]) } catch { found.push([name, 'refused']) }
            }
            for (const path of ['/', '/mails/1', '/mails/1/html', '/mails/1/raw', '/events']) {
                await attempt('read ' + path, async () => {
                    const answer = await fetch(base + path, { credentials: 'include' })
                    return await answer.text()
                })
                await attempt('opaque ' + path, async () => {
                    const how = { credentials: 'include', mode: 'no-cors' }
                    return (await fetch(base + path, how)).type
                })
            }
            for (const type of ['application/json', 'text/plain']) {
                await attempt('send ' + type, async () => {
                    const headers = { 'Content-Type': type }
                    const how = { method: 'POST', credentials: 'include', mode: 'no-cors', headers }
                    await fetch(base + '/delete', { ...how, body: '{"keys": [1]}' })
                    return 'sent'
                })
            }
            const load = (tag, source) => new Promise((done) => {
                const made = document.createElement(tag)
                made.onload = () => done('loaded')
                made.onerror = () => done('refused')
                made.src = source
                document.body.append(made)
            })
            for (const path of ['/static/main.js', '/mails/1', '/mails/1/html']) {
                await attempt('script ' + path, () => load('script', base + path))
                await attempt('image ' + path, () => load('img', base + path))
            }
            const frame = document.createElement('iframe')
            frame.src = base + '/'
            const loaded = new Promise((done) => { frame.onload = done })
            document.body.append(frame)
            await loaded
            return found
        }""",
        base,
    )
    for name, what in tried:
        assert what in ("refused", "sent"), name  # what was "sent" has changed nothing:
    framed = page.frames[-1]
    assert framed.url in ("chrome-error://chromewebdata/", "about:blank", "")  # it was not let in
    page.goto(f"{base}/")
    page.locator(".row", has_text="Secret").wait_for()


def test_it_comes_back_after_the_program_is_started_anew(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILSAC_PAGE_TOKEN", TOKEN)
    with Sandbox(tls=False) as first:
        assert first.page_url.endswith(f"?token={TOKEN}")
        port = int(first.page_url.split(":")[2].partition("/")[0])
        page.goto(first.page_url)
        send(first, TO, sign_up("Of the first"))
        page.locator(".row .open").click()
        page.get_by_role("tabpanel").get_by_text("481516").wait_for()
    page.get_by_text("does not answer. Trying again").wait_for()
    with Sandbox(tls=False, page_port=port) as second:
        page.get_by_text("does not answer. Trying again").wait_for(state="hidden")
        page.get_by_text("Mail appears here as it comes").wait_for()
        send(second, TO, sign_up("Of the second"))
        page.get_by_text("1 mail, 1 unread").wait_for()
        assert page.locator(".row .subject").all_inner_texts() == ["Of the second"]
    page.get_by_text("does not answer. Trying again").wait_for()
    monkeypatch.delenv("MAILSAC_PAGE_TOKEN")
    with Sandbox(tls=False, page_port=port):  # it has another token
        page.get_by_text("This page is closed").wait_for()


@pytest.mark.slow  # seven tabs
def test_more_tabs_than_a_browser_has_connections(page: Page, sandbox: Sandbox) -> None:
    """It has six to each port. The first tabs give way, and come back when they are looked at."""
    page.goto(sandbox.page_url)
    tabs = [page, *(page.context.new_page() for _ in range(6))]
    for tab in tabs[1:]:
        tab.goto(sandbox.page_url)
        tab.get_by_text("Mail appears here as it comes").wait_for()
    send(sandbox, TO, sign_up("For all"))
    tabs[-1].get_by_text("For all", exact=True).click()
    tabs[-1].get_by_role("tab", name="Text").wait_for()
    page.get_by_text("Newer tabs show this page").wait_for()
    page.get_by_role("button", name="Go on here").click()
    page.get_by_text("For all", exact=True).wait_for()
    page.locator("#banner").wait_for(state="hidden")
