"""Options for pytest in tests that run it."""

from __future__ import annotations

#: Plugins that happen to be installed beside ours: to load them is half the time of a run.
WITHOUT_OTHERS = " ".join(
    f"-p no:{plugin}"
    for plugin in ("django", "allure_pytest", "html", "html_fixtures", "metadata", "time_machine")
)
