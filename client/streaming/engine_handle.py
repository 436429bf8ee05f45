"""Who holds an engine: a stream, or an ``Inbox``."""

from __future__ import annotations

import os
import weakref

from ..exceptions import StreamClosedException
from .engine import Engine


class EngineHandle:
    """When it is dropped, its engine ends. It belongs to the process that has made it. Any thread.

    Args:
        engine: has listened.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._pid = os.getpid()
        # The engine's thread does not know of the handle. Not at exit: there the thread is ended
        # with the process, without a wait for the peer.
        weakref.finalize(self, _stop, engine, self._pid).atexit = False

    @property
    def is_ours(self) -> bool:
        """Whether this process has made it, and is no fork of that."""
        return os.getpid() == self._pid

    def check_process(self) -> None:
        """Raise ``StreamClosedException`` in a forked child."""
        if os.getpid() != self._pid:
            raise StreamClosedException("the stream belongs to the process that has opened it")

    def close(self) -> None:
        """End the engine, within a second; a forked child leaves the parent's alone."""
        if self.is_ours:
            self.engine.close()


def _stop(engine: Engine, pid: int) -> None:
    # May run inside the garbage collector, in any thread: it takes no lock but a re-entrant one.
    if os.getpid() == pid:
        engine.waker.stop()
