"""How connections are made: TLS, proxies, and the names of what goes wrong.

REST calls and the web socket both connect by these rules, so one ``Configuration`` governs both.
"""

from __future__ import annotations

import functools
import http.client
import logging
import re
import socket
import ssl
import sys
import urllib.request
import warnings
from typing import Any
from urllib.parse import unquote, urlsplit

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url
from urllib3.util.ssl_match_hostname import CertificateError

from .configuration import Configuration, Secret, hidden, is_loopback
from .exceptions import (
    ApiException,
    TransportConnectionException,
    TransportException,
    TransportTimeoutException,
    printable,
)
from .version import __version__
from .watchdog import current

USER_AGENT = f"mailsac-client/{__version__} (Python)"
_MAX_HEADS = 100  # of one answer
_OTHER_NAME = (62, 64)  # OpenSSL's codes for a certificate of another host name or address


def new_connection(
    configuration: Configuration, url: str, timeout: float, context: ssl.SSLContext | None
) -> GuardedConnection:
    """Return a connection, not yet open, to the host of an http(s) or ws(s) URL.

    ``connect()`` opens TCP, the proxy's tunnel and TLS, as the configuration says; the socket is
    then ``connection.sock``.

    Args:
        timeout: seconds for each step of connecting: each address of the name, the tunnel, TLS.
        context: for TLS, from ``ssl_context``; needed for ``https`` and ``wss``.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    secure = parts.scheme in ("https", "wss")
    port = parts.port or (443 if secure else 80)
    kind = GuardedHttps if secure else GuardedConnection
    tls = _tls_options(configuration, context) if secure else {}
    proxy = _proxy_manager(configuration, url, context)
    if proxy is None or proxy.proxy is None:
        return kind(host, port, timeout=timeout, **tls)
    connection = kind(
        proxy.proxy.host or "",
        proxy.proxy.port,
        timeout=timeout,
        proxy=proxy.proxy,
        proxy_config=proxy.proxy_config,
        **tls,
    )
    # The scheme is that of the link to the proxy: "https" means TLS inside of TLS.
    scheme = proxy.proxy.scheme or "http"
    connection.set_tunnel(host, port, dict(proxy.proxy_headers), scheme=scheme)
    return connection


def pool_manager(configuration: Configuration, url: str) -> urllib3.PoolManager:
    """Return a pool for the host of this URL, as the configuration's TLS and proxy have it."""
    context = ssl_context(configuration)
    options = _tls_options(configuration, context)
    options["maxsize"] = configuration.connection_pool_maxsize
    pool = _proxy_manager(configuration, url, context, **options) or urllib3.PoolManager(**options)
    https = _HttpsPool if configuration.verify_ssl else _UncheckedPool
    pool.pool_classes_by_scheme = {"http": _HttpPool, "https": https}
    return pool


class Answer(http.client.HTTPResponse):
    """Reads past all interim answers; of its own, http.client does past 100 alone.

    Up to a bound: who sends one after the other is not stopped by a connection that is shut down.
    """

    _heads = 0

    def _read_status(self) -> tuple[str, int, str]:
        self._heads += 1
        if self._heads > _MAX_HEADS:
            raise http.client.HTTPException("too many interim answers")
        return super()._read_status()  # type: ignore[misc, no-any-return]  # typeshed lacks it

    def begin(self) -> None:
        super().begin()
        while 100 <= self.status < 200 and self.status != 101:
            self.headers = None  # type: ignore[assignment]  # by which it knows that it has begun
            super().begin()


class GuardedConnection(HTTPConnection):
    """Can be shut down by a ``Guard``; tells the one of its call, if any, about itself."""

    response_class = Answer
    _answering: object = None

    @property
    def link(self) -> object:
        """The socket; also of an answer that is the last, when ``sock`` has none any more."""
        return self.sock or self._answering

    def connect(self) -> None:
        self._watch()
        super().connect()

    def getresponse(self) -> urllib3.HTTPResponse:  # type: ignore[override]  # urllib3 types it so
        self._answering = self.sock
        self._watch()
        return super().getresponse()

    def _watch(self) -> None:
        if (guard := current.get()) is not None:
            guard.connection = self


class GuardedHttps(GuardedConnection, HTTPSConnection):
    pass


class _HttpPool(HTTPConnectionPool):
    ConnectionCls = GuardedConnection


