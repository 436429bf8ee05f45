"""A condition variable that Ctrl-C may interrupt anywhere."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

# A wait without a time limit cannot be interrupted by Ctrl-C on Windows, so no wait is longer.
_LONGEST = 0.5


class Condition:
    """In the place of ``threading.Condition``, which Ctrl-C may break.

    Python runs the handler of a signal between any two steps of the main thread. If it raises in
    the midst of ``threading.Condition``, whose methods are written in Python, the lock may be left
    taken, or be given back twice ("cannot release un-acquired lock"). Here the lock is one of C, is
    only taken by ``with``, and nobody holds it while waiting.

    Attributes:
        lock: guards whatever changes. Re-entrant: a signal handler may need it, too.
        waiting: how many threads wait.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self._waiters: deque[threading.Lock] = deque()

    @property
    def waiting(self) -> int:
        return len(self._waiters)

    def wait_unless(self, happened: Callable[[], object], seconds: float) -> bool:
        """Wait for ``notify``; at most so long, and half a second: look again in a loop.

        Args:
            happened: called with the lock; if true, there is no wait.

        Returns:
            Whether it had happened already.
        """
        waiter = threading.Lock()
        waiter.acquire()
        try:
            with self.lock:
                has_happened = bool(happened())
                if has_happened or seconds <= 0:
                    return has_happened
                self._waiters.append(waiter)
            waiter.acquire(timeout=min(seconds, _LONGEST))
            return False
        finally:
            with suppress(ValueError):  # it was woken
                self._waiters.remove(waiter)

    def notify(self, count: int) -> None:
        """Wake those who wait longest. Call with the lock."""
        with suppress(IndexError):  # no more; one may leave at any moment, without the lock
            for _ in range(count):
                self._waiters.popleft().release()

    def notify_all(self) -> None:
        """Wake all who wait. Call with the lock."""
        self.notify(len(self._waiters))
