"""What axe finds in the page: nothing that is serious."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from support.commands import send, sign_up

from client.sandbox import Sandbox

if TYPE_CHECKING:
    from playwright.sync_api import Page

TO = "you@sandbox.example"


class Checks:
    """Runs axe in a page."""

    def __init__(self, page: Page, script: str) -> None:
        self.page = page
        self.script = script

    def __call__(self, state: str) -> None:
        self.page.evaluate(self.script)
        # What stands in the mail is the sender's.
        found = self.page.evaluate("axe.run({ exclude: [['iframe']] })")["violations"]
        assert [
            (state, one["id"], node["html"][:200], node["failureSummary"])
            for one in found
            for node in one["nodes"]
        ] == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 360)])
def test_axe_finds_nothing(page: Page, axe: str, sandbox: Sandbox, scheme: str, width: int) -> None:
    check = Checks(page, axe)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(sandbox.page_url.partition("?")[0])
    page.get_by_text("This page needs its whole address").wait_for()
    check("closed")
    page.goto(sandbox.page_url)
    page.get_by_text("Mail appears here as it comes").wait_for()
    check("empty")
    for name in ("Send a test mail", "Faults", "Keyboard and help"):
        page.locator(".bar").get_by_role("button", name=name).click()
        check(name)
        page.keyboard.press("Escape")
    mail = sign_up("Trick \u202e", html="<p>Your code is 481516 <a href='http://x.example/'>x</a>")
    mail.add_attachment(b"x", "text", "plain", filename="x.txt")
    for _ in range(3):
        send(sandbox, TO, mail)
    page.get_by_text("3 mails").wait_for()
    page.locator(".chip.code").nth(2).wait_for()
    check("list")
    page.locator(".row .open").first.click()
    for tab in page.get_by_role("tab").all():
        tab.click()
        check(f"mail, {tab.inner_text()}")
    page.goto(page.url.partition("#")[0] + "#log")
    page.get_by_role("heading", name="Log").wait_for()
    check("log")
    sandbox.stop()
    page.get_by_role("alert").wait_for()
    check("lost")
