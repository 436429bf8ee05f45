"""The pytest plugin, run by pytest itself: fixtures, skips, reports, workers, and what it costs."""

from __future__ import annotations

import os
import re
import sys
from xml.etree import ElementTree

import pytest
from support.http_server import KEY, Answer, HttpServer, Request

# What the plugin imports when it is used: once, here, and not anew in each run inside this process.
import client.inbox
import client.sandbox.backend  # noqa: F401  # for its import alone

SEND = """
    import smtplib
    from email.message import EmailMessage

    import pytest

    @pytest.fixture
    def send(mailsac_sandbox):
        def send(to, subject="Your code is 481516"):
            message = EmailMessage()
            message["From"], message["To"], message["Subject"] = "shop@shop.example", to, "x"
            message.set_content("Your code is 481516.")
            raw = message.as_bytes().replace(b"Subject: x", b"Subject: " + subject.encode())
            with smtplib.SMTP(*mailsac_sandbox.smtp) as smtp:
                smtp.sendmail("shop@shop.example", [to], raw)
        return send
"""


@pytest.fixture
def suite(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project whose tests can send mail, and where a warning is an error."""
    pytester.makeini("[pytest]\nfilterwarnings = error")
    pytester.makeconftest(SEND)
    return pytester


def offline(suite: pytest.Pytester, *options: str) -> pytest.RunResult:
    return suite.runpytest("--mailsac-sandbox", *options)


# -- fixtures


def test_each_test_has_an_inbox_of_its_own_and_mail_is_pushed(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pytest

        seen = set()

        @pytest.mark.parametrize("name", ["a", "Größe [x] / " + 50 * "y"])
        def test_sign_up(mailsac_inbox, send, name):
            local, _, domain = mailsac_inbox.address.partition("@")
            assert local.startswith("sign-up-a-" if name == "a" else "sign-up-gr")
            assert len(local) <= 45
            assert local.replace("-", "").isalnum() and local.isascii()
            assert domain.endswith(".example")
            assert mailsac_inbox.address not in seen
            seen.add(mailsac_inbox.address)
            send(mailsac_inbox.address)
            assert mailsac_inbox.wait(subject="your code", timeout=10).code() == "481516"
            assert "by web socket" in repr(mailsac_inbox)
    """)
    result = offline(suite)
    result.assert_outcomes(passed=2)
    assert result.ret == 0


