"""Stars, labels, folders and read flags of the sandbox, and what finds messages by them."""

from __future__ import annotations

from typing import Any

import pytest
from support.sandboxes import Apis, deliver, identified, mail

import client
from client.sandbox import Sandbox
from client.sandbox.message import Message

MINE = "mine@box.test"
PUBLIC = "anyone@public.test"


@pytest.fixture(autouse=True)
def _mine(apis: Apis) -> None:
    apis.addresses.create_address(MINE)


def test_a_star_is_toggled_and_lists_the_message_from_any_inbox(
    sandbox: Sandbox, apis: Apis
) -> None:
    for inbox in (MINE, PUBLIC):
        deliver(sandbox, mail(f"to {inbox}"), inbox)
    mine, public = apis.newest(MINE), apis.newest(PUBLIC)
    assert apis.messages.toggle_message_star(MINE, mine).saved_by == "sandbox"
    assert apis.messages.toggle_message_star(PUBLIC, public).saved_by == "sandbox"
    starred = apis.messages.list_starred_messages()
    assert [message.id for message in starred] == [public, mine]
    assert apis.messages.get_message_metadata(PUBLIC, public).saved_by == "sandbox"
    assert apis.account.account_stats().starred_messages == 2
    assert apis.messages.toggle_message_star(MINE, mine).saved_by is None
    assert [message.id for message in apis.messages.list_starred_messages()] == [public]


def test_emptying_an_inbox_leaves_the_starred_and_deleting_does_not(
    sandbox: Sandbox, apis: Apis
) -> None:
    for subject in ("one", "two", "three"):
        deliver(sandbox, mail(subject), MINE)
    two = identified(apis.messages.list_messages(MINE)[1])
    apis.messages.toggle_message_star(MINE, two)
    apis.messages.delete_all_messages(MINE)
    assert apis.subjects(MINE) == ["two"]
    assert apis.messages.delete_message(MINE, two).id == two
    assert apis.messages.list_starred_messages() == []
    with pytest.raises(client.NotFoundException):
        apis.messages.toggle_message_star(MINE, two)


def test_labels_stay_in_order_and_once_each(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail(), MINE)
    here = apis.newest(MINE)
    assert apis.messages.get_message_metadata(MINE, here).labels == []
    for label in ("release 7", "a/b?ü", "release 7"):
        found = apis.messages.add_message_label(MINE, here, label)
    assert (found.id, found.labels) == (here, ["release 7", "a/b?ü"])
    assert apis.messages.list_messages(MINE)[0].labels == ["release 7", "a/b?ü"]
    assert apis.account.user().labels == ["release 7", "a/b?ü"]
    assert apis.messages.delete_message_label(MINE, here, "not there").labels == found.labels
    assert apis.messages.delete_message_label(MINE, here, "release 7").labels == ["a/b?ü"]
    apis.messages.delete_message(MINE, here)
    assert apis.account.user().labels == []


def test_labels_have_bounds(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail(), MINE)
    here = apis.newest(MINE)
    for number in range(31):
        apis.messages.add_message_label(MINE, here, str(number))
    with pytest.raises(client.BadRequestException, match="not valid"):
        apis.messages.add_message_label(MINE, here, "x" * 129)
    assert len(apis.messages.add_message_label(MINE, here, "x" * 128).labels or []) == 32
    with pytest.raises(client.BadRequestException) as caught:
        apis.messages.add_message_label(MINE, here, "one more")
    assert "32 labels already" in caught.value.body
    assert len(apis.messages.add_message_label(MINE, here, "0").labels or []) == 32


def test_a_folder_is_where_it_was_put(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail(), MINE)
    here = apis.newest(MINE)
    assert apis.messages.list_messages(MINE)[0].folder == "inbox"
    for folder in ("all", "spam", "trash"):
        assert apis.messages.set_message_folder(MINE, here, folder).folder == folder
        assert apis.messages.list_inbox_messages().messages[0].folder == folder
    for folder in ("sent", "drafts"):
        with pytest.raises(client.BadRequestException):
            apis.messages.set_message_folder(MINE, here, folder)
    assert apis.messages.get_message_metadata(MINE, here).folder == "trash"


