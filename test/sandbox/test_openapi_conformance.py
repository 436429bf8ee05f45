"""Every answer of the sandbox against the contract, by a validator that knows nothing of us."""

from __future__ import annotations

import contextlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import websocket
from openapi_core.exceptions import OpenAPIError
from support.contract import errors, ref
from support.exchanges import Exchange, Recorder
from support.http_server import Answer
from support.operations import HTTP, OPERATIONS, arguments, method
from support.sandboxes import Apis, apis_of, deliver, identified, mail

import client
from client.model import Model
from client.sandbox import Sandbox
from client.sandbox.operations import OPERATIONS as OFFERED
from client.sandbox.operations import Operation

GUIDE = Path(__file__).parents[2] / "docs" / "guides" / "sandbox.md"

OURS, PUBLIC, FOREIGN = "sign-up@ours.example", "anyone@public.example", "ceo@theirs.example"


def letter(subject: str) -> Any:
    """A mail with everything that an answer may speak of."""
    message = mail(subject)
    message["To"] = f"Ünï <{OURS}>, {PUBLIC}"
    message["Cc"] = "copy@public.example"
    message["X-Twice"] = "one"
    message["X-Twice"] = "two"
    message.add_alternative('<p><a href="https://shop.example/?t=7">Go</a></p>', subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="größe.pdf")
    return message


def everything(sandbox: Sandbox, apis: Apis) -> Iterator[Any]:
    """Call every operation with what it needs to have something to say."""
    a, m, f = apis.addresses, apis.messages, apis.attachments
    now = datetime.now(UTC)
    start, end = now - timedelta(days=1), now + timedelta(days=1)

    # Empty, and then with something in it.
    yield apis.domains.list_domains()
    sandbox.enable_domain("hosted.msdc.co")
    sandbox.add_foreign(FOREIGN)
    yield [apis.domains.get_domain("hosted.msdc.co"), apis.account.user(), a.list_addresses()]
    yield [m.list_messages(OURS), m.list_starred_messages(), m.list_inbox_messages()]
    yield [m.search_inbox_messages(), m.filter_inbox_messages(and_read=True)]

    forwarding = client.UpdatePrivateAddressForwarding(info="x", forward=None, enablews=True)
    yield a.create_address(OURS, body=forwarding)
    yield a.create_address("plain@ours.example")
    yield a.update_address(OURS, body=client.UpdatePrivateAddressForwarding(webhook="https://x.y"))
    yield a.create_addresses(client.CreateAddressesRequest(addresses=["bulk@ours.example"]))
    for email in (OURS, PUBLIC, "implicit@hosted.msdc.co"):
        yield a.get_address(email)
    for email in (OURS, PUBLIC, FOREIGN):
        yield a.check_availability(email)
    yield a.list_addresses()
    for email in ("dana.reyes@inbox.example", "x@brief.example", "not an address"):
        yield apis.validation.validate_address(email)
    yield apis.validation.validate_addresses_bulk(
        client.ValidateAddressesRequest(emails=["a@b.example", "nothing"])
    )

    deliver(sandbox, letter("Größe"), OURS, PUBLIC, "any@hosted.msdc.co", "bulk@ours.example")
    deliver(sandbox, mail("plain"), OURS, PUBLIC)
    yield m.count_messages(OURS)
    plain, full = m.list_messages(OURS)
    yield [plain, full]
    full_id = identified(full)
    yield m.get_message_metadata(OURS, full_id)
    yield m.get_full_raw_message(OURS, full_id)
    for shape in (None, "json", "json-ordered", "plain"):
        yield m.get_headers(OURS, full_id, format=shape)
    yield m.get_body_dirty(OURS, full_id, download=1)
    yield m.get_body_sanitized(OURS, full_id)
    yield m.get_body_plain_text(OURS, full_id)

    yield m.toggle_message_star(OURS, full_id)
    yield m.add_message_label(OURS, full_id, "release 7/ä")
    yield m.set_message_folder(OURS, full_id, "trash")
    yield m.set_message_read_status(OURS, full_id, True)
    yield m.list_starred_messages()
    yield m.list_inbox_messages(since=now - timedelta(minutes=1), limit=1, skip=1)
    yield m.filter_inbox_messages(
        and_subject_includes="größe", and_from="shop", and_to="ours", and_read=True
    )
    yield m.search_inbox_messages(query="plain")
    yield [apis.account.user(), apis.account.account_stats(override_account_id="sandbox")]
    yield m.delete_message_label(OURS, full_id, "release 7/ä")

    (attached,) = f.list_message_attachments(OURS, full_id)
    yield attached
    assert attached.checksum is not None
    yield f.download_attachment(OURS, full_id, attached.checksum)
    yield f.list_public_attachments(start, end)
    yield f.count_public_attachments(attached.checksum)
    yield f.list_messages_for_attachment(attached.checksum)
    yield f.download_public_attachment(attached.checksum)
    for top in (
        apis.stats.list_top_public_addresses,
        apis.stats.list_top_public_senders,
        apis.stats.list_top_public_domains,
    ):
        found: Any = top(start_date=start, end_date=end, skip=0, limit=5)
        assert found
        yield found
    yield [apis.stats.denylist(), apis.stats.check_denylist("spam.example")]
    yield apis.stats.check_denylist("good.example")

    yield apis.domains.list_domains()
    yield apis.domains.get_domain("hosted.msdc.co")
    yield m.list_domain_messages("hosted.msdc.co", until=datetime.now(UTC), limit=5)
    yield m.delete_all_domain_messages("hosted.msdc.co")
    yield m.delete_message(OURS, identified(plain))
    yield m.delete_all_messages(OURS)
    yield a.delete_address(OURS, delete_address_messages=True)
    yield m.delete_message(OURS, full_id)  # its star has kept it
    for message in m.list_messages(PUBLIC):
        yield m.delete_message(PUBLIC, identified(message))


