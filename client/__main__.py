"""``python -m client`` is the command ``mailsac``."""

import sys

from .cli import main

sys.exit(main())
