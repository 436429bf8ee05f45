"""Where a test has frozen time, time-outs are still in real seconds."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import freezegun
import pytest
import time_machine
from support.http_server import Answer, HttpServer, raw_server
from support.inboxes import listed, polled
from support.scripted_server import ScriptedServer
from support.streams import ADDRESS, bare, open_stream, then_hold

import client

MOMENT = "2020-02-02T02:02:02Z"
FREEZERS: dict[str, Callable[[], Any]] = {
    "freezegun": lambda: freezegun.freeze_time(MOMENT),
    "freezegun, ticking": lambda: freezegun.freeze_time(MOMENT, tick=True),
    "freezegun, leaping": lambda: freezegun.freeze_time(MOMENT, auto_tick_seconds=15),
    "time-machine": lambda: time_machine.travel(MOMENT, tick=False),
}


@pytest.fixture(params=list(FREEZERS))
def frozen(request: pytest.FixtureRequest) -> Iterator[None]:
    with FREEZERS[request.param]():
        assert time.gmtime().tm_year == 2020
        yield


def silent(until: threading.Event) -> None:
    until.wait(10)


class Watch:
    """Real seconds, by a clock that nobody replaces."""

    def __init__(self) -> None:
        self._begin = self._now()

    def seconds(self) -> float:
        return self._now() - self._begin

    @staticmethod
    def _now() -> float:
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)


@pytest.mark.usefixtures("frozen")
def test_a_wait_in_vain_ends(server: HttpServer, api_client: client.ApiClient) -> None:
    server.respond = lambda _: listed()
    with polled(api_client) as inbox:
        watch = Watch()
        with pytest.raises(client.MailTimeout):
            inbox.wait(timeout=0.3)
        assert 0.25 < watch.seconds() < 3
        inbox.assert_none(within=0.2)


@pytest.mark.usefixtures("frozen")
def test_mail_that_comes_is_found(server: HttpServer, api_client: client.ApiClient) -> None:
    server.respond = lambda _: listed()
    with polled(api_client) as inbox, ThreadPoolExecutor(1) as pool:
        found = pool.submit(inbox.wait, timeout=20)
        server.respond = lambda _: listed("here")
        assert found.result(15).subject == "here"


@pytest.mark.usefixtures("frozen")
def test_a_stream_opens_and_its_waits_end() -> None:
    with ScriptedServer(then_hold(bare(1))) as server, open_stream(server) as stream:
        assert stream.get(10).email.id == "1"
        watch = Watch()
        with pytest.raises(TimeoutError):
            stream.get(0.2)
        with pytest.raises(TimeoutError):
            stream.wait_for(subject="x", timeout=0.2)
        assert 0.3 < watch.seconds() < 3


@pytest.mark.usefixtures("frozen")
def test_a_stream_that_nobody_answers_is_given_up() -> None:
    hold = threading.Event()
    with raw_server(lambda _: silent(hold)) as url:
        configuration = client.Configuration(
            socket_url=url.replace("http", "ws"), api_key="k_x", proxy=""
        )
        watch = Watch()
        with pytest.raises(client.TransportTimeoutException):
            client.WebSocketsApi(client.ApiClient(configuration)).stream(
                addresses=ADDRESS, open_timeout=0.3
            )
        hold.set()
        assert 0.2 < watch.seconds() < 3


@pytest.mark.usefixtures("frozen")
def test_a_call_ends_at_its_deadline() -> None:
    hold = threading.Event()
    with raw_server(lambda _: silent(hold)) as url:
        configuration = client.Configuration(host=url, api_key="k_x", total_timeout=0.3)
        watch = Watch()
        with client.ApiClient(configuration) as api, pytest.raises(client.TransportException):
            client.AccountApi(api).user()
        hold.set()
        assert 0.2 < watch.seconds() < 3


def test_it_may_be_imported_while_time_is_frozen(server: HttpServer) -> None:
    server.answers = [Answer(body=b"[]", headers={"Content-Type": "application/json"})]
    program = f"""
import freezegun, json, time
with freezegun.freeze_time({MOMENT!r}):
    import client
    configuration = client.Configuration(host={server.url + "/api"!r}, api_key="k_x", proxy="")
    begin = time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    api_client = client.ApiClient(configuration)
    with client.Inbox("a@b.example", api_client=api_client, via="poll") as inbox:
        try:
            inbox.wait(timeout=0.3)
        except client.MailTimeout:
            print(json.dumps(time.clock_gettime(time.CLOCK_MONOTONIC_RAW) - begin))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert 0.25 < json.loads(done.stdout) < 3