def refusals(sandbox: Sandbox, apis: Apis) -> Iterator[tuple[int, Callable[[], Any]]]:
    """Calls that the service documents as refused, with the status that it documents."""
    a, m, f = apis.addresses, apis.messages, apis.attachments
    sandbox.add_foreign("theirs.example")
    deliver(sandbox, mail(), PUBLIC, FOREIGN)
    here = apis.newest(PUBLIC)
    a.create_address("mine@ours.example")

    def too_fast() -> object:
        sandbox.fail_next(1, 429, on="rest")
        return a.list_addresses()

    yield 429, too_fast
    yield 400, lambda: a.create_address("mine@ours.example")
    yield 400, lambda: a.delete_address(PUBLIC)
    yield 400, lambda: m.filter_inbox_messages()
    yield 400, lambda: m.set_message_folder(PUBLIC, here, "sent")
    yield 400, lambda: f.count_public_attachments("no sum")
    for email in (FOREIGN, "any@theirs.example"):
        yield 401, partial(a.get_address, email)
        yield 401, partial(a.create_address, email)
        yield 401, partial(a.delete_address, email)
        yield 401, partial(m.delete_all_messages, email)
        yield 403, partial(m.count_messages, email)
        yield 403, partial(m.list_messages, email)
        yield 404, partial(m.get_message_metadata, email, here)
        yield 401, partial(m.add_message_label, email, here, "x")
        yield 401, partial(f.list_message_attachments, email, here)
        yield 401, partial(f.download_attachment, email, here, "x")
    body = client.UpdatePrivateAddressForwarding(enablews=True)
    yield 401, lambda: a.update_address(PUBLIC, body=body)
    bulk = client.CreateAddressesRequest(addresses=["free@ours.example", FOREIGN])
    yield 401, lambda: a.create_addresses(bulk)
    yield 400, lambda: a.create_addresses(client.CreateAddressesRequest(addresses=["nobody"]))
    yield 401, lambda: m.delete_all_messages(PUBLIC)
    yield 401, lambda: m.delete_all_domain_messages("theirs.example")
    yield 401, lambda: apis.domains.get_domain("theirs.example")
    yield 401, lambda: apis.account.account_stats(override_account_id="acme_qa")
    yield 403, lambda: m.list_domain_messages("theirs.example")
    for call in (
        *(m.get_message_metadata, m.delete_message, m.get_full_raw_message, m.get_headers),
        *(m.get_body_dirty, m.get_body_sanitized, m.get_body_plain_text, m.toggle_message_star),
        f.list_message_attachments,
    ):
        yield 404, partial(call, PUBLIC, "m9Qk2TzW41nb-0")
    yield 404, lambda: m.add_message_label(PUBLIC, "nothing", "x")
    yield 404, lambda: m.delete_message_label(PUBLIC, "nothing", "x")
    yield 404, lambda: m.set_message_folder(PUBLIC, "nothing", "spam")
    yield 404, lambda: m.set_message_read_status(PUBLIC, "nothing", False)
    yield 404, lambda: f.download_attachment(PUBLIC, here, "no.pdf")
    yield 404, lambda: f.download_public_attachment("0" * 32)


