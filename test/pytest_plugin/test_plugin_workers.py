"""The pytest plugin with pytest-xdist: four workers."""

from __future__ import annotations

import re

import pytest

pytestmark = pytest.mark.once


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
        assert re.search(rf'"Mail {number}: \[2J"', section[0])
        assert "team@shop.example (by web socket): " in section[0]
    assert "\x1b" not in shown


def test_workers_skip_without_a_key(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pytest

        @pytest.mark.parametrize("number", range(8))
        def test_it(mailsac_inbox, number):
            raise AssertionError("not skipped")
    """)
    result = suite.runpytest_subprocess("-n2", "-rs")
    result.assert_outcomes(skipped=8)
    result.stdout.fnmatch_lines(["SKIPPED [[]8] *: no API key: set MAILSAC_API_KEY *"])
