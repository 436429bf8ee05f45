"""``async_req``: every answer is delivered, whatever becomes of the client."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from support.http_server import KEY, Answer, HttpServer, Request
from support.streams import eventually, within

import client

COUNT = Answer(body=b'{"count":3}', headers={"Content-Type": "application/json"})


@pytest.fixture
def configuration(server: HttpServer) -> client.Configuration:
    server.respond = lambda _: COUNT
    return client.Configuration(host=f"{server.url}/api", api_key=KEY)


def test_the_line_of_the_documentation_gives_the_answer(
    configuration: client.Configuration,
) -> None:
    for _ in range(100):
        api = client.MessagesApi(client.ApiClient(configuration))
        result = api.count_messages("a@b.example", async_req=True)
        del api
        assert result.get(10).count == 3
        one_line = client.MessagesApi(client.ApiClient(configuration)).count_messages(
            "a@b.example", async_req=True
        )
        assert one_line.get(10).count == 3


def test_answers_that_come_after_the_client_is_gone_are_delivered(
    server: HttpServer, configuration: client.Configuration
) -> None:
    go_on = threading.Event()

    def slow(_: Request) -> Answer:
        assert go_on.wait(10)
        return COUNT

    server.respond = slow
    api = client.MessagesApi(client.ApiClient(configuration))
    results = [api.count_messages("a@b.example", async_req=True) for _ in range(20)]
    info = api.count_messages_with_http_info("a@b.example", async_req=True)
    del api
    gc.collect()
    go_on.set()
    assert [result.get(10).count for result in results] == [3] * 20
    assert info.get(10).status == 200


def test_errors_are_delivered_too(server: HttpServer, configuration: client.Configuration) -> None:
    server.respond = lambda _: Answer(404)
    for _ in range(20):
        result = client.MessagesApi(client.ApiClient(configuration)).count_messages(
            "a@b.example", async_req=True
        )
        with pytest.raises(client.NotFoundException):
            result.get(10)


def test_the_threads_of_a_client_that_is_gone_end(configuration: client.Configuration) -> None:
    before = set(threading.enumerate())
    for _ in range(5):
        result = client.MessagesApi(client.ApiClient(configuration)).count_messages(
            "a@b.example", async_req=True
        )
        assert result.get(10).count == 3
    del result
    gc.collect()

    def left() -> set[str]:
        return {one.name for one in set(threading.enumerate()) - before}

    eventually(lambda: not left() - {"mailsac-watchdog"} or not any("work" in n for n in left()))


@pytest.mark.parametrize("is_kept", [True, False])
def test_the_interpreter_ends_at_once_though_a_call_is_pending(
    server: HttpServer, is_kept: bool
) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def never(_: Request) -> Answer:
        asked.set()
        go_on.wait(20)
        return COUNT

    server.respond = never
    program = f"""
import sys, client
configuration = client.Configuration(host={server.url + "/api"!r}, api_key="k_x", proxy="")
api = client.MessagesApi(client.ApiClient(configuration))
result = api.count_messages("a@b.example", async_req=True)
if not {is_kept}:
    del api
sys.stdin.readline()
"""
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stderr=subprocess.PIPE, env=env
    ) as process:
        assert asked.wait(10)
        with within(5):
            _, said = process.communicate(b"\n", timeout=60)
    go_on.set()
    assert (process.returncode, said) == (0, b"")
