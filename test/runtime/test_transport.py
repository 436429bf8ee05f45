"""Redirects, pools, sizes and time: how requests travel, and what of the key is seen."""

from __future__ import annotations

import gc
import logging
import pickle
import socket
import threading
import time
import traceback
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from support.http_server import KEY, Answer, HttpServer, messages_at, raw_server
from support.tracebacks import locals_of_ours

import client
from client import rest

# Redirects


def test_a_redirect_to_another_host_goes_without_the_key_and_headers_of_ones_own(
    server: HttpServer,
) -> None:
    server.answer("[]")
    with HttpServer() as first:
        first.answer(status=302, headers={"Location": f"{server.url}/elsewhere?a=b"})
        with messages_at(first.url) as messages:
            messages.api_client.set_default_header("Authorization", "Bearer gateway")
            assert messages.list_messages("a@b.example") == []
    assert first.requests[0].headers["Mailsac-Key"] == KEY
    assert first.requests[0].headers["Authorization"] == "Bearer gateway"
    sent = {"Host", "Accept-Encoding", "User-Agent", "Accept"}
    assert set(server.requests[0].headers.keys()) == sent
    assert server.requests[0].target == "/elsewhere?a=b"


def test_where_a_redirect_leads_is_named_when_nobody_is_there(server: HttpServer) -> None:
    server.answer(status=302, headers={"Location": "http://elsewhere.invalid/a"})
    with messages_at(server.url, retries=0) as messages:
        with pytest.raises(client.TransportException, match=r"redirects to elsewhere\.invalid:80"):
            messages.list_messages("a@b.example")


def test_a_redirect_on_the_same_host_keeps_the_key(server: HttpServer) -> None:
    ok = Answer(body=b"[]", headers={"Content-Type": "application/json"})
    server.answers = [Answer(307, headers={"Location": "/moved"}), ok]
    with messages_at(server.url) as messages:
        assert messages.list_messages("a@b.example") == []
    assert [request.headers["Mailsac-Key"] for request in server.requests] == [KEY, KEY]


def test_a_redirect_to_plain_http_is_refused(
    server: HttpServer, tls_server: HttpServer, ca_file: str
) -> None:
    tls_server.answer(status=302, headers={"Location": server.url})
    with messages_at(tls_server.url, ssl_ca_cert=ca_file) as messages:
        with pytest.raises(client.ApiException, match=r"redirects to http://127.*not followed"):
            messages.list_messages("a@b.example")
    assert server.requests == []


def test_a_redirect_of_what_changes_something_is_refused(server: HttpServer) -> None:
    server.answer(status=308, headers={"Location": "/other"})
    with messages_at(server.url) as messages:
        with pytest.raises(client.ApiException, match="308"):
            messages.delete_message("a@b.example", "m1")
    assert len(server.requests) == 1


def test_redirects_without_end_end(server: HttpServer) -> None:
    server.answer(status=302, headers={"Location": "/again"})
    with messages_at(server.url) as messages:
        with pytest.raises(client.ApiException, match="302"):
            messages.list_messages("a@b.example")
    assert len(server.requests) == 6


# Pool, time and size


def test_a_small_answer_that_unpacks_to_a_huge_one_is_cut_off(server: HttpServer) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = b"".join(packer.compress(bytes(1 << 20)) for _ in range(300)) + packer.flush()
    server.answer(packed, headers={"Content-Encoding": "gzip"})
    with messages_at(server.url, retries=0) as messages:
        tracemalloc.start()
        try:
            with pytest.raises(client.TransportException, match="sends more than 67108864 bytes"):
                messages.list_messages("a@b.example")
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert len(packed) < 1_000_000
    assert peak < 100 << 20


def test_connections_are_reused(server: HttpServer) -> None:
    server.answer("[]")
    with messages_at(server.url) as messages:
        for _ in range(5):
            messages.list_messages("a@b.example")
        assert server.connections == 1
        server.answer('{"message": "no"}', status=404)
        with pytest.raises(client.NotFoundException):
            messages.list_messages("a@b.example")


def test_threads_share_a_client(server: HttpServer) -> None:
    server.answer("[]")
    with messages_at(server.url) as messages:
        later = [messages.list_messages("a@b.example", async_req=True) for _ in range(40)]
        assert [one.get(20) for one in later] == [[]] * 40
    assert server.connections <= 8


def test_a_closed_client_leaves_nothing_and_can_be_used_again(server: HttpServer) -> None:
    server.answer("[]")
    before = threading.active_count()
    api_client = client.ApiClient(client.Configuration(host=server.url))
    messages = client.MessagesApi(api_client)
    for _ in range(2):
        assert messages.list_messages("a@b.example", async_req=True).get(10) == []
        api_client.close()
        api_client.close()
    gc.collect()
    assert threading.active_count() <= before + 1  # the server's own thread may still be ending


def test_close_ends_idle_connections_though_an_error_of_theirs_is_kept() -> None:
    ended = threading.Event()

    def serve(link: socket.socket) -> None:
        link.recv(65536)
        link.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 2\r\n\r\n{}")
        assert link.recv(1) == b""
        ended.set()

    with raw_server(serve) as url:
        with messages_at(url) as messages, pytest.raises(client.NotFoundException) as caught:
            messages.list_messages("a@b.example")
        assert ended.wait(10)
    assert caught.value.status == 404


