# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Addresses"."""

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
from ..models.create_addresses_request import CreateAddressesRequest
from ..models.email_address import EmailAddress
from ..models.email_address_availability import EmailAddressAvailability
from ..models.update_private_address_forwarding import UpdatePrivateAddressForwarding
from ..validation import Bounds

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class AddressesApi:
    """Reserve and release private addresses, and say where their mail is forwarded.

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
    def check_availability(
        self, email: str, **options: Unpack[Options]
    ) -> EmailAddressAvailability: ...
    @overload
    def check_availability(
        self, email: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[EmailAddressAvailability]: ...
    def check_availability(
        self, email: str, **options: Any
    ) -> AsyncResult[EmailAddressAvailability] | EmailAddressAvailability:
        """Ask whether an address can be reserved.

        Tells whether the address is free, and whether any account has it. It never tells which
        account that is.

        Args:
            email: The email address.

        Returns:
            Whether the address is free.
        """
        call = self._check_availability(email)
        return self.api_client.data(call, **options)

    @overload
    def check_availability_with_http_info(
        self, email: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[EmailAddressAvailability]: ...
    @overload
    def check_availability_with_http_info(
        self, email: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[EmailAddressAvailability]]: ...
    @overload
    def check_availability_with_http_info(
        self, email: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def check_availability_with_http_info(self, email: str, **options: Any) -> Any:
        """Like ``check_availability``, with status and headers: an ``ApiResponse``."""
        call = self._check_availability(email)
        return self.api_client.response(call, **options)

    def _check_availability(self, email: str) -> Call[EmailAddressAvailability]:
        Bounds(required=True).check("email", email)
        return Call(
            "check_availability",
            "GET",
            "/addresses/{email}/availability",
            path_params={"email": email},
            accept=("application/json",),
            read=EmailAddressAvailability.from_dict,
        )

    @overload
    def create_address(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[Options],
    ) -> EmailAddress: ...
    @overload
    def create_address(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[EmailAddress]: ...
    def create_address(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Any,
    ) -> AsyncResult[EmailAddress] | EmailAddress:
        """Reserve a private address.

        Makes the address private to the account and uses up one address credit. Mail that is
        already there becomes private as well. Send forwarding settings in the same call if you
        like. Only reserved addresses can forward mail to a mailbox, Slack, a web socket or a
        webhook; plain receiving works without.

        Args:
            email: The email address.
            body: what to send: the model, or a dict with the names of its JSON.

        Returns:
            The address, now reserved.
        """
        call = self._create_address(email, body)
        return self.api_client.data(call, **options)

    @overload
    def create_address_with_http_info(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[EmailAddress]: ...
    @overload
    def create_address_with_http_info(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[EmailAddress]]: ...
    @overload
    def create_address_with_http_info(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def create_address_with_http_info(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Any,
    ) -> Any:
        """Like ``create_address``, with status and headers: an ``ApiResponse``."""
        call = self._create_address(email, body)
        return self.api_client.response(call, **options)

    def _create_address(
        self, email: str, body: UpdatePrivateAddressForwarding | Mapping[str, object] | None
    ) -> Call[EmailAddress]:
        Bounds(required=True).check("email", email)
        return Call(
            "create_address",
            "POST",
            "/addresses/{email}",
            path_params={"email": email},
            body=body,
            body_type=UpdatePrivateAddressForwarding,
            body_required=False,
            accept=("application/json",),
            read=EmailAddress.from_dict,
        )

    @overload
    def create_addresses(
        self, body: CreateAddressesRequest | Mapping[str, object], **options: Unpack[Options]
    ) -> list[EmailAddress]: ...
    @overload
    def create_addresses(
        self, body: CreateAddressesRequest | Mapping[str, object], **options: Unpack[AsyncOptions]
    ) -> AsyncResult[list[EmailAddress]]: ...
    def create_addresses(
        self, body: CreateAddressesRequest | Mapping[str, object], **options: Any
    ) -> AsyncResult[list[EmailAddress]] | list[EmailAddress]:
        """Reserve several private addresses at once.

        Reserves at most 100 addresses with one call, which counts as one op. Each new address uses
        up one address credit. Reserve only what you forward, read over POP3 or keep private; plain
        receiving needs no reservation.

        Args:
            body: what to send: the model, or a dict with the names of its JSON.

        Returns:
            The addresses that were reserved.
        """
        call = self._create_addresses(body)
        return self.api_client.data(call, **options)

    @overload
    def create_addresses_with_http_info(
        self, body: CreateAddressesRequest | Mapping[str, object], **options: Unpack[InfoOptions]
    ) -> ApiResponse[list[EmailAddress]]: ...
    @overload
    def create_addresses_with_http_info(
        self,
        body: CreateAddressesRequest | Mapping[str, object],
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[list[EmailAddress]]]: ...
    @overload
    def create_addresses_with_http_info(
        self, body: CreateAddressesRequest | Mapping[str, object], **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def create_addresses_with_http_info(
        self, body: CreateAddressesRequest | Mapping[str, object], **options: Any
    ) -> Any:
        """Like ``create_addresses``, with status and headers: an ``ApiResponse``."""
        call = self._create_addresses(body)
        return self.api_client.response(call, **options)

    def _create_addresses(
        self, body: CreateAddressesRequest | Mapping[str, object]
    ) -> Call[list[EmailAddress]]:
        return Call(
            "create_addresses",
            "POST",
            "/private-addresses-bulk",
            body=body,
            body_type=CreateAddressesRequest,
            body_required=True,
            accept=("application/json",),
            read=lambda value: read_list(EmailAddress.from_dict, value),
        )

    @overload
    def delete_address(
        self, email: str, *, delete_address_messages: bool | None = None, **options: Unpack[Options]
    ) -> None: ...
    @overload
    def delete_address(
        self,
        email: str,
        *,
        delete_address_messages: bool | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[None]: ...
    def delete_address(
        self, email: str, *, delete_address_messages: bool | None = None, **options: Any
    ) -> AsyncResult[None] | None:
        """Give a private address back.

        Takes the address off the account and stops its forwarding. Later mail to it is public,
        unless the address is under a private domain of yours. A 401 can also mean that someone else
        owns the address.

        Args:
            email: The email address.
            delete_address_messages: true to delete the mail of the address as well.
        """
        call = self._delete_address(email, delete_address_messages)
        return self.api_client.data(call, **options)

    @overload
    def delete_address_with_http_info(
        self,
        email: str,
        *,
        delete_address_messages: bool | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[None]: ...
    @overload
    def delete_address_with_http_info(
        self,
        email: str,
        *,
        delete_address_messages: bool | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[None]]: ...
    @overload
    def delete_address_with_http_info(
        self,
        email: str,
        *,
        delete_address_messages: bool | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def delete_address_with_http_info(
        self, email: str, *, delete_address_messages: bool | None = None, **options: Any
    ) -> Any:
        """Like ``delete_address``, with status and headers: an ``ApiResponse``."""
        call = self._delete_address(email, delete_address_messages)
        return self.api_client.response(call, **options)

    def _delete_address(self, email: str, delete_address_messages: bool | None) -> Call[None]:
        Bounds(required=True).check("email", email)
        return Call(
            "delete_address",
            "DELETE",
            "/addresses/{email}",
            path_params={"email": email},
            query_params={"deleteAddressMessages": delete_address_messages},
            accept=(),
        )

    @overload
    def get_address(self, email: str, **options: Unpack[Options]) -> EmailAddress: ...
    @overload
    def get_address(
        self, email: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[EmailAddress]: ...
    def get_address(self, email: str, **options: Any) -> AsyncResult[EmailAddress] | EmailAddress:
        """Get one address and its settings.

        Answers the address with its forwarding settings. An address that nobody has reserved is
        answered too, without `owner`. A 401 means a bad key, or an address of someone else.

        Args:
            email: The email address.

        Returns:
            The address. Without `owner`, nobody has reserved it.
        """
        call = self._get_address(email)
        return self.api_client.data(call, **options)

    @overload
    def get_address_with_http_info(
        self, email: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[EmailAddress]: ...
    @overload
    def get_address_with_http_info(
        self, email: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[EmailAddress]]: ...
    @overload
    def get_address_with_http_info(
        self, email: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def get_address_with_http_info(self, email: str, **options: Any) -> Any:
        """Like ``get_address``, with status and headers: an ``ApiResponse``."""
        call = self._get_address(email)
        return self.api_client.response(call, **options)

    def _get_address(self, email: str) -> Call[EmailAddress]:
        Bounds(required=True).check("email", email)
        return Call(
            "get_address",
            "GET",
            "/addresses/{email}",
            path_params={"email": email},
            accept=("application/json",),
            read=EmailAddress.from_dict,
        )

    @overload
    def list_addresses(self, **options: Unpack[Options]) -> list[EmailAddress]: ...
    @overload
    def list_addresses(
        self, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[list[EmailAddress]]: ...
    def list_addresses(
        self, **options: Any
    ) -> AsyncResult[list[EmailAddress]] | list[EmailAddress]:
        """List the private addresses of the account.

        Answers every address that the account has reserved, one by one or in bulk. Addresses that
        merely received mail are not in the list, nor are unreserved addresses of your domains.

        Returns:
            The reserved addresses; empty if there are none.
        """
        call = self._list_addresses()
        return self.api_client.data(call, **options)

    @overload
    def list_addresses_with_http_info(
        self, **options: Unpack[InfoOptions]
    ) -> ApiResponse[list[EmailAddress]]: ...
    @overload
    def list_addresses_with_http_info(
        self, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[list[EmailAddress]]]: ...
    @overload
    def list_addresses_with_http_info(
        self, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_addresses_with_http_info(self, **options: Any) -> Any:
        """Like ``list_addresses``, with status and headers: an ``ApiResponse``."""
        call = self._list_addresses()
        return self.api_client.response(call, **options)

    def _list_addresses(self) -> Call[list[EmailAddress]]:
        return Call(
            "list_addresses",
            "GET",
            "/addresses",
            accept=("application/json",),
            read=lambda value: read_list(EmailAddress.from_dict, value),
        )

    @overload
    def update_address(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[Options],
    ) -> EmailAddress: ...
    @overload
    def update_address(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[EmailAddress]: ...
    def update_address(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Any,
    ) -> AsyncResult[EmailAddress] | EmailAddress:
        """Change the forwarding and notes of a private address.

        Sets where the mail of a reserved address goes: a mailbox, a web socket, a webhook or a
        Slack channel. Send only the settings that shall change. An empty string or null switches a
        target off. A 401 can also mean that the address is not yours.

        Args:
            email: The email address.
            body: what to send: the model, or a dict with the names of its JSON.

        Returns:
            The address with its new settings.
        """
        call = self._update_address(email, body)
        return self.api_client.data(call, **options)

    @overload
    def update_address_with_http_info(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[EmailAddress]: ...
    @overload
    def update_address_with_http_info(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[EmailAddress]]: ...
    @overload
    def update_address_with_http_info(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def update_address_with_http_info(
        self,
        email: str,
        *,
        body: UpdatePrivateAddressForwarding | Mapping[str, object] | None = None,
        **options: Any,
    ) -> Any:
        """Like ``update_address``, with status and headers: an ``ApiResponse``."""
        call = self._update_address(email, body)
        return self.api_client.response(call, **options)

    def _update_address(
        self, email: str, body: UpdatePrivateAddressForwarding | Mapping[str, object] | None
    ) -> Call[EmailAddress]:
        Bounds(required=True).check("email", email)
        return Call(
            "update_address",
            "PUT",
            "/addresses/{email}",
            path_params={"email": email},
            body=body,
            body_type=UpdatePrivateAddressForwarding,
            body_required=False,
            accept=("application/json",),
            read=EmailAddress.from_dict,
        )
