"""The links of a mail are asked whether they lead somewhere, by whoever wants that, and safely."""

from __future__ import annotations

import asyncio
import signal
import socket
import threading
import time
from collections.abc import Callable

import pytest
from support.http_server import KEY, Answer, HttpServer, Request, raw_server, tunnel
from support.streams import eventually

import client
from client.checks import Findings
from client.mail import Mail, link_requests
from client.mail.fetching import with_body

HEADERS = (
    "From: a@b.example\r\nDate: Thu, 26 Nov 2026 11:00:00 +0000\r\nMessage-ID: <1@b.example>\r\n"
)
OPTION = "check(links=True, allow_private=True)"


def received(body: str, headers: str = "", api_client: client.ApiClient | None = None) -> Mail:
    raw = f"{HEADERS}{headers}Content-Type: text/plain; charset=utf-8\r\n\r\n{body}"
    listed = client.EmailMessageShort.from_dict({"_id": "1", "inbox": "a@b.example"})
    return Mail(with_body(listed, raw.encode()), api_client)


def asked(*links: str, allow_private: bool = True) -> Findings:
    return received("\r\n".join(links)).check(links=True, allow_private=allow_private)


def answering(server: HttpServer, answers: dict[str, Answer]) -> None:
    server.respond = lambda request: answers.get(request.target, Answer())


def targets(server: HttpServer) -> list[tuple[str, str]]:
    return sorted((request.method, request.target) for request in server.requests)


def to(location: str, status: int = 302) -> Answer:
    return Answer(status, headers={"Location": location})


# -- what is told


def test_nothing_is_asked_unless_wanted(server: HttpServer) -> None:
    assert received(server.url).check() == ()
    assert server.connections == 0


def test_nothing_is_asked_for_a_level_that_there_is_not(server: HttpServer) -> None:
    mail = received(server.url)
    with pytest.raises(ValueError, match="level must be"):
        mail.check(level="errors", links=True, allow_private=True)  # type: ignore[arg-type]  # the test's point
    assert not server.connections


def test_a_link_that_leads_somewhere_is_asked_once_and_shown_nothing_of_ours(
    server: HttpServer, api_client: client.ApiClient
) -> None:
    url = f"{server.url}/Verify/%C3%BC?token=a%2Fb&x={{1}}#part"
    mail = received(f"{url}\r\n{url}", api_client=api_client)
    assert mail.check(links=True, allow_private=True) == ()
    (request,) = server.requests
    assert (request.method, request.target) == ("HEAD", "/Verify/%C3%BC?token=a%2Fb&x=%7B1%7D")
    assert request.headers["Host"] == server.url.removeprefix("http://")
    assert "mailsac-client" in request.headers["User-Agent"]
    assert KEY not in str(request.headers)
    assert set(request.headers) <= {"Host", "User-Agent", "Accept", "Connection", "Accept-Encoding"}


@pytest.mark.parametrize("status", [400, 404, 410, 500, 503])
def test_a_dead_link_is_an_error(server: HttpServer, status: int) -> None:
    answering(server, {"/v": Answer(status)})
    (one,) = asked(f"{server.url}/v", f"{server.url}/other")
    assert str(one) == f"error: links: '{server.url}/v' is dead (it answers {status})"
    assert targets(server) == [("HEAD", "/other"), ("HEAD", "/v")]


@pytest.mark.parametrize("status", [401, 403, 429, 999])
def test_a_link_that_refuses_programs_is_a_warning(server: HttpServer, status: int) -> None:
    server.answers = [Answer(status)]
    (one,) = asked(server.url)
    assert (one.level, one.what) == ("warning", f"'{server.url}' answers {status}")
    assert received(server.url).check(links=True, level="error", allow_private=True) == ()


@pytest.mark.parametrize("status", [405, 501])
def test_get_is_asked_where_head_is_not_known(server: HttpServer, status: int) -> None:
    def respond(request: Request) -> Answer:
        is_dead = request.target == "/dead"
        return Answer(status if request.method == "HEAD" else 404 if is_dead else 200)

    server.respond = respond
    (one,) = asked(f"{server.url}/v", f"{server.url}/dead")
    assert one.what == f"'{server.url}/dead' is dead"
    expected = [("GET", "/dead"), ("GET", "/v"), ("HEAD", "/dead"), ("HEAD", "/v")]
    assert targets(server) == expected


