"""Webhooks of the sandbox, against real servers."""

from __future__ import annotations

import contextlib
import json
import logging
import queue
import socket
import threading
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from openapi_schema_validator import OAS30Validator
from support.contract import CONTRACT
from support.sandboxes import deliver, mail, open_descriptors
from support.streams import eventually
from support.wire import raw_api_of

import client
from client.sandbox import Sandbox, SandboxEvent

ADDRESS = "a@box.test"


class Target:
    """A server that keeps what is posted to it, and answers with one status after another."""

    def __init__(self, *statuses: int, headers: dict[str, str] | None = None) -> None:
        self.posted: queue.Queue[tuple[str, dict[str, str], bytes]] = queue.Queue()
        remaining = list(statuses)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.posted.put((self.path, dict(self.headers), body))
                self.send_response(remaining.pop(0) if remaining else 200)
                for name, value in (headers or {}).items():
                    self.send_header(name, value)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Target:
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.01,))
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("client.sandbox.webhooks._PAUSES", (0.01, 0.01))


def hook(sandbox: Sandbox, url: str, email: str = ADDRESS) -> dict[str, Any]:
    with raw_api_of(sandbox) as api:
        made: dict[str, Any] = api("POST", f"/addresses/{email}", {"webhook": url})
        return made


def events(sandbox: Sandbox, count: int) -> list[SandboxEvent]:
    """All events, once there are as many."""
    eventually(lambda: len(sandbox.events()) >= count)
    return sandbox.events()


def outcomes(sandbox: Sandbox, count: int) -> list[str]:
    return [event.text.partition(": ")[2] for event in events(sandbox, count)]


def test_each_mail_is_posted_as_the_contract_has_it(sandbox: Sandbox) -> None:
    message = mail("Größe")
    message["To"] = "Ünï <a@box.test>"
    message["Date"] = "Thu, 26 Nov 2026 09:00:00 +0100"
    message["Message-ID"] = "<1@shop.example>"
    message["X-Priority"] = "1 (Highest)"
    message["X-Twice"] = "one"
    message["X-Twice"] = "two"
    with Target() as target:
        made = hook(sandbox, f"{target.url}/hook?token=s3cret")
        deliver(sandbox, message, ADDRESS, "b@box.test")
        path, headers, body = target.posted.get(timeout=10)
        (event,) = events(sandbox, 1)
        assert target.posted.empty()
    assert (path, headers["Content-Type"]) == ("/hook?token=s3cret", "application/json")
    posted = json.loads(body)
    schema = {"$ref": "#/components/schemas/EmailMessageWebhook", **CONTRACT}
    assert [error.message for error in OAS30Validator(schema).iter_errors(posted)] == []
    with raw_api_of(sandbox) as api:
        (found,) = api("GET", f"/addresses/{ADDRESS}/messages")
    left_out = {"cc", "links", "attachments"}
    assert posted.keys().isdisjoint(left_out)
    assert {name: posted[name] for name in found.keys() - left_out} == {
        name: value for name, value in found.items() if name not in left_out
    }
    assert posted["headers"]["x-twice"] == "one"
    frame = client.EmailMessageWebhook.from_dict(posted)
    assert frame.additional_properties == {}
    assert (frame.subject, frame.text, frame.to[0].name) == (
        "Größe",
        "Your code is 481516.\n",
        "Ünï",
    )
    assert (frame.message_id, frame.priority) == ("<1@shop.example>", "high")
    assert frame.var_date is not None
    assert frame.var_date.isoformat() == "2026-11-26T08:00:00+00:00"
    assert frame.received_date == frame.received
    assert frame.encrypted_inbox == made["encryptedInbox"]
    assert (event.kind, event.inbox) == ("webhook", ADDRESS)
    assert event.text == f"{target.url}/hook: 200 (try 1 of 3)"  # and not its token


@pytest.mark.parametrize(
    ("header", "shown"),
    [
        ("", "normal"),
        ("Importance: Low", "low"),
        ("Priority: urgent", "high"),
        ("X-Priority: x", "normal"),
    ],
)
def test_a_bare_mail_and_its_priority(sandbox: Sandbox, header: str, shown: str) -> None:
    with Target() as target:
        hook(sandbox, target.url)
        deliver(sandbox, f"{header}\r\nDate: nonsense\r\n\r\nHi".lstrip().encode(), ADDRESS)
        _, _, body = target.posted.get(timeout=10)
    posted = json.loads(body)
    assert (posted["priority"], posted["messageId"]) == (shown, "")
    assert "date" not in posted


