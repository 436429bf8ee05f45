"""docs/guides/pytest.md: its tests run as written, and a failure looks as it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

GUIDE = Path(__file__).parents[2] / "docs/guides/pytest.md"


def fences(language: str) -> list[str]:
    page = GUIDE.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", page, flags=re.S | re.M)


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    pytester.makeini(
        "[pytest]\nfilterwarnings = error\nasyncio_default_fixture_loop_scope = function"
    )
    return pytester


def save(project: pytest.Pytester, *parts: str) -> None:
    (project.path / "test_sign_up.py").write_text("\n\n".join(parts), encoding="utf-8")


def test_the_first_example_is_complete_and_runs_offline(project: pytest.Pytester) -> None:
    save(project, fences("python")[0])
    offline = project.runpytest_subprocess("--mailsac-sandbox")
    offline.assert_outcomes(passed=1)
    without_key = project.runpytest_subprocess("-rs")
    without_key.assert_outcomes(skipped=1)


def test_all_examples_run_and_the_failure_is_as_shown(project: pytest.Pytester) -> None:
    save(project, *fences("python"))
    [command] = [fence.split() for fence in fences("bash") if "--mailsac-save" in fence]
    assert command[0] == "pytest"
    result = project.runpytest_subprocess(*command[1:])
    result.assert_outcomes(passed=9, failed=1)
    assert len(list(project.path.glob(f"{command[-1]}/*wrong_page*/*/*.eml"))) == 1
    (shown,) = fences("text")
    assert lasting(shown) in lasting(result.stdout.str())


def lasting(text: str) -> str:
    """Return the text without what differs from run to run."""
    for pattern, name in (
        ("[0-9a-f]{12}@", "RANDOM@"),
        (r"\d\d:\d\d:\d\d", "TIME"),
        ("-{3,}", "-"),
    ):
        text = re.sub(pattern, name, text)
    return text
