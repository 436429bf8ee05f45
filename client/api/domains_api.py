# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Domains"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, overload

from ..api_client import ApiClient, ApiResponse, Call, RequestTimeout, client_or_own
from ..model import read_list
from ..models.domain import Domain
from ..models.domain_details import DomainDetails
from ..validation import Bounds

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class DomainsApi:
    """Look at the custom domains of the account.

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
    def get_domain(
        self,
        domain: str,
        *,
        async_req: Literal[False] = False,
        _request_timeout: RequestTimeout = None,
    ) -> DomainDetails: ...

    @overload
    def get_domain(
        self, domain: str, *, async_req: Literal[True], _request_timeout: RequestTimeout = None
    ) -> AsyncResult[DomainDetails]: ...

    def get_domain(
        self, domain: str, *, async_req: bool = False, _request_timeout: RequestTimeout = None
    ) -> AsyncResult[DomainDetails] | DomainDetails:
        """Get one custom domain.

        Answers the domain with its settings, the number of its messages and its catch-all address.
        A 401 can also mean that the domain is not yours.

        Args:
            domain: The domain.

        Returns:
            The domain.
        """
        call = self._get_domain(domain)
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def get_domain_with_http_info(
        self,
        domain: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[DomainDetails]: ...

    @overload
    def get_domain_with_http_info(
        self,
        domain: str,
        *,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[DomainDetails]]: ...

    @overload
    def get_domain_with_http_info(
        self,
        domain: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def get_domain_with_http_info(
        self,
        domain: str,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``get_domain``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._get_domain(domain)
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _get_domain(self, domain: str) -> Call[DomainDetails]:
        Bounds(required=True).check("domain", domain)
        return Call(
            "GET",
            "/domains/{domain}",
            path_params={"domain": domain},
            accept=("application/json",),
            read=DomainDetails.from_dict,
        )

    @overload
    def list_domains(
        self, *, async_req: Literal[False] = False, _request_timeout: RequestTimeout = None
    ) -> list[Domain]: ...

    @overload
    def list_domains(
        self, *, async_req: Literal[True], _request_timeout: RequestTimeout = None
    ) -> AsyncResult[list[Domain]]: ...

    def list_domains(
        self, *, async_req: bool = False, _request_timeout: RequestTimeout = None
    ) -> AsyncResult[list[Domain]] | list[Domain]:
        """List the custom domains of the account.

        Answers every domain of the account with its settings and the state of its DNS checks.

        Returns:
            The domains; empty if there are none.
        """
        call = self._list_domains()
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def list_domains_with_http_info(
        self,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[list[Domain]]: ...

    @overload
    def list_domains_with_http_info(
        self,
        *,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[list[Domain]]]: ...

    @overload
    def list_domains_with_http_info(
        self,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def list_domains_with_http_info(
        self,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``list_domains``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._list_domains()
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _list_domains(self) -> Call[list[Domain]]:
        return Call(
            "GET",
            "/domains",
            accept=("application/json",),
            read=lambda value: read_list(Domain.from_dict, value),
        )
