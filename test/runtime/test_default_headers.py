"""Headers that a program adds to its calls."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from support.http_server import HttpServer
from support.tracebacks import locals_of_ours

import client

TOKEN = "token-0123456789"

Put = Callable[[client.ApiClient, str, Any], object]
PUT: dict[str, Put] = {
    "method": lambda api_client, name, value: api_client.set_default_header(name, value),
    "item": lambda api_client, name, value: api_client.default_headers.__setitem__(name, value),
    "update": lambda api_client, name, value: api_client.default_headers.update({name: value}),
    "default": lambda api_client, name, value: api_client.default_headers.setdefault(name, value),
}


@pytest.mark.parametrize("put", PUT.values(), ids=PUT)
def test_a_header_goes_with_each_call(
    put: Put, server: HttpServer, api_client: client.ApiClient
) -> None:
    put(api_client, "X-Run", "7")
    server.answer("[]")
    messages = client.MessagesApi(api_client)
    messages.list_messages("a@b.example")
    messages.list_messages("a@b.example", async_req=True).get(10)
    assert [request.headers["X-Run"] for request in server.requests] == ["7", "7"]
    del api_client.default_headers["x-run"]
    messages.list_messages("a@b.example")
    assert server.requests[-1].headers["X-Run"] is None


def test_each_client_has_headers_of_its_own() -> None:
    first, second = client.ApiClient(), client.ApiClient()
    first.set_default_header("X-Run", "7")
    assert second.default_headers.keys() == {"User-Agent"}


def test_a_name_is_the_same_in_any_case(server: HttpServer, api_client: client.ApiClient) -> None:
    api_client.set_default_header("X-Run", "7")
    api_client.set_default_header("x-RUN", "8")
    assert api_client.default_headers["x-run"] == "8"
    server.answer("[]")
    client.MessagesApi(api_client).list_messages("a@b.example")
    assert server.requests[0].headers.get_all("X-Run") == ["8"]


def test_the_user_agent_is_one_of_them(server: HttpServer, api_client: client.ApiClient) -> None:
    server.answer("[]")
    messages = client.MessagesApi(api_client)
    assert api_client.user_agent.startswith("mailsac-client")
    api_client.user_agent = "mine/1"
    messages.list_messages("a@b.example")
    api_client.set_default_header("user-agent", "mine/2")
    assert f"{api_client.user_agent}" == "mine/2"
    messages.list_messages("a@b.example")
    seen = [request.headers.get_all("User-Agent") for request in server.requests]
    assert seen == [["mine/1"], ["mine/2"]]
    with pytest.raises(ValueError, match="User-Agent must be printable ASCII"):
        api_client.user_agent = "mine\r\nX-Evil: 1"


NOT_THE_CLIENTS = "is set by the client"
REFUSED = [
    *(("Mailsac-Key", TOKEN, "api_key"), ("mailsac-key", TOKEN, "api_key")),
    ("_mailsacKey", TOKEN, "api_key"),
    *(("X-A\r\nX-B", TOKEN, "cannot be called"), ("X-A: b", TOKEN, "cannot be called")),
    *(("", TOKEN, "cannot be called"), ("X A", TOKEN, "cannot be called")),
    *(("X-Ä", TOKEN, "cannot be called"), ("X-A\n", TOKEN, "cannot be called")),
    *(("X-A", f"{TOKEN}\r\nX-B: c", "printable"), ("X-A", f"{TOKEN}\n", "printable")),
    *(("X-A", f"{TOKEN}\0", "printable"), ("X-A", f"{TOKEN}ü", "printable")),
    *(("Host", TOKEN, NOT_THE_CLIENTS), ("content-length", "5", NOT_THE_CLIENTS)),
    *(("Transfer-Encoding", "chunked", NOT_THE_CLIENTS), ("Accept", "*/*", NOT_THE_CLIENTS)),
    *(("Content-Type", "text/plain", NOT_THE_CLIENTS), ("Connection", "close", NOT_THE_CLIENTS)),
    *(("Accept-Encoding", "gzip", NOT_THE_CLIENTS), ("Upgrade", "h2c", NOT_THE_CLIENTS)),
    *(("Expect", "100-continue", NOT_THE_CLIENTS), ("Proxy-Authorization", "x", NOT_THE_CLIENTS)),
]


@pytest.mark.parametrize("put", PUT.values(), ids=PUT)
@pytest.mark.parametrize(("name", "value", "message"), REFUSED)
def test_what_would_break_a_call_is_refused_unseen(
    name: str,
    value: str,
    message: str,
    put: Put,
    server: HttpServer,
    api_client: client.ApiClient,
) -> None:
    with pytest.raises(ValueError, match=message) as caught:
        put(api_client, name, value)
    assert TOKEN not in str(caught.value)
    assert not [text for text in locals_of_ours(caught.value) if TOKEN in text]
    assert api_client.default_headers.keys() == {"User-Agent"}
    server.answer("[]")
    client.MessagesApi(api_client).list_messages("a@b.example")
    sent = ["Accept", "Accept-Encoding", "Host", "Mailsac-Key", "User-Agent"]
    assert sorted(server.requests[0].headers.keys()) == sent


@pytest.mark.parametrize("value", [5, None, b"x", ["x"]])
def test_a_value_is_a_string(value: object, api_client: client.ApiClient) -> None:
    with pytest.raises(TypeError, match="X-A must be a string, not") as caught:
        api_client.set_default_header("X-A", value)  # type: ignore[arg-type]  # the point
    assert not any("b'x'" in text for text in locals_of_ours(caught.value))


def test_all_of_them_can_be_set_at_once(api_client: client.ApiClient) -> None:
    api_client.default_headers = {"X-Run": "7"}
    assert api_client.default_headers == {"X-Run": "7"}
    api_client.set_default_header(header_name="X-Run", header_value="8")
    assert api_client.default_headers["x-run"] == "8"
    with pytest.raises(ValueError, match="is set by the client"):
        api_client.default_headers = {"Host": "x"}


def test_values_do_not_show_themselves(api_client: client.ApiClient) -> None:
    api_client.set_default_header("Authorization", f"Bearer {TOKEN}")
    assert TOKEN not in repr(api_client.default_headers)
    with pytest.raises(ValueError, match="cannot be called") as caught:
        api_client.set_default_header("Author ization", f"Bearer {TOKEN}")
    assert not [text for text in locals_of_ours(caught.value) if TOKEN in text]
