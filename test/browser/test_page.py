"""The page of the sandbox, as its reader sees it."""

from __future__ import annotations

import re
import smtplib
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from support.commands import send, sign_up
from support.sandboxes import Apis

import client
from client.sandbox import Sandbox

if TYPE_CHECKING:
    from playwright.sync_api import Page

TO = "you@sandbox.example"


@pytest.fixture
def opened(page: Page, sandbox: Sandbox) -> Page:
    """The page, with no mail yet."""
    page.goto(sandbox.page_url)
    page.get_by_text("Mail appears here as it comes").wait_for()
    return page


def rows(page: Page) -> list[str]:
    return page.locator(".row .subject").all_inner_texts()


def test_mail_appears_as_it_comes_newest_first(opened: Page, sandbox: Sandbox) -> None:
    assert opened.title() == "Sandbox"
    assert opened.url.endswith("/")  # without the token
    send(sandbox, TO)
    send(sandbox, "other@sandbox.example", sign_up("Your invoice", "No code."))
    opened.get_by_text("2 mails, 2 unread").wait_for()
    assert rows(opened) == ["Your invoice", "Your code is 481516"]
    row = opened.locator(".row", has_text="Your code")
    row.locator(".chip.code", has_text="481516").wait_for()
    text = row.inner_text()
    assert "Example Shop" in text
    assert TO in text
    assert re.search(r"\d+ B", text)
    assert row.locator("a.chip").get_attribute("href") == "https://shop.example/verify?token=7hGq2"
    assert opened.title() == "(2) Sandbox"


def test_what_came_before_it_was_opened_is_there(page: Page, sandbox: Sandbox) -> None:
    for number in range(3):
        send(sandbox, TO, sign_up(f"Mail {number}"))
    page.goto(sandbox.page_url)
    page.get_by_text("3 mails, 3 unread").wait_for()
    assert rows(page) == ["Mail 2", "Mail 1", "Mail 0"]


def test_the_code_is_copied(opened: Page, sandbox: Sandbox) -> None:
    opened.context.grant_permissions(["clipboard-read", "clipboard-write"])
    send(sandbox, TO)
    send(sandbox, TO, sign_up("Another", "Your code is 730021."))
    opened.get_by_role("button", name="Copy the code 481516").click()
    opened.get_by_text("Copied 481516").wait_for()
    assert opened.evaluate("navigator.clipboard.readText()") == "481516"
    opened.keyboard.press("c")
    opened.get_by_text("Copied 730021").wait_for()
    assert opened.evaluate("navigator.clipboard.readText()") == "730021"


def test_the_filter_seeks_in_all_that_a_row_shows(opened: Page, sandbox: Sandbox) -> None:
    send(sandbox, TO)
    send(sandbox, "abcd@sandbox.example", sign_up("Invoice for June", "Nothing."))
    opened.get_by_text("2 mails").wait_for()
    opened.locator(".chip.code").wait_for()
    opened.keyboard.press("/")
    for words, found in (
        ("june", ["Invoice for June"]),
        ("481516", ["Your code is 481516"]),
        ("ABCD example", ["Invoice for June"]),
        ("token=7hGq2", ["Invoice for June", "Your code is 481516"]),
        ("noreply@shop.example", ["Invoice for June", "Your code is 481516"]),
        ("is:unread code", ["Your code is 481516"]),
    ):
        opened.get_by_role("searchbox").fill(words)
        assert rows(opened) == found
    opened.get_by_role("searchbox").fill("nowhere")
    opened.get_by_text("No mail has all of these words").wait_for()
    send(sandbox, TO, sign_up("From nowhere"))
    opened.get_by_text("1 of 3 mails").wait_for()
    assert rows(opened) == ["From nowhere"]


