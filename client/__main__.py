"""``python -m client`` is the command ``mailsac``."""

import sys

from client.cli import main

sys.exit(main())
