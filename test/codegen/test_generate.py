"""The check and the sync of generated files, on a copy of the real tree."""

from __future__ import annotations

import shutil
from pathlib import Path

import generate
import pytest


@pytest.fixture(scope="module")
def files() -> generate.Files:
    return generate.generate(generate.CODEGEN / "openapi.yaml", generate.ROOT)


@pytest.fixture
def tree(files: generate.Files, tmp_path: Path) -> Path:
    assert generate.sync(files, tmp_path) == []
    return tmp_path


def test_a_fresh_tree_passes(files: generate.Files, tree: Path) -> None:
    assert generate.check(files, tree) == []
    assert len(files) > 100


def test_any_changed_byte_is_named(files: generate.Files, tree: Path) -> None:
    for name, content in files.items():
        path = tree / name
        place = len(content) // 2
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
        assert f"differs: {name}" in generate.check(files, tree), name
        path.write_bytes(content)
    assert generate.check(files, tree) == []


def test_any_missing_file_is_named(files: generate.Files, tree: Path) -> None:
    for name, content in files.items():
        (tree / name).unlink()
        assert f"missing: {name}" in generate.check(files, tree), name
        (tree / name).write_bytes(content)


@pytest.mark.parametrize(
    "name",
    [
        "client/api/extra_api.py",
        "client/models/extra.txt",
        "client/api/deep/er.py",
        "docs/Extra.md",
    ],
)
def test_a_foreign_file_is_named(files: generate.Files, tree: Path, name: str) -> None:
    (tree / name).parent.mkdir(exist_ok=True)
    (tree / name).write_text("")
    assert generate.check(files, tree) == [f"foreign: {name}"]
    assert any(name in line for line in generate.sync(files, tree))
    assert (tree / name).exists()


def test_a_stale_file_is_named_and_removed(files: generate.Files, tree: Path) -> None:
    fewer = {name: content for name, content in files.items() if name != "docs/Domain.md"}
    assert "stale: docs/Domain.md" in generate.check(fewer, tree)
    assert generate.sync(fewer, tree) == []
    assert not (tree / "docs/Domain.md").exists()


def test_what_others_own_is_left_alone(files: generate.Files, tree: Path) -> None:
    guide = tree / "docs" / "guides" / "mine.md"
    guide.parent.mkdir()
    guide.write_text("mine")
    (tree / "client" / "hand_written.py").write_text("")
    assert generate.check(files, tree) == []
    assert generate.sync(files, tree) == []
    assert guide.read_text() == "mine"


def test_a_file_by_another_hand_is_not_overwritten(files: generate.Files, tmp_path: Path) -> None:
    mine = tmp_path / "docs" / "Domain.md"
    mine.parent.mkdir()
    mine.write_text("mine")
    (problem,) = generate.sync(files, tmp_path)
    assert "docs/Domain.md" in problem
    assert mine.read_text() == "mine"
    assert not (tmp_path / "client").exists()


def test_all_deleted_comes_back_the_same(files: generate.Files, tree: Path) -> None:
    shutil.rmtree(tree / "client")
    shutil.rmtree(tree / "docs")
    (tree / generate.FILES).unlink()
    assert generate.sync(files, tree) == []
    assert {name: (tree / name).read_bytes() for name in files} == files


def test_a_mixin_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    text = (generate.CODEGEN / "openapi.yaml").read_text()
    contract = tmp_path / "contract.yaml"
    contract.write_text(text.replace("mixin.StreamMixin", "mixin.Nobody"))
    with pytest.raises(ValueError, match="no class Nobody"):
        generate.generate(contract, generate.ROOT)


def test_a_parameter_with_the_name_of_an_option_is_an_error(tmp_path: Path) -> None:
    text = (generate.CODEGEN / "openapi.yaml").read_text()
    contract = tmp_path / "contract.yaml"
    contract.write_text(text.replace("name: overrideAccountId", "name: options"))
    with pytest.raises(SystemExit, match="all methods have an argument options"):
        generate.generate(contract, generate.ROOT)
