# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Account"."""

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
from ..models.current_user_info import CurrentUserInfo
from ..models.current_user_stats import CurrentUserStats

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class AccountApi:
    """Read the account behind the API key, its limits and its usage.

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
    def account_stats(
        self, *, override_account_id: str | None = None, **options: Unpack[Options]
    ) -> CurrentUserStats: ...
    @overload
    def account_stats(
        self, *, override_account_id: str | None = None, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[CurrentUserStats]: ...
    def account_stats(
        self, *, override_account_id: str | None = None, **options: Any
    ) -> AsyncResult[CurrentUserStats] | CurrentUserStats:
        """Get what the account has and uses.

        Answers the addresses and domains of the account, and how much mail they hold.

        Args:
            override_account_id: Another account to report on. Leave it out to report on your own.

        Returns:
            The figures of the account.
        """
        call = self._account_stats(override_account_id)
        return self.api_client.data(call, **options)

    @overload
    def account_stats_with_http_info(
        self, *, override_account_id: str | None = None, **options: Unpack[InfoOptions]
    ) -> ApiResponse[CurrentUserStats]: ...
    @overload
    def account_stats_with_http_info(
        self, *, override_account_id: str | None = None, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[CurrentUserStats]]: ...
    @overload
    def account_stats_with_http_info(
        self, *, override_account_id: str | None = None, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def account_stats_with_http_info(
        self, *, override_account_id: str | None = None, **options: Any
    ) -> Any:
        """Like ``account_stats``, with status and headers: an ``ApiResponse``."""
        call = self._account_stats(override_account_id)
        return self.api_client.response(call, **options)

    def _account_stats(self, override_account_id: str | None) -> Call[CurrentUserStats]:
        return Call(
            "account_stats",
            "GET",
            "/me/stats",
            query_params={"overrideAccountId": override_account_id},
            accept=("application/json",),
            read=CurrentUserStats.from_dict,
        )

    @overload
    def user(self, **options: Unpack[Options]) -> CurrentUserInfo: ...
    @overload
    def user(self, **options: Unpack[AsyncOptions]) -> AsyncResult[CurrentUserInfo]: ...
    def user(self, **options: Any) -> AsyncResult[CurrentUserInfo] | CurrentUserInfo:
        """Get the account behind the key.

        Answers the account, its entitlements and its use of the API this month. It is the quickest
        check of a key, and costs one op. Old guides show `null`, with status 200, for a bad key.

        Returns:
            The account.
        """
        call = self._user()
        return self.api_client.data(call, **options)

    @overload
    def user_with_http_info(
        self, **options: Unpack[InfoOptions]
    ) -> ApiResponse[CurrentUserInfo]: ...
    @overload
    def user_with_http_info(
        self, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[CurrentUserInfo]]: ...
    @overload
    def user_with_http_info(
        self, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def user_with_http_info(self, **options: Any) -> Any:
        """Like ``user``, with status and headers: an ``ApiResponse``."""
        call = self._user()
        return self.api_client.response(call, **options)

    def _user(self) -> Call[CurrentUserInfo]:
        return Call(
            "user", "GET", "/me", accept=("application/json",), read=CurrentUserInfo.from_dict
        )
