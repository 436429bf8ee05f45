"""One mail as a test wants it, which mail is sought, and where mail waits to be taken.

``Mail`` is imported when it is first used: a stream needs the rest of this package alone.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .attachment import Attachment
    from .mail import Mail

__all__ = ["Attachment", "Mail"]


if not TYPE_CHECKING:  # a type checker is to see misspelt names

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f".{name.lower()}", __name__), name)
