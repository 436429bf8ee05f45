"""``mailsac listen``: shows mail as it comes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..api.web_sockets_api import WebSocketsApi
from ..api_client import ApiClient
from ..exceptions import ApiException, TransportException
from ..mail import Mail
from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame
from . import output
from .access import configured
from .page import ListenPage, served
from .saving import Folder
from .status import FAILED, REFUSED, Failure, bad_use
from .view import rows

#: What may become of a mail that came without its body.
_NOT_FETCHED = (ApiException, TransportException, ValueError)
_Mails = Iterable[tuple[EmailMessageWebSocketFrame, Mail]]


def run(args: Namespace) -> int:
    """Show mail, until a signal comes or the source ends by an error.

    Raises:
        Failure, ClientException: it cannot listen, or not any more; or a file cannot be written.
    """
    folder = None if args.save is None else Folder(args.save)
    source = _from_service if args.source is None else _from_broker
    count = 0
    with served(args) as page, source(args, page) as mails:
        try:
            for frame, mail in mails:
                count += 1
                if page is not None:
                    page.show(frame, mail)
                saved = None if folder is None else _saved(mail, folder)
                _show(mail, saved, args.json)
        finally:
            output.note(f"{count} mail{'s' * (count != 1)}")
    return 0


@contextmanager
def _from_service(args: Namespace, page: ListenPage | None) -> Iterator[_Mails]:
    with ApiClient(configured(args.key_file)) as api_client:
        with bad_use():
            stream = WebSocketsApi(api_client).stream(
                addresses=args.addresses,
                since=args.since,
                on_event=None if page is None else page.on_event,
            )
        with stream:
            if not stream.listening:
                raise _refusal(stream.not_listening[0])
            yield ((frame, Mail.from_frame(frame, api_client)) for frame in stream)


@contextmanager
def _from_broker(args: Namespace, page: ListenPage | None) -> Iterator[_Mails]:
    """What a relay brings. The key is needed for what a frame lacks alone."""
    from ..relay.thread_reader import ThreadReader
    from .relay import broker_of

    broker = broker_of(args.source, args)
    configuration = configured(args.key_file, is_needed=False)
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
            if page is not None:
                page.reads(args.addresses or ["all that the relay brings"])
            yield ((delivery.frame, delivery.mail) for delivery in reader)


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
    except _NOT_FETCHED as error:
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
    except _NOT_FETCHED as error:
        # The service named it without its body.
        output.warn(f"cannot fetch mail {mail.id} to {mail.inbox}: {error}")
