"""Without Hypothesis, which ``tox -e fuzz`` installs, there is nothing to collect."""

from __future__ import annotations

from importlib.util import find_spec

collect_ignore_glob = ["test_*.py"] if find_spec("hypothesis") is None else []
