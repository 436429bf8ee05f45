"""Whose addresses and domains the sandbox has, and what the account is told of itself."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from support.sandboxes import Apis, deliver, identified, mail

import client
from client.sandbox import Sandbox
from client.sandbox.routes.account import Usage

MINE = "mine@box.test"


def test_an_address_that_nobody_reserved_has_no_encrypted_inbox(apis: Apis) -> None:
    found = apis.addresses.get_address("anyone@public.test").to_dict()
    assert found == {"_id": "anyone@public.test"}


def test_the_recipients_are_those_of_the_header_or_the_inbox(sandbox: Sandbox, apis: Apis) -> None:
    message = mail("with a header")
    message["To"] = "Team <team@box.test>"
    for one in (message, mail("without")):
        deliver(sandbox, one, "a@box.test", "hidden@box.test")
    without, with_header = apis.messages.list_messages("a@box.test")
    assert [person.address for person in with_header.to] == ["team@box.test"]
    assert [person.address for person in without.to] == ["a@box.test"]


def test_the_encrypted_inbox_leads_to_the_address(sandbox: Sandbox, apis: Apis) -> None:
    forwarding = client.UpdatePrivateAddressForwarding(enablews=True)
    encrypted = apis.addresses.create_address(MINE, body=forwarding).encrypted_inbox
    assert encrypted is not None
    assert encrypted.endswith("@mailsac.com")
    assert apis.addresses.get_address(MINE).encrypted_inbox == encrypted
    sockets = client.WebSocketsApi(apis.account.api_client)
    with sockets.stream(addresses=MINE) as stream:
        deliver(sandbox, mail(), encrypted.upper(), MINE)
        frame = stream.get(timeout=10)
        deliver(sandbox, mail("last"), MINE)
        assert stream.get(timeout=10).email.subject == "last"
    assert (frame.email.inbox, frame.email.original_inbox) == (MINE, encrypted)
    assert apis.subjects(MINE) == ["last", "hello"]
    apis.addresses.delete_address(MINE)
    deliver(sandbox, mail("late"), encrypted)
    assert apis.subjects(MINE) == ["last", "hello"]


def test_an_address_of_a_domain_is_ours_without_reservation(sandbox: Sandbox, apis: Apis) -> None:
    sandbox.enable_domain("Box.test")
    found = apis.addresses.get_address("any@box.test")
    assert (found.owner, found.implicit) == ("sandbox", True)
    assert apis.addresses.list_addresses() == []
    assert apis.addresses.get_address("any@other.test").owner is None
    assert apis.addresses.create_address("any@box.test").implicit is False
    deliver(sandbox, mail(), "more@box.test")
    apis.messages.delete_all_messages("more@box.test")
    assert apis.subjects("more@box.test") == []


def test_domains_are_listed_with_their_mail(sandbox: Sandbox, apis: Apis) -> None:
    assert apis.domains.list_domains() == []
    sandbox.enable_domain("box.test")
    sandbox.enable_domain("qa.msdc.co")
    sandbox.enable_domain("box.test")
    one, two = apis.domains.list_domains()
    assert [(d.id, d.hosted, d.is_default, d.enablews) for d in (one, two)] == [
        ("box.test", False, True, True),
        ("qa.msdc.co", True, False, True),
    ]
    for number in range(3):
        deliver(sandbox, mail(str(number)), f"{number}@box.test", f"{number}@other.test")
    details = apis.domains.get_domain("BOX.test")
    assert (details.domain, details.total_messages) == (one, 3)
    listed = apis.messages.list_domain_messages("box.test", limit=2)
    assert [message.subject for message in listed] == ["2", "1"]
    older = apis.messages.list_domain_messages("box.test", until=listed[1].received)
    assert listed[1] in older
    long_ago = datetime(2001, 2, 3, tzinfo=UTC)
    assert apis.messages.list_domain_messages("box.test", until=long_ago) == []
    apis.messages.toggle_message_star("0@box.test", apis.newest("0@box.test"))
    apis.messages.delete_all_domain_messages("box.test")
    assert apis.messages.list_domain_messages("box.test") == []
    assert apis.messages.list_starred_messages() == []
    assert apis.subjects("2@other.test") == ["2"]
    for name in ("other.test", "not a domain, this"):
        with pytest.raises(client.ApiException):
            apis.domains.get_domain(name)


def test_what_another_account_has_is_out_of_reach(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail(), "ceo@theirs.test", "ceo@other.test")
    sandbox.add_foreign("theirs.test")
    sandbox.add_foreign("CEO@other.test")
    sandbox.add_foreign("CEO@other.test")
    deliver(sandbox, mail(), "ceo@theirs.test", "ceo@other.test", "open@other.test")
    for email in ("ceo@theirs.test", "ceo@other.test"):
        with pytest.raises(client.ForbiddenException):
            apis.messages.list_messages(email)
        found = apis.addresses.check_availability(email)
        assert (found.available, found.owned) == (False, True)
    # Nothing of it is kept, and it is in no figure.
    top = apis.stats.list_top_public_addresses()
    assert [(one.id, one.n) for one in top] == [("open@other.test", 1)]
    sockets = client.WebSocketsApi(apis.account.api_client)
    with sockets.stream(addresses="ceo@theirs.test,theirs.test") as stream:
        assert stream.listening == ()


def test_nobody_owns_what_somebody_owns(sandbox: Sandbox, apis: Apis) -> None:
    sandbox.enable_domain("ours.test")
    apis.addresses.create_address(MINE)
    for name in ("ours.test", "any@ours.test", MINE, "box.test"):
        with pytest.raises(ValueError, match="this account has"):
            sandbox.add_foreign(name)
    sandbox.add_foreign("theirs.test")
    sandbox.add_foreign("ceo@shared.test")
    for name in ("theirs.test", "shared.test"):
        with pytest.raises(ValueError, match="another account has"):
            sandbox.enable_domain(name)
    for name in ("", "a,b", "@", "x\x00@b.test"):
        with pytest.raises(ValueError, match="neither an address nor a domain"):
            sandbox.add_foreign(name)
    assert apis.addresses.create_address("open@shared.test").owner == "sandbox"


def test_names_have_bounds(sandbox: Sandbox) -> None:
    for number in range(1000):
        sandbox.enable_domain(f"{number}.test")
        sandbox.add_foreign(f"{number}.theirs")
    sandbox.enable_domain("0.test")
    sandbox.add_foreign("0.theirs")
    with pytest.raises(ValueError, match="more than 1000"):
        sandbox.enable_domain("more.test")
    with pytest.raises(ValueError, match="more than 1000"):
        sandbox.add_foreign("more.theirs")


def test_the_account_counts_what_it_has_and_does(sandbox: Sandbox, apis: Apis) -> None:
    sandbox.enable_domain("box.test")
    empty = apis.account.account_stats()
    assert (empty.addresses, empty.stored_messages, empty.inbox_bytes) == ([], 0, 0)
    apis.addresses.create_address("mine@other.test")
    deliver(sandbox, mail(), "a@box.test", "mine@other.test", "public@other.test")
    sizes = [message.size or 0 for message in apis.messages.list_inbox_messages().messages]
    apis.messages.toggle_message_star("a@box.test", apis.newest("a@box.test"))
    stats = apis.account.account_stats()
    assert stats.addresses == ["mine@other.test"]
    assert (stats.domains, stats.default_domain) == (["box.test"], "box.test")
    assert (stats.stored_messages, stats.inbox_bytes) == (2, sum(sizes))
    assert (stats.starred_messages, stats.last_month_ops) == (1, 0)
    me = apis.account.user()
    assert (me.mo_api_count, me.private_address_credits, me.private_domain) == (7, 999, 999)
    assert (me.message_limit, me.api_access, me.mo_api_disabled) == (1000, 1, 0)
    with pytest.raises(client.NotFoundException):
        apis.messages.get_message_metadata("a@box.test", "nothing")
    assert apis.account.user().mo_api_count == 9


def test_calls_are_counted_by_the_month() -> None:
    now = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    usage = Usage(lambda: now)
    usage.count()
    usage.count()
    assert (usage.this_month, usage.last_month) == (2, 0)
    now = datetime(2027, 1, 1, tzinfo=UTC)
    assert (usage.this_month, usage.last_month) == (0, 2)
    usage.count()
    now = datetime(2027, 3, 1, tzinfo=UTC)
    assert (usage.this_month, usage.last_month) == (0, 0)


def test_addresses_are_checked_as_they_are_written(apis: Apis) -> None:
    for good in ("a@b.example", "Dana.O'Hara+x@sub.b-c.example", "x@brief.example"):
        assert apis.validation.validate_address(good).valid_format is True
    wrong = ["", "@b.example", "a@b", "a@-b.example", "a b@c.example", "a@b.example\n", "a@b..c"]
    wrong += ["a" * 65 + "@b.example", "é@b.example", "\u212a@b.example"]
    wrong += ["a" * 10_000, "a@" + "b" * 64 + ".example", "a@" + "b." * 5_000]
    request = client.ValidateAddressesRequest(emails=wrong)
    found = apis.validation.validate_addresses_bulk(request)
    assert [one.email for one in found] == wrong
    assert not any(one.valid_format for one in found)
    throwaway = apis.validation.validate_address("X@qa.MSDC.co")
    assert (throwaway.is_disposable, throwaway.local) == (True, "X")
    assert throwaway.disposable_domains == ["mailsac.com"]
    assert apis.validation.validate_address("x@notmailsac.com").is_disposable is False


def test_a_mail_read_by_its_id_needs_the_right_inbox(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail(), "a@box.test", "b@box.test")
    (message,) = apis.messages.list_messages("a@box.test")
    with pytest.raises(client.NotFoundException):
        apis.messages.get_body_plain_text("b@box.test", identified(message))
    assert "481516" in apis.messages.get_body_plain_text("a@box.test", identified(message))
