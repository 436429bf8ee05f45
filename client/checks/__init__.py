"""What is wrong with a mail, told from its bytes: ``check_mail``. Pure; nothing is asked for.

==================  =======================================================================
``check.py``        ``check_mail``, with the table of the checks
``findings.py``     what a check finds, and how it is printed
``parsed.py``       the mail, taken apart once for all checks; ``page.py`` reads its HTML
``structure.py``    checks of MIME and charsets
``headers.py``      checks of headers
``content.py``      checks of bodies, links and images
==================  =======================================================================

A check is a function from the parsed mail to findings. Mail is hostile: none of them raises, each
takes linear time, and what findings quote is cut, and escaped.
"""

from __future__ import annotations

from .check import check_mail
from .findings import Finding, Findings, Level

__all__ = ["Finding", "Findings", "Level", "check_mail"]
