"""The sandbox's URLs, its key, and requests that are refused, over real sockets alone."""

from __future__ import annotations

import re

import pytest
import urllib3
import websocket
from support.sandboxes import deliver, mail
from support.wire import (
    ADDRESS,
    RawApi,
    connected,
    forward,
    listening,
    receive,
    sandbox_with_tls,  # noqa: F401  # the fixture "sandbox"
)

from client.sandbox import Sandbox


def test_urls_key_and_tls(sandbox: Sandbox, api: RawApi) -> None:
    assert re.fullmatch(r"https://127\.0\.0\.1:\d+/api", sandbox.api_url)
    assert re.fullmatch(r"wss://127\.0\.0\.1:\d+/incoming-messages", sandbox.socket_url)
    assert sandbox.smtp.host == "127.0.0.1"
    assert sandbox.api_key.startswith("k_")
    assert sandbox.api_key not in repr(sandbox)
    assert api("GET", "/me")["_id"] == "sandbox"
    named = sandbox.api_url.replace("127.0.0.1", "localhost")
    assert api.pool.request("GET", named + "/me", headers=api.headers).status == 200
    with urllib3.PoolManager(retries=False) as stranger, pytest.raises(urllib3.exceptions.SSLError):
        stranger.request("GET", sandbox.api_url + "/me")


def test_without_tls() -> None:
    with Sandbox(tls=False, api_key="mine") as sandbox:
        assert sandbox.ca_file is None
        assert sandbox.api_url.startswith("http://")
        assert sandbox.socket_url.startswith("ws://")
        assert sandbox.api_key == "mine"
        forward(sandbox)
        with listening(sandbox) as ws:
            deliver(sandbox, mail(), ADDRESS)
            assert receive(ws)["email"]["subject"] == "hello"


@pytest.mark.parametrize("key", ["", "wrong", "käy"])
def test_wrong_key_is_refused(sandbox: Sandbox, api: RawApi, key: str) -> None:
    for path in ("/me", "/no-such-route"):
        answer = api.send("GET", path, headers={"Mailsac-Key": key.encode()})
        assert answer.status == 401
        assert answer.json()["error"] == "Unauthorized"
        assert sandbox.api_key not in answer.data.decode()
    refused = pytest.raises(websocket.WebSocketBadStatusException)
    with refused as caught, connected(sandbox, "a@box.test", key=key):
        pass
    assert caught.value.status_code == 401


def test_key_in_query_or_body(sandbox: Sandbox, api: RawApi) -> None:
    key = sandbox.api_key
    assert api.send("GET", f"/me?_mailsacKey={key}", headers={}).status == 200
    body = {"_mailsacKey": key, "enablews": True}
    answer = api.send("POST", "/addresses/a@box.test", headers={}, json=body)
    assert answer.json()["enablews"] is True
    assert key not in answer.data.decode()
    assert api.send("POST", "/addresses/b@box.test", headers={}, json={}).status == 401


def test_unknown_routes_and_bad_requests(api: RawApi) -> None:
    refusal = api("GET", "/no-such-route", status=404)
    assert refusal["error"] == "Not Found"
    assert refusal["message"] == "The sandbox does not offer GET /api/no-such-route"
    assert api("PATCH", "/me", status=405)["error"] == "Method Not Allowed"
    assert api("GET", "/addresses/nobody/messages", status=400)["validationErrors"]
    for query in ("limit=1001", "limit=-1", "limit=x", "until=yesterday"):
        api("GET", f"/addresses/a@box.test/messages?{query}", status=400)
    api("GET", "/inbox?skip=%C2%B2", status=400)
    assert api.send("POST", "/addresses/a@box.test", body=b"{").status == 400
    assert api.send("POST", "/addresses/a@box.test", body=b"[" * 60_000).status == 400
    assert api.send("POST", "/addresses/a@box.test", body=b"[]").status == 400
    too_long = api.send("POST", "/addresses/a@box.test", body=b" " * 70_000)
    assert too_long.status == 413
    assert too_long.json()["error"]


@pytest.mark.parametrize("path", ["/api/me", "/incoming-messages?key={key}&addresses=a@b.example"])
def test_pages_of_other_web_sites_are_refused_with_the_right_key_too(path: str) -> None:
    with Sandbox(tls=False) as sandbox, urllib3.PoolManager() as pool:
        url = sandbox.api_url.removesuffix("/api")

        def status(**headers: str) -> int:
            key = {"Mailsac-Key": sandbox.api_key}
            named = {name.title(): value for name, value in headers.items()}
            target = url + path.format(key=sandbox.api_key)
            return pool.request("GET", target, headers=key | named, retries=False).status

        port = url.rpartition(":")[2]
        good = status()
        assert good in (200, 400)  # the other is no upgrade
        for host in ("evil.example", f"evil.example:{port}", "127.0.0.1.evil.example", ""):
            assert status(host=host) in (400, 403), host
        assert status(host="evil.example") == 403
        for host in ("[::1", "[evil]", f"evil@127.0.0.1:{port}", "127.0.0.1/evil", "[::1%25evil]"):
            assert status(host=host) in (400, 403), host
        for host in (f"localhost:{port}", f"127.0.0.1:{port}", f"[::1]:{port}", "localhost"):
            assert status(host=host) == good, host
        for origin in ("https://evil.example", "null", f"http://127.0.0.1:{int(port) + 1}"):
            assert status(origin=origin) == 403, origin
        assert status(origin=url) == good
