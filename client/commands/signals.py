"""Ctrl-C, SIGTERM and SIGHUP end the command as an exception does, so that all is closed."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType
from typing import NoReturn

#: Added to the number of the signal that ended the command, as shells count.
BY_SIGNAL = 128
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows lacks the last
_PAUSE = 0.01


@contextmanager
def signals_raise() -> Iterator[None]:
    """Let the signals raise ``SystemExit`` in the main thread, which must be the caller's.

    A signal that our caller has us ignore, as a shell does in the background, is left alone.
    Afterwards they end the process at once: there is nothing left to close.
    """
    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    caught = [number for number in numbers if signal.getsignal(number) is not signal.SIG_IGN]
    sys.unraisablehook = _raise_again
    for number in caught:
        signal.signal(number, _raise)
    try:
        yield
    finally:
        for number in caught:
            signal.signal(number, signal.SIG_DFL)


def _raise(number: int, _frame: FrameType | None) -> NoReturn:
    if sys.stderr.isatty():
        with suppress(OSError):
            os.write(2, b"\n")  # after the terminal's own ^C; print() may be what was interrupted
    raise SystemExit(BY_SIGNAL + number)


def _raise_again(lost: sys.UnraisableHookArgs) -> None:
    """Python drops what is raised in a callback of its own, such as that of a weak reference; and
    imports are full of these. So the signal is sent once more, for a moment later."""
    code = lost.exc_value.code if isinstance(lost.exc_value, SystemExit) else None
    if not isinstance(code, int):
        sys.__unraisablehook__(lost)
        return
    timer = threading.Timer(_PAUSE, _send, (code - BY_SIGNAL,))
    timer.daemon = True
    timer.start()


def _send(number: int) -> None:
    # To the process: a signal to this thread would not end what the main thread waits for.
    # On Windows that would terminate it.
    if os.name == "nt":
        signal.raise_signal(number)
    else:
        os.kill(os.getpid(), number)
