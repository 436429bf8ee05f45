"""The pytest plugin with a key, and with neither key nor sandbox; the key is shown nowhere."""

from __future__ import annotations

import re

import pytest
from support.http_server import KEY, Answer, HttpServer

pytestmark = pytest.mark.once


def test_without_key_and_sandbox_tests_that_need_one_are_skipped(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pytest

        @pytest.mark.parametrize(
            "name", ["mailsac", "mailsac_inbox", "mailsac_inbox_factory", "mailsac_sandbox"]
        )
        def test_that_needs(request, name):
            request.getfixturevalue(name)
            raise AssertionError("not skipped")

        def test_that_does_not():
            pass
    """)
    result = suite.runpytest("-rs")
    result.assert_outcomes(passed=1, skipped=4)
    result.stdout.fnmatch_lines_random(
        [
            "SKIPPED [[]3] *: no API key: set MAILSAC_API_KEY to use the service, or run offline "
            "with pytest --mailsac-sandbox",
            "SKIPPED [[]1] *: this test needs the stand-in for the service: run pytest "
            "--mailsac-sandbox",
        ]
    )
    assert result.ret == 0


@pytest.mark.parametrize("domain", [None, "own.example"])
@pytest.mark.parametrize("passes", [True, False])
def test_with_a_key_the_environment_says_where_the_service_is(
    suite: pytest.Pytester,
    service: HttpServer,
    monkeypatch: pytest.MonkeyPatch,
    domain: str | None,
    passes: bool,
) -> None:
    if domain is not None:
        monkeypatch.setenv("MAILSAC_DOMAIN", domain)
    suite.makepyfile(f"""
        def test_it(mailsac_inbox):
            assert "over REST" in repr(mailsac_inbox)
            assert {passes}
    """)
    result = suite.runpytest()
    result.assert_outcomes(passed=int(passes), failed=int(not passes))
    calls = [r for r in service.requests if r.target.startswith("/api")]
    assert {request.headers["Mailsac-Key"] for request in calls} == {KEY}
    # As the guide says: an op to make an inbox, one for the report of a failure, and one to delete
    # the mail, but not at the public domain.
    at = domain or "mailsac.com"
    paths = [(r.method, re.sub("it-[0-9a-f]{12}", "it", r.target)) for r in calls]
    messages = f"/api/addresses/it%40{at}/messages"
    expected = [("GET", f"{messages}?limit=1000")]
    if not passes:
        expected.append(("GET", f"{messages}?limit=100"))
    if domain is not None:
        expected.append(("DELETE", messages))
    assert paths == expected


@pytest.mark.parametrize("status", [401, 503])
def test_a_service_that_refuses_is_told_in_a_sentence(
    suite: pytest.Pytester, service: HttpServer, status: int
) -> None:
    service.respond = lambda _: Answer(status)
    suite.makepyfile("""
        import client
        import pytest

        def test_fixture(mailsac_inbox):
            pass

        def test_factory(mailsac_inbox_factory):
            with pytest.raises(client.ApiException):
                mailsac_inbox_factory()
    """)
    result = suite.runpytest()
    result.assert_outcomes(passed=1, errors=1)
    shown = result.stdout.str().partition("ERROR at setup of test_fixture")[2]
    section = shown.partition("short test summary")[0]
    assert re.search(f"^Failed: .*{status}|^{status} ", section, re.MULTILINE)
    assert len(section.splitlines()) < 10
    assert "exception" not in section


@pytest.mark.parametrize("status", [200, 401, 500, None])
def test_the_key_is_shown_nowhere(
    suite: pytest.Pytester, service: HttpServer, monkeypatch: pytest.MonkeyPatch, status: int | None
) -> None:
    monkeypatch.setenv("MAILSAC_DOMAIN", "own.example")
    if status is None:
        monkeypatch.setenv("MAILSAC_API_URL", "http://127.0.0.1:1/api")  # nobody listens there
    elif status != 200:
        body = f'{{"message": "no {KEY}"}}'.encode()
        service.respond = lambda _: Answer(status, body, {"Content-Type": "application/json"})
    suite.makepyfile("""
        def test_client(mailsac):
            configuration = mailsac.configuration
            assert mailsac == configuration

        def test_dict(mailsac):
            api_key = mailsac.configuration.api_key
            assert api_key == {}

        def test_key(mailsac):
            key = mailsac.configuration.key()
            assert key == "k_test_another"

        def test_part(mailsac):
            key = mailsac.configuration.key()
            assert "another" in key

        def test_wait(mailsac_inbox):
            receiver = mailsac_inbox._receiver
            mailsac_inbox.wait(timeout=0.1)
    """)
    result = suite.runpytest("--showlocals", "-vv", "-rA", "--full-trace", "--log-level=DEBUG")
    outcomes = {"failed": 5} if status == 200 else {"failed": 4, "errors": 1}
    result.assert_outcomes(**outcomes)
    shown = result.stdout.str() + result.stderr.str()
    assert KEY not in shown
    assert KEY[:12] not in shown.replace("k_test_another", "")


def test_the_key_is_not_shown_when_the_environment_is_wrong(
    suite: pytest.Pytester, service: HttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAILSAC_API_URL", "http://mailsac.com/api")
    suite.makepyfile("def test_it(mailsac_inbox): pass")
    result = suite.runpytest("--showlocals", "-vv", "--full-trace")
    result.assert_outcomes(errors=1)
    shown = result.stdout.str()
    assert "host (MAILSAC_API_URL) must be https://" in shown
    assert KEY not in shown
    assert service.requests == []
