"""What the commands write.

Results go to standard output: in colour if that is a terminal and rich is installed, else as plain
text, and nothing of a mail raw. All else goes to standard error; what is only good to know, only if
that is a terminal.
"""

from __future__ import annotations

import errno
import functools
import io
import json
import logging
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

from ..exceptions import printable

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

    from ..model import Model

_MAX_NOTE = 500
_BLANKS = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_BLANKS += "\u202f\u205f\u3000"
_NO_WIDTH = "\xad\u200b\u200c\u200d\u2060\ufeff"
# Newsletters are full of these: harmless, and hard to read round if escaped.
_PLAIN = dict.fromkeys(map(ord, _BLANKS), " ") | dict.fromkeys(map(ord, _NO_WIDTH), "")


class Row(NamedTuple):
    """One line of a result."""

    label: str
    text: str  # may be of a stranger, but on one line and escaped
    style: str = ""  # of the text, as rich names it


def prepare() -> None:
    """Make the streams take any text, and show what the libraries log. Called once, at first.

    Raises:
        OSError: standard output is closed.
    """
    is_lost = sys.stdout is None  # closed by whoever started us
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            stream = open(nowhere, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # it stays
            setattr(sys, name, stream)
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if is_lost:
        raise OSError(errno.EBADF, "standard output is closed")
    # On the root: whatever a library logs may quote a stranger, and must not come out raw.
    logging.getLogger().addHandler(_Notes())
    logging.getLogger("client").setLevel(logging.INFO)


def escaped(text: str) -> str:
    """Return a stranger's text on one line, with what a terminal might obey escaped. Pure."""
    return printable(" ".join(text.split()).translate(_PLAIN))


def escaped_lines(text: str) -> list[str]:
    """The same for a text of many lines, which keep their indentation. Pure."""
    return [printable(s.expandtabs(4).translate(_PLAIN).rstrip()) for s in text.splitlines()]


def as_json(message: Model) -> str:
    """Return a message as one JSON object on one line, in printable ASCII. Pure."""
    return json.dumps(message.to_dict()).replace("\x7f", "\\u007f")


def show(rows: Iterable[Row]) -> None:
    """Write a result. It reaches its reader at once."""
    if console := _console():
        console.print(styled(rows), soft_wrap=True)
    else:
        print("\n".join(f"{row.label}{row.text}" for row in rows), flush=True)


def styled(rows: Iterable[Row]) -> Text:
    """Return a result as rich shows it."""
    from rich.text import Text

    # Made of parts, so nothing in them is taken for markup, an emoji's name or a link.
    lines = [Text.assemble((row.label, "dim"), (row.text, row.style)) for row in rows]
    return Text("\n").join(lines)


def note(text: str) -> None:
    """Say what is good to know, if somebody is there to read it."""
    if sys.stderr.isatty():
        tell(text)


def warn(text: str) -> None:
    """Say what is wrong."""
    first, *others = escaped_lines(text) or [""]
    tell("\n".join([f"mailsac: {first}", *others]))


def tell(text: str) -> None:
    """Write to standard error. Any thread; it does not matter if nobody reads it."""
    lines = [
        line if len(line) <= _MAX_NOTE else line[:_MAX_NOTE] + "..." for line in text.split("\n")
    ]
    with suppress(OSError):
        print("\n".join(lines), file=sys.stderr, flush=True)


def renew(text: str) -> None:
    """Write a line to the terminal in the place of the last that this has written."""
    width = shutil.get_terminal_size().columns - 1
    with suppress(OSError):
        print(f"\r\x1b[K{escaped(text)[:width]}", end="", file=sys.stderr, flush=True)


@contextmanager
def waiting(text: str) -> Iterator[None]:
    """Show that time passes, if somebody is there to see it."""
    if not sys.stderr.isatty():
        yield
        return
    try:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        can_move = not console.is_dumb_terminal and console.width > 0
    except ModuleNotFoundError:
        can_move = False
    if not can_move:
        tell(text)
        yield
        return
    spinner = SpinnerColumn("line")  # in ASCII: the terminal may have no more
    columns = spinner, TextColumn("{task.description}", markup=False), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True) as progress:
        progress.add_task(text, total=None)
        yield


def fail_script() -> None:
    """Write a line that fails, for a shell that runs our output: else a script with
    ``source <(mailsac sandbox)`` would go on, against the real service."""
    if not sys.stdout.isatty():
        print("false")


def finish() -> None:
    """Write no more to standard output: whoever reads it sees its end."""
    sys.stdout.flush()
    discard()


def discard() -> None:
    """Let what is still to be written to standard output vanish: nobody takes it."""
    with suppress(OSError, ValueError):  # a stand-in without a descriptor has no such trouble
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


@functools.cache
def _console() -> Console | None:
    if not sys.stdout.isatty():
        return None
    try:
        from rich.console import Console
    except ModuleNotFoundError:
        return None
    console = Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    return console if console.width > 0 else None  # COLUMNS=0: it would write nothing


class _Notes(logging.Handler):
    """What is logged, as notes and warnings. Tracebacks are left out."""

    def emit(self, record: logging.LogRecord) -> None:
        say = warn if record.levelno >= logging.WARNING else note
        say(escaped(record.getMessage()))
