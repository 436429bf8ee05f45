"""The mail that the pytest plugin lists in the report of a test that fails."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest


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
    result = suite.runpytest("--mailsac-sandbox")
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
            while not mailsac_inbox._store:
                time.sleep(0.01)

        def test_third(request, mailsac):
            from mailsac_pytest import _INBOXES
            assert not [one for one in request.session.items if _INBOXES in one.stash]
    """)
    result = suite.runpytest("--mailsac-sandbox")
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


@pytest.mark.once
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
    result = suite.runpytest("--mailsac-sandbox")
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
    result = suite.runpytest("--mailsac-sandbox", "-rA")
    result.assert_outcomes(passed=1, xfailed=1, failed=2)
    assert "Mail that arrived" not in result.stdout.str()


def test_what_a_mail_holds_cannot_steer_the_terminal(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        def test_it(mailsac_inbox, send):
            send(mailsac_inbox.address, "=?utf-8?q?=1b]0;title=07=1b[2J=0d=0aFAKED_=e2=80=ae?=")
            mailsac_inbox.wait(subject="nothing", timeout=0.1)
    """)
    result = suite.runpytest("--mailsac-sandbox")
    result.assert_outcomes(failed=1)
    shown = result.stdout.str()
    assert re.search(r"\"\]0;title \[2J FAKED", shown.partition("Mail that arrived")[2])
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
    result = suite.runpytest("--mailsac-sandbox")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["it-*@sandbox.example (by web socket): no mails arrived", line])
    assert "INTERNALERROR" not in result.stdout.str()
