"""What the report of a test says that fails because something is wrong with a mail."""

from __future__ import annotations

import pytest


def test_a_failed_test_shows_each_finding(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        def waited(inbox, send):
            send(inbox.address)
            return inbox.wait(timeout=10)

        def test_call(mailsac_inbox, send):
            assert not waited(mailsac_inbox, send).check()

        def test_variable(mailsac_inbox, send):
            findings = waited(mailsac_inbox, send).check()
            assert not findings

        def test_comparison(mailsac_inbox, send):
            assert waited(mailsac_inbox, send).check() == ()

        def test_other(mailsac_inbox, send):
            findings = waited(mailsac_inbox, send).check(level="error")
            assert not findings
            assert False
    """)
    result = suite.runpytest("--mailsac-sandbox")
    result.assert_outcomes(failed=4)
    for name in ("call", "variable", "comparison"):
        result.stdout.fnmatch_lines(
            [
                f"* test_{name} *",
                "*- What is wrong with the mail -*",
                "warning: headers: no Message-ID (*)",
                "warning: headers: no Date (*)",
                "*- Mail that arrived -*",
            ]
        )
    assert result.stdout.str().count("What is wrong with the mail") == 3
