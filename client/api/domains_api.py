# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Domains"."""

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
    def get_domain(self, domain: str, **options: Unpack[Options]) -> DomainDetails: ...
    @overload
    def get_domain(
        self, domain: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[DomainDetails]: ...
    def get_domain(self, domain: str, **options: Any) -> AsyncResult[DomainDetails] | DomainDetails:
        """Get one custom domain.

        Answers the domain with its settings, the number of its messages and its catch-all address.
        A 401 can also mean that the domain is not yours.

        Args:
            domain: The domain.

        Returns:
            The domain.
        """
        call = self._get_domain(domain)
        return self.api_client.data(call, **options)

    @overload
    def get_domain_with_http_info(
        self, domain: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[DomainDetails]: ...
    @overload
    def get_domain_with_http_info(
        self, domain: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[DomainDetails]]: ...
    @overload
    def get_domain_with_http_info(
        self, domain: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def get_domain_with_http_info(self, domain: str, **options: Any) -> Any:
        """Like ``get_domain``, with status and headers: an ``ApiResponse``."""
        call = self._get_domain(domain)
        return self.api_client.response(call, **options)

    def _get_domain(self, domain: str) -> Call[DomainDetails]:
        Bounds(required=True).check("domain", domain)
        return Call(
            "get_domain",
            "GET",
            "/domains/{domain}",
            path_params={"domain": domain},
            accept=("application/json",),
            read=DomainDetails.from_dict,
        )

    @overload
    def list_domains(self, **options: Unpack[Options]) -> list[Domain]: ...
    @overload
    def list_domains(self, **options: Unpack[AsyncOptions]) -> AsyncResult[list[Domain]]: ...
    def list_domains(self, **options: Any) -> AsyncResult[list[Domain]] | list[Domain]:
        """List the custom domains of the account.

        Answers every domain of the account with its settings and the state of its DNS checks.

        Returns:
            The domains; empty if there are none.
        """
        call = self._list_domains()
        return self.api_client.data(call, **options)

    @overload
    def list_domains_with_http_info(
        self, **options: Unpack[InfoOptions]
    ) -> ApiResponse[list[Domain]]: ...
    @overload
    def list_domains_with_http_info(
        self, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[list[Domain]]]: ...
    @overload
    def list_domains_with_http_info(
        self, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_domains_with_http_info(self, **options: Any) -> Any:
        """Like ``list_domains``, with status and headers: an ``ApiResponse``."""
        call = self._list_domains()
        return self.api_client.response(call, **options)

    def _list_domains(self) -> Call[list[Domain]]:
        return Call(
            "list_domains",
            "GET",
            "/domains",
            accept=("application/json",),
            read=lambda value: read_list(Domain.from_dict, value),
        )
