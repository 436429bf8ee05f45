"""The pytest plugin for projects that do not use it, and for those who read its help."""

from __future__ import annotations

import re

import pytest


@pytest.mark.once
def test_a_project_that_does_not_use_it_loads_one_small_module(pytester: pytest.Pytester) -> None:
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
        assert run - without == {"mailsac_pytest"}


def test_its_help_names_the_option_and_its_fixtures(pytester: pytest.Pytester) -> None:
    shown = pytester.runpytest("--help").stdout.str()
    assert "--mailsac-sandbox" in shown
    fixtures = pytester.runpytest("--fixtures").stdout.str()
    section = fixtures.partition("fixtures defined from mailsac_pytest")[2]
    section = section.partition("\n-----")[0]
    names = re.findall(r"^(\w+)(?: \[\w+ scope\])? -- ", section, re.MULTILINE)
    assert sorted(names) == [
        "mailsac",
        "mailsac_async_inbox",
        "mailsac_async_inbox_factory",
        "mailsac_inbox",
        "mailsac_inbox_factory",
        "mailsac_sandbox",
    ]
    assert "no docstring" not in section


@pytest.mark.once
@pytest.mark.parametrize("autoload", [True, False])
@pytest.mark.parametrize(
    "options",
    [
        ["-p", "client.pytest_plugin"],
        ["-p", "mailsac_pytest"],
        ["-p", "mailsac"],
        ["-p", "client.pytest_plugin", "-p", "mailsac_pytest"],
        ["-p", "no:mailsac", "-p", "client.pytest_plugin"],
    ],
    ids=" ".join,
)
def test_it_can_be_loaded_by_name_and_then_is_loaded_once(
    suite: pytest.Pytester,
    monkeypatch: pytest.MonkeyPatch,
    options: list[str],
    autoload: bool,
) -> None:
    if not autoload:
        monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    suite.makepyfile("""
        import mailsac_pytest

        def test_it(pytestconfig, mailsac_inbox, send):
            registered = pytestconfig.pluginmanager.get_plugins()
            assert [plugin for plugin in registered if plugin is mailsac_pytest] == [mailsac_pytest]
            send(mailsac_inbox.address)
            assert mailsac_inbox.wait(timeout=10).code() == "481516"
    """)
    result = suite.runpytest_subprocess(*options, "--mailsac-sandbox")
    result.assert_outcomes(passed=1)
    assert result.ret == 0


@pytest.mark.once
def test_a_conftest_may_name_it(suite: pytest.Pytester) -> None:
    conftest = suite.path / "conftest.py"
    conftest.write_text(conftest.read_text() + '\npytest_plugins = ["client.pytest_plugin"]\n')
    suite.makepyfile("def test_it(mailsac_inbox): pass")
    suite.runpytest_subprocess("--mailsac-sandbox").assert_outcomes(passed=1)


@pytest.mark.once
def test_a_conftest_that_loads_it_too_late_for_the_sandbox_is_told(
    suite: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    conftest = suite.path / "conftest.py"
    conftest.write_text(conftest.read_text() + '\npytest_plugins = ["mailsac_pytest"]\n')
    suite.makepyfile("def test_it(): assert 1 == 1")
    suite.runpytest_subprocess().assert_outcomes(passed=1)
    result = suite.runpytest_subprocess("--mailsac-sandbox")
    assert result.ret == 4
    result.stderr.fnmatch_lines(["*load it with -p mailsac_pytest*"])


@pytest.mark.once
def test_it_can_be_switched_off(suite: pytest.Pytester) -> None:
    suite.makepyfile("def test_it(pytestconfig, mailsac_inbox): pass")
    result = suite.runpytest_subprocess("-p", "no:mailsac")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture 'mailsac_inbox' not found"])
    assert suite.runpytest_subprocess("-p", "no:mailsac", "--mailsac-sandbox").ret == 4
