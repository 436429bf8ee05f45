"""Turns a call into a request, and the answer into what the contract promises.

The generated methods describe themselves as a ``Call``; everything else happens here.
"""

from __future__ import annotations

import math
import threading
import weakref
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from contextlib import closing, contextmanager, suppress
from contextvars import ContextVar
from datetime import datetime
from typing import TYPE_CHECKING, Any, Self, TypeVar
from urllib.parse import quote, urljoin

import urllib3

# Swagger-codegen's own runtime goes through its items with six; so does this one.
from six import iteritems

from .body import encoded_body
from .call import ApiResponse as ApiResponse  # to be imported from here, too
from .call import Call, RequestTimeout
from .clock import monotonic
from .configuration import KEY_HEADER, Configuration, Secret, hidden, timeout_pair
from .default_headers import DefaultHeaders
from .exceptions import MAX_ERROR_BODY, ApiException, TransportException, api_exception
from .model import write_datetime
from .response import decoded
from .rest import Request, RESTClientObject, read_chunks
from .transport import USER_AGENT, scrubbed, url_name

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult, ThreadPool

T = TypeVar("T")

_ASYNC_THREADS = 8

# When the calls of this thread or task must be over, on the monotonic clock.
_limit: ContextVar[float] = ContextVar("client_time_limit", default=math.inf)


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Bound all calls that this thread, or task, makes inside of it, taken together.

    Calls of ``async_req`` are not bound: they run in other threads.
    """
    token = _limit.set(min(_limit.get(), monotonic() + seconds))
    try:
        yield
    finally:
        _limit.reset(token)


class ApiClient:
    """Sends calls. Threads may share one; it keeps a pool of connections.

    Args:
        configuration: default: ``Configuration()``, which reads the environment.

    Attributes:
        configuration: what was given, or the default.
        user_agent: sent with each call; may be set.
        default_headers: sent with each REST call of this client, to the service alone; the user
            agent is among them. A stream sends none of them. Changing them is not safe while
            another thread uses the client.

    Raises:
        TypeError: ``configuration`` is none.

    A context manager: leaving it closes the connections. A program may also just end.
    """

    def __init__(self, configuration: Configuration | None = None) -> None:
        if not isinstance(configuration, Configuration | None):
            kind = type(configuration).__name__
            del configuration  # a string may be the key
            raise TypeError(
                f"configuration must be a Configuration, not {kind}; "
                "with a key: client.ApiClient(client.Configuration(api_key=...))"
            )
        self.configuration = Configuration() if configuration is None else configuration
        self._default_headers = DefaultHeaders()
        self.user_agent = USER_AGENT
        self._lock = threading.Lock()
        self._rest: RESTClientObject | None = None
        self._pool: ThreadPool | None = None

    def close(self) -> None:
        """Wait for the calls of ``async_req``, end their threads, and close idle connections.

        Any thread, any number of times; a closed client opens anew when it is used again.
        """
        with self._lock:
            rest, self._rest = self._rest, None
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.close()
            pool.join()
        if rest is not None:
            rest.close()

    @property
    def default_headers(self) -> MutableMapping[str, str]:
        """Headers by name, in any case; see above."""
        return self._default_headers

    @default_headers.setter
    def default_headers(self, given: Mapping[str, str]) -> None:
        headers = DefaultHeaders()
        headers.update(given)
        self._default_headers = headers

    def set_default_header(self, header_name: str, header_value: str) -> None:
        """Have a header sent with each REST call, in the place of one of the same name.

        Raises:
            ValueError: no header may be called so, or have this value; or the client sets it
                itself, as it does ``Mailsac-Key``, ``Host``, ``Accept`` and ``Content-Length``.
            TypeError: the value is no string.
        """
        kind, header_value = type(header_value), hidden(header_value)  # it may be a token
        if not isinstance(header_value, str):
            del header_value  # what raises is not to show it
            raise TypeError(f"{header_name} must be a string, not {kind.__name__}")
        self._default_headers[header_name] = header_value

    @property
    def user_agent(self) -> str:
        return Secret(self._default_headers.get("User-Agent", "")).reveal()

    @user_agent.setter
    def user_agent(self, value: str) -> None:
        self.set_default_header("User-Agent", value)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def deadline(self) -> float:
        """When a call that begins now is given up, on the monotonic clock."""
        return min(_limit.get(), monotonic() + self.configuration.total_timeout)

    def data(
        self,
        call: Call[T],
        /,
        *,
        async_req: bool = False,
        _request_timeout: RequestTimeout = None,
        **unknown: object,
    ) -> T | AsyncResult[T]:
        """Send a call and return its answer alone, or an ``AsyncResult`` of it."""
        request = self._prepare(call, call.name, _request_timeout, unknown)
        if async_req:
            self._client()  # what it warns of is the caller's, not a thread's
            return self._threads().apply_async(lambda: self._send(call, request).data)
        answer: T = self._send(call, request).data
        return answer

    def response(
        self,
        call: Call[Any],
        /,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
        **unknown: object,
    ) -> Any:
        """Send a call and return an ``ApiResponse``, or an ``AsyncResult`` of one.

        Without ``_preload_content`` its data is urllib3's response, not yet read.
        """
        name = f"{call.name}_with_http_info"
        request = self._prepare(call, name, _request_timeout, unknown)
        if async_req:
            self._client()
            return self._threads().apply_async(self._send, (call, request, _preload_content))
        return self._send(call, request, _preload_content)

    def _prepare(
        self, call: Call[Any], method: str, timeout: RequestTimeout, unknown: Iterable[str]
    ) -> Request:
        """Check and encode everything, so that bad arguments raise before any connection."""
        for option in unknown:
            raise TypeError(f"{method}() got an unexpected keyword argument {option!r}")
        self.configuration.check()
        if timeout is None:
            timeout = self.configuration.timeout
        timeout = timeout_pair("_request_timeout", timeout)
        # Where no answer is declared, what comes is an error: JSON.
        accept = ", ".join(call.accept) or "application/json"
        headers = {**self._default_headers.copy(), "Accept": accept}
        for name, value in iteritems(call.header_params):
            if value is not None:
                headers[name] = text = _text(name, value)
                if not text.isascii() or not text.isprintable():
                    raise ValueError(f"{name} must be printable ASCII, without line breaks")
        key = self.configuration.key() if call.authenticated else None
        if key is not None:
            headers[KEY_HEADER] = key
        body = encoded_body(call)
        if body is not None:
            headers["Content-Type"] = "application/json"
        url = _url(self.configuration.host, call)
        return Request(call.method, url, headers, body, timeout, call.repeatable)

    def _send(self, call: Call[Any], request: Request, preload: bool = True) -> ApiResponse[Any]:
        deadline = self.deadline()
        answer = self._client().request(request, deadline)
        if not 200 <= answer.status < 300:
            raise self._error(call, answer, deadline)
        data = self._read(call, answer, deadline) if preload else answer
        return ApiResponse(data, answer.status, answer.headers)

    def _read(self, call: Call[T], answer: urllib3.BaseHTTPResponse, deadline: float) -> T:
        body = b"".join(read_chunks(answer, url_name(self.configuration.host), deadline))
        try:
            return decoded(call, answer, body)
        except ApiException as error:
            unexpected = self._scrubbed(call, error)
        del body  # it may quote the key, and a traceback may show what stands here
        raise unexpected

    def _error(
        self, call: Call[Any], answer: urllib3.BaseHTTPResponse, deadline: float
    ) -> ApiException:
        body = b""
        with closing(answer), suppress(TransportException):  # the status alone says enough
            for chunk in read_chunks(answer, url_name(self.configuration.host), deadline):
                body += chunk
                if len(body) >= MAX_ERROR_BODY:
                    break
        hint = ""
        if not call.authenticated and answer.status == 404:
            hint = f"No server answers {call.path}; the method's documentation says what to use."
        elif answer.status == 401 and self.configuration.key() is None:
            hint = "No API key was sent. Set MAILSAC_API_KEY, or pass Configuration(api_key=...)."
        elif location := answer.get_redirect_location():
            target = _redirect_target(self.configuration.host, location)
            hint = f"It redirects to {target}, which was not followed."
        text = body[:MAX_ERROR_BODY].decode("utf-8", "replace")
        error = api_exception(answer.status, answer.reason or "", text, answer.headers, hint)
        return self._scrubbed(call, error)

    def _scrubbed(self, call: Call[Any], error: ApiException) -> ApiException:
        """Return the error with stars where the service quotes a key."""
        for key in (self.configuration.key(), *call.query_params.values()):
            if isinstance(key, Secret):
                error = scrubbed(error, key)
        return error

    def _client(self) -> RESTClientObject:
        with self._lock:
            if self._rest is None:
                self._rest = RESTClientObject(self.configuration)
            return self._rest

    def _threads(self) -> ThreadPool:
        from multiprocessing.pool import ThreadPool

        with self._lock:
            if self._pool is None:
                self._pool = ThreadPool(_ASYNC_THREADS)
                # The threads of a client that is dropped end once their calls are answered. Not
                # ``terminate``: a call's thread may be the last to know the client, and would
                # throw its own answer away. At exit none is waited for.
                weakref.finalize(self, self._pool.close)
            return self._pool


def client_or_own(api_client: ApiClient | None) -> ApiClient:
    """Return the client given to an API, or a new one that is configured by the environment."""
    if api_client is None:
        return ApiClient()
    if not isinstance(api_client, ApiClient):
        kind = type(api_client).__name__
        del api_client  # a string may be the key
        raise TypeError(
            f"api_client must be an ApiClient, not {kind}; "
            "with a Configuration: client.ApiClient(configuration)"
        )
    return api_client


def _url(host: str, call: Call[Any]) -> Secret:
    path = call.path
    for name, value in iteritems(call.path_params):
        text = _text(name, value)
        if text in ("", ".", ".."):
            raise ValueError(f"{name} must not be {repr(text) if text else 'empty'}")
        path = path.replace(f"{{{name}}}", _quoted(text))
    pairs = [
        f"{_quoted(name)}={_quoted(_text(name, item))}"
        for name, value in iteritems(call.query_params)
        if value is not None
        for item in (value if isinstance(value, list | tuple) else (value,))
    ]
    return Secret(f"{host}{path}?{'&'.join(pairs)}" if pairs else f"{host}{path}")


def _quoted(text: str) -> str:
    return quote(text.encode(), safe="")


def _text(name: str, value: Any) -> str:
    """Write a parameter as the service reads it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return write_datetime(value)
    if isinstance(value, int | float):
        return str(value)
    # Written somehow, it would name another thing: an address that is made, or has no mail.
    raise TypeError(f"{name} must be a string, not {type(value).__name__}")


def _redirect_target(host: str, location: str) -> str:
    try:
        return url_name(urljoin(host, location))
    except ValueError:  # not a URL
        return "no usable URL"
