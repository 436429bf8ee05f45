"""A loopback HTTP server that answers as it is told and remembers what it was asked."""

from __future__ import annotations

import json
import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import client

KEY = "k_test_0123456789abcdef"


@dataclass(frozen=True)
class Request:
    """One request, as it came off the wire."""

    method: str
    target: str
    headers: Message
    body: bytes

    @property
    def query(self) -> dict[str, str]:
        return dict(parse_qsl(urlsplit(self.target).query))


@dataclass
class Answer:
    """What to answer."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)


class HttpServer:
    """Answers each request with the next of ``answers``, and the last of them for ever.

    Or, when ``respond`` is set, with what that returns for the request.
    """

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self.answers: list[Answer] = [Answer()]
        self.respond: Callable[[Request], Answer] | None = None
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # header and body go out in two writes

            def answer(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length)
                request = Request(self.command, self.path, self.headers, body)
                server.requests.append(request)
                if server.respond is not None:
                    answer = server.respond(request)
                else:
                    answer = server.answers[0]
                    if len(server.answers) > 1:
                        del server.answers[0]
                self.send_response_only(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if answer.status != 204:
                    self.send_header("Content-Length", str(len(answer.body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(answer.body)

            # The base class's names.
            do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_CONNECT = answer  # noqa: N815  # the names that http.server looks for

            def log_message(self, *_: Any) -> None:
                pass

        class QuietServer(ThreadingHTTPServer):
            def get_request(self) -> Any:
                found = super().get_request()
                server.connections += 1
                return found

            def handle_error(self, request: Any, client_address: Any) -> None:
                error = sys.exc_info()[1]  # a client may just go, or not trust us
                if not isinstance(error, ConnectionError | ssl.SSLError):
                    super().handle_error(request, client_address)

        self._server = QuietServer(("127.0.0.1", 0), Handler)
        self._scheme = "http"
        if tls is not None:
            self._scheme = "https"
            # The handshake is left to the connection's own thread.
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}"

    def respond_json(self, respond: Callable[[dict[str, str]], Any]) -> None:
        """Answer every request with what a function makes of its query, as JSON."""

        def answer(request: Request) -> Answer:
            body = json.dumps(respond(request.query)).encode()
            return Answer(body=body, headers={"Content-Type": "application/json"})

        self.respond = answer

    def answer(self, body: str | bytes = b"", media: str = "application/json", **more: Any) -> None:
        """Answer every request from now on with this."""
        data = body.encode() if isinstance(body, str) else body
        headers = {"Content-Type": media} if media else {}
        headers.update(more.pop("headers", {}))
        self.answers = [Answer(body=data, headers=headers, **more)]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@contextmanager
def raw_server(serve: Callable[[socket.socket], None]) -> Iterator[str]:
    """Accept connections one after the other and hand each to ``serve``."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()

        def accept() -> None:
            while True:
                try:
                    link, _ = listener.accept()
                except OSError:
                    return
                with link:
                    with suppress(OSError):
                        serve(link)

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


@contextmanager
def tunnel(to: str) -> Iterator[tuple[str, list[str]]]:
    """A proxy that understands CONNECT and leads everywhere to one server."""
    heads: list[str] = []
    host, port = to.rpartition("//")[2].split(":")

    def pump(source: socket.socket, target: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                target.sendall(data)
            target.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def serve(link: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            head += link.recv(65536)
        heads.append(head.decode())
        link.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        with socket.create_connection((host, int(port))) as far:
            back = threading.Thread(target=pump, args=(far, link))
            back.start()
            pump(link, far)
            back.join()

    with raw_server(serve) as url:
        yield url, heads


@contextmanager
def messages_at(host: str, **settings: object) -> Iterator[client.MessagesApi]:
    configuration = client.Configuration(host=host, api_key=KEY, **settings)  # type: ignore[arg-type]  # any of them
    with client.ApiClient(configuration) as api_client:
        yield client.MessagesApi(api_client)
