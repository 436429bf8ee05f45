"""The inboxes of the pytest plugin, in the sandbox, and what is left of them after a test."""

from __future__ import annotations

import re

import pytest


def test_each_test_has_an_inbox_of_its_own_and_mail_is_pushed(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pytest

        seen = set()

        @pytest.mark.parametrize("name", ["a", "Größe [x] / " + 50 * "y"])
        def test_sign_up(mailsac_inbox, send, name):
            local, _, domain = mailsac_inbox.address.partition("@")
            assert local.startswith("sign-up-a-" if name == "a" else "sign-up-gr")
            assert len(local) <= 45
            assert local.replace("-", "").isalnum() and local.isascii()
            assert domain.endswith(".example")
            assert mailsac_inbox.address not in seen
            seen.add(mailsac_inbox.address)
            send(mailsac_inbox.address)
            assert mailsac_inbox.wait(subject="your code", timeout=10).code() == "481516"
            assert "by web socket" in repr(mailsac_inbox)
    """)
    result = suite.runpytest("--mailsac-sandbox")
    result.assert_outcomes(passed=2)
    assert result.ret == 0


def test_the_factory_makes_inboxes_with_the_arguments_of_inbox(suite: pytest.Pytester) -> None:
    suite.makepyfile("""
        import pytest
        import client
        from client.pytest_plugin import InboxFactory

        def test_several(mailsac_inbox_factory: InboxFactory, send):
            inboxes = [
                mailsac_inbox_factory(),
                mailsac_inbox_factory(prefix="buyer"),
                mailsac_inbox_factory(domain="shop.example", via="socket"),
                mailsac_inbox_factory(via="poll"),
                mailsac_inbox_factory("Team@Other.Example", via="socket"),
            ]
            assert all(isinstance(inbox, client.Inbox) for inbox in inboxes)
            assert [inbox.address.partition("-")[0] for inbox in inboxes[:4]] == [
                "several", "buyer", "several", "several"
            ]
            assert inboxes[2].address.endswith("@shop.example")
            assert inboxes[4].address == "Team@Other.Example"
            for inbox in inboxes:
                send(inbox.address, inbox.address)
            for inbox in inboxes:
                assert inbox.wait(timeout=10).subject == inbox.address
                assert ("over REST" in repr(inbox)) == (inbox is inboxes[3])

        @pytest.mark.parametrize("arguments", [
            {"address": "a@b.example", "prefix": "c"},
            {"address": "a@b.example", "domain": "c.example"},
            {"address": ""},
            {"prefix": ""},
            {"domain": "no domain"},
        ])
        def test_wrong(mailsac_inbox_factory, arguments):
            with pytest.raises(ValueError):
                mailsac_inbox_factory(**arguments)
    """)
    result = suite.runpytest("--mailsac-sandbox")
    result.assert_outcomes(passed=6)
    assert result.ret == 0


def test_the_public_domain_has_no_web_socket_in_the_sandbox_either(
    suite: pytest.Pytester,
) -> None:
    suite.makepyfile("""
        import pytest
        import client

        @pytest.mark.parametrize("arguments", [
            {"domain": "mailsac.com"}, {"domain": "Mailsac.Com"}, {"address": "a@MAILSAC.com"}
        ])
        def test_public(mailsac_inbox_factory, send, arguments):
            with pytest.raises(client.StreamException):
                mailsac_inbox_factory(**arguments, via="socket")
            inbox = mailsac_inbox_factory(**arguments)
            send(inbox.address)
            assert inbox.wait(timeout=10).code() == "481516"
            assert "over REST" in repr(inbox)
    """)
    result = suite.runpytest("--mailsac-sandbox")
    result.assert_outcomes(passed=3)


def test_after_a_test_nothing_listens_and_the_addresses_made_for_it_are_empty(
    suite: pytest.Pytester,
) -> None:
    suite.makepyfile("""
        import time
        import client

        made, inboxes = [], []

        def test_that_receives(mailsac_inbox, mailsac_inbox_factory, mailsac_sandbox, send):
            for inbox in (mailsac_inbox, mailsac_inbox_factory(via="poll")):
                made.append(inbox.address)
                inboxes.append(inbox)  # so that nothing else can end it
                send(inbox.address)
            named = mailsac_inbox_factory("team@shop.example")
            send(named.address)
            assert mailsac_sandbox.connections == 2

        def test_afterwards(mailsac, mailsac_sandbox):
            end = time.monotonic() + 10
            while mailsac_sandbox.connections and time.monotonic() < end:
                time.sleep(0.01)
            assert mailsac_sandbox.connections == 0
            assert [repr(inbox).endswith(" closed>") for inbox in inboxes] == [True, True]
            messages = client.MessagesApi(mailsac)
            assert [len(messages.list_messages(address)) for address in made] == [0, 0]
            assert len(messages.list_messages("team@shop.example")) == 1
    """)
    result = suite.runpytest("--mailsac-sandbox")
    result.assert_outcomes(passed=2)
    assert result.ret == 0


def test_mail_that_cannot_be_deleted_is_logged_and_changes_no_outcome(
    suite: pytest.Pytester,
) -> None:
    suite.makepyfile("""
        def test_that_passes(mailsac_inbox, mailsac_sandbox):
            mailsac_sandbox.fail_next(1, 403, on="rest")

        def test_that_fails(mailsac_inbox, mailsac_sandbox):
            mailsac_sandbox.fail_next(2, 403, on="rest")  # one for the report
            assert mailsac_inbox is None
    """)
    result = suite.runpytest("--mailsac-sandbox", "-rP")
    result.assert_outcomes(passed=1, failed=1)
    shown = result.stdout.str()
    for name in ("that-passes", "that-fails"):
        line = rf"WARNING .*the mail of {name}-\w+@sandbox.example was not deleted: 403 Forbidden"
        assert len(re.findall(line, shown)) == 1
