"""``mailsac listen``: shows mail as it comes."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import client
from client.commands import output
from client.commands.access import configured
from client.commands.saving import Folder
from client.commands.status import FAILED, REFUSED, Failure, bad_use
from client.commands.view import rows

if TYPE_CHECKING:
    from client.streaming import MessageStream


def run(args: Namespace) -> int:
    """Show mail, until a signal comes or the stream ends by an error.

    Raises:
        Failure, ClientException: it cannot listen, or not any more; or a file cannot be written.
    """
    configuration = configured(args.key_file)
    folder = None if args.save is None else Folder(args.save)
    count = 0
    with client.ApiClient(configuration) as api_client, _stream(api_client, args) as stream:
        try:
            for frame in stream:
                count += 1
                mail = client.Mail.from_frame(frame, api_client)
                try:
                    _take(mail, folder, args.json)
                except (client.ApiException, client.TransportException) as error:
                    # It is not shown, and the next one may fare better.
                    output.warn(f"cannot fetch mail {mail.id} to {mail.inbox}: {error}")
        finally:
            output.note(f"{count} mail{'s' * (count != 1)}")
    return 0


@contextmanager
def _stream(api_client: client.ApiClient, args: Namespace) -> Iterator[MessageStream]:
    api = client.WebSocketsApi(api_client)
    with bad_use():
        stream = api.stream(addresses=args.addresses, since=args.since)
    with stream:
        if not stream.listening:
            # The log has said already which are meant.
            text = (
                "no mail is pushed for any of these. Forwarding over web sockets is switched on, "
                "for an address or a whole domain, on the service's site; for an address also by "
                "client.AddressesApi().update_address."
            )
            _, at, domain = stream.not_listening[0].rpartition("@")
            if at:
                text += f" To listen to all of a domain: mailsac listen {domain}"
            raise Failure(REFUSED, text)
        yield stream


def _take(mail: client.Mail, folder: Folder | None, as_json: bool) -> None:
    try:
        saved = None if folder is None else folder.save(mail)
    except OSError as error:
        if isinstance(error, client.ClientException):
            raise
        raise Failure(FAILED, f"--save: {error}") from None
    if as_json:
        print(output.as_json(mail.message), flush=True)
    else:
        output.show(rows(mail, brief=True, saved=saved))
