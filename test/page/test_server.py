"""What the page answers."""

from __future__ import annotations

import http.client
import threading
from concurrent.futures import Future
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path
from queue import Queue
from urllib.parse import quote

import pytest
from support.pages import Browser, Feed, PageBrowser, new_mail
from support.sandboxes import deliver, mail

from client.page.mails import NewMail
from client.page.page import Page, Setup
from client.page.thread import PageThread
from client.sandbox import Sandbox

pytestmark = pytest.mark.once

STATIC = Path(__file__).parents[2] / "client" / "page" / "static"
FILE = "Content-Type: application/x-thing\r\nContent-Disposition: attachment; filename={}\r\n"


def test_each_answer_keeps_others_out(inside: PageBrowser) -> None:
    inside.add(new_mail(headers=FILE.format("x.txt")))
    for path in ("/", "/nowhere", "/static/main.js", "/mails/1", "/mails/1/html", "/mails/1/raw"):
        headers = inside.ask(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
        assert headers["Referrer-Policy"] == "no-referrer"
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe-inline" not in policy.replace("style-src 'unsafe-inline'", "")
        assert "allow-scripts" not in policy
        assert "allow-same-origin" not in policy
    assert "frame-ancestors 'none'" in inside.ask("/").headers["Content-Security-Policy"]


def test_static_files_and_no_others_are_served(browser: PageBrowser) -> None:
    names = {path.name for path in STATIC.iterdir()}
    assert {"index.html", "main.js", "page.css", "icon.svg"} <= names
    for name in names:
        answer = browser.ask(f"/static/{name}")
        assert answer.body == (STATIC / name).read_bytes()
        kind = answer.headers["Content-Type"].partition(";")[0]
        types = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
        assert kind == types.get(name.rpartition(".")[2], "text/html")
    for path in ("/static/", "/static/../server.py", "/static/%2e%2e/server.py", "/static/x"):
        assert browser.ask(path).status == 404


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("visits.csv", "visits.csv"),
        ('"../../etc/passwd"', "passwd"),
        ('"..\\\\..\\\\evil.bat"', "evil.bat"),
        ('"a\\"b; x=y.txt"', "a_b_ x=y.txt"),
        ('"=?utf-8?b?4oCuZ3BqLmV4ZQ==?="', "_gpj.exe"),
        ('"..."', "file-1"),
        ('"' + "x" * 400 + '.txt"', "x" * 146 + ".txt"),
        ('"=?utf-8?q?r=C3=A9sum=C3=A9.pdf?="', "résumé.pdf"),
    ],
)
def test_files_are_saved_by_plain_names_and_never_shown(
    inside: PageBrowser, name: str, saved: str
) -> None:
    inside.add(new_mail(text="content", headers=FILE.format(name)))
    answer = inside.ask("/mails/1/files/0")
    assert answer.status == 200
    assert answer.body == b"content\r\n"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.endswith(f"; filename*=UTF-8''{quote(saved)}")
    assert disposition.isascii()
    assert answer.headers.get_content_disposition() == "attachment"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_what_is_not_there(inside: PageBrowser) -> None:
    inside.add(new_mail())
    for path in ("/mails/2", "/mails/2/html", "/mails/1/files/0", "/mails/x", "/mails/-1"):
        assert inside.ask(path).status == 404
    for path in ("/send", "/delete", "/fault"):  # this page only shows
        body = {"keys": [1], "sample": "code", "to": "a@x.example", "name": "reset", "values": {}}
        assert inside.post(path, body).status == 404


@pytest.mark.parametrize("body", [[], {"keys": "1"}, {"keys": [True]}, {"keys": ["1"]}, 1])
def test_what_cannot_be_read_is_refused(inside: PageBrowser, body: object) -> None:
    assert inside.post("/read", body).status == 400
    own = {"Content_Type": "application/json"}
    assert inside.ask("/read", "POST", "[" * 100_000, **own).status == 400
    assert inside.ask("/read", "POST", "x" * 300_000, **own).status == 413


def test_a_browser_gets_what_there_is_and_then_what_comes(inside: PageBrowser) -> None:
    inside.add(new_mail("First", "Your code is 481516."))
    with closing(Feed(inside)) as feed:
        kinds = [event["kind"] for event in feed.until("found")]
        assert kinds == ["hello", "log", "complete", "mails", "found"]
    with closing(Feed(inside)) as feed:
        *_, mails, complete = feed.until("complete")
        assert complete["keys"] == [1]
        (row,) = mails["rows"]
        assert (row["subject"], row["code"], row["unread"]) == ("First", "481516", True)
        inside.add(new_mail("Second"))
        assert feed.until("mails")[-1]["rows"][0]["subject"] == "Second"
        inside.post("/read", {"keys": None})
        assert sorted(feed.until("read")[-1]["keys"]) == [1, 2]
        inside.page.tell(lambda page: page.remove(1))
        assert feed.until("gone")[-1]["keys"] == [1]
        inside.page.tell(lambda page: page.note("lost the link", warning=True))
        assert feed.until("note")[-1]["text"] == "lost the link"
        inside.page.tell(lambda page: page.frame(b"x" * 20_000, "to nobody"))
        frame = feed.until("frame")[-1]
        assert (len(frame["text"]), frame["size"]) == (16_000, 20_000)


