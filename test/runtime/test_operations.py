"""Every operation, by the contract, against an HTTP server on loopback."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote

import pytest
from support.contract import as_sent, properties, resolve
from support.exercised import exercised
from support.http_server import KEY, HttpServer
from support.operations import HTTP, OPERATIONS, arguments, method, snake

import client
from client.call import RawOptions
from client.model import Model


def good_answer(name: str) -> tuple[int, str, Any]:
    """Return status, media type and example of the good answer."""
    for code, answer in OPERATIONS[name]["responses"].items():
        if code.startswith("2"):
            content = resolve(answer).get("content", {})
            for media, value in content.items():
                return int(code), media, value["example"]
            return int(code), "", None
    raise AssertionError(name)


def tell(server: HttpServer, name: str) -> Any:
    """Have the server give the good answer, and return what the call should return."""
    status, media, example = good_answer(name)
    if not media:
        server.answer(status=status, media="")
        return None
    if media == "application/json":
        server.answer(json.dumps(example), status=status)
        return example
    if media.startswith("text/"):
        server.answer(example, media=f"{media}; charset=utf-8", status=status)
        return example
    data = b"\x00\xff binary\r\n"
    server.answer(data, media="application/pdf", status=status)
    return data


def plain(value: Any) -> Any:
    if isinstance(value, Model):
        return as_sent(value.to_dict())
    if isinstance(value, list):
        return [plain(item) for item in value]
    return as_sent(value)


def test_all_operations_are_here() -> None:
    assert len(HTTP) == 45
    assert len(OPERATIONS) == 47


def test_all_operations_are_in_the_file_that_mypy_checks() -> None:
    text = (Path(__file__).parent / "typed_use.py").read_text(encoding="utf-8")
    missing = [name for name in OPERATIONS if f".{snake(name.lstrip('_'))}(" not in text]
    assert missing == []


@pytest.mark.parametrize("every", [False, True], ids=["fewest", "all"])
@pytest.mark.parametrize("name", HTTP)
def test_an_operation_asks_and_is_answered(
    name: str, every: bool, server: HttpServer, api_client: client.ApiClient
) -> None:
    expected = tell(server, name)
    given = arguments(name, every)
    result = method(name, api_client)(**given)
    assert plain(result) == as_sent(expected)
    exercised("calls", name)
    (request,) = server.requests
    check_request(name, given, request)


def check_request(name: str, given: dict[str, Any], request: Any) -> None:
    operation = OPERATIONS[name]
    path, _, query = request.target.partition("?")
    expected_path = "/api" + operation["path"]
    expected_query = {}
    for parameter in operation["parameters"].values():
        value: Any = given.get(snake(parameter["name"]))
        if isinstance(value, bool):
            value = str(value).lower()
        if parameter["in"] == "path":
            expected_path = expected_path.replace(f"{{{parameter['name']}}}", quote(value, safe=""))
        elif value is not None:
            expected_query[parameter["name"]] = value
    assert request.method == operation["method"]
    assert path == expected_path
    sent = dict(parse_qsl(query, strict_parsing=True)) if query else {}
    assert sent.keys() == expected_query.keys()
    for key, value in expected_query.items():
        assert as_sent(sent[key]) == value or sent[key] == str(value)
    assert request.headers["Mailsac-Key"] == KEY
    assert KEY not in request.target
    if "body" in given:
        assert request.headers["Content-Type"] == "application/json"
        assert json.loads(request.body) == given["body"].to_dict()
    else:
        assert request.body == b""


def nulls(value: Any, schema: dict[str, Any]) -> Any:
    """Every field of every object is null."""
    if isinstance(value, list):
        return [nulls(item, resolve(schema)["items"]) for item in value]
    return dict.fromkeys(properties(schema))


def absent(value: Any, _: dict[str, Any]) -> Any:
    """Every field of every object is left out."""
    return [{} for _ in value] if isinstance(value, list) else {}


def unknown_names(value: Any, _: dict[str, Any]) -> Any:
    """Every object has fields that nobody has heard of."""
    if isinstance(value, list):
        return [unknown_names(item, _) for item in value]
    if isinstance(value, dict):
        more = {"brandNew": {"deep": [1, None]}, "Status": True}
        return {key: unknown_names(item, _) for key, item in value.items()} | more
    return value


def unknown_values(value: Any, schema: dict[str, Any]) -> Any:
    """Every enum has a value that nobody has heard of."""
    schema = resolve(schema)
    if isinstance(value, list) and "items" in schema:
        return [unknown_values(item, schema["items"]) for item in value]
    if isinstance(value, dict):
        fields = properties(schema)
        return {key: unknown_values(item, fields.get(key, {})) for key, item in value.items()}
    parts = [schema, *map(resolve, schema.get("allOf", []))]
    return "brand-new" if any("enum" in part for part in parts) else value


ANSWERS = {
    name: OPERATIONS[name]["responses"]
    for name in HTTP
    if good_answer(name)[1] == "application/json" and name not in ("GetHeaders", "Denylist")
}


@pytest.mark.parametrize("vary", [nulls, absent, unknown_names, unknown_values])
@pytest.mark.parametrize("name", ANSWERS)
def test_an_odd_answer_loses_nothing(
    name: str,
    vary: Callable[[Any, dict[str, Any]], Any],
    server: HttpServer,
    api_client: client.ApiClient,
) -> None:
    status, media, example = good_answer(name)
    schema = resolve(ANSWERS[name][str(status)])["content"][media]["schema"]
    odd = vary(example, schema)
    server.answer(json.dumps(odd), status=status)
    result = method(name, api_client)(**arguments(name, every=False))
    assert isinstance(result, list) is isinstance(example, list)
    assert isinstance(result[0] if isinstance(result, list) else result, Model)
    assert plain(result) == as_sent(odd)
    exercised("odd answers", name)


@pytest.mark.parametrize("name", HTTP)
def test_the_twin_and_the_asynchronous_forms(
    name: str, server: HttpServer, api_client: client.ApiClient
) -> None:
    expected = as_sent(tell(server, name))
    given = arguments(name, every=False)
    status = good_answer(name)[0]
    later = method(name, api_client)(**given, async_req=True)
    assert plain(later.get(10)) == expected
    twin = method(name, api_client, "_with_http_info")
    full = twin(**given)
    assert isinstance(full, client.ApiResponse)
    assert plain(full.data) == expected
    assert full.status == status
    assert full.headers.get("content-type", "") == full.headers.get("Content-Type", "")
    assert plain(twin(**given, async_req=True).get(10).data) == expected
    raw = twin(**given, _preload_content=False)
    assert raw.status == status
    assert raw.data.read() == server.answers[0].body
    raw.data.release_conn()


@pytest.mark.parametrize("name", HTTP)
def test_every_documented_error_is_raised_by_its_name(
    name: str, server: HttpServer, api_client: client.ApiClient
) -> None:
    kinds: dict[str, type[client.ApiException]] = {
        "400": client.BadRequestException,
        "401": client.UnauthorizedException,
        "403": client.ForbiddenException,
        "404": client.NotFoundException,
        "429": client.TooManyRequestsException,
        "default": client.ServiceException,
    }
    api_client.configuration.retries = 0
    given = arguments(name, every=False)
    for code, answer in OPERATIONS[name]["responses"].items():
        if code.startswith("2"):
            continue
        example = resolve(answer)["content"]["application/json"]["example"]
        status = 500 if code == "default" else int(code)
        server.answer(json.dumps(example), status=status)
        with pytest.raises(kinds[code]) as caught:
            method(name, api_client)(**given)
        assert type(caught.value) is kinds[code]
        exercised("errors", name)
        assert caught.value.status == status
        assert json.loads(caught.value.body) == example
        assert str(example.get("message") or example.get("error")) in str(caught.value)


@pytest.mark.parametrize("name", HTTP)
def test_path_segments_are_encoded_and_never_empty(
    name: str, server: HttpServer, api_client: client.ApiClient
) -> None:
    parts = [one for one in OPERATIONS[name]["parameters"].values() if one["in"] == "path"]
    given = arguments(name, every=False)
    for parameter in parts:
        if resolve(parameter["schema"])["type"] != "string" or "enum" in resolve(
            parameter["schema"]
        ):
            continue
        odd = "a/b?c#d%@ü.test"
        tell(server, name)
        method(name, api_client)(**{**given, snake(parameter["name"]): odd})
        sent = server.requests[-1].target.partition("?")[0].split("/")
        position = ("/api" + OPERATIONS[name]["path"]).split("/").index(f"{{{parameter['name']}}}")
        assert unquote(sent[position]) == odd
        for bad in ("", ".", "..", None):
            count = len(server.requests)
            with pytest.raises(ValueError, match=snake(parameter["name"]).split("_")[0]):
                method(name, api_client)(**{**given, snake(parameter["name"]): bad})
            assert len(server.requests) == count


@pytest.mark.parametrize("suffix", ["", "_with_http_info"], ids=["answer", "info"])
@pytest.mark.parametrize("name", OPERATIONS)
def test_an_unknown_option_is_refused_before_anything_is_sent(
    name: str, suffix: str, server: HttpServer, api_client: client.ApiClient
) -> None:
    called = method(name, api_client, suffix)
    given = arguments(name, every=False)
    of_the_twin = [] if suffix else ["_preload_content"]
    for option in ("x", "call", "request_timeout", *of_the_twin):
        for async_req in (False, True):
            with pytest.raises(TypeError) as caught:
                called(**given, async_req=async_req, **{option: True})
            expected = f"{called.__name__}() got an unexpected keyword argument {option!r}"
            assert str(caught.value) == expected
    assert server.requests == []


def test_every_api_class_lists_the_options() -> None:
    options = RawOptions.__required_keys__ | RawOptions.__optional_keys__
    parameters = inspect.signature(client.ApiClient.response).parameters.values()
    assert options == {one.name for one in parameters if one.kind is one.KEYWORD_ONLY}
    for name in [name for name in client.__all__ if name.endswith("Api")]:
        for option in options:
            assert f"- ``{option}`` (" in getattr(client, name).__doc__, name


def test_the_docs_only_operations_say_what_to_use(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answer('{"error": "Not Found"}', status=404)
    with pytest.raises(client.NotFoundException, match="documentation says what to use"):
        client.WebSocketsApi(api_client).do_not_use_web_socket_docs_only(
            key=KEY, addresses="a@b.example,c.example"
        )
    exercised("calls", "_doNotUse_WebSocketDocsOnly")
    (request,) = server.requests
    assert request.method == "POST"
    assert dict(parse_qsl(request.target.partition("?")[2])) == {
        "key": KEY,
        "addresses": "a@b.example,c.example",
    }
    assert request.headers["Mailsac-Key"] is None
    with pytest.raises(client.NotFoundException):
        client.WebhooksApi(api_client).do_not_use_webhook_docs_only()
    exercised("calls", "_doNotUse_WebhookDocsOnly")
