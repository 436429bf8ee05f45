"""What the tests of inbox and mail share: a sandbox, a client for it, and mail to send."""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

import client
from client.sandbox import Sandbox

DOMAIN = "inbox.example"


@pytest.fixture(scope="module", name="service")
def sandbox_and_client() -> Iterator[tuple[Sandbox, client.ApiClient]]:
    """A sandbox that owns ``DOMAIN``, with web sockets on, for all tests of one file."""
    with Sandbox(tls=False) as sandbox:
        sandbox.enable_domain(DOMAIN)
        configuration = client.Configuration(
            host=sandbox.api_url, socket_url=sandbox.socket_url, api_key=sandbox.api_key
        )
        with client.ApiClient(configuration) as api_client:
            yield sandbox, api_client


def mail(to: str, subject: str = "Hello", text: str = "Hello!") -> EmailMessage:
    message = EmailMessage()
    message["From"] = "The Shop <noreply@shop.example>"
    message["To"] = to
    message["Subject"] = subject
    message.set_content(text)
    return message


class Sender:
    """Sends mail to a sandbox over one SMTP connection. Any thread."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._smtp = smtplib.SMTP(*sandbox.smtp)
        self._lock = threading.Lock()

    def send(self, to: str, subject: str = "Hello", text: str = "Hello!") -> None:
        self.send_message(mail(to, subject, text), to)

    def send_message(self, message: EmailMessage, to: str) -> None:
        with self._lock:
            self._smtp.send_message(message, to_addrs=[to])

    def send_bytes(self, message: bytes, to: str) -> None:
        with self._lock:
            self._smtp.sendmail("noreply@shop.example", [to], message)

    def close(self) -> None:
        self._smtp.close()