def test_one_that_does_not_read_is_cut_off_and_then_gets_all(inside: PageBrowser) -> None:
    with closing(Feed(inside)) as feed:
        feed.until("complete")
        # More than what sockets and the queue hold together.
        for number in range(4000):
            frame = f"{number} ".ljust(15_000).encode()
            inside.page.tell(partial(Page.frame, frame=frame, about="to nobody"))
        numbers = [int(event["text"].split()[0]) for event in feed if event["kind"] == "frame"]
    assert numbers == list(range(len(numbers)))  # until it was cut off, all came
    assert len(numbers) < 4000
    with closing(Feed(inside)) as feed:
        log = feed.until("log")[-1]
    assert len(log["frames"]) == 300  # the latest
    assert log["frames"][-1]["text"].startswith("3999 ")


def test_where_four_follow_the_first_of_them_is_told_to_rest(inside: PageBrowser) -> None:
    """A browser has six connections to a port: were all of them held, it could ask nothing."""
    with ExitStack() as stack:
        feeds = [stack.enter_context(closing(Feed(inside))) for _ in range(4)]
        for feed in feeds:
            feed.until("complete")
        for rested in (0, 1):
            feeds.append(stack.enter_context(closing(Feed(inside))))
            feeds[-1].until("complete")
            assert [event["kind"] for event in feeds[rested]] == ["rest"]
        inside.add(new_mail("For all"))
        for feed in feeds[2:]:
            assert feed.until("mails")[-1]["rows"][0]["subject"] == "For all"


def test_those_that_do_not_read_hold_no_place(inside: PageBrowser) -> None:
    with ExitStack() as stack:
        for _ in range(5):
            stack.enter_context(closing(Feed(inside))).until("hello")
        for _ in range(2000):  # more than sockets and a queue take
            inside.page.tell(partial(Page.frame, frame=b"x" * 15_000, about="to nobody"))
        done: Future[bool] = Future()
        inside.page.tell(lambda page: done.set_result(bool(page._feed)))
        assert done.result(10) is False


def test_what_nobody_waits_for_any_more_is_not_looked_for(
    inside: PageBrowser, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever steps through many large mails waits for the last of them alone."""
    looked_for: list[NewMail] = []

    def examined(mail: NewMail) -> dict[str, object]:
        looked_for.append(mail)
        return {}

    monkeypatch.setattr("client.page.server.examined", examined)
    inside.add(new_mail())
    go_on = threading.Event()
    started: Queue[None] = Queue()

    def hold() -> None:
        started.put(None)
        go_on.wait(10)

    try:
        for _ in range(4):  # all threads of the page
            inside.page.tell(lambda page: page._threads.submit(hold))
            started.get(timeout=10)
        for _ in range(5):
            connection = http.client.HTTPConnection(inside.host, timeout=60)
            connection.request("GET", "/mails/1/examined", headers={"Cookie": inside.cookie})
            inside.ask("/")  # it has the request
            connection.close()
        inside.ask("/")  # it knows that they have gone
    finally:
        go_on.set()
    assert inside.ask("/mails/1").status == 200
    assert looked_for == []
    assert inside.ask("/mails/1/examined").status == 200
    assert len(looked_for) == 1


def test_it_ends_at_once_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with PageThread(Setup("Mail", "")) as page:
        browser = PageBrowser(page)
        browser.enter()
        feed = Feed(browser)
        feed.until("complete")
        browser.add(new_mail())
        feed.until("found")
    with closing(feed):
        assert list(feed) == []
    assert set(threading.enumerate()) <= before


def test_a_sandbox_whose_page_is_open_stops_as_quickly() -> None:
    before = set(threading.enumerate())
    sandbox = Sandbox(tls=False).start()
    browser = Browser(sandbox.page_url)
    browser.enter()
    with closing(Feed(browser)) as feed:
        deliver(sandbox, mail(), "a@x.example")
        feed.until("found")
        sandbox.stop()
        assert [event["kind"] for event in feed] == []
    assert set(threading.enumerate()) <= before


def test_the_port_may_be_taken(browser: PageBrowser) -> None:
    with pytest.raises(OSError, match="in use"):
        PageThread(Setup("Mail", ""), int(browser.host.split(":")[1]))


def test_the_largest_mails_are_cut_and_links_are_told_apart(inside: PageBrowser) -> None:
    long = "word " * 100_000
    large = new_mail(
        "s" * 9000, f'<a href="javascript:x()">Run</a>{long}', "Content-Type: text/html\r\n"
    )
    inside.add(large)
    found = inside.ask("/mails/1").json
    assert found["textIsCut"]
    assert found["sourceIsCut"]
    assert len(found["text"]) == len(found["source"]) == 400_000
    assert len(found["subject"]) == 8000
    links = inside.ask("/mails/1/examined").json["links"]
    assert links == [{"url": "javascript:x()", "text": "Run"}]
    assert len(inside.ask("/mails/1/raw").body) == len(large.raw)
