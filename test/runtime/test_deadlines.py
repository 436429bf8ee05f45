"""A total time-out holds for every byte of an answer, and whoever waits is told in time."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from support.http_server import Answer, HttpServer, raw_server
from support.streams import eventually, within

import client

MARGIN = 1.0  # seconds: half a one is promised, and as much is for a busy machine
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
BODY = b'[{"_id":"1"}]'


def drip(link: socket.socket, begin: bytes, again: bytes) -> None:
    """Send a beginning, and then a little, again and again, until the peer is gone."""
    link.recv(65536)
    link.sendall(begin)
    while True:
        link.sendall(again)
        time.sleep(0.05)  # the pace of the fault


PARTS = {
    "the status line": (b"HTTP/1.1 200 ", b"O"),
    "interim answers": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "early hints": (b"", b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"),
    "a header": (HEAD + b"X-More: ", b"x"),
    "headers": (HEAD, b"X-More: x\r\n"),
    "the body": (HEAD + b"Content-Length: 1000000\r\n\r\n[", b" "),
    "a body without length": (HEAD + b"\r\n[", b" "),
    "a body of a connection that is to close": (
        HEAD + b"Connection: close\r\nContent-Length: 1000000\r\n\r\n[",
        b" ",
    ),
    "the size of a chunk": (CHUNKED, b"0"),
    "an extension of a chunk": (CHUNKED + b"2;", b"x"),
    "a chunk": (CHUNKED + b"100000\r\n[", b" "),
    "the end of a chunk": (CHUNKED + b"2\r\n[]", b"\r"),
    "trailers": (CHUNKED + b"2\r\n[]\r\n0\r\n", b"X-Trailer: x\r\n"),
    "an error": (b"HTTP/1.1 404 Not\r\nContent-Length: 1000000\r\n\r\n", b" "),
}


@pytest.fixture(params=list(PARTS))
def dripping(request: pytest.FixtureRequest) -> Iterator[str]:
    begin, again = PARTS[request.param]
    with raw_server(lambda link: drip(link, begin, again)) as url:
        yield url


def api_client(url: str, **options: object) -> client.ApiClient:
    configuration = client.Configuration(host=url, api_key="k_x", **options)  # type: ignore[arg-type]  # a test's
    return client.ApiClient(configuration)


def test_a_call_ends_at_its_deadline_whatever_drips(dripping: str) -> None:
    with api_client(dripping, total_timeout=0.5) as api, within(0.5 + MARGIN, at_least=0.4):
        with pytest.raises((client.TransportTimeoutException, client.NotFoundException)):
            client.MessagesApi(api).list_messages("a@b.example")


def test_a_try_that_is_cut_off_tells_what_the_one_before_got(server: HttpServer) -> None:
    over = threading.Event()

    def respond(_: object) -> Answer:
        if len(server.requests) > 1:
            over.wait(30)
        return Answer(503, headers={"Retry-After": "0"})

    server.respond = respond
    with api_client(f"{server.url}/api", total_timeout=1) as api:
        with pytest.raises(client.TransportTimeoutException, match="; the try before got 503"):
            client.MessagesApi(api).list_messages("a@b.example")
    over.set()


def test_a_wait_ends_at_its_deadline_whatever_drips(dripping: str) -> None:
    with api_client(dripping) as api:
        inbox = client.Inbox("a@b.example", api_client=api, via="poll")
        inbox._is_entered = True  # its first list would drip, too
        with within(0.5 + MARGIN, at_least=0.4):
            # An error whose body drips is an error all the same.
            with pytest.raises((client.MailTimeout, client.NotFoundException)):
                inbox.wait(timeout=0.5)


def test_many_calls_at_once_each_end_at_their_own_deadline() -> None:
    begin, again = PARTS["headers"]

    def serve(link: socket.socket) -> None:
        copy = link.dup()
        threading.Thread(target=quietly, args=(lambda: drip(copy, begin, again), copy)).start()

    def quietly(work: Callable[[], None], link: socket.socket) -> None:
        with link:
            with suppress(OSError):
                work()

    took: dict[float, float] = {}

    def call(seconds: float) -> None:
        start = time.monotonic()
        with api_client(url, total_timeout=seconds) as api:
            with pytest.raises(client.TransportTimeoutException):
                client.AccountApi(api).user()
        took[seconds] = time.monotonic() - start

    with raw_server(serve) as url:
        threads = [threading.Thread(target=call, args=(0.3 + 0.1 * number,)) for number in range(8)]
        for thread in reversed(threads):  # the one with the shortest time begins last
            thread.start()
        for thread in threads:
            thread.join()
    assert len(took) == 8
    assert all(seconds - 0.05 < spent < seconds + MARGIN for seconds, spent in took.items())


def test_an_answer_of_a_proxy_that_drips_ends_at_the_deadline() -> None:
    begin, again = PARTS["a header"]
    with raw_server(lambda link: drip(link, begin, again)) as proxy:
        with api_client("https://a.example", proxy=proxy, total_timeout=0.5, retries=0) as api:
            with within(0.5 + MARGIN, at_least=0.4):
                with pytest.raises(client.TransportTimeoutException):
                    client.MessagesApi(api).list_messages("a@b.example")


def test_a_connection_that_comes_after_the_deadline_is_shut_down() -> None:
    ours, peer = socket.socketpair()

    class Late:
        link: object = None

    late = Late()
    with ours, peer, client.watchdog.Guard(client.clock.monotonic() + 0.05, late):
        eventually(lambda: client.watchdog._watchdog._wakes_at > client.clock.monotonic() + 0.01)
        time.sleep(0.1)  # the deadline passes meanwhile
        late.link = ours
        peer.settimeout(5)
        assert peer.recv(1) == b""


# In a process of its own: other tests may have left threads in this one, of which a fork warns.
FORK = """
import os, threading, time

