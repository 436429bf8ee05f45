"""HTTP requests over a pool of connections: retries, redirects, and bounds in size and time."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

import urllib3

from .clock import monotonic
from .configuration import Configuration, Secret
from .exceptions import (
    ApiException,
    TransportConnectionException,
    TransportException,
    TransportTimeoutException,
    parse_retry_after,
)
from .transport import (
    is_mistrust,
    named_exception,
    pool_manager,
    transport_exception,
    url_name,
)
from .watchdog import Guard, current

# ApiException, because clients that Swagger-codegen makes have it here.
__all__ = ["ApiException", "RESTClientObject"]

#: Statuses that mean "not now": the service did not act on the request.
RETRY_STATUSES = frozenset({429, 502, 503, 504})
#: The longest ``Retry-After``, in seconds, that a call waits for; a longer one is raised.
MAX_RETRY_AFTER = 60.0
#: The largest body, in bytes, that is read into memory. A mail has 2.5 MB at most.
MAX_BODY = 64 * 1024 * 1024
_READ_SIZE = 256 * 1024
_BACKOFF_BASE = 0.5
_MAX_REDIRECTS = 5
#: Of the headers of a call, what a redirect may take to another host: no key, and no token.
_FOR_ANY_HOST = ("Accept", "User-Agent")
_REPEATABLE_METHODS = frozenset({"GET", "PUT", "DELETE"})

_log = logging.getLogger("client.rest")


class Request(NamedTuple):
    """A call made ready to send."""

    method: str
    url: Secret  # a query may hold a key
    headers: Mapping[str, str]
    body: bytes | None
    timeout: tuple[float, float]  # seconds to connect, and between two parts of the answer
    repeatable: bool  # may be sent again when its outcome is unknown


class RESTClientObject:
    """A pool of connections to the service, and the rules for using it.

    Threads may share one.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._pool = pool_manager(configuration, configuration.host)

    def request(self, request: Request, deadline: float) -> urllib3.BaseHTTPResponse:
        """Send one request and return the answer, its body not yet read.

        A GET, PUT or DELETE that met a broken connection, 429, 502, 503 or 504 is sent again
        as the configuration allows, unless ``repeatable`` is false; anything else only when
        it never left this machine. Whatever the status, the answer is returned, not raised.

        Args:
            deadline: when to give up, on the monotonic clock.

        Raises:
            TransportException: no answer. It names host and port, never the key.
        """
        method, url = request.method, request.url
        repeatable = request.repeatable and method in _REPEATABLE_METHODS
        if monotonic() >= deadline:
            raise TransportTimeoutException(f"no time was left to ask {url_name(url)}")
        why: object = None  # what the try before got
        for attempt in range(self._configuration.retries + 1):
            answer: urllib3.BaseHTTPResponse | TransportException
            try:
                answer = self._follow(request, deadline)
                if answer.status not in RETRY_STATUSES:
                    return answer
                delay = parse_retry_after(answer.headers.get("Retry-After"))
                again = repeatable
            except (urllib3.exceptions.HTTPError, OSError) as error:
                # Of urllib3's errors, this one and its kind come before anything is sent.
                never_sent = isinstance(error, urllib3.exceptions.ConnectTimeoutError)
                if monotonic() >= deadline:  # so the watchdog may have broken it off
                    before = "" if why is None else f"; the try before got {why}"
                    answer = transport_exception(TimeoutError(), url, f"in time{before}")
                else:
                    limit = request.timeout[0 if never_sent else 1]
                    answer = transport_exception(error, url, f"within {limit:g} s")
                delay = None
                again = (repeatable or never_sent) and not is_mistrust(error)
            if delay is None:
                delay = random.uniform(0, _BACKOFF_BASE * 2**attempt)
            in_time = delay <= MAX_RETRY_AFTER and monotonic() + delay < deadline
            if not (again and in_time and attempt < self._configuration.retries):
                break
            why = answer
            if not isinstance(answer, TransportException):
                answer.close()
                why = answer.status
            _log.info("%s %s: %s; next try in %.1f s", method, url_name(url), why, delay)
            time.sleep(delay)
        # Raised here and not in the except block, so that no frame of a library, and with it
        # the headers of the request, becomes part of the traceback.
        if isinstance(answer, TransportException):
            raise answer
        return answer

    def _follow(self, request: Request, deadline: float) -> urllib3.BaseHTTPResponse:
        """Send a request; follow the redirects of a GET.

        To another host it goes without the key, and without headers of the program's own.
        A redirect that is not followed (of another method, to plain HTTP, one too many) is
        returned as it came.
        """
        for _ in range(_MAX_REDIRECTS):
            answer = self._send(request, deadline)
            location = answer.get_redirect_location()
            if not location or request.method != "GET":
                return answer
            key = self._configuration.key()
            if key is not None and key.scrub(location) != location:  # it would be in names and logs
                return answer
            try:
                target = Secret(urljoin(request.url.reveal(), location))
                is_safe = urlsplit(target).scheme in ("https", urlsplit(request.url).scheme)
                is_same = url_name(target) == url_name(request.url)
            except ValueError:  # not a URL
                return answer
            if not is_safe:
                return answer
            headers = request.headers
            if not is_same:
                headers = {name: headers[name] for name in _FOR_ANY_HOST if name in headers}
            answer.close()
            request = request._replace(url=target, headers=headers)
        return self._send(request, deadline)

    def _send(self, request: Request, deadline: float) -> urllib3.BaseHTTPResponse:
        connect, read = request.timeout
        left = max(deadline - monotonic(), 0.001)
        with Guard(deadline) as guard:
            token = current.set(guard)
            try:
                answer = self._pool.urlopen(
                    request.method,
                    request.url.reveal(),
                    body=request.body,
                    headers=request.headers,
                    # Not ``total=``: urllib3 measures it with a clock that a test may freeze.
                    timeout=urllib3.Timeout(connect=min(connect, left), read=min(read, left)),
                    redirect=False,
                    retries=False,
                    preload_content=False,
                )
            finally:
                current.reset(token)
        if monotonic() >= deadline:  # to urllib3 a head that was broken off may be a whole one
            answer.close()
            raise TimeoutError
        return answer

    def close(self) -> None:
        """Close the idle connections. Any thread; more than once is fine."""
        pools = self._pool.pools
        for key in pools.keys():  # noqa: SIM118  # it is no dict, and cannot be iterated over
            # ``clear`` leaves it to whoever holds a pool last, and that may be an error's frame.
            if (pool := pools.get(key)) is not None:
                pool.close()
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
    connection: Any = answer.connection  # of ``transport``, which can be watched
    try:
        with Guard(deadline, connection):
            while chunk := _read_chunk(answer, where, deadline):
                size += len(chunk)
                yield chunk
                del chunk  # it may quote the key, and a traceback may show what stands here
                if size > MAX_BODY:
                    raise TransportConnectionException(f"{where} sends more than {MAX_BODY} bytes")
        answer.release_conn()
    finally:
        answer.close()


def _read_chunk(answer: urllib3.BaseHTTPResponse, where: str, deadline: float) -> bytes:
    failure = None
    try:
        chunk = answer.read1(_READ_SIZE)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        failure = named_exception(error, where, "no whole answer from")
    # The watchdog may have broken it off, and what has no length ends as if it were whole.
    if monotonic() >= deadline:
        chunk, failure = b"", TransportTimeoutException(f"no whole answer from {where} in time")
    if failure is None:
        return chunk
    raise failure  # here, for the same reason as in request()
