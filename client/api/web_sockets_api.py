# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Web Sockets"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Unpack, overload

from ..api_client import ApiClient, client_or_own
from ..call import (
    ApiResponse,
    AsyncInfoOptions,
    AsyncOptions,
    Call,
    InfoOptions,
    Options,
    RawOptions,
)
from ..configuration import hidden
from ..streaming.mixin import StreamMixin

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class WebSocketsApi(StreamMixin):
    """Receive mail the moment it arrives, over a web socket.

    Args:
        api_client: the client to send with; default: one of its own, configured by the
            environment. Threads may share it.

    Each method has a twin, ``..._with_http_info``, that returns an ``ApiResponse``: (data, status,
    headers). All methods take these ``options``, by keyword:

    - ``async_req`` (bool, default False): return an ``AsyncResult`` at once; ``get()`` waits.
    - ``_request_timeout`` (float or tuple[float, float], default None): seconds for each try, one
      number or a pair (to connect, to read). None: as the configuration says.
    - ``_preload_content`` (bool, default True), of the twins alone: False for data that is
      urllib3's response, not yet read; close it.

    What a call may raise: ``ApiException`` (the service said no), ``TransportException`` (it could
    not be reached), ``ValueError`` or ``TypeError`` (an argument cannot be; nothing was sent). A
    ``datetime`` without a time zone means UTC.
    """

    def __init__(self, api_client: ApiClient | None = None) -> None:
        api_client = hidden(api_client)  # a string would be wrong, and may be the key
        self.api_client = client_or_own(api_client)

    @overload
    def do_not_use_web_socket_docs_only(
        self, *, key: str | None = None, addresses: str | None = None, **options: Unpack[Options]
    ) -> None: ...
    @overload
    def do_not_use_web_socket_docs_only(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[None]: ...
    def do_not_use_web_socket_docs_only(
        self, *, key: str | None = None, addresses: str | None = None, **options: Any
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
        return self.api_client.data(call, **options)

    @overload
    def do_not_use_web_socket_docs_only_with_http_info(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[None]: ...
    @overload
    def do_not_use_web_socket_docs_only_with_http_info(
        self,
        *,
        key: str | None = None,
        addresses: str | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[None]]: ...
    @overload
    def do_not_use_web_socket_docs_only_with_http_info(
        self, *, key: str | None = None, addresses: str | None = None, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def do_not_use_web_socket_docs_only_with_http_info(
        self, *, key: str | None = None, addresses: str | None = None, **options: Any
    ) -> Any:
        """Like ``do_not_use_web_socket_docs_only``, with status and headers: an ``ApiResponse``."""
        key = hidden(key)
        call = self._do_not_use_web_socket_docs_only(key, addresses)
        return self.api_client.response(call, **options)

    def _do_not_use_web_socket_docs_only(
        self, key: str | None, addresses: str | None
    ) -> Call[None]:
        return Call(
            "do_not_use_web_socket_docs_only",
            "POST",
            "/custom_web_sockets",
            query_params={"key": key, "addresses": addresses},
            accept=(),
            authenticated=False,
        )
