"""Mail in: SMTP on loopback, without login or TLS."""

from __future__ import annotations

import asyncio
import logging
import re
import threading
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from ..mime.charsets import clean
from ..mime.message import parse_mail
from .registry import normal_address
from .store import Message, Store


@contextmanager
def _byte_string() -> Iterator[None]:
    """While entered, `typing` has the name that aiosmtpd 1.4.6 imports, and says nothing of it.

    From Python 3.15 on that name warns, and from 3.17 on it is gone. The filters of warnings are
    left alone: they belong to all threads, and to the program that uses the sandbox.
    """
    names = vars(typing)
    if "ByteString" in names:
        yield
        return
    names["ByteString"] = bytes | bytearray | memoryview
    try:
        yield
    finally:
        del names["ByteString"]


with _byte_string():
    from aiosmtpd.smtp import SMTP, Envelope, Session

MAX_MAIL_BYTES = 2_500_000
#: To a connection for which there is no room.
REFUSAL = b"421 4.3.2 localhost Too many connections, try again later\r\n"
_MAX_RECIPIENTS = 100
_DOTS_BEHIND_LF = re.compile(rb"(?<!\r)\n\.\.")
_IDLE_SECONDS = 60.0  # then the connection is ended, or idle ones would keep all mail out

_log = logging.getLogger("client.sandbox")


class _Smtp(SMTP):
    # The RFC allows lines of 1,000 bytes, but plenty of programs send HTML on one line, and the
    # point here is to show them their mail. Only the size of the whole mail is limited.
    line_length_limit = MAX_MAIL_BYTES
    _idle: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._wait_for_more()

    def data_received(self, data: bytes) -> None:
        self._wait_for_more()
        super().data_received(data)

    def connection_lost(self, error: Exception | None) -> None:
        if self._idle is not None:
            self._idle.cancel()
        super().connection_lost(error)

    def _wait_for_more(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
        self._idle = asyncio.get_running_loop().call_later(_IDLE_SECONDS, self._end_idle)

    def _end_idle(self) -> None:
        transport = self.transport
        if isinstance(transport, asyncio.WriteTransport) and not transport.is_closing():
            transport.write(b"421 4.4.2 localhost Idle for too long, closing the connection\r\n")
            # Who does not read, either, would hold up ``close()`` for ever.
            transport.abort() if transport.get_write_buffer_size() else transport.close()


class CommandLogFilter(logging.Filter):
    """While entered, hushes the lines that aiosmtpd logs for each command of this thread.

    It logs them at INFO, to a logger that it shares with every other server of its kind in the
    process. Warnings pass, and so does everything once that logger is given a level of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._log = logging.getLogger("mail.log")
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is logged."""
        is_asked_for = self._log.level != logging.NOTSET
        return is_asked_for or record.levelno > logging.INFO or record.thread != self._thread

    def __enter__(self) -> None:
        self._log.addFilter(self)

    def __exit__(self, *_: object) -> None:
        self._log.removeFilter(self)


class SmtpHandler:
    """Takes mail, stores it, and hands it on before the sender hears that it was taken.

    Args:
        store: Where the mail is kept.
        on_message: Called with every stored message, one for each recipient; must not wait.
    """

    def __init__(self, store: Store, *, on_message: Callable[[Message], None]) -> None:
        self._store = store
        self._on_message = on_message

    def protocol(self) -> asyncio.Protocol:
        """A protocol for one connection. Belongs to the loop's thread."""
        return _Smtp(
            self,
            data_size_limit=MAX_MAIL_BYTES,
            enable_SMTPUTF8=True,
            hostname="localhost",  # the default asks the resolver, which may take seconds
            ident="Sandbox",
            loop=asyncio.get_running_loop(),
        )

    async def handle_RCPT(  # noqa: N802 (the name that aiosmtpd looks for)
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Accept any address, as the service does."""
        if normal_address(clean(address)) is None:
            return "553 5.1.3 Not an address"
        if len(envelope.rcpt_tos) >= _MAX_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (the name that aiosmtpd looks for)
        self, _server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Store the mail for each recipient, and hand it on."""
        # The library undoes the dots behind CRLF alone; senders of lines that end with LF, such as
        # `smtplib.sendmail` with bytes, double those as well.
        raw = _DOTS_BEHIND_LF.sub(b"\n.", envelope.original_content or b"")
        named = [clean(address) for address in envelope.rcpt_tos]
        mail = parse_mail(raw, sender=clean(envelope.mail_from or ""))
        recipients = [recipient for name in named if (recipient := normal_address(name))]
        peer: Any = session.peer
        for message in self._store.add(mail, recipients, ip=str(peer[0])):
            self._on_message(message)
            _log.info("mail to %s: %r", message.inbox, mail.subject)
        return "250 OK"

    async def handle_exception(self, _error: Exception) -> str:
        """Answer a command that broke the SMTP library, such as ``MAIL FROM:<``."""
        return "500 5.5.2 Syntax error"
