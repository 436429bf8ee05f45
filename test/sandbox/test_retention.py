"""Which messages the sandbox keeps, and which go, by themselves or when they are deleted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from support.sandboxes import Apis, apis_of, deliver, identified, mail, one_line
from support.wire import RawApi, raw_api_of

from client.sandbox import Sandbox

PUBLIC = "anyone@public.test"


def test_reading_and_deleting(sandbox: Sandbox, api: RawApi) -> None:
    inbox = "/addresses/a@box.test/messages"
    assert api("GET", inbox) == []
    api("POST", "/addresses/a@box.test")
    for number in range(25):
        deliver(sandbox, mail(str(number)), "a@box.test")
    found = api("GET", inbox)
    assert [message["subject"] for message in found] == [str(n) for n in range(24, 4, -1)]
    assert len(api("GET", inbox + "?limit=1000")) == 25
    assert api("GET", inbox + "?limit=0") == []
    until = found[10]["received"]
    older = api("GET", f"{inbox}?until={until}&limit=100")
    assert older[0]["received"] == until
    assert found[10] in older
    assert {"10", "0"} <= {message["subject"] for message in older}
    assert api("GET", inbox + "?until=2001-02-03") == []
    assert api("GET", "/addresses/a@box.test/message-count") == {
        "count": 25,
        "inbox": "a@box.test",
    }

    message_id = found[0]["_id"]
    assert api("GET", f"{inbox}/{message_id}") == found[0]
    for path in (f"{inbox}/nothing", f"/addresses/b@box.test/messages/{message_id}"):
        assert api("GET", path, status=404)["error"] == "Not Found"
    gone = api("DELETE", f"{inbox}/{message_id}")
    assert (gone["_id"], gone["inbox"]) == (message_id, "a@box.test")
    api("DELETE", f"{inbox}/{message_id}", status=404)

    # The account's inbox has the mail of what it owns.
    deliver(sandbox, mail("public"), "b@box.test")
    page = api("GET", "/inbox?limit=2&skip=1")
    assert [message["subject"] for message in page["messages"]] == ["22", "21"]
    assert (page["limit"], page["skip"], page["unread"], page["since"]) == (2, 1, 24, None)
    since = found[3]["received"]
    page = api("GET", f"/inbox?since={since}")
    assert page["since"] == since
    assert all(message["received"] >= since for message in page["messages"])
    assert api("GET", "/inbox?since=2999-01-01T00:00:00%2B02:00")["messages"] == []

    assert api("DELETE", inbox, status=204) == ""
    assert api("GET", inbox) == []
    deliver(sandbox, mail(), "a@box.test")
    api("DELETE", "/addresses/a@box.test?deleteAddressMessages=true")
    assert api("GET", inbox) == []


def test_the_oldest_messages_go_first() -> None:
    with Sandbox(tls=False, max_messages=3) as sandbox, raw_api_of(sandbox) as api:
        deliver(sandbox, mail("1"), "a@box.test")
        deliver(sandbox, mail("2"), "a@box.test", "b@box.test", "c@box.test")
        assert [m["subject"] for m in api("GET", "/addresses/a@box.test/messages")] == ["2"]
        deliver(sandbox, mail("3"), *[f"{n}@box.test" for n in range(10)])
        counts = [
            api("GET", f"/addresses/{name}@box.test/message-count")["count"] for name in "abc06789"
        ]
        assert counts == [0, 0, 0, 0, 0, 1, 1, 1]


def test_a_public_inbox_keeps_six_and_the_starred(sandbox: Sandbox, apis: Apis) -> None:
    deliver(sandbox, mail("star"), PUBLIC)
    apis.messages.toggle_message_star(PUBLIC, apis.newest(PUBLIC))
    for number in range(8):
        deliver(sandbox, mail(str(number)), PUBLIC)
    assert apis.subjects(PUBLIC) == ["7", "6", "5", "4", "3", "2", "star"]
    apis.addresses.create_address(PUBLIC)
    for number in range(8, 20):
        deliver(sandbox, mail(str(number)), PUBLIC)
    assert len(apis.subjects(PUBLIC)) == 19
    # Public again, and so the next mail leaves six.
    apis.addresses.delete_address(PUBLIC)
    deliver(sandbox, mail("last"), PUBLIC)
    assert apis.subjects(PUBLIC) == ["last", "19", "18", "17", "16", "15", "star"]


def test_stars_outlast_others_but_not_the_bound() -> None:
    with Sandbox(tls=False, max_messages=3) as sandbox, apis_of(sandbox) as apis:
        sandbox.enable_domain("box.test")
        email = "a@box.test"
        for number in range(3):
            deliver(sandbox, mail(str(number)), email)
        two, _, zero = map(identified, apis.messages.list_messages(email))
        apis.messages.toggle_message_star(email, zero)
        deliver(sandbox, mail("3"), email)
        assert apis.subjects(email) == ["3", "2", "0"]
        apis.messages.toggle_message_star(email, two)
        apis.messages.toggle_message_star(email, apis.newest(email))
        deliver(sandbox, mail("4"), email)
        assert apis.subjects(email) == ["4", "3", "2"]
        assert apis.account.account_stats().starred_messages == 2


def many_headers() -> bytes:
    return b"a:\r\n" * 100_000 + b"\r\n"


@pytest.mark.once
@pytest.mark.parametrize(("make", "room"), [(many_headers, 10), (one_line, 56)])
def test_bytes_are_bounded_and_those_that_recipients_share_count_once(
    sandbox: Sandbox, apis: Apis, make: Callable[[], bytes], room: int
) -> None:
    sandbox.enable_domain("box.test")
    boxes = [f"{number}@box.test" for number in range(100)]

    def kept() -> int:
        return len(apis.messages.list_inbox_messages(limit=1000).messages)

    deliver(sandbox, make(), *boxes)
    assert kept() == 100
    # It leaves the room that it took, and no more.
    apis.messages.delete_all_domain_messages("box.test")
    for box in boxes[: room + 1]:
        deliver(sandbox, make(), box)
    assert room / 2 < kept() <= room
    deliver(sandbox, mail("small"), "new@box.test")
    assert apis.subjects("new@box.test") == ["small"]


def test_mail_from_and_to_what_is_listed_as_denied_is_taken(sandbox: Sandbox, apis: Apis) -> None:
    denied = apis.stats.denylist()
    assert denied
    for domain in denied:
        deliver(sandbox, mail("taken", sender=f"a@{domain}"), f"b@{domain}")
        assert apis.subjects(f"b@{domain}") == ["taken"]
