"""``toxfile.py``: tox finds the Pythons that pyenv has, and says at its end which ran."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from support.environments import run

ROOT = Path(__file__).parents[2]
THIS = f"{sys.version_info[0]}{sys.version_info[1]}"
VERSION = ".".join(map(str, sys.version_info[:3]))
TOX_INI = f"""
[tox]
env_list = py{THIS}, py399
skip_missing_interpreters = true
[testenv]
skip_install = true
allow_external_commands = true
commands = python -c "import os; raise SystemExit('only-here' not in os.environ['PATH'])"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "toxfile.py", tmp_path)
    tmp_path.joinpath("tox.ini").write_text(TOX_INI)
    return tmp_path


@pytest.mark.parametrize("command", [[], ["run"], ["p"]], ids=["tox", "run", "parallel"])
def test_the_last_line_says_which_pythons_ran(project: Path, command: list[str]) -> None:
    tox = (sys.executable, "-m", "tox", *command)
    shown = run(*tox, cwd=project, status=1, PYENV_ROOT="nowhere")
    last = f"Tests passed on Python none; failed on {VERSION}; not found 3.99"
    assert shown.splitlines()[-1] == last
    project.joinpath("pyenv/versions/3.99.1-only-here/bin").mkdir(parents=True)
    shown = run(*tox, cwd=project, PYENV_ROOT=str(project / "pyenv"))
    assert shown.splitlines()[-1] == f"Tests passed on Python {VERSION}; not found 3.99"
