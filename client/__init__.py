# Generated from codegen/openapi.yaml; do not edit.

"""A client for Mailsac, a service that receives email for tests.

Names are imported when they are first used, so ``import client`` is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from client.api.account_api import AccountApi as AccountApi
    from client.api.addresses_api import AddressesApi as AddressesApi
    from client.api.attachments_api import AttachmentsApi as AttachmentsApi
    from client.api.domains_api import DomainsApi as DomainsApi
    from client.api.email_validation_api import EmailValidationApi as EmailValidationApi
    from client.api.message_stats_api import MessageStatsApi as MessageStatsApi
    from client.api.messages_api import MessagesApi as MessagesApi
    from client.api.web_sockets_api import WebSocketsApi as WebSocketsApi
    from client.api.webhooks_api import WebhooksApi as WebhooksApi
    from client.api_client import ApiClient as ApiClient
    from client.api_client import ApiResponse as ApiResponse
    from client.configuration import Configuration as Configuration
    from client.download import save_download as save_download
    from client.exceptions import ApiException as ApiException
    from client.exceptions import BadRequestException as BadRequestException
    from client.exceptions import ClientException as ClientException
    from client.exceptions import ForbiddenException as ForbiddenException
    from client.exceptions import MailTimeout as MailTimeout
    from client.exceptions import NotFoundException as NotFoundException
    from client.exceptions import ReconnectExhausted as ReconnectExhausted
    from client.exceptions import ServiceException as ServiceException
    from client.exceptions import StreamBufferFull as StreamBufferFull
    from client.exceptions import StreamClosedException as StreamClosedException
    from client.exceptions import StreamException as StreamException
    from client.exceptions import StreamProtocolException as StreamProtocolException
    from client.exceptions import TooManyRequestsException as TooManyRequestsException
    from client.exceptions import TransportConnectionException as TransportConnectionException
    from client.exceptions import TransportException as TransportException
    from client.exceptions import TransportTimeoutException as TransportTimeoutException
    from client.exceptions import UnauthorizedException as UnauthorizedException
    from client.extract import find_codes as find_codes
    from client.extract import find_links as find_links
    from client.inbox import Inbox as Inbox
    from client.mail import Mail as Mail
    from client.models.attachment_count import AttachmentCount as AttachmentCount
    from client.models.attachment_meta import AttachmentMeta as AttachmentMeta
    from client.models.byte_encoding import ByteEncoding as ByteEncoding
    from client.models.common_attachments import CommonAttachments as CommonAttachments
    from client.models.create_addresses_request import (
        CreateAddressesRequest as CreateAddressesRequest,
    )
    from client.models.current_user_info import CurrentUserInfo as CurrentUserInfo
    from client.models.current_user_stats import CurrentUserStats as CurrentUserStats
    from client.models.deleted_message import DeletedMessage as DeletedMessage
    from client.models.denylist_status import DenylistStatus as DenylistStatus
    from client.models.domain import Domain as Domain
    from client.models.domain_details import DomainDetails as DomainDetails
    from client.models.email_address import EmailAddress as EmailAddress
    from client.models.email_address_availability import (
        EmailAddressAvailability as EmailAddressAvailability,
    )
    from client.models.email_address_integrity import EmailAddressIntegrity as EmailAddressIntegrity
    from client.models.email_attachment import EmailAttachment as EmailAttachment
    from client.models.email_message import EmailMessage as EmailMessage
    from client.models.email_message_body_props import (
        EmailMessageBodyProps as EmailMessageBodyProps,
    )
    from client.models.email_message_short import EmailMessageShort as EmailMessageShort
    from client.models.email_message_web_socket_frame import (
        EmailMessageWebSocketFrame as EmailMessageWebSocketFrame,
    )
    from client.models.email_message_webhook import EmailMessageWebhook as EmailMessageWebhook
    from client.models.email_recipient import EmailRecipient as EmailRecipient
    from client.models.error_response_body import ErrorResponseBody as ErrorResponseBody
    from client.models.filed_message import FiledMessage as FiledMessage
    from client.models.filtered_messages import FilteredMessages as FilteredMessages
    from client.models.inbox_page import InboxPage as InboxPage
    from client.models.incoming_email_message import IncomingEmailMessage as IncomingEmailMessage
    from client.models.labeled_message import LabeledMessage as LabeledMessage
    from client.models.message_count import MessageCount as MessageCount
    from client.models.message_folder import MessageFolder as MessageFolder
    from client.models.message_read_status import MessageReadStatus as MessageReadStatus
    from client.models.not_enough_credits_response import (
        NotEnoughCreditsResponse as NotEnoughCreditsResponse,
    )
    from client.models.searched_messages import SearchedMessages as SearchedMessages
    from client.models.send_message import SendMessage as SendMessage
    from client.models.too_many_recipients_response import (
        TooManyRecipientsResponse as TooManyRecipientsResponse,
    )
    from client.models.top_address import TopAddress as TopAddress
    from client.models.top_domain import TopDomain as TopDomain
    from client.models.top_sender import TopSender as TopSender
    from client.models.update_private_address_forwarding import (
        UpdatePrivateAddressForwarding as UpdatePrivateAddressForwarding,
    )
    from client.models.validate_addresses_request import (
        ValidateAddressesRequest as ValidateAddressesRequest,
    )
    from client.models.web_socket_error_frame import WebSocketErrorFrame as WebSocketErrorFrame
    from client.models.web_socket_listening_frame import (
        WebSocketListeningFrame as WebSocketListeningFrame,
    )
    from client.paging import walk_inbox as walk_inbox
    from client.paging import walk_messages as walk_messages
    from client.streaming import AsyncMessageStream as AsyncMessageStream
    from client.streaming import MessageStream as MessageStream
    from client.streaming import ReconnectPolicy as ReconnectPolicy
    from client.version import __version__ as __version__

_MODULES = {
    "AccountApi": "client.api.account_api",
    "AddressesApi": "client.api.addresses_api",
    "AttachmentsApi": "client.api.attachments_api",
    "DomainsApi": "client.api.domains_api",
    "MessagesApi": "client.api.messages_api",
    "WebSocketsApi": "client.api.web_sockets_api",
    "WebhooksApi": "client.api.webhooks_api",
    "EmailValidationApi": "client.api.email_validation_api",
    "MessageStatsApi": "client.api.message_stats_api",
    "AttachmentCount": "client.models.attachment_count",
    "AttachmentMeta": "client.models.attachment_meta",
    "ByteEncoding": "client.models.byte_encoding",
    "CommonAttachments": "client.models.common_attachments",
    "CreateAddressesRequest": "client.models.create_addresses_request",
    "CurrentUserInfo": "client.models.current_user_info",
    "CurrentUserStats": "client.models.current_user_stats",
    "DeletedMessage": "client.models.deleted_message",
    "DenylistStatus": "client.models.denylist_status",
    "Domain": "client.models.domain",
    "DomainDetails": "client.models.domain_details",
    "EmailAddress": "client.models.email_address",
    "EmailAddressAvailability": "client.models.email_address_availability",
    "EmailAddressIntegrity": "client.models.email_address_integrity",
    "EmailAttachment": "client.models.email_attachment",
    "EmailMessage": "client.models.email_message",
    "EmailMessageBodyProps": "client.models.email_message_body_props",
    "EmailMessageShort": "client.models.email_message_short",
    "EmailMessageWebSocketFrame": "client.models.email_message_web_socket_frame",
    "EmailMessageWebhook": "client.models.email_message_webhook",
    "EmailRecipient": "client.models.email_recipient",
    "ErrorResponseBody": "client.models.error_response_body",
    "FiledMessage": "client.models.filed_message",
    "FilteredMessages": "client.models.filtered_messages",
    "InboxPage": "client.models.inbox_page",
    "IncomingEmailMessage": "client.models.incoming_email_message",
    "LabeledMessage": "client.models.labeled_message",
    "MessageCount": "client.models.message_count",
    "MessageFolder": "client.models.message_folder",
    "MessageReadStatus": "client.models.message_read_status",
    "NotEnoughCreditsResponse": "client.models.not_enough_credits_response",
    "SearchedMessages": "client.models.searched_messages",
    "SendMessage": "client.models.send_message",
    "TooManyRecipientsResponse": "client.models.too_many_recipients_response",
    "TopAddress": "client.models.top_address",
    "TopDomain": "client.models.top_domain",
    "TopSender": "client.models.top_sender",
    "UpdatePrivateAddressForwarding": "client.models.update_private_address_forwarding",
    "ValidateAddressesRequest": "client.models.validate_addresses_request",
    "WebSocketErrorFrame": "client.models.web_socket_error_frame",
    "WebSocketListeningFrame": "client.models.web_socket_listening_frame",
    "ApiClient": "client.api_client",
    "ApiResponse": "client.api_client",
    "Configuration": "client.configuration",
    "AsyncMessageStream": "client.streaming",
    "MessageStream": "client.streaming",
    "ReconnectPolicy": "client.streaming",
    "Inbox": "client.inbox",
    "Mail": "client.mail",
    "find_codes": "client.extract",
    "find_links": "client.extract",
    "save_download": "client.download",
    "walk_inbox": "client.paging",
    "walk_messages": "client.paging",
    "ClientException": "client.exceptions",
    "ApiException": "client.exceptions",
    "BadRequestException": "client.exceptions",
    "UnauthorizedException": "client.exceptions",
    "ForbiddenException": "client.exceptions",
    "NotFoundException": "client.exceptions",
    "TooManyRequestsException": "client.exceptions",
    "ServiceException": "client.exceptions",
    "TransportException": "client.exceptions",
    "TransportConnectionException": "client.exceptions",
    "TransportTimeoutException": "client.exceptions",
    "StreamException": "client.exceptions",
    "StreamProtocolException": "client.exceptions",
    "StreamClosedException": "client.exceptions",
    "StreamBufferFull": "client.exceptions",
    "ReconnectExhausted": "client.exceptions",
    "MailTimeout": "client.exceptions",
    "__version__": "client.version",
}

__all__ = [
    "AccountApi",
    "AddressesApi",
    "ApiClient",
    "ApiException",
    "ApiResponse",
    "AsyncMessageStream",
    "AttachmentCount",
    "AttachmentMeta",
    "AttachmentsApi",
    "BadRequestException",
    "ByteEncoding",
    "ClientException",
    "CommonAttachments",
    "Configuration",
    "CreateAddressesRequest",
    "CurrentUserInfo",
    "CurrentUserStats",
    "DeletedMessage",
    "DenylistStatus",
    "Domain",
    "DomainDetails",
    "DomainsApi",
    "EmailAddress",
    "EmailAddressAvailability",
    "EmailAddressIntegrity",
    "EmailAttachment",
    "EmailMessage",
    "EmailMessageBodyProps",
    "EmailMessageShort",
    "EmailMessageWebSocketFrame",
    "EmailMessageWebhook",
    "EmailRecipient",
    "EmailValidationApi",
    "ErrorResponseBody",
    "FiledMessage",
    "FilteredMessages",
    "ForbiddenException",
    "Inbox",
    "InboxPage",
    "IncomingEmailMessage",
    "LabeledMessage",
    "Mail",
    "MailTimeout",
    "MessageCount",
    "MessageFolder",
    "MessageReadStatus",
    "MessageStatsApi",
    "MessageStream",
    "MessagesApi",
    "NotEnoughCreditsResponse",
    "NotFoundException",
    "ReconnectExhausted",
    "ReconnectPolicy",
    "SearchedMessages",
    "SendMessage",
    "ServiceException",
    "StreamBufferFull",
    "StreamClosedException",
    "StreamException",
    "StreamProtocolException",
    "TooManyRecipientsResponse",
    "TooManyRequestsException",
    "TopAddress",
    "TopDomain",
    "TopSender",
    "TransportConnectionException",
    "TransportException",
    "TransportTimeoutException",
    "UnauthorizedException",
    "UpdatePrivateAddressForwarding",
    "ValidateAddressesRequest",
    "WebSocketErrorFrame",
    "WebSocketListeningFrame",
    "WebSocketsApi",
    "WebhooksApi",
    "__version__",
    "find_codes",
    "find_links",
    "save_download",
    "walk_inbox",
    "walk_messages",
]

if not TYPE_CHECKING:  # a type checker is to see misspelt names

    def __getattr__(name: str) -> Any:
        if name in _MODULES:
            value = getattr(import_module(_MODULES[name]), name)
        elif f"{__name__}.{name}" in _MODULES.values():
            value = import_module(f"{__name__}.{name}")
        else:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
