"""A condition variable for threads and coroutines, which may be broken off anywhere."""

from __future__ import annotations

import math
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress

# A wait without a time limit cannot be interrupted by Ctrl-C on Windows, so no thread waits longer.
_LONGEST = 0.5


class Condition:
    """Like ``threading.Condition``, but Ctrl-C does not break it, and coroutines may wait, too.

    Python runs the handler of a signal between any two steps of the main thread. If it raises in
    the midst of ``threading.Condition``, whose methods are written in Python, the lock may be left
    taken, or be given back twice ("cannot release un-acquired lock"). Here the lock is one of C, is
    only taken by ``with``, and nobody holds it while waiting.

    Whoever is woken looks again whether what it waits for is there. A coroutine whose task is
    cancelled instead wakes another; where Ctrl-C breaks a thread off, other threads look again
    within half a second.

    Attributes:
        lock: guards whatever changes. Re-entrant: a signal handler may need it, too.
        waiting: how many threads and coroutines wait.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        # Each wakes one who waits; true if nobody is there any more.
        self._waiters: deque[Callable[[], object]] = deque()

    @property
    def waiting(self) -> int:
        return len(self._waiters)

    def wait_unless(self, happened: Callable[[], object], seconds: float) -> None:
        """Wait in this thread for ``notify``, at most so long, and half a second: look again in a
        loop.

        Args:
            happened: called with the lock; if true, there is no wait.
        """
        waiter = threading.Lock()
        waiter.acquire()
        wake = waiter.release
        try:
            with self.lock:
                if happened() or seconds <= 0:
                    return
                self._waiters.append(wake)
            waiter.acquire(timeout=min(seconds, _LONGEST))
        finally:
            with suppress(ValueError):  # it was woken
                self._waiters.remove(wake)

    async def wait_unless_async(self, happened: Callable[[], object], seconds: float) -> None:
        """Like ``wait_unless``, for a coroutine, and for as long as is asked.

        Other tasks get a turn in any case, and it can be cancelled.
        """
        import asyncio  # here, as threads do without

        loop, woken = asyncio.get_running_loop(), asyncio.Event()

        def wake() -> bool:
            try:
                loop.call_soon_threadsafe(woken.set)
            except RuntimeError:  # the loop is closed
                return True
            return False

        try:
            with self.lock:
                has_happened = happened() or seconds <= 0
                if not has_happened:
                    self._waiters.append(wake)
            if has_happened:
                await asyncio.sleep(0)
                return
            with suppress(TimeoutError):
                async with asyncio.timeout(None if seconds == math.inf else seconds):
                    await woken.wait()
        except BaseException:
            if wake not in self._waiters:  # it was woken, and cannot see to it any more
                with self.lock:
                    self.notify(1)
            raise
        finally:
            with suppress(ValueError):
                self._waiters.remove(wake)

    def notify(self, count: int) -> None:
        """Wake those who wait longest. Call with the lock."""
        with suppress(IndexError):  # no more; one may leave at any moment, without the lock
            for _ in range(count):
                while self._waiters.popleft()():
                    pass

    def notify_all(self) -> None:
        """Wake all who wait. Call with the lock."""
        self.notify(len(self._waiters))
