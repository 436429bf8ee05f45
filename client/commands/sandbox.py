"""``mailsac sandbox``: runs the stand-in for the service until a signal comes."""

from __future__ import annotations

import os
import shlex
import time
from argparse import Namespace
from contextlib import ExitStack

from ..sandbox import DOMAIN, Sandbox
from ..secret import Secret
from . import output
from .access import read_secret
from .status import FAILED, Failure, bad_use

_PAGE = """
Mail appears on this page, in a browser on this machine:

  {page}"""
_HINT = """
Paste the lines above into another terminal. There, this sends a mail, and waits for its code:

  python3 -c 'import os, smtplib; smtplib.SMTP(os.environ["MAILSAC_SMTP"]).sendmail(
    "shop@shop.example", "you@{domain}", "Subject: Welcome\\n\\nYour code is 481516.")'
  mailsac wait you@{domain} --code

"mailsac listen {domain}" shows mail as it comes. Ctrl-C ends the sandbox."""


def run(args: Namespace) -> int:
    """Run the sandbox. Raises ``Failure`` if it cannot start."""
    login = _login(args.smtp_login)
    key = None if args.key_file is None else read_secret(args.key_file, "--key-file")
    with bad_use():
        sandbox = Sandbox(
            tls=args.tls,
            mail_frames=args.frames,
            api_key=key,
            port=args.port,
            smtp_port=args.smtp,
            page_port=args.page_port,
            bind=args.bind,
            hosts=args.host,
            smtp_tls=args.smtp_tls,
            smtp_login=login,
            fault_addresses=args.fault_addresses,
            webhooks_anywhere=args.webhooks_anywhere,
            keep=args.keep,
        )
    with ExitStack() as stack:
        stack.callback(sandbox.stop)
        try:
            sandbox.start()
            sandbox.enable_domain(DOMAIN)
        except (ImportError, OSError, ValueError) as error:
            reason = str(error)
            if isinstance(error, OSError):
                reason = error.strerror or reason
                reason = f"{error.filename}: {reason}" if error.filename else reason
            raise Failure(FAILED, f"the sandbox cannot start: {reason}") from None
        print("\n".join(_exports(sandbox)))
        output.finish()  # for whoever reads the lines to their end, such as a shell's `source`
        output.note(_PAGE.format(page=sandbox.page_url))
        if login is None and args.smtp_tls != "implicit":  # else its line would not do
            output.note(_HINT.format(domain=DOMAIN))
        while True:
            time.sleep(3600)


def _login(file: str | None) -> Secret | None:
    # Not from an argument, which others could see.
    if file is not None:
        return Secret(
            read_secret(file, "--smtp-login").encode("latin-1").decode("utf-8", "replace")
        )
    found = os.environ.get("MAILSAC_SMTP_LOGIN")
    return Secret(found) if found else None


def _exports(sandbox: Sandbox) -> list[str]:
    variables = {
        "MAILSAC_API_URL": sandbox.api_url,
        "MAILSAC_SOCKET_URL": sandbox.socket_url,
        "MAILSAC_API_KEY": Secret(sandbox.api_key).reveal(),
        # Empty without TLS: the file of an earlier sandbox is gone.
        "MAILSAC_CA_FILE": sandbox.ca_file or "",
        # Where new addresses are made, and where to send mail.
        "MAILSAC_DOMAIN": DOMAIN,
        "MAILSAC_SMTP": "{}:{}".format(*sandbox.smtp),
        "MAILSAC_PAGE_URL": sandbox.page_url,
    }
    return [f"export {name}={shlex.quote(value)}" for name, value in variables.items()]
