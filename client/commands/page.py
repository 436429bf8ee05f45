"""``mailsac listen --page``: what the stream or the relay brings, on a web page."""

from __future__ import annotations

import json
import logging
import webbrowser
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from ..exceptions import ApiException, TransportException
from ..streaming.events import Event, Listening, Reconnecting, described
from . import output
from .status import BAD_USE, FAILED, Failure

if TYPE_CHECKING:
    from ..mail.mail import Mail
    from ..models.email_message_web_socket_frame import EmailMessageWebSocketFrame
    from ..page.thread import PageThread


class ListenPage:
    """The page of a stream, or of what a relay brings. Any thread may call any of it.

    Args:
        page: What serves it.
        source: Where frames come from, for the log.
    """

    def __init__(self, page: PageThread, source: str) -> None:
        self._page = page
        self._source = source

    def on_event(self, event: Event) -> None:
        """Show what the stream tells: for ``stream(on_event=...)``."""
        level, text = described(event)
        is_warning = level >= logging.WARNING
        self._page.tell(lambda page: page.note(text, warning=is_warning))
        if isinstance(event, Listening):
            names = [*event.addresses, *(event.domains or ())]
            frame = _json(event.frame.to_dict())
            self._page.tell(lambda page: page.set_status("listening", "Listening", names))
            self._page.tell(lambda page: page.frame(frame, self._source))
        elif isinstance(event, Reconnecting):
            self._page.tell(lambda page: page.set_status("lost", "Reconnecting"))

    def reads(self, names: list[str]) -> None:
        """Show that mail of these is read from the broker."""
        self._page.tell(lambda page: page.set_status("listening", "Reading", names))

    def show(self, frame: EmailMessageWebSocketFrame, mail: Mail) -> None:
        """Show a mail, and the frame that brought it."""
        from ..page.mails import NewMail

        said = frame.to_dict()
        # Without a status it came without its envelope.
        sent = _json(said if said.get("status") is not None else said.get("email"))
        self._page.tell(lambda page: page.frame(sent, self._source))
        try:
            raw = mail.raw_bytes()
        except (ApiException, TransportException, ValueError) as error:
            lost = f"cannot fetch mail {mail.id} to {mail.inbox}: {error}"
            self._page.tell(lambda page: page.note(lost, warning=True))
            return
        received = mail.received or datetime.now(UTC)
        new = NewMail(mail.inbox, received, raw, mail.sender)
        self._page.tell(lambda page: page.add(new))


@contextmanager
def served(args: Namespace) -> Iterator[ListenPage | None]:
    """Serve the page, if it was asked for, and say where.

    Raises:
        Failure: it cannot be served.
    """
    if not args.page:
        yield None
        return
    from ..page.page import Setup
    from ..page.thread import PageThread

    names = ", ".join(args.addresses) or "all that the relay listens to"
    places = [name if "@" in name else f"any address at {name}" for name in args.addresses]
    hint = f"Send a mail to {', or to '.join(places) or names}."
    source = "from the service" if args.source is None else "from the broker"
    try:
        page = PageThread(Setup(title=f"Mail to {names}", hint=hint), args.page_port)
    except (ImportError, OSError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise Failure(FAILED, f"--page: {reason}") from None
    except ValueError as error:
        raise Failure(BAD_USE, str(error)) from None
    with page:
        # Also where nobody reads what is only good to know: without it there is no page.
        output.tell(f"page: {page.session.url}")
        if args.open and not webbrowser.open(page.session.url_for_once()):
            output.warn("no browser was found: open the address above")
        yield ListenPage(page, source)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
