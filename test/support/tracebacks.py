"""What a traceback shows."""

from __future__ import annotations

import traceback
from pathlib import Path

_TESTS = str(Path(__file__).parents[1])


def locals_of_ours(error: BaseException) -> list[str]:
    """Return what a runner that prints local variables shows of our frames, chain and all."""
    found = []
    trace = traceback.TracebackException.from_exception(error, capture_locals=True)
    chain: traceback.TracebackException | None = trace
    while chain is not None:
        for frame in chain.stack:
            if not frame.filename.startswith(_TESTS):
                found.append(str(frame.locals))
        chain = chain.__cause__ or chain.__context__
    assert found
    return found
