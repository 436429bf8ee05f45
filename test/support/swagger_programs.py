"""A program for each operation, as those are written that use the client of Swagger-codegen.

They have the shape of that client's pages: two configurations, an argument a line, all arguments
given, ``pprint`` and ``ApiException``. Placeholders in capital letters are for what is known only
when the sandbox runs: the key, a message and a checksum.
"""

from __future__ import annotations

import textwrap
from typing import NamedTuple

from support.operations import api_class, snake

OURS, PUBLIC, DOMAIN = "sign-up@ours.example", "anyone@public.example", "hosted.msdc.co"

_SHAPE = """\
from __future__ import print_function
import time
import client
from client.rest import ApiException
from pprint import pprint

# The key, for the header
configuration = client.Configuration()
configuration.api_key['Mailsac-Key'] = 'KEY'
# The key, for the URL
configuration = client.Configuration()
configuration.api_key['_mailsacKey'] = 'KEY'

api_instance = client.{api}(client.ApiClient(configuration))
{arguments}
try:
    {answer}api_instance.{call}
{shown}except ApiException as e:
    print("Exception when calling {api}->{method}: %s\\n" % e)
"""


class Program(NamedTuple):
    arguments: str
    """A line for each."""
    call: str
    shown: str | None
    """A part of what it prints; None if that client says that nothing comes back."""

    def source(self, operation: str) -> str:
        """Return the whole program."""
        return _SHAPE.format(
            api=api_class(operation),
            method=snake(operation.lstrip("_")),
            arguments=textwrap.dedent(self.arguments).strip(),
            answer="" if self.shown is None else "api_response = ",
            call=self.call,
            shown="" if self.shown is None else "    pprint(api_response)\n",
        )


_MAIL = f"""
    email = '{OURS}'
    message_id = 'MESSAGE'
"""
_DOWNLOAD = f"{_MAIL}    download = 1\n"
_SPAN = """
    start_date = '2020-01-01T00:00:00Z'
    end_date = '2120-01-01T00:00:00Z'
    skip = 0
    limit = 20
"""
_FORWARDING = f"""
    email = '{OURS}'
    body = client.UpdatePrivateAddressForwarding(info='notes')
"""
_TOP = "start_date=start_date, end_date=end_date, skip=skip, limit=limit"

