"""``mailsac sandbox``: runs the stand-in for the service until a signal comes."""

from __future__ import annotations

import shlex
import time
from argparse import Namespace
from contextlib import ExitStack

from ..sandbox import DOMAIN, Sandbox
from . import output
from .status import FAILED, Failure

_HINT = """
Paste these lines into another terminal. There, this sends a mail, and waits for its code:

  python3 -c 'import os, smtplib; smtplib.SMTP(os.environ["MAILSAC_SMTP"]).sendmail(
    "shop@shop.example", "you@{domain}", "Subject: Welcome\\n\\nYour code is 481516.")'
  mailsac wait you@{domain} --code

"mailsac listen {domain}" shows mail as it comes. Ctrl-C ends the sandbox."""


def run(args: Namespace) -> int:
    """Run the sandbox. Raises ``Failure`` if it cannot start."""
    sandbox = Sandbox(tls=args.tls, port=args.port, smtp_port=args.smtp)
    with ExitStack() as stack:
        stack.callback(sandbox.stop)
        try:
            sandbox.start()
        except (ImportError, OSError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise Failure(FAILED, f"the sandbox cannot start: {reason}") from None
        sandbox.enable_domain(DOMAIN)
        print("\n".join(_exports(sandbox)))
        output.finish()  # for whoever reads the lines to their end, such as a shell's `source`
        output.note(_HINT.format(domain=DOMAIN))
        while True:
            time.sleep(3600)


def _exports(sandbox: Sandbox) -> list[str]:
    variables = {
        "MAILSAC_API_URL": sandbox.api_url,
        "MAILSAC_SOCKET_URL": sandbox.socket_url,
        "MAILSAC_API_KEY": sandbox.api_key,
        # Empty without TLS: the file of an earlier sandbox is gone.
        "MAILSAC_CA_FILE": sandbox.ca_file or "",
        # Where new addresses are made, and where to send mail.
        "MAILSAC_DOMAIN": DOMAIN,
        "MAILSAC_SMTP": "{}:{}".format(*sandbox.smtp),
    }
    return [f"export {name}={shlex.quote(value)}" for name, value in variables.items()]
