"""``--mailsac-sandbox``: the environment, who starts a sandbox, and what it needs."""

from __future__ import annotations

import os
import sys

import pytest
from support.http_server import KEY, HttpServer


def test_with_the_option_the_environment_leads_to_the_sandbox(
    suite: pytest.Pytester, service: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILSAC_KEY", KEY)
    monkeypatch.setenv("MAILSAC_DOMAIN", "own.example")
    monkeypatch.setenv("MAILSAC_CA_FILE", "/no/such/file.pem")
    monkeypatch.setenv("HTTP_PROXY", service.url)
    monkeypatch.setenv("HTTPS_PROXY", service.url)
    before = settings()
    suite.makeconftest("""
        import subprocess
        import sys
        import pytest

        @pytest.fixture(scope="session", autouse=True)
        def app():
            code = "import client; print(client.Configuration().host, client.Inbox().address)"
            return subprocess.check_output([sys.executable, "-c", code], text=True).split()
    """)
    suite.makepyfile("""
        import os
        import client

        def test_that_asks_for_no_fixture():
            names = {name for name in os.environ if name.startswith("MAILSAC_")}
            expected = ("API_URL", "SOCKET_URL", "API_KEY", "DOMAIN", "SMTP")
            assert names == {f"MAILSAC_{x}" for x in expected}
            with client.Inbox(via="socket") as inbox:
                assert inbox.address.endswith("@sandbox.example")
            assert client.MessagesApi().list_messages(inbox.address) == []

        def test_a_program_that_was_started_first(app, mailsac_sandbox):
            host, address = app
            assert host == mailsac_sandbox.api_url
            assert os.environ["MAILSAC_SMTP"] == "{}:{}".format(*mailsac_sandbox.smtp)
            assert address.endswith("@sandbox.example")

        def test_the_fixtures(mailsac_inbox, mailsac_sandbox, mailsac):
            assert mailsac_inbox.address.endswith("@sandbox.example")
            assert mailsac.configuration.host == mailsac_sandbox.api_url
    """)
    result = suite.runpytest("--mailsac-sandbox")
    result.assert_outcomes(passed=3)
    assert service.requests == []
    assert settings() == before


def settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("MAILSAC_")}


@pytest.mark.once
@pytest.mark.parametrize(
    ("options", "starts"),
    [([], True), (["--collect-only"], False), (["-n2"], False)],
    ids=["run", "collect", "controller"],
)
def test_only_who_runs_tests_starts_a_sandbox(
    pytester: pytest.Pytester, options: list[str], starts: bool
) -> None:
    pytester.makeconftest("""
        import sys

        def pytest_unconfigure(config):
            if not hasattr(config, "workerinput"):
                print("loaded:", *sorted(sys.modules))
    """)
    pytester.makepyfile("""
        import threading

        def test_it():
            assert "mailsac-sandbox" in [thread.name for thread in threading.enumerate()]
    """)
    result = pytester.runpytest_subprocess("--mailsac-sandbox", *options)
    assert result.ret == 0
    line = next(line for line in result.outlines if line.startswith("loaded: "))
    assert ("aiohttp" in line.split()) == starts


@pytest.mark.parametrize("name", ["aiohttp", "aiosmtpd", "idna", "trustme"])
def test_a_missing_extra_is_one_error_at_the_start(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    suite.makepyfile("def test_it(mailsac_inbox): pass\ndef test_other(): pass")
    monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed
    result = suite.runpytest("--mailsac-sandbox")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    remedy = f"ERROR: --mailsac-sandbox: the sandbox needs {name}: install the extra [[]sandbox] *"
    result.stderr.fnmatch_lines([remedy])
    assert len(result.stderr.str().split("\n")) <= 3
    assert result.outlines == []
