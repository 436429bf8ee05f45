"""What the tests of recovery share: the REST half of the service, and mail with times."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any
from urllib.parse import unquote

from client.model import read_datetime, write_datetime
from client.streaming import (
    Event,
    Gap,
    MessageStream,
)
from support.http_server import Answer, HttpServer, Request
from support.scripted_server import TEXT, Peer, ScriptedServer, frame
from support.streams import (
    ADDRESS,
    AT_ONCE,
    ready,
    web_sockets,
)

# Ahead of the stream's opening, as mail from before is not wanted.
START = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
RAW = b"Subject: Hello\r\nX-Twice: a\r\nX-Twice: b\r\n\r\nText of %s \xe4\r\n"


def mail(number: int, seconds: float, inbox: str = ADDRESS) -> dict[str, Any]:
    """The metadata of a mail that came so many seconds after START."""
    return {
        "_id": f"m{number}",
        "from": [{"name": "", "address": "shop@shop.example"}],
        "to": [{"name": "", "address": inbox}],
        "subject": f"Mail {number}",
        "inbox": inbox,
        "received": write_datetime(START + timedelta(seconds=seconds)),
    }


def over_socket(number: int, seconds: float, **more: Any) -> bytes:
    return frame(TEXT, {**mail(number, seconds), "text": "live", **more})


class Service:
    """The REST half of the service: an inbox, and the raw mail."""

    def __init__(self, server: HttpServer) -> None:
        self.server = server
        self.mails: list[dict[str, Any]] = []
        self.broken: dict[str, Answer] = {}  # what to answer below a path, instead
        self.ahead = timedelta()  # of this machine's clock
        self.before_answer: Callable[[Request], object] = lambda _: None
        server.respond = self.respond

    def respond(self, request: Request) -> Answer:
        self.before_answer(request)
        path = unquote(request.target.partition("?")[0])
        for prefix, answer in self.broken.items():
            if path.startswith(prefix):
                return answer
        headers = {
            "Content-Type": "application/json",
            "Date": format_datetime(datetime.now(UTC) + self.ahead, usegmt=True),
        }
        if path.startswith("/raw/"):
            number = path.rpartition("/")[2]
            return Answer(body=RAW % number.encode(), headers={"Content-Type": "text/plain"})
        found = sorted(self.mails, key=lambda one: str(one["received"]), reverse=True)
        if "since" in request.query:
            since = read_datetime(request.query["since"])
            found = [one for one in found if read_datetime(one["received"]) >= since]
        if path == "/inbox":
            skip, limit = int(request.query.get("skip", 0)), int(request.query["limit"])
            body: Any = {"messages": found[skip : skip + limit], "unread": 0}
        else:
            name = path.split("/")[2]
            found = [one for one in found if name in (one["inbox"], one["inbox"].split("@")[1])]
            body = found[: int(request.query["limit"])]
        return Answer(body=json.dumps(body).encode(), headers=headers)

    def asked(self, prefix: str) -> list[Request]:
        return [one for one in self.server.requests if one.target.startswith(prefix)]


class Events(list[Event]):
    def of(self, kind: type) -> list[Any]:
        return [event for event in self if isinstance(event, kind)]

    @property
    def gaps(self) -> list[Gap]:
        return self.of(Gap)


def open_stream(
    socket: ScriptedServer, service: Service, events: Events | None = None, **options: Any
) -> MessageStream:
    api = web_sockets(socket.url, host=service.server.url)
    tell = None if events is None else events.append
    own = {"addresses": ADDRESS, "reconnect": AT_ONCE, "on_event": tell}
    return api.stream(**{**own, **options})


def subjects(stream: MessageStream, count: int) -> list[str]:
    return [stream.get(10).email.subject for _ in range(count)]


def break_after(data: bytes) -> Callable[[Peer], None]:
    def script(peer: Peer) -> None:
        ready(peer, data)
        peer.close(1012)

    return script
