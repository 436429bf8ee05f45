"""What tox.ini cannot say: where pyenv has its Pythons; as the last line, which Pythons ran."""

from __future__ import annotations

import atexit
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tox.plugin import impl

if TYPE_CHECKING:
    from tox.config.cli.parser import ToxParser
    from tox.config.sets import ConfigSet
    from tox.execute import Outcome
    from tox.session.state import State
    from tox.tox_env.api import ToxEnv

_ran: dict[str, str] = {}  # by environment: the version, and whether the tests passed


@impl
def tox_add_option(parser: ToxParser) -> None:  # noqa: ARG001  # the first hook; it has this argument
    """Let tox find what pyenv has and does not show. What is on PATH already comes first."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders = map(str, sorted(root.glob("versions/3.*/bin")))
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), *folders])


@impl
def tox_add_core_config(core_conf: ConfigSet, state: State) -> None:  # noqa: ARG001  # a hook's
    """Say at the end which Pythons ran."""
    if state.conf.options.command in ("legacy", "run", "run-parallel"):
        atexit.register(_tell, state)


@impl
def tox_after_run_commands(
    tox_env: ToxEnv,
    exit_code: int,
    outcomes: list[Outcome],  # noqa: ARG001  # a hook's
) -> None:
    """Note that the tests ran."""
    if python := getattr(tox_env, "base_python", None):
        version = ".".join(map(str, python.version_info[:3]))
        _ran[tox_env.conf.name] = version + (" (failed)" if exit_code else "")


def _tell(state: State) -> None:
    names = [name for name in state.envs.iter() if re.fullmatch(r"py3\d+", name)]
    if names:
        ran = [_ran[name] for name in names if name in _ran]
        missed = [f"{name[2]}.{name[3:]}" for name in names if name not in _ran]
        text = f"  Pythons on which the tests ran: {', '.join(ran) or 'none'}"
        print(text + (f"; not found: {', '.join(missed)}" if missed else ""))
