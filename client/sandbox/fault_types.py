"""The names of faults, apart from what does them: that needs the extra, and `Sandbox` does not."""

from __future__ import annotations

from typing import Literal

How = Literal["close", "end", "reset", "silent", "cut"]
"""A way to drop a web socket."""
Target = Literal["socket", "rest", "both"]
"""Which requests have a fault."""
SMTP_STATUSES = (421, 450, 451, 452, 550, 552, 554)
"""What SMTP can be made to answer."""
MAX_SMTP_SECONDS = 50.0
"""How long it can be made to wait: a connection that says nothing for a minute is ended."""
