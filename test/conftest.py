"""Fixtures for all tests. No test reads the caller's own settings or reaches past loopback."""

from __future__ import annotations

import gc
import os
import ssl
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import trustme
from support.exercised import EXERCISED
from support.http_server import KEY, HttpServer
from support.mails import DOMAIN, Sender
from support.sandboxes import Apis, apis_of

import client
from client.sandbox import Sandbox

pytest_plugins = ["pytester"]


def pytest_collection_finish() -> None:
    """What is there by now stays: the collections that tests ask for need not go through it."""
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of xdist hands its counts to the process that sums up."""
    gc.unfreeze()
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["exercised"] = {k: dict(v) for k, v in EXERCISED.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for kind, counts in getattr(node, "workeroutput", {}).get("exercised", {}).items():
        EXERCISED.setdefault(kind, Counter()).update(counts)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if EXERCISED:
        names = set().union(*EXERCISED.values())
        parts = [f"{counter.total()} {kind}" for kind, counter in EXERCISED.items()]
        terminalreporter.write_line(f"by the contract: {len(names)} operations, {', '.join(parts)}")


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("MAILSAC_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    # For tests that run pytest: pytest-asyncio warns where a project has not set it up.
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p no:asyncio")


@pytest.fixture
def server() -> Iterator[HttpServer]:
    with HttpServer() as server:
        yield server


@pytest.fixture
def api_client(server: HttpServer) -> Iterator[client.ApiClient]:
    configuration = client.Configuration(host=f"{server.url}/api", api_key=KEY)
    with client.ApiClient(configuration) as api_client:
        yield api_client


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture(scope="session")
def server_tls(authority: trustme.CA) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1", "localhost", "mail.invalid").configure_cert(context)
    return context


@pytest.fixture
def tls_server(server_tls: ssl.SSLContext) -> Iterator[HttpServer]:
    with HttpServer(server_tls) as server:
        yield server


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    """A sandbox without TLS, for one test. Some files have one of their own."""
    with Sandbox(tls=False) as sandbox:
        yield sandbox


@pytest.fixture
def apis(sandbox: Sandbox) -> Iterator[Apis]:
    """The generated APIs of that sandbox."""
    with apis_of(sandbox) as apis:
        yield apis


@pytest.fixture(scope="module")
def service() -> Iterator[tuple[Sandbox, client.ApiClient]]:
    """A sandbox that owns ``DOMAIN``, with web sockets on, for all tests of one file."""
    with Sandbox(tls=False) as sandbox:
        sandbox.enable_domain(DOMAIN)
        configuration = client.Configuration(
            host=sandbox.api_url, socket_url=sandbox.socket_url, api_key=sandbox.api_key
        )
        with client.ApiClient(configuration) as api_client:
            yield sandbox, api_client


@pytest.fixture
def sender(service: tuple[Sandbox, client.ApiClient]) -> Iterator[Sender]:
    """Sends mail to that one."""
    sender = Sender(service[0])
    yield sender
    sender.close()
