"""The command ``mailsac``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn

from .commands.signals import end_at_once, until_signal


def script() -> NoReturn:
    """Run the command as a process of its own, and end it."""
    status = main()
    end_at_once()
    sys.exit(status)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command inside of a program, in its main thread. Signal handlers are as before then.

    Args:
        argv: the arguments; default: those of the process.

    Returns:
        The exit status.
    """

    def command() -> int:
        # Only now: while it is imported, Ctrl-C would end with a traceback.
        from .commands.command_line import run

        return run(argv)

    return until_signal(command)
