"""The sandbox as its user sees it: started, asked where it listens, stopped."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple

from ..page.session import Session
from .arguments import check_type
from .extra import check_extra
from .fault_injection import FaultInjection
from .settings import Settings, new_key

if TYPE_CHECKING:
    from .backend import Backend
    from .certificates import Authority
    from .event_log import SandboxEvent

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0

_log = logging.getLogger("client.sandbox")


class SmtpAddress(NamedTuple):
    """Where the sandbox takes mail: ``smtplib.SMTP(*sandbox.smtp)``."""

    host: str
    port: int


class Sandbox(FaultInjection):
    """A stand-in for the service, in a thread of this process, on loopback unless told otherwise.

    It is a context manager: ``with Sandbox() as sandbox:``. An instance runs once; make a new
    one to run again.

    Args:
        tls: Serve REST and web socket over TLS, with a certificate authority made at start
            (`ca_file`). Default ``True``; ``False`` gives ``http://`` and ``ws://``.
        mail_frames: The shape of a mail on the web socket: ``"enveloped"`` (default) is
            ``{"status": 200, "email": {...}}``, ``"bare"`` is the mail itself. The service
            documents both.
        api_key: The one key that is accepted; default ``None`` makes a random one.
        max_messages: How many messages are kept (at least 1, default 1000). The oldest go
            first, starred ones last. Their bytes are bounded too, to 256 MiB together, and an
            inbox that nobody owns keeps six.
        port: TCP port of REST and web socket; default 0, any that is free.
        smtp_port: TCP port of SMTP; default 0, any that is free.
        page_port: TCP port of the page, always on loopback; default 0, any that is free.
        bind: The IP address to listen at; default ``"127.0.0.1"``. At another one than loopback
            others reach it: anybody may then send mail, and who has the key may read it.
        hosts: Names and addresses by which others ask for it. Certificates are good for them, and
            a request for any other ``Host`` is refused, but for loopback and `bind`. With TLS, a
            name that no certificate can have is a ``ValueError`` at `start`.
        smtp_tls: ``"starttls"`` offers STARTTLS, ``"implicit"`` begins with TLS, with the authority
            of `ca_file`. Default ``None``, neither.
        smtp_login: ``"USER:PASSWORD"``, without which no mail is taken. Default ``None``: AUTH
            PLAIN and LOGIN take any login, and none is needed. It is offered without TLS, too.
        fault_addresses: Whether mail to ``ada+450@qa.example`` is answered with 450, and so for
            each status of `smtp_faults`. Default ``False``.
        webhooks_anywhere: Whether the webhook of an address may lead to another machine. Default
            ``False``: a mail is posted to loopback alone.
        keep: Path of a file that keeps mail, addresses and domains, so that they outlive a
            restart; made if it is not there. Default ``None``, all ends with the sandbox.

    Raises:
        ValueError: An argument is out of bounds.

    Every method and property may be used from any thread. An argument of another type is a
    ``TypeError``.
    """

    def __init__(
        self,
        *,
        tls: bool = True,
        mail_frames: Literal["enveloped", "bare"] = "enveloped",
        api_key: str | None = None,
        max_messages: int = 1000,
        port: int = 0,
        smtp_port: int = 0,
        page_port: int = 0,
        bind: str = "127.0.0.1",
        hosts: Sequence[str] = (),
        smtp_tls: Literal["starttls", "implicit"] | None = None,
        smtp_login: str | None = None,
        fault_addresses: bool = False,
        webhooks_anywhere: bool = False,
        keep: str | os.PathLike[str] | None = None,
    ) -> None:
        self._enveloped = _is_enveloped(mail_frames)
        self._settings = Settings(
            tls=tls,
            api_key=new_key() if api_key is None else api_key,
            max_messages=max_messages,
            port=port,
            smtp_port=smtp_port,
            page_port=page_port,
            bind=bind,
            hosts=hosts if isinstance(hosts, str) else tuple(hosts),
            smtp_tls=smtp_tls,
            smtp_login=smtp_login,
            fault_addresses=fault_addresses,
            webhooks_anywhere=webhooks_anywhere,
            keep=None if keep is None else os.fspath(keep),
        )
        self._lock = threading.Lock()
        self._used = False
        self._backend: Backend | None = None
        self._thread: threading.Thread | None = None
        self._authority: Authority | None = None
        self._session: Session | None = None
        self._web_port = 0
        self._smtp_port = 0

    def __repr__(self) -> str:
        port = getattr(self, "_web_port", 0)  # it may be shown before it is whole
        state = f"on port {port}" if port else "not started"
        return f"<Sandbox {state}>"

    @property
    def api_key(self) -> str:
        """The key that REST and web socket accept."""
        return self._settings.api_key

    @property
    def api_url(self) -> str:
        """Base of the REST routes, such as ``https://127.0.0.1:40001/api``.

        Raises:
            RuntimeError: The sandbox was not started.
        """
        scheme = "https" if self._settings.tls else "http"
        return f"{scheme}://{self._web_address}/api"

    @property
    def socket_url(self) -> str:
        """The web socket, such as ``wss://127.0.0.1:40001/incoming-messages``, without a query.

        Raises:
            RuntimeError: The sandbox was not started.
        """
        scheme = "wss" if self._settings.tls else "ws"
        return f"{scheme}://{self._web_address}/incoming-messages"

    @property
    def smtp(self) -> SmtpAddress:
        """Host and port that take mail, 2.5 MB each.

        A mail is stored, and on its way to the web sockets, before its sender hears 250.

        Raises:
            RuntimeError: The sandbox was not started.
        """
        return SmtpAddress(self._settings.local_address, self._started(self._smtp_port))

    @property
    def page_url(self) -> str:
        """A web page on which mail appears as it comes: an address for a browser on this machine.

        The token in it lets a browser in, for as long as the sandbox runs. It is random, or
        that of the environment's MAILSAC_PAGE_TOKEN.

        Raises:
            RuntimeError: The sandbox was not started.
        """
        self._started(self._web_port)
        assert self._session is not None
        return self._session.url

    @property
    def ca_file(self) -> str | None:
        """Path of a PEM file with the authority to trust; ``None`` without any TLS.

        The file is removed on `stop`, or when the process ends by itself. A process that is killed
        leaves it in the temporary folder; it is no secret.

        Raises:
            RuntimeError: The sandbox was not started.
        """
        self._started(self._web_port)
        return self._authority.file if self._authority is not None else None

    @property
    def mail_frames(self) -> Literal["enveloped", "bare"]:
        """The shape of a mail on the web socket; may be set at any time, for the next mail.

        Raises:
            ValueError: It is set to something else.
        """
        return "enveloped" if self._enveloped else "bare"

    @mail_frames.setter
    def mail_frames(self, shape: Literal["enveloped", "bare"]) -> None:
        enveloped = _is_enveloped(shape)
        with self._lock:
            self._enveloped = enveloped
            if self._backend is not None:
                self._backend.broadcaster.enveloped = enveloped

    def start(self) -> Sandbox:
        """Start listening, and return this sandbox. `with` calls it.

        Raises:
            ImportError: The extra ``mailsac-client[sandbox]`` is not installed.
            OSError: A port that was asked for is taken, or none can be had at the address; or the
                file that keeps mail cannot be used, as when another sandbox has it.
            ValueError: That file is no file of a sandbox, one of another version, or damaged; or
                MAILSAC_PAGE_TOKEN is set to what cannot be a token.
            RuntimeError: It was started before.
        """
        with self._lock:
            if self._used:
                raise RuntimeError("a Sandbox runs once: make a new one")
            self._used = True
            try:
                self._start()
            except BaseException:
                with suppress(RuntimeError):  # what went wrong first is what matters
                    self._stop()
                raise
        return self

    def stop(self) -> None:
        """End every connection, and leave no thread, socket or file. Takes under a second.

        May be called any number of times.

        Raises:
            RuntimeError: Its thread has not ended within 10 s, and goes on; the rest is done.
        """
        with self._lock:
            self._stop()

    def __enter__(self) -> Sandbox:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    def enable_domain(self, domain: str) -> None:
        """Own `domain`, with web-socket forwarding on.

        A web socket can then listen to the whole domain, and ``GET /inbox`` has its mail. No
        operation sets up a domain, so this is the only way to have one.

        Raises:
            ValueError: It is not a domain, or another account has it.
            RuntimeError: The sandbox is not running.
        """
        check_type("domain", domain, str)
        self._on_loop(lambda backend: backend.registry.enable_domain(domain))

    def add_foreign(self, name: str) -> None:
        """Let another account own `name`, an address or a whole domain.

        What is asked of it is then refused as the service refuses it: 401, 403 or 404, as each
        operation documents. Mail to it is taken and forgotten, and so is what is there already.

        Raises:
            ValueError: It is neither an address nor a domain, or this account has it.
            RuntimeError: The sandbox is not running.
        """
        check_type("name", name, str)
        self._on_loop(lambda backend: backend.add_foreign(name))

    def recipients(self, since: datetime) -> list[str]:
        """Return the addresses that got mail since then, and still have it; the latest first.

        Args:
            since: with a time zone. The sandbox's clock is the machine's, in whole milliseconds.

        Raises:
            ValueError: ``since`` has no time zone.
            RuntimeError: The sandbox is not running.
        """
        check_type("since", since, datetime)
        if since.tzinfo is None:
            raise ValueError(f"since must have a time zone, which {since} has not")
        return self._on_loop(lambda backend: backend.store.recipients(since))

    def events(self, after: int = 0) -> list[SandboxEvent]:
        """Return what it did by itself: mail that went to webhooks, and faults that came true.

        Args:
            after: Only those with a higher number than this. Default 0, all of the latest 1,000.

        Raises:
            RuntimeError: The sandbox is not running.
        """
        check_type("after", after, int)
        return self._on_loop(lambda backend: backend.log.after(after))

    @property
    def _web_address(self) -> str:
        host, port = self._settings.local_address, self._started(self._web_port)
        return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"

    def _started(self, port: int) -> int:
        if not port:
            raise RuntimeError("the sandbox was not started")
        return port

    def _start(self) -> None:
        check_extra()
        from ..page.page import Page
        from .backend import Backend
        from .certificates import Authority
        from .page_control import PageControl, page_setup
        from .smtp import CommandLogFilter

        settings = replace(self._settings, enveloped=self._enveloped)
        if settings.tls or settings.smtp_tls:
            # The URLs name 127.0.0.1, not localhost: where localhost is ::1 first, a client
            # would try a port that we do not hold there. The certificate is good for both.
            self._authority = Authority(["localhost", "127.0.0.1", *sorted(settings.names)])
        context = self._authority.context if self._authority is not None else None
        ready: Future[None] = Future()

        def run() -> None:
            try:
                with CommandLogFilter():
                    asyncio.run(
                        backend.run(
                            web, smtp, page, context, session, lambda: ready.set_result(None)
                        )
                    )
            except BaseException as error:
                if ready.done():
                    raise
                ready.set_exception(error)
            finally:
                for each in (web, smtp, page):
                    each.close()

        # Bound here, in the caller's thread, so that what goes wrong rises in the caller.
        with ExitStack() as stack:
            web = stack.enter_context(settings.listen(settings.port))
            smtp = stack.enter_context(settings.listen(settings.smtp_port))
            # On loopback, whoever may send mail: it is for a browser of this machine.
            page = stack.enter_context(socket.create_server(("127.0.0.1", settings.page_port)))
            web_port, smtp_port = web.getsockname()[1], smtp.getsockname()[1]
            session = Session(page.getsockname()[1])
            shown = Page(page_setup(settings, smtp_port))
            backend = Backend(settings, shown)
            shown.control = PageControl(backend, settings, smtp_port)
            # A daemon, so that a sandbox that was never stopped does not keep the process alive.
            thread = threading.Thread(target=run, name="mailsac-sandbox", daemon=True)
            # Before it starts: whatever interrupts the start then ends it.
            self._backend = backend
            thread.start()
            stack.pop_all()  # the thread closes them
        self._thread = thread
        # A file may have much mail, each of which is taken apart.
        ready.result(_START_SECONDS if settings.keep is None else None)
        self._web_port, self._smtp_port, self._session = web_port, smtp_port, session
        if settings.is_open_to_others:
            _log.warning("%s", settings.openness())

    def _stop(self) -> None:
        thread, self._thread = self._thread, None
        backend, self._backend = self._backend, None
        if backend is not None:
            backend.stop()
        if thread is not None:
            thread.join(_STOP_SECONDS)
        if self._authority is not None:
            self._authority.remove()
        if thread is not None and thread.is_alive():
            raise RuntimeError(
                f"the sandbox did not end within {_STOP_SECONDS:g} s: its thread still runs"
            )


def _is_enveloped(shape: str) -> bool:
    if shape not in ("enveloped", "bare"):
        raise ValueError("mail_frames must be 'enveloped' or 'bare'")
    return shape == "enveloped"
