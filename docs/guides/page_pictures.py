"""Take the pictures of the page in the README and in ``page.md``: ``python page_pictures.py``.

The mails are real: they go through the sandbox. It needs the extra ``[sandbox]``, Playwright, and
Debian's Chromium, with a font such as ``fonts-dejavu``.
"""

from __future__ import annotations

import shutil
import smtplib
from email.message import EmailMessage
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

import client
from client.sandbox import DOMAIN, Sandbox
from client.sandbox.samples import sample_mail

FOLDER = Path(__file__).parent
TO = f"you@{DOMAIN}"
MAILS = [  # sender, subject, text
    ("Ada Lovelace <ada@engine.example>", "Notes for Thursday", "See you at ten."),
    ("Bank \u202eelpmaxe@ <a@x.example>", "Your statement \u202efdp.exe", "Open the file."),
    ("Example Shop <shop@shop.example>", "Your parcel is on its way", "https://shop.example/t/1"),
    ("GitLike <no-reply@gitlike.example>", "Sign in to GitLike", "Your code is 730021."),
    ("Example Air <air@air.example>", "Boarding pass for LIS", "https://air.example/pass?id=8"),
]


def main() -> None:
    with Sandbox(tls=False) as sandbox, sync_playwright() as playwright:
        sandbox.enable_domain(DOMAIN)
        configuration = client.Configuration(
            host=sandbox.api_url, socket_url=sandbox.socket_url, api_key=sandbox.api_key
        )
        path = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        with client.ApiClient(configuration) as api_client:
            with client.WebSocketsApi(api_client).stream(addresses=DOMAIN):
                send(sandbox)
                take(browser, sandbox, "page.png", "light", 1200, 720, "Your invoice")
                take(browser, sandbox, "page_dark.png", "dark", 1200, 720, "your code")
                take(browser, sandbox, "page_phone.png", "light", 360, 640, None)
        browser.close()


def send(sandbox: Sandbox) -> None:
    with smtplib.SMTP(*sandbox.smtp) as smtp:
        for sender, subject, text in MAILS:
            mail = EmailMessage()
            mail["From"], mail["To"], mail["Subject"] = sender, TO, subject
            mail.set_content(text)
            smtp.send_message(mail, "a@x.example")
        for name in ("attachment", "link", "code", "invoice"):
            smtp.send_message(sample_mail(name, TO))


def take(
    browser: Browser,
    sandbox: Sandbox,
    name: str,
    scheme: str,
    width: int,
    height: int,
    opened: str | None,
) -> None:
    page = browser.new_page(viewport={"width": width, "height": height})
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(sandbox.page_url)
    page.locator(".chip").nth(5).wait_for()
    if opened is not None:
        page.locator(".row", has_text=opened).locator(".open").click()
        page.frame_locator("iframe").locator("h1").wait_for()
    shoot(page, FOLDER / name)


def shoot(page: Page, path: Path) -> None:
    page.locator("#live").wait_for(state="attached")
    page.mouse.move(0, 0)
    page.screenshot(path=path, animations="disabled")
    page.close()


if __name__ == "__main__":
    main()
