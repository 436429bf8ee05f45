# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Webhooks"."""

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

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class WebhooksApi:
    """Have the service post each mail to your own server.

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
    def do_not_use_webhook_docs_only(self, **options: Unpack[Options]) -> None: ...
    @overload
    def do_not_use_webhook_docs_only(
        self, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[None]: ...
    def do_not_use_webhook_docs_only(self, **options: Any) -> AsyncResult[None] | None:
        """Stands for the webhook; set one with update_address instead.

        No server answers this POST. To receive mail by webhook, set `webhook` of a reserved address
        with `update_address`, or that of the catch-all address of a domain. For each mail, the
        service then posts an `EmailMessageWebhook` as JSON to your URL. Answer with status 200. The
        audit log of the account helps when mail does not arrive.

        """
        call = self._do_not_use_webhook_docs_only()
        return self.api_client.data(call, **options)

    @overload
    def do_not_use_webhook_docs_only_with_http_info(
        self, **options: Unpack[InfoOptions]
    ) -> ApiResponse[None]: ...
    @overload
    def do_not_use_webhook_docs_only_with_http_info(
        self, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[None]]: ...
    @overload
    def do_not_use_webhook_docs_only_with_http_info(
        self, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def do_not_use_webhook_docs_only_with_http_info(self, **options: Any) -> Any:
        """Like ``do_not_use_webhook_docs_only``, with status and headers: an ``ApiResponse``."""
        call = self._do_not_use_webhook_docs_only()
        return self.api_client.response(call, **options)

    def _do_not_use_webhook_docs_only(self) -> Call[None]:
        return Call(
            "do_not_use_webhook_docs_only",
            "POST",
            "/custom_webhooks",
            accept=(),
            authenticated=False,
        )
