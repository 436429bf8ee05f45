"""The command ``mailsac``, also where ``client`` is something else."""

from __future__ import annotations

import sys
from importlib import import_module


def script() -> None:
    """Run the command as a process of its own, and end it."""
    try:
        import_module("mailsac_client")
    except ImportError as error:
        sys.exit(f"mailsac: {error}")
    import_module("mailsac_client.cli").script()