def test_the_factory_makes_inboxes_with_the_arguments_of_inbox(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pytest
        import client
        from client.pytest_plugin import InboxFactory

        def test_several(mailsac_inbox_factory: InboxFactory, send):
            inboxes = [
                mailsac_inbox_factory(),
                mailsac_inbox_factory(prefix="buyer"),
                mailsac_inbox_factory(domain="shop.example", via="socket"),
                mailsac_inbox_factory(via="poll"),
                mailsac_inbox_factory("Team@Other.Example", via="socket"),
            ]
            assert all(isinstance(inbox, client.Inbox) for inbox in inboxes)
            assert [inbox.address.partition("-")[0] for inbox in inboxes[:4]] == [
                "several", "buyer", "several", "several"
            ]
            assert inboxes[2].address.endswith("@shop.example")
            assert inboxes[4].address == "Team@Other.Example"
            for inbox in inboxes:
                send(inbox.address, inbox.address)
            for inbox in inboxes:
                assert inbox.wait(timeout=10).subject == inbox.address
                assert ("over REST" in repr(inbox)) == (inbox is inboxes[3])

        @pytest.mark.parametrize("arguments", [
            {"address": "a@b.example", "prefix": "c"},
            {"address": "a@b.example", "domain": "c.example"},
            {"address": ""},
            {"prefix": ""},
            {"domain": "no domain"},
        ])
        def test_wrong(mailsac_inbox_factory, arguments):
            with pytest.raises(ValueError):
                mailsac_inbox_factory(**arguments)
    """)
    result = offline(suite)
    result.assert_outcomes(passed=6)
    assert result.ret == 0


def test_the_public_domain_has_no_web_socket_in_the_sandbox_either(
    suite: pytest.Pytester,
) -> None:
    suite.makepyfile("""
        import pytest
        import client

        @pytest.mark.parametrize("arguments", [
            {"domain": "mailsac.com"}, {"domain": "Mailsac.Com"}, {"address": "a@MAILSAC.com"}
        ])
        def test_public(mailsac_inbox_factory, send, arguments):
            with pytest.raises(client.StreamException):
                mailsac_inbox_factory(**arguments, via="socket")
            inbox = mailsac_inbox_factory(**arguments)
            send(inbox.address)
            assert inbox.wait(timeout=10).code() == "481516"
            assert "over REST" in repr(inbox)
    """)
    result = offline(suite)
    result.assert_outcomes(passed=3)


def test_after_a_test_nothing_listens_and_the_addresses_made_for_it_are_empty(
    suite: pytest.Pytester,
) -> None:
    suite.makepyfile("""
        import time
        import client

        made, inboxes = [], []

        def test_that_receives(mailsac_inbox, mailsac_inbox_factory, mailsac_sandbox, send):
            for inbox in (mailsac_inbox, mailsac_inbox_factory(via="poll")):
                made.append(inbox.address)
                inboxes.append(inbox)  # so that nothing else can end it
                send(inbox.address)
            named = mailsac_inbox_factory("team@shop.example")
            send(named.address)
            assert mailsac_sandbox.connections == 2

        def test_afterwards(mailsac, mailsac_sandbox):
            end = time.monotonic() + 10
            while mailsac_sandbox.connections and time.monotonic() < end:
                time.sleep(0.01)
            assert mailsac_sandbox.connections == 0
            assert [repr(inbox).endswith(" closed>") for inbox in inboxes] == [True, True]
            messages = client.MessagesApi(mailsac)
            assert [len(messages.list_messages(address)) for address in made] == [0, 0]
            assert len(messages.list_messages("team@shop.example")) == 1
    """)
    result = offline(suite)
    result.assert_outcomes(passed=2)
    assert result.ret == 0


def test_mail_that_cannot_be_deleted_is_logged_and_changes_no_outcome(
    suite: pytest.Pytester,
) -> None:
    suite.makepyfile("""
        def test_that_passes(mailsac_inbox, mailsac_sandbox):
            mailsac_sandbox.fail_next(1, 403, on="rest")

        def test_that_fails(mailsac_inbox, mailsac_sandbox):
            mailsac_sandbox.fail_next(2, 403, on="rest")  # one for the report
            assert mailsac_inbox is None
    """)
    result = offline(suite, "-rP")
    result.assert_outcomes(passed=1, failed=1)
    shown = result.stdout.str()
    for name in ("that-passes", "that-fails"):
        line = rf"WARNING .*the mail of {name}-\w+@sandbox.example was not deleted: 403 Forbidden"
        assert len(re.findall(line, shown)) == 1


# -- with a key, and with neither key nor sandbox


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


@pytest.fixture
def service(server: HttpServer, monkeypatch: pytest.MonkeyPatch) -> HttpServer:
    """A service that the environment leads to, with a key, and without mail or web sockets."""

    def respond(request: Request) -> Answer:
        if request.method == "DELETE":
            return Answer(204)
        if request.target.startswith("/incoming-messages"):
            return Answer(403)
        return Answer(body=b"[]", headers={"Content-Type": "application/json"})

    server.respond = respond
    monkeypatch.setenv("MAILSAC_API_KEY", KEY)
    monkeypatch.setenv("MAILSAC_API_URL", f"{server.url}/api")
    monkeypatch.setenv(
        "MAILSAC_SOCKET_URL", server.url.replace("http", "ws") + "/incoming-messages"
    )
    return server


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


# -- offline, with all that the process does


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
    result = offline(suite)
    result.assert_outcomes(passed=3)
    assert service.requests == []
    assert settings() == before


def settings() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name.startswith("MAILSAC_")}


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


@pytest.mark.parametrize("name", ["aiohttp", "aiosmtpd", "trustme"])
def test_a_missing_extra_is_one_error_at_the_start(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    suite.makepyfile("def test_it(mailsac_inbox): pass\ndef test_other(): pass")
    monkeypatch.setitem(sys.modules, name, None)  # as if it were not installed
    result = offline(suite)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    remedy = f"ERROR: --mailsac-sandbox: the sandbox needs {name}: install the extra [[]sandbox] *"
    result.stderr.fnmatch_lines([remedy])
    assert len(result.stderr.str().split("\n")) <= 3
    assert result.outlines == []


# -- the report of a test that fails


def test_the_report_of_a_failure_lists_what_arrived(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pytest

        def test_call(mailsac_inbox, mailsac_inbox_factory, send):
            send(mailsac_inbox.address, "First")
            assert mailsac_inbox.wait(timeout=10).subject == "First"
            polled = mailsac_inbox_factory(prefix="polled", via="poll")
            ended = mailsac_inbox_factory(prefix="ended")
            ended.close()
            for inbox in (mailsac_inbox, polled, ended):
                send(inbox.address, "Second")
            assert False

        @pytest.fixture
        def signed_up(mailsac_inbox, send):
            send(mailsac_inbox.address, "Hello")
            raise RuntimeError("the page was not found")

        def test_setup(signed_up):
            pass
    """)
    result = offline(suite)
    result.assert_outcomes(failed=1, errors=1)
    result.stdout.fnmatch_lines(
        [
            "*- Mail that arrived -*",
            "setup-*@sandbox.example (by web socket): 1 mail arrived",
            '  ??:??:??Z  shop@shop.example  "Hello"  (no wait has returned it)',
            "*- Mail that arrived -*",
            "call-*@sandbox.example (by web socket): 2 mails arrived",
            '  ??:??:??Z  shop@shop.example  "First"',
            '  ??:??:??Z  shop@shop.example  "Second"  (no wait has returned it)',
            "polled-*@sandbox.example (over REST): 1 mail arrived",
            '  ??:??:??Z  shop@shop.example  "Second"  (no wait has returned it)',
            "ended-*@sandbox.example (by web socket): no mails arrived",
            "=*",
        ]
    )
    shown = result.stdout.str()
    assert shown.count("Mail that arrived") == 2
    assert "There may be more" not in shown


