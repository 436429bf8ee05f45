"""The drawing in ``layout.md`` has each module of the package, in its folder, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/guides/layout.md"
PACKAGE = ROOT / "client"
NAME = re.compile(r"[a-z_0-9]+/?")
# Named in the heads of boxes, or explained by what they are.
ELSEWHERE = {"cli", "__main__", "pytest_plugin", "version"}
BESIDE = "top_level"  # no package


def drawn() -> dict[str, set[str]]:
    """The modules by the folder of their box."""
    found: dict[str, set[str]] = {}
    folder = ""
    for line in (
        PAGE.read_text(encoding="utf-8").partition("```")[2].partition("```")[0].splitlines()
    ):
        if line.startswith("┌─ "):
            folder = line.split()[1].removesuffix("/").removeprefix("client/").removesuffix("*.py")
            found[folder] = set()
        elif line.startswith("│ "):
            names = line[2:30].strip().split(", ")
            found[folder] |= {name for name in names if NAME.fullmatch(name)}
    return found


def modules(folder: str) -> set[str]:
    paths = PACKAGE.joinpath(folder).glob("*.py")
    return {path.stem for path in paths} - {"__init__"}


def test_each_module_stands_in_its_box_and_no_other() -> None:
    boxes = drawn()
    generated = {"api", "models"}
    # The bases of the models lie in the package itself.
    loose = boxes.pop("") | boxes["models"] | boxes.pop("pytest_plugin.py") | ELSEWHERE
    assert loose == modules("")
    packages = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert BESIDE not in packages
    folders = packages | {BESIDE}
    assert boxes.keys() == folders
    for folder in folders - generated:
        assert boxes[folder] - {"routes/", "static/"} == modules(folder), folder


def test_each_kind_of_route_is_named() -> None:
    text = PAGE.read_text(encoding="utf-8")
    box = text[text.index("│ routes/") : text.index("│ store, registry")]
    assert modules("sandbox/routes") == set(
        re.findall(r"[a-z_]+", box[box.index("operation:") :])
    ) - {"operation"}


def test_each_word_is_said_once() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## Words")[2].partition("\n## ")[0]
    words = [line.split(" | ")[0] for line in table.splitlines() if " | " in line][2:]
    assert len(words) == len(set(words)) >= 12
