"""Makes a TCP, proxy and TLS connection on a thread of its own, so that it can be left behind.

Resolving a name cannot be interrupted, each address of a name has its own time limit, and a
proxy may drip its answer: only someone who waits outside can keep one deadline over it all.
"""

from __future__ import annotations

import socket
import threading

from ..clock import monotonic
from ..transport import GuardedConnection, is_mistrust, new_connection, transport_exception
from ..watchdog import Guard
from .policy import LinkLost
from .settings import Settings
from .socket_transport import Stopped, too_late
from .waker import Waker

_STEPS = 3


class Connector:
    """One attempt to connect, begun at once.

    Args:
        deadline: when to give up, on the monotonic clock.
        waker: what ends the wait for it.
    """

    def __init__(self, settings: Settings, deadline: float, waker: Waker) -> None:
        self._settings = settings
        self._url = settings.configuration.socket_url
        self._deadline = deadline
        self._waker = waker
        self._lock = threading.Lock()
        self._abandoned = False
        self._connection: GuardedConnection | None = None
        self._guard: Guard | None = None  # of an attempt that was left to itself
        self._lost: LinkLost | None = None
        self._done = False
        threading.Thread(target=self._run, name="mailsac-stream-open", daemon=True).start()

    def result(self) -> socket.socket:
        """Wait for the connected socket; it belongs to the caller from now on.

        Raises:
            LinkLost: the connection could not be made, or not in time.
            Stopped: ``waker.stop`` was called.
        """
        while not self._done:
            left = self._deadline - monotonic()
            if left > 0 and not self._waker.stopping:
                self._waker.wait(left)
                continue
            self._abandon()
            if self._waker.stopping:
                raise Stopped
            raise too_late(self._settings, "to connect")
        if self._lost is not None:
            raise self._lost
        assert self._connection is not None
        sock = self._connection.sock
        assert sock is not None
        self._connection.sock = None
        return sock

    def _abandon(self) -> None:
        """Leave the attempt to itself; its thread closes what it has and ends."""
        with self._lock:
            self._abandoned = True
            connection = self._connection
            if connection is None:
                return
            if self._done:
                connection.close()
                return
            # Ends a wait for the proxy's answer that may only be about to begin. TLS that has begun
            # has no socket that others can shut down: it ends by its own time-out.
            self._guard = Guard(monotonic(), connection)
            self._guard.__enter__()

    def _run(self) -> None:
        lost = None
        # For each step. A share, so that a first address that swallows everything leaves time for
        # the second.
        timeout = max((self._deadline - monotonic()) / _STEPS, 0.001)
        try:
            connection = new_connection(
                self._settings.configuration, self._url, timeout, self._settings.context
            )
            with self._lock:
                self._connection = connection
            if not self._abandoned:
                connection.connect()
        except Exception as error:  # whatever it is, the engine must hear of it
            within = f"within {timeout:.2g} s (a third of open_timeout)"
            lost = LinkLost(transport_exception(error, self._url, within), final=is_mistrust(error))
        with self._lock:
            self._lost = lost
            self._done = True
            if self._guard is not None:
                self._guard.__exit__()
            if self._connection is not None and (self._abandoned or lost is not None):
                self._connection.close()
        self._waker.wake()
