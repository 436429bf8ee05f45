"""What the pytest plugin makes inboxes with.

The plugin is ``mailsac_pytest``, with the fixtures and the option: pytest loads that by itself, and
it imports this module when a test asks for an inbox. ``-p client.pytest_plugin`` loads it, too.
"""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from .api_client import ApiClient
    from .inbox.async_inbox import AsyncInbox
    from .inbox.inbox import Inbox
    from .inbox.receiver import Via
    from .mail import Mail
    from .sandbox import Sandbox

    AnyInbox = TypeVar("AnyInbox", Inbox, AsyncInbox)

_MAX_PREFIX = 32
_MAX_OTHERS = 10
_LOOK_SECONDS = 5.0  # for all inboxes of a test that failed, so that a dead service holds up little
_CLEANING_SECONDS = 5.0

_log = logging.getLogger("client.pytest_plugin")


class Inboxes:
    """The inboxes of one test, of both kinds. Any thread.

    Args:
        test: its name.
        keeps_mail: ``mails`` is to return what came, also what waits have returned.

    Attributes:
        folder: where its mail is kept, once it has failed.
    """

    def __init__(
        self, api_client: ApiClient, sandbox: Sandbox | None, test: str, *, keeps_mail: bool
    ) -> None:
        self._api_client = api_client
        self._sandbox = sandbox
        self._prefix = _prefix_of(test)
        self._keeps_mail = keeps_mail
        self.folder: Path | None = None
        self._open: list[Inbox | AsyncInbox] = []
        self._to_empty: list[str] = []
        self._began = datetime.now(UTC)

    def new(
        self,
        kind: type[AnyInbox],
        address: str | None,
        prefix: str | None,
        domain: str | None,
        via: Via,
    ) -> AnyInbox:
        """Return an inbox that is not open yet."""
        from .inbox.addresses import PUBLIC_DOMAIN

        if address is None:
            prefix = self._prefix if prefix is None else prefix
        inbox = kind(
            address,
            prefix="test" if prefix is None else prefix,
            domain=domain,
            api_client=self._api_client,
            via=via,
        )
        if self._keeps_mail:
            inbox._store.keep()
        at = inbox.address.rpartition("@")[2]
        if self._sandbox is not None and at.lower() != PUBLIC_DOMAIN:
            self._sandbox.enable_domain(at)
        return inbox

    def add(self, inbox: Inbox | AsyncInbox, *, is_named: bool) -> None:
        """Take note of an inbox that is open: it is closed when the test is over.

        Args:
            is_named: its address was given, so its mail is not deleted.
        """
        from .inbox.addresses import PUBLIC_DOMAIN

        self._open.append(inbox)
        # Of the public domain nothing is ours to delete.
        # From a relay it is read without an op of the plan; so it stays so.
        is_ours = not inbox.address.endswith(f"@{PUBLIC_DOMAIN}") and not inbox._spends_nothing
        if not is_named and is_ours:
            self._to_empty.append(inbox.address)

    def __len__(self) -> int:
        return len(self._open)

    def mails(self) -> list[tuple[str, list[Mail]]]:
        """Return the latest mail of each address, if it is kept. It makes no call."""
        return [(inbox.address, inbox._store.kept()) for inbox in self._open]

    def report(self) -> str:
        """Return what has arrived, also what nobody has waited for. Costs an op an inbox.

        Inboxes that are closed are not asked: of these it is what they have received.
        """
        from .api_client import time_limit
        from .exceptions import ClientException, StreamClosedException

        parts = []
        with time_limit(_LOOK_SECONDS):
            for inbox in self._open:
                trouble = ""
                try:
                    inbox._refresh_now()
                except StreamClosedException:  # by the test itself, or as it is over
                    pass
                except ClientException as error:
                    trouble = f"\n  There may be more: the latest look failed: {error}"
                parts.append(inbox.report() + trouble)
        if others := self._others():
            more = f" and {len(others) - _MAX_OTHERS} more" * (len(others) > _MAX_OTHERS)
            shown = ", ".join(others[:_MAX_OTHERS])
            parts.append(f"The sandbox also got mail for: {shown}{more}")
        return "\n".join(parts)

    def _others(self) -> list[str]:
        """Return where else the sandbox got mail meanwhile: an address may have been mistyped."""
        own = {inbox.address.lower() for inbox in self._open}
        with suppress(RuntimeError):  # it is stopped, as it is after the last test
            if self._sandbox is not None:
                return [one for one in self._sandbox.recipients(self._began) if one not in own]
        return []

    def close(self) -> None:
        """Close the inboxes, and delete the mail of the addresses that were made here.

        What cannot be deleted is logged, and no more: it disturbs no other test, and the outcome
        of this one must not depend on it.
        """
        from .api.messages_api import MessagesApi
        from .api_client import time_limit
        from .exceptions import ClientException

        for inbox in self._open:
            inbox._exit_now()
        with time_limit(_CLEANING_SECONDS):
            for address in self._to_empty:
                try:
                    MessagesApi(self._api_client).delete_all_messages(address)
                except ClientException as error:
                    _log.warning("the mail of %s was not deleted: %s", address, error)


