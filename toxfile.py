"""What tox.ini cannot say: where pyenv has its Pythons; as the last line, which Pythons ran."""

from __future__ import annotations

import atexit
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from tox.plugin import impl
from tox.tox_env.errors import Fail, Skip
from tox.tox_env.python.api import Python

if TYPE_CHECKING:
    from tox.config.cli.parser import ToxParser
    from tox.config.sets import ConfigSet
    from tox.execute import Outcome
    from tox.session.state import State
    from tox.tox_env.api import ToxEnv

_ran: dict[str, int] = {}  # by environment: the status with which the tests ended


@impl
def tox_add_option(parser: ToxParser) -> None:  # noqa: ARG001  # the first hook; it has this argument
    """Let tox find what pyenv has and does not show. What is on PATH already comes first."""
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    folders = map(str, sorted(root.glob("versions/3.*/bin")))
    os.environ["PATH"] = os.pathsep.join([os.environ.get("PATH", os.defpath), *folders])


@impl
def tox_add_core_config(core_conf: ConfigSet, state: State) -> None:  # noqa: ARG001  # a hook's
    """Say at the end which Pythons ran."""
    options = state.conf.options
    if options.command in ("run", "r", "run-parallel", "p", "legacy", "le") and not options.no_test:
        atexit.register(_tell, state)


@impl
def tox_after_run_commands(
    tox_env: ToxEnv,
    exit_code: int,
    outcomes: list[Outcome],  # noqa: ARG001  # a hook's
) -> None:
    """Note that the tests ran."""
    _ran[tox_env.conf.name] = exit_code


def _tell(state: State) -> None:
    said: dict[str, list[str]] = {
        "Tests passed on Python": [],
        "failed on": [],
        "not run on": [],
        "not found": [],
    }
    for name in state.envs.iter():
        if re.fullmatch(r"py3\d+", name):
            env, version = state.envs[name], f"{name[2]}.{name[3:]}"
            assert isinstance(env, Python)
            try:
                version = ".".join(map(str, env.base_python.version_info[:3]))
            except (Skip, Fail):
                said["not found"].append(version)
            else:
                became = {None: "not run on", 0: "Tests passed on Python"}
                said[became.get(_ran.get(name), "failed on")].append(version)
    if any(said.values()):
        said["Tests passed on Python"] = said["Tests passed on Python"] or ["none"]
        print("; ".join(f"{what} {', '.join(which)}" for what, which in said.items() if which))
