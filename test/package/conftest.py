"""What is published, built once for all tests of a process."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from support.environments import run, tree


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The sdist, and the wheel that is made of it, by the setuptools that is installed here; a test
    installs the sdist by one that pip fetches for it."""
    folder = tmp_path_factory.mktemp("dist")
    source = tree(tmp_path_factory.mktemp("tree"))
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", folder, source)
    (wheel,) = folder.glob("*.whl")
    (sdist,) = folder.glob("*.tar.gz")
    return {"wheel": wheel, "sdist": sdist}
