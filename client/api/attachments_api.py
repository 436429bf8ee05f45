# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Attachments"."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, overload

from ..api_client import ApiClient, ApiResponse, Call, RequestTimeout, client_or_own
from ..model import as_is, read_list
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
    def count_public_attachments(
        self,
        md5sum: str,
        *,
        async_req: Literal[False] = False,
        _request_timeout: RequestTimeout = None,
    ) -> AttachmentCount: ...

    @overload
    def count_public_attachments(
        self, md5sum: str, *, async_req: Literal[True], _request_timeout: RequestTimeout = None
    ) -> AsyncResult[AttachmentCount]: ...

    def count_public_attachments(
        self, md5sum: str, *, async_req: bool = False, _request_timeout: RequestTimeout = None
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
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def count_public_attachments_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[AttachmentCount]: ...

    @overload
    def count_public_attachments_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[AttachmentCount]]: ...

    @overload
    def count_public_attachments_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def count_public_attachments_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``count_public_attachments``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._count_public_attachments(md5sum)
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _count_public_attachments(self, md5sum: str) -> Call[AttachmentCount]:
        Bounds(required=True).check("md5sum", md5sum)
        return Call(
            "GET",
            "/mailstats/common-attachments/{md5sum}/count",
            path_params={"md5sum": md5sum},
            accept=("application/json",),
            read=AttachmentCount.from_dict,
        )

    @overload
    def download_attachment(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        *,
        async_req: Literal[False] = False,
        _request_timeout: RequestTimeout = None,
    ) -> bytes: ...

    @overload
    def download_attachment(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        *,
        async_req: Literal[True],
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[bytes]: ...

    def download_attachment(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        *,
        async_req: bool = False,
        _request_timeout: RequestTimeout = None,
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
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def download_attachment_with_http_info(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[bytes]: ...

    @overload
    def download_attachment_with_http_info(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        *,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[bytes]]: ...

    @overload
    def download_attachment_with_http_info(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def download_attachment_with_http_info(
        self,
        email: str,
        message_id: str,
        attachment_identifier: str,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``download_attachment``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._download_attachment(email, message_id, attachment_identifier)
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _download_attachment(
        self, email: str, message_id: str, attachment_identifier: str
    ) -> Call[bytes]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(required=True).check("attachment_identifier", attachment_identifier)
        return Call(
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
    def download_public_attachment(
        self,
        md5sum: str,
        *,
        async_req: Literal[False] = False,
        _request_timeout: RequestTimeout = None,
    ) -> bytes: ...

    @overload
    def download_public_attachment(
        self, md5sum: str, *, async_req: Literal[True], _request_timeout: RequestTimeout = None
    ) -> AsyncResult[bytes]: ...

    def download_public_attachment(
        self, md5sum: str, *, async_req: bool = False, _request_timeout: RequestTimeout = None
    ) -> AsyncResult[bytes] | bytes:
        """Download an attachment of public mail.

        Answers the bytes of the file with this MD5 checksum. It comes from strangers: do not open
        it outside a sandbox.

        Args:
            md5sum: The MD5 checksum of the file, in hexadecimal.

        Returns:
            The file, with its own content type.
        """
        call = self._download_public_attachment(md5sum)
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def download_public_attachment_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[bytes]: ...

    @overload
    def download_public_attachment_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[bytes]]: ...

    @overload
    def download_public_attachment_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def download_public_attachment_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``download_public_attachment``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._download_public_attachment(md5sum)
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _download_public_attachment(self, md5sum: str) -> Call[bytes]:
        Bounds(required=True).check("md5sum", md5sum)
        return Call(
            "GET",
            "/mailstats/common-attachments/{md5sum}/download",
            path_params={"md5sum": md5sum},
            accept=("*/*",),
            read=as_is,
        )

    @overload
    def list_message_attachments(
        self,
        email: str,
        message_id: str,
        *,
        async_req: Literal[False] = False,
        _request_timeout: RequestTimeout = None,
    ) -> list[AttachmentMeta]: ...

    @overload
    def list_message_attachments(
        self,
        email: str,
        message_id: str,
        *,
        async_req: Literal[True],
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[list[AttachmentMeta]]: ...

    def list_message_attachments(
        self,
        email: str,
        message_id: str,
        *,
        async_req: bool = False,
        _request_timeout: RequestTimeout = None,
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
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def list_message_attachments_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[list[AttachmentMeta]]: ...

    @overload
    def list_message_attachments_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[list[AttachmentMeta]]]: ...

    @overload
    def list_message_attachments_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def list_message_attachments_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``list_message_attachments``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._list_message_attachments(email, message_id)
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _list_message_attachments(self, email: str, message_id: str) -> Call[list[AttachmentMeta]]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        return Call(
            "GET",
            "/addresses/{email}/messages/{messageId}/attachments",
            path_params={"email": email, "messageId": message_id},
            accept=("application/json",),
            read=lambda value: read_list(AttachmentMeta.from_dict, value),
        )

    @overload
    def list_messages_for_attachment(
        self,
        md5sum: str,
        *,
        async_req: Literal[False] = False,
        _request_timeout: RequestTimeout = None,
    ) -> list[EmailMessage]: ...

    @overload
    def list_messages_for_attachment(
        self, md5sum: str, *, async_req: Literal[True], _request_timeout: RequestTimeout = None
    ) -> AsyncResult[list[EmailMessage]]: ...

    def list_messages_for_attachment(
        self, md5sum: str, *, async_req: bool = False, _request_timeout: RequestTimeout = None
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
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def list_messages_for_attachment_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[list[EmailMessage]]: ...

    @overload
    def list_messages_for_attachment_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[list[EmailMessage]]]: ...

    @overload
    def list_messages_for_attachment_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def list_messages_for_attachment_with_http_info(
        self,
        md5sum: str,
        *,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``list_messages_for_attachment``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._list_messages_for_attachment(md5sum)
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _list_messages_for_attachment(self, md5sum: str) -> Call[list[EmailMessage]]:
        Bounds(required=True).check("md5sum", md5sum)
        return Call(
            "GET",
            "/mailstats/common-attachments/{md5sum}",
            path_params={"md5sum": md5sum},
            accept=("application/json",),
            read=lambda value: read_list(EmailMessage.from_dict, value),
        )

    @overload
    def list_public_attachments(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        async_req: Literal[False] = False,
        _request_timeout: RequestTimeout = None,
    ) -> list[CommonAttachments]: ...

    @overload
    def list_public_attachments(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        async_req: Literal[True],
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[list[CommonAttachments]]: ...

    def list_public_attachments(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        async_req: bool = False,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[list[CommonAttachments]] | list[CommonAttachments]:
        """List the most frequent attachments of public mail.

        Answers attachments that came to public inboxes in a span of time, with how often each
        came. Private and starred mail is not counted.

        Args:
            start_date: Begin of the span, as ISO 8601 date-time.
            end_date: End of the span, as ISO 8601 date-time.
            skip: How many items to leave out, counted from the first.
            limit: The most items to answer; 20 when left out.

        Returns:
            Checksums of attachments with their counts.
        """
        call = self._list_public_attachments(start_date, end_date, skip, limit)
        return self.api_client.data(call, async_req, _request_timeout)

    @overload
    def list_public_attachments_with_http_info(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        async_req: Literal[False] = False,
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[list[CommonAttachments]]: ...

    @overload
    def list_public_attachments_with_http_info(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        async_req: Literal[True],
        _preload_content: Literal[True] = True,
        _request_timeout: RequestTimeout = None,
    ) -> AsyncResult[ApiResponse[list[CommonAttachments]]]: ...

    @overload
    def list_public_attachments_with_http_info(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        async_req: Literal[False] = False,
        _preload_content: Literal[False],
        _request_timeout: RequestTimeout = None,
    ) -> ApiResponse[BaseHTTPResponse]: ...

    def list_public_attachments_with_http_info(
        self,
        start_date: datetime,
        end_date: datetime,
        *,
        skip: int | None = None,
        limit: int | None = None,
        async_req: bool = False,
        _preload_content: bool = True,
        _request_timeout: RequestTimeout = None,
    ) -> Any:
        """Like ``list_public_attachments``, with status and headers.

        Returns an ``ApiResponse``: (data, status, headers). With ``_preload_content=False``, data
        is urllib3's response, not yet read; close it.
        """
        call = self._list_public_attachments(start_date, end_date, skip, limit)
        return self.api_client.response(call, async_req, _preload_content, _request_timeout)

    def _list_public_attachments(
        self, start_date: datetime, end_date: datetime, skip: int | None, limit: int | None
    ) -> Call[list[CommonAttachments]]:
        Bounds(required=True).check("start_date", start_date)
        Bounds(required=True).check("end_date", end_date)
        Bounds(minimum=0).check("skip", skip)
        Bounds(minimum=0, maximum=1000).check("limit", limit)
        return Call(
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
