"""What the sandbox offers: one row for each operation of the contract.

`rest_application` binds each row to what answers it, and the table in ``docs/guides/sandbox.md``
has the same rows.
"""

from __future__ import annotations

from typing import Literal, NamedTuple


class Operation(NamedTuple):
    """One operation of the contract."""

    id: str
    """The ``operationId``."""
    method: str
    path: str
    """Below ``/api``."""
    source: Literal["state kept", "documented example"]
    """Whether the answer comes from what the sandbox keeps, or is always the documented one."""
    remark: str
    """How it differs from the service, or what it does where the documents are silent."""


def _kept(operation_id: str, where: str, remark: str = "") -> Operation:
    method, _, path = where.partition(" ")
    return Operation(operation_id, method, path, "state kept", remark)


def _example(operation_id: str, where: str, remark: str = "") -> Operation:
    return _kept(operation_id, where, remark)._replace(source="documented example")


OPERATIONS = (
    # Addresses
    _kept("ListAddresses", "GET /addresses"),
    _kept(
        "GetAddress",
        "GET /addresses/{email}",
        "only a reserved address has an `encryptedInbox`",
    ),
    _kept("CreateAddress", "POST /addresses/{email}", "at most 1,000 addresses"),
    _kept(
        "UpdateAddress",
        "PUT /addresses/{email}",
        "every setting is kept; only `enablews` and `webhook` have an effect",
    ),
    _kept("DeleteAddress", "DELETE /addresses/{email}"),
    _kept("CheckAvailability", "GET /addresses/{email}/availability"),
    _kept(
        "CreateAddresses",
        "POST /private-addresses-bulk",
        "all or nothing; answers the new ones alone",
    ),
    # Validation of addresses
    _example(
        "ValidateAddress",
        "GET /validations/addresses/{email}",
        "the format is really checked; no look-up of the domain",
    ),
    _example(
        "ValidateAddressesBulk",
        "POST /validations/addresses",
        "the format is really checked; no look-up of the domains",
    ),
    # Messages of one inbox
    _kept("CountMessages", "GET /addresses/{email}/message-count"),
    _kept("ListMessages", "GET /addresses/{email}/messages", "mail never expires by its age"),
    _kept("DeleteAllMessages", "DELETE /addresses/{email}/messages"),
    _kept(
        "GetMessageMetadata",
        "GET /addresses/{email}/messages/{messageId}",
        "`spam` is 0",
    ),
    _kept("DeleteMessage", "DELETE /addresses/{email}/messages/{messageId}"),
    # Bodies
    _kept("GetFullRawMessage", "GET /raw/{email}/{messageId}", "no header is added"),
    _kept(
        "GetHeaders",
        "GET /addresses/{email}/messages/{messageId}/headers",
        "no header is added",
    ),
    _kept("GetBodyDirty", "GET /dirty/{email}/{messageId}"),
    _kept(
        "GetBodySanitized",
        "GET /body/{email}/{messageId}",
        "leaves less of the HTML than the service may",
    ),
    _kept("GetBodyPlainText", "GET /text/{email}/{messageId}"),
    # Flags of messages
    _kept("ToggleMessageStar", "PUT /addresses/{email}/messages/{messageId}/star"),
    _kept(
        "AddMessageLabel",
        "PUT /addresses/{email}/messages/{messageId}/labels/{label}",
        "at most 32 labels a message, of 128 characters",
    ),
    _kept("DeleteMessageLabel", "DELETE /addresses/{email}/messages/{messageId}/labels/{label}"),
    _kept(
        "SetMessageFolder",
        "PUT /addresses/{email}/messages/{messageId}/folder/{folder}",
        "refuses `sent` and `drafts`",
    ),
    _kept("SetMessageReadStatus", "PUT /addresses/{email}/messages/{messageId}/read/{readBoolean}"),
    # Messages of the account
    _kept("ListStarredMessages", "GET /addresses/starred/messages"),
    _kept("ListInboxMessages", "GET /inbox", "all folders"),
    _kept(
        "FilterInboxMessages",
        "GET /inbox-filter",
        "capital and small letters are alike; newest first",
    ),
    _kept(
        "SearchInboxMessages",
        "GET /inbox-search",
        "capital and small letters are alike; newest first; no text finds everything",
    ),
    # Domains
    _kept("ListDomainMessages", "GET /domains/{domain}/messages"),
    _kept(
        "DeleteAllDomainMessages",
        "POST /domains/{domain}/delete-all-domain-mail",
        "starred messages go, too",
    ),
    _kept("ListDomains", "GET /domains", "those of `Sandbox.enable_domain`"),
    _kept("GetDomain", "GET /domains/{domain}", "no catch-all address"),
    # Account
    _kept(
        "User",
        "GET /me",
        "counts every call; `labels` are those on messages; flags do not change",
    ),
    _kept("AccountStats", "GET /me/stats", "of this account alone"),
    # Attachments
    _kept("ListMessageAttachments", "GET /addresses/{email}/messages/{messageId}/attachments"),
    _kept(
        "DownloadAttachment",
        "GET /addresses/{email}/messages/{messageId}/attachments/{attachmentIdentifier}",
        "always `application/octet-stream`",
    ),
    _kept(
        "ListPublicAttachments",
        "GET /mailstats/common-attachments",
        "of public mail in the sandbox alone",
    ),
    _kept(
        "CountPublicAttachments",
        "GET /mailstats/common-attachments/{md5sum}/count",
        "of public mail in the sandbox alone",
    ),
    _kept(
        "ListMessagesForAttachment",
        "GET /mailstats/common-attachments/{md5sum}",
        "of public mail in the sandbox alone",
    ),
    _kept(
        "DownloadPublicAttachment",
        "GET /mailstats/common-attachments/{md5sum}/download",
        "of public mail in the sandbox alone",
    ),
    # Figures about public mail
    _kept(
        "ListTopPublicAddresses",
        "GET /mailstats/top-addresses",
        "of public mail in the sandbox alone",
    ),
    _kept(
        "ListTopPublicSenders",
        "GET /mailstats/top-senders",
        "of public mail in the sandbox alone",
    ),
    _kept(
        "ListTopPublicDomains",
        "GET /mailstats/top-domains",
        "of public mail in the sandbox alone",
    ),
    _example("Denylist", "GET /mailstats/blacklist", "mail from there is taken all the same"),
    _example(
        "CheckDenylist",
        "GET /mailstats/blacklist/{domainOrIP}",
        "200 and false for what is not listed",
    ),
)
"""All operations but the two that no server answers."""
