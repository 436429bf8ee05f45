"""The command ``mailsac``."""

from __future__ import annotations

from collections.abc import Sequence

from .commands.signals import until_signal


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

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
