# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Web Sockets"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from ..api_client import ApiClient, ApiResponse, Call, RequestTimeout, client_or_own
from ..configuration import hidden
from ..streaming import StreamMixin

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class WebSocketsApi(StreamMixin):
    """Receive mail the moment it arrives, over a web socket.

    Args:
        api_client: the client to send with; default: one of its own, configured by the
            environment. Threads may share it.

    Each method has a twin, ``..._with_http_info``, that returns status and headers too. With
    ``async_req=True`` a method returns an ``AsyncResult`` at once; ``get()`` waits for it.
    ``_request_timeout`` is in seconds, one number or a pair (to connect, to read). What a call may
    raise: ``ApiException`` (the service said no), ``TransportException`` (it could not be
    reached), ``ValueError`` (an argument is out of bounds; nothing was sent). A ``datetime``
    without
    a time zone means UTC.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        self.api_client = client_or_own(api_client)

    @overload
    def do_not_use_web_socket_docs_only(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        async_req: Literal[False] = False,
        _request_timeout: RequestTimeout = None,
    ) -> None: ...

    @overload
    def do_not_use_web_socket_docs_only(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        async_req: Literal[True],
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[None]: ...

    def do_not_use_web_socket_docs_only(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        async_req: bool = False,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[None] | None:
        """Stands for the web socket; call stream() instead.

        No server answers this POST. To receive mail, call `stream()`: it opens the web socket at
        `wss://sock.mailsac.com/incoming-messages` and gives you each mail as it arrives.

        Forwarding over the socket is off until you switch it on, for one address with `enablews`
        (see `update_address`) or for a whole domain on its settings page. The first frame is a
        `WebSocketListeningFrame`. After it comes one `EmailMessageWebSocketFrame` for each mail; a
        mail may also come bare, as an `IncomingEmailMessage`. A frame with another status than 200
        is a `WebSocketErrorFrame`.

        Args:
            key: An API key of the account.
            addresses: Addresses and whole domains to listen to, with commas between them. Each must
                have web socket forwarding switched on.
        """
        key = hidden(key)
        call = self._do_not_use_web_socket_docs_only(key, addresses)
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def do_not_use_web_socket_docs_only_with_http_info(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[None]: ...

    @overload
    def do_not_use_web_socket_docs_only_with_http_info(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[None]]: ...

    @overload
    def do_not_use_web_socket_docs_only_with_http_info(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def do_not_use_web_socket_docs_only_with_http_info(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``do_not_use_web_socket_docs_only``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        key = hidden(key)
        call = self._do_not_use_web_socket_docs_only(key, addresses)
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _do_not_use_web_socket_docs_only(
        self, key: str | None, addresses: str | None
    ) -> Call[None]:
        return Call(
            "POST",
            "/custom_web_sockets",
            query_params={"key": key, "addresses": addresses},
            accept=(),
            authenticated=False,
        )
