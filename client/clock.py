"""The clock of all deadlines. It goes on where a test has frozen time."""

from __future__ import annotations

import time

if hasattr(time, "clock_gettime"):

    def monotonic() -> float:
        """Return seconds since some moment, as ``time.monotonic`` does.

        freezegun and its like replace that one, wherever a module has it; a wait in real seconds
        would then never end, or end at once. This function of the system they leave alone.
        """
        return time.clock_gettime(time.CLOCK_MONOTONIC)

else:  # Windows
    monotonic = time.monotonic