def test_a_client_is_made_without_threads_or_connections(server: HttpServer) -> None:
    before = set(threading.enumerate())
    client.MessagesApi(client.ApiClient(client.Configuration(host=server.url)))
    assert set(threading.enumerate()) <= before
    assert server.connections == 0


def test_a_dripping_answer_is_bounded_in_time() -> None:
    def serve(link: socket.socket) -> None:
        link.recv(65536)
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while True:
            link.sendall(b" ")
            time.sleep(0.01)

    with raw_server(serve) as url, messages_at(url, total_timeout=0.5) as messages:
        start = time.monotonic()
        with pytest.raises(client.TransportException, match="in time") as caught:
            messages.list_messages("a@b.example")
        assert isinstance(caught.value, TimeoutError)
        assert time.monotonic() - start < 5


def test_an_endless_answer_is_bounded_in_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rest, "MAX_BODY", 1_000_000)

    def serve(link: socket.socket) -> None:
        link.recv(65536)
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")
        while True:
            link.sendall(b" " * 65536)

    with raw_server(serve) as url, messages_at(url) as messages:
        with pytest.raises(client.TransportException, match="more than 1000000 bytes"):
            messages.list_messages("a@b.example")


def test_an_answer_that_breaks_off_is_no_answer() -> None:
    def serve(link: socket.socket) -> None:
        link.recv(65536)
        link.sendall(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 100\r\n\r\nhalf"
        )

    with raw_server(serve) as url, messages_at(url) as messages:
        with pytest.raises(client.TransportException):
            messages.get_body_plain_text("a@b.example", "m1")


def test_a_connection_that_breaks_is_tried_again() -> None:
    count = []

    def serve(link: socket.socket) -> None:
        link.recv(65536)
        count.append(1)
        if len(count) == 3:
            link.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n[]"
            )

    with raw_server(serve) as url, messages_at(url) as messages:
        assert messages.list_messages("a@b.example") == []
    assert len(count) == 3


def test_a_post_is_not_sent_twice() -> None:
    count = []

    def serve(link: socket.socket) -> None:
        link.recv(65536)
        count.append(1)

    with raw_server(serve) as url, messages_at(url) as messages:
        with pytest.raises(client.TransportException):
            messages.delete_all_domain_messages("b.example")
    assert len(count) == 1


def test_retries_stop_at_the_deadline(server: HttpServer) -> None:
    server.answers = [Answer(503, headers={"Retry-After": "30"})]
    with messages_at(server.url, total_timeout=5) as messages:
        start = time.monotonic()
        with pytest.raises(client.ServiceException):
            messages.list_messages("a@b.example")
        assert time.monotonic() - start < 4
    assert len(server.requests) == 1


@pytest.mark.parametrize("bad", [0, -1, (0, 1), (1, 2, 3), "soon", float("nan"), True])
def test_a_time_out_must_be_one(bad: object, server: HttpServer) -> None:
    with messages_at(server.url) as messages:
        with pytest.raises((TypeError, ValueError), match="_request_timeout"):
            messages.list_messages("a@b.example", _request_timeout=bad)  # type: ignore[call-overload]  # the point of the test
    assert server.requests == []


# Secrets


def test_the_key_is_in_the_header_alone(
    server: HttpServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown = []
    calls: list[Callable[[client.MessagesApi], object]] = [
        lambda api: api.list_messages("a@b.example"),
        lambda api: api.list_messages("a@b.example", async_req=True).get(10),
        lambda api: api.get_body_dirty_with_http_info("a@b.example", "m1"),
    ]
    for host, status in ((server.url, 401), (server.url, 500), ("http://127.0.0.1:9", 200)):
        server.answer('{"message": "no"}', status=status)
        with messages_at(host, retries=1) as messages:
            for call in calls:
                try:
                    call(messages)
                except client.ClientException as error:
                    shown += [str(error), repr(error), repr(vars(error))]
                    shown.append(pickle.dumps(error).decode("latin-1"))
                    shown.append("".join(traceback.format_exception(error)))
                    shown += locals_of_ours(error)
            shown += [repr(messages), repr(messages.api_client), repr(vars(messages.api_client))]
    assert len(shown) > 40
    assert server.requests
    assert all(request.headers["Mailsac-Key"] == KEY for request in server.requests)
    assert all(KEY not in request.target for request in server.requests)
    assert KEY not in caplog.text
    assert not [text for text in shown if KEY in text]


def test_the_key_of_the_docs_only_call_is_not_shown(
    server: HttpServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    server.answer("{}", status=404)
    with client.ApiClient(client.Configuration(host=server.url)) as api_client:
        with pytest.raises(client.NotFoundException) as caught:
            client.WebSocketsApi(api_client).do_not_use_web_socket_docs_only(key=KEY)
    assert f"key={KEY}" in server.requests[0].target
    assert "custom_web_sockets" in caplog.text
    assert KEY not in caplog.text
    assert not [text for text in locals_of_ours(caught.value) if KEY in text]


def test_line_breaks_reach_no_header(server: HttpServer) -> None:
    with messages_at(server.url) as messages:
        messages.api_client.configuration.api_key["Mailsac-Key"] = f"{KEY}\r\nX-Evil: 1"
        with pytest.raises(ValueError, match="the API key holds") as caught:
            messages.list_messages("a@b.example")
    assert KEY not in str(caught.value)
    assert server.requests == []