def is_there():
    return any(t.name == "mailsac-watchdog" for t in threading.enumerate())

os.register_at_fork(before=lambda: print(is_there(), flush=True))  # the first is called last
import client, client.watchdog
os.register_at_fork(before=lambda: print(is_there(), flush=True))
with client.watchdog.Guard(client.clock.monotonic() + 10):
    while not is_there():
        time.sleep(0.005)
    child = os.fork()
    if child == 0:
        os._exit(0 if not client.watchdog._watchdog._guards else 1)
    print(os.waitpid(child, 0)[1], client.watchdog._watchdog._thread is not None)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_there_is_no_thread_at_a_fork() -> None:
    command = [sys.executable, "-W", "error", "-c", FORK]
    done = subprocess.run(command, capture_output=True, text=True, timeout=50, check=False)
    assert (done.stdout, done.stderr) == ("True\nFalse\n0 True\n", "")


# Python itself warns of a fork beside other threads; they are what this is about.
FORKS = """
import os, threading, time, warnings
warnings.simplefilter("ignore")
from client.clock import monotonic
from client.watchdog import Guard

def calls():
    while True:
        with Guard(monotonic() + 30):
            time.sleep(0.001)

for _ in range(3):
    threading.Thread(target=calls, daemon=True).start()
for _ in range(25):
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
print("done", flush=True)
os._exit(0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork here")
def test_a_fork_beside_calls_does_not_hang() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKS], capture_output=True, timeout=50, check=True
    )
    assert (done.stdout, done.stderr) == (b"done\n", b"")


def test_the_watchdog_leaves_when_there_is_nothing_to_watch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("client.watchdog._LINGER", 0.05)
    monkeypatch.setattr("client.watchdog._watchdog", client.watchdog._Watchdog())
    with client.watchdog.Guard(client.clock.monotonic() + 0.1):
        eventually(lambda: any(t.name == "mailsac-watchdog" for t in threading.enumerate()))
    watchdog = client.watchdog._watchdog
    eventually(lambda: watchdog._thread is None)
    with client.watchdog.Guard(client.clock.monotonic() + 0.1):  # and comes again
        assert watchdog._thread is not None


def test_a_call_is_made_though_there_is_no_thread_for_the_watchdog(server: HttpServer) -> None:
    server.answers = [Answer(body=b"[]", headers={"Content-Type": "application/json"})]
    program = f"""
import atexit, client
configuration = client.Configuration(host={server.url + "/api"!r}, api_key="k_x", proxy="")
messages = client.MessagesApi(client.ApiClient(configuration))
# At exit Python starts no threads, from 3.12 on.
atexit.register(lambda: print(messages.list_messages("a@b.example")))
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_name_of_a_host_that_cannot_be_is_quoted() -> None:
    with api_client("https://" + "x" * 70 + ".localhost", retries=0) as api:
        with pytest.raises(client.TransportException) as caught:
            client.AccountApi(api).user()
    assert "no HTTP" not in str(caught.value)