def test_a_read_flag_is_counted_and_filtered_by(sandbox: Sandbox, apis: Apis) -> None:
    for subject in ("one", "two", "three"):
        deliver(sandbox, mail(subject), MINE)
    one = identified(apis.messages.list_messages(MINE)[2])
    assert apis.messages.list_inbox_messages().unread == 3
    assert apis.messages.set_message_read_status(MINE, one, True).read is True
    assert apis.messages.list_inbox_messages(limit=0).unread == 2

    def subjects(read: bool) -> list[str]:
        return [m.subject for m in apis.messages.filter_inbox_messages(and_read=read).messages]

    assert (subjects(True), subjects(False)) == (["one"], ["three", "two"])
    apis.messages.get_full_raw_message(MINE, one)
    assert apis.messages.set_message_read_status(MINE, one, False).read is False
    assert subjects(True) == []


def test_a_filter_wants_every_condition(sandbox: Sandbox, apis: Apis) -> None:
    apis.addresses.create_address("other@box.test")
    to_all = mail("Your Größe Code", sender="Dana <dana@shop.example>")
    to_all["To"] = "team@box.test"
    deliver(sandbox, to_all, MINE, "other@box.test")
    deliver(sandbox, mail("Your receipt", sender="billing@shop.example"), MINE)
    deliver(sandbox, mail("Your code"), PUBLIC)

    def found(**conditions: Any) -> list[tuple[str, str]]:
        page = apis.messages.filter_inbox_messages(**conditions)
        return [(message.inbox, message.subject) for message in page.messages]

    both = [("other@box.test", to_all["Subject"]), (MINE, to_all["Subject"])]
    assert found(and_subject_includes="GRÖßE") == both
    assert found(and_subject_includes="your") == [(MINE, "Your receipt"), *both]
    assert found(and_subject_includes="your", and_from="DANA@") == both
    assert found(and_from="shop.example", and_to=MINE) == [(MINE, "Your receipt"), both[1]]
    assert found(and_to="TEAM@box") == both
    # Only the whole inbox counts, for it is not among the recipients that the mail names.
    assert found(and_to="other@box.test", and_subject_includes="code") == both[:1]
    assert found(and_to="other@box") == []
    assert found(and_from="Dana ") == []
    with pytest.raises(client.BadRequestException) as caught:
        found()
    assert "validationErrors" in caught.value.body


def test_a_search_wants_any_place_and_sees_what_is_deleted(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail("Acme code", sender="noreply@one.example"), MINE)
    deliver(sandbox, mail("Receipt", sender="billing@ACME.example"), MINE)
    deliver(sandbox, mail("Acme", sender="noreply@acme.example"), PUBLIC)

    def found(query: str | None) -> list[str]:
        page = apis.messages.search_inbox_messages(query=query)
        assert page.query == (query or "")
        return [message.subject for message in page.messages]

    assert found("aCme") == ["Receipt", "Acme code"]
    assert found("mine@box") == found(None) == ["Receipt", "Acme code"]
    assert found("481516") == []
    apis.messages.delete_message(MINE, apis.newest(MINE))
    assert found("acme") == ["Acme code"]


def test_what_finds_messages_answers_at_most_100(
    sandbox: Sandbox, apis: Apis, monkeypatch: pytest.MonkeyPatch
) -> None:
    described: list[Message] = []
    metadata = Message.metadata

    def seen(message: Message) -> dict[str, Any]:
        described.append(message)
        return metadata(message)

    monkeypatch.setattr(Message, "metadata", seen)
    sandbox.enable_domain("box.test")
    deliver(sandbox, mail(), *(f"{n}@box.test" for n in range(100)))
    deliver(sandbox, mail(), MINE)
    searched = apis.messages.search_inbox_messages(query="hello").messages
    filtered = apis.messages.filter_inbox_messages(and_subject_includes="hello").messages
    assert len(searched) == len(filtered) == 100
    assert len(described) == 200
    assert searched[0].inbox == filtered[0].inbox == MINE
    assert len(apis.messages.list_inbox_messages(limit=1000).messages) == 101
