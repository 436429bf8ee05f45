"""What all calls have in common: how one is described, what it can be told, what it returns.

Each kind of overload of the generated methods has a ``TypedDict`` for its options. What they mean
is in the docstring of each API class; ``ApiClient`` has their defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Generic, Literal, NamedTuple, Required, TypedDict, TypeVar

from .model import Model, as_is

T = TypeVar("T")
R = TypeVar("R")

#: Seconds, or a pair of seconds (to connect, to read). None: as the configuration says.
RequestTimeout = float | tuple[float, float] | None


class Options(TypedDict, total=False):
    """Of a method that returns the answer."""

    async_req: Literal[False]
    _request_timeout: RequestTimeout


class AsyncOptions(TypedDict, total=False):
    """Of one that returns an ``AsyncResult`` of the answer."""

    async_req: Required[Literal[True]]
    _request_timeout: RequestTimeout


class InfoOptions(Options, total=False):
    """Of a ``..._with_http_info`` method that returns an ``ApiResponse``."""

    _preload_content: Literal[True]


class AsyncInfoOptions(AsyncOptions, total=False):
    """Of one that returns an ``AsyncResult`` of an ``ApiResponse``."""

    _preload_content: Literal[True]


class RawOptions(Options):
    """Of one that returns an ``ApiResponse`` with urllib3's response, not yet read."""

    _preload_content: Literal[False]


class Call(NamedTuple, Generic[T]):
    """One operation with its arguments: what to send, and how to read the answer."""

    name: str  # of the method that the user has called, without ``_with_http_info``
    method: str
    path: str  # with ``{name}`` in the place of each path parameter
    path_params: Mapping[str, Any] = {}
    query_params: Mapping[str, Any] = {}
    header_params: Mapping[str, Any] = {}
    body: Model | Mapping[str, object] | None = None
    body_type: type[Model] = Model  # of which ``body`` is, or by which it is read
    body_required: bool = False
    accept: tuple[str, ...] = ()  # media types that the contract declares for the good answer
    read: Callable[[Any], T] = as_is  # turns the parsed JSON of the answer into T
    authenticated: bool = True  # send the API key
    repeatable: bool = True  # may be sent again when its outcome is unknown


class ApiResponse(NamedTuple, Generic[R]):
    """What a ``..._with_http_info`` method returns.

    Attributes:
        data: the answer as the contract types it; None for an empty one.
        status: HTTP status code.
        headers: the answer's headers; the look-up ignores case.
    """

    data: R
    status: int
    headers: Mapping[str, str]
