"""One mail as a test wants it, which mail is sought, and where mail waits to be taken.

``Mail`` is imported when it is first used: a stream needs the rest of this package alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from ..mime.unsubscribe import UnsubscribeLink
    from .attachment import Attachment
    from .mail import Mail

__all__ = ["Attachment", "Mail", "UnsubscribeLink"]

if not TYPE_CHECKING:  # a type checker is to see misspelt names
    __getattr__, __dir__ = lazily(
        globals(),
        {
            "Attachment": ".attachment",
            "Mail": ".mail",
            "UnsubscribeLink": "..mime.unsubscribe",
        },
    )
