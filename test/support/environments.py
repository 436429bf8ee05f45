"""Virtual environments for tests of what is published: made, filled, and used by real processes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SCRIPTS = "Scripts" if sys.platform == "win32" else "bin"


def run(*command: str | Path, cwd: Path | str = "/", status: int = 0, **variables: str) -> str:
    """Run a program, without the caller's settings of Python and of tox; return what it prints."""
    # Of tox: or one would use, and make anew, the environments of a tox around it.
    ours = ("PYTHON", "PYTEST_", "MAILSAC_", "TOX_")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        command, cwd=cwd, env=kept | variables, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout + done.stderr


@dataclass(frozen=True)
class Environment:
    """One that has no pip: the caller's fills it."""

    folder: Path

    @classmethod
    def make(cls, folder: Path, *, beside: Environment | None = None) -> Environment:
        """Make an empty one; ``beside`` names another, whose packages can be imported, too."""
        venv.create(folder)
        made = cls(folder)
        if beside is not None:
            made.packages.joinpath("beside.pth").write_text(f"{beside.packages}\n")
        return made

    @property
    def python(self) -> Path:
        return self.folder / SCRIPTS / "python"

    @property
    def packages(self) -> Path:
        if sys.platform == "win32":
            return self.folder / "Lib/site-packages"
        (path,) = self.folder.glob("lib/python3*/site-packages")
        return path

    def pip(self, command: str, *options: str | Path) -> None:
        pip = (sys.executable, "-m", "pip", "--python", self.python)
        run(*pip, command, "-q", "--disable-pip-version-check", *options)


def tree(folder: Path) -> Path:
    """Copy the files that Git knows, as they are now: where it is built, a build leaves its own."""
    for name in run("git", "-C", ROOT, "ls-files").splitlines():
        copy = folder / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, copy)
    return folder


def wheel_of(folder: Path, name: str, files: dict[str, str]) -> Path:
    """Write the wheel of a distribution that installs these files."""
    info = f"{name}-1.0.dist-info"
    files = {
        **files,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    wheel = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return wheel
