"""Every operation as a user would write it, for mypy: this file is checked, never run."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from multiprocessing.pool import AsyncResult
from pathlib import Path
from typing import assert_type

from urllib3 import BaseHTTPResponse

import client
import client.models
from client import EmailMessage
from client.api import MessagesApi
from client.models import *  # noqa: F403  # as old programs have it
from client.models import EmailRecipient
from client.pytest_plugin import InboxFactory
from client.rest import ApiException

ADDRESS = "a@b.example"
ID = "m1"
MD5 = "9e107d9d372bb6826bd81d3542a419d6"
NOW = datetime.now()
FORWARDING = client.UpdatePrivateAddressForwarding(enablews=True, forward=None)

configuration = client.Configuration(api_key="k_a", timeout=5, proxy="")
configuration.api_key["_mailsacKey"] = "k_a"
configuration.api_key = "k_a"
configuration.api_key = {"Mailsac-Key": "k_a"}
configuration.hots = ""  # type: ignore[attr-defined]  # misspelt
with client.ApiClient(configuration) as api_client:
    api_client.set_default_header("X-Run", "7")
    assert_type(api_client.default_headers["X-Run"], str)
    account = client.AccountApi(api_client)
    addresses = client.AddressesApi(api_client)
    attachments = client.AttachmentsApi(api_client)
    domains = client.DomainsApi(api_client)
    messages = client.MessagesApi(api_client)
    sockets = client.WebSocketsApi(api_client)
    stats = client.MessageStatsApi(api_client)
    validation = client.EmailValidationApi(api_client)
    webhooks = client.WebhooksApi(api_client)

    assert_type(account.account_stats(), client.CurrentUserStats)
    assert_type(account.account_stats(async_req=True), AsyncResult[client.CurrentUserStats])
    assert_type(account.account_stats(override_account_id="other"), client.CurrentUserStats)
    assert_type(
        account.account_stats(override_account_id="other", async_req=True),
        AsyncResult[client.CurrentUserStats],
    )
    assert_type(account.user(), client.CurrentUserInfo)
    assert_type(account.user(async_req=True), AsyncResult[client.CurrentUserInfo])
    assert_type(addresses.list_addresses(), list[client.EmailAddress])
    assert_type(addresses.list_addresses(async_req=True), AsyncResult[list[client.EmailAddress]])
    assert_type(addresses.get_address(ADDRESS), client.EmailAddress)
    assert_type(addresses.get_address(ADDRESS, async_req=True), AsyncResult[client.EmailAddress])
    assert_type(addresses.create_address(ADDRESS), client.EmailAddress)
    assert_type(addresses.create_address(ADDRESS, async_req=True), AsyncResult[client.EmailAddress])
    assert_type(addresses.create_address(ADDRESS, body=FORWARDING), client.EmailAddress)
    assert_type(
        addresses.create_address(ADDRESS, body=FORWARDING, async_req=True),
        AsyncResult[client.EmailAddress],
    )
    assert_type(addresses.update_address(ADDRESS, body=FORWARDING), client.EmailAddress)
    assert_type(addresses.update_address(ADDRESS, body={"enablews": True}), client.EmailAddress)
    assert_type(addresses.create_addresses({"addresses": [ADDRESS]}), list[client.EmailAddress])
    addresses.create_addresses([ADDRESS])  # type: ignore[call-overload]  # neither model nor dict
    assert_type(
        addresses.update_address(ADDRESS, body=FORWARDING, async_req=True),
        AsyncResult[client.EmailAddress],
    )
    addresses.delete_address(ADDRESS, delete_address_messages=True)
    assert_type(
        addresses.delete_address(ADDRESS, delete_address_messages=True, async_req=True),
        AsyncResult[None],
    )
    assert_type(addresses.check_availability(ADDRESS), client.EmailAddressAvailability)
    assert_type(
        addresses.check_availability(ADDRESS, async_req=True),
        AsyncResult[client.EmailAddressAvailability],
    )
    assert_type(
        addresses.create_addresses(client.CreateAddressesRequest(addresses=[ADDRESS])),
        list[client.EmailAddress],
    )
    assert_type(
        addresses.create_addresses(
            client.CreateAddressesRequest(addresses=[ADDRESS]), async_req=True
        ),
        AsyncResult[list[client.EmailAddress]],
    )
    assert_type(attachments.list_message_attachments(ADDRESS, ID), list[client.AttachmentMeta])
    assert_type(
        attachments.list_message_attachments(ADDRESS, ID, async_req=True),
        AsyncResult[list[client.AttachmentMeta]],
    )
    assert_type(attachments.download_attachment(ADDRESS, ID, MD5), bytes)
    assert_type(
        attachments.download_attachment(ADDRESS, ID, MD5, async_req=True), AsyncResult[bytes]
    )
    assert_type(
        attachments.list_public_attachments(NOW, NOW, skip=0, limit=20),
        list[client.CommonAttachments],
    )
    assert_type(
        attachments.list_public_attachments(NOW, NOW, skip=0, limit=20, async_req=True),
        AsyncResult[list[client.CommonAttachments]],
    )
    assert_type(attachments.count_public_attachments(MD5), client.AttachmentCount)
    assert_type(
        attachments.count_public_attachments(MD5, async_req=True),
        AsyncResult[client.AttachmentCount],
    )
    assert_type(attachments.list_messages_for_attachment(MD5), list[client.EmailMessage])
    assert_type(
        attachments.list_messages_for_attachment(MD5, async_req=True),
        AsyncResult[list[client.EmailMessage]],
    )
    assert_type(attachments.download_public_attachment(MD5), bytes)
    assert_type(attachments.download_public_attachment(MD5, async_req=True), AsyncResult[bytes])
    assert_type(domains.list_domains(), list[client.Domain])
    assert_type(domains.list_domains(async_req=True), AsyncResult[list[client.Domain]])
    assert_type(domains.get_domain("b.example"), client.DomainDetails)
    assert_type(domains.get_domain("b.example", async_req=True), AsyncResult[client.DomainDetails])
    assert_type(validation.validate_address(ADDRESS), client.EmailAddressIntegrity)
    assert_type(
        validation.validate_address(ADDRESS, async_req=True),
        AsyncResult[client.EmailAddressIntegrity],
    )
    assert_type(
        validation.validate_addresses_bulk(client.ValidateAddressesRequest(emails=[ADDRESS])),
        list[client.EmailAddressIntegrity],
    )
    assert_type(
        validation.validate_addresses_bulk(
            client.ValidateAddressesRequest(emails=[ADDRESS]), async_req=True
        ),
        AsyncResult[list[client.EmailAddressIntegrity]],
    )
    assert_type(
        stats.list_top_public_addresses(start_date=NOW, end_date=NOW), list[client.TopAddress]
    )
    assert_type(
        stats.list_top_public_addresses(start_date=NOW, end_date=NOW, async_req=True),
        AsyncResult[list[client.TopAddress]],
    )
    assert_type(stats.list_top_public_senders(skip=1), list[client.TopSender])
    assert_type(
        stats.list_top_public_senders(skip=1, async_req=True), AsyncResult[list[client.TopSender]]
    )
    assert_type(stats.list_top_public_domains(limit=5), list[client.TopDomain])
    assert_type(
        stats.list_top_public_domains(limit=5, async_req=True), AsyncResult[list[client.TopDomain]]
    )
    assert_type(stats.denylist(), list[str])
    assert_type(stats.denylist(async_req=True), AsyncResult[list[str]])
    assert_type(stats.check_denylist("b.example"), client.DenylistStatus)
    assert_type(
        stats.check_denylist("b.example", async_req=True), AsyncResult[client.DenylistStatus]
    )
    assert_type(messages.count_messages(ADDRESS), client.MessageCount)
    assert_type(messages.count_messages(ADDRESS, async_req=True), AsyncResult[client.MessageCount])
    assert_type(messages.list_messages(ADDRESS, until=NOW, limit=5), list[client.EmailMessage])
    assert_type(
        messages.list_messages(ADDRESS, until=NOW, limit=5, async_req=True),
        AsyncResult[list[client.EmailMessage]],
    )
    messages.delete_all_messages(ADDRESS)
    assert_type(messages.delete_all_messages(ADDRESS, async_req=True), AsyncResult[None])
    assert_type(messages.list_starred_messages(), list[client.EmailMessage])
    assert_type(
        messages.list_starred_messages(async_req=True), AsyncResult[list[client.EmailMessage]]
    )
    assert_type(messages.get_message_metadata(ADDRESS, ID), client.EmailMessage)
    assert_type(
        messages.get_message_metadata(ADDRESS, ID, async_req=True), AsyncResult[client.EmailMessage]
    )
    assert_type(messages.delete_message(ADDRESS, ID), client.DeletedMessage)
    assert_type(
        messages.delete_message(ADDRESS, ID, async_req=True), AsyncResult[client.DeletedMessage]
    )
    assert_type(messages.get_full_raw_message(ADDRESS, ID, download=1), str)
    assert_type(
        messages.get_full_raw_message(ADDRESS, ID, download=1, async_req=True), AsyncResult[str]
    )
    assert_type(
        messages.get_headers(ADDRESS, ID, format="json-ordered"),
        dict[str, str | list[str]] | list[dict[str, str]] | str,
    )
    assert_type(
        messages.get_headers(ADDRESS, ID, format="json-ordered", async_req=True),
        AsyncResult[dict[str, str | list[str]] | list[dict[str, str]] | str],
    )
    assert_type(messages.get_body_dirty(ADDRESS, ID), str)
    assert_type(messages.get_body_dirty(ADDRESS, ID, async_req=True), AsyncResult[str])
    assert_type(messages.get_body_sanitized(ADDRESS, ID), str)
    assert_type(messages.get_body_sanitized(ADDRESS, ID, async_req=True), AsyncResult[str])
    assert_type(messages.get_body_plain_text(ADDRESS, ID), str)
    assert_type(messages.get_body_plain_text(ADDRESS, ID, async_req=True), AsyncResult[str])
    assert_type(messages.toggle_message_star(ADDRESS, ID), client.EmailMessageShort)
    assert_type(
        messages.toggle_message_star(ADDRESS, ID, async_req=True),
        AsyncResult[client.EmailMessageShort],
    )
    assert_type(messages.add_message_label(ADDRESS, ID, "label"), client.LabeledMessage)
    assert_type(
        messages.add_message_label(ADDRESS, ID, "label", async_req=True),
        AsyncResult[client.LabeledMessage],
    )
    assert_type(messages.delete_message_label(ADDRESS, ID, "label"), client.LabeledMessage)
    assert_type(
        messages.delete_message_label(ADDRESS, ID, "label", async_req=True),
        AsyncResult[client.LabeledMessage],
    )
    assert_type(
        messages.set_message_folder(ADDRESS, ID, client.MessageFolder.TRASH), client.FiledMessage
    )
    assert_type(
        messages.set_message_folder(ADDRESS, ID, client.MessageFolder.TRASH, async_req=True),
        AsyncResult[client.FiledMessage],
    )
    assert_type(messages.set_message_folder(ADDRESS, ID, "trash"), client.FiledMessage)
    assert_type(
        messages.set_message_folder(ADDRESS, ID, "trash", async_req=True),
        AsyncResult[client.FiledMessage],
    )
    assert_type(messages.set_message_read_status(ADDRESS, ID, True), client.MessageReadStatus)
    assert_type(
        messages.set_message_read_status(ADDRESS, ID, True, async_req=True),
        AsyncResult[client.MessageReadStatus],
    )
    assert_type(messages.list_inbox_messages(since=NOW, skip=0), client.InboxPage)
    assert_type(
        messages.list_inbox_messages(since=NOW, skip=0, async_req=True),
        AsyncResult[client.InboxPage],
    )
    assert_type(
        messages.filter_inbox_messages(and_from="a", and_read=False), client.FilteredMessages
    )
    assert_type(
        messages.filter_inbox_messages(and_from="a", and_read=False, async_req=True),
        AsyncResult[client.FilteredMessages],
    )
    assert_type(messages.search_inbox_messages(query="a"), client.SearchedMessages)
    assert_type(
        messages.search_inbox_messages(query="a", async_req=True),
        AsyncResult[client.SearchedMessages],
    )
    assert_type(messages.list_domain_messages("b.example"), list[client.EmailMessageShort])
    assert_type(
        messages.list_domain_messages("b.example", async_req=True),
        AsyncResult[list[client.EmailMessageShort]],
    )
    messages.delete_all_domain_messages("b.example")
    assert_type(messages.delete_all_domain_messages("b.example", async_req=True), AsyncResult[None])
    sockets.do_not_use_web_socket_docs_only(key="k", addresses="a")
    assert_type(
        sockets.do_not_use_web_socket_docs_only(key="k", addresses="a", async_req=True),
        AsyncResult[None],
    )
    webhooks.do_not_use_webhook_docs_only()
    assert_type(webhooks.do_not_use_webhook_docs_only(async_req=True), AsyncResult[None])

    assert_type(MessagesApi(api_client).list_messages(ADDRESS), list[client.models.EmailMessage])
    assert_type(EmailRecipient(address=ADDRESS), client.EmailRecipient)
    assert_type(AttachmentCount(n=1), client.AttachmentCount)  # noqa: F405  # by the star
    client.models.EmailMesage  # type: ignore[attr-defined]  # noqa: B018  # misspelt

    full = messages.list_messages_with_http_info(ADDRESS, _request_timeout=(1, 2))
    assert_type(full, client.ApiResponse[list[EmailMessage]])
    assert_type(full.data, list[EmailMessage])
    assert_type(full.status, int)
    data, status, headers = full
    assert_type(data, list[EmailMessage])
    assert_type(
        messages.list_messages_with_http_info(ADDRESS, _preload_content=True, async_req=True),
        AsyncResult[client.ApiResponse[list[EmailMessage]]],
    )
    messages.count_messages(ADDRESS, _request_timeot=5)  # type: ignore[call-overload]  # misspelt
    messages.count_messages(ADDRESS, _preload_content=True)  # type: ignore[call-overload]  # the twin's
    account.user_with_http_info(async_req=True, _preload_content=False)  # type: ignore[call-overload]  # one or the other
    raw = attachments.download_attachment_with_http_info(ADDRESS, ID, MD5, _preload_content=False)
    assert_type(raw, client.ApiResponse[BaseHTTPResponse])
    assert_type(client.save_download(raw, Path("downloads")), Path | None)
    client.save_download(raw, BytesIO(), overwrite=True)

    for message in client.walk_messages(messages.list_messages, ADDRESS):
        assert_type(message, EmailMessage)
    for short in client.walk_messages(messages.list_domain_messages, "b.example", page_size=50):
        assert_type(short, client.EmailMessageShort)
    for short in client.walk_inbox(messages.list_inbox_messages, since=NOW):
        assert_type(short.received, datetime)

    with sockets.stream("k_a", [ADDRESS], require_all=True) as stream:
        for frame in stream:
            assert_type(frame, client.EmailMessageWebSocketFrame)
            assert_type(frame.email, client.IncomingEmailMessage)
            assert_type(frame.email.subject, str)
            assert_type(frame.email.headers, dict[str, str | list[str]] | None)
            assert_type(frame.email.folder, client.MessageFolder | str | None)
        assert_type(stream.get(timeout=1.0), client.EmailMessageWebSocketFrame)

    try:
        account.user(async_req=False, _request_timeout=5)
    except client.TooManyRequestsException as too_many:
        assert_type(too_many.retry_after, float | None)
    except ApiException as error:
        assert_type(error.status, int)


def in_a_test(mailsac_inbox_factory: InboxFactory) -> None:
    assert_type(mailsac_inbox_factory(), client.Inbox)
    assert_type(mailsac_inbox_factory(prefix="a", domain="b.example", via="poll"), client.Inbox)
    mailsac_inbox_factory(ADDRESS, via="push")  # type: ignore[arg-type]  # no such way