def test_a_webhook_that_is_taken_away_gets_no_more(sandbox: Sandbox) -> None:
    with Target() as target, raw_api_of(sandbox) as api:
        hook(sandbox, target.url)
        api("PUT", f"/addresses/{ADDRESS}", {"webhook": None})
        deliver(sandbox, mail(), ADDRESS)
        api("PUT", f"/private-address-forwarding/{ADDRESS}", {"webhook": target.url})
        deliver(sandbox, mail("again"), ADDRESS)
        assert json.loads(target.posted.get(timeout=10)[2])["subject"] == "again"
        assert target.posted.empty()


@pytest.mark.parametrize(
    ("statuses", "tries"),
    [((500, 404, 200), 3), ((503, 503, 503, 200), 3), ((201,), 1), ((302, 204), 2)],
)
def test_it_is_tried_three_times(sandbox: Sandbox, statuses: tuple[int, ...], tries: int) -> None:
    with Target(*statuses, headers={"Location": "/elsewhere"}) as target:
        hook(sandbox, target.url)
        deliver(sandbox, mail(), ADDRESS)
        bodies = [target.posted.get(timeout=10)[2] for _ in range(tries)]
        assert {*bodies} == {bodies[0]}
        seen = outcomes(sandbox, tries)
        assert seen == [f"{s} (try {n} of 3)" for n, s in enumerate(statuses[:tries], 1)]
        # And is over: what comes next is the next mail.
        deliver(sandbox, mail("next"), ADDRESS)
        path, _, body = target.posted.get(timeout=10)
        assert (path, json.loads(body)["subject"]) == ("/", "next")


