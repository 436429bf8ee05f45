"""What ends the engine's waits: a socket pair that it selects on beside the link."""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading

LONGEST = 3600.0  # seconds of one wait; the system counts them in milliseconds, in 31 bits


class Waker:
    """Wakes the engine's thread, and tells it to stop.

    ``stop`` and ``wake`` may be called from any thread, at any time, also by the garbage
    collector in the middle of other code of this class: hence a lock that is re-entrant.
    """

    def __init__(self) -> None:
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._reader, selectors.EVENT_READ)
        self._lock = threading.RLock()
        self.stopping = False

    def fileno(self) -> int:
        return self._reader.fileno()

    def stop(self) -> None:
        """Ask the engine to end. It cannot be taken back."""
        self.stopping = True
        self.wake()

    def wake(self) -> None:
        # The lock keeps the descriptor from being closed, and used anew, during the call.
        # An error means: full, so it will wake anyway; or closed, so nobody is asleep.
        with self._lock, contextlib.suppress(OSError):
            self._writer.send(b"\0")

    def drain(self) -> None:
        """Forget the calls so far."""
        try:
            while len(self._reader.recv(4096)) == 4096:
                pass
        except BlockingIOError:
            pass

    def wait(self, seconds: float) -> None:
        """Wait that long, or until the next call of ``wake`` or ``stop``."""
        if self._selector.select(min(seconds, LONGEST)):
            self.drain()

    def close(self) -> None:
        with self._lock:
            self._selector.close()
            self._reader.close()
            self._writer.close()
