"""The example of the guide that needs a browser, as it stands there."""

from __future__ import annotations

import re
import smtplib
from pathlib import Path

import pytest
from support.http_server import HttpServer
from support.mails import mail

from client.sandbox import Sandbox

GUIDE = Path(__file__).parents[2] / "docs/guides/recipient.md"
SHOP = "https://shop.example"


def test_the_example_of_the_guide_runs(
    chromium: dict[str, object], server: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("playwright")
    [code] = re.findall(r"```python\n([^`]*sync_playwright[^`]*)```", GUIDE.read_text("utf-8"))
    # But for which browser it is, and where the shop is.
    code = code.replace(".launch()", f".launch(**{chromium!r})").replace(SHOP, server.url)
    server.answer(b"Verified", "text/html")

    with Sandbox(tls=False) as sandbox:
        monkeypatch.setenv("MAILSAC_API_URL", sandbox.api_url)
        monkeypatch.setenv("MAILSAC_SOCKET_URL", sandbox.socket_url)
        monkeypatch.setenv("MAILSAC_API_KEY", sandbox.api_key)

        def sign_up(address: str) -> None:
            with smtplib.SMTP(*sandbox.smtp) as smtp:
                smtp.send_message(mail(address, text=f"Here: {server.url}/verify?token=7hGq2"))

        exec(compile(code, GUIDE.name, "exec"), {"sign_up": sign_up})
    assert server.requests[0].target == "/verify?token=7hGq2"
