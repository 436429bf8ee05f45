"""What is published: what it holds, and that it works where nothing else is installed."""

from __future__ import annotations

import configparser
import email
import re
import sys
import tarfile
import zipfile
from email.message import Message
from pathlib import Path

import pytest
from support.environments import ROOT, Environment, run, tree

SMOKE = """
import importlib.metadata, smtplib
import client
assert client.__version__ == importlib.metadata.version("mailsac-client")
assert client.__file__.startswith({prefix!r}), client.__file__
message = client.IncomingEmailMessage.from_dict({{"_id": "1", "subject": "Hello"}})
assert message.subject == "Hello"
assert client.find_codes("Your code is 481516.") == ["481516"]
configuration = client.Configuration(host="http://127.0.0.1:9", api_key="k", retries=0)
try:
    client.MessagesApi(client.ApiClient(configuration)).list_messages("a@b.example")
except client.TransportException as error:
    print(error)
"""


def in_wheel(built: dict[str, Path]) -> list[str]:
    with zipfile.ZipFile(built["wheel"]) as archive:
        return archive.namelist()


def metadata(built: dict[str, Path], name: str = "METADATA") -> Message:
    (path,) = [path for path in in_wheel(built) if path.endswith(f".dist-info/{name}")]
    with zipfile.ZipFile(built["wheel"]) as archive:
        return email.message_from_bytes(archive.read(path))


def test_the_wheel_holds_what_is_imported_and_stubs_and_nothing_else(
    built: dict[str, Path],
) -> None:
    names = {name for name in in_wheel(built) if ".dist-info/" not in name}
    tracked = set(run("git", "-C", ROOT, "ls-files", "client").split())
    top_level = {name for name in tracked if name.startswith("client/top_level/")}
    package = tracked - top_level
    stubs = {
        f"{name.replace('client', 'mailsac_client-stubs', 1)}i"
        for name in package
        if name.endswith(".py")
    }
    assert names == package | {Path(name).name for name in top_level} | stubs
    assert "client/py.typed" in names
    assert {"mailsac_cli.py", "mailsac_client.py", "mailsac_pytest.py"} <= names


def test_what_an_older_build_has_left_stays_out(tmp_path: Path) -> None:
    source = tree(tmp_path / "tree")
    stale = source / "build/lib/client/removed_since.py"
    stale.parent.mkdir(parents=True)
    stale.write_text("")
    run(sys.executable, "-m", "pip", "wheel", "--no-deps", "-w", tmp_path, source)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert "client/__init__.py" in names
    assert "client/removed_since.py" not in names


def test_the_sdist_holds_what_a_build_needs_and_no_tests(built: dict[str, Path]) -> None:
    with tarfile.open(built["sdist"]) as archive:
        present = {name.partition("/")[2] for name in archive.getnames()}
    assert {"setup.py", "pyproject.toml", "README.md", "LICENSE", "client/py.typed"} <= present
    assert not [name for name in present if name.startswith(("test/", "benchmarks/", "codegen/"))]


def test_the_metadata_is_complete(built: dict[str, Path]) -> None:
    meta = metadata(built)
    assert meta["Name"] == "mailsac-client"
    assert meta["License-Expression"] == "MIT"
    assert meta["Requires-Python"] == ">=3.11"
    assert meta["Description-Content-Type"] == "text/markdown"
    needed = [line for line in meta.get_all("Requires-Dist", []) if "extra ==" not in line]
    assert {re.split("[<>=]", line)[0] for line in needed} == {
        "urllib3",
        "certifi",
        "python-dateutil",
        "six",
        "websocket-client",
    }
    assert meta.get_all("Provides-Extra") == ["sandbox", "page", "cli", "relay", "fast"]
    extras = [line.split("; extra == ") for line in meta.get_all("Requires-Dist", [])]
    (page,) = [needed for needed, *extra in extras if extra == ['"page"']]
    assert [page, '"sandbox"'] in extras  # which contains it
    urls = dict(line.split(", ") for line in meta.get_all("Project-URL", []))
    assert urls["Changelog"] == f"{urls['Repository']}/blob/HEAD/CHANGELOG.md"
    entry_points = metadata(built, "entry_points.txt").get_payload()
    assert "mailsac = mailsac_cli:script" in str(entry_points)
    assert "mailsac = mailsac_pytest" in str(entry_points)


def test_links_of_the_readme_lead_to_the_repository(built: dict[str, Path]) -> None:
    (repository,) = (
        line.removeprefix("Repository, ")
        for line in metadata(built).get_all("Project-URL", [])
        if line.startswith("Repository, ")
    )
    shown = str(metadata(built).get_payload())
    written = ROOT.joinpath("README.md").read_text(encoding="utf-8")
    relative = re.findall(r"\]\((?!https?://)([^)]+)\)", written)
    assert len(relative) > 40
    assert not re.findall(r"\]\((?!https?://)", shown)
    for link in relative:
        kind = "raw" if link.endswith((".svg", ".png")) else "blob"
        assert f"]({repository}/{kind}/HEAD/{link})" in shown


def test_each_lowest_version_is_one_that_tox_tests_with(built: dict[str, Path]) -> None:
    pinned = configparser.ConfigParser(interpolation=None)
    pinned.read(ROOT / "tox.ini")
    needed = metadata(built).get_all("Requires-Dist", [])
    floors = {re.sub(r"([\w-]+).*>=([\d.]+).*", r"\1==\2", line) for line in needed}
    tested = {re.sub(r"\[.*\]", "", name) for name in pinned["testenv:lowest"]["deps"].split()}
    assert len(floors) >= 10
    assert floors <= tested


def test_twine_finds_nothing(built: dict[str, Path]) -> None:
    shown = run(sys.executable, "-m", "twine", "check", "--strict", *built.values())
    assert shown.count("PASSED") == 2


@pytest.mark.parametrize("kind", ["wheel", "sdist"])
def test_it_works_where_nothing_else_is(built: dict[str, Path], kind: str, tmp_path: Path) -> None:
    empty = Environment.make(tmp_path)
    empty.pip("install", "--no-compile", built[kind])
    shown = run(empty.python, "-W", "error", "-c", SMOKE.format(prefix=str(tmp_path)))
    assert shown.startswith("no connection to http://127.0.0.1:9: ")
    assert run(empty.python.parent / "mailsac", "--version").startswith("mailsac ")
    empty.pip("check")


def test_pytest_with_an_old_pluggy_runs_where_the_plugin_is_not_used(
    built: dict[str, Path], tmp_path: Path
) -> None:
    environment = Environment.make(tmp_path)
    # What the package needs is not needed here: the plugin is loaded, and not used.
    environment.pip("install", "--no-compile", "--no-deps", built["wheel"])
    environment.pip("install", "--no-compile", "pytest==7.4.4", "pluggy==1.0.0")
    test = tmp_path / "test_it.py"
    test.write_text("def test_it():\n    assert 1 == 1\n")
    assert "1 passed" in run(environment.python, "-m", "pytest", "-p", "no:cacheprovider", test)
