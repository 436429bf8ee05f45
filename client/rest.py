"""HTTP over urllib3: TLS, proxies, time-outs, retries, and errors with a name.

This is the only module that makes connections. The web socket takes its TCP connection,
TLS and proxy from here too, so one ``Configuration`` governs both.
"""

from __future__ import annotations

import logging
import random
import socket
import ssl
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import certifi
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.util import parse_url

from client.configuration import KEY_HEADER, Configuration, Secret
from client.exceptions import (
    ApiException,
    ClientException,
    TransportConnectionException,
    TransportException,
    TransportTimeoutException,
    parse_retry_after,
    printable,
)

__all__ = ["ApiException", "ClientException", "RESTClientObject", "TransportException"]

#: Statuses that mean "not now": the service did not act on the request.
RETRY_STATUSES = frozenset({429, 502, 503, 504})
#: The longest ``Retry-After``, in seconds, that a call waits for; a longer one is raised.
MAX_RETRY_AFTER = 60.0
#: The largest body, in bytes, that is read into memory. A mail has 2.5 MB at most.
MAX_BODY = 64 * 1024 * 1024
_READ_SIZE = 256 * 1024
_BACKOFF_BASE = 0.5
_MAX_REDIRECTS = 5
_REPEATABLE_METHODS = frozenset({"GET", "PUT", "DELETE"})

_log = logging.getLogger("client.rest")


