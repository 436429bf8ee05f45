# Generated from codegen/openapi.yaml; do not edit.

"""Operations of the tag "Messages"."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, Unpack, overload

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
from ..model import as_is, read_list
from ..models.deleted_message import DeletedMessage
from ..models.email_message import EmailMessage
from ..models.email_message_short import EmailMessageShort
from ..models.filed_message import FiledMessage
from ..models.filtered_messages import FilteredMessages
from ..models.inbox_page import InboxPage
from ..models.labeled_message import LabeledMessage
from ..models.message_count import MessageCount
from ..models.message_folder import MessageFolder
from ..models.message_read_status import MessageReadStatus
from ..models.searched_messages import SearchedMessages
from ..validation import Bounds

if TYPE_CHECKING:
    from multiprocessing.pool import AsyncResult

    from urllib3 import BaseHTTPResponse


class MessagesApi:
    """List, read, search, sort and delete mail.

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
    def add_message_label(
        self, email: str, message_id: str, label: str, **options: Unpack[Options]
    ) -> LabeledMessage: ...
    @overload
    def add_message_label(
        self, email: str, message_id: str, label: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[LabeledMessage]: ...
    def add_message_label(
        self, email: str, message_id: str, label: str, **options: Any
    ) -> AsyncResult[LabeledMessage] | LabeledMessage:
        """Put a label on a message.

        Adds the label. A label that is there already is no error, and nothing changes. The inbox
        page of the service groups mail by label. A 401 can also mean that the message is not yours.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            label: The label, as plain text; the client encodes it for the URL.

        Returns:
            The labels of the message after the call.
        """
        call = self._add_message_label(email, message_id, label)
        return self.api_client.data(call, **options)

    @overload
    def add_message_label_with_http_info(
        self, email: str, message_id: str, label: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[LabeledMessage]: ...
    @overload
    def add_message_label_with_http_info(
        self, email: str, message_id: str, label: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[LabeledMessage]]: ...
    @overload
    def add_message_label_with_http_info(
        self, email: str, message_id: str, label: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def add_message_label_with_http_info(
        self, email: str, message_id: str, label: str, **options: Any
    ) -> Any:
        """Like ``add_message_label``, with status and headers: an ``ApiResponse``."""
        call = self._add_message_label(email, message_id, label)
        return self.api_client.response(call, **options)

    def _add_message_label(self, email: str, message_id: str, label: str) -> Call[LabeledMessage]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(required=True).check("label", label)
        return Call(
            "add_message_label",
            "PUT",
            "/addresses/{email}/messages/{messageId}/labels/{label}",
            path_params={"email": email, "messageId": message_id, "label": label},
            accept=("application/json",),
            read=LabeledMessage.from_dict,
        )

    @overload
    def count_messages(self, email: str, **options: Unpack[Options]) -> MessageCount: ...
    @overload
    def count_messages(
        self, email: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[MessageCount]: ...
    def count_messages(
        self, email: str, **options: Any
    ) -> AsyncResult[MessageCount] | MessageCount:
        """Count the messages in an inbox.

        Answers how many messages an inbox holds. The address need not be reserved. It works for
        public addresses and for your own, but not for those of another account.

        Args:
            email: The email address.

        Returns:
            The number of messages.
        """
        call = self._count_messages(email)
        return self.api_client.data(call, **options)

    @overload
    def count_messages_with_http_info(
        self, email: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[MessageCount]: ...
    @overload
    def count_messages_with_http_info(
        self, email: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[MessageCount]]: ...
    @overload
    def count_messages_with_http_info(
        self, email: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def count_messages_with_http_info(self, email: str, **options: Any) -> Any:
        """Like ``count_messages``, with status and headers: an ``ApiResponse``."""
        call = self._count_messages(email)
        return self.api_client.response(call, **options)

    def _count_messages(self, email: str) -> Call[MessageCount]:
        Bounds(required=True).check("email", email)
        return Call(
            "count_messages",
            "GET",
            "/addresses/{email}/message-count",
            path_params={"email": email},
            accept=("application/json",),
            read=MessageCount.from_dict,
        )

    @overload
    def delete_all_domain_messages(self, domain: str, **options: Unpack[Options]) -> None: ...
    @overload
    def delete_all_domain_messages(
        self, domain: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[None]: ...
    def delete_all_domain_messages(self, domain: str, **options: Any) -> AsyncResult[None] | None:
        """Delete all mail of a domain.

        Deletes the mail of every inbox of the domain in one go. Count on losing starred messages as
        well: the service's own texts disagree about them. The domain must be yours; else the answer
        is a 401.

        Args:
            domain: The domain.
        """
        call = self._delete_all_domain_messages(domain)
        return self.api_client.data(call, **options)

    @overload
    def delete_all_domain_messages_with_http_info(
        self, domain: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[None]: ...
    @overload
    def delete_all_domain_messages_with_http_info(
        self, domain: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[None]]: ...
    @overload
    def delete_all_domain_messages_with_http_info(
        self, domain: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def delete_all_domain_messages_with_http_info(self, domain: str, **options: Any) -> Any:
        """Like ``delete_all_domain_messages``, with status and headers: an ``ApiResponse``."""
        call = self._delete_all_domain_messages(domain)
        return self.api_client.response(call, **options)

    def _delete_all_domain_messages(self, domain: str) -> Call[None]:
        Bounds(required=True).check("domain", domain)
        return Call(
            "delete_all_domain_messages",
            "POST",
            "/domains/{domain}/delete-all-domain-mail",
            path_params={"domain": domain},
            accept=(),
        )

    @overload
    def delete_all_messages(self, email: str, **options: Unpack[Options]) -> None: ...
    @overload
    def delete_all_messages(
        self, email: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[None]: ...
    def delete_all_messages(self, email: str, **options: Any) -> AsyncResult[None] | None:
        """Empty an inbox.

        Deletes every message of the inbox except starred ones. The address, or its domain, must be
        yours; else the answer is a 401. To lose a starred message too, unstar it first or delete it
        by its id.

        Args:
            email: The email address.
        """
        call = self._delete_all_messages(email)
        return self.api_client.data(call, **options)

    @overload
    def delete_all_messages_with_http_info(
        self, email: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[None]: ...
    @overload
    def delete_all_messages_with_http_info(
        self, email: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[None]]: ...
    @overload
    def delete_all_messages_with_http_info(
        self, email: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def delete_all_messages_with_http_info(self, email: str, **options: Any) -> Any:
        """Like ``delete_all_messages``, with status and headers: an ``ApiResponse``."""
        call = self._delete_all_messages(email)
        return self.api_client.response(call, **options)

    def _delete_all_messages(self, email: str) -> Call[None]:
        Bounds(required=True).check("email", email)
        return Call(
            "delete_all_messages",
            "DELETE",
            "/addresses/{email}/messages",
            path_params={"email": email},
            accept=(),
        )

    @overload
    def delete_message(
        self, email: str, message_id: str, **options: Unpack[Options]
    ) -> DeletedMessage: ...
    @overload
    def delete_message(
        self, email: str, message_id: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[DeletedMessage]: ...
    def delete_message(
        self, email: str, message_id: str, **options: Any
    ) -> AsyncResult[DeletedMessage] | DeletedMessage:
        """Delete one message for good.

        Deletes the message, starred or not. It does not pass through the trash folder and cannot be
        brought back. A second call for the same message answers 404.

        Args:
            email: The email address.
            message_id: The `_id` of the message.

        Returns:
            The message is deleted.
        """
        call = self._delete_message(email, message_id)
        return self.api_client.data(call, **options)

    @overload
    def delete_message_with_http_info(
        self, email: str, message_id: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[DeletedMessage]: ...
    @overload
    def delete_message_with_http_info(
        self, email: str, message_id: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[DeletedMessage]]: ...
    @overload
    def delete_message_with_http_info(
        self, email: str, message_id: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def delete_message_with_http_info(self, email: str, message_id: str, **options: Any) -> Any:
        """Like ``delete_message``, with status and headers: an ``ApiResponse``."""
        call = self._delete_message(email, message_id)
        return self.api_client.response(call, **options)

    def _delete_message(self, email: str, message_id: str) -> Call[DeletedMessage]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        return Call(
            "delete_message",
            "DELETE",
            "/addresses/{email}/messages/{messageId}",
            path_params={"email": email, "messageId": message_id},
            accept=("application/json",),
            read=DeletedMessage.from_dict,
        )

    @overload
    def delete_message_label(
        self, email: str, message_id: str, label: str, **options: Unpack[Options]
    ) -> LabeledMessage: ...
    @overload
    def delete_message_label(
        self, email: str, message_id: str, label: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[LabeledMessage]: ...
    def delete_message_label(
        self, email: str, message_id: str, label: str, **options: Any
    ) -> AsyncResult[LabeledMessage] | LabeledMessage:
        """Take a label off a message.

        Removes the label. A label that is not there is no error, and nothing changes. A 404 means
        that the message is gone, or that you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            label: The label, as plain text; the client encodes it for the URL.

        Returns:
            The labels that are left.
        """
        call = self._delete_message_label(email, message_id, label)
        return self.api_client.data(call, **options)

    @overload
    def delete_message_label_with_http_info(
        self, email: str, message_id: str, label: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[LabeledMessage]: ...
    @overload
    def delete_message_label_with_http_info(
        self, email: str, message_id: str, label: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[LabeledMessage]]: ...
    @overload
    def delete_message_label_with_http_info(
        self, email: str, message_id: str, label: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def delete_message_label_with_http_info(
        self, email: str, message_id: str, label: str, **options: Any
    ) -> Any:
        """Like ``delete_message_label``, with status and headers: an ``ApiResponse``."""
        call = self._delete_message_label(email, message_id, label)
        return self.api_client.response(call, **options)

    def _delete_message_label(
        self, email: str, message_id: str, label: str
    ) -> Call[LabeledMessage]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(required=True).check("label", label)
        return Call(
            "delete_message_label",
            "DELETE",
            "/addresses/{email}/messages/{messageId}/labels/{label}",
            path_params={"email": email, "messageId": message_id, "label": label},
            accept=("application/json",),
            read=LabeledMessage.from_dict,
        )

    @overload
    def filter_inbox_messages(
        self,
        *,
        and_subject_includes: str | None = None,
        and_from: str | None = None,
        and_to: str | None = None,
        and_read: bool | None = None,
        **options: Unpack[Options],
    ) -> FilteredMessages: ...
    @overload
    def filter_inbox_messages(
        self,
        *,
        and_subject_includes: str | None = None,
        and_from: str | None = None,
        and_to: str | None = None,
        and_read: bool | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[FilteredMessages]: ...
    def filter_inbox_messages(
        self,
        *,
        and_subject_includes: str | None = None,
        and_from: str | None = None,
        and_to: str | None = None,
        and_read: bool | None = None,
        **options: Any,
    ) -> AsyncResult[FilteredMessages] | FilteredMessages:
        """Find messages that meet every condition.

        Looks through the mail of the account. A message must meet all conditions that are given.
        Give at least one, or the answer is a 400. At most 100 messages come back, and there is no
        second page, so keep the conditions narrow.

        Args:
            and_subject_includes: Text that the subject must contain.
            and_from: Text that the sender's address must contain.
            and_to: Text that a recipient's address must contain, or the exact inbox.
            and_read: true for read messages only, false for unread ones only.

        Returns:
            The messages that meet every condition.
        """
        call = self._filter_inbox_messages(and_subject_includes, and_from, and_to, and_read)
        return self.api_client.data(call, **options)

    @overload
    def filter_inbox_messages_with_http_info(
        self,
        *,
        and_subject_includes: str | None = None,
        and_from: str | None = None,
        and_to: str | None = None,
        and_read: bool | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[FilteredMessages]: ...
    @overload
    def filter_inbox_messages_with_http_info(
        self,
        *,
        and_subject_includes: str | None = None,
        and_from: str | None = None,
        and_to: str | None = None,
        and_read: bool | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[FilteredMessages]]: ...
    @overload
    def filter_inbox_messages_with_http_info(
        self,
        *,
        and_subject_includes: str | None = None,
        and_from: str | None = None,
        and_to: str | None = None,
        and_read: bool | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def filter_inbox_messages_with_http_info(
        self,
        *,
        and_subject_includes: str | None = None,
        and_from: str | None = None,
        and_to: str | None = None,
        and_read: bool | None = None,
        **options: Any,
    ) -> Any:
        """Like ``filter_inbox_messages``, with status and headers: an ``ApiResponse``."""
        call = self._filter_inbox_messages(and_subject_includes, and_from, and_to, and_read)
        return self.api_client.response(call, **options)

    def _filter_inbox_messages(
        self,
        and_subject_includes: str | None,
        and_from: str | None,
        and_to: str | None,
        and_read: bool | None,
    ) -> Call[FilteredMessages]:
        return Call(
            "filter_inbox_messages",
            "GET",
            "/inbox-filter",
            query_params={
                "andSubjectIncludes": and_subject_includes,
                "andFrom": and_from,
                "andTo": and_to,
                "andRead": and_read,
            },
            accept=("application/json",),
            read=FilteredMessages.from_dict,
        )

    @overload
    def get_body_dirty(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[Options],
    ) -> str: ...
    @overload
    def get_body_dirty(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[str]: ...
    def get_body_dirty(
        self, email: str, message_id: str, *, download: Literal[1] | None = None, **options: Any
    ) -> AsyncResult[str] | str:
        """Get the HTML body unchanged.

        Answers the HTML of the mail with scripts, links and images left in; attached images become
        part of the page. Do not show it to people in a browser that is logged in anywhere. A mail
        without HTML gets a simple page made from its text. A 404 means that the message is gone, or
        that you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            download: 1 makes a browser save the answer as a file. Of no use to programs.

        Returns:
            The HTML as it was sent.
        """
        call = self._get_body_dirty(email, message_id, download)
        return self.api_client.data(call, **options)

    @overload
    def get_body_dirty_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[str]: ...
    @overload
    def get_body_dirty_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[str]]: ...
    @overload
    def get_body_dirty_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def get_body_dirty_with_http_info(
        self, email: str, message_id: str, *, download: Literal[1] | None = None, **options: Any
    ) -> Any:
        """Like ``get_body_dirty``, with status and headers: an ``ApiResponse``."""
        call = self._get_body_dirty(email, message_id, download)
        return self.api_client.response(call, **options)

    def _get_body_dirty(
        self, email: str, message_id: str, download: Literal[1] | None
    ) -> Call[str]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(choices=(1,)).check("download", download)
        return Call(
            "get_body_dirty",
            "GET",
            "/dirty/{email}/{messageId}",
            path_params={"email": email, "messageId": message_id},
            query_params={"download": download},
            accept=("text/html",),
            read=as_is,
        )

    @overload
    def get_body_plain_text(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[Options],
    ) -> str: ...
    @overload
    def get_body_plain_text(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[str]: ...
    def get_body_plain_text(
        self, email: str, message_id: str, *, download: Literal[1] | None = None, **options: Any
    ) -> AsyncResult[str] | str:
        """Get the plain text body.

        Answers the text of the mail: the right place to look for a one-time code. A mail with HTML
        alone gets a text made from it. The links in it are also in `links` of the message. A 404
        means that the message is gone, or that you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            download: 1 makes a browser save the answer as a file. Of no use to programs.

        Returns:
            The text of the mail.
        """
        call = self._get_body_plain_text(email, message_id, download)
        return self.api_client.data(call, **options)

    @overload
    def get_body_plain_text_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[str]: ...
    @overload
    def get_body_plain_text_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[str]]: ...
    @overload
    def get_body_plain_text_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def get_body_plain_text_with_http_info(
        self, email: str, message_id: str, *, download: Literal[1] | None = None, **options: Any
    ) -> Any:
        """Like ``get_body_plain_text``, with status and headers: an ``ApiResponse``."""
        call = self._get_body_plain_text(email, message_id, download)
        return self.api_client.response(call, **options)

    def _get_body_plain_text(
        self, email: str, message_id: str, download: Literal[1] | None
    ) -> Call[str]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(choices=(1,)).check("download", download)
        return Call(
            "get_body_plain_text",
            "GET",
            "/text/{email}/{messageId}",
            path_params={"email": email, "messageId": message_id},
            query_params={"download": download},
            accept=("text/plain",),
            read=as_is,
        )

    @overload
    def get_body_sanitized(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[Options],
    ) -> str: ...
    @overload
    def get_body_sanitized(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[str]: ...
    def get_body_sanitized(
        self, email: str, message_id: str, *, download: Literal[1] | None = None, **options: Any
    ) -> AsyncResult[str] | str:
        """Get the HTML body made safe.

        Answers the HTML of the mail without scripts, images and links, so that it can be shown. To
        follow a link in a test, read the links of the message or the unchanged body. A mail without
        HTML gets a simple page made from its text. A 404 means that the message is gone, or that
        you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            download: 1 makes a browser save the answer as a file. Of no use to programs.

        Returns:
            The HTML without active or remote content.
        """
        call = self._get_body_sanitized(email, message_id, download)
        return self.api_client.data(call, **options)

    @overload
    def get_body_sanitized_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[str]: ...
    @overload
    def get_body_sanitized_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[str]]: ...
    @overload
    def get_body_sanitized_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def get_body_sanitized_with_http_info(
        self, email: str, message_id: str, *, download: Literal[1] | None = None, **options: Any
    ) -> Any:
        """Like ``get_body_sanitized``, with status and headers: an ``ApiResponse``."""
        call = self._get_body_sanitized(email, message_id, download)
        return self.api_client.response(call, **options)

    def _get_body_sanitized(
        self, email: str, message_id: str, download: Literal[1] | None
    ) -> Call[str]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(choices=(1,)).check("download", download)
        return Call(
            "get_body_sanitized",
            "GET",
            "/body/{email}/{messageId}",
            path_params={"email": email, "messageId": message_id},
            query_params={"download": download},
            accept=("text/html",),
            read=as_is,
        )

    @overload
    def get_full_raw_message(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[Options],
    ) -> str: ...
    @overload
    def get_full_raw_message(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[str]: ...
    def get_full_raw_message(
        self, email: str, message_id: str, *, download: Literal[1] | None = None, **options: Any
    ) -> AsyncResult[str] | str:
        """Get the raw mail as it was received.

        Answers the whole mail as text: every header, every MIME part and the attachments in their
        transfer encoding. The service adds `Received` and `x-mailsac-*` headers at the top. A 404
        means that the message is gone, or that you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            download: 1 makes a browser save the answer as a file. Of no use to programs.

        Returns:
            The raw mail.
        """
        call = self._get_full_raw_message(email, message_id, download)
        return self.api_client.data(call, **options)

    @overload
    def get_full_raw_message_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[str]: ...
    @overload
    def get_full_raw_message_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[str]]: ...
    @overload
    def get_full_raw_message_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def get_full_raw_message_with_http_info(
        self, email: str, message_id: str, *, download: Literal[1] | None = None, **options: Any
    ) -> Any:
        """Like ``get_full_raw_message``, with status and headers: an ``ApiResponse``."""
        call = self._get_full_raw_message(email, message_id, download)
        return self.api_client.response(call, **options)

    def _get_full_raw_message(
        self, email: str, message_id: str, download: Literal[1] | None
    ) -> Call[str]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(choices=(1,)).check("download", download)
        return Call(
            "get_full_raw_message",
            "GET",
            "/raw/{email}/{messageId}",
            path_params={"email": email, "messageId": message_id},
            query_params={"download": download},
            accept=("text/plain",),
            read=as_is,
        )

    @overload
    def get_headers(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        format: Literal["json", "json-ordered", "plain"] | None = None,
        **options: Unpack[Options],
    ) -> dict[str, str | list[str]] | list[dict[str, str]] | str: ...
    @overload
    def get_headers(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        format: Literal["json", "json-ordered", "plain"] | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[dict[str, str | list[str]] | list[dict[str, str]] | str]: ...
    def get_headers(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        format: Literal["json", "json-ordered", "plain"] | None = None,
        **options: Any,
    ) -> (
        AsyncResult[dict[str, str | list[str]] | list[dict[str, str]] | str]
        | dict[str, str | list[str]]
        | list[dict[str, str]]
        | str
    ):
        """Get the headers of a message.

        Answers the headers in the format that you ask for. `json`, which is also used when nothing
        is asked for, groups them by name in lower case. `json-ordered` is a list of names and
        values in the order of the mail. `plain` is the text of the header block. A 404 means that
        the message is gone, or that you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            download: 1 makes a browser save the answer as a file. Of no use to programs.
            format: The shape of the answer. The service takes json when it is left out.

        Returns:
            The headers, as JSON or as text.
        """
        call = self._get_headers(email, message_id, download, format)
        return self.api_client.data(call, **options)

    @overload
    def get_headers_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        format: Literal["json", "json-ordered", "plain"] | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[dict[str, str | list[str]] | list[dict[str, str]] | str]: ...
    @overload
    def get_headers_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        format: Literal["json", "json-ordered", "plain"] | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[dict[str, str | list[str]] | list[dict[str, str]] | str]]: ...
    @overload
    def get_headers_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        format: Literal["json", "json-ordered", "plain"] | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def get_headers_with_http_info(
        self,
        email: str,
        message_id: str,
        *,
        download: Literal[1] | None = None,
        format: Literal["json", "json-ordered", "plain"] | None = None,
        **options: Any,
    ) -> Any:
        """Like ``get_headers``, with status and headers: an ``ApiResponse``."""
        call = self._get_headers(email, message_id, download, format)
        return self.api_client.response(call, **options)

    def _get_headers(
        self,
        email: str,
        message_id: str,
        download: Literal[1] | None,
        format: Literal["json", "json-ordered", "plain"] | None,
    ) -> Call[dict[str, str | list[str]] | list[dict[str, str]] | str]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(choices=(1,)).check("download", download)
        Bounds(choices=("json", "json-ordered", "plain")).check("format", format)
        return Call(
            "get_headers",
            "GET",
            "/addresses/{email}/messages/{messageId}/headers",
            path_params={"email": email, "messageId": message_id},
            query_params={"download": download, "format": format},
            accept=("application/json", "text/plain"),
            read=as_is,
        )

    @overload
    def get_message_metadata(
        self, email: str, message_id: str, **options: Unpack[Options]
    ) -> EmailMessage: ...
    @overload
    def get_message_metadata(
        self, email: str, message_id: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[EmailMessage]: ...
    def get_message_metadata(
        self, email: str, message_id: str, **options: Any
    ) -> AsyncResult[EmailMessage] | EmailMessage:
        """Get one message without its body.

        Answers sender, recipients, subject, the links found in the bodies and the checksums of the
        attachments. The bodies, the headers and the raw mail have calls of their own. A 404 means
        that the message is gone, or that you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.

        Returns:
            The message.
        """
        call = self._get_message_metadata(email, message_id)
        return self.api_client.data(call, **options)

    @overload
    def get_message_metadata_with_http_info(
        self, email: str, message_id: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[EmailMessage]: ...
    @overload
    def get_message_metadata_with_http_info(
        self, email: str, message_id: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[EmailMessage]]: ...
    @overload
    def get_message_metadata_with_http_info(
        self, email: str, message_id: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def get_message_metadata_with_http_info(
        self, email: str, message_id: str, **options: Any
    ) -> Any:
        """Like ``get_message_metadata``, with status and headers: an ``ApiResponse``."""
        call = self._get_message_metadata(email, message_id)
        return self.api_client.response(call, **options)

    def _get_message_metadata(self, email: str, message_id: str) -> Call[EmailMessage]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        return Call(
            "get_message_metadata",
            "GET",
            "/addresses/{email}/messages/{messageId}",
            path_params={"email": email, "messageId": message_id},
            accept=("application/json",),
            read=EmailMessage.from_dict,
        )

    @overload
    def list_domain_messages(
        self,
        domain: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[Options],
    ) -> list[EmailMessageShort]: ...
    @overload
    def list_domain_messages(
        self,
        domain: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[list[EmailMessageShort]]: ...
    def list_domain_messages(
        self,
        domain: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> AsyncResult[list[EmailMessageShort]] | list[EmailMessageShort]:
        """List the messages of a whole domain.

        Answers the mail of every inbox of the domain, newest first, without bodies. The domain must
        be yours and have its DNS records verified. For older mail, call again with `until` set to
        the oldest `received` that you have.

        Args:
            domain: The domain.
            until: Only messages received up to this time.
            limit: The most items to answer; 20 when left out.

        Returns:
            The messages, newest first.
        """
        call = self._list_domain_messages(domain, until, limit)
        return self.api_client.data(call, **options)

    @overload
    def list_domain_messages_with_http_info(
        self,
        domain: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[list[EmailMessageShort]]: ...
    @overload
    def list_domain_messages_with_http_info(
        self,
        domain: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[list[EmailMessageShort]]]: ...
    @overload
    def list_domain_messages_with_http_info(
        self,
        domain: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_domain_messages_with_http_info(
        self,
        domain: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Any,
    ) -> Any:
        """Like ``list_domain_messages``, with status and headers: an ``ApiResponse``."""
        call = self._list_domain_messages(domain, until, limit)
        return self.api_client.response(call, **options)

    def _list_domain_messages(
        self, domain: str, until: datetime | None, limit: int | None
    ) -> Call[list[EmailMessageShort]]:
        Bounds(required=True).check("domain", domain)
        Bounds(minimum=0, maximum=1000).check("limit", limit)
        return Call(
            "list_domain_messages",
            "GET",
            "/domains/{domain}/messages",
            path_params={"domain": domain},
            query_params={"until": until, "limit": limit},
            accept=("application/json",),
            read=lambda value: read_list(EmailMessageShort.from_dict, value),
        )

    @overload
    def list_inbox_messages(
        self,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        skip: int | None = None,
        **options: Unpack[Options],
    ) -> InboxPage: ...
    @overload
    def list_inbox_messages(
        self,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        skip: int | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[InboxPage]: ...
    def list_inbox_messages(
        self,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        skip: int | None = None,
        **options: Any,
    ) -> AsyncResult[InboxPage] | InboxPage:
        """List the messages of the whole account, page by page.

        Answers mail of all private addresses and domains of the account in one list, with the
        number of unread messages. Go on with `skip` until a page comes back short.

        Args:
            limit: The most items to answer; 20 when left out.
            since: Only messages received after this time.
            skip: How many items to leave out, counted from the first.

        Returns:
            One page of messages.
        """
        call = self._list_inbox_messages(limit, since, skip)
        return self.api_client.data(call, **options)

    @overload
    def list_inbox_messages_with_http_info(
        self,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        skip: int | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[InboxPage]: ...
    @overload
    def list_inbox_messages_with_http_info(
        self,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        skip: int | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[InboxPage]]: ...
    @overload
    def list_inbox_messages_with_http_info(
        self,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        skip: int | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_inbox_messages_with_http_info(
        self,
        *,
        limit: int | None = None,
        since: datetime | None = None,
        skip: int | None = None,
        **options: Any,
    ) -> Any:
        """Like ``list_inbox_messages``, with status and headers: an ``ApiResponse``."""
        call = self._list_inbox_messages(limit, since, skip)
        return self.api_client.response(call, **options)

    def _list_inbox_messages(
        self, limit: int | None, since: datetime | None, skip: int | None
    ) -> Call[InboxPage]:
        Bounds(minimum=0, maximum=1000).check("limit", limit)
        Bounds(minimum=0).check("skip", skip)
        return Call(
            "list_inbox_messages",
            "GET",
            "/inbox",
            query_params={"limit": limit, "since": since, "skip": skip},
            accept=("application/json",),
            read=InboxPage.from_dict,
        )

    @overload
    def list_messages(
        self,
        email: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[Options],
    ) -> list[EmailMessage]: ...
    @overload
    def list_messages(
        self,
        email: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[list[EmailMessage]]: ...
    def list_messages(
        self, email: str, *, until: datetime | None = None, limit: int | None = None, **options: Any
    ) -> AsyncResult[list[EmailMessage]] | list[EmailMessage]:
        """List the messages in an inbox.

        Answers the newest messages first, without their bodies. The address need not be reserved.
        Read a body with one of the body calls. Each poll costs one op, and a public inbox keeps
        only six messages; to wait for mail, the web socket is cheaper and quicker.

        Args:
            email: The email address.
            until: Only messages received up to this time.
            limit: The most items to answer; 20 when left out.

        Returns:
            The messages, newest first; empty if there are none.
        """
        call = self._list_messages(email, until, limit)
        return self.api_client.data(call, **options)

    @overload
    def list_messages_with_http_info(
        self,
        email: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[list[EmailMessage]]: ...
    @overload
    def list_messages_with_http_info(
        self,
        email: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[list[EmailMessage]]]: ...
    @overload
    def list_messages_with_http_info(
        self,
        email: str,
        *,
        until: datetime | None = None,
        limit: int | None = None,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_messages_with_http_info(
        self, email: str, *, until: datetime | None = None, limit: int | None = None, **options: Any
    ) -> Any:
        """Like ``list_messages``, with status and headers: an ``ApiResponse``."""
        call = self._list_messages(email, until, limit)
        return self.api_client.response(call, **options)

    def _list_messages(
        self, email: str, until: datetime | None, limit: int | None
    ) -> Call[list[EmailMessage]]:
        Bounds(required=True).check("email", email)
        Bounds(minimum=0, maximum=1000).check("limit", limit)
        return Call(
            "list_messages",
            "GET",
            "/addresses/{email}/messages",
            path_params={"email": email},
            query_params={"until": until, "limit": limit},
            accept=("application/json",),
            read=lambda value: read_list(EmailMessage.from_dict, value),
        )

    @overload
    def list_starred_messages(self, **options: Unpack[Options]) -> list[EmailMessage]: ...
    @overload
    def list_starred_messages(
        self, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[list[EmailMessage]]: ...
    def list_starred_messages(
        self, **options: Any
    ) -> AsyncResult[list[EmailMessage]] | list[EmailMessage]:
        """List the starred messages of the account.

        Answers the messages that were starred, and so kept and made private, in any inbox. Mail
        that came through the capture service is listed too when the account stars captured mail
        (`capturePrivate`).

        Returns:
            The starred messages; empty if there are none.
        """
        call = self._list_starred_messages()
        return self.api_client.data(call, **options)

    @overload
    def list_starred_messages_with_http_info(
        self, **options: Unpack[InfoOptions]
    ) -> ApiResponse[list[EmailMessage]]: ...
    @overload
    def list_starred_messages_with_http_info(
        self, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[list[EmailMessage]]]: ...
    @overload
    def list_starred_messages_with_http_info(
        self, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def list_starred_messages_with_http_info(self, **options: Any) -> Any:
        """Like ``list_starred_messages``, with status and headers: an ``ApiResponse``."""
        call = self._list_starred_messages()
        return self.api_client.response(call, **options)

    def _list_starred_messages(self) -> Call[list[EmailMessage]]:
        return Call(
            "list_starred_messages",
            "GET",
            "/addresses/starred/messages",
            accept=("application/json",),
            read=lambda value: read_list(EmailMessage.from_dict, value),
        )

    @overload
    def search_inbox_messages(
        self, *, query: str | None = None, **options: Unpack[Options]
    ) -> SearchedMessages: ...
    @overload
    def search_inbox_messages(
        self, *, query: str | None = None, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[SearchedMessages]: ...
    def search_inbox_messages(
        self, *, query: str | None = None, **options: Any
    ) -> AsyncResult[SearchedMessages] | SearchedMessages:
        """Find messages by a text in subject, sender or recipient.

        Looks through the mail of the account. A message is found when the text is in its subject,
        in a sender's address or in a recipient's. At most 100 messages come back, and there is no
        second page.

        Args:
            query: The text to look for.

        Returns:
            The messages that were found, with the text that was looked for.
        """
        call = self._search_inbox_messages(query)
        return self.api_client.data(call, **options)

    @overload
    def search_inbox_messages_with_http_info(
        self, *, query: str | None = None, **options: Unpack[InfoOptions]
    ) -> ApiResponse[SearchedMessages]: ...
    @overload
    def search_inbox_messages_with_http_info(
        self, *, query: str | None = None, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[SearchedMessages]]: ...
    @overload
    def search_inbox_messages_with_http_info(
        self, *, query: str | None = None, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def search_inbox_messages_with_http_info(
        self, *, query: str | None = None, **options: Any
    ) -> Any:
        """Like ``search_inbox_messages``, with status and headers: an ``ApiResponse``."""
        call = self._search_inbox_messages(query)
        return self.api_client.response(call, **options)

    def _search_inbox_messages(self, query: str | None) -> Call[SearchedMessages]:
        return Call(
            "search_inbox_messages",
            "GET",
            "/inbox-search",
            query_params={"query": query},
            accept=("application/json",),
            read=SearchedMessages.from_dict,
        )

    @overload
    def set_message_folder(
        self, email: str, message_id: str, folder: MessageFolder | str, **options: Unpack[Options]
    ) -> FiledMessage: ...
    @overload
    def set_message_folder(
        self,
        email: str,
        message_id: str,
        folder: MessageFolder | str,
        **options: Unpack[AsyncOptions],
    ) -> AsyncResult[FiledMessage]: ...
    def set_message_folder(
        self, email: str, message_id: str, folder: MessageFolder | str, **options: Any
    ) -> AsyncResult[FiledMessage] | FiledMessage:
        """Put a message into another folder.

        Moves the message. The set of folders is fixed; use labels for groups of your own. A 404
        means that the message is gone, or that you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            folder: The folder to move the message to.

        Returns:
            The folder of the message after the call.
        """
        call = self._set_message_folder(email, message_id, folder)
        return self.api_client.data(call, **options)

    @overload
    def set_message_folder_with_http_info(
        self,
        email: str,
        message_id: str,
        folder: MessageFolder | str,
        **options: Unpack[InfoOptions],
    ) -> ApiResponse[FiledMessage]: ...
    @overload
    def set_message_folder_with_http_info(
        self,
        email: str,
        message_id: str,
        folder: MessageFolder | str,
        **options: Unpack[AsyncInfoOptions],
    ) -> AsyncResult[ApiResponse[FiledMessage]]: ...
    @overload
    def set_message_folder_with_http_info(
        self,
        email: str,
        message_id: str,
        folder: MessageFolder | str,
        **options: Unpack[RawOptions],
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def set_message_folder_with_http_info(
        self, email: str, message_id: str, folder: MessageFolder | str, **options: Any
    ) -> Any:
        """Like ``set_message_folder``, with status and headers: an ``ApiResponse``."""
        call = self._set_message_folder(email, message_id, folder)
        return self.api_client.response(call, **options)

    def _set_message_folder(
        self, email: str, message_id: str, folder: MessageFolder | str
    ) -> Call[FiledMessage]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(required=True, choices=tuple(MessageFolder)).check("folder", folder)
        return Call(
            "set_message_folder",
            "PUT",
            "/addresses/{email}/messages/{messageId}/folder/{folder}",
            path_params={"email": email, "messageId": message_id, "folder": folder},
            accept=("application/json",),
            read=FiledMessage.from_dict,
        )

    @overload
    def set_message_read_status(
        self, email: str, message_id: str, read_boolean: bool, **options: Unpack[Options]
    ) -> MessageReadStatus: ...
    @overload
    def set_message_read_status(
        self, email: str, message_id: str, read_boolean: bool, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[MessageReadStatus]: ...
    def set_message_read_status(
        self, email: str, message_id: str, read_boolean: bool, **options: Any
    ) -> AsyncResult[MessageReadStatus] | MessageReadStatus:
        """Mark a message as read or unread.

        Sets the read mark. New mail is unread, and fetching it over the API does not change that. A
        404 means that the message is gone, or that you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.
            read_boolean: true marks the message as read, false as unread.

        Returns:
            The read mark after the call.
        """
        call = self._set_message_read_status(email, message_id, read_boolean)
        return self.api_client.data(call, **options)

    @overload
    def set_message_read_status_with_http_info(
        self, email: str, message_id: str, read_boolean: bool, **options: Unpack[InfoOptions]
    ) -> ApiResponse[MessageReadStatus]: ...
    @overload
    def set_message_read_status_with_http_info(
        self, email: str, message_id: str, read_boolean: bool, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[MessageReadStatus]]: ...
    @overload
    def set_message_read_status_with_http_info(
        self, email: str, message_id: str, read_boolean: bool, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def set_message_read_status_with_http_info(
        self, email: str, message_id: str, read_boolean: bool, **options: Any
    ) -> Any:
        """Like ``set_message_read_status``, with status and headers: an ``ApiResponse``."""
        call = self._set_message_read_status(email, message_id, read_boolean)
        return self.api_client.response(call, **options)

    def _set_message_read_status(
        self, email: str, message_id: str, read_boolean: bool
    ) -> Call[MessageReadStatus]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        Bounds(required=True).check("read_boolean", read_boolean)
        return Call(
            "set_message_read_status",
            "PUT",
            "/addresses/{email}/messages/{messageId}/read/{readBoolean}",
            path_params={"email": email, "messageId": message_id, "readBoolean": read_boolean},
            accept=("application/json",),
            read=MessageReadStatus.from_dict,
        )

    @overload
    def toggle_message_star(
        self, email: str, message_id: str, **options: Unpack[Options]
    ) -> EmailMessageShort: ...
    @overload
    def toggle_message_star(
        self, email: str, message_id: str, **options: Unpack[AsyncOptions]
    ) -> AsyncResult[EmailMessageShort]: ...
    def toggle_message_star(
        self, email: str, message_id: str, **options: Any
    ) -> AsyncResult[EmailMessageShort] | EmailMessageShort:
        """Star a message, or take its star away.

        Flips the star. A starred message is private to the account and is not recycled when the
        storage limit is reached. `savedBy` in the answer holds the account while the star is on.
        The client never retries this call, for a second one would undo the first. A 404 means that
        the message is gone, or that you may not see it.

        Args:
            email: The email address.
            message_id: The `_id` of the message.

        Returns:
            The message, with or without its star.
        """
        call = self._toggle_message_star(email, message_id)
        return self.api_client.data(call, **options)

    @overload
    def toggle_message_star_with_http_info(
        self, email: str, message_id: str, **options: Unpack[InfoOptions]
    ) -> ApiResponse[EmailMessageShort]: ...
    @overload
    def toggle_message_star_with_http_info(
        self, email: str, message_id: str, **options: Unpack[AsyncInfoOptions]
    ) -> AsyncResult[ApiResponse[EmailMessageShort]]: ...
    @overload
    def toggle_message_star_with_http_info(
        self, email: str, message_id: str, **options: Unpack[RawOptions]
    ) -> ApiResponse[BaseHTTPResponse]: ...
    def toggle_message_star_with_http_info(
        self, email: str, message_id: str, **options: Any
    ) -> Any:
        """Like ``toggle_message_star``, with status and headers: an ``ApiResponse``."""
        call = self._toggle_message_star(email, message_id)
        return self.api_client.response(call, **options)

    def _toggle_message_star(self, email: str, message_id: str) -> Call[EmailMessageShort]:
        Bounds(required=True).check("email", email)
        Bounds(required=True).check("message_id", message_id)
        return Call(
            "toggle_message_star",
            "PUT",
            "/addresses/{email}/messages/{messageId}/star",
            path_params={"email": email, "messageId": message_id},
            accept=("application/json",),
            read=EmailMessageShort.from_dict,
            repeatable=False,
        )