@pytest.fixture(scope="module")
def seen() -> Iterator[dict[str, list[Exchange]]]:
    """Every exchange of the run, by operation."""
    with Sandbox(tls=False) as sandbox, Recorder(sandbox) as recorder:
        exchanges = recorder.exchanges
        with apis_of(sandbox, recorder.host) as apis:
            for answer in everything(sandbox, apis):
                assert stray_fields(answer) == []
            # Once more, now that all is deleted.
            for exchange in exchanges.copy():
                if exchange.request.method == "GET":
                    recorder.hand_on(exchange.request)
            for status, call in refusals(sandbox, apis):
                with pytest.raises(client.ApiException) as caught:
                    call()
                assert caught.value.status == status, exchanges[-1]
        found = defaultdict(list)
        for exchange in exchanges:
            found[exchange.operation].append(exchange)
        yield found


def stray_fields(value: Any) -> list[Any]:
    """What an answer has that its models do not know, or know in another shape."""
    if isinstance(value, list):
        return [stray for item in value for stray in stray_fields(item)]
    if not isinstance(value, Model):
        return []
    inner = [getattr(value, name) for name in value.attribute_map]
    own = [f"{type(value).__name__}: {value.additional_properties}"]
    return (own if value.additional_properties else []) + stray_fields(inner)


@pytest.mark.parametrize("name", HTTP)
def test_an_operation_is_answered_as_documented(name: str, seen: dict[str, list[Exchange]]) -> None:
    assert any(200 <= exchange.answer.status < 300 for exchange in seen[name])
    for exchange in seen[name]:
        exchange.check()


@pytest.mark.parametrize(
    "one", [one for one in OFFERED if one.method == "GET"], ids=lambda one: one.id
)
def test_an_answer_changes_with_what_is_kept_where_the_table_says_so(
    one: Operation, seen: dict[str, list[Exchange]]
) -> None:
    answers = defaultdict(set)
    for exchange in seen[one.id]:
        answers[exchange.request.target].add((exchange.answer.status, exchange.answer.body))
    has_changed = any(len(found) > 1 for found in answers.values())
    assert has_changed is (one.source == "state kept")


#: Documented, and not what the sandbox does: for what is not listed it answers 200 and false.
UNSEEN = {("CheckDenylist", 404)}

#: Refused for more than the key, which is all that the contract names as the reason.
NOT_YOURS = {
    *(("AccountStats", 401), ("AddMessageLabel", 401), ("CreateAddresses", 401)),
    *(("DeleteAllDomainMessages", 401), ("DeleteAllMessages", 401), ("DownloadAttachment", 401)),
    *(("GetDomain", 401), ("ListMessageAttachments", 401), ("UpdateAddress", 401)),
}

#: Documented in general alone, as any other error.
OTHERS = {
    *(("AddMessageLabel", 404), ("CountPublicAttachments", 400), ("DownloadAttachment", 404)),
    *(("DownloadPublicAttachment", 404), ("FilterInboxMessages", 400)),
    *(("ListMessageAttachments", 404), ("SetMessageFolder", 400)),
}


