"""What the tests of the page share: mails, and requests as a browser makes them."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from client.page.mails import NewMail
from client.page.thread import PageThread

TO = "you@x.example"


def new_mail(subject: str = "Hello", text: str = "Hello.", headers: str = "") -> NewMail:
    raw = f"From: a@x.example\r\nSubject: {subject}\r\n{headers}\r\n{text}\r\n"
    return NewMail(TO, datetime.now(UTC), raw.encode())


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Browser:
    """Asks the page with this address, with its cookie once it has it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.host = self.url.split("/")[2]
        self.cookie = ""

    def ask(self, path: str, method: str = "GET", body: str = "", **headers: str) -> Answer:
        """Header names have underscores in place of dashes; one that is empty is not sent."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        sent = {"Host": self.host, "Cookie": self.cookie} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        try:
            connection.request(method, path, body or None, {k: v for k, v in sent.items() if v})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def post(self, path: str, body: object, **headers: str) -> Answer:
        own = {"Content_Type": "application/json", "Origin": f"http://{self.host}"}
        return self.ask(path, "POST", json.dumps(body), **(own | headers))

    def enter(self) -> None:
        answer = self.ask(self.url.partition(self.host)[2])
        assert (answer.status, answer.headers["Location"]) == (303, "/")
        self.cookie = answer.headers["Set-Cookie"].partition(";")[0]


class PageBrowser(Browser):
    """Asks a page in a thread of its own, and gives it mail."""

    def __init__(self, page: PageThread) -> None:
        super().__init__(page.session.url)
        self.page = page

    def add(self, mail: NewMail) -> int:
        done: Future[int] = Future()
        self.page.tell(lambda page: done.set_result(page.add(mail)))
        return done.result(10)


class Feed:
    """The events that a browser gets."""

    def __init__(self, browser: Browser) -> None:
        self.connection = http.client.HTTPConnection(browser.host, timeout=60)
        self.connection.request("GET", "/events", headers={"Cookie": browser.cookie})
        self.answer = self.connection.getresponse()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for line in self.answer:
            if line.startswith(b"data: "):
                yield json.loads(line[6:])

    def until(self, kind: str) -> list[dict[str, Any]]:
        found = []
        for event in self:
            found.append(event)
            if event["kind"] == kind:
                return found
        raise AssertionError(f"it ended before {kind}: {found}")

    def close(self) -> None:
        self.answer.close()
        self.connection.close()
