"""The key, from the environment or a file, and the settings that go with it."""

from __future__ import annotations

import os
import stat

from ..configuration import Configuration, Secret
from . import output
from .status import BAD_USE, Failure, bad_use

_MAX_KEY_FILE = 4096
_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def configured(
    key_file: str | None, total_timeout: float = 120.0, *, is_needed: bool = True
) -> Configuration:
    """Return the settings of the environment.

    Args:
        key_file: path of a file that has the key on its first line, in place of the environment's.
        total_timeout: seconds for one call.
        is_needed: whether there must be a key.

    Raises:
        Failure: there is no key, or a setting cannot be used.
    """
    key = None if key_file is None else read_secret(key_file, "--key-file")
    with bad_use():
        configuration = Configuration(api_key=key, total_timeout=total_timeout)
        if is_needed and configuration.key() is None:
            raise Failure(
                BAD_USE,
                "no API key: set MAILSAC_API_KEY, or name a file that has it with --key-file. "
                'Without one, "mailsac sandbox" runs a stand-in for the service, with a key to it.',
            )
    return configuration


def read_secret(path: str, option: str) -> Secret:
    """Return the first line of a file.

    Args:
        option: by which the file was named.

    Raises:
        Failure: there is none.
    """
    # The messages do not repeat what was given: it may be the key itself, by mistake.
    try:
        with open(path, "rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            line = Secret(file.read(_MAX_KEY_FILE).partition(b"\n")[0].decode("latin-1").strip())
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not the name of a file"
        raise Failure(BAD_USE, f"{option}: cannot read the file: {reason}") from None
    if not line:
        raise Failure(BAD_USE, f"{option}: the first line of the file is empty")
    if stat.S_ISREG(mode) and mode & _OTHERS and os.name == "posix":
        output.warn(f"{option}: other users may read the file; chmod 600 keeps them out")
    return line
