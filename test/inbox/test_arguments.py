"""Addresses, arguments, entering and closing."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest
from support.inboxes import new

import client
from client.default_headers import DefaultHeaders
from client.sandbox import Sandbox
from client.secret import SecretDict
from client.streaming import MessageStream


def test_a_new_address_is_made_without_a_call(
    api: client.ApiClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert re.fullmatch(r"test-[0-9a-f]{12}@mailsac\.com", client.Inbox().address)
    made = {client.Inbox(prefix="Sign.Up", domain="My.msdc.co").address for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"sign\.up-[0-9a-f]{12}@my\.msdc\.co", address) for address in made)
    monkeypatch.setenv("MAILSAC_DOMAIN", "env.msdc.co")
    assert client.Inbox().address.endswith("@env.msdc.co")
    assert api.configuration.key() is not None


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"address": "no address"}, "not an address: 'no address'"),
        ({"address": "a@b,c@d"}, "not an address"),
        ({"address": ""}, "not an address"),
        ({"address": "a@b\r\nX: y"}, "not an address"),
        ({"address": "mailto:a@b.example"}, "not an address"),
        ({"address": "<a@b.example>"}, "not an address"),
        ({"address": "*@b.example"}, "not an address"),
        ({"address": "a..c@b.example"}, "not an address"),
        ({"address": ".a@b.example"}, "not an address"),
        ({"address": b"a@b.example"}, "not an address"),
        ({"address": "a@b.example", "domain": "b.example"}, "not both"),
        ({"address": "a@b.example", "prefix": "p"}, "not both"),
        ({"prefix": "a b"}, "prefix must be"),
        ({"prefix": "x" * 41}, "prefix must be"),
        ({"prefix": ""}, "prefix must be 1 to 40 .* not ''"),
        ({"prefix": 5}, "prefix must be .* not 5"),
        ({"prefix": "-x"}, "a letter or a digit at both ends"),
        ({"domain": ""}, "not a domain: ''"),
        ({"domain": b"b.example"}, "not a domain"),
        ({"domain": "a@b"}, "not a domain: 'a@b'"),
        ({"via": "pigeon"}, "via must be"),
    ],
)
def test_bad_arguments_are_named(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        client.Inbox(**arguments)


def test_bad_arguments_of_a_wait_are_named(api: client.ApiClient) -> None:
    with new(api) as inbox:
        with pytest.raises(TypeError, match="subject must be"):
            inbox.wait(subject=5)  # type: ignore[arg-type]  # the test's point
        with pytest.raises(TypeError, match="not 'code'; for words use subject= or text="):
            inbox.wait(where="code")  # type: ignore[arg-type]  # the test's point
        with pytest.raises(ValueError, match="count must be at least 1, not 0"):
            inbox.wait_many(0)
        for count in ("3", 1.5):
            with pytest.raises(TypeError, match="count must be a whole number"):
                inbox.wait_many(count)  # type: ignore[arg-type]  # the test's point
        with pytest.raises(TypeError, match="timeout must be"):
            inbox.wait(timeout="60")  # type: ignore[arg-type]  # the test's point
        for seconds in (float("nan"), -1):
            with pytest.raises(ValueError, match="timeout must be 0 seconds or more"):
                inbox.wait(timeout=seconds)
        with pytest.raises(ValueError, match="within must be more than 0"):
            inbox.assert_none(within=0)
        with pytest.raises(TypeError, match="since must be"):
            inbox.wait(since="today")  # type: ignore[arg-type]  # the test's point


def test_it_is_entered_once_and_before_it_is_used(api: client.ApiClient) -> None:
    inbox = new(api)
    with pytest.raises(RuntimeError, match="with statement"):
        inbox.wait()
    with inbox, pytest.raises(RuntimeError, match="entered once"):
        inbox.__enter__()
    inbox.close()
    with pytest.raises(client.StreamClosedException, match="closed"):
        inbox.wait()
    assert "closed" in repr(inbox)


def test_without_a_key_it_says_so() -> None:
    with pytest.raises(ValueError, match="MAILSAC_API_KEY"), client.Inbox():
        pass


def test_what_is_sought_is_given_by_name(api: client.ApiClient) -> None:
    inbox: Any = client.Inbox(api_client=api)
    with pytest.raises(TypeError, match=r"^wait\(\) takes .* by name: subject='code'; there are"):
        inbox.wait("code")
    with pytest.raises(TypeError, match=r"^wait\(\) .*: timeout=60;"):
        inbox.wait(60)
    with pytest.raises(TypeError, match=r"^wait_many\(\) .*: subject=re.compile\('code'\);"):
        inbox.wait_many(2, re.compile("code"))
    with pytest.raises(TypeError, match=r"^assert_none\(\) .*: where=\.\.\.;"):
        inbox.assert_none(str, within=1)

    async def in_asyncio(inbox: Any) -> None:
        for call in (inbox.wait("a"), inbox.wait_many(2, "a"), inbox.assert_none("a", within=1)):
            with pytest.raises(TypeError, match=r"by name: subject='a'; there are .*sender="):
                await call

    asyncio.run(in_asyncio(client.AsyncInbox(api_client=api)))


def test_what_is_not_whole_can_be_shown() -> None:
    """As by a debugger, and by pytest with --showlocals, where its making was broken off."""
    kinds: list[Any] = [
        *(client.Inbox, client.AsyncInbox, client.Mail, client.Configuration),
        *(Sandbox, MessageStream, SecretDict, DefaultHeaders),
    ]
    for kind in kinds:
        shown = repr(kind.__new__(kind))
        assert shown.startswith(f"<{kind.__name__}")
        assert "half made" in shown or kind is Sandbox
