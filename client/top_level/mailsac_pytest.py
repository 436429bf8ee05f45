"""Fixtures for pytest: an address per test, mail that is waited for, and a way to do it offline.

pytest loads this by itself once the package is installed. The package is imported when a test asks
for a fixture. By then pytest can import what belongs to the project, so a ``client`` of its own is
found first.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from importlib import import_module
from importlib.util import find_spec
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

import pytest

if TYPE_CHECKING:
    from pluggy import Result

    from client.api_client import ApiClient
    from client.inbox.async_inbox import AsyncInbox
    from client.inbox.inbox import Inbox
    from client.pytest_plugin import AsyncInboxFactory, Inboxes, InboxFactory
    from client.sandbox import Sandbox

AnyInbox = TypeVar("AnyInbox")

_OPTION = "--mailsac-sandbox"
_SAVE = "--mailsac-save"
_OFFLINE = "mailsac-offline"
_EXTRA = ("aiohttp", "aiosmtpd", "idna", "trustme")

_INBOXES = pytest.StashKey["Inboxes"]()


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    if not pluginmanager.has_plugin("mailsac"):  # loaded by name: then not by itself, too
        pluginmanager.set_blocked("mailsac")
    group = parser.getgroup("mailsac", "mail for tests (mailsac-client)")
    group.addoption(
        _SAVE,
        metavar="DIR",
        help="Keep the mail of each test that fails in this folder: .eml, .html and the report.",
    )
    group.addoption(
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
    for name in _EXTRA:
        if find_spec(name) is None:
            raise pytest.UsageError(
                f"{_OPTION}: the sandbox needs {name}: install the extra [sandbox] of "
                "mailsac-client; in a clone: pip install '.[sandbox]'"
            )
    early_config.pluginmanager.register(_Offline(), _OFFLINE)


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption(_OPTION) and not config.pluginmanager.has_plugin(_OFFLINE):
        raise pytest.UsageError(
            f"{_OPTION} comes too late where a conftest loads the plugin: load it with "
            "-p mailsac_pytest, on the command line or in addopts"
        )
    if config.getoption(_SAVE) is not None:
        # A test may change the working directory. A worker of xdist gets what is set here.
        folder = config.invocation_params.dir / config.getoption(_SAVE)
        config.option.mailsac_save = str(folder)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise pytest.UsageError(f"{_SAVE}: {error}") from None


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
    package = _part("sandbox")
    sandbox: Sandbox
    with package.Sandbox(tls=False) as sandbox, pytest.MonkeyPatch.context() as environment:
        sandbox.enable_domain(package.DOMAIN)
        environment.setenv("MAILSAC_API_URL", sandbox.api_url)
        environment.setenv("MAILSAC_SOCKET_URL", sandbox.socket_url)
        environment.setenv("MAILSAC_API_KEY", sandbox.api_key)
        environment.setenv("MAILSAC_DOMAIN", package.DOMAIN)
        environment.setenv("MAILSAC_SMTP", "{}:{}".format(*sandbox.smtp))
        environment.delenv("MAILSAC_KEY", raising=False)
        environment.delenv("MAILSAC_CA_FILE", raising=False)
        environment.delenv("MAILSAC_RELAY_URL", raising=False)
        yield sandbox


@pytest.fixture(scope="session")
def mailsac(request: pytest.FixtureRequest) -> Iterator[ApiClient]:
    """The client.ApiClient behind the inboxes, for every other call: client.MessagesApi(mailsac).
    Without a key in MAILSAC_API_KEY, a broker in MAILSAC_RELAY_URL, and --mailsac-sandbox, it skips
    the test.

    The environment configures it, as for client.Configuration. For an inbox of a class, a module or
    the session, use it in a fixture of your own: client.Inbox(api_client=mailsac).
    """
    if request.config.getoption(_OPTION):
        request.getfixturevalue("mailsac_sandbox")  # sets the environment
    configuration = _part("configuration").Configuration()
    if configuration.key() is None and not os.environ.get("MAILSAC_RELAY_URL"):
        pytest.skip(
            "no API key: set MAILSAC_API_KEY to use the service, or run offline with "
            f"pytest {_OPTION}"
        )
    api_client: ApiClient
    with _part("api_client").ApiClient(configuration) as api_client:
        yield api_client


@pytest.fixture
def _mailsac_inboxes(request: pytest.FixtureRequest, mailsac: ApiClient) -> Iterator[Inboxes]:
    """The inboxes of a test, whichever fixtures it has."""
    sandbox: Sandbox | None = None
    if request.config.getoption(_OPTION):
        sandbox = request.getfixturevalue("mailsac_sandbox")
    inboxes: Inboxes = _part("pytest_plugin").Inboxes(
        mailsac, sandbox, request.node.name, keeps_mail=any(_wanted(request.config).values())
    )
    request.node.stash[_INBOXES] = inboxes
    yield inboxes
    inboxes.close()


@pytest.fixture
def mailsac_inbox_factory(_mailsac_inboxes: Inboxes) -> InboxFactory:
    """Makes a client.Inbox at each call, with a fresh address, for tests that need several of them.
    Arguments, all optional: address, prefix, domain and via, as for client.Inbox.

    After the test the inboxes are closed, and the mail of the addresses that were made here is
    deleted. For annotations: client.pytest_plugin.InboxFactory.
    """
    factory: InboxFactory = _part("pytest_plugin").InboxFactory(_mailsac_inboxes)
    return factory


@pytest.fixture
def mailsac_async_inbox_factory(_mailsac_inboxes: Inboxes) -> AsyncInboxFactory:
    """Makes a client.AsyncInbox each time that it is awaited: await
    mailsac_async_inbox_factory(prefix="ada"). All else is as for mailsac_inbox_factory.
    For annotations: client.pytest_plugin.AsyncInboxFactory.
    """
    factory: AsyncInboxFactory = _part("pytest_plugin").AsyncInboxFactory(_mailsac_inboxes)
    return factory


@pytest.fixture
def mailsac_inbox(mailsac_inbox_factory: InboxFactory) -> Inbox:
    """A client.Inbox with a fresh address, for this test alone: have mail sent to
    mailsac_inbox.address, and mailsac_inbox.wait(subject="your code").code() waits for it.

    The address begins with the name of the test. If the test fails, the report lists what arrived.
    After it, the inbox is closed, and its mail is deleted where that can be done.
    """
    return _opened(mailsac_inbox_factory)


@pytest.fixture
def mailsac_async_inbox(mailsac_async_inbox_factory: AsyncInboxFactory) -> AsyncInbox:
    """A client.AsyncInbox with a fresh address, for an async test: (await
    mailsac_async_inbox.wait(subject="your code")).code() waits for mail, and holds up nothing.

    It works with pytest-asyncio and with anyio's plugin, and is open when the test begins. All else
    is as for mailsac_inbox.
    """
    return _opened(mailsac_async_inbox_factory._make_now)


def _opened(make: Callable[[], AnyInbox]) -> AnyInbox:
    try:
        return make()
    except _part("exceptions").ClientException as error:
        trouble = str(error)
    pytest.fail(trouble, pytrace=False)  # here, or it would be told with the error it comes from


# Wrappers of the newer kind would fail where pluggy is older than 1.2, also for projects that do
# not use this plugin.
@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Result[pytest.TestReport], None]:
    report = (yield).get_result()
    if call.excinfo is not None and report.failed:
        for findings in _findings(call.excinfo.tb):
            _add_section(report, "What is wrong with the mail", str(findings))
    inboxes = item.stash.get(_INBOXES, None)
    if inboxes is None:
        return
    if len(inboxes) and report.failed:
        mails = inboxes.report()
        if report.when == "teardown":
            mails += "\nThere may be more: when a teardown fails, the service is not asked again."
        wanted = _wanted(item.config)
        if any(wanted.values()):
            mails += _part("pytest_mail").keep(inboxes, item.nodeid, mails, report, **wanted)
        _add_section(report, "Mail that arrived", mails)
    if report.when == "teardown":
        del item.stash[_INBOXES]


def _wanted(config: pytest.Config) -> dict[str, object]:
    """Where the mail of tests that fail is wanted: in a folder, by pytest-html, by Allure."""
    has_allure = config.getoption("allure_report_dir", None)
    return {
        "folder": config.getoption(_SAVE),
        "in_html": bool(config.getoption("htmlpath", None)),
        "attach": import_module("allure").attach if has_allure else None,
    }


def _add_section(report: pytest.TestReport, name: str, text: str) -> None:
    # There, JUnit files and --show-capture=no have it, too. Some errors have no place for it.
    addsection = getattr(report.longrepr, "addsection", None)
    if addsection is not None:
        addsection(name, text)
    else:
        report.sections.append((name, text))


def _findings(traceback: TracebackType) -> list[object]:
    """Return what checks have found, as the function knows it that has failed.

    Of ``assert not mail.check()`` pytest shows the first characters alone. It keeps what it shows
    among the variables of the function.
    """
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    found = {id(value): value for value in traceback.tb_frame.f_locals.values()}
    return [one for one in found.values() if _is_of(type(one), "Findings", ".findings") and one]


def pytest_assertrepr_compare(op: str, left: object, right: object) -> list[str] | None:
    # Of strings that differ pytest shows the characters, even those of a key that hides itself.
    if any(_is_of(type(side), "Secret", ".secret") for side in (left, right)):
        return [f"{left!r} {op} {right!r}"]
    return None


def _is_of(kind: type, name: str, module: str) -> bool:
    # Known by its name, for nothing is imported here, and the package has more than one.
    return kind.__name__ == name and kind.__module__.endswith(module)


def _part(name: str) -> Any:
    """Return a module of the package."""
    try:
        import_module("mailsac_client")
    except ImportError as error:
        trouble = str(error)
    else:
        return import_module(f"mailsac_client.{name}")
    pytest.fail(trouble, pytrace=False)  # here, or it would be told with the error it comes from
