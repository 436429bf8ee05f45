# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Attachments"."""

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
from ..models.attachment_count import AttachmentCount
from ..models.attachment_meta import AttachmentMeta
from ..models.common_attachments import CommonAttachments
from ..models.email_message import EmailMessage
from ..validation import Bounds

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class AttachmentsApi:
    """List, find and download the files that came with mail.

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
    def count_public_attachments(
        self, md5sum: str, **options: Unpack[Options]
    ) -> AttachmentCount: ...
    @overload
    def count_public_attachments(
        self, md5sum: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[AttachmentCount]: ...
    def count_public_attachments(
        self, md5sum: str, **options: Any
    ) -> AsyncResult[AttachmentCount] | AttachmentCount:
        """Count the public messages with an attachment.

        Answers in how many public messages the file was seen. The file is named by its MD5
        checksum.

        Args:
            md5sum: The MD5 checksum of the file, in hexadecimal.

        Returns:
            The count.
        """
        call = self._count_public_attachments(md5sum)
        return self.api_client.data(call, **options)

    @overload
    def count_public_attachments_with_http_info(
        self, md5sum: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[AttachmentCount]: ...
    @overload
    def count_public_attachments_with_http_info(
        self, md5sum: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[AttachmentCount]]: ...
    @overload
    def count_public_attachments_with_http_info(
        self, md5sum: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def count_public_attachments_with_http_info(self, md5sum: str, **options: Any) -> Any:
        """Like ``count_public_attachments``, with status and headers: an ``ApiResponse``."""
        call = self._count_public_attachments(md5sum)
        return self.api_client.response(call, **options)

    def _count_public_attachments(self, md5sum: str) -> Call[AttachmentCount]:
        Bounds(required=True).check("md5sum", md5sum)
        return Call(
            "count_public_attachments",
            "GET",
            "/mailstats/common-attachments/{md5sum}/count",
            path_params={"md5sum": md5sum},
            accept=("application/json",),
            read=AttachmentCount.from_dict,
        )

    @overload
    def download_attachment(
        self, email: str, message_id: str, attachment_identifier: str, **options: Unpack[Options]
    ) -> bytes: ...
    @overload
    def download_attachment(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[bytes]: ...
    def download_attachment(
        self, email: str, message_id: str, attachment_identifier: str, **options: Any
    ) -> AsyncResult[bytes] | bytes:
        """Download one attachment of a message.

        Answers the bytes of the file, decoded. The sender chose the file name, so check it before
        you use it as a path.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            attachment_identifier: The MD5 checksum, the content id or the file name of the
                attachment.

        Returns:
            The file.
        """
        call = self._download_attachment(email, message_id, attachment_identifier)
        return self.api_client.data(call, **options)

    @overload
    def download_attachment_with_http_info(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[bytes]: ...
    @overload
    def download_attachment_with_http_info(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[bytes]]: ...
    @overload
    def download_attachment_with_http_info(
        self, email: str, message_id: str, attachment_identifier: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def download_attachment_with_http_info(
        self, email: str, message_id: str, attachment_identifier: str, **options: Any
    ) -> Any:
        """Like ``download_attachment``, with status and headers: an ``ApiResponse``."""
        call = self._download_attachment(email, message_id, attachment_identifier)
        return self.api_client.response(call, **options)

    def _download_attachment(
        self, email: str, message_id: str, attachment_identifier: str
    ) -> Call[bytes]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(required=True).check("attachment_identifier", attachment_identifier)
        return Call(
            "download_attachment",
            "GET",
            "/addresses/{email}/messages/{messageId}/attachments/{attachmentIdentifier}",
            path_params={
                "email": email,
                "messageId": message_id,
                "attachmentIdentifier": attachment_identifier,
            },
            accept=("application/octet-stream",),
            read=as_is,
        )

    @overload
    def download_public_attachment(self, md5sum: str, **options: Unpack[Options]) -> bytes: ...
    @overload
    def download_public_attachment(
        self, md5sum: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[bytes]: ...
    def download_public_attachment(self, md5sum: str, **options: Any) -> AsyncResult[bytes] | bytes:
        """Download an attachment of public mail.

        Answers the bytes of the file with this MD5 checksum. It comes from strangers: do not open
        it outside a sandbox.

        Args:
            md5sum: The MD5 checksum of the file, in hexadecimal.

        Returns:
            The file, with its own content type.
        """
        call = self._download_public_attachment(md5sum)
        return self.api_client.data(call, **options)

    @overload
    def download_public_attachment_with_http_info(
        self, md5sum: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[bytes]: ...
    @overload
    def download_public_attachment_with_http_info(
        self, md5sum: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[bytes]]: ...
    @overload
    def download_public_attachment_with_http_info(
        self, md5sum: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def download_public_attachment_with_http_info(self, md5sum: str, **options: Any) -> Any:
        """Like ``download_public_attachment``, with status and headers: an ``ApiResponse``."""
        call = self._download_public_attachment(md5sum)
        return self.api_client.response(call, **options)

    def _download_public_attachment(self, md5sum: str) -> Call[bytes]:
        Bounds(required=True).check("md5sum", md5sum)
        return Call(
            "download_public_attachment",
            "GET",
            "/mailstats/common-attachments/{md5sum}/download",
            path_params={"md5sum": md5sum},
            accept=("*/*",),
            read=as_is,
        )

    @overload
    def list_message_attachments(
        self, email: str, message_id: str, **options: Unpack[Options]
    ) -> list[AttachmentMeta]: ...
    @overload
    def list_message_attachments(
        self, email: str, message_id: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[list[AttachmentMeta]]: ...
    def list_message_attachments(
        self, email: str, message_id: str, **options: Any
    ) -> AsyncResult[list[AttachmentMeta]] | list[AttachmentMeta]:
        """List the attachments of a message.

        Answers name, type, length and checksum of each attachment, without the files themselves.
        Fetch a file by its checksum, content id or name.

        Args:
            email: The email address.
            message_id: The `_id` of the message.

        Returns:
            The attachments; empty if there are none.
        """
        call = self._list_message_attachments(email, message_id)
        return self.api_client.data(call, **options)

    @overload
    def list_message_attachments_with_http_info(
        self, email: str, message_id: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[list[AttachmentMeta]]: ...
    @overload
    def list_message_attachments_with_http_info(
        self, email: str, message_id: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[list[AttachmentMeta]]]: ...
    @overload
    def list_message_attachments_with_http_info(
        self, email: str, message_id: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_message_attachments_with_http_info(
        self, email: str, message_id: str, **options: Any
    ) -> Any:
        """Like ``list_message_attachments``, with status and headers: an ``ApiResponse``."""
        call = self._list_message_attachments(email, message_id)
        return self.api_client.response(call, **options)

    def _list_message_attachments(self, email: str, message_id: str) -> Call[list[AttachmentMeta]]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        return Call(
            "list_message_attachments",
            "GET",
            "/addresses/{email}/messages/{messageId}/attachments",
            path_params={"email": email, "messageId": message_id},
            accept=("application/json",),
            read=lambda value: read_list_or_one(AttachmentMeta.from_dict, value),
        )

    @overload
    def list_messages_for_attachment(
        self, md5sum: str, **options: Unpack[Options]
    ) -> list[EmailMessage]: ...
    @overload
    def list_messages_for_attachment(
        self, md5sum: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[list[EmailMessage]]: ...
    def list_messages_for_attachment(
        self, md5sum: str, **options: Any
    ) -> AsyncResult[list[EmailMessage]] | list[EmailMessage]:
        """List the public messages with an attachment.

        Answers the public messages that brought the file with this MD5 checksum. Mail in private
        inboxes is left out.

        Args:
            md5sum: The MD5 checksum of the file, in hexadecimal.

        Returns:
            The messages; empty if there are none.
        """
        call = self._list_messages_for_attachment(md5sum)
        return self.api_client.data(call, **options)

    @overload
    def list_messages_for_attachment_with_http_info(
        self, md5sum: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[list[EmailMessage]]: ...
    @overload
    def list_messages_for_attachment_with_http_info(
        self, md5sum: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[list[EmailMessage]]]: ...
    @overload
    def list_messages_for_attachment_with_http_info(
        self, md5sum: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_messages_for_attachment_with_http_info(self, md5sum: str, **options: Any) -> Any:
        """Like ``list_messages_for_attachment``, with status and headers: an ``ApiResponse``."""
        call = self._list_messages_for_attachment(md5sum)
        return self.api_client.response(call, **options)

    def _list_messages_for_attachment(self, md5sum: str) -> Call[list[EmailMessage]]:
        Bounds(required=True).check("md5sum", md5sum)
        return Call(
            "list_messages_for_attachment",
            "GET",
            "/mailstats/common-attachments/{md5sum}",
            path_params={"md5sum": md5sum},
            accept=("application/json",),
            read=lambda value: read_list_or_one(EmailMessage.from_dict, value),
        )

    @overload
    def list_public_attachments(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[Options],
    ) -> list[CommonAttachments]: ...
    @overload
    def list_public_attachments(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[list[CommonAttachments]]: ...
    def list_public_attachments(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> AsyncResult[list[CommonAttachments]] | list[CommonAttachments]:
        """List the most frequent attachments of public mail.

        Answers attachments that came to public inboxes in a span of time, with how often each came.
        Private and starred mail is not counted.

        Args:
            start_date: Begin of the span, as ISO 8601 date-time.
            end_date: End of the span, as ISO 8601 date-time.
            skip: How many items to leave out, counted from the first.
            limit: The most items to answer; 20 when left out.

        Returns:
            Checksums of attachments with their counts.
        """
        call = self._list_public_attachments(start_date, end_date, skip, limit)
        return self.api_client.data(call, **options)

    @overload
    def list_public_attachments_with_http_info(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[list[CommonAttachments]]: ...
    @overload
    def list_public_attachments_with_http_info(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[list[CommonAttachments]]]: ...
    @overload
    def list_public_attachments_with_http_info(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_public_attachments_with_http_info(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> Any:
        """Like ``list_public_attachments``, with status and headers: an ``ApiResponse``."""
        call = self._list_public_attachments(start_date, end_date, skip, limit)
        return self.api_client.response(call, **options)

    def _list_public_attachments(
        self, start_date: datetime, end_date: datetime, skip: int | None, limit: int | None
    ) -> Call[list[CommonAttachments]]:
        Bounds(required=True).check("start_date", start_date)
        Bounds(required=True).check("end_date", end_date)
        Bounds(minimum=0).check("skip", skip)
        Bounds(minimum=0, maximum=1000).check("limit", limit)
        return Call(
            "list_public_attachments",
            "GET",
            "/mailstats/common-attachments",
            query_params={
                "startDate": start_date,
                "endDate": end_date,
                "skip": skip,
                "limit": limit,
            },
            accept=("application/json",),
            read=lambda value: read_list(CommonAttachments.from_dict, value),
        )
