"""HTTP requests over a pool of connections: retries, redirects, and bounds in size and time."""

from __future__ import annotations

import logging
import math
import random
import time
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin, urlsplit

import urllib3

from .configuration import KEY_HEADER, Configuration, Secret
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
_REPEATABLE_METHODS = frozenset({"GET", "PUT", "DELETE"})

_log = logging.getLogger("client.rest")


class RESTClientObject:
    """A pool of connections to the service, and the rules for using it.

    Threads may share one.
    """

    def __init__(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._pool = pool_manager(configuration, configuration.host)

    def request(
        self,
        method: str,
        url: Secret,
        headers: Mapping[str, str],
        body: bytes | None,
        timeout: tuple[float, float],
        repeatable: bool,
        deadline: float,
    ) -> urllib3.BaseHTTPResponse:
        """Send one request and return the answer, its body not yet read.

        A GET, PUT or DELETE that met a broken connection, 429, 502, 503 or 504 is sent again
        as the configuration allows, unless ``repeatable`` is false; anything else only when
        it never left this machine. Whatever the status, the answer is returned, not raised.

        Args:
            timeout: seconds to connect, and seconds between two parts of the answer.
            deadline: when to give up, on the monotonic clock. The head of an answer is bounded by
                ``timeout`` for each of its parts alone.

        Raises:
            TransportException: no answer. It names host and port, never the key.
        """
        settings = self._configuration
        repeatable = repeatable and method in _REPEATABLE_METHODS
        if time.monotonic() >= deadline:
            raise TransportTimeoutException(f"no time was left to ask {url_name(url)}")
        for attempt in range(settings.retries + 1):
            failure: TransportException | None = None
            answer: urllib3.BaseHTTPResponse | None = None
            try:
                answer = self._follow(method, url, dict(headers), body, timeout, deadline)
                if answer.status not in RETRY_STATUSES:
                    return answer
                delay = parse_retry_after(answer.headers.get("Retry-After"))
                again = repeatable
            except (urllib3.exceptions.HTTPError, OSError) as error:
                failure = transport_exception(error, url)
                delay = None
                again = (repeatable or _never_sent(error)) and not is_mistrust(error)
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
        timeout: tuple[float, float],
        deadline: float,
    ) -> urllib3.BaseHTTPResponse:
        """Send a request; follow the redirects of a GET, without the key to another host.

        A redirect that is not followed (of another method, to plain HTTP, one too many) is
        returned as it came.
        """
        for _ in range(_MAX_REDIRECTS):
            answer = self._send(method, url, headers, body, timeout, deadline)
            location = answer.get_redirect_location()
            if not location or method != "GET":
                return answer
            try:
                target = Secret(urljoin(url.reveal(), location))
                is_safe = urlsplit(target).scheme in ("https", urlsplit(url).scheme)
                is_same = url_name(target) == url_name(url)
            except ValueError:  # not a URL
                return answer
            if not is_safe:
                return answer
            if not is_same:
                headers.pop(KEY_HEADER, None)
            answer.close()
            url = target
        return self._send(method, url, headers, body, timeout, deadline)

    def _send(
        self,
        method: str,
        url: Secret,
        headers: dict[str, str],
        body: bytes | None,
        timeout: tuple[float, float],
        deadline: float,
    ) -> urllib3.BaseHTTPResponse:
        left = None if deadline == math.inf else max(deadline - time.monotonic(), 0.001)
        return self._pool.urlopen(
            method,
            url.reveal(),
            body=body,
            headers=headers,
            timeout=urllib3.Timeout(total=left, connect=timeout[0], read=timeout[1]),
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
        return named_exception(error, where)


def _never_sent(error: Exception) -> bool:
    # Of urllib3's errors, this one and those derived from it come before anything is sent.
    return isinstance(error, urllib3.exceptions.ConnectTimeoutError)
