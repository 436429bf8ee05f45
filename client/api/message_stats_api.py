# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "messageStats"."""

from __future__ import annotations

from datetime import datetime
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
from ..model import as_is, read_list, read_list_or_one
from ..models.denylist_status import DenylistStatus
from ..models.top_address import TopAddress
from ..models.top_domain import TopDomain
from ..models.top_sender import TopSender
from ..validation import Bounds

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class MessageStatsApi:
    """Figures about public mail, and the deny-list of the service.

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
    def check_denylist(self, domain_or_ip: str, **options: Unpack[Options]) -> DenylistStatus: ...
    @overload
    def check_denylist(
        self, domain_or_ip: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[DenylistStatus]: ...
    def check_denylist(
        self, domain_or_ip: str, **options: Any
    ) -> AsyncResult[DenylistStatus] | DenylistStatus:
        """Check one domain or IP address against the deny-list.

        Tells whether the service refuses mail from a domain or an IP address. A 404 also means that
        it is not listed.

        Args:
            domain_or_ip: A domain or an IP address.

        Returns:
            Whether it is listed.
        """
        call = self._check_denylist(domain_or_ip)
        return self.api_client.data(call, **options)

    @overload
    def check_denylist_with_http_info(
        self, domain_or_ip: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[DenylistStatus]: ...
    @overload
    def check_denylist_with_http_info(
        self, domain_or_ip: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[DenylistStatus]]: ...
    @overload
    def check_denylist_with_http_info(
        self, domain_or_ip: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def check_denylist_with_http_info(self, domain_or_ip: str, **options: Any) -> Any:
        """Like ``check_denylist``, with status and headers: an ``ApiResponse``."""
        call = self._check_denylist(domain_or_ip)
        return self.api_client.response(call, **options)

    def _check_denylist(self, domain_or_ip: str) -> Call[DenylistStatus]:
        Bounds(required=True).check("domain_or_ip", domain_or_ip)
        return Call(
            "check_denylist",
            "GET",
            "/mailstats/blacklist/{domainOrIP}",
            path_params={"domainOrIP": domain_or_ip},
            accept=("application/json",),
            read=DenylistStatus.from_dict,
        )

    @overload
    def denylist(self, **options: Unpack[Options]) -> list[str]: ...
    @overload
    def denylist(self, **options: Unpack[AsyncOptions]) -> AsyncResult[list[str]]: ...
    def denylist(self, **options: Any) -> AsyncResult[list[str]] | list[str]:
        """List everything on the deny-list.

        Answers the domains and IP addresses from which the service takes no mail.

        Returns:
            Domains and IP addresses.
        """
        call = self._denylist()
        return self.api_client.data(call, **options)

    @overload
    def denylist_with_http_info(self, **options: Unpack[InfoOptions]) -> ApiResponse[list[str]]: ...
    @overload
    def denylist_with_http_info(
        self, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[list[str]]]: ...
    @overload
    def denylist_with_http_info(
        self, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def denylist_with_http_info(self, **options: Any) -> Any:
        """Like ``denylist``, with status and headers: an ``ApiResponse``."""
        call = self._denylist()
        return self.api_client.response(call, **options)

    def _denylist(self) -> Call[list[str]]:
        return Call(
            "denylist",
            "GET",
            "/mailstats/blacklist",
            accept=("application/json",),
            read=lambda value: read_list(as_is, value),
        )

    @overload
    def list_top_public_addresses(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[Options],
    ) -> list[TopAddress]: ...
    @overload
    def list_top_public_addresses(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[list[TopAddress]]: ...
    def list_top_public_addresses(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> AsyncResult[list[TopAddress]] | list[TopAddress]:
        """List the public addresses that get the most mail.

        Answers public addresses with the number of messages that each received.

        Args:
            start_date: Begin of the span, as ISO 8601 date-time.
            end_date: End of the span, as ISO 8601 date-time.
            skip: How many items to leave out, counted from the first.
            limit: The most items to answer; 20 when left out.

        Returns:
            Addresses with their counts.
        """
        call = self._list_top_public_addresses(start_date, end_date, skip, limit)
        return self.api_client.data(call, **options)

    @overload
    def list_top_public_addresses_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[list[TopAddress]]: ...
    @overload
    def list_top_public_addresses_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[list[TopAddress]]]: ...
    @overload
    def list_top_public_addresses_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_top_public_addresses_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> Any:
        """Like ``list_top_public_addresses``, with status and headers: an ``ApiResponse``."""
        call = self._list_top_public_addresses(start_date, end_date, skip, limit)
        return self.api_client.response(call, **options)

    def _list_top_public_addresses(
        self,
        start_date: datetime | None,
        end_date: datetime | None,
        skip: int | None,
        limit: int | None,
    ) -> Call[list[TopAddress]]:
        Bounds(minimum=0).check("skip", skip)
        Bounds(minimum=0, maximum=1000).check("limit", limit)
        return Call(
            "list_top_public_addresses",
            "GET",
            "/mailstats/top-addresses",
            query_params={
                "startDate": start_date,
                "endDate": end_date,
                "skip": skip,
                "limit": limit,
            },
            accept=("application/json",),
            read=lambda value: read_list_or_one(TopAddress.from_dict, value),
        )

    @overload
    def list_top_public_domains(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[Options],
    ) -> list[TopDomain]: ...
    @overload
    def list_top_public_domains(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[list[TopDomain]]: ...
    def list_top_public_domains(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> AsyncResult[list[TopDomain]] | list[TopDomain]:
        """List the public domains that get the most mail.

        Answers public domains, apart from mailsac.com itself, with the number of messages that each
        received.

        Args:
            start_date: Begin of the span, as ISO 8601 date-time.
            end_date: End of the span, as ISO 8601 date-time.
            skip: How many items to leave out, counted from the first.
            limit: The most items to answer; 20 when left out.

        Returns:
            Domains with their counts.
        """
        call = self._list_top_public_domains(start_date, end_date, skip, limit)
        return self.api_client.data(call, **options)

    @overload
    def list_top_public_domains_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[list[TopDomain]]: ...
    @overload
    def list_top_public_domains_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[list[TopDomain]]]: ...
    @overload
    def list_top_public_domains_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_top_public_domains_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> Any:
        """Like ``list_top_public_domains``, with status and headers: an ``ApiResponse``."""
        call = self._list_top_public_domains(start_date, end_date, skip, limit)
        return self.api_client.response(call, **options)

    def _list_top_public_domains(
        self,
        start_date: datetime | None,
        end_date: datetime | None,
        skip: int | None,
        limit: int | None,
    ) -> Call[list[TopDomain]]:
        Bounds(minimum=0).check("skip", skip)
        Bounds(minimum=0, maximum=1000).check("limit", limit)
        return Call(
            "list_top_public_domains",
            "GET",
            "/mailstats/top-domains",
            query_params={
                "startDate": start_date,
                "endDate": end_date,
                "skip": skip,
                "limit": limit,
            },
            accept=("application/json",),
            read=lambda value: read_list_or_one(TopDomain.from_dict, value),
        )

    @overload
    def list_top_public_senders(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[Options],
    ) -> list[TopSender]: ...
    @overload
    def list_top_public_senders(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[list[TopSender]]: ...
    def list_top_public_senders(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> AsyncResult[list[TopSender]] | list[TopSender]:
        """List the senders that write most to public addresses.

        Answers sender addresses with the number of public messages that each sent.

        Args:
            start_date: Begin of the span, as ISO 8601 date-time.
            end_date: End of the span, as ISO 8601 date-time.
            skip: How many items to leave out, counted from the first.
            limit: The most items to answer; 20 when left out.

        Returns:
            Senders with their counts.
        """
        call = self._list_top_public_senders(start_date, end_date, skip, limit)
        return self.api_client.data(call, **options)

    @overload
    def list_top_public_senders_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[list[TopSender]]: ...
    @overload
    def list_top_public_senders_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[list[TopSender]]]: ...
    @overload
    def list_top_public_senders_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_top_public_senders_with_http_info(
        self,
        *,
        start_date: datetime | None = None,
        end_date: datetime | None = None,
        skip: int | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> Any:
        """Like ``list_top_public_senders``, with status and headers: an ``ApiResponse``."""
        call = self._list_top_public_senders(start_date, end_date, skip, limit)
        return self.api_client.response(call, **options)

    def _list_top_public_senders(
        self,
        start_date: datetime | None,
        end_date: datetime | None,
        skip: int | None,
        limit: int | None,
    ) -> Call[list[TopSender]]:
        Bounds(minimum=0).check("skip", skip)
        Bounds(minimum=0, maximum=1000).check("limit", limit)
        return Call(
            "list_top_public_senders",
            "GET",
            "/mailstats/top-senders",
            query_params={
                "startDate": start_date,
                "endDate": end_date,
                "skip": skip,
                "limit": limit,
            },
            accept=("application/json",),
            read=lambda value: read_list_or_one(TopSender.from_dict, value),
        )