PROGRAMS = {
    # Account
    "User": Program("", "user()", "CurrentUserInfo("),
    "AccountStats": Program(
        "override_account_id = 'sandbox'",
        "account_stats(override_account_id=override_account_id)",
        "CurrentUserStats(",
    ),
    # Addresses
    "ListAddresses": Program("", "list_addresses()", f"EmailAddress(id='{OURS}'"),
    "GetAddress": Program(f"email = '{OURS}'", "get_address(email)", f"EmailAddress(id='{OURS}'"),
    "CheckAvailability": Program(
        f"email = '{OURS}'", "check_availability(email)", "available=False"
    ),
    "CreateAddress": Program(
        _FORWARDING.replace(OURS, "new@ours.example"),
        "create_address(email, body=body)",
        "EmailAddress(id='new@ours.example'",
    ),
    "UpdateAddress": Program(_FORWARDING, "update_address(email, body=body)", None),
    "DeleteAddress": Program(
        f"""
        email = '{OURS}'
        delete_address_messages = True
        """,
        "delete_address(email, delete_address_messages=delete_address_messages)",
        None,
    ),
    "CreateAddresses": Program(
        "body = client.PrivateaddressesbulkBody(addresses=['bulk@ours.example'])",
        "create_addresses(body)",
        "EmailAddress(id='bulk@ours.example'",
    ),
    # Validation
    "ValidateAddress": Program(f"email = '{OURS}'", "validate_address(email)", "valid_format=True"),
    "ValidateAddressesBulk": Program(
        f"body = client.ValidationsAddressesBody(emails=['{OURS}'])",
        "validate_addresses_bulk(body)",
        "valid_format=True",
    ),
    # Messages of an address
    "CountMessages": Program(f"email = '{OURS}'", "count_messages(email)", "count=1"),
    "ListMessages": Program(
        f"""
        email = '{OURS}'
        until = '2120-01-01T00:00:00Z'
        limit = 20
        """,
        "list_messages(email, until=until, limit=limit)",
        "EmailMessage(id='MESSAGE'",
    ),
    "DeleteAllMessages": Program(
        f"""
        email = '{OURS}'
        until = '2120-01-01T00:00:00Z'
        limit = 20
        """,
        "delete_all_messages(email, until=until, limit=limit)",
        None,
    ),
    "GetMessageMetadata": Program(
        _MAIL, "get_message_metadata(email, message_id)", "EmailMessage(id='MESSAGE'"
    ),
    "DeleteMessage": Program(_MAIL, "delete_message(email, message_id)", "DeletedMessage("),
    "GetFullRawMessage": Program(
        _DOWNLOAD,
        "get_full_raw_message(email, message_id, download=download)",
        "Subject: Hello",
    ),
    "GetHeaders": Program(
        f"{_DOWNLOAD}    message_headers_format = 'json'",
        "get_headers(email, message_id, download=download, "
        "message_headers_format=message_headers_format)",
        "'subject': 'Hello'",
    ),
    "GetBodyDirty": Program(
        _DOWNLOAD, "get_body_dirty(email, message_id, download=download)", "481516"
    ),
    "GetBodySanitized": Program(
        _DOWNLOAD, "get_body_sanitized(email, message_id, download=download)", "481516"
    ),
    "GetBodyPlainText": Program(
        _DOWNLOAD,
        "get_body_plain_text(email, message_id, download=download)",
        "'Your code is 481516.",
    ),
    "ToggleMessageStar": Program(
        _MAIL, "toggle_message_star(email, message_id)", "EmailMessageShort(id='MESSAGE'"
    ),
    "AddMessageLabel": Program(
        f"{_MAIL}    label = 'blue'", "add_message_label(email, message_id, label)", "['blue']"
    ),
    "DeleteMessageLabel": Program(
        f"{_MAIL}    label = 'blue'",
        "delete_message_label(email, message_id, label)",
        "LabeledMessage(",
    ),
    "SetMessageFolder": Program(
        f"{_MAIL}    folder = client.MessageFolder.TRASH",
        "set_message_folder(email, message_id, folder)",
        "folder='trash'",
    ),
    "SetMessageReadStatus": Program(
        f"{_MAIL}    read_boolean = True",
        "set_message_read_status(email, message_id, read_boolean)",
        "read=True",
    ),
    # Messages of the account and of a domain
    "ListStarredMessages": Program("", "list_starred_messages()", "[]"),
    "ListInboxMessages": Program(
        """
        limit = 20
        since = '2020-01-01T00:00:00Z'
        skip = 0
        """,
        "list_inbox_messages(limit=limit, since=since, skip=skip)",
        "InboxPage(",
    ),
    "FilterInboxMessages": Program(
        """
        and_subject_includes = 'hell'
        and_from = 'shop'
        and_to = 'ours'
        """,
        "filter_inbox_messages(and_subject_includes=and_subject_includes, and_from=and_from, "
        "and_to=and_to)",
        "messages=[2 items]",
    ),
    "SearchInboxMessages": Program(
        "query = 'hell'",
        "search_inbox_messages(query=query)",
        "messages=[2 items]",
    ),
    "ListDomainMessages": Program(
        f"""
        domain = '{DOMAIN}'
        until = '2120-01-01T00:00:00Z'
        limit = 20
        """,
        "list_domain_messages(domain, until=until, limit=limit)",
        "EmailMessageShort(",
    ),
    "DeleteAllDomainMessages": Program(
        f"domain = '{DOMAIN}'", "delete_all_domain_messages(domain)", None
    ),
    # Domains
    "ListDomains": Program("", "list_domains()", f"Domain(id='{DOMAIN}'"),
    "GetDomain": Program(f"domain = '{DOMAIN}'", "get_domain(domain)", "DomainDetails("),
    # Attachments
    "ListMessageAttachments": Program(
        _MAIL, "list_message_attachments(email, message_id)", "AttachmentMeta("
    ),
    "DownloadAttachment": Program(
        f"{_MAIL}    attachment_identifier = 'CHECKSUM'",
        "download_attachment(email, message_id, attachment_identifier)",
        "b'%PDF'",
    ),
    "ListPublicAttachments": Program(
        _SPAN,
        "list_public_attachments(start_date, end_date, skip=skip, limit=limit)",
        "CommonAttachments(",
    ),
    "CountPublicAttachments": Program(
        "md5sum = 'CHECKSUM'", "count_public_attachments(md5sum)", "AttachmentCount("
    ),
    "ListMessagesForAttachment": Program(
        "md5sum = 'CHECKSUM'", "list_messages_for_attachment(md5sum)", "EmailMessage("
    ),
    "DownloadPublicAttachment": Program(
        "md5sum = 'CHECKSUM'", "download_public_attachment(md5sum)", None
    ),
    # Figures
    "ListTopPublicAddresses": Program(_SPAN, f"list_top_public_addresses({_TOP})", "TopAddress("),
    "ListTopPublicSenders": Program(_SPAN, f"list_top_public_senders({_TOP})", "TopSender("),
    "ListTopPublicDomains": Program(_SPAN, f"list_top_public_domains({_TOP})", "TopDomain("),
    "Denylist": Program("", "denylist()", "spam.example"),
    "CheckDenylist": Program(
        "domain_or_ip = 'spam.example'", "check_denylist(domain_or_ip)", "DenylistStatus("
    ),
    # The two that no server answers
    "_doNotUse_WebSocketDocsOnly": Program(
        f"""
        key = 'KEY'
        addresses = '{OURS}'
        """,
        "do_not_use_web_socket_docs_only(key=key, addresses=addresses)",
        None,
    ),
    "_doNotUse_WebhookDocsOnly": Program("", "do_not_use_webhook_docs_only()", None),
}


class Change(NamedTuple):
    """What a program needs so that it runs."""

    error: str
    """How it ends without."""
    old: str
    new: str


#: The table in ``docs/guides/moving.md`` has the same.
CHANGES = {
    "CreateAddresses": Change(
        "AttributeError: module 'client' has no attribute 'PrivateaddressesbulkBody'",
        "client.PrivateaddressesbulkBody(",
        "client.CreateAddressesRequest(",
    ),
    "ValidateAddressesBulk": Change(
        "AttributeError: module 'client' has no attribute 'ValidationsAddressesBody'",
        "client.ValidationsAddressesBody(",
        "client.ValidateAddressesRequest(",
    ),
    "DeleteAllMessages": Change(
        "TypeError: delete_all_messages() got an unexpected keyword argument 'until'",
        "(email, until=until, limit=limit)",
        "(email)",
    ),
    "GetHeaders": Change(
        "TypeError: get_headers() got an unexpected keyword argument 'message_headers_format'",
        ", message_headers_format=",
        ", format=",
    ),
}