def test_every_documented_refusal_is_seen(seen: dict[str, list[Exchange]]) -> None:
    documented = {
        (name, int(status))
        for name in HTTP
        for status, answer in OPERATIONS[name]["responses"].items()
        # Those that every operation has: `test_a_wrong_key_is_refused_everywhere` sees the one,
        # and one call the other.
        if status in ("400", "401", "403", "404")
        and answer.get("$ref") != "#/components/responses/Unauthorized"
    }
    met = {(name, one.answer.status) for name, found in seen.items() for one in found}
    refused = {(name, status) for name, status in met if status >= 400}
    assert refused == (documented - UNSEEN) | NOT_YOURS | OTHERS | {("ListAddresses", 429)}


def test_the_validator_sees_what_is_wrong(seen: dict[str, list[Exchange]]) -> None:
    good = seen["CountMessages"][0]
    for body in (b"{}", b'{"count": "1", "inbox": "x"}', b'{"count": 1, "inbox": null}', b"no"):
        bad = Exchange(good.request, Answer(200, body, good.answer.headers))
        with pytest.raises(OpenAPIError):
            bad.check()
    good.check()


def test_a_wrong_key_is_refused_everywhere() -> None:
    with (
        Sandbox(tls=False) as sandbox,
        Recorder(sandbox) as recorder,
        apis_of(sandbox, recorder.host, api_key="k_wrong") as apis,
    ):
        for name in HTTP:
            call = method(name, apis.account.api_client)
            with pytest.raises(client.UnauthorizedException):
                call(**arguments(name, every=False))
            recorder.exchanges[-1].check()
            assert recorder.exchanges[-1].operation == name
        assert len(recorder.exchanges) == 45


@pytest.mark.parametrize("shape", ["enveloped", "bare"])
def test_the_frames_of_the_web_socket_are_documented(shape: Any) -> None:
    with Sandbox(tls=False, mail_frames=shape) as sandbox:
        sandbox.enable_domain("ours.example")
        ws = websocket.create_connection(
            f"{sandbox.socket_url}?key={sandbox.api_key}&addresses=ours.example,{PUBLIC}",
            timeout=60,
        )
        with contextlib.closing(ws):
            listening = json.loads(ws.recv())
            deliver(sandbox, letter("Größe"), OURS, PUBLIC)
            frame = json.loads(ws.recv())
    kind = "EmailMessageWebSocketFrame" if shape == "enveloped" else "IncomingEmailMessage"
    assert errors(ref("WebSocketListeningFrame"), listening) == []
    assert errors(ref(kind), frame) == []
    assert errors(ref(kind), listening) != []
    assert stray_fields(getattr(client, kind).from_dict(frame)) == []


def test_no_server_answers_the_two_that_only_document() -> None:
    with Sandbox(tls=False) as sandbox, apis_of(sandbox) as apis:
        api_client = apis.account.api_client
        with pytest.raises(client.NotFoundException, match="does not offer POST"):
            client.WebSocketsApi(api_client).do_not_use_web_socket_docs_only(addresses="a@b.test")
        with pytest.raises(client.NotFoundException, match="does not offer POST"):
            client.WebhooksApi(api_client).do_not_use_webhook_docs_only()
        assert apis.account.user().mo_api_count == 1


def test_what_the_code_offers_is_what_the_contract_has() -> None:
    offered = {one.id: (one.method, one.path) for one in OFFERED}
    assert len(OFFERED) == len(offered) == 45
    assert offered == {n: (OPERATIONS[n]["method"], OPERATIONS[n]["path"]) for n in HTTP}


def test_the_table_of_the_guide_is_what_the_code_offers() -> None:
    expected = [
        f"{one.method} | `{one.path}` | {one.id} | {one.source} | {one.remark}".strip()
        for one in OFFERED
    ]
    _, _, table = GUIDE.read_text(encoding="utf-8").partition("\n## What it covers\n")
    _, _, rows = table.partition("\n------- | ---- | --------- | ------ | ------\n")
    rows = rows.partition("\n\n")[0]
    assert rows.splitlines() == expected, "the table has to be:\n" + "\n".join(expected)
