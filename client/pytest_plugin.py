"""Fixtures for pytest: an address per test, mail that is waited for, and a way to do it offline.

pytest loads this by itself once the package is installed. Nothing else of the package is imported
before a test asks for a fixture, or the option for the sandbox.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Generator, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import pytest

if TYPE_CHECKING:
    from pluggy import Result

    from .api_client import ApiClient
    from .inbox.inbox import Inbox
    from .sandbox import Sandbox

_OPTION = "--mailsac-sandbox"
_MAX_PREFIX = 32
_MAX_OTHERS = 10
_LOOK_SECONDS = 5.0  # for all inboxes of a test that failed, so that a dead service holds up little
_CLEANING_SECONDS = 5.0

_log = logging.getLogger("client.pytest_plugin")


class InboxFactory:
    """Makes inboxes for one test; the fixture ``mailsac_inbox_factory`` is one. Any thread."""

    def __init__(self, api_client: ApiClient, sandbox: Sandbox | None, prefix: str) -> None:
        self._api_client = api_client
        self._sandbox = sandbox
        self._prefix = prefix
        self._inboxes: list[Inbox] = []
        self._to_empty: list[str] = []
        self._began = datetime.now(UTC)

    def __call__(
        self,
        address: str | None = None,
        *,
        prefix: str | None = None,
        domain: str | None = None,
        via: Literal["auto", "socket", "poll"] = "auto",
    ) -> Inbox:
        """Return an ``Inbox`` that receives already, and is closed when the test is over.

        Args:
            address: default: a new one. The mail of an address that you name is not deleted when
                the test is over: others may use it, too.
            prefix: how a new address begins. Default: the name of the test.
            domain: of a new address. Default: the environment's MAILSAC_DOMAIN, which
                --mailsac-sandbox sets, too, else the public mailsac.com.
            via: ``"socket"``, ``"poll"`` or ``"auto"``, as for ``client.Inbox``.

        Raises:
            ValueError: not an address, prefix or domain; both an address and parts of a new one.
            ClientException: the service cannot be reached, or does not accept the key.
        """
        from .inbox.addresses import PUBLIC_DOMAIN
        from .inbox.inbox import Inbox

        if address is None:
            prefix = self._prefix if prefix is None else prefix
        inbox = Inbox(
            address,
            prefix="test" if prefix is None else prefix,
            domain=domain,
            api_client=self._api_client,
            via=via,
        )
        at = inbox.address.rpartition("@")[2]
        if self._sandbox is not None and at.lower() != PUBLIC_DOMAIN:
            self._sandbox.enable_domain(at)
        inbox.__enter__()  # left by _close
        self._inboxes.append(inbox)
        if address is None and at != PUBLIC_DOMAIN:  # nothing there is ours to delete
            self._to_empty.append(inbox.address)
        return inbox

    def _report(self) -> str:
        """Return what has arrived, also what nobody has waited for. Costs an op an inbox.

        Inboxes that are closed are not asked: of these it is what they have received.
        """
        from .api_client import time_limit
        from .exceptions import ClientException, StreamClosedException

        parts = []
        with time_limit(_LOOK_SECONDS):
            for inbox in self._inboxes:
                trouble = ""
                try:
                    inbox.refresh()
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
        own = {inbox.address.lower() for inbox in self._inboxes}
        with suppress(RuntimeError):  # it is stopped, as it is after the last test
            if self._sandbox is not None:
                return [one for one in self._sandbox.recipients(self._began) if one not in own]
        return []

    def _close(self) -> None:
        """Close the inboxes, and delete the mail of the addresses that were made here.

        What cannot be deleted is logged, and no more: it disturbs no other test, and the outcome
        of this one must not depend on it.
        """
        from .api.messages_api import MessagesApi
        from .api_client import time_limit
        from .exceptions import ClientException

        for inbox in self._inboxes:
            inbox.close()
        with time_limit(_CLEANING_SECONDS):
            for address in self._to_empty:
                try:
                    MessagesApi(self._api_client).delete_all_messages(address)
                except ClientException as error:
                    _log.warning("the mail of %s was not deleted: %s", address, error)


_FACTORY = pytest.StashKey[InboxFactory]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("mailsac", "mail for tests (mailsac-client)").addoption(
        _OPTION,
        action="store_true",
        help="Run offline and without a key: a stand-in for the service runs in this process, and "
        "the environment leads to it. Needs the extra [sandbox] of mailsac-client.",
    )


# Not pytest_configure: of fixtures alike, pytest 8 sets up first what is registered first, and the
# sandbox is to run before a fixture of the project starts a program, which gets the environment.
@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> None:
    if not early_config.known_args_namespace.mailsac_sandbox:
        return
    from .sandbox.server import check_extra

    try:
        check_extra()
    except ImportError as error:
        raise pytest.UsageError(f"{_OPTION}: {error}") from None
    early_config.pluginmanager.register(_Offline())


class _Offline:
    """What ``--mailsac-sandbox`` adds: a plugin that is registered with that option alone."""

    # Static, for pytest 9 deprecates methods of an instance that serve a session.
    @pytest.fixture(scope="session", autouse=True)
    @staticmethod
    def _mailsac_offline(mailsac_sandbox: Sandbox) -> None:
        """Has the sandbox run from the first test on, whatever the tests ask for."""


@pytest.fixture(scope="session")
def mailsac_sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """The offline stand-in for the service, a client.sandbox.Sandbox: let your application send its
    mail to mailsac_sandbox.smtp (host and port). Without --mailsac-sandbox it skips the test.

    It starts before the first test. Until the last one is over, MAILSAC_API_URL and the like in the
    environment lead to it, for all that this process does, and for programs that it starts. REST
    and web socket are without TLS. Under xdist each worker has a sandbox of its own.
    """
    if not request.config.getoption(_OPTION):
        pytest.skip(f"this test needs the stand-in for the service: run pytest {_OPTION}")
    from .sandbox import DOMAIN, Sandbox

    with Sandbox(tls=False) as sandbox, pytest.MonkeyPatch.context() as environment:
        sandbox.enable_domain(DOMAIN)
        environment.setenv("MAILSAC_API_URL", sandbox.api_url)
        environment.setenv("MAILSAC_SOCKET_URL", sandbox.socket_url)
        environment.setenv("MAILSAC_API_KEY", sandbox.api_key)
        environment.setenv("MAILSAC_DOMAIN", DOMAIN)
        environment.setenv("MAILSAC_SMTP", "{}:{}".format(*sandbox.smtp))
        environment.delenv("MAILSAC_KEY", raising=False)
        environment.delenv("MAILSAC_CA_FILE", raising=False)
        yield sandbox


@pytest.fixture(scope="session")
def mailsac(request: pytest.FixtureRequest) -> Iterator[ApiClient]:
    """The client.ApiClient behind the inboxes, for every other call: client.MessagesApi(mailsac).
    Without a key in MAILSAC_API_KEY, and without --mailsac-sandbox, it skips the test.

    The environment configures it, as for client.Configuration. For an inbox of a class, a module or
    the session, use it in a fixture of your own: client.Inbox(api_client=mailsac).
    """
    from .api_client import ApiClient
    from .configuration import Configuration

    if request.config.getoption(_OPTION):
        request.getfixturevalue("mailsac_sandbox")  # sets the environment
    configuration = Configuration()
    if configuration.key() is None:
        pytest.skip(
            "no API key: set MAILSAC_API_KEY to use the service, or run offline with "
            f"pytest {_OPTION}"
        )
    with ApiClient(configuration) as api_client:
        yield api_client


@pytest.fixture
def mailsac_inbox_factory(
    request: pytest.FixtureRequest, mailsac: ApiClient
) -> Iterator[InboxFactory]:
    """Makes a client.Inbox at each call, with a fresh address, for tests that need several of them.
    Arguments, all optional: address, prefix, domain and via, as for client.Inbox.

    After the test the inboxes are closed, and the mail of the addresses that were made here is
    deleted. For annotations: client.pytest_plugin.InboxFactory.
    """
    sandbox: Sandbox | None = None
    if request.config.getoption(_OPTION):
        sandbox = request.getfixturevalue("mailsac_sandbox")
    factory = InboxFactory(mailsac, sandbox, _prefix_of(request.node.name))
    request.node.stash[_FACTORY] = factory
    yield factory
    factory._close()


@pytest.fixture
def mailsac_inbox(mailsac_inbox_factory: InboxFactory) -> Inbox:
    """A client.Inbox with a fresh address, for this test alone: have mail sent to
    mailsac_inbox.address, and mailsac_inbox.wait(subject="your code").code() waits for it.

    The address begins with the name of the test. If the test fails, the report lists what arrived.
    After it, the inbox is closed, and its mail is deleted where that can be done.
    """
    from .exceptions import ClientException

    try:
        return mailsac_inbox_factory()
    except ClientException as error:
        trouble = str(error)
    pytest.fail(trouble, pytrace=False)  # here, or it would be told with the error it comes from


# Wrappers of the newer kind would fail where pluggy is older than 1.2, also for projects that do
# not use this plugin.
@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, Result[pytest.TestReport], None]:
    report = (yield).get_result()
    factory = item.stash.get(_FACTORY, None)
    if factory is None:
        return
    if factory._inboxes and report.failed:
        mails = factory._report()
        if report.when == "teardown":
            mails += "\nThere may be more: when a teardown fails, the service is not asked again."
        # There, JUnit files and --show-capture=no have it, too. Some errors have no place for it.
        addsection = getattr(report.longrepr, "addsection", None)
        if addsection is not None:
            addsection("Mail that arrived", mails)
        else:
            report.sections.append(("Mail that arrived", mails))
    if report.when == "teardown":
        del item.stash[_FACTORY]


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    # Of strings that differ pytest shows the characters, even those of a key that hides itself.
    configuration = sys.modules.get(f"{__package__}.configuration")
    if configuration and any(isinstance(side, configuration.Secret) for side in (left, right)):
        return [f"{left!r} {op} {right!r}"]
    return None


def _prefix_of(test: str) -> str:
    """Return the name of a test as an address may begin."""
    words = re.sub(r"[^a-z0-9]+", "-", test.lower().removeprefix("test_"))
    return words.strip("-")[:_MAX_PREFIX].rstrip("-") or "test"
