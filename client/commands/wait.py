"""``mailsac wait``: waits for one mail, and prints what is wanted of it."""

from __future__ import annotations

import os
from argparse import Namespace
from contextlib import ExitStack
from urllib.parse import quote

from ..api_client import ApiClient
from ..inbox import Inbox
from ..mail import Mail
from . import output
from .access import configured
from .status import BAD_USE, FAILED, Failure, bad_use
from .view import rows

# Seconds within which the service must answer a call before the wait begins.
_SHORTEST_CALL = 10.0
_LONGEST_CALL = 120.0


def run(args: Namespace) -> int:
    """Wait for a mail and print it.

    Raises:
        Failure: bad use; or the mail has no code or link as wanted.
        ClientException: no mail came in time, or the service could not be reached or refused.
    """
    limit = min(max(args.timeout, _SHORTEST_CALL), _LONGEST_CALL)
    is_relayed = bool(os.environ.get("MAILSAC_RELAY_URL"))
    configuration = configured(args.key_file, total_timeout=limit, is_needed=not is_relayed)
    with ApiClient(configuration) as api_client:
        if args.address is not None and "@" not in args.address:
            # Not repeated: it may be a key, by mistake.
            raise Failure(BAD_USE, "ADDRESS must be an email address, such as a@example.msdc.co")
        with bad_use():
            inbox = Inbox(args.address, api_client=api_client)
        if args.address is None:
            output.tell(inbox.address)
        with ExitStack() as stack:
            stack.enter_context(output.waiting(f"Waiting for mail to {inbox.address}"))
            with bad_use():
                stack.enter_context(inbox)
            mail = inbox.wait(
                subject=args.subject,
                sender=args.sender,
                to=args.to,
                text=args.text,
                since=args.since,
                timeout=args.timeout,
            )
        _print(mail, args)
    return 0


def _print(mail: Mail, args: Namespace) -> None:
    if args.code or args.link:
        try:
            found = mail.code() if args.code else mail.link(args.contains)
        except LookupError as error:
            message = str(error).replace("contains=... or text=...", "--contains TEXT")
            message = message.replace(" Others: code(pattern).", "")
            raise Failure(FAILED, message) from None
        # A link stays the same link, and a code has nothing to quote.
        signs = [s if s.isprintable() else quote(s, errors="surrogatepass") for s in found]
        print("".join(signs))
    elif args.json:
        mail.text  # noqa: B018 (fetches what a mail that was found over REST lacks)
        print(output.as_json(mail.message))
    else:
        output.show(rows(mail, brief=False))
