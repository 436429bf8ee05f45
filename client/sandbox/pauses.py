"""Waits that can be ended all at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress


class Pauses:
    """Waits of one kind. Belongs to the loop's thread."""

    def __init__(self) -> None:
        self._over = asyncio.Event()

    async def wait(self, seconds: float) -> None:
        """Wait as long, or until `end`."""
        if seconds:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._over.wait(), seconds)

    def end(self) -> None:
        """Let all go on that wait now."""
        self._over.set()
        self._over = asyncio.Event()
