# Generated from codegen/openapi.yaml; do not edit.

"""One module for each tag of the contract.

The classes are imported when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..lazy import lazily

if TYPE_CHECKING:
    from .account_api import AccountApi as AccountApi
    from .addresses_api import AddressesApi as AddressesApi
    from .attachments_api import AttachmentsApi as AttachmentsApi
    from .domains_api import DomainsApi as DomainsApi
    from .email_validation_api import EmailValidationApi as EmailValidationApi
    from .message_stats_api import MessageStatsApi as MessageStatsApi
    from .messages_api import MessagesApi as MessagesApi
    from .web_sockets_api import WebSocketsApi as WebSocketsApi
    from .webhooks_api import WebhooksApi as WebhooksApi

_MODULES = {
    "AccountApi": ".account_api",
    "AddressesApi": ".addresses_api",
    "AttachmentsApi": ".attachments_api",
    "DomainsApi": ".domains_api",
    "MessagesApi": ".messages_api",
    "WebSocketsApi": ".web_sockets_api",
    "WebhooksApi": ".webhooks_api",
    "EmailValidationApi": ".email_validation_api",
    "MessageStatsApi": ".message_stats_api",
}

__all__ = [
    "AccountApi",
    "AddressesApi",
    "AttachmentsApi",
    "DomainsApi",
    "EmailValidationApi",
    "MessageStatsApi",
    "MessagesApi",
    "WebSocketsApi",
    "WebhooksApi",
]

if not TYPE_CHECKING:  # a type checker is to see misspelt names
    __getattr__, __dir__ = lazily(globals(), _MODULES)
