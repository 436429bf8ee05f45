"""What the tests of the sandbox share: mail in by SMTP, and the generated APIs on one client."""

from __future__ import annotations

import base64
import contextlib
import gc
import os
import smtplib
import sys
from collections.abc import Iterator
from email.message import EmailMessage

import client
from client.sandbox import Sandbox


class Apis:
    """The generated APIs, on one client."""

    def __init__(self, api_client: client.ApiClient) -> None:
        self.account = client.AccountApi(api_client)
        self.addresses = client.AddressesApi(api_client)
        self.attachments = client.AttachmentsApi(api_client)
        self.domains = client.DomainsApi(api_client)
        self.messages = client.MessagesApi(api_client)
        self.stats = client.MessageStatsApi(api_client)
        self.validation = client.EmailValidationApi(api_client)

    def subjects(self, email: str) -> list[str | None]:
        """The subjects in an inbox, newest first."""
        return [message.subject for message in self.messages.list_messages(email, limit=1000)]

    def newest(self, email: str) -> str:
        """The id of the newest message in an inbox."""
        return identified(self.messages.list_messages(email)[0])


def identified(message: client.EmailMessage | client.EmailMessageShort) -> str:
    assert message.id is not None
    return message.id


@contextlib.contextmanager
def apis_of(
    sandbox: Sandbox, host: str | None = None, api_key: str | None = None
) -> Iterator[Apis]:
    """The APIs of a sandbox that runs without TLS. They do not try again."""
    configuration = client.Configuration(
        host=host or sandbox.api_url,
        socket_url=sandbox.socket_url,
        api_key=api_key or sandbox.api_key,
        retries=0,
    )
    with client.ApiClient(configuration) as api_client:
        yield Apis(api_client)


def mail(
    subject: str = "hello",
    *,
    sender: str = "shop@shop.example",
    text: str = "Your code is 481516.\n",
) -> EmailMessage:
    """A small mail. Without a To: each inbox then shows itself as the recipient."""
    message = EmailMessage()
    message["From"] = sender
    message["Subject"] = subject
    message.set_content(text)
    return message


def deliver(sandbox: Sandbox, message: EmailMessage | bytes, *to: str) -> None:
    """Send a mail. It is stored when this returns."""
    with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
        if isinstance(message, bytes):
            smtp.sendmail("bounce@shop.example", to, message)
        else:
            smtp.send_message(message, "bounce@shop.example", to)


def with_image() -> bytes:
    """A mail of HTML that shows one image 200 times."""
    image = base64.encodebytes(b"x" * 200_000).replace(b"\n", b"\r\n")
    return (
        b"Content-Type: multipart/related; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/html\r\n\r\n" + b"<img src='cid:a'>\r\n" * 200 + b"cid:no\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-ID: <a>\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n" + image + b"--b--\r\n"
    )


def one_line() -> bytes:
    """A mail that is nearly as large as the sandbox takes, all of it on one line."""
    return b"\r\n" + b"x" * 2_400_000


def open_descriptors() -> int:
    """How many files and sockets this process has open; 0 where that cannot be told."""
    gc.collect()
    return len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0
