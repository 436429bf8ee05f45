"""Settings, and the key that does not show itself."""

from __future__ import annotations

import copy
import pickle

import pytest

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
    assert not [text for text in shown if KEY in text]
    assert key == KEY
    assert key.encode() == KEY.encode()
    assert Secret(key) is key
    for other in (copy.deepcopy(key), pickle.loads(pickle.dumps(key))):
        assert other == KEY
        assert KEY not in repr(other)