def test_a_mail_in_all_its_views(opened: Page, sandbox: Sandbox) -> None:
    mail = sign_up("Your order", html='<p>Hello <a href="http://b.example/x">https://a.example</a>')
    mail.add_attachment(b"a,b\n", "text", "csv", filename="../../visits.csv")
    send(sandbox, TO, mail)
    opened.locator(".row .open").click()
    frame = opened.frame_locator("iframe")
    frame.get_by_text("Hello").wait_for()
    opened.get_by_role("tab", name="Text").click()
    opened.get_by_role("tabpanel").get_by_text("Hello").wait_for()
    opened.get_by_role("tab", name="Headers").click()
    opened.get_by_role("cell", name="Your order").wait_for()
    opened.get_by_role("tab", name="Source").click()
    assert "Subject: Your order" in opened.get_by_role("tabpanel").inner_text()
    opened.get_by_role("tab", name="Links").click()
    panel = opened.get_by_role("tabpanel").inner_text()
    assert "https://a.example" in panel  # what it says
    assert "http://b.example/x" in panel  # where it leads
    opened.get_by_role("tab", name="Checks").click()
    assert "leads to 'b.example'" in opened.get_by_role("tabpanel").inner_text()
    opened.get_by_role("tab", name="Files").click()
    with opened.expect_download() as download:
        opened.get_by_role("tabpanel").get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "visits.csv"
    assert download.value.path().read_bytes() == b"a,b\n"
    with opened.expect_download() as download:
        opened.locator(".head-actions").get_by_role("link", name="Download").click()
    assert b"Subject: Your order" in download.value.path().read_bytes()


def test_html_is_shown_as_wide_as_a_phone_a_tablet_and_a_desk(
    opened: Page, sandbox: Sandbox
) -> None:
    style = "@media (max-width: 400px) { b::after { content: 'phone' } }"
    send(sandbox, TO, sign_up("Wide", html=f"<style>{style}</style><b>It is a </b>"))
    opened.locator(".row .open").click()
    frame = opened.locator("iframe")
    for name, width in (("Phone", 375), ("Tablet", 768), ("Desk", 1280)):
        opened.get_by_role("button", name=name, exact=True).click()
        assert frame.evaluate("frame => frame.offsetWidth") == width
        stage = opened.locator(".stage").bounding_box()
        box = frame.bounding_box()
        assert stage is not None
        assert box is not None
        assert box["x"] + box["width"] <= stage["x"] + stage["width"] + 1  # all of it is seen
    opened.get_by_role("button", name="Fit", exact=True).click()
    assert frame.evaluate("frame => frame.offsetWidth") > 600


def test_unread_marks(opened: Page, sandbox: Sandbox) -> None:
    for number in range(3):
        send(sandbox, TO, sign_up(f"Mail {number}"))
    opened.get_by_text("3 mails, 3 unread").wait_for()
    opened.get_by_text("Mail 1", exact=True).click()
    opened.get_by_text("3 mails, 2 unread").wait_for()
    opened.keyboard.press("u")
    opened.get_by_text("3 mails, 3 unread").wait_for()
    opened.get_by_text("Mail 0", exact=True).click()
    opened.reload()  # they belong to the program, and to all browsers
    opened.get_by_text("3 mails, 2 unread").wait_for()
    opened.get_by_role("button", name="Mark all as read").click()
    opened.locator("#count", has_text=re.compile("^3 mails$")).wait_for()


def test_the_keyboard(opened: Page, sandbox: Sandbox) -> None:
    for number in range(3):
        send(sandbox, TO, sign_up(f"Mail {number}"))
    opened.get_by_text("3 mails").wait_for()
    heading = opened.locator("#mail-pane h2")
    for key, subject in (("j", "Mail 2"), ("j", "Mail 1"), ("j", "Mail 0"), ("k", "Mail 1")):
        opened.keyboard.press(key)
        heading.get_by_text(subject).wait_for()
    opened.keyboard.press("Escape")
    opened.get_by_text("Choose a mail").wait_for()
    opened.keyboard.press("j")  # goes on from where it was
    heading.get_by_text("Mail 0").wait_for()
    opened.keyboard.press("Escape")
    opened.keyboard.press("Enter")  # the row has the keyboard
    heading.get_by_text("Mail 0").wait_for()
    opened.keyboard.press("Escape")
    opened.keyboard.press("?")
    opened.get_by_role("dialog", name="Keyboard").wait_for()
    opened.keyboard.press("Escape")
    opened.get_by_role("dialog", name="Keyboard").wait_for(state="hidden")
    opened.keyboard.press("/")
    opened.keyboard.type("jk?c")  # words, not commands
    opened.get_by_text("0 of 3 mails").wait_for()


def test_a_mail_that_is_a_file_alone_shows_its_files(opened: Page, sandbox: Sandbox) -> None:
    mail = sign_up("A scan")
    mail.clear_content()
    mail.set_content(b"%PDF", "application", "pdf", filename="scan.pdf")
    send(sandbox, TO, mail)
    opened.locator(".row .open").click()
    opened.get_by_role("tabpanel", name="Files").get_by_text("scan.pdf").wait_for()