def test_what_cannot_be_reached_is_dead() -> None:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))  # and does not listen
        port = bound.getsockname()[1]
        found = asked(f"http://127.0.0.1:{port}/v", "https://nowhere.invalid/v", "http://x:99999/")
    assert {one.level for one in found if one.place == "links"} == {"error"}
    whys = {one.what: one.why for one in found if one.place == "links"}
    assert "Connection refused" in whys[f"'http://127.0.0.1:{port}/v' is dead"]
    assert "its name does not resolve" in whys["'https://nowhere.invalid/v' is dead"]
    assert whys["'http://x:99999/' is dead"] == "it is no URL"


def test_certificates_are_checked(tls_server: HttpServer, ca_file: str) -> None:
    (one,) = asked(tls_server.url)
    assert one.what == f"'{tls_server.url}' is dead"
    assert one.why.startswith(f"cannot trust {tls_server.url}")
    configuration = client.Configuration(ssl_ca_cert=ca_file, api_key="", verify_ssl=True)
    with client.ApiClient(configuration) as api_client:
        mail = received(f"{tls_server.url}/v", api_client=api_client)
        assert mail.check(links=True, allow_private=True) == ()
    assert targets(tls_server) == [("HEAD", "/v")]


def test_dead_links_are_told_in_the_order_of_the_mail(server: HttpServer) -> None:
    others_are_told = threading.Event()

    def respond(request: Request) -> Answer:
        if request.target == "/0":
            others_are_told.wait(10)
        if request.target == "/19":
            others_are_told.set()
        return Answer(404)

    server.respond = respond
    links = [f"{server.url}/{number}" for number in range(20)]
    assert [one.what for one in asked(*links)] == [f"'{link}' is dead" for link in links]


# -- redirects


def test_redirects_are_followed_to_their_end(server: HttpServer) -> None:
    with HttpServer() as other:
        answers = {"/a": to("/b", 301), "/b": to("c?x=1", 307), "/c?x=1": to(f"{other.url}/d")}
        answering(server, answers | {"/app": to("shop-app://open"), "/nowhere": Answer(302)})
        answering(other, {"/d": Answer(404)})
        (one,) = asked(f"{server.url}/a", f"{server.url}/app", f"{server.url}/nowhere")
        assert one.what == f"'{server.url}/a', which redirects to '{other.url}/d', is dead"
        assert one.level == "error"


def test_a_redirect_is_read_as_utf_8(server: HttpServer) -> None:
    there = "/straße".encode().decode("latin-1")  # as the library writes headers
    answering(server, {"/a": to(there), "/stra%C3%9Fe": Answer(404)})
    (one,) = asked(f"{server.url}/a")
    assert one.what == f"'{server.url}/a', which redirects to '{server.url}/straße', is dead"


def test_redirects_without_end_are_a_warning(server: HttpServer) -> None:
    server.answers = [to("/again")]
    (one,) = asked(server.url)
    assert (one.level, one.what) == ("warning", f"'{server.url}' redirects more than 10 times")
    assert len(server.requests) == 11


# -- what is not asked


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("List-Unsubscribe: <{url}/u?id=1>\r\n", "{url}/u?id=1"),
        ("List-Unsubscribe: <mailto:x@y.example>, <{url}/%75/>\r\n", "{url}/u"),
        ("", "{url}/Unsubscribe/1"),
        ("", "{url}/opt-out"),
        ("", "To unsubscribe, follow this link:\r\n{url}/u/1"),
        ("", "Vom Newsletter abmelden: {url}/u/1"),
        ("", "配信停止はこちら {url}/u/1"),
    ],
)
def test_a_link_to_unsubscribe_is_never_asked(server: HttpServer, headers: str, body: str) -> None:
    text = f"Hello {server.url}/v\r\n\r\n{body.format(url=server.url)}"
    mail = received(text, headers.format(url=server.url))
    mail.check(links=True, allow_private=True)
    assert targets(server) == [("HEAD", "/v")]


