"""Which module imports which: the contracts in ``pyproject.toml`` find what they forbid."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once

REPOSITORY = Path(__file__).parents[2]
CLIENT = REPOSITORY / "client"
# Not of the package: these are installed beside it.
TOP_LEVEL = CLIENT / "top_level"
MODULES = [path for path in CLIENT.rglob("*.py") if path.parent != TOP_LEVEL]

LAYERS = "Imports point down, and each module has a place: see docs/guides/layout.md"
UPWARD = "What is below WebSocketsApi's mixin does not use WebSocketsApi"
SANDBOX = "The sandbox does not search for codes and links itself"
SANDBOX_USERS = "Commands and the pytest plugin alone use the sandbox"
PAGE_USERS = "Commands and the sandbox alone use the page"
CIRCLES = "No circles of modules"

MIXIN = "from ..streaming.mixin import StreamMixin"
EXCEPTIONS = "from ..exceptions import ApiException"
WITHIN_A_FUNCTION = f"def late() -> None:\n    {EXCEPTIONS}"
FOR_TYPES = f"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    {EXCEPTIONS}"

FORBIDDEN = [  # by which contract, the module, what is added to it, what is said of that
    (LAYERS, "mime.parser", EXCEPTIONS, "client.mime.parser -> client.exceptions"),
    (LAYERS, "mime.parser", WITHIN_A_FUNCTION, "client.mime.parser -> client.exceptions"),
    (LAYERS, "mime.parser", FOR_TYPES, "client.mime.parser -> client.exceptions"),
    (LAYERS, "sandbox.store", "from ..mail import criteria", "client.sandbox is not allowed"),
    (
        LAYERS,
        "sandbox.routes.flags",
        "from ...model import Model",
        "client.sandbox.routes.flags ->",
    ),
    (LAYERS, "page.view", "from ..mail import criteria", "client.page is not allowed"),
    (LAYERS, "page.session", "from ..sandbox import Sandbox", "client.page is not allowed"),
    (LAYERS, "page.page", WITHIN_A_FUNCTION, "client.page is not allowed"),
    (LAYERS, "checks.check", "from ..page import mails", "client.checks is not allowed"),
    (LAYERS, "mail.criteria", MIXIN, "client.mail.criteria -> client.streaming"),
    (LAYERS, "api.messages_api", MIXIN, "client.api.messages_api -> client.streaming"),
    (LAYERS, "api.web_sockets_api", "from ..streaming import policy", "-> client.streaming.policy"),
    (
        LAYERS,
        "api.web_sockets_api",
        "from ..streaming import MessageStream",
        "-> client.streaming ",
    ),
    (LAYERS, "validation", "from . import Inbox", "client.validation -> client "),
    (LAYERS, "commands.view", "from .. import pytest_plugin", "-> client.pytest_plugin"),
    (LAYERS, "without_place", "", "- client.without_place"),
    (UPWARD, "streaming.policy", "from ..api import web_sockets_api", "client.streaming.policy ->"),
    (UPWARD, "mail.fetching", "from ..api import web_sockets_api", "client.mail.fetching ->"),
    (SANDBOX, "sandbox.store", "from ..extraction import codes", "-> client.extraction.codes"),
    (SANDBOX_USERS, "inbox.search", "from ..sandbox import Sandbox", "client.inbox.search ->"),
    (PAGE_USERS, "inbox.search", "from ..page import mails", "client.inbox.search ->"),
    (CIRCLES, "mime.transfer", "from . import headers", "No cycles are allowed in client.mime."),
    (CIRCLES, "sandbox.http", "from .routes import flags", "- .http -> .routes"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=folder,
        env={**os.environ, "COLUMNS": "200"},  # it breaks lines
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(CLIENT, tmp_path / "client", ignore=ignored)
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_are_kept() -> None:
    linted = lint(REPOSITORY)
    assert linted.returncode == 0, linted.stdout + linted.stderr


@pytest.mark.parametrize(("contract", "module", "added", "told"), FORBIDDEN)
def test_forbidden(copy: Path, contract: str, module: str, added: str, told: str) -> None:
    path = copy.joinpath("client", *module.split(".")).with_suffix(".py")
    assert path.exists() is (module != "without_place")
    with path.open("a") as file:
        file.write(f"\n{added}\n")
    linted = lint(copy)
    assert linted.returncode == 1
    assert f"\n{contract} BROKEN" in linted.stdout
    assert told in linted.stdout


def imports() -> Iterator[tuple[Path, ast.Import | ast.ImportFrom]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield path, node


def test_the_folder_works_under_any_name() -> None:
    for path, node in imports():
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        else:
            names = [] if node.level else [node.module or ""]
        assert all(name.split(".")[0] != "client" for name in names), f"{path}:{node.lineno}"


def test_names_are_looked_up_late_in_packages_alone() -> None:
    # What the contracts cannot see: the lazy exports of some packages, and what is beside.
    assert where_named("import_module", "__import__") == {"lazy.py", "pytest_plugin.py"}
    packages = {f"{name}/__init__.py" for name in ("api", "mail", "models", "relay", "streaming")}
    assert where_named("lazily") == {"__init__.py", *packages}


def where_named(*names: str) -> set[str]:
    found = set()
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if getattr(node, "id", getattr(node, "attr", None)) in names:
                found.add(path.relative_to(CLIENT).as_posix())
    return found


def test_no_module_imports_a_package_that_it_lies_in() -> None:
    # The contract against circles looks at siblings alone.
    for path, node in imports():
        if isinstance(node, ast.ImportFrom) and node.level:
            source = path.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            if path.is_relative_to(source):
                for alias in node.names:
                    module = source / alias.name
                    there = module.is_dir() or module.with_suffix(".py").is_file()
                    assert there, f"{path}:{node.lineno}"
