"""Settings, and the key that does not show itself."""

from __future__ import annotations

import copy
import inspect
import pickle
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from support.http_server import HttpServer
from support.tracebacks import locals_of_ours

import client
from client.configuration import Configuration, Secret

KEY = "k_configuration_0123"


def test_defaults() -> None:
    configuration = Configuration()
    assert configuration.host == "https://mailsac.com/api"
    assert configuration.socket_url == "wss://sock.mailsac.com/incoming-messages"
    assert configuration.verify_ssl is True
    assert configuration.key() is None


def test_the_environment_is_read_when_one_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILSAC_KEY", "k_second")
    assert Configuration().api_key == {"Mailsac-Key": "k_second"}
    monkeypatch.setenv("MAILSAC_API_KEY", "k_first")
    monkeypatch.setenv("MAILSAC_API_URL", "https://127.0.0.1:1/api/")
    monkeypatch.setenv("MAILSAC_SOCKET_URL", "wss://127.0.0.1:1/socket")
    monkeypatch.setenv("MAILSAC_CA_FILE", "/some/ca.pem")
    configuration = Configuration()
    assert configuration.api_key == {"Mailsac-Key": "k_first"}
    assert configuration.host == "https://127.0.0.1:1/api"
    assert configuration.socket_url == "wss://127.0.0.1:1/socket"
    assert configuration.ssl_ca_cert == "/some/ca.pem"
    assert Configuration(api_key="k_given").api_key == {"Mailsac-Key": "k_given"}


def test_each_one_owns_its_keys() -> None:
    keys = {"Mailsac-Key": "k_a"}
    first, second = Configuration(api_key=keys), Configuration(api_key=keys)
    first.api_key["Mailsac-Key"] = "k_b"
    assert keys == {"Mailsac-Key": "k_a"}
    assert second.api_key == {"Mailsac-Key": "k_a"}
    first.api_key["Mailsac-Key"] = KEY
    key = first.key()
    assert key is not None
    assert key.reveal() == KEY


def test_the_name_of_the_key_in_the_url_means_the_same_key(server: HttpServer) -> None:
    configuration = Configuration(api_key="k_of_the_environment", host=server.url)
    configuration.api_key["_mailsacKey"] = KEY
    assert configuration.api_key == {"Mailsac-Key": KEY}
    assert configuration.api_key["_mailsacKey"] == KEY
    assert configuration.api_key.get("other") is None
    for same in (
        Configuration(api_key={"_mailsacKey": KEY}),
        copy.deepcopy(configuration),
        pickle.loads(pickle.dumps(configuration)),
    ):
        assert same.api_key == {"Mailsac-Key": KEY}
    assert weakref.ref(configuration)() is configuration
    server.answer("[]")
    with client.ApiClient(configuration) as api_client:
        client.MessagesApi(api_client).list_messages("a@b.example")
        del configuration.api_key["_mailsacKey"]
        client.MessagesApi(api_client).list_messages("a@b.example")
    first, second = server.requests
    assert first.headers["Mailsac-Key"] == KEY
    assert KEY not in first.target
    assert second.headers["Mailsac-Key"] is None


WAYS: dict[str, Callable[[Configuration, Any], object]] = {
    "argument": lambda _, keys: Configuration(api_key=keys),
    "attribute": lambda configuration, keys: setattr(configuration, "api_key", keys),
    "update": lambda configuration, keys: configuration.api_key.update(keys),
    "item": lambda configuration, keys: [
        configuration.api_key.__setitem__(name, keys[name]) for name in keys
    ],
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
@pytest.mark.parametrize("name", ["X-Api-Key", "mailsacKey", "", "Authorization"])
def test_a_key_under_another_name_is_refused_unseen(
    way: Callable[[Configuration, Any], object], name: str
) -> None:
    configuration = Configuration(api_key="k_a")
    with pytest.raises(ValueError, match="the key is called 'Mailsac-Key'") as caught:
        way(configuration, {name: KEY})
    assert KEY not in str(caught.value)
    assert not [text for text in locals_of_ours(caught.value) if KEY in text]
    assert configuration.api_key == {"Mailsac-Key": "k_a"}


@pytest.mark.parametrize("keys", [5, [KEY], {"Mailsac-Key": None}, {"Mailsac-Key": 5}, b"k_a"])
def test_keys_are_a_string_or_a_dict_of_strings(keys: Any) -> None:
    configuration = Configuration(api_key="k_a")
    for way in ("argument", "attribute"):
        with pytest.raises(TypeError, match="api_key must be a string, or a dict of strings"):
            WAYS[way](configuration, keys)
    with pytest.raises(TypeError, match="Mailsac-Key must be a string, not"):
        configuration.api_key["Mailsac-Key"] = [KEY]  # type: ignore[assignment]  # the point
    assert configuration.api_key == {"Mailsac-Key": "k_a"}


def test_the_attribute_takes_what_the_argument_does() -> None:
    configuration = Configuration()
    configuration.api_key = KEY
    assert configuration.api_key == {"Mailsac-Key": KEY}
    configuration.api_key = None
    assert configuration.api_key == {}
    assert configuration.key() is None


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("hots", "did you mean 'host'?"),
        ("Host", "did you mean 'host'?"),
        ("apikey", "did you mean 'api_key'?"),
        ("verify_tls", "did you mean 'verify_ssl'?"),
        ("timeouts", "did you mean 'timeout'?"),
        ("debug", "it has api_key, assert_hostname, cert_file, "),
        ("username", "it has api_key, "),  # rather than the nearest, which switches checks off
        ("base_url", "it has api_key, "),
    ],
)
def test_a_misspelt_attribute_is_refused_unseen(name: str, message: str) -> None:
    configuration = Configuration()
    with pytest.raises(AttributeError) as caught:
        setattr(configuration, name, KEY)
    assert str(caught.value).startswith(f"Configuration has no attribute {name!r}; {message}")
    assert not [text for text in locals_of_ours(caught.value) if KEY in text]
    assert not hasattr(configuration, name)


