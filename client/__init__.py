# Generated from codegen/openapi.yaml; do not edit.

"""A client for Mailsac, a service that receives email for tests.

Names are imported when they are first used, so ``import client`` is quick.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from .lazy import lazily

if TYPE_CHECKING:
    from .api.account_api import AccountApi as AccountApi
    from .api.addresses_api import AddressesApi as AddressesApi
    from .api.attachments_api import AttachmentsApi as AttachmentsApi
    from .api.domains_api import DomainsApi as DomainsApi
    from .api.email_validation_api import EmailValidationApi as EmailValidationApi
    from .api.message_stats_api import MessageStatsApi as MessageStatsApi
    from .api.messages_api import MessagesApi as MessagesApi
    from .api.web_sockets_api import WebSocketsApi as WebSocketsApi
    from .api.webhooks_api import WebhooksApi as WebhooksApi
    from .api_client import ApiClient as ApiClient
    from .call import ApiResponse as ApiResponse
    from .configuration import Configuration as Configuration
    from .download import save_download as save_download
    from .exceptions import ApiException as ApiException
    from .exceptions import BadRequestException as BadRequestException
    from .exceptions import ClientException as ClientException
    from .exceptions import ForbiddenException as ForbiddenException
    from .exceptions import MailTimeout as MailTimeout
    from .exceptions import NotFoundException as NotFoundException
    from .exceptions import ReconnectExhausted as ReconnectExhausted
    from .exceptions import ServiceException as ServiceException
    from .exceptions import StreamBufferFull as StreamBufferFull
    from .exceptions import StreamClosedException as StreamClosedException
    from .exceptions import StreamException as StreamException
    from .exceptions import StreamProtocolException as StreamProtocolException
    from .exceptions import TooManyRequestsException as TooManyRequestsException
    from .exceptions import TransportConnectionException as TransportConnectionException
    from .exceptions import TransportException as TransportException
    from .exceptions import TransportTimeoutException as TransportTimeoutException
    from .exceptions import UnauthorizedException as UnauthorizedException
    from .extraction.codes import find_codes as find_codes
    from .extraction.links import find_links as find_links
    from .inbox import Inbox as Inbox
    from .inbox.async_inbox import AsyncInbox as AsyncInbox
    from .mail import Mail as Mail
    from .models.attachment_count import AttachmentCount as AttachmentCount
    from .models.attachment_meta import AttachmentMeta as AttachmentMeta
    from .models.byte_encoding import ByteEncoding as ByteEncoding
    from .models.common_attachments import CommonAttachments as CommonAttachments
    from .models.create_addresses_request import CreateAddressesRequest as CreateAddressesRequest
    from .models.current_user_info import CurrentUserInfo as CurrentUserInfo
    from .models.current_user_stats import CurrentUserStats as CurrentUserStats
    from .models.deleted_message import DeletedMessage as DeletedMessage
    from .models.denylist_status import DenylistStatus as DenylistStatus
    from .models.domain import Domain as Domain
    from .models.domain_details import DomainDetails as DomainDetails
    from .models.email_address import EmailAddress as EmailAddress
    from .models.email_address_availability import (
        EmailAddressAvailability as EmailAddressAvailability,
    )
    from .models.email_address_integrity import EmailAddressIntegrity as EmailAddressIntegrity
    from .models.email_attachment import EmailAttachment as EmailAttachment
    from .models.email_message import EmailMessage as EmailMessage
    from .models.email_message_body_props import EmailMessageBodyProps as EmailMessageBodyProps
    from .models.email_message_short import EmailMessageShort as EmailMessageShort
    from .models.email_message_web_socket_frame import (
        EmailMessageWebSocketFrame as EmailMessageWebSocketFrame,
    )
    from .models.email_message_webhook import EmailMessageWebhook as EmailMessageWebhook
    from .models.email_recipient import EmailRecipient as EmailRecipient
    from .models.error_response_body import ErrorResponseBody as ErrorResponseBody
    from .models.filed_message import FiledMessage as FiledMessage
    from .models.filtered_messages import FilteredMessages as FilteredMessages
    from .models.inbox_page import InboxPage as InboxPage
    from .models.incoming_email_message import IncomingEmailMessage as IncomingEmailMessage
    from .models.labeled_message import LabeledMessage as LabeledMessage
    from .models.message_count import MessageCount as MessageCount
    from .models.message_folder import MessageFolder as MessageFolder
    from .models.message_read_status import MessageReadStatus as MessageReadStatus
    from .models.not_enough_credits_response import (
        NotEnoughCreditsResponse as NotEnoughCreditsResponse,
    )
    from .models.searched_messages import SearchedMessages as SearchedMessages
    from .models.send_message import SendMessage as SendMessage
    from .models.too_many_recipients_response import (
        TooManyRecipientsResponse as TooManyRecipientsResponse,
    )
    from .models.top_address import TopAddress as TopAddress
    from .models.top_domain import TopDomain as TopDomain
    from .models.top_sender import TopSender as TopSender
    from .models.update_private_address_forwarding import (
        UpdatePrivateAddressForwarding as UpdatePrivateAddressForwarding,
    )
    from .models.validate_addresses_request import (
        ValidateAddressesRequest as ValidateAddressesRequest,
    )
    from .models.web_socket_error_frame import WebSocketErrorFrame as WebSocketErrorFrame
    from .models.web_socket_listening_frame import (
        WebSocketListeningFrame as WebSocketListeningFrame,
    )
    from .paging import walk_inbox as walk_inbox
    from .paging import walk_messages as walk_messages
    from .streaming import AsyncMessageStream as AsyncMessageStream
    from .streaming import MessageStream as MessageStream
    from .streaming import ReconnectPolicy as ReconnectPolicy
    from .version import __version__ as __version__

_MODULES = {
    "AccountApi": ".api.account_api",
    "AddressesApi": ".api.addresses_api",
    "AttachmentsApi": ".api.attachments_api",
    "DomainsApi": ".api.domains_api",
    "MessagesApi": ".api.messages_api",
    "WebSocketsApi": ".api.web_sockets_api",
    "WebhooksApi": ".api.webhooks_api",
    "EmailValidationApi": ".api.email_validation_api",
    "MessageStatsApi": ".api.message_stats_api",
    "AttachmentCount": ".models.attachment_count",
    "AttachmentMeta": ".models.attachment_meta",
    "ByteEncoding": ".models.byte_encoding",
    "CommonAttachments": ".models.common_attachments",
    "CreateAddressesRequest": ".models.create_addresses_request",
    "CurrentUserInfo": ".models.current_user_info",
    "CurrentUserStats": ".models.current_user_stats",
    "DeletedMessage": ".models.deleted_message",
    "DenylistStatus": ".models.denylist_status",
    "Domain": ".models.domain",
    "DomainDetails": ".models.domain_details",
    "EmailAddress": ".models.email_address",
    "EmailAddressAvailability": ".models.email_address_availability",
    "EmailAddressIntegrity": ".models.email_address_integrity",
    "EmailAttachment": ".models.email_attachment",
    "EmailMessage": ".models.email_message",
    "EmailMessageBodyProps": ".models.email_message_body_props",
    "EmailMessageShort": ".models.email_message_short",
    "EmailMessageWebSocketFrame": ".models.email_message_web_socket_frame",
    "EmailMessageWebhook": ".models.email_message_webhook",
    "EmailRecipient": ".models.email_recipient",
    "ErrorResponseBody": ".models.error_response_body",
    "FiledMessage": ".models.filed_message",
    "FilteredMessages": ".models.filtered_messages",
    "InboxPage": ".models.inbox_page",
    "IncomingEmailMessage": ".models.incoming_email_message",
    "LabeledMessage": ".models.labeled_message",
    "MessageCount": ".models.message_count",
    "MessageFolder": ".models.message_folder",
    "MessageReadStatus": ".models.message_read_status",
    "NotEnoughCreditsResponse": ".models.not_enough_credits_response",
    "SearchedMessages": ".models.searched_messages",
    "SendMessage": ".models.send_message",
    "TooManyRecipientsResponse": ".models.too_many_recipients_response",
    "TopAddress": ".models.top_address",
    "TopDomain": ".models.top_domain",
    "TopSender": ".models.top_sender",
    "UpdatePrivateAddressForwarding": ".models.update_private_address_forwarding",
    "ValidateAddressesRequest": ".models.validate_addresses_request",
    "WebSocketErrorFrame": ".models.web_socket_error_frame",
    "WebSocketListeningFrame": ".models.web_socket_listening_frame",
    "ApiClient": ".api_client",
    "ApiResponse": ".call",
    "Configuration": ".configuration",
    "AsyncMessageStream": ".streaming",
    "MessageStream": ".streaming",
    "ReconnectPolicy": ".streaming",
    "AsyncInbox": ".inbox.async_inbox",
    "Inbox": ".inbox",
    "Mail": ".mail",
    "find_codes": ".extraction.codes",
    "find_links": ".extraction.links",
    "save_download": ".download",
    "walk_inbox": ".paging",
    "walk_messages": ".paging",
    "ClientException": ".exceptions",
    "ApiException": ".exceptions",
    "BadRequestException": ".exceptions",
    "UnauthorizedException": ".exceptions",
    "ForbiddenException": ".exceptions",
    "NotFoundException": ".exceptions",
    "TooManyRequestsException": ".exceptions",
    "ServiceException": ".exceptions",
    "TransportException": ".exceptions",
    "TransportConnectionException": ".exceptions",
    "TransportTimeoutException": ".exceptions",
    "StreamException": ".exceptions",
    "StreamProtocolException": ".exceptions",
    "StreamClosedException": ".exceptions",
    "StreamBufferFull": ".exceptions",
    "ReconnectExhausted": ".exceptions",
    "MailTimeout": ".exceptions",
    "__version__": ".version",
}

__all__ = [
    "AccountApi",
    "AddressesApi",
    "ApiClient",
    "ApiException",
    "ApiResponse",
    "AsyncInbox",
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

# A project's own folder of this name, if it has no __init__.py, would be hidden by this package.
__path__ += [
    folder
    for folder in (os.path.join(entry, __name__) for entry in sys.path if isinstance(entry, str))
    if os.path.isdir(folder) and not os.path.exists(os.path.join(folder, "__init__.py"))
]

if not TYPE_CHECKING:  # a type checker is to see misspelt names
    __getattr__, __dir__ = lazily(globals(), _MODULES)