def test_a_link_in_html_that_says_unsubscribe_is_never_asked(server: HttpServer) -> None:
    html = f"<a href='{server.url}/v'>V</a><a href='{server.url}/a'>Se <b>désabonner</b></a>"
    html += f"<a href='{server.url}/b'><img src='x.png' alt='Unsubscribe'></a>"
    raw = f"{HEADERS}Content-Type: text/html; charset=utf-8\r\n\r\n{html}\r\n"
    listed = client.EmailMessageShort.from_dict({"_id": "1", "inbox": "a@b.example"})
    Mail(with_body(listed, raw.encode())).check(links=True, allow_private=True)
    assert targets(server) == [("HEAD", "/v")]


def test_a_redirect_to_unsubscribe_is_not_followed(server: HttpServer) -> None:
    answering(server, {"/click/1": to("/unsubscribe?id=1"), "/unsubscribe?id=1": Answer(404)})
    assert asked(f"{server.url}/click/1") == ()
    assert targets(server) == [("HEAD", "/click/1")]


@pytest.mark.parametrize(
    "host",
    [
        *("127.0.0.1", "localhost", "LOCALHOST.", "127.1", "2130706433", "0x7f000001", "0.0.0.0"),
        *("[::1]", "[::ffff:127.0.0.1]", "[2002:7f00:1::]", "user@127.0.0.1"),
    ],
)
def test_this_machine_is_not_asked_unless_allowed(server: HttpServer, host: str) -> None:
    url = f"http://{host}:{server.url.rpartition(':')[2]}/v"
    found = asked(url, allow_private=False)
    (one,) = [one for one in found if one.place == "links"]
    assert (one.level, one.what) == ("error", f"'{url}' is not asked")
    assert OPTION in one.why
    assert server.connections == 0


@pytest.mark.parametrize(
    "host",
    [
        *("10.0.0.1", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "[fd00::1]"),
        *("[64:ff9b::10.0.0.1]", "[64:ff9b:1::10.0.0.1]", "[::10.0.0.1]", "[::ffff:0:10.0.0.1]"),
        *("[fec0::1]", "[5f00::1]", "[ff0e::1]"),
    ],
)
def test_private_networks_are_not_asked_unless_allowed(host: str) -> None:
    (one,) = asked(f"https://{host}/", allow_private=False)
    assert one.what == f"'https://{host}/' is not asked"
    assert OPTION in one.why


