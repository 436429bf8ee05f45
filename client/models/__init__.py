# Generated from codegen/openapi.yaml; do not edit.

"""One module for each schema of the contract.

The classes are imported when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .attachment_count import AttachmentCount as AttachmentCount
    from .attachment_meta import AttachmentMeta as AttachmentMeta
    from .byte_encoding import ByteEncoding as ByteEncoding
    from .common_attachments import CommonAttachments as CommonAttachments
    from .create_addresses_request import CreateAddressesRequest as CreateAddressesRequest
    from .current_user_info import CurrentUserInfo as CurrentUserInfo
    from .current_user_stats import CurrentUserStats as CurrentUserStats
    from .deleted_message import DeletedMessage as DeletedMessage
    from .denylist_status import DenylistStatus as DenylistStatus
    from .domain import Domain as Domain
    from .domain_details import DomainDetails as DomainDetails
    from .email_address import EmailAddress as EmailAddress
    from .email_address_availability import EmailAddressAvailability as EmailAddressAvailability
    from .email_address_integrity import EmailAddressIntegrity as EmailAddressIntegrity
    from .email_attachment import EmailAttachment as EmailAttachment
    from .email_message import EmailMessage as EmailMessage
    from .email_message_body_props import EmailMessageBodyProps as EmailMessageBodyProps
    from .email_message_short import EmailMessageShort as EmailMessageShort
    from .email_message_web_socket_frame import (
        EmailMessageWebSocketFrame as EmailMessageWebSocketFrame,
    )
    from .email_message_webhook import EmailMessageWebhook as EmailMessageWebhook
    from .email_recipient import EmailRecipient as EmailRecipient
    from .error_response_body import ErrorResponseBody as ErrorResponseBody
    from .filed_message import FiledMessage as FiledMessage
    from .filtered_messages import FilteredMessages as FilteredMessages
    from .inbox_page import InboxPage as InboxPage
    from .incoming_email_message import IncomingEmailMessage as IncomingEmailMessage
    from .labeled_message import LabeledMessage as LabeledMessage
    from .message_count import MessageCount as MessageCount
    from .message_folder import MessageFolder as MessageFolder
    from .message_read_status import MessageReadStatus as MessageReadStatus
    from .not_enough_credits_response import NotEnoughCreditsResponse as NotEnoughCreditsResponse
    from .searched_messages import SearchedMessages as SearchedMessages
    from .send_message import SendMessage as SendMessage
    from .too_many_recipients_response import TooManyRecipientsResponse as TooManyRecipientsResponse
    from .top_address import TopAddress as TopAddress
    from .top_domain import TopDomain as TopDomain
    from .top_sender import TopSender as TopSender
    from .update_private_address_forwarding import (
        UpdatePrivateAddressForwarding as UpdatePrivateAddressForwarding,
    )
    from .validate_addresses_request import ValidateAddressesRequest as ValidateAddressesRequest
    from .web_socket_error_frame import WebSocketErrorFrame as WebSocketErrorFrame
    from .web_socket_listening_frame import WebSocketListeningFrame as WebSocketListeningFrame

_MODULES = {
    "AttachmentCount": ".attachment_count",
    "AttachmentMeta": ".attachment_meta",
    "ByteEncoding": ".byte_encoding",
    "CommonAttachments": ".common_attachments",
    "CreateAddressesRequest": ".create_addresses_request",
    "CurrentUserInfo": ".current_user_info",
    "CurrentUserStats": ".current_user_stats",
    "DeletedMessage": ".deleted_message",
    "DenylistStatus": ".denylist_status",
    "Domain": ".domain",
    "DomainDetails": ".domain_details",
    "EmailAddress": ".email_address",
    "EmailAddressAvailability": ".email_address_availability",
    "EmailAddressIntegrity": ".email_address_integrity",
    "EmailAttachment": ".email_attachment",
    "EmailMessage": ".email_message",
    "EmailMessageBodyProps": ".email_message_body_props",
    "EmailMessageShort": ".email_message_short",
    "EmailMessageWebSocketFrame": ".email_message_web_socket_frame",
    "EmailMessageWebhook": ".email_message_webhook",
    "EmailRecipient": ".email_recipient",
    "ErrorResponseBody": ".error_response_body",
    "FiledMessage": ".filed_message",
    "FilteredMessages": ".filtered_messages",
    "InboxPage": ".inbox_page",
    "IncomingEmailMessage": ".incoming_email_message",
    "LabeledMessage": ".labeled_message",
    "MessageCount": ".message_count",
    "MessageFolder": ".message_folder",
    "MessageReadStatus": ".message_read_status",
    "NotEnoughCreditsResponse": ".not_enough_credits_response",
    "SearchedMessages": ".searched_messages",
    "SendMessage": ".send_message",
    "TooManyRecipientsResponse": ".too_many_recipients_response",
    "TopAddress": ".top_address",
    "TopDomain": ".top_domain",
    "TopSender": ".top_sender",
    "UpdatePrivateAddressForwarding": ".update_private_address_forwarding",
    "ValidateAddressesRequest": ".validate_addresses_request",
    "WebSocketErrorFrame": ".web_socket_error_frame",
    "WebSocketListeningFrame": ".web_socket_listening_frame",
}

__all__ = [
    "AttachmentCount",
    "AttachmentMeta",
    "ByteEncoding",
    "CommonAttachments",
    "CreateAddressesRequest",
    "CurrentUserInfo",
    "CurrentUserStats",
    "DeletedMessage",
    "DenylistStatus",
    "Domain",
    "DomainDetails",
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
    "ErrorResponseBody",
    "FiledMessage",
    "FilteredMessages",
    "InboxPage",
    "IncomingEmailMessage",
    "LabeledMessage",
    "MessageCount",
    "MessageFolder",
    "MessageReadStatus",
    "NotEnoughCreditsResponse",
    "SearchedMessages",
    "SendMessage",
    "TooManyRecipientsResponse",
    "TopAddress",
    "TopDomain",
    "TopSender",
    "UpdatePrivateAddressForwarding",
    "ValidateAddressesRequest",
    "WebSocketErrorFrame",
    "WebSocketListeningFrame",
]

if not TYPE_CHECKING:  # a type checker is to see misspelt names
    __getattr__, __dir__ = lazily(globals(), _MODULES)