def test_a_server_that_says_nothing_is_given_up(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    import aiohttp

    monkeypatch.setattr("client.sandbox.webhooks._TIMEOUT", aiohttp.ClientTimeout(total=0.2))
    with socket.create_server(("127.0.0.1", 0)) as silent:
        hook(sandbox, "http://127.0.0.1:{1}/".format(*silent.getsockname()))
        deliver(sandbox, mail(), ADDRESS)
        seen = outcomes(sandbox, 3)
    assert seen == [f"no answer within 0.2 s (try {n} of 3)" for n in (1, 2, 3)]


def test_an_answer_without_end_is_not_read(sandbox: Sandbox) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        hook(sandbox, "http://127.0.0.1:{1}/".format(*server.getsockname()))
        deliver(sandbox, mail(), ADDRESS)
        link, _ = server.accept()
        with link:
            link.settimeout(10)
            link.recv(1_000_000)
            link.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            assert outcomes(sandbox, 1) == ["200 (try 1 of 3)"]
            endless = iter(partial(link.sendall, b"10000\r\n" + b"x" * 65_536 + b"\r\n"), object())
            with pytest.raises(ConnectionError):
                list(endless)


@pytest.mark.parametrize(
    ("answer", "told"),
    [(b"nonsense\r\n\r\n", "failed: "), (b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100_000, "failed: ")],
)
def test_an_answer_that_is_none(sandbox: Sandbox, answer: bytes, told: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        hook(sandbox, "http://127.0.0.1:{1}/".format(*server.getsockname()))
        deliver(sandbox, mail(), ADDRESS)
        for _ in range(3):
            link, _ = server.accept()
            with link, contextlib.suppress(ConnectionError):
                link.recv(1_000_000)
                link.sendall(answer)
        assert all(text.startswith(told) for text in outcomes(sandbox, 3))


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/", "file:///etc/passwd", "x", "http://", "http://[", "http://a:b:c/"]
)
def test_what_is_no_target(sandbox: Sandbox, url: str) -> None:
    hook(sandbox, url)
    deliver(sandbox, mail(), ADDRESS)
    assert outcomes(sandbox, 1)[0].endswith("not an http or https URL (try 1 of 3)")
    hook(sandbox, url, "b@box.test")
    deliver(sandbox, mail(), "b@box.test")
    assert len(events(sandbox, 2)) == 2  # no second try came between


def another_address() -> str:
    """Of this machine, and not loopback; the test is skipped if there is none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as link:
        try:
            link.connect(("192.0.2.1", 9))  # sends nothing
        except OSError:
            pytest.skip("this machine has loopback alone")
        return str(link.getsockname()[0])


@contextlib.contextmanager
def open_server() -> Iterator[tuple[str, socket.socket]]:
    """A server on an address that is not loopback, and would answer."""
    address = another_address()
    with socket.create_server((address, 0)) as server:
        server.settimeout(0.2)
        yield f"http://{address}:{server.getsockname()[1]}/", server


def test_no_mail_goes_to_another_machine(sandbox: Sandbox) -> None:
    with open_server() as (url, server):
        hook(sandbox, url)
        deliver(sandbox, mail(), ADDRESS)
        (event,) = events(sandbox, 1)  # once: it would be refused again
        with pytest.raises(TimeoutError):
            server.accept()
    assert event.text.endswith("is not this machine, and webhooks_anywhere is off (try 1 of 3)")


def test_a_name_that_means_another_machine_by_the_time_of_the_call_is_refused(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_server() as (url, server):
        address = url.removeprefix("http://").partition(":")[0]
        port = server.getsockname()[1]
        answers = [address, "127.0.0.1"]  # as of a name server that an attacker has

        ask = socket.getaddrinfo

        def look_up(host: str, port: int, *args: Any, **options: Any) -> list[Any]:
            if host != "rebound.test":
                return ask(host, port, *args, **options)
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (answers[0], port))]

        monkeypatch.setattr("client.sandbox.resolver.socket.getaddrinfo", look_up)
        hook(sandbox, f"http://rebound.test:{port}/")
        deliver(sandbox, mail(), ADDRESS)
        (event,) = events(sandbox, 1)
        with pytest.raises(TimeoutError):
            server.accept()
        assert f"{address} is not this machine" in event.text
        with Target() as target:
            answers.pop(0)
            with raw_api_of(sandbox) as api:
                url = target.url.replace("127.0.0.1", "rebound.test")
                api("PUT", f"/addresses/{ADDRESS}", {"webhook": url})
            deliver(sandbox, mail(), ADDRESS)
            _, headers, _ = target.posted.get(timeout=10)
            assert headers["Host"].startswith("rebound.test:")


def test_anywhere_is_anywhere() -> None:
    with Sandbox(tls=False, webhooks_anywhere=True) as sandbox, open_server() as (url, server):
        server.settimeout(10)
        hook(sandbox, url)
        deliver(sandbox, mail(), ADDRESS)
        link, _ = server.accept()
        with link:
            assert link.recv(4) == b"POST"


def test_a_proxy_of_the_environment_is_not_asked(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with Target() as target:
        hook(sandbox, target.url)
        deliver(sandbox, mail(), ADDRESS)
        assert target.posted.get(timeout=10)


def test_too_many_that_wait_are_given_up_and_the_end_does_not_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("client.sandbox.webhooks._MAX_WAITING", 3)
    Sandbox(tls=False).start().stop()
    descriptors, threads = open_descriptors(), {*threading.enumerate()}
    with socket.create_server(("127.0.0.1", 0)) as silent, Sandbox(tls=False) as sandbox:
        hook(sandbox, "http://localhost:{1}/x".format(*silent.getsockname()))
        for _ in range(4):
            deliver(sandbox, mail(), ADDRESS)
        assert outcomes(sandbox, 1) == ["given up, too many wait"]
    eventually(lambda: {*threading.enumerate()} <= threads)
    eventually(lambda: open_descriptors() == descriptors)


def test_nothing_is_logged_above_info_and_no_secret(
    sandbox: Sandbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    hook(sandbox, "http://user:s3cret@127.0.0.1:9/?token=s3cret#s3cret")
    deliver(sandbox, mail(), ADDRESS)
    events(sandbox, 3)
    assert "s3cret" not in caplog.text
    assert "s3cret" not in str(sandbox.events())
    assert "http://127.0.0.1:9/: no connection: " in caplog.text
    assert {record.levelno for record in caplog.records} == {logging.INFO}
