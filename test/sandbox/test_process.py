"""What a sandbox leaves behind in the process, and in the temporary folder."""

from __future__ import annotations

import logging
import re
import smtplib
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from support.sandboxes import deliver, mail

from client.sandbox import Sandbox

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "sandbox.md"
EXAMPLES = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), flags=re.S)

RUN = """
import sys
from client.sandbox import Sandbox
sandbox = Sandbox().start()
print(sandbox.ca_file, flush=True)
sys.stdin.read()
"""

# A name that aiosmtpd imports. Python 3.15 warns of it, and from 3.17 on it is gone.
WITHOUT_BYTE_STRING = """
import typing
def gone(name, rest=getattr(typing, "__getattr__", None)):
    if name == "ByteString" or rest is None:
        raise AttributeError(name)
    return rest(name)
typing.__getattr__ = gone
vars(typing).pop("ByteString", None)
"""

UNHEARD = """
import typing, warnings
import aiohttp.web  # which has a filter of its own
before = set(vars(typing)), list(warnings.filters)
with warnings.catch_warnings(record=True) as heard:
    warnings.simplefilter("always")
    own = list(warnings.filters)
    from client.sandbox import Sandbox
    with Sandbox():
        assert warnings.filters == own
assert heard == []
assert (set(vars(typing)), list(warnings.filters)) == before
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder for this process, and for those that it starts."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def started() -> tuple[subprocess.Popen[str], Path]:
    process = subprocess.Popen(
        [sys.executable, "-c", RUN], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    return process, Path(process.stdout.readline().strip())


def test_without_tls_there_is_no_file(folder: Path) -> None:
    with Sandbox(tls=False) as sandbox:
        assert sandbox.ca_file is None
        assert list(folder.iterdir()) == []


def test_the_file_goes_with_the_sandbox(folder: Path) -> None:
    with Sandbox() as sandbox:
        assert [str(path) for path in folder.rglob("*.pem")] == [sandbox.ca_file]
    assert list(folder.iterdir()) == []
    process, path = started()
    assert path.exists()
    process.communicate(timeout=60)  # ends without stop()
    assert process.returncode == 0
    assert list(folder.iterdir()) == []


def test_info_of_the_program_is_not_drowned_in_lines_of_smtp(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.INFO)
    with Sandbox(tls=False) as sandbox:
        deliver(sandbox, mail(), "a@b.test")
        with smtplib.SMTP(*sandbox.smtp, timeout=60) as smtp:
            smtp.docmd("RCPT TO:<nobody>")
        assert [record.message for record in caplog.records if record.name == "mail.log"] == []
        logging.getLogger("mail.log").info("of another server in this process")
        assert "of another server" in caplog.text
        with caplog.at_level(logging.INFO, logger="mail.log"):
            deliver(sandbox, mail(), "a@b.test")
        assert "sender: bounce@shop.example" in caplog.text
    assert logging.getLogger("mail.log").filters == []


@pytest.mark.once
def test_the_first_example_of_the_guide_runs() -> None:
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", EXAMPLES[0]],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (result.stdout, result.stderr) == ("Your code is 481516.\n\n", "")


@pytest.mark.once
@pytest.mark.parametrize("example", [code for code in EXAMPLES if "def test_" in code])
def test_an_example_with_pytest_passes(tmp_path: Path, example: str) -> None:
    path = tmp_path / "test_example.py"
    path.write_text(example, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "--mailsac-sandbox", "-W", "error"]
    result = subprocess.run(
        [*command, "-p", "no:cacheprovider", path],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=tmp_path,
    )
    assert result.returncode == 0, result.stdout
    assert " passed" in result.stdout
    assert "skipped" not in result.stdout


@pytest.mark.parametrize("python", ["", WITHOUT_BYTE_STRING], ids=["this", "3.17"])
def test_warnings_of_its_libraries_reach_nobody(python: str) -> None:
    command = [sys.executable, "-W", "error", "-c", python + UNHEARD]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
