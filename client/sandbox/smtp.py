"""Mail in: SMTP, with or without login and TLS."""

from __future__ import annotations

import asyncio
import hmac
import logging
import re
import ssl
import threading
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, AnyStr

from ..mime.charsets import clean
from ..mime.message import parse_mail
from .message import Message
from .registry import normal_address
from .smtp_faults import SmtpAnswer, SmtpFaults
from .store import Store


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
    from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session, syntax

MAX_MAIL_BYTES = 2_500_000
#: To a connection for which there is no room.
REFUSAL = b"421 4.3.2 localhost Too many connections, try again later\r\n"
_MAX_RECIPIENTS = 100
_DOTS_BEHIND_LF = re.compile(rb"(?<!\r)\n\.\.")
_AUTH_PARAMETER = re.compile(r"(?<=>)(.*?)\s+AUTH=\S*", re.IGNORECASE)
_IDLE_SECONDS = 60.0  # then the connection is ended, or idle ones would keep all mail out

_log = logging.getLogger("client.sandbox")


class _Envelope(Envelope):
    refusal: tuple[SmtpAnswer, str] | None = None
    """What is said of the mail once it has come, and for whose sake."""


class _Smtp(SMTP):
    # Not the library's argument for it: without TLS that one warns.
    is_login_needed = False
    # The RFC allows lines of 1,000 bytes, but plenty of programs send HTML on one line, and the
    # point here is to show them their mail. Only the size of the whole mail is limited.
    line_length_limit = MAX_MAIL_BYTES
    _idle: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        super().connection_made(transport)
        self._wait_for_more()

    async def push(self, status: AnyStr) -> None:
        await super().push(status)
        if status[:3] in ("421", b"421") and self.transport is not None:
            self.transport.close()

    async def check_auth_needed(self, _caller_method: str) -> bool:
        if self.is_login_needed and not (self.session and self.session.authenticated):
            await self.push("530 5.7.0 Authentication required")
            return True
        return False

    @syntax("MAIL FROM: <address>", extended=" [SP <mail-parameters>]")
    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802 (the library's name)
        # Whoever offers AUTH has to take this parameter, which Postfix sends (RFC 4954, 5).
        await super().smtp_MAIL(_AUTH_PARAMETER.sub(r"\1", arg) if arg else arg)

    def _create_envelope(self) -> Envelope:
        return _Envelope()

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
    process, and at WARNING those that are none, which may be a password that came too early. Errors
    pass, and so does everything once that logger is given a level of its own.
    """

    def __init__(self) -> None:
        super().__init__()
        self._log = logging.getLogger("mail.log")
        self._thread = threading.get_ident()

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the line is logged."""
        is_asked_for = self._log.level != logging.NOTSET
        return is_asked_for or record.levelno > logging.WARNING or record.thread != self._thread

    def __enter__(self) -> None:
        self._log.addFilter(self)

    def __exit__(self, *_: object) -> None:
        self._log.removeFilter(self)


class SmtpHandler:
    """Takes mail, stores it, and hands it on before the sender hears that it was taken.

    Args:
        store: Where the mail is kept.
        faults: What is to go wrong.
        on_message: Called with every stored message, one for each recipient; must not wait.
        login: ``USER:PASSWORD``, without which no mail is taken; None takes any login, and none.
        starttls: For those who ask for TLS; None does not offer it.
    """

    def __init__(
        self,
        store: Store,
        faults: SmtpFaults,
        *,
        on_message: Callable[[Message], None],
        login: str | None = None,
        starttls: ssl.SSLContext | None = None,
    ) -> None:
        self._store = store
        self._faults = faults
        self._on_message = on_message
        user, _, password = (login or "").partition(":")
        self._login = (user.encode(), password.encode()) if login else None
        self._starttls = starttls

    def protocol(self) -> asyncio.Protocol:
        """A protocol for one connection. Belongs to the loop's thread."""
        protocol = _Smtp(
            self,
            tls_context=self._starttls,
            authenticator=self._authenticate,
            auth_require_tls=False,
            data_size_limit=MAX_MAIL_BYTES,
            enable_SMTPUTF8=True,
            hostname="localhost",  # the default asks the resolver, which may take seconds
            ident="Sandbox",
            loop=asyncio.get_running_loop(),
        )
        protocol.is_login_needed = self._login is not None
        return protocol

    def _authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: LoginPassword
    ) -> AuthResult:
        # Both, whatever the first says, so that the time does not tell which is wrong.
        pairs = zip(self._login or given, given, strict=True)
        is_same = [hmac.compare_digest(ours, theirs) for ours, theirs in pairs]
        return AuthResult(success=all(is_same), handled=False)

    async def handle_RCPT(  # noqa: N802 (the name that aiosmtpd looks for)
        self,
        _server: SMTP,
        _session: Session,
        envelope: _Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        """Accept any address, as the service does, but for faults."""
        recipient = normal_address(clean(address))
        if recipient is None:
            return "553 5.1.3 Not an address"
        answer = self._faults.answer_to(recipient)
        if answer.is_after_data:
            envelope.refusal = envelope.refusal or (answer, recipient)
        elif line := await self._faults.give(answer, recipient):
            return line
        if len(envelope.rcpt_tos) >= _MAX_RECIPIENTS:
            return "452 4.5.3 Too many recipients"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 (the name that aiosmtpd looks for)
        self, server: SMTP, session: Session, envelope: _Envelope
    ) -> str:
        """Store the mail for each recipient, and hand it on."""
        if envelope.refusal and (line := await self._faults.give(*envelope.refusal)):
            return line
        # The library undoes the dots behind CRLF alone; senders of lines that end with LF, such as
        # `smtplib.sendmail` with bytes, double those as well.
        raw = _DOTS_BEHIND_LF.sub(b"\n.", envelope.original_content or b"")
        named = [clean(address) for address in envelope.rcpt_tos]
        mail = parse_mail(raw, sender=clean(envelope.mail_from or ""))
        recipients = [recipient for name in named if (recipient := normal_address(name))]
        peer: Any = session.peer
        transport = server.transport
        is_tls = transport is not None and transport.get_extra_info("sslcontext") is not None
        try:
            added = self._store.add(mail, recipients, ip=str(peer[0]), is_tls=is_tls)
        except OSError as error:
            _log.error("a mail is refused: %s", error)
            return "451 4.3.0 The mail cannot be kept"
        for message in added:
            self._on_message(message)
            _log.info("mail to %s: %r", message.inbox, mail.subject)
        return "250 OK"

    async def handle_exception(self, _error: Exception) -> str:
        """Answer a command that broke the SMTP library, such as ``MAIL FROM:<``."""
        return "500 5.5.2 Syntax error"
