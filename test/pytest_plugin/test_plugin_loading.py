"""The pytest plugin for projects that do not use it, and for those who read its help."""

from __future__ import annotations

import re

import pytest

# What the plugin imports when it is used: once, here, and not anew in each run inside this process.


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
