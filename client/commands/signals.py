"""Ctrl-C, SIGTERM and SIGHUP end the command as an exception does, so that all is closed."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from types import FrameType

#: Added to the number of the signal that ended the command, as shells count.
BY_SIGNAL = 128
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")  # Windows lacks the last
_PAUSE = 0.01


def until_signal(command: Callable[[], int]) -> int:
    """Run a command; let the signals raise ``SystemExit`` in it. To be called in the main thread.

    A signal that our caller has us ignore, as a shell does in the background, is left alone.
    Afterwards all is as it was before.

    Returns:
        The command's exit status; or, if a signal came, 128 and its number, whatever became of the
        command. What is broken off anywhere may fail in ways of its own, and says nothing new.
    """
    came: list[int] = []
    dropped: list[int] = []  # of these, what came where raising is in vain

    def end(number: int, frame: FrameType | None) -> None:
        if _is_within(raise_again, frame):
            dropped.append(number)
            came.append(number)
            return
        came.append(number)
        if sys.stderr.isatty():
            with suppress(OSError):
                os.write(2, b"\n")  # after the terminal's own ^C; print() may have been broken off
        raise SystemExit(BY_SIGNAL + number)

    def raise_again(lost: sys.UnraisableHookArgs) -> None:
        """Python drops what is raised in a callback of its own, such as that of a weak reference;
        and imports are full of these. So the signal is sent once more, for a moment later."""
        code = lost.exc_value.code if isinstance(lost.exc_value, SystemExit) else None
        if isinstance(code, int):
            threading.Thread(target=send, args=(code - BY_SIGNAL,), daemon=True).start()
        else:
            sys.__unraisablehook__(lost)

    def send(number: int) -> None:
        """Send it until it has come while the hook, where it would be dropped, does not run."""
        is_dropped = True
        while is_dropped:
            time.sleep(_PAUSE)
            before = len(came), len(dropped)
            _send(number)
            while len(came) == before[0]:
                time.sleep(_PAUSE)
            is_dropped = len(dropped) > before[1]

    numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    caught = [number for number in numbers if before[number] is not signal.SIG_IGN]
    hook = sys.unraisablehook
    try:
        for number in caught:
            signal.signal(number, end)
        sys.unraisablehook = raise_again
        status = command()
    except (Exception, SystemExit):
        if not came:
            raise
    finally:
        for number in caught:
            signal.signal(number, before[number])
        sys.unraisablehook = hook
    return BY_SIGNAL + came[0] if came else status


def end_at_once() -> None:
    """Let the signals end the process from now on: there is nothing left to close."""
    for name in _NAMES:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, signal.SIG_DFL)


def _is_within(function: Callable[..., object], frame: FrameType | None) -> bool:
    """Whether a frame is one of that function, or of what it calls."""
    while frame is not None and frame.f_code is not function.__code__:
        frame = frame.f_back
    return frame is not None


def _send(number: int) -> None:
    # To the process: a signal to this thread would not end what the main thread waits for.
    # On Windows that would terminate it.
    if os.name == "nt":
        signal.raise_signal(number)
    else:
        os.kill(os.getpid(), number)