class InboxFactory:
    """Makes inboxes for one test; the fixture ``mailsac_inbox_factory`` is one. Any thread."""

    def __init__(self, inboxes: Inboxes) -> None:
        self._inboxes = inboxes

    def __call__(
        self,
        address: str | None = None,
        *,
        prefix: str | None = None,
        domain: str | None = None,
        via: Via = "auto",
    ) -> Inbox:
        """Return an ``Inbox`` that receives already, and is closed when the test is over.

        Args:
            address: default: a new one. The mail of an address that you name is not deleted when
                the test is over: others may use it, too.
            prefix: how a new address begins. Default: the name of the test.
            domain: of a new address. Default: the environment's MAILSAC_DOMAIN, which
                --mailsac-sandbox sets, too, else the public mailsac.com.
            via: ``"socket"``, ``"poll"``, ``"relay"`` or ``"auto"``, as for ``client.Inbox``.

        Raises:
            ValueError: not an address, prefix or domain; both an address and parts of a new one.
            ClientException: the service cannot be reached, or does not accept the key.
        """
        from .inbox.inbox import Inbox

        inbox = self._inboxes.new(Inbox, address, prefix, domain, via)
        inbox._enter_now()
        self._inboxes.add(inbox, is_named=address is not None)
        return inbox


class AsyncInboxFactory:
    """Makes inboxes for one test; the fixture ``mailsac_async_inbox_factory`` is one. Any loop."""

    def __init__(self, inboxes: Inboxes) -> None:
        self._inboxes = inboxes

    async def __call__(
        self,
        address: str | None = None,
        *,
        prefix: str | None = None,
        domain: str | None = None,
        via: Via = "auto",
    ) -> AsyncInbox:
        """Return an ``AsyncInbox`` that receives already, and is closed when the test is over.

        Arguments and errors are those of ``InboxFactory``.
        """
        from .inbox.async_inbox import AsyncInbox

        inbox = self._inboxes.new(AsyncInbox, address, prefix, domain, via)
        await inbox.__aenter__()
        self._inboxes.add(inbox, is_named=address is not None)
        return inbox

    def _make_now(self) -> AsyncInbox:
        """Return an inbox with a fresh address, where no loop runs."""
        from .inbox.async_inbox import AsyncInbox

        inbox = self._inboxes.new(AsyncInbox, None, None, None, "auto")
        inbox._enter_now()
        self._inboxes.add(inbox, is_named=False)
        return inbox


def pytest_addoption(pluginmanager: pytest.PytestPluginManager) -> None:
    plugin = import_module("mailsac_pytest")
    if not pluginmanager.is_registered(plugin):
        pluginmanager.register(plugin)


def _prefix_of(test: str) -> str:
    """Return the name of a test as an address may begin."""
    words = re.sub(r"[^a-z0-9]+", "-", test.lower().removeprefix("test_"))
    return words.strip("-")[:_MAX_PREFIX].rstrip("-") or "test"