class _HttpsPool(HTTPSConnectionPool):
    ConnectionCls = GuardedHttps


class _UncheckedConnection(GuardedHttps):
    """Says that it was verified, so that urllib3 does not warn for each request: we warn once."""

    @property
    def is_verified(self) -> bool:
        return True

    @is_verified.setter
    def is_verified(self, _: bool) -> None:
        pass


class _UncheckedPool(HTTPSConnectionPool):
    ConnectionCls = _UncheckedConnection


def _callers_level() -> int:
    """Return the ``stacklevel`` of the first line outside of this package."""
    package, level, frame = f"{__package__}.", 1, sys._getframe(1)
    while frame.f_back is not None and f"{frame.f_globals.get('__name__')}.".startswith(package):
        frame, level = frame.f_back, level + 1
    return level


def proxy_for(configuration: Configuration, url: str) -> Secret | None:
    """Return the URL of the proxy that leads to this URL, or None for a direct connection."""
    proxy = hidden(configuration.proxy)  # it may hold a password
    if proxy is None:
        parts = urlsplit(url)
        proxies = urllib.request.getproxies()
        scheme = {"wss": "https", "ws": "http"}.get(parts.scheme, parts.scheme)
        # What runs on this machine, such as the sandbox, is beyond no proxy.
        if not is_loopback(parts.hostname or "") and not urllib.request.proxy_bypass(parts.netloc):
            proxy = hidden(proxies.get(scheme) or proxies.get("all"))
    if proxy and "://" not in proxy:
        proxy = Secret(f"http://{proxy.reveal()}")  # as curl reads it
    return proxy or None


def ssl_context(configuration: Configuration) -> ssl.SSLContext:
    """Return a TLS context that trusts and shows what the configuration says.

    It may be that of other configurations, too: it is not to be changed.

    Raises:
        ValueError: a file that the configuration names cannot be used.
    """
    own = (configuration.ssl_ca_cert, configuration.cert_file, configuration.assert_hostname)
    if configuration.verify_ssl and own == (None, None, None):
        return _usual_context()
    context = urllib3.util.create_urllib3_context()
    if not configuration.verify_ssl:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        warnings.warn(
            "certificates are not checked (verify_ssl=False): whoever is on the way can read the "
            "API key and the mail",
            UserWarning,
            stacklevel=_callers_level(),
        )
    name, path = "ssl_ca_cert (MAILSAC_CA_FILE)", configuration.ssl_ca_cert or certifi.where()
    try:
        context.load_verify_locations(path)
        if configuration.cert_file:
            name, path = "cert_file", configuration.cert_file
            context.load_cert_chain(path, configuration.key_file)
    except OSError as error:  # ssl.SSLError is one too
        raise ValueError(f"{name}: cannot use {path!r}: {error}") from None
    return context


@functools.cache
def _usual_context() -> ssl.SSLContext:
    # To read all the authorities takes longer than a call.
    context = urllib3.util.create_urllib3_context()
    context.load_verify_locations(certifi.where())
    return context


def transport_exception(error: Exception, url: str, within: str = "in time") -> TransportException:
    """Turn an error of urllib3, ssl or a socket into one with a single clear line.

    The line names scheme, host and port of ``url`` alone. The new error has no cause, since the
    frames of the old one may hold a header or a URL with the key.
    """
    where = url_name(url)
    for link in _chain(error):
        if isinstance(link, urllib3.exceptions.NewConnectionError):
            other = url_name(f"//{link.conn.host}:{link.conn.port}").partition("//")[2]
            if link.conn.proxy is not None:
                where += f" through the proxy {other}"
            elif link.conn.host.strip("[]") != urlsplit(url).hostname:
                where += f", which redirects to {other}"
            break
    return named_exception(error, where, within=within)


def is_mistrust(error: Exception) -> bool:
    """Tell whether the cause is a certificate that is not trusted: another try is in vain."""
    return isinstance(_chain(error)[-1], ssl.SSLCertVerificationError | CertificateError)


