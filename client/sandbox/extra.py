"""Whether what the sandbox needs is installed."""

from __future__ import annotations

from importlib.util import find_spec

_EXTRA = ("aiohttp", "aiosmtpd", "idna", "trustme")


def check_extra() -> None:
    """Raise ``ImportError``, with the remedy, if the extra is not installed. Imports none of it."""
    for name in _EXTRA:
        if find_spec(name) is None:
            raise ImportError(
                f"the sandbox needs {name}: install the extra [sandbox] of mailsac-client; "
                "in a clone: pip install '.[sandbox]'",
                name=name,
            )
