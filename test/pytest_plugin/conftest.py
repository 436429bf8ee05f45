"""Fixtures for the tests of the pytest plugin: a project of its own, and a service."""

from __future__ import annotations

import pytest
from support.http_server import KEY, Answer, HttpServer, Request
from support.pytest_options import WITHOUT_OTHERS

# What the plugin imports when it is used: once, here, and not anew in each run inside this process.
import client.inbox
import client.sandbox.backend  # noqa: F401  # for its import alone

SEND = """
    import smtplib
    from email.message import EmailMessage

    import pytest

    @pytest.fixture
    def send(mailsac_sandbox):
        def send(to, subject="Your code is 481516"):
            message = EmailMessage()
            message["From"], message["To"], message["Subject"] = "shop@shop.example", to, "x"
            message.set_content("Your code is 481516.")
            raw = message.as_bytes().replace(b"Subject: x", b"Subject: " + subject.encode())
            with smtplib.SMTP(*mailsac_sandbox.smtp) as smtp:
                smtp.sendmail("shop@shop.example", [to], raw)
        return send
"""


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project whose tests can send mail, and where a warning is an error."""
    # pytest-asyncio warns where a project has not set it up.
    options = f"-p no:asyncio -p no:anyio {WITHOUT_OTHERS}"
    pytester.makeini(f"[pytest]\nfilterwarnings = error\naddopts = {options}")
    pytester.makeconftest(SEND)
    return pytester


@pytest.fixture
def service(server: HttpServer, monkeypatch: pytest.MonkeyPatch) -> HttpServer:
    """A service that the environment leads to, with a key, and without mail or web sockets."""

    def respond(request: Request) -> Answer:
        if request.method == "DELETE":
            return Answer(204)
        if request.target.startswith("/incoming-messages"):
            return Answer(403)
        return Answer(body=b"[]", headers={"Content-Type": "application/json"})

    server.respond = respond
    monkeypatch.setenv("MAILSAC_API_KEY", KEY)
    monkeypatch.setenv("MAILSAC_API_URL", f"{server.url}/api")
    monkeypatch.setenv(
        "MAILSAC_SOCKET_URL", server.url.replace("http", "ws") + "/incoming-messages"
    )
    return server
