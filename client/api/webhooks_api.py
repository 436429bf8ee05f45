# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Webhooks"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from ..api_client import ApiClient, ApiResponse, Call, RequestTimeout, client_or_own

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class WebhooksApi:
    """Have the service post each mail to your own server.

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
    def do_not_use_webhook_docs_only(
        self, *, async_req: Literal[False] = False, _request_timeout: RequestTimeout = None
    ) -> None: ...

    @overload
    def do_not_use_webhook_docs_only(
        self, *, async_req: Literal[True], _request_timeout: RequestTimeout = None
    ) -> AsyncResult[None]: ...

    def do_not_use_webhook_docs_only(
        self, *, async_req: bool = False, _request_timeout: RequestTimeout = None
    ) -> AsyncResult[None] | None:
        """Stands for the webhook; set one with update_address instead.

        No server answers this POST. To receive mail by webhook, set `webhook` of a reserved
        address with `update_address`, or that of the catch-all address of a domain. For each mail,
        the service then posts an `EmailMessageWebhook` as JSON to your URL. Answer with status
        200. The audit log of the account helps when mail does not arrive.

        """
        call = self._do_not_use_webhook_docs_only()
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def do_not_use_webhook_docs_only_with_http_info(
        self,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[None]: ...

    @overload
    def do_not_use_webhook_docs_only_with_http_info(
        self,
        *,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[None]]: ...

    @overload
    def do_not_use_webhook_docs_only_with_http_info(
        self,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def do_not_use_webhook_docs_only_with_http_info(
        self,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``do_not_use_webhook_docs_only``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._do_not_use_webhook_docs_only()
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _do_not_use_webhook_docs_only(self) -> Call[None]:
        return Call("POST", "/custom_webhooks", accept=(), authenticated=False)
