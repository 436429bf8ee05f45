"""What other clients of this service get wrong, one test each, named after what holds here."""

from __future__ import annotations

import ast
import json
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from support.http_server import KEY, HttpServer
from support.scripted_server import CONTINUATION, TEXT, Peer, ScriptedServer, frame, listening_frame

import client
from client.download import safe_name

MAIL = {
    "_id": "m1",
    "from": [{"name": "Shop", "address": "shop@shop.example"}],
    "to": [{"name": "", "address": "a@b.example"}],
    "received": "2026-11-03T08:21:36.745Z",
}


def test_text_comes_back_as_text(server: HttpServer, api_client: client.ApiClient) -> None:
    server.answer("Hello\r\nwörld", media="text/plain; charset=utf-8")
    messages = client.MessagesApi(api_client)
    assert messages.get_full_raw_message("a@b.example", "m1") == "Hello\r\nwörld"


def test_a_text_that_looks_like_a_number_stays_text(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    messages = client.MessagesApi(api_client)
    for text in ("1e5", "null", "true", "[1]", '"quoted"'):
        server.answer(text, media="text/plain")
        assert messages.get_body_plain_text("a@b.example", "m1") == text


def test_an_attachment_comes_back_as_bytes(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    data = b"\x89PNG\r\n\x1a\n\x00\xff"
    server.answer(data, media="image/png")
    attachments = client.AttachmentsApi(api_client)
    assert attachments.download_attachment("a@b.example", "m1", "c1") == data


def test_lists_and_recipients_and_dates_become_objects(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answer(json.dumps([MAIL]))
    (message,) = client.MessagesApi(api_client).list_messages("a@b.example")
    assert isinstance(message, client.EmailMessage)
    assert message.to is not None
    assert isinstance(message.to[0], client.EmailRecipient)
    assert message.received == datetime(2026, 11, 3, 8, 21, 36, 745000, UTC)


def test_star_inbox_filter_and_search_answer_with_models(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    messages = client.MessagesApi(api_client)
    server.answer(json.dumps(MAIL))
    assert messages.toggle_message_star("a@b.example", "m1").id == "m1"
    server.answer(json.dumps({"messages": [MAIL], "unread": 1}))
    for page in (
        messages.list_inbox_messages(),
        messages.filter_inbox_messages(and_from="shop"),
        messages.search_inbox_messages(query="shop"),
    ):
        assert page.messages is not None
        assert isinstance(page.messages[0], client.EmailMessageShort)
        assert page.messages[0].id == "m1"


def test_an_update_of_one_setting_leaves_the_others_alone(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    server.answer(json.dumps({"_id": "a@b.example", "enablews": True}))
    body = client.UpdatePrivateAddressForwarding(enablews=True)
    client.AddressesApi(api_client).update_address("a@b.example", body=body)
    assert json.loads(server.requests[0].body) == {"enablews": True}


def test_each_configuration_has_keys_of_its_own(server: HttpServer) -> None:
    server.answer("[]")
    first = client.Configuration(host=server.url, api_key=KEY)
    second = client.Configuration(host=server.url)
    first.api_key["_mailsacKey"] = KEY
    assert second.api_key == {}
    with client.ApiClient(first) as api_client:
        client.MessagesApi(api_client).list_messages("a@b.example")
    assert server.requests[0].headers["Mailsac-Key"] == KEY
    assert "?" not in server.requests[0].target


def test_a_call_ends_when_its_time_is_over() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        configuration = client.Configuration(
            host=f"http://127.0.0.1:{silent.getsockname()[1]}", timeout=0.1, retries=0
        )
        assert client.Configuration().timeout == (10.0, 60.0)
        with client.ApiClient(configuration) as api_client:
            with pytest.raises(TimeoutError):
                client.AccountApi(api_client).user()


def test_a_file_name_stays_inside_of_the_folder() -> None:
    assert safe_name('attachment; filename="../../.ssh/authorized_keys"') == "authorized_keys"


def test_every_test_asserts_something() -> None:
    idle = []
    for path in Path(__file__).parents[1].rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                is_test = node.name.startswith("test_")
                if is_test and not any(map(asserts, ast.walk(node))):
                    idle.append(f"{path.name}: {node.name}")
    assert idle == []


def asserts(node: ast.AST) -> bool:
    """Whether a step of a test may fail it."""
    if isinstance(node, ast.Assert):
        return True
    called = node.func if isinstance(node, ast.Call) else None
    name = getattr(called, "attr", getattr(called, "id", ""))
    # Playwright's `wait_for` raises where a page never shows what is waited for.
    is_raising = name in ("raises", "wait_for") or name.endswith("fnmatch_lines")
    return is_raising or name.startswith("assert")


def test_a_real_date_is_read() -> None:
    for text in ("2026-11-03T08:21:36.745Z", "2026-11-03T08:21:36.745+00:00"):
        message = client.EmailMessage.from_dict({"received": text})
        assert message.received == datetime(2026, 11, 3, 8, 21, 36, 745000, UTC)


def test_import_loads_little() -> None:
    # What costs the time is imported when it is first used; benchmarks measure the time itself.
    program = "import sys, client; print(*sorted(m for m in sys.modules if '.' not in m))"
    result = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    loaded = set(result.stdout.split())
    assert "client" in loaded
    assert not loaded & {"urllib3", "websocket", "ssl", "certifi", "dateutil", "json", "datetime"}


def stream_of(server: ScriptedServer, **options: int) -> client.MessageStream:
    configuration = client.Configuration(socket_url=server.url, api_key=KEY, proxy="")
    api = client.WebSocketsApi(client.ApiClient(configuration))
    return api.stream(addresses="a@b.example", **options)  # type: ignore[arg-type]  # any of them


def test_a_large_text_in_many_fragments_is_whole() -> None:
    # The two that make other loops slow. Here they only have to be right; benchmarks measure.
    text = json.dumps({**MAIL, "text": "é" * 1_000_000}, ensure_ascii=False).encode()
    parts = [text[start : start + 4096] for start in range(0, len(text), 4096)]

    def script(peer: Peer) -> None:
        peer.accept(frame(TEXT, listening_frame("a@b.example")))
        peer.send(frame(TEXT, parts[0], fin=False))
        for part in parts[1:-1]:
            peer.send(frame(CONTINUATION, part, fin=False))
        peer.send(frame(CONTINUATION, parts[-1]))
        peer.hold()

    with ScriptedServer(script) as server, stream_of(server) as stream:
        assert stream.get(timeout=10).email.text == "é" * 1_000_000


def test_a_message_over_the_limit_is_skipped() -> None:
    def script(peer: Peer) -> None:
        peer.accept(frame(TEXT, listening_frame("a@b.example")))
        peer.send(frame(TEXT, b" " * 3_000_000))
        peer.send(frame(TEXT, json.dumps(MAIL).encode()))
        peer.hold()

    with ScriptedServer(script) as server:
        with stream_of(server, max_message_bytes=1_000_000) as stream:
            assert stream.get(timeout=10).email.id == "m1"
            assert stream.stats.skipped == 1
