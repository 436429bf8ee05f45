# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "emailValidation"."""

from __future__ import annotations

from collections.abc import Mapping
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
from ..models.email_address_integrity import EmailAddressIntegrity
from ..models.validate_addresses_request import ValidateAddressesRequest
from ..validation import Bounds

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class EmailValidationApi:
    """Check the format of addresses and whether they belong to disposable mail providers.

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
    def validate_address(self, email: str, **options: Unpack[Options]) -> EmailAddressIntegrity: ...
    @overload
    def validate_address(
        self, email: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[EmailAddressIntegrity]: ...
    def validate_address(
        self, email: str, **options: Any
    ) -> AsyncResult[EmailAddressIntegrity] | EmailAddressIntegrity:
        """Validate one address.

        Checks how the address is written, and whether its domain leads to a provider of disposable
        mail. To check several addresses for one op, use the bulk call.

        Args:
            email: What to check. It need not be an address.

        Returns:
            What is known of the address. A bad format is a normal answer, not an error.
        """
        call = self._validate_address(email)
        return self.api_client.data(call, **options)

    @overload
    def validate_address_with_http_info(
        self, email: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[EmailAddressIntegrity]: ...
    @overload
    def validate_address_with_http_info(
        self, email: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[EmailAddressIntegrity]]: ...
    @overload
    def validate_address_with_http_info(
        self, email: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def validate_address_with_http_info(self, email: str, **options: Any) -> Any:
        """Like ``validate_address``, with status and headers: an ``ApiResponse``."""
        call = self._validate_address(email)
        return self.api_client.response(call, **options)

    def _validate_address(self, email: str) -> Call[EmailAddressIntegrity]:
        Bounds(required=True).check("email", email)
        return Call(
            "validate_address",
            "GET",
            "/validations/addresses/{email}",
            path_params={"email": email},
            accept=("application/json",),
            read=EmailAddressIntegrity.from_dict,
        )

    @overload
    def validate_addresses_bulk(
        self, body: ValidateAddressesRequest | Mapping[str, object], **options: Unpack[Options]
    ) -> list[EmailAddressIntegrity]: ...
    @overload
    def validate_addresses_bulk(
        self, body: ValidateAddressesRequest | Mapping[str, object], **options: Unpack[AsyncOptions]
    ) -> AsyncResult[list[EmailAddressIntegrity]]: ...
    def validate_addresses_bulk(
        self, body: ValidateAddressesRequest | Mapping[str, object], **options: Any
    ) -> AsyncResult[list[EmailAddressIntegrity]] | list[EmailAddressIntegrity]:
        """Validate several addresses at once.

        Checks at most 50 addresses with one call, which counts as one op. Each gets the same checks
        as in the single call.

        Args:
            body: what to send: the model, or a dict with the names of its JSON.

        Returns:
            One result for each address.
        """
        call = self._validate_addresses_bulk(body)
        return self.api_client.data(call, **options)

    @overload
    def validate_addresses_bulk_with_http_info(
        self, body: ValidateAddressesRequest | Mapping[str, object], **options: Unpack[InfoOptions]
    ) -> ApiResponse[list[EmailAddressIntegrity]]: ...
    @overload
    def validate_addresses_bulk_with_http_info(
        self,
        body: ValidateAddressesRequest | Mapping[str, object],
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[list[EmailAddressIntegrity]]]: ...
    @overload
    def validate_addresses_bulk_with_http_info(
        self, body: ValidateAddressesRequest | Mapping[str, object], **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def validate_addresses_bulk_with_http_info(
        self, body: ValidateAddressesRequest | Mapping[str, object], **options: Any
    ) -> Any:
        """Like ``validate_addresses_bulk``, with status and headers: an ``ApiResponse``."""
        call = self._validate_addresses_bulk(body)
        return self.api_client.response(call, **options)

    def _validate_addresses_bulk(
        self, body: ValidateAddressesRequest | Mapping[str, object]
    ) -> Call[list[EmailAddressIntegrity]]:
        return Call(
            "validate_addresses_bulk",
            "POST",
            "/validations/addresses",
            body=body,
            body_type=ValidateAddressesRequest,
            body_required=True,
            accept=("application/json",),
            read=lambda value: read_list(EmailAddressIntegrity.from_dict, value),
        )
