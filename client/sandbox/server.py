"""The sandbox as its user sees it: started, asked where it listens, stopped."""

from __future__ import annotations

import asyncio
import secrets
import socket
import ssl
import tempfile
import threading
from concurrent.futures import Future
from contextlib import ExitStack, suppress
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, NamedTuple

from .fault_injection import FaultInjection, check_type

if TYPE_CHECKING:
    import trustme

    from .backend import Backend

_HOST = "127.0.0.1"
_EXTRA = ("aiohttp", "aiosmtpd", "idna", "trustme")
_START_SECONDS = 30.0
_STOP_SECONDS = 10.0


class SmtpAddress(NamedTuple):
    """Where the sandbox takes mail: ``smtplib.SMTP(*sandbox.smtp)``."""

    host: str
    port: int


class Sandbox(FaultInjection):
    """A stand-in for the service, on loopback, in a thread of this process.

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
    ) -> None:
        if not isinstance(api_key, str | None):
            raise TypeError("api_key must be a string")  # not repeated: it may be the key
        if api_key is not None and not api_key:
            raise ValueError("api_key must not be empty")
        check_type("max_messages", max_messages, int)
        if max_messages < 1:
            raise ValueError("max_messages must be at least 1")
        for name, wanted in (("port", port), ("smtp_port", smtp_port)):
            check_type(name, wanted, int)
            if not 0 <= wanted <= 65535:
                raise ValueError(f"{name} must be from 0 to 65535")
        self._tls = tls
        self._enveloped = _is_enveloped(mail_frames)
        self._api_key = api_key if api_key is not None else f"k_{secrets.token_hex(16)}"
        self._max_messages = max_messages
        self._lock = threading.Lock()
        self._used = False
        self._backend: Backend | None = None
        self._thread: threading.Thread | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._ca_file: str | None = None
        self._wanted_ports = (port, smtp_port)
        self._web_port = 0
        self._smtp_port = 0

    def __repr__(self) -> str:
        state = f"on port {self._web_port}" if self._web_port else "not started"
        return f"<Sandbox {state}>"

    @property
    def api_key(self) -> str:
        """The key that REST and web socket accept."""
        return self._api_key

    @property
    def api_url(self) -> str:
        """Base of the REST routes, such as ``https://127.0.0.1:40001/api``.

        Raises:
            RuntimeError: The sandbox was not started.
        """
        return f"{'https' if self._tls else 'http'}://{_HOST}:{self._started(self._web_port)}/api"

    @property
    def socket_url(self) -> str:
        """The web socket, such as ``wss://127.0.0.1:40001/incoming-messages``, without a query.

        Raises:
            RuntimeError: The sandbox was not started.
        """
        scheme = "wss" if self._tls else "ws"
        return f"{scheme}://{_HOST}:{self._started(self._web_port)}/incoming-messages"

    @property
    def smtp(self) -> SmtpAddress:
        """Host and port that take mail: plain SMTP, no login, 2.5 MB a mail.

        A mail is stored, and on its way to the web sockets, before its sender hears 250.

        Raises:
            RuntimeError: The sandbox was not started.
        """
        return SmtpAddress(_HOST, self._started(self._smtp_port))

    @property
    def ca_file(self) -> str | None:
        """Path of a PEM file with the authority to trust; ``None`` without TLS.

        The file is removed on `stop`, or when the process ends by itself. A process that is killed
        leaves it in the temporary folder; it is no secret.

        Raises:
            RuntimeError: The sandbox was not started.
        """
        self._started(self._web_port)
        return self._ca_file

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
            OSError: A port that was asked for is taken, or none can be had on loopback.
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

    def _started(self, port: int) -> int:
        if not port:
            raise RuntimeError("the sandbox was not started")
        return port

    def _start(self) -> None:
        check_extra()
        import trustme

        from .backend import Backend
        from .smtp import CommandLogFilter

        context = self._tls_context(trustme.CA()) if self._tls else None
        backend = Backend(
            api_key=self._api_key, enveloped=self._enveloped, max_messages=self._max_messages
        )
        ready: Future[None] = Future()

        def run() -> None:
            try:
                with CommandLogFilter():
                    asyncio.run(backend.run(web, smtp, context, lambda: ready.set_result(None)))
            except BaseException as error:
                if ready.done():
                    raise
                ready.set_exception(error)
            finally:
                web.close()
                smtp.close()

        # Bound here, in the caller's thread, so that what goes wrong rises in the caller.
        with ExitStack() as stack:
            port, smtp_port = self._wanted_ports
            web = stack.enter_context(socket.create_server((_HOST, port)))
            smtp = stack.enter_context(socket.create_server((_HOST, smtp_port)))
            web_port, smtp_port = web.getsockname()[1], smtp.getsockname()[1]
            # A daemon, so that a sandbox that was never stopped does not keep the process alive.
            thread = threading.Thread(target=run, name="mailsac-sandbox", daemon=True)
            # Before it starts: whatever interrupts the start then ends it.
            self._backend = backend
            thread.start()
            stack.pop_all()  # the thread closes them
        self._thread = thread
        ready.result(_START_SECONDS)
        self._web_port, self._smtp_port = web_port, smtp_port

    def _tls_context(self, authority: trustme.CA) -> ssl.SSLContext:
        # The URLs name 127.0.0.1, not localhost: where localhost is ::1 first, a client
        # would try a port that we do not hold there. The certificate is good for both.
        leaf = authority.issue_cert("localhost", _HOST)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        leaf.configure_cert(context)
        # A folder, as it removes itself also when this object is dropped, or at exit.
        self._folder = tempfile.TemporaryDirectory(prefix="mailsac-sandbox-")
        path = Path(self._folder.name, "ca.pem")
        path.write_bytes(authority.cert_pem.bytes())
        self._ca_file = str(path)
        return context

    def _stop(self) -> None:
        thread, self._thread = self._thread, None
        backend, self._backend = self._backend, None
        if backend is not None:
            backend.stop()
        if thread is not None:
            thread.join(_STOP_SECONDS)
        if self._folder is not None:
            self._folder.cleanup()
        if thread is not None and thread.is_alive():
            raise RuntimeError(
                f"the sandbox did not end within {_STOP_SECONDS:g} s: its thread still runs"
            )


def check_extra() -> None:
    """Raise ``ImportError``, with the remedy, if the extra is not installed. Imports none of it."""
    for name in _EXTRA:
        if find_spec(name) is None:
            raise ImportError(
                f"the sandbox needs {name}: install the extra [sandbox] of mailsac-client; "
                "in a clone: pip install '.[sandbox]'",
                name=name,
            )


def _is_enveloped(shape: str) -> bool:
    if shape not in ("enveloped", "bare"):
        raise ValueError("mail_frames must be 'enveloped' or 'bare'")
    return shape == "enveloped"
