"""The page of ``mailsac listen --page``."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from support.commands import DOMAIN, listening, new_address, send, sign_up
from support.streams import eventually

from client.sandbox import Sandbox

if TYPE_CHECKING:
    from playwright.sync_api import Page, Response

SUBJECT = "Seen before the page was opened"


@pytest.fixture
def sandbox(sandbox: Sandbox) -> Sandbox:
    sandbox.enable_domain(DOMAIN)
    return sandbox


def page_of(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    found = re.search(r"http://127\.0\.0\.1:\S+", process.stderr.readline())
    assert found is not None
    return found[0]


def next_mail(process: subprocess.Popen[str], subject: str) -> None:
    """Wait until the command has shown a mail."""
    assert process.stdout is not None
    for line in process.stdout:
        if subject in line:
            return
    raise AssertionError("it has ended")


def test_it_shows_what_the_stream_brings_and_nothing_of_the_key(
    page: Page, sandbox: Sandbox
) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))
    address = new_address()
    with listening(sandbox, "--page", DOMAIN) as process:
        url = page_of(process)
        send(sandbox, address, sign_up(SUBJECT))
        next_mail(process, SUBJECT)
        page.goto(url)
        page.locator(".row", has_text=SUBJECT).wait_for()
        send(sandbox, address)
        page.locator(".row", has_text="Your code is 481516").locator(".open").click()
        page.get_by_role("tabpanel").get_by_text("481516").wait_for()
        page.locator("#status", has_text="Listening").wait_for()
        assert page.locator("#status").get_attribute("title") == f"Listens to {DOMAIN}"
        # It only shows.
        for name in ("Delete", "Delete all", "Faults", "Send a test mail"):
            assert not page.get_by_role("button", name=name).is_visible()
        page.get_by_role("link", name="Log").click()
        page.locator(".frames summary", has_text="Listening").wait_for()
        assert page.locator(".frames summary").count() == 3
        page.locator(".frames summary").first.click()
        page.locator(".frames pre", has_text='"subject": "Your code is 481516"').wait_for()
        assert sandbox.api_key not in page.content()
    for answer in answers:
        # What the feed says stays open until the end.
        if "event-stream" not in answer.headers.get("content-type", "") and answer.status == 200:
            assert sandbox.api_key.encode() not in answer.body()
            assert sandbox.api_key not in str(answer.all_headers())


def test_a_lost_link_and_a_gap_are_seen(page: Page, sandbox: Sandbox) -> None:
    address = new_address()
    with listening(sandbox, "--page", DOMAIN) as process:
        page.goto(page_of(process))
        page.get_by_text("Mail appears here as it comes").wait_for()
        sandbox.fail_next(2, 503, on="socket")
        sandbox.drop_connections("reset")
        page.locator("#status", has_text="Reconnecting").wait_for()
        send(sandbox, address, sign_up("In the gap"))
        page.locator("#status", has_text="Listening").wait_for()
        page.locator(".row", has_text="In the gap").wait_for()
        page.locator("#log-open", has_text=re.compile(r"Log\d")).click()
        page.locator(".notes", has_text="lost the link").wait_for()
        page.locator(".notes", has_text="mails recovered: 1").wait_for()
        process.kill()
        page.get_by_text("does not answer. Trying again").wait_for()


def test_open_hands_the_browser_an_address_that_works_once(
    page: Page, sandbox: Sandbox, tmp_path: Path
) -> None:
    kept = tmp_path / "url"
    browser = tmp_path / "browser"
    browser.write_text(f'#!{sys.executable}\nimport sys\nopen("{kept}", "w").write(sys.argv[1])\n')
    browser.chmod(0o755)
    with listening(sandbox, "--page", "--open", DOMAIN, BROWSER=str(browser)) as process:
        eventually(lambda: kept.exists() and kept.read_text() != "")
        once = kept.read_text()
        assert once != page_of(process)
        page.goto(once)
        page.get_by_text("Mail appears here as it comes").wait_for()
        page.context.clear_cookies()
        page.goto(once)
        page.get_by_text("This page needs its whole address").wait_for()
