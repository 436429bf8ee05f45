"""Breaks off code anywhere, as Ctrl-C may: step by step, so that no step is left to chance."""

from __future__ import annotations

import linecache
import sys
import threading
from collections.abc import Callable
from types import FrameType


class Interrupt(BaseException):
    pass


class InterruptAt:
    """Raises in this thread, before the step of that number in the code of these files."""

    def __init__(self, step: int, *files: str | None) -> None:
        self._left = step
        self._files = files

    def __call__(self, frame: FrameType, event: str, _: object) -> InterruptAt | None:
        if frame.f_code.co_filename not in self._files:
            return None
        line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
        # The end of a with statement is traced as its first line. Python runs no handler there.
        if event in ("call", "line") and not line.startswith("with "):
            self._left -= 1
            if self._left == 0:
                raise Interrupt(f"{frame.f_code.co_name}: {line}")
        return self

    @property
    def is_over(self) -> bool:
        """Whether there were fewer steps."""
        return self._left > 0


def interrupted(step: int, function: Callable[[], object], *files: str | None) -> bool:
    """Call a function, broken off before a step of it; return False if it has fewer steps.

    In a thread of its own: an error that a tracer raises inside of an ``except`` may stay the one
    that is handled, and would be the context of all later ones.
    """
    tracer = InterruptAt(step, *files)
    failures: list[BaseException] = []

    def run() -> None:
        sys.settrace(tracer)
        try:
            function()
        except Interrupt:
            pass
        except BaseException as error:
            failures.append(error)
        finally:
            sys.settrace(None)

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if failures:
        raise failures[0]
    return not tracer.is_over


def is_free(lock: object) -> bool:
    """Whether another thread can take a lock."""
    taken: list[bool] = []

    def take() -> None:
        if lock.acquire(timeout=1):  # type: ignore[attr-defined]  # no public name for its type
            lock.release()  # type: ignore[attr-defined]  # as above
            taken.append(True)

    thread = threading.Thread(target=take)
    thread.start()
    thread.join()
    return bool(taken)
