"""What every REST call has in common: decoding, errors, retries, secrets."""

from __future__ import annotations

import json
import pickle
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import pytest
from support.contract import resolve
from support.http_server import KEY, Answer, HttpServer, messages_at, raw_server
from support.operations import HTTP, OPERATIONS, arguments, method

import client
from client.model import Model
from client.rest import ApiException
from client.transport import url_name


@pytest.fixture
def refused() -> Iterator[str]:
    """An address on loopback where nobody listens, held so that nobody else gets it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{taken.getsockname()[1]}"


@pytest.mark.parametrize("text", ["1e5", "null", '{"a":1}', "b'x'", "ends in\r", "", "ü ☃ 😀"])
def test_text_comes_back_unchanged(
    text: str, server: HttpServer, messages: client.MessagesApi
) -> None:
    server.answer(text, media="text/plain; charset=utf-8")
    assert messages.get_body_plain_text("a@b.example", "m1") == text


def test_text_is_decoded_by_its_charset(server: HttpServer, messages: client.MessagesApi) -> None:
    server.answer("grün".encode("latin-1"), media='text/html; charset="ISO-8859-1"')
    assert messages.get_body_dirty("a@b.example", "m1") == "grün"
    # The last two are codecs of Python: one takes the square of the length, one warns.
    for charset in ("nonsense", "n\xf6", "undefined", "punycode", "unicode_escape"):
        server.answer("grün \\d", media=f"text/html; charset={charset}")
        assert messages.get_body_dirty("a@b.example", "m1") == "grün \\d"


def test_headers_in_each_of_their_shapes(server: HttpServer, messages: client.MessagesApi) -> None:
    server.answer('{"received": ["a", "b"], "date": "c"}')
    assert messages.get_headers("a@b.example", "m1") == {"received": ["a", "b"], "date": "c"}
    server.answer('[{"name": "received", "value": "a"}]')
    ordered = messages.get_headers("a@b.example", "m1", format="json-ordered")
    assert ordered == [{"name": "received", "value": "a"}]
    server.answer('{"not": "json"}', media="text/plain")
    assert messages.get_headers("a@b.example", "m1", format="plain") == '{"not": "json"}'


@pytest.mark.parametrize(
    ("body", "media", "message"),
    [
        ("<html><title>Be back soon</title>", "text/html", "HTML page, titled 'Be back soon'"),
        ("[1", "application/json", "not what the contract says"),
        ('"a"', "application/json", "expected a list, not str"),
        ("[[]]", "application/json", "EmailMessage is read from a dict"),
        ("[" * 100_000, "application/json", "nested too deep"),
        ('[{"a":' + "[" * 300 + "]" * 300 + "}]", "application/json", "nested too deep"),
    ],
)
def test_an_answer_that_is_not_the_contracts_is_a_clear_error(
    body: str, media: str, message: str, server: HttpServer, messages: client.MessagesApi
) -> None:
    server.answer(body, media=media)
    with pytest.raises(ApiException, match=message) as caught:
        messages.list_messages("a@b.example")
    assert caught.value.status == 200
    assert len(str(caught.value)) < 1000


def test_null_for_an_account_means_a_wrong_key(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answer("null")
    with pytest.raises(client.UnauthorizedException, match="does not know"):
        client.AccountApi(api_client).user()


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ('{"message": "Sign in", "error": "Unauthorized"}', "^401 Unauthorized: Sign in$"),
        ('{"validationErrors": ["a", "b"]}', "401 Unauthorized: a; b$"),
        ("<html><title>Gone\x1b[31m</title>", r"titled 'Gone\\x1b\[31m'"),
        ("", "^401 Unauthorized$"),
        ("x" * 1_000_000, r"401 .*: x{297}\.\.\.$"),
        ("\x1b]0;owned\x07", r"\\x1b\]0;owned\\x07"),
    ],
)
def test_error_bodies_give_a_short_message(
    body: str, message: str, server: HttpServer, messages: client.MessagesApi
) -> None:
    server.answer(body, media="text/html", status=401)
    with pytest.raises(client.UnauthorizedException) as caught:
        messages.list_messages("a@b.example")
    told, _, hint = str(caught.value).partition("\n")
    assert re.search(message, told)
    assert "does not accept the API key" in hint
    assert len(told) < 400
    assert len(caught.value.body) <= 64 * 1024
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_a_missing_key_is_named(server: HttpServer) -> None:
    server.answer("{}", status=401)
    with client.ApiClient(client.Configuration(host=server.url)) as api_client:
        with pytest.raises(client.UnauthorizedException, match="Set MAILSAC_API_KEY"):
            client.AccountApi(api_client).user()
    assert server.requests[0].headers["Mailsac-Key"] is None


@pytest.mark.parametrize("body", [["a@b.example"], "a@b.example", [("enablews", True)], 5, True])
def test_a_body_is_its_model_or_a_dict(
    body: Any, server: HttpServer, api_client: client.ApiClient
) -> None:
    api = client.AddressesApi(api_client)
    for call in (api.create_addresses, api.create_addresses_with_http_info):
        name = type(body).__name__
        with pytest.raises(TypeError) as caught:
            call(body)
        expected = f"body must be a client.CreateAddressesRequest, or a dict, not {name}"
        assert str(caught.value) == expected
    other: Any = client.CreateAddressesRequest()
    with pytest.raises(TypeError, match="or a dict, not CreateAddressesRequest"):
        api.update_address("a@b.example", body=other)
    with pytest.raises(ValueError, match=r"body is required: a client\.CreateAddressesRequest, or"):
        api.create_addresses(None)  # type: ignore[call-overload]  # the point
    assert server.requests == []


@pytest.mark.parametrize(
    "body",
    [
        {"enablews": True},
        {"forward": None, "webhookSlack": ""},
        {"brandNew": {"kept": [1]}, "enablews": False},
        MappingProxyType({"info": "ü"}),
        {},
    ],
)
def test_a_dict_is_sent_as_given(
    body: Mapping[str, object], server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answer("{}")
    api = client.AddressesApi(api_client)
    api.update_address("a@b.example", body=body)
    api.update_address_with_http_info("a@b.example", body=body)
    assert [json.loads(request.body) for request in server.requests] == [body, body]
    assert server.requests[0].headers["Content-Type"] == "application/json"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"enablews": "yes"}, "enablews must be of type bool, not str"),
        ({"enablews": 1}, "enablews must be of type bool, not int"),
        ({"forward": 5}, "forward must be of type str, not int"),
        ({"webhook": ["x"]}, r"webhook must be of type str, not list\[str\]"),
    ],
)
def test_plain_fields_are_of_their_type(
    body: dict[str, Any], message: str, server: HttpServer, api_client: client.ApiClient
) -> None:
    api = client.AddressesApi(api_client)
    for given in (body, client.UpdatePrivateAddressForwarding(**body)):
        with pytest.raises(TypeError, match=rf"^UpdatePrivateAddressForwarding\.{message}$"):
            api.update_address("a@b.example", body=given)
    with pytest.raises(ValueError, match="not JSON compliant"):
        api.update_address("a@b.example", body={"new": float("nan")})
    assert server.requests == []


@pytest.mark.parametrize(
    ("body", "kind", "message"),
    [
        ({"addresses": ["a@b.example"] * 101}, ValueError, "addresses must have at most 100 items"),
        ({"addresses": []}, ValueError, "addresses must have at least 1 item"),
        (
            {"addresses": "a@b.example"},
            TypeError,
            r"addresses must be of type list\[str\], not str",
        ),
        (
            {"addresses": {"a@b.example"}},
            TypeError,
            r"addresses must be of type list\[str\], not set",
        ),
        (
            {"addresses": ["a@b.example", 1]},
            TypeError,
            r"addresses must be of type list\[str\], not list\[int \| str\]",
        ),
    ],
)
def test_a_dict_is_checked_as_its_model(
    body: dict[str, Any],
    kind: type[Exception],
    message: str,
    server: HttpServer,
    api_client: client.ApiClient,
) -> None:
    api = client.AddressesApi(api_client)
    for given in (body, client.CreateAddressesRequest(**body)):
        with pytest.raises(kind, match=rf"^CreateAddressesRequest\.{message}"):
            api.create_addresses(given)
    assert server.requests == []


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("webhook_slack", "webhookSlack"),
        ("WebhookSlack", "webhookSlack"),
        ("enableWs", "enablews"),
        ("enable_ws", "enablews"),
    ],
)
def test_a_slip_in_a_name_of_a_dict_is_told(
    given: str, name: str, server: HttpServer, api_client: client.ApiClient
) -> None:
    api = client.AddressesApi(api_client)
    with pytest.raises(ValueError, match=rf"^'{given}' in a dict for \w+ is called '{name}'$"):
        api.update_address("a@b.example", body={given: "x"})
    assert server.requests == []


@pytest.mark.parametrize("address", [b"a@b.example", ["a@b.example"], {"email": "x"}])
def test_an_address_that_is_no_text_is_refused(
    address: Any, server: HttpServer, api_client: client.ApiClient
) -> None:
    kind = type(address).__name__
    messages, addresses = client.MessagesApi(api_client), client.AddressesApi(api_client)
    for call in (
        lambda: messages.list_messages(address),
        lambda: messages.add_message_label("a@b.example", "m1", address),
        lambda: addresses.create_address(address),
    ):
        with pytest.raises(TypeError, match=rf"^\w+ must be a string, not {kind}$"):
            call()
    assert server.requests == []


def test_a_bound_of_an_argument_is_checked(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    with pytest.raises(ValueError, match="limit must be at most 1000, not 1001"):
        client.MessagesApi(api_client).list_messages("a@b.example", limit=1001)
    assert server.requests == []


def test_a_call_that_may_be_repeated_is(server: HttpServer, messages: client.MessagesApi) -> None:
    ok = Answer(body=b"[]", headers={"Content-Type": "application/json"})
    server.answers = [Answer(503, headers={"Retry-After": "0"}), Answer(429), ok]
    assert messages.list_messages("a@b.example") == []
    assert len(server.requests) == 3


@pytest.mark.parametrize("call", ["star", "post"])
def test_a_call_that_may_not_be_repeated_is_not(
    call: str, server: HttpServer, messages: client.MessagesApi
) -> None:
    server.answers = [Answer(503)]
    calls: dict[str, Callable[[], object]] = {
        "star": lambda: messages.toggle_message_star("a@b.example", "m1"),
        "post": lambda: messages.delete_all_domain_messages("b.example"),
    }
    with pytest.raises(client.ServiceException):
        calls[call]()
    assert len(server.requests) == 1


def test_a_long_retry_after_is_raised(server: HttpServer, messages: client.MessagesApi) -> None:
    server.answers = [Answer(429, headers={"Retry-After": "3600"})]
    with pytest.raises(client.TooManyRequestsException) as caught:
        messages.list_messages("a@b.example")
    assert caught.value.retry_after == 3600
    assert len(server.requests) == 1


def test_where_nobody_listens_the_error_names_the_address(refused: str) -> None:
    configuration = client.Configuration(host=f"http://{refused}", api_key=KEY, retries=0)
    with client.ApiClient(configuration) as api_client:
        with pytest.raises(client.TransportException) as caught:
            client.AccountApi(api_client).user()
    assert isinstance(caught.value, ConnectionError)
    assert refused in str(caught.value)
    assert caught.value.__context__ is None
    assert "\n" not in str(caught.value)


def test_a_name_that_does_not_resolve_is_named() -> None:
    configuration = client.Configuration(host="https://nobody.invalid/api", retries=0)
    with client.ApiClient(configuration) as api_client:
        with pytest.raises(client.TransportException, match=r"nobody\.invalid:443") as caught:
            client.AccountApi(api_client).user()
    assert "does not resolve" in str(caught.value)
    assert isinstance(caught.value, ConnectionError)


def test_an_answer_that_does_not_come_in_time_is_an_error(messages: client.MessagesApi) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        messages.api_client.configuration.host = f"http://127.0.0.1:{silent.getsockname()[1]}"
        messages.api_client.configuration.retries = 0
        start = time.monotonic()
        with pytest.raises(client.TransportException, match=r"within 0\.2 s$") as caught:
            messages.list_messages("a@b.example", _request_timeout=(1, 0.2))
        assert isinstance(caught.value, TimeoutError)
        assert time.monotonic() - start < 5


def test_import_is_lazy() -> None:
    code = (
        "import sys, client\n"
        "print([m for m in ('urllib3', 'websocket', 'ssl', 'json', 'client.model') "
        "if m in sys.modules])\n"
        "print(client.EmailMessage.__name__, 'urllib3' in sys.modules)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines() == ["[]", "EmailMessage False"]


def test_a_package_imports_only_what_is_asked_for() -> None:
    code = (
        "import sys, client\n"
        "from client.models import Domain\n"
        "from client.api import DomainsApi\n"
        "assert client.models.Domain is client.Domain is Domain\n"
        "assert client.api.domains_api.DomainsApi is client.DomainsApi\n"
        "print([m for m in ('client.models.email_message', 'client.api.messages_api') "
        "if m in sys.modules])\n"
        "from client.models import *\n"
        "from client.api import *\n"
        "assert EmailMessage is client.EmailMessage and MessagesApi is client.MessagesApi"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.splitlines() == ["[]"]


def test_a_program_with_a_client_left_open_exits() -> None:
    code = (
        "import client\n"
        "api = client.MessagesApi(client.ApiClient(client.Configuration(host='http://127.0.0.1:1',"
        " retries=0)))\n"
        "later = api.list_messages('a@b.example', async_req=True)\n"
        "try: later.get(10)\n"
        "except client.TransportException: print('refused')"
    )
    start = time.monotonic()
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, timeout=20
    )
    assert (result.stdout, result.stderr, result.returncode) == ("refused\n", "", 0)
    assert time.monotonic() - start < 10


def lists_of_models() -> list[tuple[str, str]]:
    """Every operation whose answer is a list of models."""
    found = []
    for name, operation in OPERATIONS.items():
        for status, answer in operation["responses"].items():
            schema = (
                resolve(answer).get("content", {}).get("application/json", {}).get("schema", {})
            )
            items = resolve(resolve(schema).get("items", {}))
            if status == "200" and items.get("type") == "object" and "properties" in items:
                found.append((name, str(resolve(schema)["items"]["$ref"]).rpartition("/")[2]))
    return found


#: One of the fields of each, which the published contract says to be the answer itself.
ONE_OR_LIST = {
    "ListMessageAttachments": "checksum",
    "ListMessagesForAttachment": "_id",
    "ListTopPublicAddresses": "_id",
    "ListTopPublicSenders": "_id",
    "ListTopPublicDomains": "_id",
}


@pytest.mark.parametrize(("name", "field"), ONE_OR_LIST.items())
def test_one_object_in_the_place_of_a_list_is_a_list_of_it(
    server: HttpServer, api_client: client.ApiClient, name: str, field: str
) -> None:
    call = partial(method(name, api_client), **arguments(name, every=False))
    one = {field: "x", "new": 1}
    for answer, expected in ((one, [one]), ([one, one], [one, one]), ({}, []), ([], [])):
        server.answer(json.dumps(answer))
        assert [item.to_dict() for item in call()] == expected


@pytest.mark.parametrize(("name", "model"), lists_of_models())
def test_an_error_in_the_place_of_a_list_is_none_of_its_items(
    server: HttpServer, api_client: client.ApiClient, name: str, model: str
) -> None:
    kind = getattr(client, model[0].upper() + model[1:])
    call = partial(method(name, api_client), **arguments(name, every=False))
    server.answer('[{"new": 1}, {}]')
    assert [type(item) for item in call()] == [kind, kind]
    server.answer('{"error": "maintenance"}')
    with pytest.raises(ApiException, match="expected a list, not dict: maintenance"):
        call()


def changing() -> list[str]:
    """Every operation that changes something, and answers with JSON."""
    return [
        name
        for name in HTTP
        if OPERATIONS[name]["method"] != "GET"
        and not name.startswith("Validate")
        and "application/json"
        in resolve(OPERATIONS[name]["responses"].get("200", {})).get("content", {})
    ]


@pytest.mark.parametrize("name", changing())
@pytest.mark.parametrize("body", [b"", b" \r\n", b"null"])
def test_an_empty_answer_to_a_change_is_no_error(
    server: HttpServer, api_client: client.ApiClient, name: str, body: bytes
) -> None:
    server.answers = [Answer(body=body)]
    found = method(name, api_client)(**arguments(name, every=False))
    assert not (found.to_dict() if isinstance(found, Model) else found)


def test_a_body_that_breaks_off_is_said_to() -> None:
    def half(link: socket.socket) -> None:
        link.recv(65536)
        link.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n["
        )

    with raw_server(half) as url:
        configuration = client.Configuration(host=url, api_key=KEY, retries=0)
        with (
            client.ApiClient(configuration) as api,
            pytest.raises(
                client.TransportConnectionException,
                match=r"^no whole answer from http://127\.0\.0\.1:",
            ),
        ):
            client.MessagesApi(api).list_messages("a@b.example")


@pytest.mark.parametrize("status", [b"100 Continue", b"103 Early Hints"])
def test_interim_answers_without_end_are_an_error(status: bytes) -> None:
    def serve(link: socket.socket) -> None:
        link.recv(65536)
        while True:
            link.sendall(b"HTTP/1.1 " + status + b"\r\n\r\n")

    with raw_server(serve) as url, messages_at(url, retries=0) as messages:
        with pytest.raises(client.TransportException, match="what it sends is no HTTP"):
            messages.list_messages("a@b.example")


def test_interim_answers_are_read_past_and_the_connection_is_kept() -> None:
    interim = b"HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early\r\nLink: </a>\r\n\r\n"
    final = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"
    connections = []

    def serve(link: socket.socket) -> None:
        connections.append(link)
        while link.recv(65536):
            link.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" + interim + final)

    with raw_server(serve) as url, messages_at(url) as messages:
        assert [messages.list_messages("a@b.example") for _ in range(3)] == [[], [], []]
    assert len(connections) == 1


def test_an_ipv6_host_has_its_brackets() -> None:
    assert url_name("http://[::1]:8080/api?x") == "http://[::1]:8080"
    assert url_name("wss://[2001:db8::1]/") == "wss://[2001:db8::1]:443"


def test_no_mail_is_not_asserted_of_an_error(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answer('{"error": "maintenance"}')
    with pytest.raises(client.ClientException, match="maintenance"):
        with client.Inbox("a@b.example", api_client=api_client, via="poll") as inbox:
            inbox.assert_none(within=0.1)


def test_who_closes_the_connection_is_said_to() -> None:
    def close(link: socket.socket) -> None:
        link.recv(65536)

    with raw_server(close) as url, messages_at(url) as messages:
        with pytest.raises(
            client.TransportException, match=r"^no connection to \S+: it closed the connection$"
        ):
            messages.list_messages("a@b.example", _request_timeout=5)
