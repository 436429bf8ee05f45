"""What the tests of the sandbox share: mail in by SMTP, and the generated APIs on one client."""

from __future__ import annotations

import contextlib
import smtplib
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


def mail(subject: str = "hello", *, sender: str = "shop@shop.example") -> EmailMessage:
    """A small mail. Without a To: each inbox then shows itself as the recipient."""
    message = EmailMessage()
    message["From"] = sender
    message["Subject"] = subject
    message.set_content("Your code is 481516.\n")
    return message


def deliver(sandbox: Sandbox, message: EmailMessage, *to: str) -> None:
    """Send a mail. It is stored when this returns."""
    with smtplib.SMTP(*sandbox.smtp, timeout=10) as smtp:
        smtp.send_message(message, "bounce@shop.example", list(to))