def test_the_report_of_a_teardown_that_fails_lists_what_was_received(
    suite: pytest.Pytester,
) -> None:
    suite.makepyfile("""
        import time
        import pytest

        @pytest.fixture
        def before():
            yield
            raise RuntimeError("the shop could not be closed")

        @pytest.fixture
        def account(before, mailsac_inbox, send):
            send(mailsac_inbox.address, "Hello")
            yield
            send(mailsac_inbox.address, "Goodbye")
            mailsac_inbox.wait(subject="goodbye", timeout=10)
            assert False, "not deleted"

        def test_first(account):
            pass

        def test_second(before, mailsac_inbox, send):
            send(mailsac_inbox.address, "Unseen")
            while not mailsac_inbox._receiver._stream._engine.buffer:
                time.sleep(0.01)

        def test_third(request, mailsac):
            from client.pytest_plugin import _FACTORY
            assert not [one for one in request.session.items if _FACTORY in one.stash]
    """)
    result = offline(suite)
    result.assert_outcomes(passed=3, errors=2)
    result.stdout.fnmatch_lines(
        [
            "*- Mail that arrived -*",
            "first-*@sandbox.example (by web socket): 2 mails arrived",
            '  ??:??:??Z  shop@shop.example  "Hello"  (no wait has returned it)',
            '  ??:??:??Z  shop@shop.example  "Goodbye"',
            "There may be more: when a teardown fails, the service is not asked again.",
            "*- Mail that arrived -*",
            "second-*@sandbox.example (by web socket): 1 mail arrived",
            '  ??:??:??Z  shop@shop.example  "Unseen"  (no wait has returned it)',
            "There may be more: *",
        ]
    )


