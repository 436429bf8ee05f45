"""What the tests of inbox and mail share: mail, and sending it."""

from __future__ import annotations

import smtplib
import threading
from email.message import EmailMessage

from client.sandbox import Sandbox

DOMAIN = "inbox.example"


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