def named_exception(
    error: Exception, where: str, lacking: str = "no connection to", within: str = "in time"
) -> TransportException:
    """Like ``transport_exception``, with the caller's words for the other side, and what lacks."""
    root = _chain(error)[-1]
    # Others may quote what was sent, and that may be the key.
    is_ours = isinstance(root, OSError | CertificateError | LocationParseError | UnicodeError)
    text = printable(str(root)) if is_ours else ""
    if isinstance(root, http.client.RemoteDisconnected):
        text = "it closed the connection"
    elif isinstance(root, http.client.IncompleteRead):
        text = "it closed the connection in the midst of it"
    elif isinstance(root, http.client.HTTPException | urllib3.exceptions.ProtocolError):
        text = f"what it sends is no HTTP ({type(root).__name__})"
    if isinstance(root, ssl.SSLCertVerificationError):
        reason = f"cannot trust {where}: {root.verify_message.rstrip('.')}"
        if root.verify_code not in _OTHER_NAME:
            reason += (
                ". To trust an authority of your own, name its PEM file in "
                "Configuration(ssl_ca_cert=...) or MAILSAC_CA_FILE."
            )
        return TransportConnectionException(reason)
    if isinstance(root, CertificateError):  # urllib3's, for assert_hostname
        return TransportConnectionException(f"cannot trust {where}: {text}")
    if isinstance(root, socket.gaierror):
        return TransportConnectionException(f"cannot reach {where}: its name does not resolve")
    if isinstance(root, TimeoutError | urllib3.exceptions.ReadTimeoutError):
        return TransportTimeoutException(f"no answer from {where} {within}")
    return TransportConnectionException(f"{lacking} {where}: {text or type(root).__name__}")


def url_name(url: str) -> str:
    """Return what may be shown of a URL: scheme, host and port."""
    parts = urlsplit(url)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    secure = parts.scheme in ("https", "wss")
    return f"{parts.scheme}://{host}:{parts.port or (443 if secure else 80)}"


def _tls_options(configuration: Configuration, context: ssl.SSLContext | None) -> dict[str, Any]:
    # One context for all connections of a pool: making one reads every authority from disk.
    options: dict[str, Any] = {"ssl_context": context}
    if configuration.assert_hostname is not None:  # some urllib3 hand it to plain connections, too
        options["assert_hostname"] = configuration.assert_hostname
    return options


def _proxy_manager(
    configuration: Configuration, url: str, context: ssl.SSLContext | None, **options: Any
) -> urllib3.ProxyManager | None:
    proxy = proxy_for(configuration, url)
    if proxy is None:
        return None
    try:
        credentials = Secret(unquote(parse_url(proxy.reveal()).auth or ""))
        headers = urllib3.make_headers(proxy_basic_auth=credentials)
        return urllib3.ProxyManager(
            proxy.reveal(), proxy_headers=headers, proxy_ssl_context=context, **options
        )
    except (ValueError, urllib3.exceptions.HTTPError):
        problem = "the proxy of the environment is not a URL like http://host:3128"
    raise ValueError(problem)


def _chain(error: BaseException) -> list[BaseException]:
    """Return an error and what it wraps: urllib3 wraps the one that says what happened."""
    found = [error]
    for around in found:  # which grows meanwhile
        # Not __context__: that may be an exception of the caller's own.
        inside = [getattr(around, "reason", None), around.__cause__, *around.args]
        errors = [one for one in inside if isinstance(one, BaseException) and one not in found]
        found += errors[:1]
    return found


def scrubbed(error: ApiException, key: Secret) -> ApiException:
    """Return the error with stars wherever what the service has sent quotes the key."""
    # A name may be anything, too.
    pairs = [(key.scrub(name), key.scrub(value)) for name, value in error.headers.items()]
    reason, body, hint = map(key.scrub, (error.reason, error.body, error.hint))
    return type(error)(error.status, reason, body, urllib3.HTTPHeaderDict(pairs), hint)


def _hide_keys(record: logging.LogRecord) -> bool:
    # Only the operation that stands for the web socket has a key in its query.
    if isinstance(record.args, tuple):
        record.args = tuple(
            re.sub(r"([?&]key=)[^&\s]*", r"\1***", item) if isinstance(item, str) else item
            for item in record.args
        )
    return True


def _hide_answers(record: logging.LogRecord) -> bool:
    # Of headers that it cannot parse, urllib3 logs all; and they may quote the key of our call.
    if record.exc_info and current.get() is not None:
        record.msg, record.args, record.exc_info = "malformed headers in an answer", (), None
    return True


logging.getLogger("urllib3.connectionpool").addFilter(_hide_keys)
logging.getLogger("urllib3.connection").addFilter(_hide_answers)