@pytest.mark.parametrize("options", [[], ["-n2"]], ids=["alone", "workers"])
def test_the_list_is_in_whatever_shows_the_failure(
    suite: pytest.Pytester, options: list[str]
) -> None:
    suite.makepyfile("""
        import pytest
        import unittest

        def test_plain(mailsac_inbox, send):
            send(mailsac_inbox.address, "Hello")
            assert mailsac_inbox is None

        def test_short(mailsac_inbox, send):
            send(mailsac_inbox.address, "Hello")
            pytest.fail("no traceback", pytrace=False)

        def test_fixture(mailsac_inbox, send, request):
            send(mailsac_inbox.address, "Hello")
            request.getfixturevalue("no_such_fixture")

        class TestOfUnittest(unittest.TestCase):
            @pytest.fixture(autouse=True)
            def _inbox(self, mailsac_inbox, send):
                send(mailsac_inbox.address, "Hello")

            def test_unit(self):
                self.fail()
    """)
    command = ["--mailsac-sandbox", "--junitxml=out.xml", *options]
    quiet = suite.runpytest_subprocess(*command, "--show-capture=no")
    quiet.assert_outcomes(failed=4)
    # All but that of a fixture that is not found, whose error has no place for more.
    assert quiet.stdout.str().count("- Mail that arrived -") == 3
    in_file = [
        (case.get("name"), element.text and '"Hello"  (no wait has returned it)' in element.text)
        for case in ElementTree.parse(suite.path / "out.xml").iter("testcase")
        for element in case.iter("failure")
    ]
    assert sorted(in_file) == [
        ("test_fixture", False),
        ("test_plain", True),
        ("test_short", True),
        ("test_unit", True),
    ]
    usual = suite.runpytest_subprocess(*command)
    assert usual.stdout.str().count("- Mail that arrived -") == 4


def test_the_report_names_other_addresses_that_got_mail(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import time

        def test_before(send):
            send("earlier@sandbox.example")
            time.sleep(0.002)  # the sandbox's clock has milliseconds

        def test_typo(mailsac_inbox, mailsac_inbox_factory, send):
            send("Wrong@sandbox.example")
            send("wrong@sandbox.exmaple")
            send(mailsac_inbox.address.upper())
            send(mailsac_inbox_factory("team@shop.example").address)
            assert False

        def test_many(mailsac_inbox, send):
            for number in range(12):
                send(f"a{number}@sandbox.example")
            assert False

        def test_none(mailsac_inbox):
            assert False

        def test_stopped(mailsac_inbox, mailsac_sandbox):
            mailsac_sandbox.stop()
            assert False
    """)
    result = offline(suite)
    result.assert_outcomes(passed=1, failed=4)
    shown = result.stdout.str()
    many = ", ".join(f"a{number}@sandbox.example" for number in range(11, 1, -1))
    assert re.findall("^The sandbox also got mail for: (.*)$", shown, re.MULTILINE) == [
        "wrong@sandbox.exmaple, wrong@sandbox.example",
        f"{many} and 2 more",
    ]
    assert "INTERNALERROR" not in shown


def test_nothing_is_listed_without_a_failure_or_without_an_inbox(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pytest

        def test_that_passes(mailsac_inbox):
            pass

        @pytest.mark.xfail
        def test_that_is_expected_to_fail(mailsac_inbox):
            assert False

        def test_that_has_the_factory_alone(mailsac_inbox_factory):
            assert False

        def test_that_has_none(mailsac):
            assert False
    """)
    result = offline(suite, "-rA")
    result.assert_outcomes(passed=1, xfailed=1, failed=2)
    assert "Mail that arrived" not in result.stdout.str()


