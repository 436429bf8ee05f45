"""What an import costs."""

from __future__ import annotations

import os
import subprocess
import sys
from functools import partial

from benchmarks.measuring import ROOT, Effort, Figure, Results, rounds, say

_PROGRAM = "import time; begin = time.perf_counter(); {}; print(time.perf_counter() - begin)"


def imports(_port: int, effort: Effort, results: Results) -> None:
    """The clock runs inside of the process, so the interpreter's own start does not count."""
    say("imports")
    work = {
        name: partial(_seconds, code)
        for name, code in {
            "client": "import client",
            "urllib3": "import urllib3",
            "api": "import client; client.WebSocketsApi()",
            "inbox": "import client; client.Inbox",
            "libraries": "import urllib3, websocket, certifi, dateutil.parser",
        }.items()
    }
    rounds(1, work)  # so that everything is compiled, and in the system's cache
    found = rounds(effort.pick(11, 41), work)
    results.figures += [
        Figure(
            "imports",
            "`import client`, less the interpreter's own start",
            "`import urllib3`",
            "s",
            found["client"],
            found["urllib3"],
            0.25,
        ),
        *(
            Figure(
                "imports",
                work_done,
                "`import urllib3, websocket, certifi, dateutil.parser`",
                "s",
                found[name],
                found["libraries"],
                target,
            )
            for name, work_done, target in (
                ("api", "`import client; client.WebSocketsApi()`", 1.15),
                ("inbox", "`import client; client.Inbox`", 1.3),
            )
        ),
    ]


def _seconds(code: str) -> float:
    command = [sys.executable, "-c", _PROGRAM.format(code)]
    # What is installed has been compiled; a tree that is edited is, as soon as Python may write it.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True)
    return float(done.stdout)