def test_the_log_tells_how_the_web_socket_is(opened: Page, sandbox: Sandbox, apis: Apis) -> None:
    sandbox.enable_domain("sandbox.example")
    opened.get_by_role("link", name="Log", exact=True).click()
    about = opened.locator("#mail-pane .head")
    about.get_by_text("No web socket is open. Listened to: nothing.").wait_for()
    sockets = client.WebSocketsApi(apis.messages.api_client)
    with sockets.stream(addresses="sandbox.example"):
        about.get_by_text("1 web socket open. Listened to: sandbox.example.").wait_for()
    about.get_by_text("No web socket is open. Listened to: nothing.").wait_for()


def test_a_phone_has_the_list_or_the_mail(page: Page, sandbox: Sandbox) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    long = "A subject that is much longer than any phone is wide, without_any_blank_" * 30
    mail = sign_up(long, html="<table width=900><td>x")
    mail["Cc"] = ", ".join(f"a person of many <{'x' * 30}{n}@x.example>" for n in range(50))
    send(sandbox, f"{'long' * 12}@sandbox.example", mail)
    page.goto(sandbox.page_url)
    page.locator(".row").wait_for()

    def is_too_wide() -> bool:
        found: bool = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        return found

    assert not is_too_wide()
    page.locator(".row .open").click()
    page.frame_locator("iframe").get_by_text("x").wait_for()
    assert not page.locator("#list-pane").is_visible()
    assert not is_too_wide()
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert not is_too_wide()
    page.go_back()
    page.locator("#list-pane").wait_for()
    page.get_by_role("link", name="Log").click()
    page.get_by_role("heading", name="Log").wait_for()
    assert not is_too_wide()


def test_dark_mode(opened: Page) -> None:
    def lightness() -> int:
        colour = opened.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert lightness() > 600
    opened.emulate_media(color_scheme="dark")
    assert lightness() < 150


def test_tricks_in_names_and_subjects_are_shown_as_such(opened: Page, sandbox: Sandbox) -> None:
    mail = sign_up("Invoice \u202efdp.exe\u2066 \u200f")
    mail.replace_header("From", '"Shop \u202egro.knab" <a@x.example>')
    send(sandbox, TO, mail)
    opened.locator(".row").wait_for()
    text = opened.locator(".row .open").inner_text()
    assert "Invoice U+202Efdp.exeU+2066 U+200F" in text
    assert "Shop U+202Egro.knab" in text
    assert "\u202e" not in text
    assert opened.locator(".row .trick").count() == 4


def test_what_is_deleted_here_or_over_rest_is_gone(
    opened: Page, sandbox: Sandbox, apis: Apis
) -> None:
    for number in range(4):
        send(sandbox, TO, sign_up(f"Mail {number}"))
    opened.get_by_text("Mail 2", exact=True).click()
    opened.get_by_role("button", name="Delete", exact=True).click()
    opened.get_by_text("3 mails").wait_for()
    assert apis.subjects(TO) == ["Mail 3", "Mail 1", "Mail 0"]
    apis.messages.delete_message(TO, apis.newest(TO))
    opened.get_by_text("2 mails").wait_for()
    assert rows(opened) == ["Mail 1", "Mail 0"]
    send(sandbox, TO, sign_up("Not this one"))
    opened.get_by_text("3 mails").wait_for()
    opened.get_by_role("searchbox").fill("Mail")
    opened.once("dialog", lambda dialog: dialog.accept())
    opened.get_by_role("button", name="Delete all").click()
    opened.get_by_text("0 of 1 mail").wait_for()
    assert apis.subjects(TO) == ["Not this one"]


def test_samples_are_sent_by_smtp(opened: Page, sandbox: Sandbox) -> None:
    began = datetime.now(UTC)
    opened.locator(".bar").get_by_role("button", name="Send a test mail").click()
    opened.get_by_label("To").fill("me@sandbox.example")
    for count, name in enumerate(("A code", "A link", "An attachment", "An invoice"), 1):
        opened.get_by_role("button", name=name).click()
        opened.locator("#count", has_text=f"{count} mail").wait_for()
    assert sandbox.recipients(began) == ["me@sandbox.example"]
    opened.get_by_label("To").fill("nobody")
    opened.get_by_role("button", name="A code").click()
    opened.get_by_text("this is no address").wait_for()
    opened.keyboard.press("Escape")
    opened.get_by_text("The photo that you asked for", exact=True).click()
    image = opened.frame_locator("iframe").get_by_role("img", name="A blue square")
    image.wait_for()
    assert str(image.get_attribute("src")).startswith("data:image/png;base64,")