def test_each_argument_is_an_attribute_that_can_be_set() -> None:
    names = list(inspect.signature(Configuration).parameters)
    assert len(names) == 13
    configuration, other = Configuration(), Configuration(api_key=KEY, host="https://a.example")
    for name in names:
        setattr(configuration, name, getattr(other, name))
        assert getattr(configuration, name) == getattr(other, name)


def test_a_subclass_may_have_attributes_of_its_own() -> None:
    class Mine(Configuration):
        pass

    mine = Mine()
    mine.account = "a"  # type: ignore[attr-defined]  # mypy goes by the slots of the base
    assert mine.account == "a"  # type: ignore[attr-defined]  # of the subclass


@pytest.mark.parametrize("given", [KEY, {"Mailsac-Key": KEY}, Configuration, 5])
def test_a_client_is_given_a_configuration(given: Any) -> None:
    with pytest.raises(TypeError, match="configuration must be a Configuration, not") as caught:
        client.ApiClient(given)
    assert f"not {type(given).__name__}; with a key: " in str(caught.value)
    assert not [text for text in locals_of_ours(caught.value) if KEY in text]


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("host", "mailsac.com/api"),
        ("host", "wss://mailsac.com"),
        ("host", "https://"),
        ("host", "http://mailsac.com/api"),
        ("host", "https://[::1/api"),
        ("host", "https://mailsac.com:x/api"),
        ("host", "https://user:secret@mailsac.com/api"),
        ("socket_url", "https://sock.mailsac.com/"),
        ("socket_url", "wss://sock.mailsac.com/?key=secret"),
        ("socket_url", "ws://sock.mailsac.com/incoming-messages"),
    ],
)
def test_a_wrong_url_is_refused_by_name(name: str, url: str) -> None:
    with pytest.raises(ValueError, match=rf"^{name} \(MAILSAC_\w+\) must") as caught:
        Configuration(**{name: url})  # type: ignore[arg-type]  # one of two strings
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.9.9.9", "[::1]", "localhost"])
def test_a_plain_web_socket_is_for_loopback(host: str) -> None:
    url = f"ws://{host}:8080/incoming-messages"
    assert Configuration(socket_url=url).socket_url == url


@pytest.mark.parametrize("key", ["k_a\r\nHost: evil", "k_a\n", "k a", "k_ü", "k_\x00"])
def test_a_key_that_no_header_may_carry_is_refused_unseen(key: str) -> None:
    with pytest.raises(ValueError, match="the API key holds") as caught:
        Configuration(api_key=key)
    assert key not in str(caught.value)
    configuration = Configuration(api_key="k")
    configuration.api_key["Mailsac-Key"] = key
    with pytest.raises(ValueError, match="the API key holds") as caught:
        configuration.key()
    assert key not in str(caught.value)


def test_the_key_is_not_shown() -> None:
    configuration = Configuration(api_key=KEY)
    key = configuration.key()
    assert key is not None
    shown = [repr(configuration), repr(key), str(key), f"{key:>9}", f"{key!r}", "%s" % key]  # noqa: UP031  # each way of formatting
    shown += [repr({"key": key}), repr(configuration.api_key)]
    configuration.api_key["Mailsac-Key"] = KEY
    shown += [repr(configuration.api_key), repr(dict(configuration.api_key))]
    assert not [text for text in shown if KEY in text]
    assert key == KEY
    assert key.encode() == KEY.encode()
    assert Secret(key) is key
    for other in (copy.deepcopy(key), pickle.loads(pickle.dumps(key))):
        assert other == KEY
        assert KEY not in repr(other)