def test_what_a_mail_holds_cannot_steer_the_terminal(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        def test_it(mailsac_inbox, send):
            send(mailsac_inbox.address, "=?utf-8?q?=1b]0;title=07=1b[2J=0d=0aFAKED_=e2=80=ae?=")
            mailsac_inbox.wait(subject="nothing", timeout=0.1)
    """)
    result = offline(suite)
    result.assert_outcomes(failed=1)
    shown = result.stdout.str()
    assert re.search(r"\\x1b\]0;title\\x07\\x1b\[2J FAKED", shown.partition("Mail that arrived")[2])
    assert not [c for c in shown if not c.isprintable() and c != "\n"]
    assert not re.search("^FAKED", shown, re.MULTILINE)


@pytest.mark.parametrize(
    ("status", "line"),
    [
        (503, "  The latest look over REST failed: 503 Service Unavailable*"),
        (401, "  There may be more: the latest look failed: 401 Unauthorized*"),
    ],
)
def test_a_report_says_when_the_service_could_not_be_asked(
    suite: pytest.Pytester, status: int, line: str
) -> None:
    suite.makepyfile(f"""
        def test_it(mailsac_inbox, mailsac_sandbox):
            mailsac_sandbox.fail_next(3, {status}, on="rest")  # three: a 503 is tried again
            assert False
    """)
    result = offline(suite)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["it-*@sandbox.example (by web socket): no mails arrived", line])
    assert "INTERNALERROR" not in result.stdout.str()


# -- four workers


def test_four_workers_share_nothing_and_their_failures_list_mail(suite: pytest.Pytester) -> None:
    suite.makepyfile(r"""
        import os
        import pytest

        @pytest.mark.parametrize("number", range(12))
        def test_sign_up(mailsac_inbox, mailsac_inbox_factory, mailsac_sandbox, send, number):
            team = mailsac_inbox_factory("team@shop.example")  # the same for all
            for inbox in (mailsac_inbox, team):
                send(inbox.address, f"Mail {number}: \x1b[2J")
                assert inbox.wait(subject=f"mail {number}:", timeout=20).code() == "481516"
            with open("used.txt", "a") as file:
                worker = os.environ["PYTEST_XDIST_WORKER"]
                file.write(f"{worker} {mailsac_sandbox.smtp.port} {mailsac_inbox.address}\n")
            assert number % 4, f"number {number}"
    """)
    result = suite.runpytest_subprocess("--mailsac-sandbox", "-n4")
    result.assert_outcomes(passed=9, failed=3)
    lines = (suite.path / "used.txt").read_text().splitlines()
    workers, ports, addresses = (set(column) for column in zip(*map(str.split, lines), strict=True))
    assert len(workers) == 4
    assert len(ports) == 4
    assert len(addresses) == 12
    shown = result.stdout.str()
    for number in (0, 4, 8):
        section = re.search(rf"Mail that arrived -*\nsign-up-{number}-.*\n(.*\n){{3}}", shown)
        assert section is not None
        assert re.search(rf'"Mail {number}: \\x1b\[2J"', section[0])
        assert "team@shop.example (by web socket): " in section[0]
    assert "\x1b" not in shown


def test_four_workers_skip_without_a_key(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pytest

        @pytest.mark.parametrize("number", range(8))
        def test_it(mailsac_inbox, number):
            raise AssertionError("not skipped")
    """)
    result = suite.runpytest_subprocess("-n4", "-rs")
    result.assert_outcomes(skipped=8)
    result.stdout.fnmatch_lines(["SKIPPED [[]8] *: no API key: set MAILSAC_API_KEY *"])


# -- the key


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


# -- for projects that do not use it, and for those who read its help


def test_a_project_that_does_not_use_it_loads_two_small_modules(
    pytester: pytest.Pytester,
) -> None:
    pytester.makeconftest("""
        import sys

        def pytest_unconfigure():
            print("loaded:", *sorted(sys.modules))
    """)
    pytester.makepyfile("def test_it(): assert 1 == 1")
    loaded = []
    for options in (["-p", "no:mailsac"], [], ["--collect-only"]):
        result = pytester.runpytest_subprocess(*options)
        assert result.ret == 0
        line = next(line for line in result.outlines if line.startswith("loaded: "))
        loaded.append(set(line.split()))
    without, *runs = loaded
    assert "client" not in without
    for run in runs:
        assert run - without == {"client", "client.pytest_plugin"}


def test_its_help_names_the_option_and_its_fixtures(pytester: pytest.Pytester) -> None:
    shown = pytester.runpytest("--help").stdout.str()
    assert "--mailsac-sandbox" in shown
    fixtures = pytester.runpytest("--fixtures").stdout.str()
    section = fixtures.partition("fixtures defined from client.pytest_plugin")[2]
    section = section.partition("\n-----")[0]
    names = re.findall(r"^(\w+)(?: \[\w+ scope\])? -- ", section, re.MULTILINE)
    assert sorted(names) == [
        "mailsac",
        "mailsac_inbox",
        "mailsac_inbox_factory",
        "mailsac_sandbox",
    ]
    assert "no docstring" not in section