def test_faults_are_injected(opened: Page, apis: Apis) -> None:
    opened.get_by_role("button", name="Faults").click()
    refusal = opened.locator("form", has_text="Refuse requests")
    refusal.get_by_label("Status").fill("429")
    refusal.get_by_role("button").click()
    opened.get_by_text("the next 1 requests are refused").wait_for()
    with pytest.raises(Exception, match="429"):
        apis.subjects(TO)
    assert apis.subjects(TO) == []
    opened.get_by_role("button", name="Drop web sockets").click()
    opened.get_by_text("web sockets dropped: 0").wait_for()


def test_nothing_is_asked_of_any_other_host(page: Page, sandbox: Sandbox) -> None:
    hosts = set()
    page.on("request", lambda request: hosts.add(re.split("[/:]+", request.url)[1]))
    page.goto(sandbox.page_url)
    send(sandbox, TO, sign_up("Hello", html="<p>Your code is 481516"))
    page.locator(".row .open").click()
    page.frame_locator("iframe").get_by_text("481516").wait_for()
    assert hosts == {"127.0.0.1"}


@pytest.fixture
def many() -> Iterator[Sandbox]:
    """A sandbox that keeps many mails."""
    with Sandbox(tls=False, max_messages=10_000) as sandbox:
        sandbox.enable_domain("sandbox.example")
        yield sandbox


#: At once: a row that is just drawn has no place for who asks for it first and then where it is.
TOP = """() => [...document.querySelectorAll('.row')]
    .find((row) => row.textContent.includes('Mail 99')).getBoundingClientRect().top"""


def test_of_many_mails_those_in_sight_are_in_the_document(page: Page, many: Sandbox) -> None:
    with smtplib.SMTP(*many.smtp) as smtp:
        for number in range(300):
            smtp.sendmail("a@x.example", [TO], f"Subject: Mail {number}\n\nHello.")
        page.goto(many.page_url)
        page.get_by_text("300 mails").wait_for()
        assert page.locator(".row").count() < 40
        first = page.locator(".row").first
        assert first.get_attribute("aria-setsize") == "300"
        page.locator("#scroller").evaluate("place => place.scrollTop = 84 * 200")
        page.get_by_text("Mail 99", exact=True).wait_for()
        before = page.evaluate(TOP)
        assert before > 0
        smtp.sendmail("a@x.example", [TO], "Subject: The last\n\nHello.")
        page.locator('.row[aria-setsize="301"]').first.wait_for()  # drawn anew
        # What is being read stays where it is.
        assert page.evaluate(TOP) == before


#: Notes when each mail is in sight, in milliseconds of the machine's clock.
WATCH = """
    window.seen = {}
    const watch = () => {
        for (const one of document.querySelectorAll('.row .subject')) {
            window.seen[one.textContent] ??= performance.timeOrigin + performance.now()
        }
    }
    new MutationObserver(watch).observe(document.querySelector('#list'), {
        childList: true, subtree: true,
    })
"""


@pytest.mark.slow  # 5,000 mails have to be sent
def test_beside_5000_mails_new_ones_are_seen_and_few_rows_are_drawn(
    page: Page, many: Sandbox
) -> None:
    with smtplib.SMTP(*many.smtp) as smtp:
        for number in range(5000):
            smtp.sendmail("a@x.example", [TO], f"Subject: Mail {number}\n\nCode: {number:06}")
        page.goto(many.page_url)
        page.get_by_text("5000 mails").wait_for()
        page.locator(".chip.code").first.wait_for()
        page.evaluate(WATCH)
        took = []
        for number in range(20):
            smtp.sendmail("a@x.example", [TO], f"Subject: New {number}\n\nCode: 730021")
            accepted = time.time() * 1000
            page.get_by_text(f"New {number}", exact=True).wait_for()
            took.append(page.evaluate(f"window.seen['New {number}']") - accepted)
        # Figures for `pytest -s`; they depend on the machine, so nothing is asserted of them.
        print(f"median {statistics.median(took):.0f} ms, longest {max(took):.0f} ms")
        assert page.locator(".row").count() < 40
        began = time.perf_counter()
        page.get_by_role("searchbox").fill("Mail 4711")
        page.get_by_text("1 of 5000 mails").wait_for()
        print(f"filter: {(time.perf_counter() - began) * 1000:.0f} ms")
