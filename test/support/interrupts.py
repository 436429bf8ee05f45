"""Breaks off code anywhere, as Ctrl-C may: step by step, so that no step is left to chance."""

from __future__ import annotations

import linecache
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType, ModuleType

_TRIES = 5  # to get to a place that only some calls come to, as they have a time limit


class Interrupt(BaseException):
    pass


class InterruptAt:
    """Raises in this thread, before the step of that number in the code of these files, or before
    the first one whose place has that part.

    Attributes:
        place: the function and the line that it raised at; empty if there were fewer steps.
    """

    def __init__(self, when: int | str, files: set[str | None]) -> None:
        self.place = ""
        self._left = when if isinstance(when, int) else 0
        self._part = when if isinstance(when, str) else None
        self._files = files

    def __call__(self, frame: FrameType, event: str, _: object) -> InterruptAt | None:
        if frame.f_code.co_filename not in self._files:
            return None
        line = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
        # The end of a with statement is traced as its first line. Python runs no handler there.
        if event in ("call", "line") and not line.startswith("with "):
            self._left -= 1
            place = f"{frame.f_code.co_qualname}: {line}"
            if self._part in place if self._part is not None else self._left == 0:
                self.place, self._part = place, None
                raise Interrupt(place)
        return self


def broken_off(
    function: Callable[[], object], *modules: ModuleType, reaching: tuple[str, ...]
) -> Iterator[str]:
    """Call a function again and again, broken off a step later each time, and at last not at all.

    Args:
        modules: whose steps count.
        reaching: what the test is about: each is a part of a place where it must be broken off,
            else the test fails.

    Yields:
        The place after each call, as ``"Condition.notify: for _ in range(count):"``; empty after
        one that was not broken off.
    """
    files = {module.__file__ for module in modules}
    places: list[str] = []
    while not places or places[-1]:
        places.append(_break_off(len(places) + 1, function, files))
        yield places[-1]
    # On a busy machine calls run out of time at other steps, and take other ways.
    for part in [part for part in reaching if not any(part in place for place in places)]:
        for _ in range(_TRIES):
            places.append(_break_off(part, function, files))
            yield places[-1]
            if places[-1]:
                break
    missed = [part for part in reaching if not any(part in place for place in places)]
    assert not missed, "\n".join([f"never broken off at {missed}, only at:", *places])


def _break_off(when: int | str, function: Callable[[], object], files: set[str | None]) -> str:
    """In a thread of its own: an error that a tracer raises inside of an ``except`` may stay the
    one that is handled, and would be the context of all later ones."""
    tracer = InterruptAt(when, files)
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
    return tracer.place


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
