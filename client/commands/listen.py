"""``mailsac listen``: shows mail as it comes."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from ..api.web_sockets_api import WebSocketsApi
from ..api_client import ApiClient
from ..exceptions import ApiException, TransportException
from ..mail import Mail
from . import output
from .access import configured
from .saving import Folder
from .status import FAILED, REFUSED, Failure, bad_use
from .view import rows


def run(args: Namespace) -> int:
    """Show mail, until a signal comes or the stream ends by an error.

    Raises:
        Failure, ClientException: it cannot listen, or not any more; or a file cannot be written.
    """
    if args.source is not None:
        return _run_from(args)
    configuration = configured(args.key_file)
    folder = None if args.save is None else Folder(args.save)
    count = 0
    with ApiClient(configuration) as api_client:
        with bad_use():
            stream = WebSocketsApi(api_client).stream(addresses=args.addresses, since=args.since)
        with stream:
            if not stream.listening:
                raise _refusal(stream.not_listening[0])
            try:
                for frame in stream:
                    count += 1
                    mail = Mail.from_frame(frame, api_client)
                    saved = None if folder is None else _saved(mail, folder)
                    _show(mail, saved, args.json)
            finally:
                output.note(f"{count} mail{'s' * (count != 1)}")
    return 0


def _run_from(args: Namespace) -> int:
    """The same, from a broker. The key is needed for what a frame lacks alone."""
    from ..relay.thread_reader import ThreadReader
    from .relay import broker_of

    folder = None if args.save is None else Folder(args.save)
    broker = broker_of(args.source, args)
    configuration = configured(args.key_file, is_needed=False)
    count = 0
    with ApiClient(configuration) as api_client:
        with bad_use():
            reader = ThreadReader(
                broker,
                addresses=args.addresses or None,
                since=args.since or "now",
                stream=args.stream,
                api_client=api_client if configuration.key() is not None else None,
            )
        with reader:
            try:
                for delivery in reader:
                    count += 1
                    saved = None if folder is None else _saved(delivery.mail, folder)
                    _show(delivery.mail, saved, args.json)
            finally:
                output.note(f"{count} mail{'s' * (count != 1)}")
    return 0


def _refusal(name: str) -> Failure:
    # The log has said already which are meant.
    text = (
        "no mail is pushed for any of these. Forwarding over web sockets is switched on, "
        "for an address or a whole domain, on the service's site; for an address also by "
        "client.AddressesApi().update_address."
    )
    _, at, domain = name.rpartition("@")
    if at:
        text += f" To listen to all of a domain: mailsac listen {domain}"
    return Failure(REFUSED, text)


def _saved(mail: Mail, folder: Folder) -> Path | None:
    try:
        return folder.save(mail)
    except (ApiException, TransportException) as error:
        # JSON could not carry it whole. The next one may fare better.
        output.warn(
            f"mail {mail.id} to {mail.inbox} is not saved, as it cannot be fetched: {error}\n"
            "Listen again, with --since, to have it saved."
        )
        return None
    except OSError as error:
        reason = error.strerror or error
        raise Failure(FAILED, f"--save: cannot write to {str(folder)!r}: {reason}") from None


def _show(mail: Mail, saved: Path | None, as_json: bool) -> None:
    try:
        if as_json:
            print(output.as_json(mail.message), flush=True)
        else:
            output.show(rows(mail, brief=True, saved=saved))
    except (ApiException, TransportException) as error:
        # The service named it without its body.
        output.warn(f"cannot fetch mail {mail.id} to {mail.inbox}: {error}")
