"""Measure, write the report, and judge: ``python -m benchmarks [--quick] [--check] [ROW ...]``."""

from __future__ import annotations

import argparse
import platform
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from benchmarks import server
from benchmarks.measuring import ROOT, Effort, Results, say, without_fast
from benchmarks.report import table, verdict, write
from benchmarks.rows.hostile import hostile
from benchmarks.rows.models import models
from benchmarks.rows.relay import relay
from benchmarks.rows.resources import idle, many, memory, scale
from benchmarks.rows.rest import rest
from benchmarks.rows.starting import imports
from benchmarks.rows.streams import delays, fragments, search, stream
from benchmarks.rows.waits import waits

_PAGE = ROOT / "docs/guides/benchmarks.md"
_REMARKS = Path(__file__).with_name("remarks.md")
_LIBRARIES = (
    "mailsac-client",
    "websocket-client",
    "websockets",
    "picows",
    "urllib3",
    "certifi",
    "python-dateutil",
    "msgspec",
    "nats-py",
    "pydantic",
    "openapi-generator-cli",
)
_ROWS: dict[str, Callable[[int, Effort, Results], None]] = {
    row.__name__: row
    for row in (
        stream,
        fragments,
        search,
        models,
        hostile,
        imports,
        rest,
        memory,
        delays,
        idle,
        many,
        scale,
        waits,
        relay,
    )
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("rows", nargs="*", metavar="ROW", help=f"of: {', '.join(_ROWS)}")
    parser.add_argument("--quick", action="store_true", help="two minutes; fewer rounds")
    parser.add_argument("--check", action="store_true", help="fail when a target is not met")
    options = parser.parse_args()
    unknown = set(options.rows) - _ROWS.keys()
    if unknown:
        parser.error(f"no such row: {', '.join(sorted(unknown))}")
    without_fast()
    results = Results(_facts())
    begin = time.monotonic()
    with server.running() as port:
        for name, row in _ROWS.items():
            if not options.rows or name in options.rows:
                row(port, Effort(options.quick), results)
    minutes = (time.monotonic() - begin) / 60
    say(f"done in {minutes:.1f} minutes")
    if not (options.quick or options.rows):  # a page is written of a whole run alone
        write(results, _PAGE, _PAGE.with_suffix(""), _REMARKS.read_text(encoding="utf-8"))
        say(f"written: {_PAGE.relative_to(ROOT)}")
    print(table(results.figures))
    print(verdict(results.figures))
    missed = [figure for figure in results.figures if figure.met is False]
    return 1 if options.check and missed else 0


def _facts() -> dict[str, str]:
    cpus = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if line.startswith("model name")
    ]
    describe = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(describe, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return {
        "Commit": commit.stdout.strip(),
        "When": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime()),
        "Machine": f"{len(cpus)} x {cpus[0] if cpus else platform.machine()}",
        "System": f"{platform.system()} {platform.release()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
        "Libraries": ", ".join(f"{name} {version(name)}" for name in _LIBRARIES),
    }


if __name__ == "__main__":
    sys.exit(main())
