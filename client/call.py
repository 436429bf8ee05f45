"""What all calls have in common: how one is described, what it can be told, what it returns.

Each kind of overload of the generated methods has a ``TypedDict`` for its options. What they mean
is in the docstring of each API class; ``ApiClient`` has their defaults.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, NamedTuple, TypedDict, TypeVar

from .model import Model, as_is

T = TypeVar("T")
R = TypeVar("R")

#: Seconds, or a pair of seconds (to connect, to read). None: as the configuration says.
RequestTimeout = float | tuple[float, float] | None


class _AnyOptions(TypedDict, total=False):
    _request_timeout: RequestTimeout


class Options(_AnyOptions, total=False):
    """Of a method that returns the answer."""

    async_req: Literal[False]


class AsyncOptions(_AnyOptions):
    """Of one that returns an ``AsyncResult`` of the answer."""

    async_req: Literal[True]


class InfoOptions(Options, total=False):
    """Of a ``..._with_http_info`` method that returns an ``ApiResponse``."""

    _preload_content: Literal[True]


class AsyncInfoOptions(AsyncOptions, total=False):
    """Of one that returns an ``AsyncResult`` of an ``ApiResponse``."""

    _preload_content: Literal[True]


class RawOptions(Options):
    """Of one that returns an ``ApiResponse`` with urllib3's response, not yet read."""

    _preload_content: Literal[False]


@dataclass(frozen=True)
class Call(Generic[T]):
    """One operation with its arguments: what to send, and how to read the answer.

    Attributes:
        name: the method that the user has called, without ``_with_http_info``.
        method: HTTP method.
        path: path with ``{name}`` in the place of each path parameter.
        accept: media types that the contract declares for the good answer.
        read: turns the parsed JSON of the answer into ``T``.
        body_type: class that ``body`` must be of.
        authenticated: send the API key.
        repeatable: may be sent again when its outcome is unknown.
    """

    name: str
    method: str
    path: str
    path_params: Mapping[str, Any] = field(default_factory=dict)
    query_params: Mapping[str, Any] = field(default_factory=dict)
    header_params: Mapping[str, Any] = field(default_factory=dict)
    body: Model | None = None
    body_type: type[Model] = Model
    body_required: bool = False
    accept: tuple[str, ...] = ()
    read: Callable[[Any], T] = as_is
    authenticated: bool = True
    repeatable: bool = True


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