@pytest.mark.parametrize(
    "location", ["http://127.0.0.1:{port}/", "//localhost:{port}/", "http://10.0.0.1/"]
)
def test_a_redirect_into_a_private_network_is_not_followed_unless_allowed(
    server: HttpServer, location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with HttpServer() as inside, tunnel(server.url) as (proxy, _):  # so that there is a public name
        monkeypatch.setenv("HTTP_PROXY", proxy)
        target = location.format(port=inside.url.rpartition(":")[2])
        server.answers = [to(target)]
        found = asked("http://shop.example/v", allow_private=False)
        (one,) = [one for one in found if one.place == "links"]
        shown = target if target.startswith("http") else f"http:{target}"
        assert one.what == f"'http://shop.example/v', which redirects to '{shown}', is not asked"
        assert (one.level, OPTION in one.why) == ("error", True)
        assert server.requests[0].headers["Host"] == "shop.example"
        assert inside.connections == 0
        if "10.0.0.1" not in target:
            found = asked("http://shop.example/v")
            assert [one for one in found if one.place == "links"] == []
            assert inside.connections == 1


@pytest.mark.parametrize(
    "address", ["2606:4700::1111", "64:ff9b::8.8.8.8", "8.8.8.8", "2002:808:808::1"]
)
def test_what_the_internet_reaches_is_public(address: str) -> None:
    assert not link_requests._is_private(address)


@pytest.mark.parametrize("host", ["127.0.0.1.", "127.1", "2130706433", "0x7f000001", "0177.0.0.1"])
def test_a_number_for_this_machine_is_not_asked_by_a_proxy(
    server: HttpServer, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tunnel(server.url) as (proxy, _):
        monkeypatch.setenv("HTTP_PROXY", proxy)
        (one,) = [
            one for one in asked(f"http://{host}/", allow_private=False) if one.place == "links"
        ]
    assert one.what == f"'http://{host}/' is not asked"
    assert server.connections == 0


def test_a_name_is_resolved_once_and_what_was_looked_at_is_asked(
    tls_server: HttpServer, ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A name that leads elsewhere a moment later (DNS rebinding) leads nowhere new."""
    resolved = []
    resolve = socket.getaddrinfo

    def rebinding(host: str, *args: object, **more: object) -> object:
        if host == "mail.invalid":
            resolved.append(host)
            host = "127.0.0.1" if len(resolved) == 1 else "127.0.0.9"
        return resolve(host, *args, **more)  # type: ignore[arg-type]  # handed on

    looked_at: list[str] = []
    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    # The tests reach no other machine, so this one counts as public here.
    monkeypatch.setattr(link_requests, "_is_private", looked_at.append)
    configuration = client.Configuration(ssl_ca_cert=ca_file, api_key="")
    port = tls_server.url.rpartition(":")[2]
    with client.ApiClient(configuration) as api_client:
        mail = received(f"https://mail.invalid:{port}/v", api_client=api_client)
        assert mail.check(links=True) == ()
    assert (resolved, looked_at) == (["mail.invalid"], ["mail.invalid", "127.0.0.1"])
    assert tls_server.requests[0].headers["Host"] == f"mail.invalid:{port}"


# -- bounds


def test_a_hundred_links_are_asked_eight_at_a_time(server: HttpServer) -> None:
    lock, now, most = threading.Lock(), 0, 0
    full = threading.Barrier(8)

    def respond(_: Request) -> Answer:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
            is_first = len(server.requests) <= 8
        if is_first:
            full.wait(10)
        with lock:
            now -= 1
        return Answer()

    server.respond = respond
    (one,) = asked(*(f"{server.url}/{number}" for number in range(120)))
    assert str(one) == "warning: links: 20 of 120 links are not asked (100 of a mail are)"
    assert len(server.requests) == 100
    assert most == 8


def dribbling(link: socket.socket) -> None:
    link.recv(65536)
    link.sendall(b"HTTP/1.1 200 OK\r\nX: ")
    while True:
        link.sendall(b"x")
        time.sleep(0.01)  # the fault itself


def silent(link: socket.socket) -> None:
    while link.recv(65536):
        pass


@pytest.mark.parametrize("serve", [dribbling, silent])
def test_an_answer_without_end_ends_in_time(
    serve: Callable[[socket.socket], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_requests, "_LINK_SECONDS", 0.3)
    with raw_server(serve) as url:
        began = time.monotonic()
        (one,) = asked(url)
        assert time.monotonic() - began < 5
    assert one.what == f"'{url}' is dead"
    assert one.why.startswith("no answer from http://127.0.0.1:")


@pytest.mark.parametrize("allow_private", [True, False])
def test_one_of_two_addresses_may_lead_nowhere(
    server: HttpServer, allow_private: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    port = int(server.url.rpartition(":")[2])
    with socket.socket() as full:  # it accepts nobody, and its queue is full: no answer to a SYN
        full.bind(("127.0.0.9", port))
        full.listen(0)
        waiting = [socket.socket() for _ in range(3)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(("127.0.0.9", port))
        resolve = socket.getaddrinfo

        def two(host: str, *args: object, **more: object) -> object:
            hosts = ["127.0.0.9", "127.0.0.1"] if host == "two.invalid" else [host]
            return [one for at in hosts for one in resolve(at, *args, **more)]  # type: ignore[arg-type]  # handed on

        monkeypatch.setattr(socket, "getaddrinfo", two)
        monkeypatch.setattr(link_requests, "_is_private", lambda _: False)
        monkeypatch.setattr(link_requests, "_LINK_SECONDS", 4.0)
        began = time.monotonic()
        found = asked(f"http://two.invalid:{port}/v", allow_private=allow_private)
        assert time.monotonic() - began < 20
        for one in waiting:
            one.close()
    assert [str(one) for one in found if one.place == "links"] == []
    assert targets(server) == [("HEAD", "/v")]


def test_interim_answers_are_read_past_up_to_a_bound() -> None:
    def serve(link: socket.socket) -> None:
        is_endless = b"/endless" in link.recv(65536)
        link.sendall(b"HTTP/1.1 103 Early Hints\r\n\r\n")
        while is_endless:
            link.sendall(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n")
        link.sendall(b"HTTP/1.1 404 Not Found\r\n\r\n")

    with raw_server(serve) as url:
        whys = {one.what: one.why for one in asked(f"{url}/v", f"{url}/endless")}
    assert whys[f"'{url}/v' is dead"] == "it answers 404"
    assert "what it sends is no HTTP" in whys[f"'{url}/endless' is dead"]


def test_a_body_is_not_read() -> None:
    is_broken_off = threading.Event()

    def serve(link: socket.socket) -> None:
        head = link.recv(65536)
        if head.startswith(b"HEAD"):
            link.sendall(b"HTTP/1.1 405 No\r\nContent-Length: 0\r\n\r\n")
            return
        link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        try:
            for _ in range(1000):
                link.sendall(bytes(1_000_000))
        except OSError:
            is_broken_off.set()

    with raw_server(serve) as url:
        assert asked(url) == ()
        assert is_broken_off.wait(10)


@pytest.mark.parametrize(
    "answer",
    [b"", b"SSH-2.0\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"X" * 70_000]
    + [b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n"]
    + [
        b"HTTP/1.1 302 Go\r\nLocation: " + there + b"\r\n\r\n"
        for there in (b"http://[", b"http://x:y/")
    ],
)
def test_an_answer_that_is_none_is_a_dead_link(answer: bytes) -> None:
    def serve(link: socket.socket) -> None:
        link.recv(65536)
        link.sendall(answer)

    with raw_server(serve) as url:
        (one,) = asked(url)
    assert one.level == "error"
    assert one.what.endswith("is dead")
    assert str(one).isprintable()


def test_all_together_end_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_requests, "_ALL_SECONDS", 0.3)
    resolve = socket.getaddrinfo
    is_over = threading.Event()

    def slow(host: str, *args: object, **more: object) -> object:
        if host == "slow.invalid":
            is_over.wait(20)
        return resolve(host, *args, **more)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(socket, "getaddrinfo", slow)  # no name of a test takes long by itself
    began = time.monotonic()
    found = asked("https://slow.invalid/v")
    is_over.set()
    assert time.monotonic() - began < 5
    assert str(found) == "error: links: 1 of 1 links have not answered (all have 0 s)"


# -- in asyncio


def test_a_loop_is_not_held_up(server: HttpServer) -> None:
    has_come, may_answer = threading.Event(), threading.Event()

    def respond(_: Request) -> Answer:
        has_come.set()
        may_answer.wait(10)
        return Answer(404)

    server.respond = respond

    async def main() -> Findings:
        mail = received(f"{server.url}/v")
        checking = asyncio.create_task(mail.check_async(links=True, allow_private=True))
        await asyncio.to_thread(has_come.wait, 10)
        assert not checking.done()
        may_answer.set()
        return await checking

    (one,) = asyncio.run(main())
    assert one.what == f"'{server.url}/v' is dead"


def test_a_check_without_links_in_asyncio() -> None:
    mail = received("Hello http://shop.example/")
    assert asyncio.run(mail.check_async()) == mail.check()
    assert asyncio.run(mail.check_async(level="error")) == ()


def test_a_cancelled_check_asks_no_more(server: HttpServer) -> None:
    has_come, may_answer = threading.Event(), threading.Event()

    def respond(_: Request) -> Answer:
        has_come.set()
        may_answer.wait(10)
        return Answer()

    server.respond = respond

    async def main() -> None:
        mail = received("\r\n".join(f"{server.url}/{number}" for number in range(50)))
        checking = asyncio.create_task(mail.check_async(links=True, allow_private=True))
        await asyncio.to_thread(has_come.wait, 10)
        checking.cancel()
        with pytest.raises(asyncio.CancelledError):
            await checking

    asyncio.run(main())  # which waits for the threads of its tasks
    may_answer.set()
    join_threads()
    assert 1 <= len(server.requests) <= 8


def join_threads() -> None:
    """Not by ``Thread.join``: Ctrl-C may come before the thread that was just begun has started."""
    eventually(lambda: "mailsac-links" not in [thread.name for thread in threading.enumerate()])


def test_ctrl_c_asks_no_more(server: HttpServer) -> None:
    may_answer, main = threading.Event(), threading.get_ident()

    def respond(_: Request) -> Answer:
        if len(server.requests) == 1:
            signal.pthread_kill(main, signal.SIGINT)
        may_answer.wait(10)
        return Answer()

    server.respond = respond
    with pytest.raises(KeyboardInterrupt):
        asked(*(f"{server.url}/{number}" for number in range(50)))
    may_answer.set()
    join_threads()
    assert 1 <= len(server.requests) <= 8