class RESTClientObject:
    """A pool of connections to the service, and the rules for using it.

    Threads may share one.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._pool = _pool_manager(configuration, configuration.host)

    def request(
        self,
        method: str,
        url: Secret,
        headers: Mapping[str, str],
        body: bytes | None = None,
        timeout: float | tuple[float, float] | None = None,
        repeatable: bool = True,
        deadline: float | None = None,
    ) -> urllib3.BaseHTTPResponse:
        """Send one request and return the answer, its body not yet read.

        A GET, PUT or DELETE that met a broken connection, 429, 502, 503 or 504 is sent again
        as the configuration allows, unless ``repeatable`` is false; anything else only when
        it never left this machine. Whatever the status, the answer is returned, not raised.

        Args:
            timeout: seconds, or (to connect, to read); default: the configuration's.
            deadline: when to give up, on the monotonic clock; default: as the configuration says.

        Raises:
            TransportException: no answer. It names host and port, never the key.
        """
        settings = self._configuration
        repeatable = repeatable and method in _REPEATABLE_METHODS
        limit = _timeout(settings.timeout if timeout is None else timeout)
        if deadline is None:
            deadline = time.monotonic() + settings.total_timeout
        for attempt in range(settings.retries + 1):
            failure: TransportException | None = None
            answer: urllib3.BaseHTTPResponse | None = None
            left = max(deadline - time.monotonic(), 0.001)
            try:
                answer = self._follow(
                    method,
                    url,
                    dict(headers),
                    body,
                    urllib3.Timeout(total=left, connect=limit[0], read=limit[1]),
                )
                if answer.status not in RETRY_STATUSES:
                    return answer
                delay = parse_retry_after(answer.headers.get("Retry-After"))
                again = repeatable
            except (urllib3.exceptions.HTTPError, OSError) as error:
                failure = transport_exception(error, url)
                delay = None
                again = repeatable or _never_sent(error)
            if delay is None:
                delay = random.uniform(0, _BACKOFF_BASE * 2**attempt)
            in_time = delay <= MAX_RETRY_AFTER and time.monotonic() + delay < deadline
            if not (again and in_time and attempt < settings.retries):
                break
            if answer is not None:
                answer.close()
            why = failure if answer is None else answer.status
            _log.info("%s %s: %s; next try in %.1f s", method, url_name(url), why, delay)
            time.sleep(delay)
        # Raised here and not in the except block, so that no frame of a library, and with it
        # the headers of the request, becomes part of the traceback.
        if failure is not None:
            raise failure
        assert answer is not None
        return answer

    def _follow(
        self,
        method: str,
        url: Secret,
        headers: dict[str, str],
        body: bytes | None,
        timeout: urllib3.Timeout,
    ) -> urllib3.BaseHTTPResponse:
        """Send a request; follow the redirects of a GET, without the key to another host.

        A redirect that is not followed (of another method, to plain HTTP, one too many) is
        returned as it came.
        """
        for _ in range(_MAX_REDIRECTS):
            answer = self._send(method, url, headers, body, timeout)
            location = answer.get_redirect_location()
            if not location or method != "GET":
                return answer
            target = Secret(urljoin(url.reveal(), location))
            if urlsplit(target).scheme not in ("https", urlsplit(url).scheme):
                return answer
            if url_name(target) != url_name(url):
                headers.pop(KEY_HEADER, None)
            answer.close()
            url = target
        return self._send(method, url, headers, body, timeout)

    def _send(
        self,
        method: str,
        url: Secret,
        headers: dict[str, str],
        body: bytes | None,
        timeout: urllib3.Timeout,
    ) -> urllib3.BaseHTTPResponse:
        return self._pool.urlopen(
            method,
            url.reveal(),
            body=body,
            headers=headers,
            timeout=timeout,
            redirect=False,
            retries=False,
            preload_content=False,
        )

    def close(self) -> None:
        """Close the idle connections. Any thread; more than once is fine."""
        self._pool.clear()


def read_chunks(answer: urllib3.BaseHTTPResponse, where: str, deadline: float) -> Iterator[bytes]:
    """Yield the body of an answer piece by piece, bounded in size and time, and free its link.

    Args:
        where: what an error message calls the sender.
        deadline: when to give up, on the monotonic clock.

    Raises:
        TransportException: the link broke, the deadline passed, or the body is over 64 MiB.
    """
    size = 0
    failure: TransportException | None = None
    try:
        while failure is None and (chunk := _read_chunk(answer, where)):
            if isinstance(chunk, TransportException):
                failure = chunk
                continue
            size += len(chunk)
            if size > MAX_BODY:
                failure = TransportConnectionException(f"{where} sends more than {MAX_BODY} bytes")
            elif time.monotonic() > deadline:
                failure = TransportTimeoutException(f"no whole answer from {where} in time")
            else:
                yield chunk
        if failure is None:
            answer.release_conn()
            return
    finally:
        answer.close()
    raise failure


def _read_chunk(answer: urllib3.BaseHTTPResponse, where: str) -> bytes | TransportException:
    try:
        return answer.read1(_READ_SIZE)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        return _exception(error, where)


def new_connection(configuration: Configuration, url: str, timeout: float) -> HTTPConnection:
    """Return a connection, not yet open, to the host of an http(s) or ws(s) URL.

    ``connect()`` opens TCP, the proxy's tunnel and TLS, as the configuration says; the socket is
    then ``connection.sock``.

    Args:
        timeout: seconds for each step of connecting.
    """
    parts = urlsplit(url)
    host = parts.hostname or ""
    secure = parts.scheme in ("https", "wss")
    port = parts.port or (443 if secure else 80)
    kind = HTTPSConnection if secure else HTTPConnection
    tls = _tls_options(configuration) if secure else {}
    if proxy_for(configuration, url) is None:
        return kind(host, port, timeout=timeout, **tls)
    proxy = _pool_manager(configuration, url)
    assert isinstance(proxy, urllib3.ProxyManager)
    assert proxy.proxy is not None
    connection = kind(
        proxy.proxy.host or "",
        proxy.proxy.port,
        timeout=timeout,
        proxy=proxy.proxy,
        proxy_config=proxy.proxy_config,
        **tls,
    )
    scheme = "https" if secure else "http"
    connection.set_tunnel(host, port, dict(proxy.proxy_headers), scheme=scheme)
    return connection


def proxy_for(configuration: Configuration, url: str) -> str | None:
    """Return the URL of the proxy that leads to this URL, or None for a direct connection."""
    if configuration.proxy is not None:
        return configuration.proxy or None
    parts = urlsplit(url)
    if urllib.request.proxy_bypass(parts.netloc.rpartition("@")[2]):
        return None
    proxies = urllib.request.getproxies()
    scheme = {"wss": "https", "ws": "http"}.get(parts.scheme, parts.scheme)
    return proxies.get(scheme) or proxies.get("all") or None


def ssl_context(configuration: Configuration) -> ssl.SSLContext:
    """Return a TLS context that trusts and shows what the configuration says.

    Raises:
        ValueError: a file that the configuration names cannot be used.
    """
    context = urllib3.util.create_urllib3_context()
    if not configuration.verify_ssl:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    _load(
        "ssl_ca_cert", configuration.ssl_ca_cert or certifi.where(), context.load_verify_locations
    )
    if configuration.cert_file:
        _load(
            "cert_file",
            configuration.cert_file,
            lambda path: context.load_cert_chain(path, configuration.key_file),
        )
    return context


def transport_exception(error: Exception, url: str) -> TransportException:
    """Turn an error of urllib3, ssl or a socket into one with a single clear line.

    The line names scheme, host and port of ``url`` alone. The new error has no cause, since the
    frames of the old one may hold a header or a URL with the key.
    """
    return _exception(error, url_name(url))


def _exception(error: Exception, where: str) -> TransportException:
    root = _root(error)
    text = printable(str(root))
    if isinstance(root, ssl.SSLCertVerificationError):
        return TransportConnectionException(
            f"cannot trust {where}: {root.verify_message}. To trust an authority of your own, name "
            "its PEM file in Configuration(ssl_ca_cert=...) or MAILSAC_CA_FILE."
        )
    if isinstance(root, socket.gaierror):
        return TransportConnectionException(f"cannot reach {where}: its name does not resolve")
    if isinstance(root, TimeoutError | urllib3.exceptions.ReadTimeoutError):
        return TransportTimeoutException(f"no answer from {where} in time")
    return TransportConnectionException(f"cannot reach {where}: {text or type(root).__name__}")


def url_name(url: str) -> str:
    """Return what may be shown of a URL: scheme, host and port."""
    parts = urlsplit(url)
    secure = parts.scheme in ("https", "wss")
    return f"{parts.scheme}://{parts.hostname}:{parts.port or (443 if secure else 80)}"


def _pool_manager(configuration: Configuration, url: str) -> urllib3.PoolManager:
    options = {
        "maxsize": configuration.connection_pool_maxsize,
        "block": False,
        **_tls_options(configuration),
    }
    proxy = proxy_for(configuration, url)
    if proxy is None:
        return urllib3.PoolManager(**options)
    return urllib3.ProxyManager(
        proxy,
        proxy_headers=_proxy_headers(proxy),
        proxy_ssl_context=ssl_context(configuration),
        **options,
    )


def _tls_options(configuration: Configuration) -> dict[str, Any]:
    # One context for all connections of a pool: making one reads every authority from disk.
    return {
        "ssl_context": ssl_context(configuration),
        "assert_hostname": configuration.assert_hostname,
    }


def _proxy_headers(proxy: str) -> dict[str, str]:
    credentials = parse_url(proxy).auth
    if not credentials:
        return {}
    return dict(urllib3.make_headers(proxy_basic_auth=unquote(credentials)))


def _load(name: str, path: str, load: Callable[[str], object]) -> None:
    try:
        load(path)
    except OSError as error:  # ssl.SSLError is one too
        raise ValueError(f"{name}: cannot use {path!r}: {error}") from None


def _timeout(value: float | tuple[float, float]) -> tuple[float, float]:
    return value if isinstance(value, tuple) else (value, value)


def _root(error: BaseException) -> BaseException:
    """Return the error inside: urllib3 wraps the one that says what happened, once or twice."""
    seen = {id(error)}
    while True:
        inner = getattr(error, "reason", None)
        if not isinstance(inner, BaseException):
            inner = error.__cause__ or error.__context__
        if inner is None or id(inner) in seen:
            return error
        seen.add(id(inner))
        error = inner


def _never_sent(error: Exception) -> bool:
    # Of urllib3's errors, this one and those derived from it come before anything is sent.
    return isinstance(error, urllib3.exceptions.ConnectTimeoutError)
