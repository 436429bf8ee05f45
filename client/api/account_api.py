# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Account"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from ..api_client import ApiClient, ApiResponse, Call, RequestTimeout, client_or_own
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
    def account_stats(
        self,
        *,
        override_account_id: str | None = None,
        async_req: Literal[False] = False,
        _request_timeout: RequestTimeout = None,
    ) -> CurrentUserStats: ...

    @overload
    def account_stats(
        self,
        *,
        override_account_id: str | None = None,
        async_req: Literal[True],
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[CurrentUserStats]: ...

    def account_stats(
        self,
        *,
        override_account_id: str | None = None,
        async_req: bool = False,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[CurrentUserStats] | CurrentUserStats:
        """Get what the account has and uses.

        Answers the addresses and domains of the account, and how much mail they hold.

        Args:
            override_account_id: Another account to report on. Leave it out to report on your own.

        Returns:
            The figures of the account.
        """
        call = self._account_stats(override_account_id)
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def account_stats_with_http_info(
        self,
        *,
        override_account_id: str | None = None,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[CurrentUserStats]: ...

    @overload
    def account_stats_with_http_info(
        self,
        *,
        override_account_id: str | None = None,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[CurrentUserStats]]: ...

    @overload
    def account_stats_with_http_info(
        self,
        *,
        override_account_id: str | None = None,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def account_stats_with_http_info(
        self,
        *,
        override_account_id: str | None = None,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``account_stats``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._account_stats(override_account_id)
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _account_stats(self, override_account_id: str | None) -> Call[CurrentUserStats]:
        return Call(
            "GET",
            "/me/stats",
            query_params={"overrideAccountId": override_account_id},
            accept=("application/json",),
            read=CurrentUserStats.from_dict,
        )

    @overload
    def user(
        self, *, async_req: Literal[False] = False, _request_timeout: RequestTimeout = None
    ) -> CurrentUserInfo: ...

    @overload
    def user(
        self, *, async_req: Literal[True], _request_timeout: RequestTimeout = None
    ) -> AsyncResult[CurrentUserInfo]: ...

    def user(
        self, *, async_req: bool = False, _request_timeout: RequestTimeout = None
    ) -> AsyncResult[CurrentUserInfo] | CurrentUserInfo:
        """Get the account behind the key.

        Answers the account, its entitlements and its use of the API this month. It is the quickest
        check of a key, and costs one op. Old guides show `null`, with status 200, for a bad key.

        Returns:
            The account.
        """
        call = self._user()
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def user_with_http_info(
        self,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[CurrentUserInfo]: ...

    @overload
    def user_with_http_info(
        self,
        *,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[CurrentUserInfo]]: ...

    @overload
    def user_with_http_info(
        self,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def user_with_http_info(
        self,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``user``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._user()
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _user(self) -> Call[CurrentUserInfo]:
        return Call("GET", "/me", accept=("application/json",), read=CurrentUserInfo.from_dict)
