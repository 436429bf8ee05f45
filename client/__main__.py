"""``python -m client`` is the command ``mailsac``."""

from .cli import script

script()
